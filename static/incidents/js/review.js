// Reviewing by keyboard: one card is current; a decision moves on at once, the answer follows.

import { say } from "./desk.js";
import { isOnControl, isSingleKey, isTyping, setSingleKeys, singleKeysOn } from "./keys.js";
import { paintWords, showWords } from "./words.js";
import "./select_words.js";

const list = document.getElementById("cards");
const finish = document.getElementById("finish-form");
const decided = []; // keys of claims, the latest decision last, for undo
const seen = new Set(); // keys of claims whose cards were on screen in full
let awaited = 0; // requests that are under way
let current = null; // key of the current claim
let finishing = false; // finish as soon as nothing is under way

const cards = () => [...list.querySelectorAll(".card")];
const cardOf = (key) => document.getElementById(`claim-${key}`);
const isPending = (card) => card.dataset.standing === "pending" && card.ariaBusy !== "true";
const control = (card, key) => card?.querySelector(`[data-key="${key}"]`);
const isEditing = (card) => Boolean(card?.querySelector(".card__form"));

function makeCurrent(card, { focus = true, scroll = focus } = {}) {
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
function nextPending(card) {
  const all = cards();
  const at = all.indexOf(card);
  return [...all.slice(at + 1), ...all.slice(0, at)].find(isPending);
}

function moveOn(card) {
  const next = nextPending(card);
  if (next) makeCurrent(next);
  else toFinish();
}

function toFinish() {
  finish.scrollIntoView({ block: "nearest" });
  document.getElementById("finish-title").focus({ preventScroll: true });
}

function step(by) {
  const all = cards();
  const at = all.findIndex((card) => card.dataset.claim === current);
  makeCurrent(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

function remember(card) {
  if (decided.at(-1) !== card.dataset.claim) decided.push(card.dataset.claim);
}

function undo() {
  const key = decided.pop() ?? current;
  const card = cardOf(key);
  if (!card || card.ariaBusy === "true") return;
  makeCurrent(card);
  const button = control(card, "z");
  if (button) button.click();
  else say("There is nothing to undo here.");
}

function finishReport() {
  const waiting = cards().filter(isPending);
  if (waiting.length) {
    say(`${waiting.length} of the claims still ${waiting.length === 1 ? "waits" : "wait"}: accept, edit or reject first.`);
    return makeCurrent(waiting[0]);
  }
  finishing = awaited > 0;
  if (!finishing) finish.requestSubmit();
}

function acceptSeen() {
  const rest = cards().filter((card) => isPending(card) && seen.has(card.dataset.claim));
  if (!rest.length) return say("No card that waits has been on screen in full yet.");
  const form = document.getElementById("accept-shown");
  form.querySelector("[data-shown]").replaceChildren(...rest.map(hiddenKey));
  htmx.trigger(form, "submit");
}

function hiddenKey(card) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "claim";
  input.value = card.dataset.claim;
  return input;
}

// --- Keys ---

const onCard = {
  a: "a", x: "x", e: "e", f: "f",
  1: "1", 2: "2", 3: "3", 4: "4", 5: "5", 6: "6", 7: "7", 8: "8", 9: "9",
};
const anywhere = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  z: undo, n: finishReport, A: acceptSeen,
  c: () => document.getElementById("pick").click(),
  "?": () => openKeys(),
  "/": () => location.assign(`${document.querySelector("[data-reports]").href}#search`),
};

document.addEventListener("keydown", (key) => {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) return controlEnter(key);
  if (key.key === "z" && (key.ctrlKey || key.metaKey) && !isTyping(key)) return act(key, undo);
  if (key.key === "Escape") return leaveEdit(key);
  if (!isSingleKey(key)) return;
  if (key.target.matches?.("input[type=radio]") && key.key.startsWith("Arrow")) return;
  if (key.key === " " && !isOnControl(key)) return act(key, () => moveOn(cardOf(current)));
  if (key.key in anywhere) return act(key, anywhere[key.key]);
  if (key.key in onCard) {
    const button = control(cardOf(current), onCard[key.key]);
    if (button && cardOf(current).ariaBusy !== "true") act(key, () => button.click());
  }
});

function act(key, what) {
  key.preventDefault();
  what();
}

// In a claim's form it saves the claim; anywhere else it finishes the report.
function controlEnter(key) {
  const form = key.target.closest?.(".card__form");
  act(key, () => (form ? form.requestSubmit() : finishReport()));
}

function leaveEdit(key) {
  const form = key.target.closest?.(".card__form");
  const link = form?.querySelector("[data-leave]");
  if (link) act(key, () => link.click());
}

// --- What requests do to cards ---

const cardAsking = (event) => event.detail.elt.closest?.(".card");
const isDecision = (path) => /\/(accept|reject|correct)\/$/.test(path);

