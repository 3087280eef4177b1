// What is decided about cards: requests wait for each other, the page moves on at once, the answer follows.

import { cardOf, cards, control, currentCard, enterForm, isEditing, isPending, makeCurrent, moveOn, nextPending, toFinish } from "./cards.js";
import { say } from "../frame/desk.js";
import { watchCard } from "./seen.js";
import { paintWords } from "./words.js";

let decided = []; // keys of claims, the latest decision last, for undo
let unflagging = false; // whether a flag is being undone
let hasActed = false; // whether anything was decided since the page was shown
let awaited = 0; // requests that are under way
let left = new Set(); // keys of claims from which the page moved on before the answer to what was asked last

export const isAwaiting = () => awaited > 0;
const isDecision = (path) => /\/(accept|reject|correct|move|tie)\/$/.test(path);
const cardAsking = (event) => event.detail.elt.closest?.(".card");

// What a key did last to a card: "z" undoes a decision, "f" a flag.
function remember(card, way = "z") {
  const last = decided.at(-1);
  if (last?.key !== card.dataset.claim || last.way !== way) decided.push({ key: card.dataset.claim, way });
}

export function undo() {
  if (!hasActed && undoFinish()) return;
  const { key, way } = decided.at(-1) ?? { key: currentCard()?.dataset.claim, way: "z" };
  const card = cardOf(key);
  if (!card) return say("There is nothing to undo here.");
  if (card.ariaBusy === "true") return say("One moment: the last answer is still under way.");
  decided.pop();
  unflagging = way === "f";
  makeCurrent(card);
  const button = control(card, way);
  if (button) button.click();
  else say("There is nothing to undo here.");
}

// Where nothing was decided yet on this page, the report before it was finished last.
function undoFinish() {
  const form = document.querySelector("[data-undo-last], [data-undo-finish]");
  form?.requestSubmit();
  return Boolean(form);
}

// Requests wait for each other (hx-sync), so that decisions are kept in the order of the keys.
function asked(event) {
  const card = cardAsking(event);
  const asking = card ?? event.detail.elt;
  if (asking.ariaBusy === "true") return; // its turn has come: it was counted when it was asked for
  asking.ariaBusy = "true";
  awaited += 1;
  if (asking.id === "accept-shown") beginTogether(asking);
  if (!card) return;
  const { verb, path } = event.detail;
  if (verb !== "post") return;
  hasActed = true;
  left.delete(card.dataset.claim);
  if (isDecision(path) && !isEditing(card)) {
    remember(card);
    left.add(card.dataset.claim);
    moveOn(card);
  }
}

const together = (form) => [...form.querySelectorAll("input[name=claim]")].map((input) => cardOf(input.value.split(":")[0])).filter(Boolean);

// Cards accepted together are under way at once, so that whatever key comes next finds them decided.
function beginTogether(form) {
  const rest = together(form);
  for (const card of rest) card.ariaBusy = "true";
  remember(rest[0]); // the undo of one takes all of them back
  hasActed = true;
  moveOn(rest.at(-1));
}

function answered(event) {
  awaited -= 1;
  const { successful, requestConfig } = event.detail;
  const card = requestConfig.elt.closest?.(".card"); // the one that asked, which the answer may have replaced
  (card ?? requestConfig.elt).ariaBusy = null;
  if (!successful && card) left.delete(card.dataset.claim);
  if (!successful && card?.isConnected) makeCurrent(card);
  if (!awaited || !successful) document.dispatchEvent(new CustomEvent("review:answered", { detail: { successful } }));
}

const hasFocus = (card) => document.activeElement === document.body || card.contains(document.activeElement);

function settle(card, request) {
  if (request?.path.endsWith("/flag/")) {
    if (!unflagging) remember(card, "f");
    unflagging = false;
  }
  paintWords(card);
  watchCard(card);
  document.dispatchEvent(new CustomEvent("review:settled", { detail: { card } }));
  if (isEditing(card)) enterForm(card);
  else if (card.dataset.stale) makeCurrent(card);
  else if (card === currentCard()) {
    const saved = request?.verb === "post" && isDecision(request.path) && card.dataset.standing !== "pending";
    const cameBack = left.has(card.dataset.claim) && hasFocus(card);
    if (saved && !cameBack) {
      remember(card);
      moveOn(card);
    } else makeCurrent(card);
  }
  if (!nextPending(card) && document.activeElement === document.body) toFinish();
}

export function start(page, signal) {
  awaited = 0;
  left = new Set();
  decided = [];
  hasActed = false;
  const byDecision = (one, other) => one.dataset.decided - other.dataset.decided;
  for (const card of cards().filter((card) => card.dataset.decided).sort(byDecision)) remember(card);
  document.addEventListener("htmx:confirm", asked, { signal });
  document.addEventListener("htmx:afterRequest", answered, { signal });
  document.addEventListener("htmx:afterSettle", (event) => {
    const card = event.detail.target?.querySelector?.(":scope > .card") ?? event.detail.elt.closest?.(".card");
    if (card) settle(card, event.detail.requestConfig);
  }, { signal });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const card = event.detail.target?.querySelector?.(".card");
    if (card) settle(card);
  }, { signal });
  page.querySelector("#accept-shown").addEventListener("htmx:afterRequest", ({ target }) => {
    for (const card of together(target)) card.ariaBusy = null; // where they were refused; else they are new
    const next = cards().find(isPending);
    if (next) makeCurrent(next);
    else toFinish();
  }, { signal });
}
