// The chip beside the name of a place: what else the name may mean, asked for when it is opened. A choice fills the
// fields that stand in the same grid, whatever prefix their names have, and the map follows.

import { say } from "../frame/desk.js";

const NAMES = ["place_name", "admin2", "admin1", "country", "country_code", "latitude", "longitude", "geo_precision"];

const field = (chip, name) => chip.closest(".field-grid").querySelector(`[name="${name}"], [name$="-${name}"]`);

async function show(chip) {
  const query = new URLSearchParams(NAMES.map((name) => [name, field(chip, name).value]));
  const answer = await fetch(`${chip.dataset.placeReadings}?${query}`).catch(() => null);
  const list = chip.querySelector("[data-place-list]");
  if (answer?.ok && !answer.redirected) list.innerHTML = await answer.text();
  else list.textContent = "The desk cannot be reached. Open this again.";
}

function choose(chip, { dataset, textContent }) {
  for (const name of NAMES) field(chip, name).value = dataset[name];
  field(chip, "latitude").dispatchEvent(new Event("input", { bubbles: true })); // for the map, and the draft
  chip.open = false;
  chip.querySelector("summary").focus();
  say(`Place: ${textContent.trim().replace(/\s+/g, " ")}`);
}

export function start(page, signal) {
  // A toggle does not bubble, but it can be caught on its way down.
  page.addEventListener("toggle", ({ target }) => {
    if (target.matches("[data-place-readings]") && target.open) show(target);
  }, { capture: true, signal });
  page.addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-place-readings]");
    const button = chip && target.closest("[data-place_name]");
    if (button) choose(chip, button);
  }, { signal });
}
