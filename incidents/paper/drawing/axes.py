"""How axes look: ticks, their words, titles, grids, and the room that they take beside the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, radians, sin
from typing import Any

from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.colours import colour
from incidents.paper.drawing.parts import Part, at, text_of
from incidents.paper.drawing.pen import Letters, Stroke, block_height, folded, line, lines, words
from incidents.paper.drawing.ticks import Tick, ticks_of
from incidents.paper.drawing.words import Line, block_width, lines_of

SPACE = 5.0
"""Between ticks and their words, px."""
SLOPE = 38.0
"""The turn of names that have no room side by side, degrees."""
GAP = 0.5
"""Between neighbours' words, in letters' heights."""
SMALLEST = 0.8
"""How much smaller than asked words may be set."""
WIDEST = 0.36
"""How much of the figure's width the names beside a plot may take before they are folded."""


@dataclass(frozen=True, slots=True)
class Dress:
    """An axis with all that stands along it. Sizes in px."""

    axis: Axis
    ticks: Sequence[Tick]
    blocks: Sequence[list[Line]]
    size: float
    turn: float
    title: list[Line]
    title_size: float
    tick_depth: float
    """How far ticks and their words reach out of the plot."""

    @property
    def depth(self) -> float:
        """How far the axis with its title reaches out of the plot."""
        if not self.title:
            return self.tick_depth
        return self.tick_depth + standoff(self.axis) + block_height(self.title, self.title_size)


def standoff(axis: Axis) -> float:
    return float(at(axis.spec, "title.standoff", 6))


def dress(axis: Axis, layout: Part, room: float) -> Dress:
    """`room` is the width of the figure."""
    usual = float(at(layout, "font.size", 12))
    size = float(at(axis.spec, "tickfont.size", usual))
    ticks: Sequence[Tick] = ticks_of(axis, size) if axis.is_visible else []
    blocks = [lines_of(tick.words) for tick in ticks]
    turn = 0.0
    if at(axis.spec, "showticklabels", True) is False:
        blocks = []
    elif axis.is_x:
        ticks, blocks, size, turn = beside_one_another(axis, ticks, blocks, size)
    else:
        blocks = [folded(block, size, room * WIDEST) for block in blocks]
    title_size = float(at(axis.spec, "title.font.size", 1.1 * usual))
    title = lines_of(text_of(axis.spec.get("title")), at(axis.spec, "title.font"))
    title = folded(title, title_size, max(60.0, abs(axis.length)))
    if not axis.is_visible or not any(title):
        title = []
    depth = tick_length(axis) + words_depth(axis, blocks, size, turn)
    return Dress(axis, ticks, blocks, size, turn, title, title_size, depth)


def tick_length(axis: Axis) -> float:
    return float(at(axis.spec, "ticklen", 5)) if axis.ticks_point == "outside" else 0.0


def words_depth(axis: Axis, blocks: Sequence[list[Line]], size: float, turn: float) -> float:
    if not blocks:
        return 0.0
    widest = max(block_width(block, size) for block in blocks)
    highest = max(block_height(block, size) for block in blocks)
    if not axis.is_x:
        return widest + SPACE
    slope = radians(abs(turn))
    return widest * sin(slope) + highest * cos(slope) + SPACE - 2


def beside_one_another(
    axis: Axis, ticks: Sequence[Tick], blocks: list[list[Line]], size: float
) -> tuple[Sequence[Tick], list[list[Line]], float, float]:
    """Words under an axis that do not touch, their size and their turn.

    Names are folded, then turned; words that a figure chose are set smaller; of numbers and dates some are left out.
    """
    angle = axis.spec.get("tickangle")
    if angle not in (None, "auto", 0):
        return ticks, blocks, size, -float(angle)
    tightest = share_of_room(axis, ticks, blocks, size)
    if tightest <= 1:
        return ticks, blocks, size, 0.0
    if axis.kind == "category":
        apart = min(abs(axis.place(b.at) - axis.place(a.at)) for a, b in pairwise(ticks))
        narrow = [folded(block, size, apart - GAP * size) for block in blocks]
        if share_of_room(axis, ticks, narrow, size) <= 1 and max(map(len, narrow)) <= 3:
            return ticks, narrow, size, 0.0
        return ticks, blocks, size, 0.0 if angle == 0 else SLOPE
    if axis.spec.get("ticktext") and tightest <= 1 / SMALLEST:
        return ticks, blocks, size / tightest, 0.0
    every = int(tightest) + 1
    return ticks[::every], blocks[::every], size, 0.0


def share_of_room(axis: Axis, ticks: Sequence[Tick], blocks: Sequence[list[Line]], size: float) -> float:
    """How much of the space between two ticks their words take, where that is tightest; above 1 they touch."""
    widths = [block_width(block, size) for block in blocks]
    places = [axis.place(tick.at) for tick in ticks]
    return max(
        (
            ((widths[at] + widths[at + 1]) / 2 + GAP * size) / (abs(places[at + 1] - places[at]) or 1)
            for at in range(len(places) - 1)
        ),
        default=0.0,
    )


