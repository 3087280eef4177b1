"""Marks, their whiskers and the words beside them: what scatter and scattergeo have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.colours import Stops, colour, faded, on_scale, stops_of
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.parts import Part, at, each_of
from incidents.paper.drawing.pen import Corners, Letters, Point, Stroke, area, block_height, disc, lines, words
from incidents.paper.drawing.symbols import symbol_of
from incidents.paper.drawing.words import Line, block_width, lines_of

NO_FILL = Color(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """How one mark looks; px."""

    symbol: str
    radius: float
    colour: Color
    outline: Stroke
    opacity: float = 1.0


def modes_of(trace: Part) -> set[str]:
    """What a trace draws at its places: lines, markers, text."""
    if trace.get("mode") is not None:
        return set(str(trace["mode"]).split("+")) - {"none"}
    is_short = len(trace.get("x") or trace.get("lon") or ()) < 20
    if trace.get("type") == "scattergeo":
        return {"markers"}
    return {"lines", "markers"} if is_short and not trace.get("stackgroup") else {"lines"}


def marks_of(trace: Part, layout: Part, count: int) -> list[Mark]:
    marker = trace.get("marker") or {}
    sizes = each_of(marker.get("size", 6), count)
    is_bubble = isinstance(marker.get("size"), list)
    colours = colours_of(marker, layout, count, at(trace, "line.color"))
    outlines = each_of(at(marker, "line.color"), count)
    widths = each_of(at(marker, "line.width"), count)
    symbols = each_of(marker.get("symbol") or "circle", count)
    opacities = each_of(at(marker, "opacity", 0.7 if is_bubble else 1), count)
    strength = float(at(trace, "opacity", 1))
    return [
        Mark(
            symbol or "circle",
            radius_of(marker, size),
            fill,
            Stroke(colour(edge) if edge else fill, float(0 if width is None else width)),
            strength * float(1 if opacity is None else opacity),
        )
        for symbol, size, fill, edge, width, opacity in zip(
            symbols, sizes, colours, outlines, widths, opacities, strict=True
        )
    ]


def radius_of(marker: Part, size: Any) -> float:
    """Half the width of a mark in px, from what its size stands for."""
    if size is None:
        return 0.0
    scaled = float(size) / float(marker.get("sizeref") or 1)
    radius = sqrt(max(0.0, scaled)) / 2 if marker.get("sizemode") == "area" else scaled / 2
    least = float(marker.get("sizemin") or 0) if isinstance(marker.get("size"), list) else 0.0
    return max(radius, least)


def colours_of(part: Part, layout: Part, count: int, otherwise: Any = None) -> list[Color]:
    """The colour of each mark: a name, or a number on a scale of colours."""
    given = part.get("color") if part.get("color") is not None else otherwise
    if part.get("opacity") == 0:
        return [NO_FILL] * count
    if given is None:
        raise NotDrawnError("marks without a colour")
    values = each_of(given, count)
    numbers = [value for value in values if isinstance(value, int | float)]
    if not numbers:
        return [NO_FILL if value is None else colour(value) for value in values]
    scale = scale_of(part, layout, numbers, "c")
    return [NO_FILL if value is None else scale.colour(value) for value in values]


@dataclass(frozen=True, slots=True)
class ColourScale:
    """Numbers as colours."""

    low: float
    high: float
    stops: Stops

    def colour(self, value: float) -> Color:
        return on_scale((value - self.low) / ((self.high - self.low) or 1), self.stops)


def scale_of(part: Part, layout: Part, values: Sequence[float], letter: str) -> ColourScale:
    """The scale of a part or of the layout's `coloraxis`; `letter` is c or z: cmin, zmin."""
    if part.get("coloraxis"):
        part, letter = layout.get(part["coloraxis"]) or {}, "c"
    low, high = part.get(f"{letter}min"), part.get(f"{letter}max")
    stops = stops_of(part.get("colorscale"), bool(part.get("reversescale")))
    found = list(values) or [0.0]
    return ColourScale(float(min(found) if low is None else low), float(max(found) if high is None else high), stops)


