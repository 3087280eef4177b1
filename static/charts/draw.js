// Draws every <figure data-figure> from the JSON in its template, in the page's own colours and type.
// Colours in the JSON are names of CSS variables, so that a chart follows light and dark.

const topojson = document.querySelector("script[data-topojson]")?.dataset.topojson;
const config = { displayModeBar: false, responsive: true, locale: "en", topojsonURL: topojson };
const narrow = matchMedia("screen and (max-width: 40rem)");
const paper = matchMedia("print");
const PAPER_WIDTH = 680; // pixels between the margins of A4
const MAP_ON_PAPER = 420;
const NARROW_MARKS = 0.6; // of their width on a wide screen
const ROOM_FOR_NUMBER = 15;
const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// A CSS colour as Plotly reads it: painted once, whatever its notation, and read back.
function colour(name) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = "#888";
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
  return `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`;
}

function inColours(part) {
  if (typeof part === "string") {
    const variable = part.match(/^var\((--[\w-]+)\)$/);
    return variable ? colour(variable[1]) : part;
  }
  if (Array.isArray(part)) return part.map(inColours);
  if (part && typeof part === "object") {
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inColours(value)]));
  }
  return part;
}

// Data and layout in the colours of the page; `onPaper` in those of paper, whatever the screen has.
function looks(figure, onPaper = paper.matches) {
  document.documentElement.toggleAttribute("data-paper", onPaper);
  const { data, layout } = inColours(JSON.parse(figure.querySelector("template").content.textContent));
  document.documentElement.removeAttribute("data-paper");
  layout.font = { ...layout.font, family: getComputedStyle(document.body).fontFamily };
  if (paper.matches) layout.width = figure.matches(".chart--map") ? MAP_ON_PAPER : PAPER_WIDTH;
  else if (narrow.matches && !onPaper) fitNarrow(data, layout);
  return { data, layout };
}

// On a narrow screen: fewer ticks, less margin, and no brush, so that a finger can scroll the page.
function fitNarrow(data, layout) {
  for (const trace of data) {
    if (trace.error_y) Object.assign(trace.error_y, { width: 2, thickness: 1 });
    if (trace.meta === "wide" || trace.meta === "narrow") trace.visible = trace.meta === "narrow";
  }
  layout.font.size = 12;
  layout.dragmode = false;
  if (layout.margin?.l) layout.margin = { ...layout.margin, l: 40, r: 6 };
  for (const [name, axis] of Object.entries(layout)) {
    if (name.startsWith("xaxis")) axis.nticks = 4;
  }
  // What a figure itself has for narrow screens.
  for (const [path, value] of Object.entries(layout.meta?.narrow ?? {})) setPart(layout, path, value);
  if (layout.geo) shrink(data, layout, NARROW_MARKS);
}

// Marks of a map and the key of their sizes by the same share, so that they cover less of a small map; a number that
// then has no room in its mark is left to the table.
function shrink(data, layout, share) {
  const less = (size) => (Array.isArray(size) ? size.map(less) : size * share);
  for (const { marker, textfont, textposition, text } of data.filter((trace) => Array.isArray(trace.marker?.size))) {
    if (Array.isArray(textposition)) marker.size.forEach((size, at) => { if (size * share < ROOM_FOR_NUMBER) text[at] = ""; });
    marker.size = less(marker.size);
    if (textfont) textfont.size *= 0.9;
  }
  for (const shape of layout.shapes ?? []) for (const side of ["x0", "x1", "y0", "y1"]) shape[side] *= share;
  for (const words of layout.annotations ?? []) Object.assign(words, { yshift: words.yshift * share, xshift: words.xshift * share });
}

// `path` as Plotly writes it: "xaxis2.domain".
function setPart(layout, path, value) {
  const names = path.split(".");
  const last = names.pop();
  names.reduce((part, name) => (part[name] ??= {}), layout)[last] = value;
}

function draw(figure) {
  const canvas = figure.querySelector(".chart__canvas");
  const { data, layout } = looks(figure);
  return Plotly.react(canvas, data, layout, config);
}

async function start(figure) {
  figure.dataset.drawn = "begun";
  const begun = performance.now();
  await draw(figure);
  performance.measure(`chart ${figure.dataset.name ?? ""}`, { start: begun, end: performance.now() });
  const canvas = figure.querySelector(".chart__canvas");
  canvas.on("plotly_click", ({ points }) => follow(points[0]?.customdata));
  canvas.on("plotly_hover", ({ points }) => canvas.classList.toggle("chart__canvas--leads", !!points[0]?.customdata));
  canvas.on("plotly_unhover", () => canvas.classList.remove("chart__canvas--leads"));
  canvas.dispatchEvent(new CustomEvent("chart:drawn", { bubbles: true }));
  figure.dataset.drawn = "yes";
}

// Only ever to a page of this desk.
function follow(address) {
  if (typeof address === "string" && address.startsWith("/") && !address.startsWith("//")) location.assign(address);
}

// A picture for a report: light, with its title above and below it what it is drawn from.
async function picture(figure, format) {
  const { data, layout } = looks(figure, true);
  const { title, said, name } = figure.dataset;
  const canvas = figure.querySelector(".chart__canvas");
  const [width, height] = [1000, Math.max(360, canvas.clientHeight) + 110];
  const margin = { l: 60, r: 24, t: 40, b: 44, ...layout.margin };
  const below = { xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "top", yshift: -(margin.b + 8), showarrow: false, align: "left" };
  Object.assign(layout, {
    title: { text: safe(title), x: 0.01, xanchor: "left", y: 0.99, yanchor: "top", font: { size: 18 } },
    annotations: [...(layout.annotations ?? []), { ...below, text: folded(said, 130).map(safe).join("<br>"), font: { size: 12 } }],
    margin: { ...margin, t: margin.t + 50, b: margin.b + 60 },
    paper_bgcolor: "#ffffff",
  });
  await Plotly.downloadImage({ data, layout, config }, { format, width, height, scale: 2, filename: name });
}

const safe = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");

// Words in lines of at most so many letters.
function folded(words, most) {
  const lines = [""];
  for (const word of words.split(" ")) {
    if ((lines.at(-1) + word).length > most) lines.push("");
    lines[lines.length - 1] += `${word} `;
  }
  return lines;
}

document.addEventListener("click", ({ target }) => {
  const format = target.closest?.("[data-picture]")?.dataset.picture;
  if (format) picture(target.closest("figure"), format);
});

const all = () => document.querySelectorAll("figure[data-figure]:has(template)");
const startNew = () => all().forEach((figure) => "drawn" in figure.dataset || start(figure));
const redraw = () => all().forEach((figure) => "drawn" in figure.dataset && draw(figure));

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
narrow.addEventListener("change", redraw);
paper.addEventListener("change", redraw);
document.addEventListener("htmx:afterSettle", startNew);
startNew();
