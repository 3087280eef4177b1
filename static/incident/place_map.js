// A small map in the form of a new incident. The pin and the two fields of coordinates are one: each moves the other.

import { pathFor } from "./topojson.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 640;
const HEIGHT = 320;
const WORLD = WIDTH / 360; // pixels a degree that show the whole world
const CLOSE = 60; // pixels a degree at first: some 1,200 km wide
const NEAREST = 4000;
const FINE_FROM = 12; // pixels a degree from which the finer shapes are drawn
const KM_A_DEGREE = 111.2;
const STEP = 8; // pixels that an arrow key moves the pin
const fetched = new Map(); // shapes by address, for as long as the page lives

let map; // the figure
let svg;
let form;
let middle; // { latitude, longitude } at the middle of the map
let zoom; // pixels a degree of latitude
let towns = [];
let asked = 0; // number of the last request for towns

const field = (name) => form.elements[`${map.dataset.prefix ?? ""}${name}`];
const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
const squeeze = () => Math.max(0.1, Math.cos((middle.latitude * Math.PI) / 180)); // a degree of longitude, in degrees of latitude

function pin() {
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => Number.parseFloat(field(name).value));
  const fits = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return fits ? { latitude, longitude } : null;
}

const toX = (longitude) => WIDTH / 2 + (longitude - middle.longitude) * zoom * squeeze();
const toY = (latitude) => HEIGHT / 2 - (latitude - middle.latitude) * zoom;
const toPoint = (x, y) => ({
  latitude: clamp(middle.latitude - (y - HEIGHT / 2) / zoom, -90, 90),
  longitude: clamp(middle.longitude + (x - WIDTH / 2) / (zoom * squeeze()), -180, 180),
});

function draw(name, attributes, parent = svg) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

function pathsFrom(address) {
  if (!fetched.has(address)) {
    fetched.set(address, fetch(address).then((answer) => answer.json()).then((topology) => pathFor(topology, "countries")));
  }
  return fetched.get(address);
}

async function drawLand() {
  const address = zoom < FINE_FROM ? map.dataset.coarse : map.dataset.fine;
  const shown = svg.querySelector(".place-map__land");
  if (shown.dataset.from === address) return;
  shown.dataset.from = address;
  const path = await pathsFrom(address).catch(() => "");
  if (shown.dataset.from === address) shown.setAttribute("d", path);
}

function place() {
  const land = svg.querySelector(".place-map__land");
  const across = zoom * squeeze();
  land.setAttribute("transform", `translate(${WIDTH / 2 - middle.longitude * across} ${HEIGHT / 2 + middle.latitude * zoom}) scale(${across} ${zoom})`);
  placeTowns();
  placePin();
  drawLand();
}

function placePin() {
  const at = pin();
  const mark = svg.querySelector(".place-map__pin");
  mark.toggleAttribute("hidden", !at);
  if (at) mark.setAttribute("transform", `translate(${toX(at.longitude)} ${toY(at.latitude)})`);
  const words = at ? `the pin is at ${inWords(at)}` : "no place is marked";
  svg.setAttribute("aria-label", `Map: ${words}`);
  map.querySelector("[data-place-said]").textContent = at ? `Pin: ${inWords(at)}.` : "No pin yet.";
}

function inWords({ latitude, longitude }) {
  const north = `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? "south" : "north"}`;
  return `${north}, ${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? "west" : "east"}`;
}

function placeTowns() {
  const names = svg.querySelector(".place-map__towns");
  names.replaceChildren();
  const taken = [];
  for (const { name, latitude, longitude } of towns) {
    const [x, y] = [toX(longitude), toY(latitude)];
    if (x < 4 || x > WIDTH - 4 || y < 8 || y > HEIGHT - 4) continue;
    draw("circle", { cx: x, cy: y, r: 2.5 }, names);
    const end = x + 6 + name.length * 7;
    const free = end < WIDTH && !taken.some((one) => Math.abs(one.y - y) < 15 && one.x < end && x < one.end);
    if (!free) continue; // a name over another says nothing
    taken.push({ x, y, end });
    draw("text", { x: x + 5, y: y + 4 }, names).textContent = name;
  }
}

