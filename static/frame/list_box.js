// A list box below the field that it answers (ARIA 1.2): one option is active, and the arrows walk over them.

export const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];
export const activeIn = (list) => list.querySelector("[aria-selected=true]");

export function activate(option, list, field) {
  for (const other of optionsOf(list)) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

export function walk(by, list, field) {
  const all = optionsOf(list);
  if (all.length) activate(all[(all.indexOf(activeIn(list)) + by + all.length) % all.length], list, field);
}

// A press keeps the focus in the field; a click chooses.
export function onChoice(list, choose) {
  list.addEventListener("mousedown", (press) => press.preventDefault());
  list.addEventListener("click", (click) => {
    const option = click.target.closest("[role=option]");
    if (option) choose(option);
  });
}
