// The lists of the day: they keep themselves up to date, one case at a time is open in its place, the chosen are counted.
// Without this file a case opens on its own page, and the lists are as they were when the page was opened.
"use strict";
{
  const A_MINUTE = 60000;
  const lists = document.querySelector("[data-live]");
  const every = (selector, inside = lists) => [...inside.querySelectorAll(selector)];
  const boxesOf = (form) => every(`[data-choose][form="${form}"]`);

  // Nothing is put in anew while somebody types or picks from a list; what is chosen and what is open stays anyhow.
  const busy = () => lists.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), select, textarea");
  setInterval(() => { if (!document.hidden && !busy()) lists.dispatchEvent(new Event("refresh")); }, A_MINUTE);

  const count = () => {
    for (const number of every("[data-chosen]")) {
      number.textContent = boxesOf(number.dataset.chosen).filter((box) => box.checked).length;
      number.parentElement.hidden = false;
    }
    for (const all of every("[data-all]")) {
      all.hidden = false;
      all.checked = boxesOf(all.dataset.all).every((box) => box.checked);
    }
  };
  const shut = (except) => {
    for (const cell of every(".glance > td:not(:empty)")) if (cell.id !== except) cell.replaceChildren();
  };

  lists.addEventListener("change", (event) => {
    const { all } = event.target.dataset;
    if (all) for (const box of boxesOf(all)) box.checked = event.target.checked;
    count();
  });
  lists.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) shut(opener.getAttribute("hx-target").slice(1));
    const shutter = event.target.closest("[data-shut]");
    if (!shutter) return;
    const row = shutter.closest("tr").previousElementSibling;
    shut();
    row.querySelector("[data-open]").focus();
  });
  new MutationObserver(count).observe(lists, { childList: true });
  count();
}
