// The chart kinds that conflictwatch draws, and no other: a name left out here draws nothing, silently.
// scatter comes with the core.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/scattergeo"),
  require("plotly.js/lib/choropleth"),
]);

module.exports = Plotly;
