"""What all figures by period share: their widths, the band of the range, ticks of what is unknown, axes and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import (
    AT_LEAST,
    BAND,
    INK,
    MUTED,
    NO_NUMBER,
    axis,
    count_ticks,
    escape_tags,
    whiskers,
)
from incidents.charts.rows import PeriodRow
from incidents.phrases import how_many
from incidents.vocabulary import Measure

DAY_MS = 86_400_000
FEW_PERIODS = 60
"""Up to so many periods have a bar, a whisker and a tick each; of more, each kind of mark is drawn as one shape."""
FEW_BARS = 240
"""As many bars a browser draws about as fast as a few shapes."""

Axes = Mapping[str, str]
"""The axes of a panel, as Plotly names them: {"xaxis": "x2", "yaxis": "y2"}; empty for the only ones."""


def width_ms(row: PeriodRow) -> int:
    """The width of a period's bar on the axis of time, milliseconds, with a gap to the next."""
    return round(((row.last - row.first).days + 1) * DAY_MS * 0.8)


def middle_of_period(row: PeriodRow) -> str:
    """The middle of a period, where its bar stands."""
    start = datetime.combine(row.first, datetime.min.time())
    return (start + timedelta(days=(row.last - row.first).days + 1) / 2).isoformat(timespec="minutes")


def ends_of_axis(rows: Sequence[PeriodRow]) -> dict[str, Any]:
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


def time_axis(rows: Sequence[PeriodRow], **own: Any) -> dict[str, Any]:
    looks = {"type": "date", "showgrid": False, "ticks": "outside", "nticks": 10}
    return axis(**{**looks, **ends_of_axis(rows), **own})


def top_of(rows: Iterable[PeriodRow]) -> int:
    """The highest that a figure of these periods reaches; 1 where there is none."""
    return max([1, *(row.high or row.best or 0 for row in rows)])


def people_axis(top: float, **own: Any) -> dict[str, Any]:
    """From a little under nothing, where the unknown has its ticks, to the highest."""
    looks = {"range": [-0.07 * top, 1.08 * top], "zeroline": True, "zerolinecolor": MUTED, "zerolinewidth": 1}
    return axis(**{**count_ticks(top, 7), **looks, **own})


def runs_of_periods(rows: Iterable[PeriodRow]) -> list[list[PeriodRow]]:
    """Rows, one a period in order of time, in runs of periods that follow one another."""
    runs: list[list[PeriodRow]] = []
    for row in rows:
        if runs and runs[-1][-1].end == row.first:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


Corners = tuple[list[str | None], list[int | None]]
"""Places and heights of a stepped line; None breaks it."""


def level_steps(rows: Sequence[PeriodRow], heights: Mapping[date, int]) -> Corners:
    """A line that is level over each period and broken where there is none."""
    xs: list[str | None] = []
    ys: list[int | None] = []
    for run in runs_of_periods(rows):
        for row in run:
            xs += [row.first.isoformat(), row.end.isoformat()]
            ys += [heights[row.first]] * 2
        xs.append(None)
        ys.append(None)
    return xs[:-1], ys[:-1]


def outline(rows: Sequence[PeriodRow], bottoms: Mapping[date, int], tops: Mapping[date, int]) -> Corners:
    """The outline of stepped areas between two heights, one area a run of periods that follow one another."""
    xs: list[str | None] = []
    ys: list[int | None] = []
    for run in runs_of_periods(rows):
        for row in run:
            xs += [row.first.isoformat(), row.end.isoformat()]
            ys += [tops[row.first]] * 2
        for row in reversed(run):
            xs += [row.end.isoformat(), row.first.isoformat()]
            ys += [bottoms[row.first]] * 2
        xs.append(None)
        ys.append(None)
    return xs[:-1], ys[:-1]


def add_range_band(figure: go.Figure, whole: Sequence[PeriodRow], colour: str = BAND, axes: Axes | None = None) -> None:
    """The reported range as a stepped band, with a gap where nothing is known: one shape for all periods."""
    known = [row for row in whole if row.low is not None and row.high is not None]
    if not known:
        return
    lows = {row.first: row.low or 0 for row in known}
    highs = {row.first: row.high or 0 for row in known}
    x, y = outline(known, lows, highs)
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        name="band of the reported range",
        line={"width": 0, "color": colour},
        fill="toself",
        fillcolor=colour,
        hoverinfo="skip",
        showlegend=False,
        **(axes or {}),
    )


