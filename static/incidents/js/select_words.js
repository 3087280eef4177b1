// Adding a claim that the program missed: select its words in the text, press the button beside them or C.

let text;
let pick;
let form;
const field = (name) => form.elements[`added-${name}`];

// Offsets count code points, as the program does; a browser counts UTF-16 units.
const codePoints = (words) => [...words].length;

function offsetOf(node, units) {
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
  return { words, start, end, box: range.getBoundingClientRect() }; // the server trims white space at the edges
}

function offer() {
  const found = selected();
  pick.hidden = !found;
  if (!found) return;
  pick.style.left = `${Math.max(8, Math.min(found.box.left, innerWidth - 160)) + scrollX}px`;
  pick.style.top = `${found.box.bottom + scrollY + 6}px`;
}

function openForm() {
  const found = selected();
  if (!found) return;
  field("words").value = found.words;
  field("start").value = found.start;
  field("end").value = found.end;
  const number = found.words.match(/\d[\d,]*/)?.[0].replaceAll(",", "");
  if (number) field("best").value = number;
  pick.hidden = true;
  document.getElementById("add-claim").open = true;
  document.getElementById("add-claim").scrollIntoView({ block: "nearest" });
  field("best").focus();
  field("best").select();
}

export function start(page, signal) {
  text = page.querySelector("#text");
  pick = page.querySelector("#pick");
  form = page.querySelector("#add-claim form");
  document.addEventListener("selectionchange", offer, { signal });
  pick.addEventListener("mousedown", (press) => press.preventDefault(), { signal }); // keep the selection
  pick.addEventListener("click", openForm, { signal });
}
