// Which key does what on the review page.

import { control, currentCard, moveOn, step } from "./cards.js";
import { undo } from "./decisions.js";
import { finishReport } from "./finish.js";
import { isOnControl, isSingleKey, isTyping, showKeys, startList, usualKey } from "../frame/keys.js";
import { acceptSeen } from "./seen.js";

const onCard = new Set(["a", "x", "e", "f", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
const anywhere = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  z: undo, n: finishReport, A: acceptSeen,
  c: () => document.getElementById("pick").click(),
  m: () => document.getElementById("move-here")?.click(),
  "?": showKeys,
  "/": () => location.assign(`${document.querySelector("[data-reports]").href}#search`),
};

function act(key, what) {
  key.preventDefault();
  what();
}

function pressed(key) {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) return controlEnter(key);
  if (key.key === "z" && (key.ctrlKey || key.metaKey) && !isTyping(key)) return act(key, undo);
  if (key.key === "Escape") return leaveEdit(key);
  if (!isSingleKey(key)) return;
  if (key.target.matches?.("input[type=radio]") && key.key.startsWith("Arrow")) return;
  if (key.key === " " && !isOnControl(key)) return act(key, () => moveOn(currentCard()));
  const usual = usualKey(key.key);
  if (usual in anywhere) return act(key, anywhere[usual]);
  if (onCard.has(usual)) {
    const button = control(currentCard(), usual);
    if (button && currentCard().ariaBusy !== "true") act(key, () => button.click());
  }
}

// In a claim's form it saves the claim; anywhere else it finishes the report.
function controlEnter(key) {
  const form = key.target.closest?.(".card__form");
  act(key, () => (form ? form.requestSubmit() : finishReport()));
}

function leaveEdit(key) {
  const link = key.target.closest?.(".card__form, .card[data-stale]")?.querySelector("[data-leave]");
  if (link) act(key, () => link.click());
}

export function start(page, signal) {
  document.addEventListener("keydown", pressed, { signal });
  startList(page, signal);
}
