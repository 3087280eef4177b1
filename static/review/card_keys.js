// Keys on a page of cards: some walk over them, some press what the current card has, and a page has its own.

import { control, currentCard, step } from "./cards.js";
import { isOnControl, isSingleKey, isTyping, showKeys, startList, usualKey } from "../frame/keys.js";

const onCard = new Set(["a", "x", "e", "f", "t", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
const everywhere = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), "?": showKeys,
};

function act(key, what) {
  key.preventDefault();
  what();
}

function leaveForm(key) {
  const link = key.target.closest?.(".card__form, .card[data-stale]")?.querySelector("[data-leave]");
  if (link) act(key, () => link.click());
}

// `own` is what single keys do on this page; among them "n" finishes and "z" undoes.
export function startKeys(page, signal, own) {
  const anywhere = { ...everywhere, ...own };
  document.addEventListener("keydown", (key) => {
    const chord = key.ctrlKey || key.metaKey;
    // In a claim's form it saves the claim; anywhere else it finishes the report.
    const form = key.target.closest?.(".card__form");
    if (key.key === "Enter" && chord) return act(key, () => (form ? form.requestSubmit() : own.n()));
    if (key.key === "z" && chord && !isTyping(key)) return act(key, own.z);
    if (key.key === "Escape") return leaveForm(key);
    if (!isSingleKey(key)) return;
    if (key.target.matches?.("input[type=radio]") && key.key.startsWith("Arrow")) return;
    if (key.key === " " && own[" "] && !isOnControl(key)) return act(key, own[" "]);
    const usual = usualKey(key.key);
    if (usual in anywhere && usual !== " ") return act(key, anywhere[usual]);
    const button = onCard.has(usual) && control(currentCard(), usual);
    if (button && currentCard().ariaBusy !== "true") act(key, () => button.click());
  }, { signal });
  startList(page, signal);
}
