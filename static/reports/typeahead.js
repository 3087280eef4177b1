// Sources as they are typed: a combobox with a list box (ARIA 1.2). Without this script the field has a plain datalist.

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

const all = () => [...options.querySelectorAll("[role=option]")];
const active = () => options.querySelector("[aria-selected=true]");

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

function highlight(option) {
  for (const other of all()) other.setAttribute("aria-selected", String(other === option));
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

async function suggest() {
  const number = ++asked;
  const answer = await fetch(`${box.dataset.suggest}?source=${encodeURIComponent(input.value)}`);
  if (!answer.ok || number !== asked) return;
  options.innerHTML = await answer.text();
  fresh.toggleAttribute("data-known", !options.querySelector("[data-new]"));
  show(all().length > 0 && document.activeElement === input);
}

function walk(by) {
  const list = all();
  if (!list.length) return;
  highlight(list[(list.indexOf(active()) + by + list.length) % list.length]);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, 120);
});
input.addEventListener("keydown", (key) => {
  if (key.key === "ArrowDown" || key.key === "ArrowUp") {
    key.preventDefault();
    if (options.hidden) suggest();
    else walk(key.key === "ArrowDown" ? 1 : -1);
  } else if (key.key === "Enter" && !options.hidden && active() && !key.ctrlKey) {
    key.preventDefault();
    choose(active());
  } else if (key.key === "Escape" && !options.hidden) {
    key.preventDefault();
    show(false);
  }
});
input.addEventListener("blur", () => setTimeout(() => show(false), 150));
options.addEventListener("mousedown", (press) => press.preventDefault());
options.addEventListener("click", (click) => {
  const option = click.target.closest("[role=option]");
  if (option) choose(option);
});

fresh.toggleAttribute("data-known", !input.value || fresh.hasAttribute("data-known"));
