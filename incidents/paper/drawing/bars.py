"""Bars: where they stand, how high they are stacked, their hatching, and the words in and beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.axis import Axis, Reach, as_number
from incidents.paper.drawing.colours import colour, faded, reads_on
from incidents.paper.drawing.dates import DAY
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.hatching import hatched, pattern_of
from incidents.paper.drawing.leads import lead
from incidents.paper.drawing.parts import Part, at, each_of, pairs_of
from incidents.paper.drawing.pen import Corners, Letters, Stroke, block_height, box, words
from incidents.paper.drawing.points import colours_of
from incidents.paper.drawing.whiskers import drawn_whisker, spans_of
from incidents.paper.drawing.words import block_width, lines_of

GAP = 3.0
"""Between the end of a bar and the words outside it, px."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the units of its axes: from `first` to `last` along them, from `base` to `top` of its value."""

    number: int
    first: float
    last: float
    base: float
    top: float


@dataclass(frozen=True, slots=True)
class Axes:
    """The axis that bars stand along, and the one that their values are read on."""

    along: Axis
    value: Axis


def lies(trace: Part) -> bool:
    return bool(trace.get("orientation") == "h")


def axes_of(trace: Part, x: Axis, y: Axis) -> Axes:
    return Axes(y, x) if lies(trace) else Axes(x, y)


def places_and_sizes(trace: Part) -> list[tuple[Any, Any]]:
    return [(b, a) if lies(trace) else (a, b) for a, b in pairs_of(trace)]


# --- Where bars stand -----------------------------------------------------------------------------------


def lay_out(traces: Sequence[Part], layout: Part, axes: Axes) -> list[list[Bar]]:
    """The bars of each trace of one pair of axes."""
    mode = layout.get("barmode") or "group"
    slots = slots_of(traces) if mode == "group" else [0] * len(traces)
    count = max(slots, default=0) + 1
    step = narrowest_step(traces, axes.along)
    slot = step * (1 - float(at(layout, "bargap", 0.2))) / count
    sums: dict[tuple[int, bool], float] = defaultdict(float)
    found: list[list[Bar]] = []
    for trace, own in zip(traces, slots, strict=True):
        middle = (own - (count - 1) / 2) * slot
        usual = slot * (1 - float(at(layout, "bargroupgap", 0)))
        bars = [bar for bar in unstacked(trace, axes, middle, usual) if bar]
        is_stacked = mode in ("stack", "relative") and trace.get("base") is None
        found.append([on_top(bar, sums) for bar in bars] if is_stacked else bars)
    return found


def slots_of(traces: Sequence[Part]) -> list[int]:
    """Which place side by side each trace has."""
    names = [trace.get("offsetgroup") or f"#{number}" for number, trace in enumerate(traces)]
    order = list(dict.fromkeys(names))
    return [order.index(name) for name in names]


def narrowest_step(traces: Sequence[Part], along: Axis) -> float:
    units = {along.unit(place) for trace in traces for place, _ in places_and_sizes(trace)} - {None}
    steps = [after - before for before, after in pairwise(sorted(unit for unit in units if unit is not None))]
    return min(steps, default=float(DAY) if along.kind == "date" else 1.0)


def unstacked(trace: Part, axes: Axes, middle: float, usual: float) -> list[Bar | None]:
    pairs = places_and_sizes(trace)
    widths = each_of(trace.get("width"), len(pairs))
    offsets = each_of(trace.get("offset"), len(pairs))
    bases = each_of(trace.get("base"), len(pairs))
    bars: list[Bar | None] = []
    for number, ((place, size), width, offset, base) in enumerate(zip(pairs, widths, offsets, bases, strict=True)):
        unit, length = axes.along.unit(place), as_number(size)
        if unit is None or length is None:
            bars.append(None)
            continue
        wide = usual if width is None else float(width)
        first = unit + middle - wide / 2 if offset is None else unit + float(offset)
        start = (axes.value.unit(base) if base is not None else 0.0) or 0.0
        bars.append(Bar(number, first, first + wide, start, start + length))
    return bars


def on_top(bar: Bar, sums: dict[tuple[int, bool], float]) -> Bar:
    key = (round((bar.first + bar.last) * 500), bar.top < 0)
    base = sums[key]
    sums[key] += bar.top
    return Bar(bar.number, bar.first, bar.last, base, base + bar.top)


def reaches(trace: Part, bars: Sequence[Bar], axes: Axes) -> tuple[list[Reach], list[Reach]]:
    """The stretches that bars need along their axis and on the axis of values, which begins at their feet."""
    name = "error_x" if lies(trace) else "error_y"
    spans = spans_of(trace, name, [bar.top for bar in bars_by_number(trace, bars)])
    values = [
        Reach(min(bar.base, bar.top), max(bar.base, bar.top), bar.top < bar.base, bar.top >= bar.base) for bar in bars
    ]
    values += [Reach(*span) for span in spans if span]
    return [Reach(bar.first, bar.last, False, False) for bar in bars], values


def bars_by_number(trace: Part, bars: Sequence[Bar]) -> list[Bar]:
    """A bar for each value of the trace, with one of no height where it has none."""
    own = {bar.number: bar for bar in bars}
    return [own.get(number, Bar(number, 0, 0, 0, 0)) for number in range(len(pairs_of(trace)))]


# --- How they are drawn ---------------------------------------------------------------------------------


