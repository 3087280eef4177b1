// The words of a claim and its card, tied together: showing one shows the other.

const within = (root, name, key) => root.querySelectorAll(`[${name}~="${key}"]`);

export function wordsOf(key) {
  return [...within(document, "data-claims", key)];
}

export function claimantOf(key) {
  return [...within(document, "data-quoted-for", key)];
}

// Scroll the pane, never the page, so that the words come to its upper third.
export function scrollPaneTo(words) {
  const folded = words.closest("details");
  if (folded) folded.open = true;
  const pane = words.closest(".text-pane__scroll");
  if (!pane) return;
  const top = words.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
}

export function showWords(key) {
  for (const words of document.querySelectorAll(".words.is-current")) words.classList.remove("is-current");
  const found = wordsOf(key);
  for (const words of [...found, ...claimantOf(key)]) words.classList.add("is-current");
  if (found.length) scrollPaneTo(found[0]);
}

// The words take over what was decided: colour of the measure, and whether the claim still counts.
export function paintWords(card) {
  for (const words of wordsOf(card.dataset.claim)) {
    words.dataset.measure = card.dataset.measure;
    words.dataset.standing = card.dataset.standing;
  }
}

function showTarget() {
  const [, key] = location.hash.match(/^#words-(\d+)$/) ?? [];
  if (!key) return;
  showWords(key);
  document.getElementById(`words-${key}`)?.focus({ preventScroll: true });
  wordsOf(key)[0]?.closest(".text-pane")?.scrollIntoView({ block: "nearest" });
}

addEventListener("hashchange", showTarget);
showTarget();
