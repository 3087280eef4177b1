"""Lines, areas between lines, and marks on two axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from incidents.paper.drawing.axis import Axis, Reach
from incidents.paper.drawing.colours import colour, faded
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.hatching import hatched, pattern_of
from incidents.paper.drawing.leads import lead_of_mark
from incidents.paper.drawing.parts import Part, at, each_of, pairs_of
from incidents.paper.drawing.pen import Point, Stroke, area, lines, within
from incidents.paper.drawing.points import drawn_mark, marks_of, modes_of, words_beside
from incidents.paper.drawing.whiskers import drawn_whisker, spans_of

Run = list[Point]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The shapes of a trace: areas lie below all lines; what stands out may leave the axes' box."""

    areas: list[Any]
    inside: list[Any]
    outside: list[Any]


def reaches(trace: Part, x: Axis, y: Axis) -> tuple[list[Reach], list[Reach]]:
    """The stretches of both axes that a trace needs."""
    has_width = bool(modes_of(trace) & {"markers", "text"})
    pairs = pairs_of(trace)
    across = [
        Reach(unit, unit, has_width, has_width) for unit in (x.unit(value) for value, _ in pairs) if unit is not None
    ]
    up = [Reach(unit, unit) for unit in (y.unit(value) for _, value in pairs) if unit is not None]
    fill = trace.get("fill") or ""
    if fill == "tozeroy" and y.kind == "linear":
        up.append(Reach(0, 0, False, False))
    if fill == "tozerox" and x.kind == "linear":
        across.append(Reach(0, 0, False, False))
    for name, axis, found, values in (
        ("error_x", x, across, [a for a, _ in pairs]),
        ("error_y", y, up, [b for _, b in pairs]),
    ):
        ends = [end for span in spans_of(trace, name, values) if span for end in span]
        found += [Reach(unit, unit) for unit in (axis.unit(end) for end in ends) if unit is not None]
    return across, up


def draw_scatter(trace: Part, before: Part | None, layout: Part, x: Axis, y: Axis, room: float) -> Drawn:
    """`before` is the trace to whose line `tonexty` fills; `room` is the width of the figure."""
    modes = modes_of(trace)
    strength = float(at(trace, "opacity", 1))
    drawn = Drawn(areas_of(trace, before, x, y, strength), [], [])
    if "lines" in modes:
        stroke = line_of(trace, strength)
        drawn.inside.extend(lines(runs_of(trace, x, y), stroke) if stroke else [])
    into = drawn.outside if trace.get("cliponaxis") is False else drawn.inside
    pairs = pairs_of(trace)
    places = [(x.px(a), y.px(b)) for a, b in pairs]
    spans = {
        name: spans_of(trace, name, values)
        for name, values in (("error_x", [a for a, _ in pairs]), ("error_y", [b for _, b in pairs]))
    }
    marks = marks_of(trace, layout, len(pairs)) if "markers" in modes and pairs else [None] * len(pairs)
    for number, (px, py) in enumerate(places):
        if px is None or py is None:
            continue
        for name, axis, value in (("error_x", x, pairs[number][0]), ("error_y", y, pairs[number][1])):
            span = spans[name][number]
            into.extend(drawn_whisker(trace, name, axis, span, float(value), px, py) if span else [])
    for number, (px, py) in enumerate(places):
        mark = marks[number]
        if px is None or py is None or not on_both(x, y, pairs[number]):
            continue
        if mark:
            into.extend(drawn_mark(mark, px, py))
            into.extend(lead_of_mark(trace, number, px, py, mark.radius))
        if "text" in modes:
            into.extend(words_beside(trace, layout, number, px, py, mark.radius if mark else 0, room))
    return drawn


def on_both(x: Axis, y: Axis, pair: tuple[Any, Any]) -> bool:
    units = (x.unit(pair[0]), y.unit(pair[1]))
    return units[0] is not None and units[1] is not None and x.shows(units[0]) and y.shows(units[1])


def line_of(trace: Part, strength: float = 1.0) -> Stroke | None:
    """How a trace's line looks; None where it is not seen and so needs no colour."""
    width = float(at(trace, "line.width", 2))
    shade = at(trace, "line.color") or at(trace, "marker.color")
    if width == 0:
        return None
    if not isinstance(shade, str):
        raise NotDrawnError(f"the line {trace.get('name') or ''} without a colour")
    return Stroke(faded(colour(shade), strength), width, at(trace, "line.dash", "solid"))