async function askForTowns() {
  const number = ++asked;
  const query = new URLSearchParams({ ...middle, height: HEIGHT / zoom, width: Math.min(360, WIDTH / (zoom * squeeze())) });
  const answer = await fetch(`${map.dataset.towns}?${query}`).catch(() => null);
  if (number !== asked || !answer?.ok || answer.redirected) return;
  ({ towns } = await answer.json());
  if (number === asked) placeTowns();
}

function look(point, scale) {
  middle = point;
  zoom = clamp(scale, WORLD, NEAREST);
  place();
  askForTowns();
}

// How well a pin is known that was put with so many kilometres a pixel (UCDP's where_prec).
function precision() {
  const km = (6 * KM_A_DEGREE) / zoom;
  if (km <= 2) return "exact";
  return km <= 25 ? "near" : "area";
}

function put(point) {
  const digits = clamp(Math.ceil(Math.log10(zoom)) + 1, 2, 5);
  field("latitude").value = point.latitude.toFixed(digits);
  field("longitude").value = point.longitude.toFixed(digits);
  field("geo_precision").value = precision();
  field("latitude").dispatchEvent(new Event("input", { bubbles: true }));
}

function clicked(click) {
  const box = svg.getBoundingClientRect();
  put(toPoint(((click.clientX - box.left) / box.width) * WIDTH, ((click.clientY - box.top) / box.height) * HEIGHT));
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function pressed(key) {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const scale = { "+": 2, "=": 2, "-": 0.5 }[key.key];
  const [right, down] = ARROWS[key.key] ?? [];
  if (scale === undefined && right === undefined) return;
  key.preventDefault();
  key.stopPropagation(); // the arrows move the pin, not the cards
  if (scale) return look(pin() ?? middle, zoom * scale);
  const from = pin() ?? middle;
  const step = key.shiftKey ? STEP / 8 : STEP;
  put(toPoint(toX(from.longitude) + right * step, toY(from.latitude) + down * step));
}

// Coordinates that were typed, or the pin that was put: it stays in sight.
function follow(event) {
  if (![field("latitude"), field("longitude")].includes(event.target)) return;
  const at = pin();
  const away = at && (Math.abs(toX(at.longitude) - WIDTH / 2) > WIDTH / 2 - 24 || Math.abs(toY(at.latitude) - HEIGHT / 2) > HEIGHT / 2 - 24);
  if (away) look(at, zoom);
  else placePin();
}

function zoomed(click) {
  const way = click.target.closest("[data-zoom]")?.dataset.zoom;
  if (way === "pin") look(pin() ?? middle, Math.max(zoom, CLOSE));
  else if (way) look(middle, zoom * (way === "in" ? 2 : 0.5));
}

function begin() {
  svg.replaceChildren();
  draw("path", { class: "place-map__land", "vector-effect": "non-scaling-stroke", "fill-rule": "evenodd" });
  draw("g", { class: "place-map__towns", "aria-hidden": "true" });
  const mark = draw("g", { class: "place-map__pin" });
  draw("circle", { r: 9 }, mark);
  draw("circle", { r: 2.5 }, mark);
  const at = pin();
  look(at ?? { latitude: 15, longitude: 20 }, at ? CLOSE : WORLD);
}

// Of several groups there is one map: it goes to the form whose fields are opened.
function goAlong(signal) {
  let shown = new AbortController();
  map.closest("form").addEventListener("toggle", ({ target }) => {
    if (!target.open || !target.matches(".new-incident > details")) return;
    shown.abort();
    shown = new AbortController();
    map.dataset.prefix = `g${target.closest(".finish-group").dataset.finish}-`;
    target.querySelector(".field-grid--sides").before(map);
    watchMap(AbortSignal.any([signal, shown.signal]));
  }, { capture: true, signal });
}

export function start(page, signal) {
  map = page.querySelector("#place-map");
  if (!map) return;
  if (map.dataset.prefix) goAlong(signal);
  else watchMap(signal);
}

function watchMap(signal) {
  svg = map.querySelector("svg");
  form = map.closest("form");
  towns = [];
  // Nothing is fetched or drawn before the map is on screen: most reports tell of an incident that is known.
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    begin();
    svg.addEventListener("click", clicked, { signal });
    svg.addEventListener("keydown", pressed, { signal });
    form.addEventListener("input", follow, { signal });
    map.querySelector(".place-map__zoom").addEventListener("click", zoomed, { signal });
    map.dataset.drawn = "yes";
  });
  watch.observe(map);
  signal.addEventListener("abort", () => watch.disconnect());
}
