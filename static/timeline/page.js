// The timeline's brush, its fields beside the chart, and the way back to all days: all are filters of the page.

const filters = () => document.getElementById("record-filters");
const day = (moment) => String(moment).slice(0, 10);

// Dragging across the chart chooses days, as the fields "From" and "To" do.
document.addEventListener("chart:drawn", ({ target }) => {
  if (!target.closest("#timeline") || target.closest("#lanes")) return;
  target.on("plotly_selected", () => {
    // Not the event's own range: Plotly forgets it where another chart is drawn during the last moments of the drag.
    const brushed = target.layout.selections?.at(-1);
    if (brushed) chooseDays(...[brushed.x0, brushed.x1].map(day).sort());
  });
});

function chooseDays(since, until) {
  const { elements } = filters();
  elements.since.value = since;
  elements.until.value = until;
  elements.every.value = "";
  filters().requestSubmit();
}

document.addEventListener("click", (click) => {
  if (!click.target.closest("[data-all-days]") || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  chooseDays("", "");
});

// Fields that stand in the record answer as those of the filters do; there a change is heard by itself.
document.addEventListener("change", ({ target }) => {
  if (target.form === filters() && !filters().contains(target)) filters().requestSubmit();
});

// Other lanes are fetched alone; the address of the page says which.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const query = detail.requestConfig?.elt?.dataset?.lanes;
  if (query !== undefined && document.getElementById("timeline")) {
    history.replaceState(history.state, "", query ? `${location.pathname}?${query}` : location.pathname);
  }
});
