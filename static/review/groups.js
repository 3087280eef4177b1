// The groups of a report: walking over them, changing their borders and claims by key, and the page that comes of it.

import { cardOf, cards, currentCard, isPending, makeCurrent, toFinish } from "./cards.js";
import { isAwaiting } from "./decisions.js";
import { pickedWords } from "./select_words.js";
import { wordsOf } from "./words.js";
import { formOf, say } from "../frame/desk.js";

let main;
let showPage; // (html, address) => void, given by page.js
let asking = false;

export const onSwap = (show) => (showPage = show);
const keysForm = () => document.getElementById("group-keys");
const groups = () => [...main.querySelectorAll("#cards > .group")];
const withStart = () => groups().filter((group) => group.dataset.group);
const groupOf = (element) => element?.closest?.(".group");

// --- Walking ---

// The group in which the person is: that of what has the focus, else of the current card.
const here = () => groupOf(document.activeElement) ?? groupOf(currentCard());

function enter(group) {
  const inside = cards().filter((card) => group.contains(card));
  const card = inside.find(isPending) ?? inside[0];
  if (card) makeCurrent(card);
  else group.querySelector(".group__title").focus({ preventScroll: true });
  group.scrollIntoView({ block: "start" });
}

export function walk(by) {
  const list = document.activeElement.closest?.("#finish-form");
  if (list) return walkList([...list.querySelectorAll(".finish-group > summary")], by);
  const all = groups();
  if (!all.length) return say("This report tells of one incident.");
  const to = all.indexOf(here()) + by;
  if (to >= all.length) return toFinish();
  enter(all[Math.max(0, to)]);
}

function walkList(all, by) {
  const at = all.findIndex((summary) => summary.parentElement.contains(document.activeElement));
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

// --- Changing ---

// The page takes the place of this one; what was typed comes back from its drafts.
async function ask(address, body, after) {
  if (asking || isAwaiting()) return say("One moment: the last answer is still under way.");
  asking = true;
  const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  asking = false;
  if (!answer) return say("The desk cannot be reached. Nothing was changed.");
  if (answer.redirected) return location.assign(answer.url);
  if (answer.status === 409) return say(await answer.text());
  if (!answer.ok) return say("That failed. Nothing was changed.");
  showPage(await answer.text(), location.href);
  after();
}

export function change(values, after) {
  const key = currentCard()?.dataset.claim;
  const body = formOf({ ...Object.fromEntries(new FormData(keysForm())), ...values });
  return ask(keysForm().action, body, after ?? (() => cardOf(key) && makeCurrent(cardOf(key))));
}

export function beginHere() {
  const card = currentCard();
  const at = pickedWords()?.start ?? wordsOf(card?.dataset.claim)[0]?.dataset.start;
  if (at === undefined) return say("Select words in the text first: a group then begins at their sentence.");
  change({ act: "begin", at });
}

export function merge() {
  const group = here();
  if (!group?.dataset.group || group === withStart()[0]) return say("There is no group before this one.");
  change({ act: "merge", group: group.dataset.group });
}

// The groups in their order, with the whole report before the first.
export function putClaim(by) {
  const card = currentCard();
  const starts = withStart().map((group) => group.dataset.group);
  if (!card || !starts.length) return say("There is no other group.");
  const to = starts.indexOf(groupOf(card).dataset.group) + by;
  if (to < -1 || to >= starts.length) return say("There is no group on that side.");
  change({ act: "put", claim: card.dataset.claim, to: to < 0 ? "" : starts[to] });
}

function submitted(submit) {
  const form = submit.target.closest("[data-group-form], [data-undo-last]");
  if (!form) return;
  submit.preventDefault();
  const key = currentCard()?.dataset.claim;
  ask(form.action, new FormData(form, submit.submitter), () => cardOf(key) && makeCurrent(cardOf(key)));
}

export function start(page, signal) {
  main = page;
  document.addEventListener("submit", submitted, { signal });
  page.querySelector("#begin-group").addEventListener("click", beginHere, { signal });
}
