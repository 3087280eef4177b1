// The cards of a report's claims, when they are decided and when two readings of them are settled: one is current,
// and an answer moves on to the next that waits.

import { showWords } from "./words.js";

let list;
let current = null; // key of the current claim

export const cards = () => [...list.querySelectorAll(".card")];
export const cardOf = (key) => document.getElementById(`claim-${key}`);
export const currentCard = () => cardOf(current);
export const isPending = ({ ariaBusy, dataset: { settled, standing } }) =>
  (settled ? settled === "no" : standing === "pending") && ariaBusy !== "true";
export const isEditing = (card) => Boolean(card?.querySelector(".card__form"));
export const control = (card, key) => card?.querySelector(`[data-key="${key}"]`);

export function makeCurrent(card, { focus = true, scroll = focus } = {}) {
  if (!card) return;
  for (const other of list.querySelectorAll(".is-current")) {
    other.classList.remove("is-current");
    other.removeAttribute("aria-current");
  }
  current = card.dataset.claim;
  card.classList.add("is-current");
  card.setAttribute("aria-current", "true");
  showWords(current);
  if (focus) card.querySelector(".card__title").focus({ preventScroll: true });
  if (scroll) card.scrollIntoView({ block: "nearest" });
}

// The next card that waits, below first, then from the top; none when all are decided.
export function nextPending(card) {
  const all = cards();
  const at = all.indexOf(card);
  return [...all.slice(at + 1), ...all.slice(0, at)].find(isPending);
}

export function moveOn(card) {
  const next = nextPending(card);
  if (next) makeCurrent(next);
  else toFinish();
}

export function toFinish() {
  const form = document.getElementById("finish-form");
  form.scrollIntoView({ block: form.querySelector(".finish-group") ? "start" : "nearest" });
  document.getElementById("finish-title").focus({ preventScroll: true });
}

// A form has come into the card: what is wrong in it has the focus, else its first number.
export function enterForm(card) {
  makeCurrent(card, { focus: false });
  const field = ["[aria-invalid=true]", "[autofocus]", "input[type=number]"].map((what) => card.querySelector(what)).find(Boolean);
  field.focus();
  field.select?.();
}

export function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.claim === current);
  makeCurrent(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

// Where the page begins: what is wrong, what is being edited, what the address asks for, else what waits first.
export function begin() {
  const [, asked] = location.hash.match(/^#claim-(\d+)$/) ?? [];
  const editing = cards().find((card) => isEditing(card) || card.dataset.stale);
  const first = editing ?? cardOf(asked) ?? cards().find(isPending);
  const wrong = document.querySelector("#finish-form [aria-invalid=true], #add-claim [aria-invalid=true], .about [aria-invalid=true]");
  const refusedDay = document.getElementById("assumed-day-error");
  if (wrong) wrong.focus();
  else if (refusedDay && !refusedDay.hidden) refusedDay.closest("form").querySelector("[data-key=y]").focus();
  else if (!first || document.getElementById("finish-refused")) toFinish();
  else makeCurrent(first, { scroll: Boolean(asked || editing) }); // else the words are read first
}

export function start(page, signal) {
  list = page.querySelector("#cards");
  current = null;
  list.addEventListener("click", (click) => {
    const card = click.target.closest(".card");
    if (click.target.closest("[data-words]")) {
      click.preventDefault();
      makeCurrent(card);
    } else if (card && !click.target.closest("button, a, input, select, textarea, label")) makeCurrent(card);
  }, { signal });
  list.addEventListener("focusin", (focus) => {
    const card = focus.target.closest(".card");
    if (card && card.dataset.claim !== current) makeCurrent(card, { focus: false });
  }, { signal });
  page.querySelector("#text").addEventListener("click", (click) => {
    const words = click.target.closest("[data-claims]");
    if (words && getSelection().isCollapsed) makeCurrent(cardOf(words.dataset.claims.split(" ")[0]));
  }, { signal });
}
