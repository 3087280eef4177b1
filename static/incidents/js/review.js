// The review page, put together. Each part starts anew for a page that is swapped in: `start(page, signal)` binds its
// listeners to the signal, which is aborted when the page goes, and keeps nothing of the page before.

import * as cards from "./cards.js";
import * as decisions from "./decisions.js";
import * as finish from "./finish.js";
import * as inPlace from "./in_place.js";
import * as keys from "./review_keys.js";
import * as seen from "./seen.js";
import * as selectWords from "./select_words.js";

const parts = [cards, seen, decisions, finish, inPlace, keys, selectWords];
let leaving = new AbortController();

export function startPage(page) {
  leaving.abort();
  leaving = new AbortController();
  for (const part of parts) part.start(page, leaving.signal);
  cards.begin();
}

startPage(document.getElementById("main"));
