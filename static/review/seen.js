// Which cards were on screen in full: only those may be accepted, or settled, together.

import { cards, isPending } from "./cards.js";
import { say } from "../frame/desk.js";

let form;
let takes; // whether the form takes a card that was seen
let none; // what is said where there is none
let seen = new Set(); // keys of claims
let watch;

export const watchCard = (card) => watch.observe(card);

export function acceptSeen() {
  see(watch.takeRecords());
  const rest = cards().filter((card) => isPending(card) && takes(card) && seen.has(card.dataset.claim));
  if (!rest.length) return say(none);
  form.querySelector("[data-shown]").replaceChildren(...rest.map(hiddenKey));
  htmx.trigger(form, "submit");
}

function hiddenKey(card) {
  const input = document.createElement("input");
  const { claim, version } = card.dataset;
  Object.assign(input, { type: "hidden", name: "claim", value: version ? `${claim}:${version}` : claim });
  return input;
}

function see(entries) {
  for (const { intersectionRatio, target } of entries) {
    if (intersectionRatio <= 0.98) continue;
    seen.add(target.dataset.claim);
    target.dataset.seen = "yes";
  }
}

const ACCEPT = { id: "accept-shown", takes: () => true, none: "No card that waits has been on screen in full yet." };

export function start(page, signal, sent = ACCEPT) {
  ({ takes, none } = sent);
  form = page.querySelector(`#${sent.id}`);
  seen = new Set();
  const top = page.querySelector(".group") ? 100 : 52; // below the heading of a group, which stays in sight
  watch = new IntersectionObserver(see, { threshold: [0.99], rootMargin: `-${top}px 0px -60px 0px` });
  signal.addEventListener("abort", () => watch.disconnect());
  for (const card of cards()) watchCard(card);
  // The bar's own button asks for the same as the key.
  form.querySelector("button").addEventListener("click", (click) => {
    click.preventDefault();
    acceptSeen();
  }, { signal });
}
