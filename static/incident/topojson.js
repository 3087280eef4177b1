// Shapes of TopoJSON as SVG paths in degrees, north up: x is the longitude, y the latitude with its sign turned.

// Each arc as points in degrees (TopoJSON 1.0, section 2.1.4: differences of whole numbers, scaled and moved).
function arcsOf({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

// A line of several arcs; one that is negative is run backwards, and shares its first point with the one before.
function lineOf(numbers, arcs) {
  return numbers.flatMap((number, at) => {
    const points = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    return at ? points.slice(1) : points;
  });
}

const rounded = (degrees) => Math.round(degrees * 1000) / 1000;
const pathOf = (points) => `M${points.map(([x, y]) => `${rounded(x)} ${rounded(-y)}`).join("L")}`;

function linesOf(shape) {
  if (shape.type === "GeometryCollection") return shape.geometries.flatMap(linesOf);
  if (shape.type === "Polygon" || shape.type === "MultiLineString") return shape.arcs;
  if (shape.type === "MultiPolygon") return shape.arcs.flat();
  return shape.type === "LineString" ? [shape.arcs] : [];
}

// One path for all that a file has under a name.
export function pathFor(topology, name) {
  const arcs = arcsOf(topology);
  return linesOf(topology.objects[name]).map((numbers) => pathOf(lineOf(numbers, arcs))).join("");
}
