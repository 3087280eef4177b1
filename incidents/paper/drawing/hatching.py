"""Plotly's fill patterns as lines and dots, cut to a bar."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, sqrt
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.pen import Corners, Point, Stroke, area, lines


def hatched(shape: str, corners: Corners, ink: Color, size: float, solidity: float) -> list[Any]:
    """A pattern over a box. `size` is the side of its tile in px, `solidity` how much of it the ink covers."""
    if shape == ".":
        return area(list(dots(corners, size, size * sqrt(solidity / 3.1416))), ink)
    is_double = shape in "x+"
    stroke = Stroke(ink, size * solidity / (2 if is_double else 1) / (1 if shape in "-|+" else sqrt(2)))
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
