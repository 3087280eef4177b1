"""How far a figure may reach down and up: error_x and error_y."""

from __future__ import annotations

from typing import Any

from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.colours import colour
from incidents.paper.drawing.parts import Part, at, each_of
from incidents.paper.drawing.pen import Point, Stroke, lines


def spans_of(trace: Part, name: str, values: list[Any]) -> list[tuple[float, float] | None]:
    """From where to where each whisker goes, in the axis's own numbers; None where there is none."""
    part = trace.get(name) or {}
    if not part or part.get("visible") is False or part.get("array") is None:
        return [None] * len(values)
    ups = each_of(part["array"], len(values))
    is_symmetric = part.get("symmetric", part.get("arrayminus") is None)
    downs = ups if is_symmetric else each_of(part.get("arrayminus") or [], len(values))
    return [
        None if value is None else (float(value) - float(down or 0), float(value) + float(up or 0))
        for value, up, down in zip(values, ups, downs, strict=True)
    ]


def drawn_whisker(
    trace: Part, name: str, axis: Axis, span: tuple[float, float] | None, value: float, x: float, y: float
) -> list[Any]:
    """Both halves of one whisker, each with its cap; a half of no length is not drawn."""
    if span is None:
        return []
    part = trace[name]
    shade = part.get("color") or at(trace, "marker.color") or at(trace, "line.color")
    cap = float(part.get("width") if part.get("width") is not None else 4)
    runs: list[list[Point]] = []
    for end in span:
        place = axis.px(end)
        if end != value and place is not None:
            if name == "error_y":
                runs += [[(x, y), (x, place)], [(x - cap, place), (x + cap, place)]]
            else:
                runs += [[(x, y), (place, y)], [(place, y - cap), (place, y + cap)]]
    return lines(runs, Stroke(colour(shade), float(part.get("thickness") or 2)))
