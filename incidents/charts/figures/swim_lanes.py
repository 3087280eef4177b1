"""Incidents one by one in lanes: a mark at the day, as large as the figure; a line over the days it may have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import GRID, INK, PAPER, axis, base_layout, escape_tags
from incidents.charts.rows import Lane, LaneMark
from incidents.figure import NO_FIGURE
from incidents.phrases import how_many, shorten_words
from incidents.vocabulary import Measure

LARGEST, SMALLEST = 30, 7
LANE_HEIGHT = 48
COLOUR = "var(--chart-category-1)"


def swim_lanes(lanes: Sequence[Lane], marks: Sequence[LaneMark], measure: Measure) -> go.Figure:
    """Lanes from top to bottom as they are given. A mark is hollow where nobody gives a figure."""
    figure = go.Figure()
    at = {lane.name: number for number, lane in enumerate(lanes)}
    add_spans(figure, [mark for mark in marks if mark.last > mark.first], at)
    add_lane_marks(figure, marks, at, measure)
    figure.update_layout(
        base_layout(
            height=60 + LANE_HEIGHT * len(lanes),
            margin={"l": 12, "r": 16, "t": 12, "b": 36},
            showlegend=False,
            xaxis=axis(type="date", showgrid=True, ticks="outside", nticks=10, range=days_of_marks(marks)),
            yaxis=axis(
                range=[len(lanes) - 0.4, -0.75],
                tickvals=list(at.values()),
                showticklabels=False,
                gridcolor=GRID,
            ),
            annotations=[lane_label(lane, number) for number, lane in enumerate(lanes)],
        )
    )
    return figure


def days_of_marks(marks: Sequence[LaneMark]) -> list[str]:
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    room = max((last - first) * 0.03, timedelta(days=2))
    return [(first - room).isoformat(), (last + room).isoformat()]


def noon(day: date) -> str:
    return f"{day}T12:00"


def add_spans(figure: go.Figure, marks: Sequence[LaneMark], at: dict[str, int]) -> None:
    """All lines as one shape."""
    if not marks:
        return
    figure.add_scatter(
        x=[
            place
            for mark in marks
            for place in (mark.first.isoformat(), (mark.last + timedelta(days=1)).isoformat(), None)
        ],
        y=[place for mark in marks for place in (at[mark.lane], at[mark.lane], None)],
        mode="lines",
        name="days it may have been",
        line={"color": COLOUR, "width": 2},
        hoverinfo="skip",
    )


def add_lane_marks(figure: go.Figure, marks: Sequence[LaneMark], at: dict[str, int], measure: Measure) -> None:
    """The largest first, so that no small one is hidden."""
    drawn = sorted(marks, key=lambda mark: -(mark.best or 0))
    most = max([1, *(mark.best or 0 for mark in marks)])
    figure.add_scatter(
        x=[noon(mark.first) for mark in drawn],
        y=[at[mark.lane] for mark in drawn],
        mode="markers",
        name="incidents",
        marker={
            "size": [lane_mark_size(mark, most) for mark in drawn],
            "color": [PAPER if mark.best is None else COLOUR for mark in drawn],
            "opacity": 0.75,
            "line": {"color": [COLOUR if mark.best is None else PAPER for mark in drawn], "width": 1.5},
        },
        customdata=[mark.url for mark in drawn],
        text=[lane_mark_words(mark, measure) for mark in drawn],
        hovertemplate="%{text}<extra></extra>",
    )


def lane_mark_size(mark: LaneMark, most: int) -> float:
    """The diameter, so that the area of a mark tells how many."""
    return round(max(SMALLEST, LARGEST * sqrt((mark.best or 0) / most)), 1)


def lane_mark_words(mark: LaneMark, measure: Measure) -> str:
    day = (
        f"{mark.first}" if mark.last == mark.first else f"{mark.first} to {mark.last} (day known to: {mark.precision})"
    )
    told = NO_FIGURE
    if mark.is_known:
        told = f"{mark.best:,} {measure.label} ({mark.low:,} to {mark.high:,}{mark.figure.plus})"
    return "<br>".join([escape_tags(mark.title), day, escape_tags(mark.place), told])


def lane_label(lane: Lane, number: int) -> dict[str, Any]:
    return {
        "text": f"{escape_tags(shorten_words(lane.name, 34))}: {how_many(lane.incidents, 'incident')}",
        "x": 0,
        "y": number,
        "xref": "paper",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 8,
        "showarrow": False,
        "bgcolor": PAPER,
        "font": {"size": 12, "color": INK},
    }
