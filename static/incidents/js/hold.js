// Holding the report that is open: signs of life while somebody is at it, letting go when the page is left.

import { say } from "./desk.js";

const EVERY = 60_000; // milliseconds between signs of life
const strip = () => document.getElementById("hold");
const release = () => strip()?.querySelector("[data-release]");

let active = false; // whether anything was done since the last sign of life
let staying = false; // whether the page is left for the same report, or for the next

export async function renew() {
  const place = strip();
  if (!place?.dataset.renew) return;
  active = false;
  const sent = await fetch(place.dataset.renew, {
    method: "POST",
    body: tokenOf(place),
    headers: { "HX-Request": "true" },
  }).catch(() => null);
  if (sent?.redirected || !sent || ![200, 409].includes(sent.status)) return; // signed out, or no desk: the next tells
  const lost = sent.status === 409 && Boolean(release());
  place.innerHTML = await sent.text();
  if (lost) say(`${place.querySelector(".hold__who").textContent.trim()}. What you typed stays here.`);
}

function tokenOf(place) {
  const token = new FormData();
  token.set("csrfmiddlewaretoken", place.dataset.token);
  return token;
}

for (const kind of ["keydown", "pointerdown", "scroll", "input"]) {
  document.addEventListener(kind, () => (active = true), { capture: true, passive: true });
}
setInterval(() => active && document.visibilityState === "visible" && renew(), EVERY);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && renew());

// A form that loads a page goes on with this report or ends it; the server sees to both.
document.addEventListener("submit", (submit) => {
  staying = !submit.defaultPrevented || submit.target.matches("[data-release]");
});
addEventListener("pagehide", () => {
  const form = release();
  if (!form || staying) return;
  const left = new FormData(form);
  left.set("leaving", "yes");
  navigator.sendBeacon(form.action, left);
});

// Coming back to a page that was left, or loading it again, takes the report anew.
addEventListener("pageshow", (shown) => {
  staying = false;
  const [way] = performance.getEntriesByType("navigation");
  if (shown.persisted || way?.type === "reload" || way?.type === "back_forward") renew();
});
