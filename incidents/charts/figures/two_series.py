"""Two selections beside each other, each with its reported range: two spans of time, or two actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.categories import pattern_fill
from incidents.charts.figures.common import (
    INK,
    MUTED,
    NO_NUMBER,
    PAPER,
    axis,
    base_layout,
    escape_tags,
    key_above,
)
from incidents.charts.figures.periods import (
    DAY_MS,
    FEW_PERIODS,
    add_whiskers,
    incident_words,
    people_axis,
    runs_of_periods,
    time_axis,
    top_of,
)
from incidents.charts.rows import PeriodRow
from incidents.vocabulary import Measure

COLOURS = ("var(--chart-category-1)", "var(--chart-category-2)")
BANDS = ("var(--chart-pair-1)", "var(--chart-pair-2)")
PATTERNS = ("", "/")
DASHES = ("solid", "dash")

Place = str | float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two: its name, the day from which its periods are counted, and its periods in order of time.

    `start` is None where both are laid on the same days.
    """

    name: str
    rows: Sequence[PeriodRow]
    start: date | None = None


def two_series(both: Sequence[Compared], measure: Measure) -> go.Figure:
    """Bars with whiskers, the second hatched; of many periods lines in bands, the second dashed."""
    figure = go.Figure()
    rows = [row for one in both for row in one.rows]
    top = top_of(rows)
    is_dense = max(len(one.rows) for one in both) * 2 > FEW_PERIODS
    for number, one in enumerate(both):
        (add_lines if is_dense else add_compared_bars)(figure, one, number, measure)
        add_compared_ticks(figure, one, number, top)
    figure.update_layout(
        base_layout(
            height=420,
            barmode="overlay",
            showlegend=True,
            legend=key_above(),
            dragmode=False if both[0].start else "select",
            selectdirection="h",
            hovermode="closest",
            xaxis=days_axis(both) if both[0].start else time_axis(sorted(rows, key=lambda row: row.first)),
            yaxis=people_axis(top, title={"text": f"{measure.label}: best and reported range", "standoff": 8}),
        )
    )
    return figure


def days_axis(both: Sequence[Compared]) -> dict[str, Any]:
    most = max([(row.end - one.start).days for one in both for row in one.rows if one.start], default=1)
    title = {"text": "days since each began", "standoff": 8}
    return axis(title=title, range=[-0.02 * most, 1.02 * most], showgrid=False, ticks="outside", nticks=10)


def place_within_period(one: Compared, row: PeriodRow, share: float) -> Place:
    """A place within a period, from 0 at its start to 1 at its end."""
    length = (row.end - row.first).days
    if one.start:
        return round((row.first - one.start).days + length * share, 2)
    start = datetime.combine(row.first, datetime.min.time())
    return (start + timedelta(days=length * share)).isoformat(timespec="minutes")


def bar_width(one: Compared, row: PeriodRow) -> float:
    days = (row.end - row.first).days * 0.38
    return days if one.start else days * DAY_MS


def add_compared_bars(figure: go.Figure, one: Compared, number: int, measure: Measure) -> None:
    """Both stand within their period, the first on the left."""
    rows = [row for row in one.rows if row.best is not None]
    at = 0.3 if number == 0 else 0.7
    words = [bar_words(one, row, measure) for row in rows]
    places = [place_within_period(one, row, at) for row in rows]
    figure.add_bar(
        x=places,
        y=[row.best for row in rows],
        width=[bar_width(one, row) for row in rows],
        name=escape_tags(one.name),
        marker={
            "color": COLOURS[number],
            "line": {"color": COLOURS[number], "width": 1},
            "pattern": pattern_fill(PATTERNS[number], PAPER, 0.6),
        },
        customdata=[row.url for row in rows],
        text=words,
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    add_whiskers(figure, rows, places, words, size=8)


def add_lines(figure: go.Figure, one: Compared, number: int, measure: Measure) -> None:
    rows = [row for row in one.rows if row.best is not None]
    x: list[Place] = []
    low: list[int | None] = []
    best: list[int | None] = []
    high: list[int | None] = []
    for run in runs_of_periods(rows):
        for row in run:
            x += [place_within_period(one, row, 0), place_within_period(one, row, 1)]
            low += [row.low] * 2
            best += [row.best] * 2
            high += [row.high] * 2
        for line in (x, low, best, high):
            line.append(None)  # type: ignore[attr-defined]
    band = {"width": 0, "color": BANDS[number]}
    there, back = ring(x, high, low)
    figure.add_scatter(
        x=there, y=back, mode="lines", name="band", line=band, fill="toself", fillcolor=BANDS[number],
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=x,
        y=best,
        mode="lines",
        name=escape_tags(one.name),
        line={"color": COLOURS[number], "width": 2, "dash": DASHES[number]},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[place_within_period(one, row, 0.5) for row in rows],
        y=[row.best for row in rows],
        mode="lines",
        name="periods",
        line={"width": 0, "color": INK},
        showlegend=False,
        customdata=[row.url for row in rows],
        text=[bar_words(one, row, measure) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def ring(x: Sequence[Place], high: Sequence[int | None], low: Sequence[int | None]) -> tuple[list[Place], list[Any]]:
    """The outline between two lines that are broken at the same places."""
    xs: list[Place] = []
    ys: list[int | None] = []
    start = 0
    for at, place in enumerate(x):
        if place is None:
            xs += [*x[start:at], *reversed(x[start:at]), None]
            ys += [*high[start:at], *reversed(low[start:at]), None]
            start = at + 1
    return xs, ys


def add_compared_ticks(figure: go.Figure, one: Compared, number: int, top: float) -> None:
    """Ticks under the axis, the second's below those of the first."""
    rows = [row for row in one.rows if row.unknown]
    if not rows:
        return
    figure.add_scatter(
        x=[place_within_period(one, row, 0.3 + 0.4 * number) for row in rows],
        y=[-0.035 * top for _ in rows],
        mode="markers",
        name="no figure",
        showlegend=False,
        marker={"symbol": NO_NUMBER, "size": 9, "color": MUTED, "line": {"color": COLOURS[number], "width": 2}},
        customdata=[row.url for row in rows],
        text=[f"{escape_tags(one.name)}, {row.days}: {'; '.join(incident_words(row))}" for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def bar_words(one: Compared, row: PeriodRow, measure: Measure) -> str:
    since = f"days {(row.first - one.start).days + 1} to {(row.end - one.start).days}, " if one.start else ""
    head = f"{escape_tags(one.name)}: {since}{row.days}"
    return "<br>".join([head, row.figure.counted(measure.label), *incident_words(row)])
