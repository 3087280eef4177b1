// Ties between claims: whatever names another claim (a chip, a choice in the list) marks that claim's words in the text.

import { scrollPaneTo, wordsOf } from "./words.js";

const MARK = "is-tied";

function unmark() {
  for (const words of document.querySelectorAll(`.${MARK}`)) words.classList.remove(MARK);
}

function mark(key, { scroll = false } = {}) {
  unmark();
  const found = wordsOf(key);
  for (const words of found) words.classList.add(MARK);
  if (scroll && found.length) scrollPaneTo(found[0]);
}

// A choice is "part_of-12": the kind of tie, and the other claim.
const chosen = (target) => target.closest?.("select[name$='-tie']")?.value.split("-")[1];
const named = (target) => target.closest?.("[data-tied]")?.dataset.tied;

export function start(page, signal) {
  const cards = page.querySelector("#cards");
  cards.addEventListener("mouseover", ({ target }) => named(target) && mark(named(target)), { signal });
  cards.addEventListener("mouseout", ({ target }) => named(target) && unmark(), { signal });
  cards.addEventListener("focusin", ({ target }) => {
    const key = named(target) ?? chosen(target);
    if (key) mark(key, { scroll: true });
    else unmark();
  }, { signal });
  cards.addEventListener("focusout", unmark, { signal });
  cards.addEventListener("change", ({ target }) => chosen(target) && mark(chosen(target), { scroll: true }), { signal });
  document.addEventListener("review:settled", unmark, { signal }); // the chip that marked them is gone
}
