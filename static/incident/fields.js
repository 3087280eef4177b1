// The calendar and the map of an incident's fields, on pages that are never swapped for another.

import * as dayPicker from "./day_picker.js";
import * as placeMap from "./place_map.js";

const { signal } = new AbortController();
for (const part of [dayPicker, placeMap]) part.start(document.getElementById("main"), signal);
