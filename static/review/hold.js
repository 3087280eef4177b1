// Holding the report that is open: signs of life while somebody is at it, letting go when the page is left.

import { formOf, say } from "../frame/desk.js";

const EVERY = 60_000; // milliseconds between signs of life
const strip = () => document.getElementById("hold");
const mine = () => strip()?.querySelector("[data-leave]"); // the form that lets go of what the reader holds

let active = false; // whether anything was done since the last sign of life

export async function renew(more = {}) {
  const place = strip();
  if (!place?.dataset.renew) return;
  active = false;
  const sent = await fetch(place.dataset.renew, {
    method: "POST",
    body: formOf({ csrfmiddlewaretoken: place.dataset.token, ...more }),
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  if (sent?.redirected || !sent || ![200, 409].includes(sent.status)) return; // signed out, or no desk: the next tells
  const lost = sent.status === 409 && Boolean(mine());
  place.innerHTML = await sent.text();
  if (lost) say(`${place.querySelector(".hold__who").textContent.trim()}. What you typed stays here.`);
}

for (const kind of ["keydown", "pointerdown", "scroll", "input"]) {
  document.addEventListener(kind, () => (active = true), { capture: true, passive: true });
}
setInterval(() => active && document.visibilityState === "visible" && renew(), EVERY);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && renew());

// The page that comes next may be of the same report; the server tells by when this one took it.
addEventListener("pagehide", () => {
  const form = mine();
  if (form) navigator.sendBeacon(form.dataset.leave, new FormData(form));
});

// Coming back to a page that was left takes the report anew.
addEventListener("pageshow", (shown) => {
  const [way] = performance.getEntriesByType("navigation");
  if (shown.persisted || way?.type === "back_forward") renew({ back: "yes" });
});
