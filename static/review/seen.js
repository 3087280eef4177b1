// Which cards were on screen in full: only those may be accepted together.

import { cards, isPending } from "./cards.js";
import { say } from "../frame/desk.js";

let form;
let seen = new Set(); // keys of claims
let watch;

export const watchCard = (card) => watch.observe(card);

export function acceptSeen() {
  see(watch.takeRecords());
  const rest = cards().filter((card) => isPending(card) && seen.has(card.dataset.claim));
  if (!rest.length) return say("No card that waits has been on screen in full yet.");
  form.querySelector("[data-shown]").replaceChildren(...rest.map(hiddenKey));
  htmx.trigger(form, "submit");
}

function hiddenKey(card) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "claim";
  input.value = `${card.dataset.claim}:${card.dataset.version}`;
  return input;
}

function see(entries) {
  for (const { intersectionRatio, target } of entries) {
    if (intersectionRatio <= 0.98) continue;
    seen.add(target.dataset.claim);
    target.dataset.seen = "yes";
  }
}

export function start(page, signal) {
  form = page.querySelector("#accept-shown");
  seen = new Set();
  watch = new IntersectionObserver(see, { threshold: [0.99], rootMargin: "-52px 0px -60px 0px" });
  signal.addEventListener("abort", () => watch.disconnect());
  for (const card of cards()) watchCard(card);
  // The bar's own button asks for the same as the key.
  form.querySelector("button").addEventListener("click", (click) => {
    click.preventDefault();
    acceptSeen();
  }, { signal });
}
