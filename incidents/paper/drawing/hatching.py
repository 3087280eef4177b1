"""Plotly's fill patterns as lines and dots, cut to a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, pi, sqrt
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.colours import colour, faded, reads_on
from incidents.paper.drawing.parts import Part, at, each_of
from incidents.paper.drawing.pen import Corners, Point, Stroke, area, lines


@dataclass(frozen=True, slots=True)
class Pattern:
    """`size` is the side of its tile in px, `solidity` how much of it the ink covers; `ground` lies below, or None."""

    shape: str
    ink: Color
    ground: Color | None
    size: float
    solidity: float


def pattern_of(part: Part, fill: Color, number: int, count: int) -> Pattern | None:
    """The pattern of one of `count` marks; None where it is plain. Plotly's ink is the fill, or what is read on it."""
    shape = each_of(part.get("shape") or "", count)[number]
    if not shape:
        return None
    is_over = part.get("fillmode") == "overlay"
    given, ground = (each_of(part.get(name), count)[number] for name in ("fgcolor", "bgcolor"))
    ink = colour(given) if given else (reads_on(fill) if is_over else fill)
    size, solidity = (each_of(part.get(name), count)[number] for name in ("size", "solidity"))
    return Pattern(
        str(shape),
        faded(ink, float(at(part, "fgopacity", 0.5 if is_over else 1))),
        colour(ground) if ground else (fill if is_over else None),
        float(8 if size is None else size),
        float(0.3 if solidity is None else solidity),
    )


def hatched(pattern: Pattern, corners: Corners) -> list[Any]:
    """The ink of a pattern over a box."""
    shape, size, solidity = pattern.shape, pattern.size, pattern.solidity
    if shape == ".":
        return area(list(dots(corners, size, size * sqrt(solidity / pi))), pattern.ink)
    share = solidity / (2 if shape in "x+" else 1)
    stroke = Stroke(pattern.ink, size * share / (1 if shape in "-|+" else sqrt(2)))
    strokes: list[list[Point]] = []
    if shape in "/x":
        strokes += slanted(corners, size, 1)
    if shape in "\\x":
        strokes += slanted(corners, size, -1)
    left, bottom, right, top = corners
    if shape in "-+":
        strokes += [[(left, y), (right, y)] for y in steps(bottom, top, size)]
    if shape in "|+":
        strokes += [[(x, bottom), (x, top)] for x in steps(left, right, size)]
    return lines(strokes, stroke)


def steps(first: float, last: float, size: float) -> list[float]:
    """Places on a grid of the whole figure, so that the patterns of neighbours meet."""
    return [number * size for number in range(ceil(first / size), floor(last / size) + 1)]


def slanted(corners: Corners, size: float, slope: int) -> list[list[Point]]:
    """Lines y = slope * x + c through a box, one a tile."""
    left, bottom, right, top = corners
    ends = (bottom - slope * left, bottom - slope * right, top - slope * left, top - slope * right)
    found: list[list[Point]] = []
    for c in steps(min(ends), max(ends), size):
        x0 = max(left, min(right, (bottom - c) / slope))
        x1 = max(left, min(right, (top - c) / slope))
        found.append([(x0, slope * x0 + c), (x1, slope * x1 + c)])
    return [run for run in found if all(bottom - 1e-6 <= y <= top + 1e-6 for _, y in run)]


def dots(corners: Corners, size: float, radius: float) -> Iterator[list[Point]]:
    """Small octagons, for a circle each would be many bytes."""
    left, bottom, right, top = corners
    near = radius * 0.4142
    outline = [(radius, near), (near, radius), (-near, radius), (-radius, near)]
    outline += [(-x, -y) for x, y in outline]
    for x in steps(left + radius, right - radius, size):
        for y in steps(bottom + radius, top - radius, size):
            yield [(x + dx, y + dy) for dx, dy in outline]
