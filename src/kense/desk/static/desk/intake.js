// The intake by keyboard: Enter goes to the next place that waits for an answer, a digit chooses from a list.
// While the form is filled in only what is said of a field is put in anew, never the field: nothing typed can be lost.
const form = document.querySelector("#intake");
const decision = () => form.querySelector("#decision");
const mainEnd = () => form.querySelector("#decision [data-main]");
const isText = (field) => field.matches("input:not([type=checkbox], [type=radio])");

/* --- what is typed is looked at --------------------------------------------------------------------------------- */

const told = new WeakMap(); // what stood in a field when the server was last asked
let asked = 0, sent = 0, answered = 0;

// A field whose value a script has touched, as by grouping digits, need not make a change event of its own.
function tell(field) {
  if (!isText(field) || (told.get(field) ?? field.defaultValue) === field.value) return;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const WHOLE = { "[data-iin]": /^\d{6} \d \d{4} \d$/, "[data-date]": /^\d{2}\.\d{2}\.\d{4}$/ };

document.addEventListener("input", ({ target }) => {
  if (Object.entries(WHOLE).some(([which, whole]) => target.matches(`#intake ${which}`) && whole.test(target.value))) tell(target);
});
form.addEventListener("focusout", ({ target }) => { if (target.matches("input")) tell(target); });
form.addEventListener("change", (event) => {
  const field = event.target;
  const known = event.isTrusted && isText(field) && told.get(field) === field.value;
  if (known) { event.stopImmediatePropagation(); return; }
  told.set(field, field.value);
  asked += 1;
}, true);
form.addEventListener("htmx:beforeRequest", () => { sent = asked; });

const SETTLED = 40; // milliseconds: htmx puts attributes in place 20 after the answer
form.addEventListener("htmx:afterRequest", () => {
  const about = sent;
  setTimeout(() => {
    mark();
    fillIn();
    answered = about;
    if (answered === asked) goOn();
  }, SETTLED);
});

/* --- what the answer means for the fields ----------------------------------------------------------------------- */

function mark() {
  for (const slot of form.querySelectorAll("[data-slot]")) {
    const field = document.getElementById(slot.dataset.slot);
    if (field && slot.querySelector(".is-error")) field.setAttribute("aria-invalid", "true");
    else if (field) field.removeAttribute("aria-invalid");
  }
}

// What the office knows is put in once, where nothing is typed. What was put in and not changed goes with its reason:
// an IIN mistyped and corrected must not leave the other person's name behind.
const filled = new Map();
const knownParts = () => [...form.querySelectorAll("[id^=known-]")];
for (const part of knownParts()) filled.set(part.id, { ...part.dataset });

function fillIn() {
  for (const part of knownParts()) {
    const before = filled.get(part.id), now = { ...part.dataset };
    if (before.mark === now.mark) continue;
    filled.set(part.id, now);
    for (const name of Object.keys({ ...before, ...now })) if (name !== "mark") replace(name, before[name] || "", now[name] || "");
  }
}

function replace(name, before, now) {
  const field = form.elements[name];
  if (field.value !== before || before === now) return;
  field.value = now;
  if (before) form.dispatchEvent(new Event("change", { bubbles: true }));
}

/* --- keys ------------------------------------------------------------------------------------------------------- */

// Keys pressed faster than the server answers are held and take effect when it has.
let waiting = null;

function whenAnswered(act) {
  if (answered === asked) act();
  else waiting = { act, keys: [] };
}

function goOn() {
  if (!waiting) return;
  const { act, keys } = waiting;
  waiting = null;
  act();
  while (keys.length && !waiting) replay(keys.shift());
  if (waiting) waiting.keys.push(...keys);
}

function replay(key) {
  const field = document.activeElement;
  if (press(key, field)) return;
  if (key.code === "Space" && field.type === "checkbox") field.click();
  else if (isText(field) && key.key.length === 1) {
    const digit = field.inputMode === "numeric" && digitOf(key);
    document.execCommand("insertText", false, digit || key.key);
  }
}

const digitOf = ({ code }) => (/^(?:Digit|Numpad)(\d)$/.exec(code) || [])[1];
const isEmpty = (field) => (field.type === "radio" ? form.elements[field.name] : field).value === "";

// The tick that somebody has no IIN stands beside the field of it.
const hasNoIin = (field) => field.closest(".field").querySelector("[data-no-iin]:checked") !== null;

function awaits(field) {
  if (field.getClientRects().length === 0) return false;
  const ticked = (selector) => field.closest("tr").querySelector(selector);
  if (field.name === "confirm") return !field.checked;
  if (field.matches("[data-iin]:not([aria-invalid])") && hasNoIin(field)) return false;
  if (field.matches("[data-shown]")) return !field.checked && ticked("[data-missing]") !== null;
  if (field.matches("tr [data-date]") && field.value === "") return ticked("[data-shown]").checked;
  return field.matches("[aria-invalid]") || (field.required && isEmpty(field));
}

function onward(from) {
  const others = [...form.querySelectorAll("input, select")].filter((field) => field !== from && awaits(field));
  const after = others.find((field) => from.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = after || others[0] || (awaits(from) ? from : decision());
  next.focus();
  if (isText(next)) next.select();
}

function choose(list, place) {
  const options = list.matches("select") ? [...list.options].slice(1) : [...list.querySelectorAll("input")];
  const option = options[(place || 10) - 1];
  if (!option) return;
  if (list.matches("select")) {
    option.selected = true;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    option.focus();
    option.click();
  }
}

// What was seen when the keys were pressed is performed, or nothing: the answer may have barred it.
function perform() {
  const seen = mainEnd();
  tell(document.activeElement);
  whenAnswered(() => {
    const end = mainEnd();
    if (end && seen && end.value === seen.value) end.click();
    else decision().focus();
  });
}

function press(key, field) {
  const isEnter = key.code === "Enter" || key.code === "NumpadEnter";
  if (isEnter && key.ctrlKey) { perform(); return true; }
  if (key.ctrlKey || key.altKey || key.metaKey || key.shiftKey) return false;
  if (isEnter && field.matches("input, select")) {
    if (field.matches("[data-shown]:not(:checked)")) field.click();
    tell(field);
    whenAnswered(() => onward(field));
    return true;
  }
  const list = field.closest("[data-digits]");
  if (!list || digitOf(key) === undefined) return false;
  choose(list, Number(digitOf(key)));
  return true;
}

form.addEventListener("keydown", (event) => {
  if (event.isComposing || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
  if (["Tab", "Escape"].includes(event.key)) { waiting = null; return; }
  if (waiting) waiting.keys.push(event);
  else if (!press(event, event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
form.addEventListener("pointerdown", () => { waiting = null; });
