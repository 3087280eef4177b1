// Words selected in the text, by mouse, keyboard or finger: make a claim of them, or move the current claim to them.

import { currentCard } from "./cards.js";
import { say } from "../frame/desk.js";

let text;
let offer; // the two buttons beside the selection
let form; // of a claim to add
let picked = null; // words, start, end of what was selected last
let pressing = false; // a button of the offer is being pressed: a finger on it ends the selection in some browsers
const field = (name) => form.elements[`added-${name}`];

// Offsets count code points, as the program does; a browser counts UTF-16 units.
const codePoints = (words) => [...words].length;

export function offsetOf(node, units) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!holder) return offsetAtElement(node, units);
  const before = document.createRange();
  before.selectNodeContents(holder);
  before.setEnd(node, units);
  return Number(holder.dataset.start) + codePoints(before.toString());
}

// A whole paragraph was selected: the selection ends before an element, not within words.
function offsetAtElement(node, units) {
  const from = document.createRange();
  from.setStart(node, units);
  const next = [...text.querySelectorAll("[data-start]")].find((run) => from.comparePoint(run, 0) >= 0);
  return next ? Number(next.dataset.start) : null;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const words = selection.toString().trim();
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (!words || start === null || end === null) return null;
  const holders = [range.startContainer, range.endContainer].map((node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node));
  return { words, start, end, holders, box: range.getBoundingClientRect() }; // the server trims white space at the edges
}

function follow() {
  if (pressing) return;
  picked = selected();
  offer.hidden = !picked;
  if (!picked) return;
  offer.querySelector("#mark-words span").textContent = isFurniture() ? "This is text" : "This is furniture";
  const widest = innerWidth - offer.offsetWidth - 8;
  offer.style.left = `${Math.max(8, Math.min(picked.box.left, widest)) + scrollX}px`;
  offer.style.top = `${picked.box.bottom + scrollY + 6}px`;
}

function leave() {
  offer.hidden = true;
  picked = null;
}

// A key may come before the browser has told of the selection.
function pickedNow() {
  if (!picked) follow();
  return picked;
}

// What was selected, or the place in the words that was clicked last while these have the focus.
export function pickedWords() {
  if (pickedNow()) return picked;
  const selection = getSelection();
  const isThere = selection.rangeCount && text.contains(selection.anchorNode) && document.activeElement.contains(text);
  if (!isThere || document.activeElement === document.body) return null;
  const start = offsetOf(selection.anchorNode, selection.anchorOffset);
  return start === null ? null : { start };
}

function openForm() {
  if (!pickedNow()) return;
  field("words").value = picked.words;
  field("start").value = picked.start;
  field("end").value = picked.end;
  const number = picked.words.match(/\d[\d,]*/)?.[0].replaceAll(",", "");
  if (number) field("best").value = number;
  leave();
  document.getElementById("add-claim").open = true;
  document.getElementById("add-claim").scrollIntoView({ block: "nearest" });
  field("best").focus();
  field("best").select();
}

// All that is selected stands in furniture: then it is marked as text.
const isFurniture = () => Boolean(picked?.holders.every((holder) => holder.closest(".words--furniture, .furniture")));

function mark(click) {
  const button = click.currentTarget;
  if (!pickedNow()) return say("Select the words first.");
  const values = { start: picked.start, end: picked.end, ...(isFurniture() && { is_text: "1" }) };
  const sent = document.createElement("form");
  sent.method = "post";
  sent.action = button.dataset.address;
  sent.hidden = true;
  sent.append(offer.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
  for (const [name, value] of Object.entries(values)) {
    sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(sent);
  sent.submit();
}

function move(submit) {
  submit.preventDefault();
  const card = currentCard();
  if (!pickedNow() || !card || card.ariaBusy === "true") return;
  if (card.querySelector(".card__form")) return say("Save or leave the edit of this claim first.");
  const { words, start, end } = picked;
  const source = card.querySelector("[data-key=e]"); // the request is the card's, and takes its turn
  htmx.ajax("post", card.dataset.move, { source, target: card.parentElement, swap: "innerHTML", values: { words, start, end, version: card.dataset.version } });
  getSelection().removeAllRanges();
  leave();
}

export function start(page, signal) {
  text = page.querySelector("#text");
  offer = page.querySelector("#picked");
  form = page.querySelector("#add-claim form");
  picked = null;
  pressing = false;
  document.addEventListener("selectionchange", follow, { signal });
  offer.addEventListener("mousedown", (press) => press.preventDefault(), { signal }); // keep the selection
  offer.addEventListener("pointerdown", () => (pressing = true), { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(() => (pressing = false)), { signal }); // after its click
  }
  page.querySelector("#pick").addEventListener("click", openForm, { signal });
  page.querySelector("#mark-words").addEventListener("click", mark, { signal });
  offer.addEventListener("submit", move, { signal });
}
