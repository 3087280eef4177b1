// The timeline's brush: dragging across the chart chooses days, as the fields "From" and "To" do.

const day = (moment) => String(moment).slice(0, 10);

document.addEventListener("chart:drawn", ({ target }) => {
  if (!target.closest("#timeline")) return;
  target.on("plotly_selected", (chosen) => {
    const range = chosen?.range?.x;
    if (!range) return;
    const filters = document.getElementById("record-filters");
    const [since, until] = range.map(day).sort();
    filters.elements.since.value = since;
    filters.elements.until.value = until;
    filters.elements.every.value = "";
    filters.requestSubmit();
  });
});
