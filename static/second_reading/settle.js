// Settling by keyboard: one card is current; 1 and 2 take an answer and move on, the server's card follows.

import { say } from "../frame/desk.js";
import { isSingleKey, isTyping, showKeys, startList, usualKey } from "../frame/keys.js";
import { showWords } from "../review/words.js";

const list = document.getElementById("cards");
const finish = document.getElementById("finish-form");
const seen = new Set(); // keys of claims whose cards were on screen in full
let current = null; // key of the current claim

const cards = () => [...list.querySelectorAll(".card")];
const cardOf = (key) => document.getElementById(`claim-${key}`);
const waits = (card) => card.dataset.settled === "no";
const control = (key) => cardOf(current)?.querySelector(`[data-key="${key}"]`);

function makeCurrent(card, { focus = true, scroll = focus } = {}) {
  if (!card) return;
  for (const other of list.querySelectorAll(".is-current")) other.classList.remove("is-current");
  current = card.dataset.claim;
  card.classList.add("is-current");
  showWords(current);
  if (focus) card.querySelector(".card__title").focus({ preventScroll: true });
  if (scroll) card.scrollIntoView({ block: "nearest" });
}

function toFinish() {
  finish.scrollIntoView({ block: "nearest" });
  document.getElementById("finish-title").focus({ preventScroll: true });
}

function moveOn(card) {
  const all = cards();
  const at = all.indexOf(card);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find(waits);
  if (next) makeCurrent(next);
  else toFinish();
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.claim === current);
  makeCurrent(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

function takeAgreed() {
  const agreed = cards().filter((card) => waits(card) && card.dataset.agrees === "yes" && seen.has(card.dataset.claim));
  if (!agreed.length) return say("No claim on screen waits on which both agree.");
  const form = document.getElementById("agreed-form");
  form.querySelector("[data-shown]").replaceChildren(...agreed.map(hiddenKey));
  htmx.trigger(form, "submit");
}

function hiddenKey(card) {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: "claim", value: card.dataset.claim });
  return input;
}

// --- Keys ---

const onCard = new Set(["1", "2", "e"]);
const anywhere = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  z: () => htmx.trigger("#undo-form", "submit"), n: () => finish.requestSubmit(), A: takeAgreed,
  "?": showKeys,
};

document.addEventListener("keydown", (key) => {
  const form = key.target.closest?.(".card__form");
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) return act(key, () => (form ?? finish).requestSubmit());
  if (key.key === "z" && (key.ctrlKey || key.metaKey) && !isTyping(key)) return act(key, anywhere.z);
  if (key.key === "Escape" && form) return act(key, () => form.querySelector("[data-leave]").click());
  if (!isSingleKey(key)) return;
  if (key.target.matches?.("input[type=radio]") && key.key.startsWith("Arrow")) return;
  const usual = usualKey(key.key);
  if (usual in anywhere) return act(key, anywhere[usual]);
  if (onCard.has(usual) && control(usual)) act(key, () => control(usual).click());
});

function act(key, what) {
  key.preventDefault();
  what();
}

// --- What answers do to cards: every card comes out of band, in its own slot ---

let moving = null; // key of the card from which an answer moves on
const known = new WeakSet(); // cards that were there before an answer came

document.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.detail.elt.closest?.(".card");
  moving = card && event.detail.requestConfig.verb === "post" ? card.dataset.claim : null;
});

// Only now: during the swap htmx gives the focus back to where it was.
document.addEventListener("htmx:afterRequest", (event) => {
  const [card] = meetCards();
  if (!card) return;
  const form = card.querySelector(".card__form");
  if (form) openForm(form);
  else if (event.target.id === "agreed-form" || (card.dataset.claim === moving && !waits(card))) moveOn(card);
  else makeCurrent(card);
});

// The cards that came since last time; from now on they are watched.
function meetCards() {
  const arrived = cards().filter((card) => !known.has(card));
  for (const card of arrived) {
    known.add(card);
    watch.observe(card);
  }
  return arrived;
}

function openForm(form) {
  makeCurrent(form.closest(".card"), { focus: false });
  const field = form.querySelector("[aria-invalid=true]") ?? form.querySelector("input[type=number]");
  field.focus();
  field.select?.();
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.intersectionRatio > 0.98) seen.add(entry.target.dataset.claim);
  },
  { threshold: [0.99], rootMargin: "-52px 0px -60px 0px" },
);

// --- Pointers ---

document.querySelector("#agreed-form button").addEventListener("click", (click) => act(click, takeAgreed));
startList();
list.addEventListener("click", (click) => {
  const link = click.target.closest("[data-words]");
  if (link) click.preventDefault();
  if (link || !click.target.closest("button, a, input, select, label")) makeCurrent(click.target.closest(".card"));
});
document.getElementById("text").addEventListener("click", (click) => {
  const words = click.target.closest("[data-claims]");
  if (words) makeCurrent(cardOf(words.dataset.claims.split(" ")[0]));
});

meetCards();
const wrong = document.querySelector("#finish-form [aria-invalid=true], #finish-refused");
if (wrong || !cards().some(waits)) toFinish();
else makeCurrent(cards().find(waits), { scroll: false }); // the words are read first
