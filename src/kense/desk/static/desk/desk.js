// The keyboard of the desk and what its fields do while they are typed in.
// Everything works without this file: it only saves movements of the hand. Which key does what stands in keys.py.
"use strict";
{

const one = (selector, inside = document) => inside.querySelector(selector);
const seen = (element) => element !== null && element.getClientRects().length > 0;
const press = (element) => { if (seen(element)) element.click(); return seen(element); };
const isField = (element) => element.matches("input:not([data-choose]), select, textarea, [contenteditable]");

/* --- keys ------------------------------------------------------------------------------------------------------- */

const A_MOMENT = 1500; // milliseconds between `g` and the letter of a page
let goingUntil = 0;

const rows = () => [...document.querySelectorAll("tr[data-row]")].filter(seen);
const rowAtHand = () => document.activeElement.closest("tr[data-row]") || one("tr[data-row].is-here");
const opener = (row) => one("[data-open], a[href]", row);

function move(by) {
  const all = rows();
  const next = all[all.indexOf(rowAtHand()) + by] || (rowAtHand() ? null : all[0]);
  if (next) (opener(next) || next).focus();
  return all.length > 0;
}

// The nearest main button: of the form one is in, or else of the section one is in, or else of the page.
function mainButton(from) {
  const form = from.form || from.closest("form");
  if (form) return [...form.elements].find((element) => element.matches("[data-main]")) || null;
  for (let around = from; around; around = around.parentElement) {
    const found = [...around.querySelectorAll("[data-main]")].find(seen);
    if (found) return found;
  }
  return null;
}

// Away from a field, out of what was opened; never a step further than one.
function leave(from) {
  if (one(":popover-open")) return false; // the browser closes it
  if (isField(from)) { from.blur(); return true; }
  const way = [...document.querySelectorAll("[data-leave]")].filter(seen).pop();
  if (way) return press(way);
  const open = from.closest("details[open]") || one("details.me[open]");
  if (open) { open.open = false; one("summary", open).focus(); }
  return open !== null;
}

async function help() {
  const dialog = one("#help");
  await htmx.ajax("GET", dialog.dataset.from, { target: dialog, swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
}

const ACTS = {
  search: () => { const field = one("#q"); if (seen(field)) field.focus(); return seen(field); },
  new: () => press(one("[data-new]")),
  go: (from, event) => { goingUntil = event.timeStamp + A_MOMENT; return true; },
  next: () => move(1),
  previous: () => move(-1),
  choose: () => { const row = rowAtHand(); return row !== null && press(one("[data-choose]", row)); },
  open: () => { const row = rowAtHand(); return row !== null && press(opener(row)); },
  perform: (from) => press(mainButton(from)),
  leave,
  help: () => { help(); return true; },
};

// The page says which keys are in force, as "KeyN=new Control+Enter=perform".
const BINDINGS = Object.fromEntries((document.body.dataset.keys || "").split(" ").map((pair) => pair.split("=")));

function named(event) {
  // The question mark sits on another key in other layouts: it is known by its sign as well.
  if (event.key === "?") return "Shift+Slash";
  return (event.ctrlKey ? "Control+" : "") + (event.shiftKey ? "Shift+" : "") + event.code.replace("Numpad", "");
}

document.addEventListener("keydown", (event) => {
  const from = event.target;
  if (event.altKey || event.metaKey || event.isComposing || one("dialog[open]")) return;
  const name = named(event);
  if (isField(from) && !["Control+Enter", "Escape"].includes(name)) return;
  if (name === "Enter" && from.matches("a, button, summary, [data-choose]")) return;
  if (goingUntil > event.timeStamp) {
    goingUntil = 0;
    if (press(one(`[data-go="${CSS.escape(event.code)}"]`))) event.preventDefault();
    return;
  }
  const act = ACTS[BINDINGS[name]];
  if (act && act(from, event)) event.preventDefault();
});

// The row at hand is the one the focus is in: a screen reader follows, and Tab may be mixed with the letters.
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (!row) return;
  for (const other of document.querySelectorAll("tr[data-row].is-here")) other.classList.remove("is-here");
  row.classList.add("is-here");
});

// A list that is put in anew keeps the row at hand.
let held = null;
document.addEventListener("htmx:beforeSwap", () => {
  const row = document.activeElement.closest("tr[data-row]");
  held = row && row.id;
});
document.addEventListener("htmx:afterSettle", () => {
  const row = held && document.getElementById(held);
  if (row && document.activeElement === document.body) opener(row).focus({ preventScroll: true });
});

/* --- fields ----------------------------------------------------------------------------------------------------- */

// In the Kazakh layout the digit row types letters: a field of digits takes the keys for what is printed on them.
document.addEventListener("keydown", (event) => {
  const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
  if (!plain || !/^Digit\d$/.test(event.code) || /\d/.test(event.key)) return;
  if (!event.target.matches("[inputmode=numeric], [inputmode=tel], [data-iin]")) return;
  event.preventDefault();
  document.execCommand("insertText", false, event.code.slice(-1));
});

// An IIN is read in groups of 6, 1, 4 and 1, a date in 2, 2 and 4; they are grouped while they are typed.
const GROUPS = [
  { of: "[data-iin]", sizes: [6, 1, 4, 1], mark: " ", typed: /^[\d\s-]*$/ },
  { of: "[data-date]", sizes: [2, 2, 4], mark: ".", typed: /^\d{2}(\.?\d{2})?\.?\d*$/ },
];

function grouped(text, sizes, mark) {
  let rest = text.replace(/\D/g, "");
  return sizes.map((size) => { const group = rest.slice(0, size); rest = rest.slice(size); return group; }).filter(Boolean).join(mark);
}

document.addEventListener("input", (event) => {
  const field = event.target;
  for (const { of, sizes, mark, typed } of GROUPS) {
    if (!field.matches(of) || field.selectionStart !== field.value.length || !typed.test(field.value)) continue;
    field.value = grouped(field.value, sizes, mark);
  }
});

// On a narrow screen the menu is longer than its line: it shows the page one is on.
const menu = one(".nav"), current = menu && one("[aria-current]", menu);
if (current) menu.scrollLeft = current.offsetLeft - menu.offsetLeft - current.offsetWidth;

/* --- forms ------------------------------------------------------------------------------------------------------ */

// A barred end stays visible with its reason; pressing it does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});

// One press, one request: the second of a double click is not sent.
document.addEventListener("submit", (event) => {
  // What opens in a page of its own, or comes as a file, leaves this one as it is.
  const target = (event.submitter && event.submitter.formTarget) || event.target.target;
  if (target === "_blank" || event.submitter?.hasAttribute("data-file")) return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What is typed goes along when the language is changed: kept by the tab until the page stands in the other language.
const TYPED = "typed";
const typedFields = () => [...document.querySelectorAll("main form[method=post] :is(input, select, textarea)[name]:not([type=hidden], [type=password])")];
const placeOf = (field) => `${field.form.id} ${field.name} ${field.matches("[type=checkbox], [type=radio]") ? field.value : ""}`;

document.addEventListener("click", (event) => {
  if (!event.target.closest(".lang a")) return;
  const typed = typedFields().map((field) => [placeOf(field), field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value]);
  if (typed.length) sessionStorage.setItem(TYPED, JSON.stringify(typed));
});

const brought = new Map(JSON.parse(sessionStorage.getItem(TYPED) || "[]"));
sessionStorage.removeItem(TYPED);
const changed = new Map(); // a field of each form, to tell whoever watches the form
for (const field of typedFields()) {
  const value = brought.get(placeOf(field));
  const name = typeof value === "boolean" ? "checked" : "value";
  if (value === undefined || field[name] === value) continue;
  field[name] = value;
  changed.set(field.form, field);
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}
window.addEventListener("load", () => {
  for (const field of changed.values()) field.dispatchEvent(new Event("change", { bubbles: true }));
});

}
