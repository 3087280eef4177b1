"""Lines, boxes, ellipses and paths that a figure has beside its traces."""

from __future__ import annotations

import re
from math import cos, pi, sin
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.colours import colour, faded
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.parts import Part, at
from incidents.paper.drawing.pen import Point, Stroke, area, box, line, lines
from incidents.paper.drawing.places import Axes, Ends, px_of


def draw_shape(shape: Part, axes: Axes, across: Ends, up: Ends) -> list[Any]:
    if shape.get("visible") is False:
        return []
    strength = float(at(shape, "opacity", 1))
    shade = colour(at(shape, "line.color", "var(--chart-ink)"))
    stroke = Stroke(faded(shade, strength), float(at(shape, "line.width", 2)), at(shape, "line.dash", "solid"))
    fill = faded(colour(shape["fillcolor"]), strength) if shape.get("fillcolor") else None
    if shape.get("type") == "path":
        return draw_path(shape, axes, across, up, stroke, fill)
    x0, x1 = (place_of(shape, "x", end, axes, across) for end in ("x0", "x1"))
    y0, y1 = (place_of(shape, "y", end, axes, up) for end in ("y0", "y1"))
    if x0 is None or x1 is None or y0 is None or y1 is None:
        return []
    if shape.get("type") == "line":
        return line([(x0, y0), (x1, y1)], stroke)
    (left, right), (bottom, top) = sorted((x0, x1)), sorted((y0, y1))
    if shape.get("type") == "circle":
        return area([ellipse(left, bottom, right, top)], fill, stroke)
    return box(left, bottom, right, top, fill, stroke)


def place_of(shape: Part, letter: str, end: str, axes: Axes, paper: Ends) -> float | None:
    """One end in px; where sizes are pixels it is so far from the shape's anchor, to the right or upward."""
    ref = shape.get(f"{letter}ref") or letter
    if shape.get(f"{letter}sizemode") == "pixel":
        anchor = px_of(shape.get(f"{letter}anchor", 0), ref, axes, paper)
        return None if anchor is None else anchor + float(shape[end])
    return px_of(shape[end], ref, axes, paper)


def ellipse(left: float, bottom: float, right: float, top: float) -> list[Point]:
    x, y, across, up = (left + right) / 2, (bottom + top) / 2, (right - left) / 2, (top - bottom) / 2
    angles = [2 * pi * step / 72 for step in range(72)]
    return [(x + across * cos(angle), y + up * sin(angle)) for angle in angles]


def draw_path(shape: Part, axes: Axes, across: Ends, up: Ends, stroke: Stroke, fill: Color | None) -> list[Any]:
    """Straight lines alone: M to begin, L to go on, Z to close."""
    if "pixel" in (shape.get("xsizemode"), shape.get("ysizemode")):
        raise NotDrawnError("a path in pixels")
    runs: list[list[Point]] = []
    is_closed = False
    for command, x, y in steps_of(str(shape["path"])):
        if command == "Z":
            is_closed = True
            continue
        places = px_of(x, shape.get("xref") or "x", axes, across), px_of(y, shape.get("yref") or "y", axes, up)
        if places[0] is None or places[1] is None:
            raise NotDrawnError(f"the path {shape['path']} leads off its axes")
        if command == "M":
            runs.append([])
        runs[-1].append((places[0], places[1]))
    drawn = area(runs, fill)
    return [*drawn, *(area(runs, None, stroke) if is_closed else lines(runs, stroke))]


def steps_of(path: str) -> list[tuple[str, Any, Any]]:
    """The commands of a path, each with its place on both axes."""
    found: list[tuple[str, Any, Any]] = []
    for command, places in re.findall(r"([MLZ])([^MLZ]*)", path):
        values = [value for value in re.split(r"[\s,]+", places.strip()) if value]
        if command == "Z":
            found.append(("Z", None, None))
        elif not values or len(values) % 2:
            raise NotDrawnError(f"the path {path}")
        found += [(command, x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
    if re.search(r"[A-Za-z]", re.sub(r"[MLZ]|\dT\d", "", path)) or not found:
        raise NotDrawnError(f"the path {path}")
    return found