def add_whiskers(
    figure: go.Figure, rows: Sequence[PeriodRow], places: Sequence[Any], words: Sequence[str], size: int = 9
) -> None:
    """A stroke at the best figure of each period, with the way from low to high."""
    figure.add_scatter(
        x=places,
        y=[row.best for row in rows],
        mode="markers",
        name="reported range",
        showlegend=False,
        marker={
            "symbol": [AT_LEAST if row.figure.is_open else "line-ew" for row in rows],
            "size": size,
            "color": INK,
            "line": {"color": INK, "width": 2},
        },
        error_y=whiskers(rows, width=size - 4),
        customdata=[row.url for row in rows],
        text=words,
        hovertemplate="%{text}<extra></extra>",
    )


def add_unknown_ticks(figure: go.Figure, whole: Sequence[PeriodRow], top: float, axes: Axes | None = None) -> None:
    """A tick under the axis for each period with incidents of unknown toll, all as one shape."""
    rows = [row for row in whole if row.unknown]
    if not rows:
        return
    figure.add_scatter(
        x=[place for row in rows for place in (middle_of_period(row), middle_of_period(row), None)],
        y=[-0.05 * top, -0.02 * top, None] * len(rows),
        mode="lines",
        name="no figure",
        line={"color": MUTED, "width": 2},
        hoverinfo="skip",
        showlegend=False,
        **(axes or {}),
    )


def add_unknown_marks(figure: go.Figure, whole: Sequence[PeriodRow], top: float) -> None:
    """The same as marks that say how many, and lead to them."""
    rows = [row for row in whole if row.unknown]
    if not rows:
        return
    figure.add_scatter(
        x=[middle_of_period(row) for row in rows],
        y=[-0.035 * top for _ in rows],
        mode="markers",
        name="no figure",
        showlegend=False,
        marker={"symbol": NO_NUMBER, "size": 10, "color": MUTED, "line": {"color": MUTED, "width": 2}},
        customdata=[row.url for row in rows],
        text=[f"{row.label}: {how_many(row.unknown, 'incident')} without a figure" for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def add_open_edge(figure: go.Figure, whole: Sequence[PeriodRow], axes: Axes | None = None) -> None:
    """A dashed upper edge of the band where the highest figure is open: as many, or more."""
    rows = [row for row in whole if row.figure.is_open and row.high is not None]
    if not rows:
        return
    x, y = level_steps(rows, {row.first: row.high or 0 for row in rows})
    line = {"color": INK, "width": 1, "dash": "dot"}
    figure.add_scatter(
        x=x, y=y, mode="lines", name="or more", line=line, hoverinfo="skip", showlegend=False, **(axes or {})
    )


def add_period_words(
    figure: go.Figure, rows: Sequence[PeriodRow], words: Sequence[str], top: float, axes: Axes | None = None
) -> None:
    """What nobody sees: the words of each period and the way to its incidents, under the pointer."""
    figure.add_scatter(
        x=[middle_of_period(row) for row in rows],
        y=[-0.035 * top if row.best is None else row.best for row in rows],
        mode="lines",
        name="periods",
        line={"width": 0, "color": INK},
        showlegend=False,
        customdata=[row.url for row in rows],
        text=words,
        hovertemplate="%{text}<extra></extra>",
        **(axes or {}),
    )


def period_words(row: PeriodRow, measure: Measure) -> str:
    """A period, its figure and its range, for the pointer."""
    return "<br>".join([
        row.label + (f", {escape_tags(row.category)}" if row.category else ""),
        row.figure.counted(measure.label),
        *incident_words(row),
    ])  # fmt: skip


def incident_words(row: PeriodRow) -> list[str]:
    if row.incidents is None:
        return [f"{how_many(row.unknown, 'incident')} without a figure"] if row.unknown else []
    return [how_many(row.incidents, "incident") + (f", {row.unknown:,} without a figure" if row.unknown else "")]
