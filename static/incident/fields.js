// The calendar, the map and the other places of an incident's fields, on pages that are never swapped for another.

import * as dayPicker from "./day_picker.js";
import * as placeMap from "./place_map.js";
import * as placeReadings from "./place_readings.js";

const { signal } = new AbortController();
for (const part of [dayPicker, placeMap, placeReadings]) part.start(document.getElementById("main"), signal);
