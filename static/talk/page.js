// Comments: a panel fetches its threads when it is opened, focus stays with what was said, @ suggests people.

import { startMentions } from "./mentions.js";

const open = (panel) => {
  const box = panel.querySelector("[data-talk]");
  if (box) window.htmx.trigger(box, "open-talk");
};

document.addEventListener("toggle", (toggled) => {
  if (toggled.target.matches?.("[data-talk-panel]") && toggled.target.open) open(toggled.target);
}, true);

// A claim's comments open below its card and close again with the same button.
document.addEventListener("click", (click) => {
  const button = click.target.closest?.("[data-talk-of]");
  if (!button || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  const box = document.getElementById(button.dataset.talkOf);
  box.hidden = !box.hidden;
  button.setAttribute("aria-expanded", String(!box.hidden));
  if (!box.hidden) window.htmx.ajax("GET", button.href, { target: box, swap: "innerHTML" }).then(() => settle(box));
});

// After whatever else the page does with the focus when something is swapped in.
function settle(box) {
  const count = box.querySelector(".talk")?.dataset.count;
  const shown = (box.closest("[data-talk-panel]") ?? box.closest(".card-slot, .card"))?.querySelector("[data-talk-count]");
  if (shown && count !== undefined) shown.textContent = count === "0" && shown.matches(".talk-count") ? "" : count;
  const wrong = box.querySelector("[aria-invalid=true]");
  (wrong ?? box.querySelector("[data-made]") ?? (box.hasAttribute("data-claim-talk") ? box.querySelector("textarea") : null))?.focus();
}

document.addEventListener("htmx:afterSettle", (event) => {
  const box = event.target.closest?.("[data-talk]");
  if (box) setTimeout(() => settle(box));
});

// Control-Enter sends what is being written, and nothing else on the page.
document.addEventListener("keydown", (key) => {
  const form = key.target.closest?.(".talk__form");
  if (!form || key.key !== "Enter" || !(key.ctrlKey || key.metaKey)) return;
  key.preventDefault();
  key.stopImmediatePropagation();
  form.requestSubmit(form.querySelector("button"));
}, true);

startMentions();

// A link to a comment opens the panel that it is in.
if (location.hash.startsWith("#comment-")) {
  const panel = document.querySelector("[data-talk-panel]");
  if (panel) {
    panel.open = true;
    document.addEventListener("htmx:afterSettle", () => document.querySelector(location.hash)?.scrollIntoView(), { once: true });
  }
}
