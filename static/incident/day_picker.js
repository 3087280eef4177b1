// A small calendar beside a day that is typed as YYYY-MM-DD: it marks the day of publication and the day that the text says.

import { MONTHS, WEEKDAYS, addDays, addMonths, toDay, toText, weekday, weeksOf } from "./days.js";

let open = null; // the calendar that is open: { holder, shown, popover }

const fieldOf = (holder) => holder.querySelector("input");
const opener = (holder) => holder.querySelector(".day__open");

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function fill(holder, text) {
  fieldOf(holder).value = text;
  fieldOf(holder).dispatchEvent(new Event("input", { bubbles: true }));
}

function show(holder) {
  if (open) close();
  const { published, said } = holder.dataset;
  const shown = toDay(fieldOf(holder).value) ?? toDay(said) ?? toDay(published) ?? toDay(toText(new Date()));
  const popover = make("div", { class: "calendar", role: "dialog", "aria-label": `Choose the ${holder.dataset.day}` });
  open = { holder, shown, popover };
  holder.append(popover);
  opener(holder).setAttribute("aria-expanded", "true");
  popover.classList.toggle("calendar--left", popover.getBoundingClientRect().right > innerWidth - 8);
  draw();
}

function close({ focus = false } = {}) {
  if (!open) return;
  const { holder, popover } = open;
  open = null;
  popover.remove();
  opener(holder).setAttribute("aria-expanded", "false");
  if (focus) opener(holder).focus();
}

function draw() {
  const { holder, shown, popover } = open;
  const title = `${MONTHS[shown.getUTCMonth()]} ${shown.getUTCFullYear()}`;
  const head = make("div", { class: "calendar__head" },
    make("button", { type: "button", class: "button button--small button--quiet", "data-months": "-1", "aria-label": "Month before" }, "‹"),
    make("b", { "aria-live": "polite" }, title),
    make("button", { type: "button", class: "button button--small button--quiet", "data-months": "1", "aria-label": "Month after" }, "›"));
  const days = make("tr", {}, ...WEEKDAYS.map((name) => make("th", { scope: "col", abbr: name }, name.slice(0, 2))));
  const weeks = weeksOf(shown).map((week) => make("tr", {}, ...week.map((day) => cell(day, holder, shown))));
  const grid = make("table", { role: "grid", "aria-label": title }, make("thead", {}, days), make("tbody", {}, ...weeks));
  popover.replaceChildren(head, grid, legend(holder));
  popover.querySelector("[tabindex='0']").focus();
}

function cell(day, holder, shown) {
  const text = toText(day);
  const marks = [];
  if (text === holder.dataset.published) marks.push("published");
  if (text === holder.dataset.said) marks.push("said in the text");
  const name = [`${WEEKDAYS[weekday(day)]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`, ...marks].join(", ");
  const button = make("button", { type: "button", "data-day": text, tabindex: text === toText(shown) ? "0" : "-1", "aria-label": name }, String(day.getUTCDate()));
  if (marks.length) button.title = marks.join(", ");
  button.classList.toggle("is-published", marks.includes("published"));
  button.classList.toggle("is-said", marks.includes("said in the text"));
  button.classList.toggle("is-beside", day.getUTCMonth() !== shown.getUTCMonth());
  const chosen = text === fieldOf(holder).value;
  return make("td", { role: "gridcell", "aria-selected": String(chosen) }, button);
}

function legend(holder) {
  const words = make("p", { class: "calendar__legend" });
  if (holder.dataset.published) words.append(make("span", { class: "calendar__published" }, "published"));
  if (holder.dataset.said) words.append(" ", make("span", { class: "calendar__said" }, "said in the text"));
  return words;
}

const MOVES = {
  ArrowLeft: (day) => addDays(day, -1), ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7), ArrowDown: (day) => addDays(day, 7),
  Home: (day) => addDays(day, -weekday(day)), End: (day) => addDays(day, 6 - weekday(day)),
  PageUp: (day, far) => addMonths(day, far ? -12 : -1), PageDown: (day, far) => addMonths(day, far ? 12 : 1),
};

function pressed(key) {
  if (!open?.popover.contains(key.target)) return;
  key.stopPropagation(); // the keys of the page are silent while a day is chosen
  if (key.key === "Escape") {
    key.preventDefault();
    return close({ focus: true });
  }
  if (!(key.key in MOVES) || !key.target.dataset.day) return;
  key.preventDefault();
  open.shown = MOVES[key.key](toDay(key.target.dataset.day), key.shiftKey);
  draw();
}

function clicked(click) {
  const holder = click.target.closest(".day");
  if (open && !open.popover.contains(click.target) && !click.target.closest(".day__open")) close();
  if (!holder) return;
  const button = click.target.closest("button");
  if (!button) return;
  if (button.dataset.fill) return fill(holder, button.dataset.fill);
  if (button.matches(".day__open")) return open?.holder === holder ? close({ focus: true }) : show(holder);
  if (button.dataset.months) {
    open.shown = addMonths(open.shown, Number(button.dataset.months));
    draw();
    return open.popover.querySelector(`[data-months="${button.dataset.months}"]`).focus();
  }
  if (button.dataset.day) {
    fill(holder, button.dataset.day);
    close({ focus: true });
  }
}

export function start(page, signal) {
  open = null;
  page.addEventListener("keydown", pressed, { signal });
  page.addEventListener("click", clicked, { signal });
  page.addEventListener("focusin", (focus) => {
    if (open && !open.holder.contains(focus.target)) close();
  }, { signal });
}
