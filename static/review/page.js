// The review page, put together. Each part starts anew for a page that is swapped in: `start(page, signal)` binds its
// listeners to the signal, which is aborted when the page goes, and keeps nothing of the page before.

import * as ahead from "./ahead.js";
import * as cardOrder from "./card_order.js";
import * as cards from "./cards.js";
import * as dayPicker from "../incident/day_picker.js";
import * as decisions from "./decisions.js";
import { say } from "../frame/desk.js";
import * as borders from "./borders.js";
import * as finish from "./finish.js";
import * as groups from "./groups.js";
import * as inPlace from "./in_place.js";
import * as placeMap from "../incident/place_map.js";
import * as placeReadings from "../incident/place_readings.js";
import * as keys from "./keys.js";
import * as seen from "./seen.js";
import * as selectWords from "./select_words.js";
import * as ties from "./ties.js";

const parts = [
    cards, cardOrder, seen, decisions, finish, ahead, inPlace, dayPicker, placeMap, placeReadings, keys, selectWords, ties, groups,
    borders,
];
const main = document.getElementById("main");
let leaving = new AbortController();

function startPage() {
  leaving.abort();
  leaving = new AbortController();
  for (const part of parts) part.start(main, leaving.signal);
  cards.begin();
}

// Another page takes the place of this one, as if it had been loaded: words, title, address, focus.
function showPage(html, address, messages = "") {
  const next = new DOMParser().parseFromString(html, "text/html");
  if (!next.getElementById("finish-form")) return location.assign(address);
  leaving.abort();
  main.replaceChildren(...next.getElementById("main").childNodes);
  const said = messages || next.getElementById("messages")?.innerHTML.trim();
  if (said) document.getElementById("messages").innerHTML = said;
  say(""); // what was said of the page before
  document.title = next.title;
  document.body.className = next.body.className;
  if (new URL(address, location.href).href !== location.href) history.pushState(null, "", address);
  htmx.process(main);
  scrollTo(0, 0);
  startPage();
  document.dispatchEvent(new CustomEvent("review:shown"));
}

addEventListener("popstate", () => location.reload());
ahead.onSwap(showPage);
groups.onSwap(showPage);
startPage();