def overhang(each: Dress) -> tuple[float, float]:
    """How far the words of an x axis reach beyond its ends, left and right; px."""
    if not each.axis.is_x or not each.blocks:
        return 0.0, 0.0
    left = right = 0.0
    for tick, block in zip(each.ticks, each.blocks, strict=True):
        place, width = each.axis.place(tick.at), block_width(block, each.size)
        before, after = (width * cos(radians(each.turn)), 0.0) if each.turn > 0 else (width / 2, width / 2)
        left = max(left, each.axis.start - (place - before))
        right = max(right, place + after - each.axis.end)
    return left, right


# --- Drawing --------------------------------------------------------------------------------------------


def draw_grid(each: Dress, first: float, last: float) -> list[Any]:
    """The axis's grid across a plot that reaches from `first` to `last` on the other axis, and the line at zero."""
    spec, axis = each.axis.spec, each.axis
    drawn: list[Any] = []
    is_zero_shown = bool(spec.get("zeroline")) and axis.kind == "linear" and axis.shows(0)
    if at(spec, "showgrid", True) and axis.is_visible:
        shade = colour(spec.get("gridcolor") or "var(--chart-grid)")
        stroke = Stroke(shade, float(at(spec, "gridwidth", 1)), spec.get("griddash") or "solid")
        places = [axis.place(tick.at) for tick in each.ticks if not (is_zero_shown and tick.at == 0)]
        drawn += lines([across(axis, place, first, last) for place in places], stroke)
    if is_zero_shown:
        shade = colour(spec.get("zerolinecolor") or "var(--chart-muted)")
        stroke = Stroke(shade, float(at(spec, "zerolinewidth", 1)))
        drawn += line(across(axis, axis.place(0), first, last), stroke)
    return drawn


def across(axis: Axis, place: float, first: float, last: float) -> list[tuple[float, float]]:
    return [(place, first), (place, last)] if axis.is_x else [(first, place), (last, place)]


def draw_axis(each: Dress, place: float, layout: Part, title_depth: float) -> list[Any]:
    """Line, ticks, words and title at a `place` on the other axis; titles of neighbours stand in one line."""
    spec, axis = each.axis.spec, each.axis
    if not axis.is_visible:
        return []
    out = -1 if axis.side in ("left", "bottom") else 1
    ink = colour(spec.get("color") or at(layout, "font.color", "var(--chart-ink)"))
    drawn: list[Any] = []
    if axis.has_line:
        edge = Stroke(colour(spec.get("linecolor") or "var(--chart-muted)"), float(at(spec, "linewidth", 1)))
        drawn += line([turned(axis, end, place) for end in (axis.start, axis.end)], edge)
    if axis.ticks_point:
        length = float(at(spec, "ticklen", 5)) * (out if axis.ticks_point == "outside" else -out)
        edge = Stroke(colour(spec.get("tickcolor") or "var(--chart-muted)"), float(at(spec, "tickwidth", 1)))
        ends = [[turned(axis, axis.place(tick.at), by) for by in (place, place + length)] for tick in each.ticks]
        drawn += lines(ends, edge)
    reach = place + out * (tick_length(axis) + SPACE - (2 if axis.is_x else 0))
    shade = colour(at(spec, "tickfont.color")) if at(spec, "tickfont.color") else ink
    for tick, block in zip(each.ticks, each.blocks if each.blocks else [[]] * len(each.ticks), strict=True):
        drawn += words(block, *turned(axis, tick_place(each, tick), reach), tick_letters(each, shade))
    if each.title:
        drawn += draw_title(each, place + out * (title_depth + standoff(axis)), out, ink)
    return drawn


def turned(axis: Axis, along: float, beside: float) -> tuple[float, float]:
    return (along, beside) if axis.is_x else (beside, along)


def tick_place(each: Dress, tick: Tick) -> float:
    """Where the words of a tick stand: at it, or in the middle of the period that begins there."""
    axis = each.axis
    if axis.spec.get("ticklabelmode") != "period" or axis.kind != "date":
        return axis.place(tick.at)
    later = [other.at for other in each.ticks if other.at > tick.at]
    step = (
        (min(later) - tick.at)
        if later
        else max((b.at - a.at for a, b in zip(each.ticks, each.ticks[1:], strict=False)), default=0)
    )
    return axis.place(min(tick.at + step / 2, max(axis.low, axis.high)))


def tick_letters(each: Dress, ink: Any) -> Letters:
    letters = Letters(each.size, ink, "middle", "middle")
    if not each.axis.is_x:
        return replace(letters, across="end" if each.axis.side == "left" else "start")
    if not each.turn:
        return replace(letters, up="top" if each.axis.side == "bottom" else "bottom")
    is_end = (each.turn > 0) == (each.axis.side == "bottom")
    return replace(letters, across="end" if is_end else "start", turn=each.turn)


def draw_title(each: Dress, place: float, out: int, ink: Any) -> list[Any]:
    axis, spec = each.axis, each.axis.spec
    shade = colour(at(spec, "title.font.color")) if at(spec, "title.font.color") else ink
    middle = (axis.start + axis.end) / 2
    if axis.is_x:
        return words(
            each.title, middle, place, Letters(each.title_size, shade, "middle", "top" if out < 0 else "bottom")
        )
    hang = "bottom" if out < 0 else "top"
    return words(each.title, place, middle, Letters(each.title_size, shade, "middle", hang, 90))
