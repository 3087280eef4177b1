"""How a voice's first figures compare with what was accepted, over time: one mark a figure, on a log axis."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from plotly import graph_objects as go

from incidents.charts.figures.claims.marks import INTEREST_COLOURS
from incidents.charts.figures.common import INK, MUTED, NO_NUMBER, PAPER, axis, base_layout, escape_tags, key_above
from incidents.charts.rows import RatioMark
from incidents.vocabulary import Interest

SHAPES = {Interest.NEUTRAL: "circle", Interest.PARTY_CLAIM: "diamond", Interest.ADMISSION: "square"}
TICKS = (0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 100, 1000)
ROOM = 0.15
"""Space beyond the outermost mark, as a share of the reach of the axis."""
STRIP = 0.3
"""How far below the least ratio the strip for 0 lies, as a share of the reach of the axis."""


def ratios_over_time(marks: Sequence[RatioMark]) -> go.Figure:
    """First figure to accepted figure, a log axis: as far up for twice as down for half.

    A first figure of 0 has no place on a log axis: it is a tick in a strip of its own. A hollow mark was
    taken back.
    """
    figure = go.Figure()
    reach = reach_of(marks)
    has_zero = any(mark.ratio == 0 for mark in marks)
    floor = -reach * (1 + STRIP * has_zero)
    for interest in Interest:
        add_ratio_marks(figure, [mark for mark in marks if mark.interest is interest and mark.ratio], interest)
    add_ratios_at_zero(figure, [mark for mark in marks if mark.ratio == 0], 10**floor)
    figure.add_hline(y=1, line={"color": INK, "width": 1.5, "dash": "dash"})
    ticks = [tick for tick in TICKS if abs(log10(tick)) <= reach]
    figure.update_layout(
        base_layout(
            height=280,
            showlegend=True,
            legend=key_above(),
            xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=8),
            yaxis=axis(
                type="log",
                title={"text": "first ÷ accepted (log scale)", "standoff": 8, "font": {"size": 13}},
                range=[floor - ROOM * reach, (1 + ROOM) * reach],
                tickvals=[10**floor] * has_zero + ticks,
                ticktext=["0"] * has_zero + [f"{tick:g}×" for tick in ticks],
            ),
        )
    )
    return figure


def reach_of(marks: Sequence[RatioMark]) -> float:
    """How far the axis goes up and down from 1, in powers of ten: at least to double and half."""
    return max([log10(2), *(abs(log10(mark.ratio)) for mark in marks if mark.ratio)])


def add_ratio_marks(figure: go.Figure, marks: Sequence[RatioMark], interest: Interest) -> None:
    if not marks:
        return
    colour = INTEREST_COLOURS[interest]
    figure.add_scatter(
        x=[mark.at.isoformat() for mark in marks],
        y=[mark.ratio for mark in marks],
        mode="markers",
        name=interest.label,
        marker={
            "symbol": SHAPES[interest],
            "size": 10,
            "color": [PAPER if mark.withdrawn else colour for mark in marks],
            "line": {"color": colour, "width": 2},
        },
        customdata=[mark.url for mark in marks],
        text=[ratio_mark_words(mark) for mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def add_ratios_at_zero(figure: go.Figure, marks: Sequence[RatioMark], strip: float) -> None:
    if not marks:
        return
    figure.add_scatter(
        x=[mark.at.isoformat() for mark in marks],
        y=[strip for _ in marks],
        mode="markers",
        name="first figure 0",
        marker={"symbol": NO_NUMBER, "size": 10, "color": MUTED, "line": {"color": MUTED, "width": 2}},
        customdata=[mark.url for mark in marks],
        text=[ratio_mark_words(mark) for mark in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def ratio_mark_words(mark: RatioMark) -> str:
    lines = [
        f"{mark.at:%Y-%m-%d}, {escape_tags(mark.incident)}",
        f"{mark.measure.label}, {escape_tags(mark.population)}: {escape_tags(mark.origin)} said {mark.first:,} first",
        f"accepted: {mark.final:,}" + (", taken back" if mark.withdrawn else ""),
    ]
    return "<br>".join(lines)
