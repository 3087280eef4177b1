// People as they are mentioned: after @ a list box below the field, walked with the arrows, chosen with Enter or Tab.

const BEGUN = /(?:^|[^\w.@+/-])@([\w.+-]*)$/;
const list = document.createElement("ul");
list.id = "people";
list.className = "people";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "People");
list.hidden = true;
let field = null;
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");
const begun = () => field.value.slice(0, field.selectionStart).match(BEGUN)?.[1];

function close() {
  list.hidden = true;
  field?.removeAttribute("aria-activedescendant");
  field?.setAttribute("aria-expanded", "false");
}

function highlight(option) {
  for (const other of options()) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
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
  if (!options().length) return close();
  field.after(list);
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  highlight(options()[0]);
}

function attend(to) {
  field = to;
  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": list.id })) field.setAttribute(name, value);
}

function pressed(key) {
  if (list.hidden || key.target !== field || key.ctrlKey || key.metaKey) return;
  const all = options();
  const walk = (by) => highlight(all[(all.indexOf(active()) + by + all.length) % all.length]);
  const acts = {
    ArrowDown: () => walk(1), ArrowUp: () => walk(-1), Enter: () => choose(active()), Tab: () => choose(active()), Escape: close,
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
  list.addEventListener("mousedown", (press) => press.preventDefault());
  list.addEventListener("click", (click) => {
    const option = click.target.closest("[role=option]");
    if (option) choose(option);
  });
}
