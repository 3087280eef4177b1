// Keys on lists: S or Enter starts, / searches, J and K walk over the rows.

import { isOnControl, isSingleKey, showKeys, startList, usualKey } from "./keys.js";

const links = () => [...document.querySelectorAll(".row-link")];
const start = document.querySelector('[data-key="s"]');

function walk(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

const keys = {
  s: () => start?.click(),
  j: () => walk(1),
  k: () => walk(-1),
  ArrowDown: () => walk(1),
  ArrowUp: () => walk(-1),
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": showKeys,
};

document.addEventListener("keydown", (key) => {
  if (!isSingleKey(key)) return;
  if (key.key === "Enter" && !isOnControl(key)) start?.click();
  else if (usualKey(key.key) in keys) {
    key.preventDefault();
    keys[usualKey(key.key)]();
  }
});

startList();

if (location.hash === "#search") document.getElementById("search")?.focus();

// Ticks every report on the page, or takes all ticks away.
document.querySelector("[data-tick-all]")?.addEventListener("click", () => {
  const boxes = [...document.querySelectorAll("input[name=report]")];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
});
