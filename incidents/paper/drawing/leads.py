"""Where a mark leads: the address behind it on the page is a link on paper too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.graphics.shapes import Drawing, Group, Rect, mmult
from reportlab.lib.attrmap import AttrMap, AttrMapValue

from incidents.paper.drawing.parts import Part, each_of
from incidents.paper.drawing.pen import Corners, Point

Matrix = tuple[float, float, float, float, float, float]


class Lead(Rect):
    """An unseen box over a mark, with the path of the desk that the mark leads to."""

    _attrMap = AttrMap(BASE=Rect, address=AttrMapValue(None))  # noqa: N815 - a name of reportlab's


def lead(address: Any, left: float, bottom: float, right: float, top: float) -> list[Lead]:
    """None where a mark has no path of this desk behind it: the page follows only such as well."""
    if not isinstance(address, str) or not address.startswith("/") or address.startswith("//"):
        return []
    box = Lead(left, bottom, right - left, top - bottom, fillColor=None, strokeColor=None)
    box.address = address
    return [box]


def lead_of_mark(trace: Part, number: int, x: float, y: float, radius: float) -> list[Lead]:
    address = each_of(trace.get("customdata"), number + 1)[number]
    return lead(address, x - radius, y - radius, x + radius, y + radius)


def leads_in(shapes: Drawing | Group, matrix: Matrix = (1, 0, 0, 1, 0, 0)) -> Iterator[tuple[str, Corners]]:
    """Each address of a drawing with its box in points."""
    for shape in shapes.contents:
        if isinstance(shape, Lead):
            left, bottom = moved(matrix, shape.x, shape.y)
            right, top = moved(matrix, shape.x + shape.width, shape.y + shape.height)
            yield shape.address, (left, bottom, right, top)
        elif isinstance(shape, Group):
            yield from leads_in(shape, mmult(matrix, shape.transform))


def moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
