"""How many by day, week or month: best as bars, the reported range as whiskers, the unknown as ticks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import (
    AT_LEAST,
    INK,
    MUTED,
    NO_NUMBER,
    PAPER,
    axis,
    base_layout,
    count_ticks,
    escaped,
    key_above,
)
from incidents.charts.rows import PeriodRow
from incidents.vocabulary import Measure

CATEGORY_COLOURS = tuple(f"var(--chart-category-{number})" for number in range(1, 7))
CATEGORY_PATTERNS = ("", "/", ".", "x", "-", "\\")
DAY_MS = 86_400_000


def incidents_over_time(rows: Sequence[PeriodRow], whole: Sequence[PeriodRow], measure: Measure) -> go.Figure:
    """Best figures as bars, stacked where `rows` have categories; the reported range of `whole` as whiskers.

    `whole` has one row a period. Periods with incidents of unknown toll have a tick under the axis.
    """
    figure = go.Figure()
    categories = list(dict.fromkeys(row.category for row in sorted(rows, key=lambda row: row.category)))
    for number, category in enumerate(categories):
        own = [row for row in rows if row.category == category and row.best is not None]
        add_bars(figure, own, measure, category, number)
    counted = [row for row in whole if row.best is not None]
    top = max([1, *(row.high or 0 for row in counted)])
    add_whiskers(figure, counted, measure)
    add_unknown(figure, [row for row in whole if row.unknown], top)
    figure.update_layout(
        base_layout(
            height=420,
            barmode="stack",
            bargap=0.25,
            showlegend=len(categories) > 1,
            legend=key_above(),
            dragmode="select",
            selectdirection="h",
            xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=10, **ends_of(whole)),
            yaxis=axis(
                title={"text": f"{measure.label}: best and reported range", "standoff": 8, "font": {"size": 13}},
                range=[-0.07 * top, 1.08 * top],
                **count_ticks(top, 7),
                zeroline=True,
                zerolinecolor=MUTED,
                zerolinewidth=1,
            ),
        )
    )
    return figure


def width_ms(row: PeriodRow) -> int:
    """The width of a period's bar on the axis of time, milliseconds, with a gap to the next."""
    return round(((row.last - row.first).days + 1) * DAY_MS * 0.8)


def middle(row: PeriodRow) -> str:
    """The middle of a period, where its bar stands."""
    start = datetime.combine(row.first, datetime.min.time())
    return (start + timedelta(days=(row.last - row.first).days + 1) / 2).isoformat()


def ends_of(rows: Sequence[PeriodRow]) -> dict[str, Any]:
    """The range of the axis: some days more than the periods shown, so that a lone bar is no wall."""
    if not rows:
        return {}
    first, last = min(row.first for row in rows), max(row.last for row in rows)
    room = max(timedelta(days=4) - (last - first) / 2, (last - first) * 0.03, timedelta(days=1))
    ends = {"range": [(first - room).isoformat(), (last + room + timedelta(days=1)).isoformat()]}
    weeks = ((last - first).days + 1) / 7
    if (rows[0].last - rows[0].first).days == 6 and weeks <= 20:
        return ends | {"tickmode": "linear", "tick0": first.isoformat(), "dtick": ceil(weeks / 10) * 7 * DAY_MS}
    return ends


def add_bars(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure, category: str, number: int) -> None:
    kind = number % len(CATEGORY_COLOURS)
    figure.add_bar(
        x=[middle(row) for row in rows],
        y=[row.best for row in rows],
        width=[width_ms(row) for row in rows],
        name=category or measure.label,
        marker={
            "color": CATEGORY_COLOURS[kind],
            "line": {"color": PAPER, "width": 1 if category else 0},
            "pattern": {
                "shape": CATEGORY_PATTERNS[kind],
                "fillmode": "overlay",
                "fgcolor": PAPER,
                "fgopacity": 0.55,
                "size": 7,
                "solidity": 0.2,
            },
        },
        customdata=[row.url for row in rows],
        text=[period_words(row, measure) for row in rows],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def add_whiskers(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure) -> None:
    figure.add_scatter(
        x=[middle(row) for row in rows],
        y=[row.best for row in rows],
        mode="markers",
        name="reported range",
        showlegend=False,
        marker={
            "symbol": [AT_LEAST if row.open_upper else "line-ew" for row in rows],
            "size": 9,
            "color": INK,
            "line": {"color": INK, "width": 2},
        },
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [(row.high or 0) - (row.best or 0) for row in rows],
            "arrayminus": [(row.best or 0) - (row.low or 0) for row in rows],
            "color": INK,
            "thickness": 1.5,
            "width": 5,
        },
        customdata=[row.url for row in rows],
        text=[period_words(row, measure) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def add_unknown(figure: go.Figure, rows: Sequence[PeriodRow], top: float) -> None:
    if not rows:
        return
    figure.add_scatter(
        x=[middle(row) for row in rows],
        y=[-0.035 * top for _ in rows],
        mode="markers",
        name="no figure",
        showlegend=False,
        marker={"symbol": NO_NUMBER, "size": 10, "color": MUTED, "line": {"color": MUTED, "width": 2}},
        customdata=[row.url for row in rows],
        text=[f"{row.label}: {in_number(row.unknown, 'incident')} without a figure" for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def period_words(row: PeriodRow, measure: Measure) -> str:
    more = " or more" if row.open_upper else ""
    lines = [
        f"{row.label}" + (f", {escaped(row.category)}" if row.category else ""),
        f"{row.best:,} {measure.label}, reported range {row.low:,} to {row.high:,}{more}",
        in_number(row.incidents, "incident") + (f", {row.unknown} without a figure" if row.unknown else ""),
    ]
    return "<br>".join(lines)


def in_number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
