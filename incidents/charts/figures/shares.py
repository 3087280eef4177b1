"""Shares of claims with their intervals: by month as lines in bands, by anything else as bars with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, PAPER, axis, base_layout, escape_tags, key_above
from incidents.charts.rows import ShareMark
from incidents.phrases import per_cent, shorten_words

LOOKS: Sequence[Mapping[str, str]] = (
    {"colour": "var(--chart-category-1)", "band": "var(--chart-share-1)", "dash": "solid", "symbol": "circle"},
    {"colour": "var(--chart-category-3)", "band": "var(--chart-share-3)", "dash": "dot", "symbol": "square"},
    {"colour": "var(--chart-category-2)", "band": "var(--chart-share-2)", "dash": "dash", "symbol": "diamond"},
)
"""How the shares are told apart, first to last: by colour, dash and shape."""
BAR_HEIGHT = 14
ROOM = 34
"""How many letters of a label leave room for the bars."""
MOST_TICKS = 6
"""How many months are named under the axis, so that a phone has room for them."""

Named = Mapping[str, Sequence[ShareMark]]


def shares_over_time(shares: Named) -> go.Figure:
    """Each share month by month, in the band of its interval. No claims are a gap, too few a hollow mark."""
    figure = go.Figure()
    for (name, marks), looks in zip(shares.items(), LOOKS, strict=False):
        for run in runs_of_months(marks):
            add_interval_band(figure, run, looks["band"])
        add_share_line(figure, name, marks, looks)
    figure.update_layout(
        base_layout(
            height=300,
            showlegend=True,
            legend=key_above(),
            xaxis=axis(type="date", showgrid=False, ticks="outside", tickformat="%Y-%m", **month_ticks(shares)),
            yaxis=share_axis(),
        )
    )
    return figure


def month_ticks(shares: Named) -> dict[str, Any]:
    """A tick at the beginning of a month, of each while they are few: never one month named twice."""
    months = sorted(mark.first for marks in shares.values() for mark in marks if mark.first)
    if not months:
        return {}
    first, last = months[0], months[-1]
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return {"tickmode": "linear", "tick0": first.isoformat(), "dtick": f"M{ceil(count / MOST_TICKS)}"}


def share_axis() -> dict[str, Any]:
    ticks = [0, 0.25, 0.5, 0.75, 1]
    return axis(range=[0, 1.04], tickvals=ticks, ticktext=[per_cent(tick) for tick in ticks], tickangle=0)


def runs_of_months(marks: Sequence[ShareMark]) -> list[list[ShareMark]]:
    """Marks in runs of months that follow one another."""
    runs: list[list[ShareMark]] = []
    for mark in marks:
        if runs and mark.first == next_month(runs[-1][-1].first):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def next_month(first: date | None) -> date | None:
    """The first day of the month after the one that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1) if first else None


def add_interval_band(figure: go.Figure, marks: Sequence[ShareMark], colour: str) -> None:
    """The interval of a run of months; of a single month it is a bar of some days' width, so that it can be seen."""
    around = 4 if len(marks) == 1 else 0
    for bound, fill in (("low", {}), ("high", {"fill": "tonexty", "fillcolor": colour})):
        points = [(mark.first, getattr(mark, bound)) for mark in marks if mark.first]
        figure.add_scatter(
            x=[(day + timedelta(days=by)).isoformat() for day, _ in points for by in sorted({-around, around})],
            y=[value for _, value in points for _ in {-around, around}],
            mode="lines",
            line={"width": 0, "color": colour},
            hoverinfo="skip",
            showlegend=False,
            **fill,
        )


def add_share_line(figure: go.Figure, name: str, marks: Sequence[ShareMark], looks: Mapping[str, str]) -> None:
    points = [point for run in runs_of_months(marks) for point in (*run, None)][:-1]
    figure.add_scatter(
        x=[point.first.isoformat() if point and point.first else None for point in points],
        y=[point.value if point else None for point in points],
        mode="lines+markers",
        name=name,
        connectgaps=False,
        line={"color": looks["colour"], "width": 2, "dash": looks["dash"]},
        marker={
            "symbol": looks["symbol"],
            "size": 9,
            "color": [looks["colour"] if point is None or point.is_telling else PAPER for point in points],
            "line": {"color": looks["colour"], "width": 2},
        },
        customdata=[point.url if point else None for point in points],
        text=[share_mark_words(name, point) if point else "" for point in points],
        hovertemplate="%{text}<extra></extra>",
    )


def shares_as_bars(shares: Named) -> go.Figure:
    """A bar for each share of each row, the first row on top; hollow where there are too few claims to tell."""
    figure = go.Figure()
    labels = list(dict.fromkeys(mark.label for marks in shares.values() for mark in marks))
    for (name, marks), looks in zip(shares.items(), LOOKS, strict=False):
        if marks:
            add_share_bars(figure, name, marks, looks)
    bars = sum(1 for marks in shares.values() if marks)
    figure.update_layout(
        base_layout(
            height=90 + len(labels) * (BAR_HEIGHT * bars + 12),
            showlegend=True,
            legend=key_above() | {"y": 1, "yref": "container", "yanchor": "top"},
            barmode="group",
            bargap=0.3,
            xaxis=share_axis(),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=[escape_tags(shorten_words(label, ROOM)) for label in labels],
                autorange="reversed",
                showgrid=False,
                tickmode="linear",
            ),
        )
    )
    return figure


def add_share_bars(figure: go.Figure, name: str, marks: Sequence[ShareMark], looks: Mapping[str, str]) -> None:
    figure.add_bar(
        orientation="h",
        name=name,
        x=[mark.value for mark in marks],
        y=[escape_tags(shorten_words(mark.label, ROOM)) for mark in marks],
        marker={
            "color": [looks["colour"] if mark.is_telling else PAPER for mark in marks],
            "line": {"color": looks["colour"], "width": 1.5},
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [mark.high - mark.value for mark in marks],
            "arrayminus": [mark.value - mark.low for mark in marks],
            "color": INK,
            "thickness": 1,
            "width": 3,
        },
        text=[f"{mark.part:,} of {mark.whole:,}" for mark in marks],
        textposition="inside",
        insidetextanchor="start",
        textfont={"color": [PAPER if mark.is_telling else INK for mark in marks], "size": 10},
        customdata=[mark.url for mark in marks],
        hovertext=[share_mark_words(name, mark) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def share_mark_words(name: str, mark: ShareMark) -> str:
    few = "<br>too few claims to tell" * (not mark.is_telling)
    return (
        f"{escape_tags(mark.label)}: {name} {per_cent(mark.value)}<br>{mark.part:,} of {mark.whole:,} claims, "
        f"95 % interval {per_cent(mark.low)} to {per_cent(mark.high)}{few}"
    )
