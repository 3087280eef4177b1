// The borders between groups in the text: dragged to another sentence, or moved by a sentence with the arrow keys.

import { change } from "./groups.js";
import { offsetOf } from "./select_words.js";

let text;
let sentences = []; // where sentences begin, in code points
let line = null; // what shows where the border would go
let to = null; // the sentence that it would go to

const border = (target) => target.closest?.("[data-border]");

// The words that an offset lies in, and where in them, in the browser's units.
function placeAt(offset) {
  const run = [...text.querySelectorAll("[data-start]")].findLast((one) => Number(one.dataset.start) <= offset);
  const units = [...run.textContent].slice(0, offset - Number(run.dataset.start)).join("").length;
  const range = document.createRange();
  range.setStart(run.firstChild, Math.min(units, run.firstChild.length));
  range.setEnd(run.firstChild, Math.min(units + 1, run.firstChild.length));
  return range;
}

function show(offset) {
  to = offset;
  line ??= text.appendChild(Object.assign(document.createElement("div"), { className: "border-preview" }));
  const box = placeAt(offset).getClientRects()[0];
  if (!box) return;
  line.style.top = `${box.top - text.getBoundingClientRect().top}px`;
  line.scrollIntoView({ block: "nearest" });
}

function leave() {
  line?.remove();
  line = null;
  to = null;
}

function keep(button) {
  const [group, at, number] = [button.dataset.border, to, button.dataset.number];
  leave();
  if (at === null || String(at) === group) return;
  change({ act: "move", group, at }, () => text.querySelector(`[data-border][data-number="${number}"]`)?.focus());
}

function pressed(key) {
  const button = border(key.target);
  if (!button || key.ctrlKey || key.metaKey || key.altKey) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[key.key];
  if (!by && !["Enter", "Escape"].includes(key.key)) return;
  key.preventDefault();
  key.stopPropagation(); // the arrows move the border, not the cards
  if (key.key === "Escape") return leave();
  if (key.key === "Enter") return keep(button);
  const at = sentences.findLastIndex((start) => start <= (to ?? Number(button.dataset.border)));
  show(sentences[Math.min(sentences.length - 1, Math.max(0, at + by))]);
}

function under({ clientX, clientY }) {
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  const range = caret ?? document.caretRangeFromPoint?.(clientX, clientY);
  if (!range) return null;
  const [node, units] = [range.offsetNode ?? range.startContainer, range.offset ?? range.startOffset];
  if (!text.contains(node)) return null;
  const offset = offsetOf(node, units);
  return offset === null ? null : (sentences.findLast((start) => start <= offset) ?? null);
}

function dragged(press) {
  const button = border(press.target);
  if (!button || press.button !== 0) return;
  button.setPointerCapture(press.pointerId);
  const move = (at) => {
    const sentence = under(at);
    if (sentence !== null) show(sentence);
  };
  const end = () => {
    button.removeEventListener("pointermove", move);
    if (to !== null) keep(button);
  };
  button.addEventListener("pointermove", move);
  button.addEventListener("pointerup", end, { once: true });
  button.addEventListener("pointercancel", leave, { once: true });
}

export function start(page, signal) {
  text = page.querySelector("#text");
  leave();
  sentences = page.querySelector("#group-keys").dataset.sentences.split(" ").filter(Boolean).map(Number);
  text.addEventListener("keydown", pressed, { signal });
  text.addEventListener("pointerdown", dragged, { signal });
  text.addEventListener("focusout", () => line && !text.querySelector(".border:active") && leave(), { signal });
}
