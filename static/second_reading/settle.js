// Settling by keyboard: 1 and 2 take an answer and move on to the next claim, the server's card follows.

import { startKeys } from "../review/card_keys.js";
import { begin, cards, enterForm, isEditing, isPending, makeCurrent, moveOn, start as startCards } from "../review/cards.js";
import * as seen from "../review/seen.js";

const { signal } = new AbortController();
const main = document.getElementById("main");
const met = new WeakSet(); // cards that were there before an answer came
let asking = null; // key of the claim that an answer was taken for

// The cards that came since last time: each comes out of band, in its own slot.
function meetCards() {
  const arrived = cards().filter((card) => !met.has(card));
  for (const card of arrived) met.add(card);
  return arrived;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.detail.elt.closest?.(".card");
  asking = card && event.detail.requestConfig.verb === "post" ? card.dataset.claim : null;
});

// Only now: during the swap htmx gives the focus back to where it was.
document.addEventListener("htmx:afterRequest", (event) => {
  const arrived = meetCards();
  if (!arrived.length) return;
  arrived.forEach(seen.watchCard);
  const [card] = arrived;
  if (isEditing(card)) enterForm(card);
  else if (event.target.id === "agreed-form" || (card.dataset.claim === asking && !isPending(card))) moveOn(card);
  else makeCurrent(card);
});

startCards(main, signal);
seen.start(main, signal, {
  id: "agreed-form",
  takes: (card) => card.dataset.agrees === "yes",
  none: "No claim on screen waits on which both agree.",
});
startKeys(main, signal, {
  z: () => htmx.trigger("#undo-form", "submit"),
  n: () => document.getElementById("finish-form").requestSubmit(),
  A: seen.acceptSeen,
});
meetCards();
begin();
