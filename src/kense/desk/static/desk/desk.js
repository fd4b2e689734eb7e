// The keyboard of the desk. Everything works without it: this file only saves movements of the hand.
"use strict";

const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.code === "Enter") {
    const form = event.target.closest("form");
    const main = (form || document).querySelector("[data-main]") || document.querySelector("[data-main]");
    if (main) { event.preventDefault(); main.click(); }
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  // Physical keys: in the Kazakh and Russian layouts these letters sit elsewhere.
  if (event.code === "Slash") {
    const find = document.getElementById("q");
    if (find) { event.preventDefault(); find.focus(); }
  } else if (event.code === "KeyN") {
    const fresh = document.querySelector("a[href='/new/']");
    if (fresh) fresh.click();
  }
});

// An IIN is read in groups of 6, 1, 4 and 1; it is grouped while it is typed.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("[data-iin]") || field.selectionStart !== field.value.length) return;
  const digits = field.value.replace(/\D/g, "").slice(0, 12);
  const groups = [digits.slice(0, 6), digits.slice(6, 7), digits.slice(7, 11), digits.slice(11)];
  if (/^[\d\s-]*$/.test(field.value)) field.value = groups.filter(Boolean).join(" ");
});

// A barred end stays visible with its reason; pressing it does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});

// One press, one request: the second of a double click is not sent.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// While an intake is filled in only what is said of a field is put in anew, never the field. What follows from it for the
// field is done here: whether it is wrong, and the names of a person whom the register knows, where nothing is typed yet.
document.addEventListener("htmx:afterSettle", () => {
  for (const slot of document.querySelectorAll("[data-slot]")) {
    const field = document.getElementById(slot.dataset.slot);
    if (field) field.toggleAttribute("aria-invalid", slot.querySelector(".is-error") !== null);
    if (field && field.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
  }
  const known = document.getElementById("known");
  for (const [name, value] of Object.entries(known ? known.dataset : {})) {
    const field = document.getElementById(name);
    if (field && field.value === "") field.value = value;
  }
});
