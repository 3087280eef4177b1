// People as they are mentioned: after @ a list box below the field, walked with the arrows, chosen with Enter or Tab.

import { activate, activeIn, onChoice, optionsOf, walk } from "../frame/list_box.js";

const BEGUN = /(?:^|[^\w.@+/-])@([\w.+-]*)$/;
const list = document.createElement("ul");
list.id = "people";
list.className = "people";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "People");
list.hidden = true;
let field = null;
let asked = 0;

const begun = () => field.value.slice(0, field.selectionStart).match(BEGUN)?.[1];

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field?.setAttribute("aria-expanded", "false");
}

function choose(option) {
  const to = field.selectionStart;
  const from = to - begun().length;
  field.setRangeText(`${option.dataset.value} `, from, to, "end");
  close();
  field.focus();
}

async function suggest() {
  const number = ++asked;
  const name = begun();
  if (name === undefined) return close();
  const answer = await fetch(`/people/suggest/?name=${encodeURIComponent(name)}`);
  if (!answer.ok || number !== asked || document.activeElement !== field) return;
  list.innerHTML = await answer.text();
  const [first] = optionsOf(list);
  if (!first) return close();
  field.after(list);
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  activate(first, list, field);
}

function attend(to) {
  field = to;
  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": list.id })) field.setAttribute(name, value);
}

function pressed(key) {
  if (list.hidden || key.target !== field || key.ctrlKey || key.metaKey) return;
  const chooseActive = () => choose(activeIn(list));
  const acts = {
    ArrowDown: () => walk(1, list, field), ArrowUp: () => walk(-1, list, field), Enter: chooseActive, Tab: chooseActive, Escape: close,
  };
  if (!(key.key in acts)) return;
  key.preventDefault();
  key.stopImmediatePropagation();
  acts[key.key]();
}

export function startMentions() {
  document.addEventListener("input", (typed) => {
    if (!typed.target.matches?.("[data-mentions]")) return;
    attend(typed.target);
    suggest();
  });
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("focusout", (left) => { if (left.target === field) close(); });
  onChoice(list, choose);
}
