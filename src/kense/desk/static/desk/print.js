// A stored paper goes to the printer: at once, or when asked. Without scripts its link opens it and a button marks it.
// The desk is told only after the file came and the print dialog was called: the journal must not say more than happened.
const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "X-Requested-With": "fetch" };

async function print(address) {
  const answer = await fetch(address);
  if (!answer.ok || answer.headers.get("Content-Type") !== "application/pdf") throw new Error("no paper");
  const frame = document.createElement("iframe");
  frame.className = "vh";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  await new Promise((loaded) => { frame.addEventListener("load", loaded); frame.src = address; document.body.append(frame); });
  frame.contentWindow.focus();
  frame.contentWindow.print();
  const told = await fetch(`${address}printed/`, { method: "POST", headers });
  if (!told.ok) throw new Error("not written down");
}

function tried(button) {
  const failed = document.querySelector("#print-failed");
  failed.hidden = true;
  print(button.dataset.print).then(
    () => { for (const one of button.parentElement.querySelectorAll("[data-sent], [data-unsent]")) one.hidden = "unsent" in one.dataset; },
    () => { failed.hidden = false; },
  );
}

for (const button of document.querySelectorAll("[data-print]")) {
  const address = button.dataset.print;
  button.hidden = false;
  button.addEventListener("click", () => tried(button));
  // The page may be shown again from the browser's memory; the paper is printed by itself only the first time. Nobody
  // stands before a browser that a program drives, and one without a screen falls over its own print dialog.
  if (button.hasAttribute("data-at-once") && !navigator.webdriver && !sessionStorage.getItem(address)) {
    sessionStorage.setItem(address, "printed");
    tried(button);
  }
}
