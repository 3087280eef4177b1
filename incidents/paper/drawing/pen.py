"""Lines, areas and words as reportlab draws them; x to the right and y upward, in the figure's px."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Circle, Group, Path, String
from reportlab.lib.colors import Color

from incidents.paper.drawing.words import Line, block_width, line_width
from incidents.paper.letters import width_of

Point = tuple[float, float]
Corners = tuple[float, float, float, float]
"""Left, bottom, right and top, px."""
EVEN_ODD = 0
LEADING = 1.25
CAPITAL = 0.73
"""Height of a capital letter, as a share of the size of the letters."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks. Width in px; `dash` as Plotly names it."""

    colour: Color
    width: float = 1.0
    dash: str = "solid"

    @property
    def is_seen(self) -> bool:
        return self.width > 0 and self.colour.alpha > 0

    @property
    def pattern(self) -> list[float] | None:
        """Lengths of strokes and gaps, as Plotly makes them of the names."""
        unit = max(3.0, self.width)
        named = {
            "solid": None,
            "dot": [self.width, unit],
            "dash": [3 * unit, 2.4 * unit],
            "longdash": [5 * unit, 3 * unit],
            "dashdot": [3 * unit, unit, self.width, unit],
            "longdashdot": [5 * unit, unit, self.width, unit],
        }
        return named[self.dash] if self.dash in named else [float(part) for part in re.findall(r"[\d.]+", self.dash)]


def line(points: Iterable[Point], stroke: Stroke) -> list[Path]:
    return lines([list(points)], stroke)


def lines(runs: Iterable[Sequence[Point]], stroke: Stroke) -> list[Path]:
    """Open lines as one path; none where nothing would be seen."""
    drawn = [run for run in runs if len(run) > 1]
    if not stroke.is_seen or not drawn:
        return []
    path = Path(
        fillColor=None,
        strokeColor=stroke.colour,
        strokeWidth=stroke.width,
        strokeDashArray=stroke.pattern,
        strokeLineJoin=1,
        strokeLineCap=0,
    )
    for run in drawn:
        path.moveTo(*run[0])
        for point in run[1:]:
            path.lineTo(*point)
    return [path]


def area(rings: Iterable[Sequence[Point]], fill: Color | None, stroke: Stroke | None = None) -> list[Path]:
    """Closed outlines as one path; a ring within another is a hole."""
    drawn = [ring for ring in rings if len(ring) > 2]
    has_line = stroke is not None and stroke.is_seen
    has_fill = fill is not None and fill.alpha > 0
    if not drawn or not (has_line or has_fill):
        return []
    path = Path(
        fillColor=fill if has_fill else None,
        strokeColor=stroke.colour if stroke and has_line else None,
        strokeWidth=stroke.width if stroke else 0,
        strokeDashArray=stroke.pattern if stroke else None,
        strokeLineJoin=1,
        fillMode=EVEN_ODD,
    )
    for ring in drawn:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.closePath()
    return [path]


def box(
    left: float, bottom: float, right: float, top: float, fill: Color | None, stroke: Stroke | None = None
) -> list[Path]:
    return area([[(left, bottom), (right, bottom), (right, top), (left, top)]], fill, stroke)


def disc(x: float, y: float, radius: float, fill: Color | None, stroke: Stroke | None = None) -> Circle:
    has_line = stroke is not None and stroke.is_seen
    return Circle(
        x,
        y,
        radius,
        fillColor=fill if fill is not None and fill.alpha > 0 else None,
        strokeColor=stroke.colour if stroke and has_line else None,
        strokeWidth=stroke.width if stroke else 0,
        strokeDashArray=stroke.pattern if stroke else None,
    )


def clipped(left: float, bottom: float, right: float, top: float, shapes: Sequence[Any]) -> list[Group]:
    """Shapes of which only what lies in a box is seen."""
    return within([[(left, bottom), (right, bottom), (right, top), (left, top)]], shapes)


def within(rings: Iterable[Sequence[Point]], shapes: Sequence[Any]) -> list[Group]:
    """Shapes of which only what lies in closed outlines is seen."""
    drawn = [ring for ring in rings if len(ring) > 2]
    if not shapes or not drawn:
        return []
    edge = Path(isClipPath=1, fillColor=None, strokeColor=None, autoclose="pdf", fillMode=EVEN_ODD)
    for ring in drawn:
        edge.moveTo(*ring[0])
        for point in ring[1:]:
            edge.lineTo(*point)
        edge.closePath()
    return [Group(edge, *shapes)]


@dataclass(frozen=True, slots=True)
class Letters:
    """How words look: size in px; where the block hangs on its point; turned anticlockwise, in degrees."""

    size: float
    colour: Color
    across: str = "start"
    """"start", "middle" or "end" of the block at the point."""
    up: str = "middle"
    """"top", "middle" or "bottom" of the block at the point."""
    turn: float = 0.0
    ground: Color | None = None
    """Behind the words, where they would stand on lines."""


def block_height(lines_: Sequence[Line], size: float) -> float:
    return len(lines_) * size * LEADING


def words(lines_: Sequence[Line], x: float, y: float, letters: Letters) -> list[Group]:
    """A block of lines at a point."""
    if not any(run.text.strip() for each in lines_ for run in each) or letters.colour.alpha == 0:
        return []
    size = letters.size
    leading = size * LEADING
    below = (len(lines_) - 1) * leading
    first = {"top": -0.95 * size, "middle": below / 2 - CAPITAL * size / 2, "bottom": below + 0.3 * size}[letters.up]
    group = Group()
    if letters.ground:
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[letters.across] * block_width(list(lines_), size)
        last = y + first - below - 0.25 * size
        right = left + block_width(list(lines_), size)
        ground = box(left - 2, last, right + 2, last + block_height(lines_, size), letters.ground)
        for shape in ground:
            group.add(shape)
    if letters.turn:
        group.translate(x, y)
        group.rotate(letters.turn)
        x, y = 0.0, 0.0
    else:
        group.translate(0, 0)
    for number, each in enumerate(lines_):
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[letters.across]
        left = x - line_width(each, size) * share
        for run in each:
            string = String(left, y + first - number * leading, run.text)
            string.fontName, string.fontSize, string.fillColor = run.font, size, letters.colour
            group.add(string)
            left += width_of(run.text, size, run.font)
    return [group]


def folded(lines_: Sequence[Line], size: float, width: float) -> list[Line]:
    """Lines broken at spaces so that none is wider than `width`, where words allow it."""
    if block_width(list(lines_), size) <= width:
        return list(lines_)
    found: list[Line] = []
    for each in lines_:
        found.append([])
        for run in each:
            for word in re.findall(r"\S+\s*", run.text):
                piece = type(run)(word, run.font)
                if found[-1] and line_width([*found[-1], piece], size) > width:
                    found.append([])
                found[-1].append(piece)
    return found