// Requests wait for each other (hx-sync), so that decisions are kept in the order of the keys; the page moves on at once.
document.addEventListener("htmx:confirm", (event) => {
  const card = cardAsking(event);
  const asking = card ?? event.detail.elt;
  if (asking.ariaBusy === "true") return; // its turn has come: it was counted when it was asked for
  asking.ariaBusy = "true";
  awaited += 1;
  if (!card) return;
  const { verb, path } = event.detail;
  if (verb === "post" && isDecision(path) && !isEditing(card)) {
    remember(card);
    moveOn(card);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  awaited -= 1;
  const card = cardAsking(event);
  (card ?? event.detail.elt).ariaBusy = null;
  if (!event.detail.successful) {
    finishing = false;
    if (card?.isConnected) makeCurrent(card);
  }
  if (finishing && !awaited) finishReport();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const card = event.detail.target?.querySelector?.(":scope > .card") ?? event.detail.elt.closest?.(".card");
  if (card) settle(card, event.detail.requestConfig);
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  const card = event.detail.target?.querySelector?.(".card");
  if (card) settle(card);
});

function settle(card, request) {
  paintWords(card);
  watch.observe(card);
  proposeGoal();
  if (isEditing(card)) {
    makeCurrent(card, { focus: false });
    const wrong = card.querySelector("[aria-invalid=true]") ?? card.querySelector("input[type=number]");
    wrong.focus();
    wrong.select?.();
  } else if (card.dataset.claim === current) {
    const saved = request?.verb === "post" && isDecision(request.path) && card.dataset.standing !== "pending";
    if (saved) {
      remember(card);
      moveOn(card);
    } else makeCurrent(card);
  }
  if (!nextPending(card) && document.activeElement === document.body) toFinish();
}

document.getElementById("accept-shown").addEventListener("htmx:afterRequest", () => {
  const next = cards().find(isPending);
  if (next) makeCurrent(next);
  else toFinish();
});

// The bar's own button asks for the same as the key.
document.querySelector("#accept-shown button").addEventListener("click", (click) => {
  click.preventDefault();
  acceptSeen();
});

// --- What was on screen ---

const watch = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) if (entry.intersectionRatio > 0.98) seen.add(entry.target.dataset.claim);
  },
  { threshold: [0.99], rootMargin: "-52px 0px -60px 0px" },
);

// --- Pointers, dialogs, the goal of the report ---

list.addEventListener("click", (click) => {
  const card = click.target.closest(".card");
  const link = click.target.closest("[data-words]");
  if (link) {
    click.preventDefault();
    makeCurrent(card);
  } else if (card && !click.target.closest("button, a, input, select, textarea, label")) makeCurrent(card);
});
list.addEventListener("focusin", (focus) => {
  const card = focus.target.closest(".card");
  if (card && card.dataset.claim !== current) makeCurrent(card, { focus: false });
});
document.getElementById("text").addEventListener("click", (click) => {
  const words = click.target.closest("[data-claims]");
  if (words && getSelection().isCollapsed) makeCurrent(cardOf(words.dataset.claims.split(" ")[0]));
});

const dialog = document.getElementById("keys");
const openKeys = () => dialog.showModal();
document.querySelector("[data-open=keys]").addEventListener("click", openKeys);
const keysOn = document.getElementById("keys-on");
keysOn.checked = singleKeysOn();
keysOn.addEventListener("change", () => setSingleKeys(keysOn.checked));

const goal = document.getElementById("goal");
function sayGoal() {
  const chosen = finish.querySelector("input[name=choice]:checked");
  const words = chosen?.closest(".choice").querySelector("b")?.textContent ?? "";
  const title = chosen?.value === "new" ? `: ${finish.elements.title.value}` : "";
  goal.textContent = words ? `→ ${words}${title}` : "";
}

// Where every claim was rejected, the report most likely tells of no incident; what a person chose stays chosen.
const proposed = finish.querySelector("input[name=choice]:checked");
let chosenByHand = false;
function proposeGoal() {
  if (chosenByHand || !proposed || !cards().length) return;
  const nothingLeft = cards().every((card) => card.dataset.standing === "rejected");
  (nothingLeft ? finish.querySelector("input[value=none]") : proposed).checked = true;
  sayGoal();
}
finish.addEventListener("input", () => {
  chosenByHand = true;
  sayGoal();
});
finish.addEventListener("submit", (submit) => {
  if (!awaited) return;
  submit.preventDefault();
  finishing = true;
});
finish.addEventListener("click", (click) => {
  if (click.target.closest("input[type=number]")) finish.querySelector("#choice-other").checked = true;
});

sayGoal();
const byDecision = (one, other) => one.dataset.decided - other.dataset.decided;
for (const card of cards().filter((card) => card.dataset.decided).sort(byDecision)) remember(card);
for (const card of cards()) watch.observe(card);
const [, asked] = location.hash.match(/^#claim-(\d+)$/) ?? [];
const editing = cards().find(isEditing);
const first = editing ?? cardOf(asked) ?? cards().find(isPending);
const wrong = document.querySelector("#finish-form [aria-invalid=true], #add-claim [aria-invalid=true], .about [aria-invalid=true]");
const refused = document.getElementById("finish-refused");
if (wrong) wrong.focus();
else if (!first || refused) toFinish();
else makeCurrent(first, { scroll: Boolean(asked || editing) }); // else the words are read first
