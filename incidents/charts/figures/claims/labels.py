"""Words beside marks: whose losses they are, and the word that stands for a number; never one over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from plotly import graph_objects as go

from incidents.charts.figures.claims.marks import range_words
from incidents.charts.figures.claims.panels import Panel
from incidents.charts.figures.common import INK, escape_tags
from incidents.charts.rows import ClaimMark, KnownThen
from incidents.phrases import shorten_words

WIDE, NARROW = "wide", "narrow"
"""Which of two traces of labels is shown: `meta` says it, and charts/draw.js chooses by the width of the screen."""
WIDTHS = {WIDE: 420.0, NARROW: 285.0}
"""The narrowest that a chart is drawn on a desk or on paper, and on a telephone; px between its axes."""
PANEL_PX = 190.0
LETTER, LINE = 6.1, 14.0
MARK = 8.0
PLACES = ("top right", "middle right", "bottom right", "top left", "middle left", "bottom left", "top center")


class Box(NamedTuple):
    """px from the left and from the bottom of a panel."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a mark, by lines, and where they stand beside it."""

    mark: ClaimMark
    lines: Sequence[str]
    place: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A panel in px, as wide as the screen lets it be."""

    panel: Panel
    width: float

    def x(self, moment: datetime) -> float:
        first, last = self.panel.ends
        return self.width * ((moment - first) / (last - first))

    def y(self, value: float) -> float:
        bottom, top = self.panel.range
        return PANEL_PX * (value - bottom) / (top - bottom)

    def spot(self, mark: ClaimMark) -> tuple[float, float]:
        return self.x(self.panel.places[mark]), self.y(self.panel.height(mark))

    def holds(self, box: Box) -> bool:
        return box.left >= 0 and box.right <= self.width and box.bottom >= 0 and box.top <= PANEL_PX


def add_labels(figure: go.Figure, panel: Panel, marks: Sequence[ClaimMark], known: Sequence[KnownThen]) -> None:
    """The labels of a panel, once for wide screens and paper and once for narrow ones."""
    for screen, width in WIDTHS.items():
        labels = place_labels(Ground(panel, width), marks, known)
        if labels:
            figure.add_scatter(
                x=[panel.when(label.mark) for label in labels],
                y=[panel.height(label.mark) for label in labels],
                xaxis="x",
                yaxis=panel.y_axis,
                mode="markers+text",
                name="labels",
                meta=screen,
                visible=screen == WIDE,
                marker={"size": 14, "opacity": 0},
                text=["<br>".join(escape_tags(line) for line in label.lines) for label in labels],
                textposition=[label.place for label in labels],
                textfont={"color": INK, "size": 11},
                showlegend=False,
                hoverinfo="skip",
                cliponaxis=False,
            )


def place_labels(ground: Ground, marks: Sequence[ClaimMark], known: Sequence[KnownThen]) -> list[Label]:
    """A place for each label where it covers nothing: words that stand for numbers first. Else it is left out."""
    taken = [box for mark in marks for box in boxes_of(ground, mark)] + list(best_line_boxes(ground, known))
    found: list[Label] = []
    for mark in sorted((mark for mark in marks if lines_of_label(mark)), key=lambda mark: not mark.is_word):
        label = next(free_places(ground, mark, taken), None)
        if label:
            found.append(label)
            taken.append(label_box(ground, label))
    return found


def lines_of_label(mark: ClaimMark) -> list[str]:
    """Whose losses, unless people's as a whole; and the word itself with the interval that it stands for."""
    whose = [] if mark.of_people else [shorten_words(mark.population, 24)]
    word = [f"“{shorten_words(mark.words, 20)}” {range_words(mark)}"] if mark.is_word and mark.has_number else []
    return whose + word


def free_places(ground: Ground, mark: ClaimMark, taken: Iterable[Box]) -> Iterator[Label]:
    for place in PLACES:
        label = Label(mark, lines_of_label(mark), place)
        box = label_box(ground, label)
        if ground.holds(box) and not any(box.meets(other) for other in taken):
            yield label


def label_box(ground: Ground, label: Label) -> Box:
    """The room that a label takes."""
    x, y = ground.spot(label.mark)
    width, height = LETTER * max(len(line) for line in label.lines), LINE * len(label.lines)
    up, across = label.place.split(" ")
    left = x + {"right": MARK, "left": -MARK - width, "center": -width / 2}[across]
    bottom = y + {"top": MARK, "middle": -height / 2, "bottom": -MARK - height}[up]
    return Box(left, bottom, left + width, bottom + height)


def boxes_of(ground: Ground, mark: ClaimMark) -> tuple[Box, Box]:
    """The room that a mark takes, and that of its low-high bar."""
    x, y = ground.spot(mark)
    low, high = (ground.y(mark.low or 0), ground.y(mark.high or mark.number)) if mark.has_number else (y, y)
    return Box(x - MARK + 1, y - MARK + 1, x + MARK - 1, y + MARK - 1), Box(x - 4, low, x + 4, high)


def best_line_boxes(ground: Ground, known: Sequence[KnownThen]) -> Iterator[Box]:
    """The line of the best figure: words across it are hard to read."""
    points = [(ground.x(point.at), ground.y(point.best)) for point in known if point.best is not None]
    for (x, y), (right, higher) in pairwise([*points, (ground.width, points[-1][1])] if points else ()):
        yield Box(x, y - 1, right, y + 1)
        yield Box(right - 1, min(y, higher), right + 1, max(y, higher))
