// The paper of what was just done goes to the printer: at once, and again when asked. Without scripts its link opens it.
async function print(address) {
  const answer = await fetch(address);
  if (!answer.ok || answer.headers.get("Content-Type") !== "application/pdf") throw new Error("no paper");
  const frame = document.createElement("iframe");
  frame.className = "vh";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.addEventListener("load", () => { frame.contentWindow.focus(); frame.contentWindow.print(); });
  frame.src = address;
  document.body.append(frame);
}

function tried(address) {
  print(address).catch(() => { document.querySelector("#print-failed").hidden = false; });
}

for (const button of document.querySelectorAll("[data-print]")) {
  const address = button.dataset.print;
  button.hidden = false;
  button.addEventListener("click", () => tried(address));
  // The page may be shown again from the browser's memory; the paper is printed by itself only the first time. Nobody
  // stands before a browser that a program drives, and one without a screen falls over its own print dialog.
  if (button.hasAttribute("data-at-once") && !navigator.webdriver && !sessionStorage.getItem(address)) {
    sessionStorage.setItem(address, "printed");
    tried(address);
  }
}
