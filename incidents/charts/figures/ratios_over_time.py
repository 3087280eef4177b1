"""How a voice's first figures compare with what was accepted, over time: one mark a figure, on a log axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.claims.marks import INTEREST_COLOURS
from incidents.charts.figures.common import INK, MUTED, NO_NUMBER, PAPER, axis, base_layout, escape_tags, key_above
from incidents.charts.rows import RatioMark, VoiceMark
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
    reach = reach_of(mark.ratio for mark in marks)
    floor = floor_of(reach, has_zero=any(mark.ratio == 0 for mark in marks))
    for interest in Interest:
        add_ratio_marks(figure, [mark for mark in marks if mark.interest is interest and mark.ratio], interest)
    zeros = [mark for mark in marks if mark.ratio == 0]
    places = {"x": [mark.at.isoformat() for mark in zeros], "y": [10**floor for _ in zeros]}
    add_ratios_at_zero(figure, zeros, [ratio_mark_words(mark) for mark in zeros], name="first figure 0", **places)
    figure.add_hline(y=1, line={"color": INK, "width": 1.5, "dash": "dash"})
    figure.update_layout(
        base_layout(
            height=280,
            showlegend=True,
            legend=key_above(),
            xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=8),
            yaxis=ratio_axis(reach, floor),
        )
    )
    return figure


def reach_of(ratios: Iterable[float | None]) -> float:
    """How far the axis goes up and down from 1, in powers of ten: at least to double and half."""
    return max([log10(2), *(abs(log10(ratio)) for ratio in ratios if ratio)])


def floor_of(reach: float, *, has_zero: bool) -> float:
    """The power of ten at which the axis ends below, which is where the strip for 0 lies if there is one."""
    return -reach * (1 + STRIP * has_zero)


def ratio_axis(reach: float, floor: float, **own: Any) -> dict[str, Any]:
    """As far up for twice as down for half."""
    ticks = {f"{tick:g}×": tick for tick in TICKS if abs(log10(tick)) <= reach}
    if floor < -reach:
        ticks = {"0": 10**floor, **ticks}
    return axis(
        type="log",
        title={"text": "first ÷ accepted (log scale)", "standoff": 8, "font": {"size": 13}},
        range=[floor - ROOM * reach, (1 + ROOM) * reach],
        tickvals=list(ticks.values()),
        ticktext=list(ticks),
        **own,
    )


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


def add_ratios_at_zero(
    figure: go.Figure, marks: Sequence[RatioMark | VoiceMark], words: Sequence[str], **own: Any
) -> None:
    """Ticks in the strip for 0, where there are any."""
    if marks:
        figure.add_scatter(
            mode="markers",
            marker={"symbol": NO_NUMBER, "size": 10, "color": MUTED, "line": {"color": MUTED, "width": 2}},
            customdata=[mark.url for mark in marks],
            text=words,
            hovertemplate="%{text}<extra></extra>",
            **own,
        )


def ratio_mark_words(mark: RatioMark) -> str:
    lines = [
        f"{mark.at:%Y-%m-%d}, {escape_tags(mark.incident)}",
        f"{mark.measure.label}, {escape_tags(mark.population)}: {escape_tags(mark.origin)} said {mark.first:,} first",
        f"accepted: {mark.final:,}" + (", taken back" if mark.withdrawn else ""),
    ]
    return "<br>".join(lines)
