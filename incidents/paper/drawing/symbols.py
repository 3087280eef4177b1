"""Plotly's marker symbols as paths. Sizes are those of Plotly: half the width of a circle is the radius."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A symbol of radius 1 around 0, y upward: closed outlines, or open strokes of a line."""

    outlines: Sequence[Points] = ()
    strokes: Sequence[Points] = ()
    is_round: bool = False


def regular(corners: int, radius: float = 1.0, first: float = pi / 2) -> Points:
    return [
        (radius * cos(first + 2 * pi * at / corners), radius * sin(first + 2 * pi * at / corners))
        for at in range(corners)
    ]


def star(points: int, outer: float, inner: float, first: float = pi / 2) -> Points:
    return [
        ((outer, inner)[at % 2] * cos(first + pi * at / points), (outer, inner)[at % 2] * sin(first + pi * at / points))
        for at in range(2 * points)
    ]


def turned(points: Points, quarter_turns: float) -> Points:
    c, s = cos(quarter_turns * pi / 2), sin(quarter_turns * pi / 2)
    return [(x * c - y * s, x * s + y * c) for x, y in points]


def box(half: float) -> Points:
    return [(-half, -half), (half, -half), (half, half), (-half, half)]


def bent(corners: int, outer: float, bend: float) -> Points:
    """A square or triangle with sides drawn inward."""
    return star(corners, outer, bend, pi / 4 if corners == 4 else pi / 2)


ARM = 0.4
CROSS: Points = [
    (1.2, ARM), (ARM, ARM), (ARM, 1.2), (-ARM, 1.2), (-ARM, ARM), (-1.2, ARM),
    (-1.2, -ARM), (-ARM, -ARM), (-ARM, -1.2), (ARM, -1.2), (ARM, -ARM), (1.2, -ARM),
]  # fmt: skip
TRIANGLE: Points = [(-2 / sqrt(3), -0.5), (2 / sqrt(3), -0.5), (0, 1)]
LEVEL: Points = [(-1.4, 0), (1.4, 0)]
DIAGONAL: Points = [(-1, -1), (1, 1)]
PLUS = (LEVEL, turned(LEVEL, 1))
TIMES = (DIAGONAL, turned(DIAGONAL, 1))
IN_CIRCLE = tuple([(x / sqrt(2), y / sqrt(2)) for x, y in stroke] for stroke in TIMES)

BASES: dict[str, Shape] = {
    "circle": Shape(is_round=True),
    "circle-x": Shape(strokes=IN_CIRCLE, is_round=True),
    "square": Shape([box(1.0)]),
    "diamond": Shape([regular(4, 1.3)]),
    "diamond-tall": Shape([[(0, 1.4), (-0.7, 0), (0, -1.4), (0.7, 0)]]),
    "diamond-wide": Shape([[(0, 0.7), (-1.4, 0), (0, -0.7), (1.4, 0)]]),
    "cross": Shape([CROSS]),
    "x": Shape([turned(CROSS, 0.5)]),
    "triangle-up": Shape([TRIANGLE]),
    "triangle-left": Shape([turned(TRIANGLE, 1)]),
    "triangle-down": Shape([turned(TRIANGLE, 2)]),
    "triangle-right": Shape([turned(TRIANGLE, 3)]),
    "pentagon": Shape([regular(5)]),
    "hexagon": Shape([regular(6)]),
    "hexagon2": Shape([regular(6, 1, 0)]),
    "octagon": Shape([regular(8, 1, pi / 8)]),
    "star": Shape([star(5, 1.4, 0.53)]),
    "hexagram": Shape([star(6, 1.4, 0.8)]),
    "star-square": Shape([bent(4, 1.55, 0.8)]),
    "star-diamond": Shape([turned(bent(4, 1.55, 0.75), 0.5)]),
    "star-triangle-up": Shape([bent(3, 1.5, 0.6)]),
    "star-triangle-down": Shape([turned(bent(3, 1.5, 0.6), 2)]),
    "hourglass": Shape([[(-1, -1), (1, -1), (-1, 1), (1, 1)]]),
    "bowtie": Shape([[(-1, -1), (-1, 1), (1, -1), (1, 1)]]),
    "cross-thin": Shape(strokes=PLUS),
    "x-thin": Shape(strokes=TIMES),
    "asterisk": Shape(strokes=(*PLUS, *TIMES)),
    "line-ew": Shape(strokes=[LEVEL]),
    "line-ns": Shape(strokes=[turned(LEVEL, 1)]),
    "line-ne": Shape(strokes=[DIAGONAL]),
    "line-nw": Shape(strokes=[turned(DIAGONAL, 1)]),
}
ENDINGS = ("", "-open", "-dot", "-open-dot")
SYMBOLS = frozenset(base + ending for base in BASES for ending in ENDINGS)
"""Every symbol that paper draws, by Plotly's name."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as a figure names it: "diamond-open-dot" is the diamond's shape, hollow, with a dot in it."""

    shape: Shape
    is_open: bool
    has_dot: bool


def symbol_of(name: str) -> Symbol:
    ending = next(each for each in sorted(ENDINGS, key=len, reverse=True) if name.endswith(each))
    return Symbol(BASES[name.removesuffix(ending)], "-open" in ending, "-dot" in ending)
