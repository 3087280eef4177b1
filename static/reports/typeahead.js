// Sources as they are typed: a combobox with a list box (ARIA 1.2). Without this script the field has a plain datalist.

import { activeIn, onChoice, optionsOf, walk } from "../frame/list_box.js";

const box = document.querySelector("[data-suggest]");
const input = box.querySelector("input");
const options = box.querySelector("[role=listbox]");
const fresh = document.getElementById("source-new");
let timer;
let asked = 0;

input.removeAttribute("list");
for (const [name, value] of Object.entries({
  role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id,
})) input.setAttribute(name, value);

function show(open) {
  options.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
  if (!open) input.removeAttribute("aria-activedescendant");
}

function choose(option) {
  input.value = option.dataset.value;
  fresh.toggleAttribute("data-known", !("new" in option.dataset));
  show(false);
}

async function suggest() {
  const number = ++asked;
  const answer = await fetch(`${box.dataset.suggest}?source=${encodeURIComponent(input.value)}`);
  if (!answer.ok || number !== asked) return;
  options.innerHTML = await answer.text();
  fresh.toggleAttribute("data-known", !options.querySelector("[data-new]"));
  show(optionsOf(options).length > 0 && document.activeElement === input);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, 120);
});
input.addEventListener("keydown", (key) => {
  if (key.key === "ArrowDown" || key.key === "ArrowUp") {
    key.preventDefault();
    if (options.hidden) suggest();
    else walk(key.key === "ArrowDown" ? 1 : -1, options, input);
  } else if (key.key === "Enter" && !options.hidden && activeIn(options) && !key.ctrlKey) {
    key.preventDefault();
    choose(activeIn(options));
  } else if (key.key === "Escape" && !options.hidden) {
    key.preventDefault();
    show(false);
  }
});
input.addEventListener("blur", () => setTimeout(() => show(false), 150));
onChoice(options, choose);

fresh.toggleAttribute("data-known", !input.value || fresh.hasAttribute("data-known"));
