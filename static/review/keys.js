// What single keys do on the review page, beside those of every page of cards.

import { startKeys } from "./card_keys.js";
import { currentCard, moveOn } from "./cards.js";
import { undo } from "./decisions.js";
import { finishReport } from "./finish.js";
import { beginHere, merge, putClaim, walk } from "./groups.js";
import { acceptSeen } from "./seen.js";

const own = {
  z: undo, n: finishReport, A: acceptSeen,
  " ": () => moveOn(currentCard()),
  u: () => document.getElementById("mark-words").click(),
  y: () => document.querySelector("#assumed-day [data-key=y]")?.click(),
  c: () => document.getElementById("pick").click(),
  g: () => walk(1), G: () => walk(-1), b: beginHere, B: merge, ">": () => putClaim(1), "<": () => putClaim(-1),
  m: () => document.getElementById("move-here")?.click(),
  "/": () => location.assign(`${document.querySelector("[data-reports]").href}#search`),
};

export const start = (page, signal) => startKeys(page, signal, own);