# --- Lines ----------------------------------------------------------------------------------------------


def runs_of(trace: Part, x: Axis, y: Axis) -> list[Run]:
    """The line in unbroken runs, in px: a missing value breaks it, unless the trace connects gaps."""
    runs: list[Run] = [[]]
    for a, b in pairs_of(trace):
        px, py = x.px(a), y.px(b)
        if px is not None and py is not None:
            runs[-1].append((px, py))
        elif not trace.get("connectgaps") and runs[-1]:
            runs.append([])
    return [stepped(run, at(trace, "line.shape", "linear")) for run in runs if run]


def stepped(run: Run, shape: str) -> Run:
    """A run with the corners of its shape: hv goes across before it goes up."""
    if shape == "linear" or len(run) < 2:
        return run
    found = [run[0]]
    for (x0, y0), (x1, y1) in pairwise(run):
        across, up = (x0 + x1) / 2, (y0 + y1) / 2
        corners = {"hv": [(x1, y0)], "vh": [(x0, y1)], "hvh": [(across, y0), (across, y1)], "vhv": [(x0, up), (x1, up)]}
        found += [*corners[shape], (x1, y1)]
    return found


# --- Areas ----------------------------------------------------------------------------------------------


def areas_of(trace: Part, before: Part | None, x: Axis, y: Axis, strength: float) -> list[Any]:
    fill = trace.get("fill") or "none"
    if fill == "none":
        return []
    outlines = rings(fill, runs_of(trace, x, y), runs_of(before, x, y) if before else [], x, y)
    shade = faded(fill_colour(trace), strength)
    pattern = pattern_of(trace.get("fillpattern") or {}, shade, 0, 1)
    if pattern is None:
        return area(outlines, shade)
    corners = (*sorted((x.start, x.end)), *sorted((y.start, y.end)))
    box = (corners[0], corners[2], corners[1], corners[3])
    return [*area(outlines, pattern.ground), *within(outlines, hatched(pattern, box))]


def fill_colour(trace: Part) -> Any:
    """Plotly fills with the line's colour at half its strength where no other is given."""
    if trace.get("fillcolor"):
        return colour(trace["fillcolor"])
    shade = at(trace, "line.color") or at(trace, "marker.color")
    if not isinstance(shade, str):
        raise NotDrawnError(f"the area {trace.get('name') or ''} without a colour")
    return faded(colour(shade), 0.5)


def rings(fill: str, runs: Sequence[Run], before: Sequence[Run], x: Axis, y: Axis) -> list[Run]:
    if fill == "toself":
        return list(runs)
    if fill in ("tonexty", "tonextx") and before:
        pairs = list(zip(runs, before, strict=True)) if len(runs) == len(before) else [(whole(runs), whole(before))]
        return [[*there, *reversed(back)] for there, back in pairs]
    if fill in ("tozerox", "tonextx"):
        zero = x.place(0) if x.kind == "linear" else x.start
        return [[(zero, run[0][1]), *run, (zero, run[-1][1])] for run in runs]
    zero = y.place(0) if y.kind == "linear" else y.start
    return [[(run[0][0], zero), *run, (run[-1][0], zero)] for run in runs]


def whole(runs: Sequence[Run]) -> Run:
    return [point for run in runs for point in run]


def stacked(traces: Sequence[Part]) -> list[Part]:
    """Traces of one `stackgroup` as lines that stand on one another; they must have the same places."""
    tops: dict[Any, tuple[list[Any], list[float]]] = {}
    found: list[Part] = []
    for trace in traces:
        group = trace.get("stackgroup")
        if not group or trace.get("visible") in (False, "legendonly"):
            found.append(trace)
            continue
        key = (group, trace.get("xaxis"), trace.get("yaxis"))
        places, below = tops.get(key, (trace["x"], [0.0] * len(trace["x"])))
        if places != trace["x"]:
            raise NotDrawnError(f"{trace.get('name')}: a stackgroup of different places")
        top = [base + float(value or 0) for base, value in zip(below, each_of(trace["y"], len(below)), strict=True)]
        found.append(
            {**trace, "y": top, "fill": "tonexty" if key in tops else "tozeroy", "mode": trace.get("mode") or "lines"}
        )
        tops[key] = (places, top)
    return found
