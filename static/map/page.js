// The map of the record: its slider over the time of events, and arrow keys for the ways around it.

const REST = 200;
const KEYS = { ArrowUp: "north", ArrowDown: "south", ArrowLeft: "west", ArrowRight: "east", "+": "in", "-": "out", 0: "all" };
let resting;

const filters = () => document.getElementById("record-filters");

// What the slider stands at, said as the list and the two buttons say it.
function said() {
  const { value, selectedOptions } = document.getElementById("id_at");
  const isOnly = document.querySelector("#map-time [name=span]:checked")?.value === "only";
  const when = selectedOptions[0].textContent;
  return value ? `${isOnly ? "in" : "up to"} ${when}` : when;
}

document.addEventListener("input", ({ target }) => {
  if (target.id !== "event-time") return;
  document.getElementById("id_at").selectedIndex = target.value;
  target.setAttribute("aria-valuetext", said());
  clearTimeout(resting);
  resting = setTimeout(() => filters().requestSubmit(), REST);
});

// The list and the buttons stand beside the form that they belong to, so their changes do not pass it.
document.addEventListener("change", ({ target }) => {
  if (target.closest("#map-time") && target.form) target.form.requestSubmit();
});

document.addEventListener("keydown", (key) => {
  if (!key.target.closest?.(".map-ways") || key.ctrlKey || key.metaKey || key.altKey) return;
  const way = document.getElementById(`way-${KEYS[key.key]}`);
  if (!way) return;
  key.preventDefault();
  way.focus();
  if (way.href) way.click();
});
