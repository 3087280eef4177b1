// The order of the cards: when a person changes it, the cards are moved as they are, whatever is being typed in them.

import { currentCard, makeCurrent } from "./cards.js";

function reorder(event) {
  if (event.detail.elt.id !== "card-order") return;
  const order = document.getElementById("card-order").dataset.order.split(" ").filter(Boolean);
  const slots = order.map((key) => document.getElementById(`slot-${key}`)).filter(Boolean);
  for (const slot of slots) slot.parentElement.append(slot); // each in its own group
  document.getElementById("card-order-switch").focus();
  makeCurrent(currentCard(), { focus: false });
}

export function start(page, signal) {
  document.addEventListener("htmx:afterSettle", reorder, { signal });
}