def draw_bars(trace: Part, bars: Sequence[Bar], layout: Part, axes: Axes, room: float) -> tuple[list[Any], list[Any]]:
    """Shapes inside the axes' box, and words that may leave it."""
    count = len(pairs_of(trace))
    if not bars:
        return [], []
    strength = float(at(trace, "opacity", 1))
    marker = trace.get("marker") or {}
    fills = colours_of(marker, layout, count)
    edges = each_of(at(marker, "line.color"), count)
    widths = each_of(at(marker, "line.width", 0), count)
    opacities = each_of(at(marker, "opacity", 1), count)
    name = "error_x" if lies(trace) else "error_y"
    spans = spans_of(trace, name, [bar.top for bar in bars_by_number(trace, bars)])
    inside: list[Any] = []
    outside: list[Any] = []
    for bar in bars:
        number = bar.number
        opacity = strength * float(opacities[number] or 0)
        fill = faded(fills[number], opacity)
        edge = Stroke(faded(colour(edges[number]), opacity), float(widths[number])) if edges[number] else None
        corners = corners_of(bar, axes, lies(trace))
        inside += filled(marker, number, count, corners, fill, edge)
        inside += lead(each_of(trace.get("customdata"), count)[number], *corners)
        across, up = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
        end = axes.value.place(bar.top)
        x, y = (end, up) if lies(trace) else (across, end)
        inside += drawn_whisker(trace, name, axes.value, spans[number], bar.top, x, y)
        outside += words_of(trace, layout, bar, corners, axes, fill, spans[number], room)
    return inside, outside


def corners_of(bar: Bar, axes: Axes, is_lying: bool) -> Corners:
    """Left, bottom, right and top in px."""
    along = sorted((axes.along.place(bar.first), axes.along.place(bar.last)))
    value = sorted((axes.value.place(bar.base), axes.value.place(bar.top)))
    (left, right), (bottom, top) = (value, along) if is_lying else (along, value)
    return left, bottom, right, top


def filled(marker: Part, number: int, count: int, corners: Corners, fill: Color, edge: Stroke | None) -> list[Any]:
    pattern = pattern_of(marker.get("pattern") or {}, fill, number, count)
    if pattern is None:
        return box(*corners, fill, edge)
    return [*box(*corners, pattern.ground), *hatched(pattern, corners), *box(*corners, None, edge)]


def words_of(
    trace: Part, layout: Part, bar: Bar, corners: Corners, axes: Axes, fill: Color, span: Any, room: float
) -> list[Any]:
    """The text of a bar; where it does not fit in the bar it stands beyond its end, and its whisker's."""
    count = bar.number + 1
    text = each_of(trace.get("text"), count)[bar.number]
    place = each_of(trace.get("textposition") or "auto", count)[bar.number] or "auto"
    if text in (None, "") or place == "none":
        return []
    if trace.get("texttemplate") not in (None, "%{text}"):
        raise NotDrawnError(f"texttemplate {trace['texttemplate']}")
    block = lines_of(text)
    size = font_of(trace, layout, "size", bar.number, at(layout, "font.size", 12))
    left, bottom, right, top = corners
    width, height = block_width(block, size) + 2 * GAP, block_height(block, size)
    fits = width <= right - left and height <= (top - bottom) * 1.15
    if place in ("inside", "auto") and fits:
        shade = font_of(trace, layout, "color", bar.number, None, "insidetextfont")
        ink = colour(shade) if shade else reads_on(fill)
        return inside_words(trace, block, corners, bar, axes, Letters(size, ink))
    shade = font_of(trace, layout, "color", bar.number, None, "outsidetextfont") if place == "outside" else None
    ink = colour(shade or at(layout, "font.color", "var(--chart-ink)"))
    ends = [bar.top] if span is None else [bar.top, *span]
    furthest = axes.value.place(min(ends) if bar.top < bar.base else max(ends))
    is_back = axes.value.place(bar.top) < axes.value.place(bar.base)
    if lies(trace):
        x = furthest - GAP if is_back else min(furthest + GAP, room - width + GAP)
        return words(block, x, (top + bottom) / 2, Letters(size, ink, "end" if is_back else "start"))
    return words(
        block,
        (left + right) / 2,
        furthest - GAP if is_back else furthest + GAP,
        Letters(size, ink, "middle", "top" if is_back else "bottom"),
    )


def font_of(trace: Part, layout: Part, name: str, number: int, otherwise: Any, own: str = "textfont") -> Any:
    given = at(trace, f"{own}.{name}", at(trace, f"textfont.{name}", otherwise))
    return each_of(given, number + 1)[number]


def inside_words(trace: Part, block: Any, corners: Corners, bar: Bar, axes: Axes, letters: Letters) -> list[Any]:
    left, bottom, right, top = corners
    anchor = trace.get("insidetextanchor") or "end"
    is_back = axes.value.place(bar.top) < axes.value.place(bar.base)
    if anchor != "middle" and is_back:
        anchor = {"start": "end", "end": "start"}[anchor]
    if lies(trace):
        x = {"start": left + GAP, "middle": (left + right) / 2, "end": right - GAP}[anchor]
        return words(block, x, (top + bottom) / 2, Letters(letters.size, letters.colour, anchor))
    y = {"start": bottom + GAP, "middle": (top + bottom) / 2, "end": top - GAP}[anchor]
    hang = {"start": "bottom", "middle": "middle", "end": "top"}[anchor]
    return words(block, (left + right) / 2, y, Letters(letters.size, letters.colour, "middle", hang))