def drawn_mark(mark: Mark, x: float, y: float) -> list[Any]:
    """The shapes of one mark. An open symbol is drawn in its own colour, as is a line; its outline has the width."""
    symbol = symbol_of(mark.symbol)
    if mark.opacity <= 0 or mark.radius <= 0:
        return []
    fill = faded(mark.colour, mark.opacity)
    edge = Stroke(faded(mark.outline.colour, mark.opacity), mark.outline.width)
    if symbol.is_open:
        edge, fill = Stroke(fill, edge.width or 1), NO_FILL
    shape = symbol.shape
    drawn: list[Any] = []
    if shape.is_round:
        drawn.append(disc(x, y, mark.radius, fill, edge))
    drawn += area([placed(ring, mark.radius, x, y) for ring in shape.outlines], fill, edge)
    drawn += lines([placed(run, mark.radius, x, y) for run in shape.strokes], edge)
    if symbol.has_dot:
        drawn.append(disc(x, y, max(1.2, 0.28 * mark.radius), edge.colour))
    return drawn


def placed(points: Sequence[Point], radius: float, x: float, y: float) -> list[Point]:
    return [(x + px * radius, y + py * radius) for px, py in points]


def words_beside(
    trace: Part,
    layout: Part,
    number: int,
    x: float,
    y: float,
    radius: float,
    room: float,
    taken: list[Corners] | None = None,
) -> list[Any]:
    """The text of one mark where `textposition` says, moved into the figure, which is `room` px wide.

    On a map, words go to another side of their mark rather than over others that are already `taken` up.
    """
    count = number + 1
    text = each_of(trace.get("text"), count)[number]
    if text in (None, ""):
        return []
    if trace.get("texttemplate") not in (None, "%{text}"):
        raise NotDrawnError(f"texttemplate {trace['texttemplate']}")
    place = str(each_of(trace.get("textposition") or "middle center", count)[number])
    size = float(each_of(at(trace, "textfont.size", at(layout, "font.size", 12)), count)[number])
    shade = each_of(at(trace, "textfont.color", at(layout, "font.color", "var(--chart-ink)")), count)[number]
    block = lines_of(text, trace.get("textfont"))
    sides = (place, *SIDES) if taken is not None and place in SIDES else (place,)
    spots = [spot_at(side, block, size, x, y, radius, room) for side in sides]
    free = [spot for spot in spots if not any(overlap(spot.corners, other) for other in taken or ())]
    spot = (free or spots)[0]
    if taken is not None:
        taken.append(spot.corners)
    ground = faded(colour("var(--chart-paper)"), 0.6) if taken is not None and place in SIDES else None
    return words(block, spot.x, spot.y, Letters(size, colour(shade), spot.across, spot.up, ground=ground))


SIDES = ("bottom center", "top center", "middle right", "middle left")
"""Where words can stand beside a mark on a map, the best first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words hang, and the box that they take up."""

    x: float
    y: float
    across: str
    up: str
    corners: Corners


def spot_at(side: str, block: list[Line], size: float, x: float, y: float, radius: float, room: float) -> Spot:
    up, across = side.split(" ")
    x += {"left": -1, "center": 0, "right": 1}[across] * (radius + 2)
    y += {"top": 1, "middle": 0, "bottom": -1}[up] * (radius + 1)
    share = {"left": 1.0, "center": 0.5, "right": 0.0}[across]
    width, height = block_width(block, size), block_height(block, size)
    left = min(max(x - width * share, 1.0), room - width - 1)
    bottom = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[up] * height
    anchor = {"left": "end", "center": "middle", "right": "start"}[across]
    hang = {"top": "bottom", "middle": "middle", "bottom": "top"}[up]
    return Spot(left + width * share, y, anchor, hang, (left, bottom, left + width, bottom + height))


def overlap(one: Corners, other: Corners) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
