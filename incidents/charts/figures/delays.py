"""How long first reports and settled figures took: incidents by classes of days, and medians over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import PAPER, axis, base_layout, count_ticks, key_above
from incidents.charts.rows import Delay, DelayClassRow, DelayRow
from incidents.phrases import how_many, per_cent

COLOURS = {Delay.FIRST: "var(--chart-category-1)", Delay.SETTLED: "var(--chart-category-2)"}
BANDS = {Delay.FIRST: "var(--chart-band-1)", Delay.SETTLED: "var(--chart-band-2)"}
SHAPES = {Delay.FIRST: "circle", Delay.SETTLED: "diamond"}
PATTERNS = {Delay.FIRST: "", Delay.SETTLED: "/"}
ALONE = timedelta(days=9)
"""How far the band of a period without neighbours reaches to either side."""


def delay_classes(rows: Sequence[DelayClassRow], url: str) -> go.Figure:
    """Two bars a class: incidents first reported, and figures settled, after so many days. `url` leads to the slowest.

    Classes that only figures have, those still moving and those without a figure, are outlined.
    """
    figure = go.Figure()
    for delay, name in ((Delay.FIRST, "first"), (Delay.SETTLED, "settled")):
        own = [(row, count) for row in rows if (count := getattr(row, name)) is not None]
        whole = sum(count for _, count in own)
        hollow = [row.first is None for row, _ in own]
        figure.add_bar(
            orientation="h",
            y=[row.label for row, _ in own],
            x=[count for _, count in own],
            name=delay.value,
            marker={
                "color": [PAPER if is_hollow else COLOURS[delay] for is_hollow in hollow],
                "line": {"color": COLOURS[delay], "width": 1.5},
                "pattern": {"shape": ["" if is_hollow else PATTERNS[delay] for is_hollow in hollow],
                            "fillmode": "overlay", "fgcolor": PAPER, "fgopacity": 0.55, "size": 7, "solidity": 0.2},
            },
            text=[f"{count:,}" for _, count in own],
            textposition="outside",
            cliponaxis=False,
            textfont={"size": 12},
            customdata=[url for _ in own],
            hovertext=[f"{delay.value}, {row.label}: {how_many(count, 'incident')}"
                       f"{f', {per_cent(count / whole)}' if whole else ''}" for row, count in own],
            hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    top = max([1, *(count or 0 for row in rows for count in (row.first, row.settled))])
    figure.update_layout(
        base_layout(
            height=80 + 44 * len(rows),
            barmode="group",
            bargap=0.25,
            showlegend=True,
            legend=key_above(),
            xaxis=axis(title={"text": "incidents", "font": {"size": 13}}, range=[0, 1.12 * top], **count_ticks(top, 6)),
            yaxis=axis(
                categoryorder="array",
                categoryarray=[row.label for row in rows],
                autorange="reversed",
                showgrid=False,
                ticks="",
            ),
            margin={"l": 104, "r": 24, "t": 34, "b": 44},
            meta={"narrow": {"margin": {"l": 96, "r": 8}}},
        )
    )
    return figure


def delays_over_time(rows: Sequence[DelayRow]) -> go.Figure:
    """A panel a delay: the median of each period as a line, its quartiles as a band; hollow where few make it."""
    figure = go.Figure()
    for number, delay in enumerate(Delay):
        own = [row for row in rows if row.delay is delay]
        on = {"xaxis": "x", "yaxis": f"y{number + 1 if number else ''}"}
        for run in runs(own):
            add_quartile_band(figure, run, on)
        add_medians(figure, own, delay, on)
    panels = ((0.56, 0.96), (0.0, 0.4))
    figure.update_layout(
        base_layout(
            height=500,
            showlegend=False,
            xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=10, anchor="y2"),
            **{
                f"yaxis{number + 1 if number else ''}": axis(
                    domain=domain, rangemode="tozero", title={"text": "days", "font": {"size": 13}}, nticks=5
                )
                for number, domain in enumerate(panels)
            },
            annotations=[
                delay_title(delay, upper) for delay, (_, upper) in zip(Delay, panels, strict=True)
            ],
        )
    )  # fmt: skip
    return figure


def delay_title(delay: Delay, upper: float) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": upper, "xanchor": "left", "yanchor": "bottom", "yshift": 4}
    words = f"Days to the {delay.value}"
    return place | {"text": words, "showarrow": False, "font": {"size": 14, "weight": 650}}


def runs(rows: Sequence[DelayRow]) -> Iterator[list[DelayRow]]:
    """Periods that follow each other without a gap: over a gap nothing is known, so no band is drawn."""
    run: list[DelayRow] = []
    for row in rows:
        if run and row.begins != run[-1].ends + timedelta(days=1):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def add_quartile_band(figure: go.Figure, run: Sequence[DelayRow], on: dict[str, str]) -> None:
    """From lower to upper quartile."""
    middles = [middle_of(row) for row in run]
    times = middles if len(run) > 1 else [middles[0] - ALONE, middles[0] + ALONE]
    spread = list(run) if len(run) > 1 else [run[0], run[0]]
    figure.add_scatter(
        x=[at.isoformat() for at in (*times, *reversed(times))],
        y=[*(row.upper for row in spread), *(row.lower for row in reversed(spread))],
        mode="lines",
        fill="toself",
        fillcolor=BANDS[run[0].delay],
        line={"width": 0, "color": BANDS[run[0].delay]},
        hoverinfo="skip",
        **on,
    )


def add_medians(figure: go.Figure, rows: Sequence[DelayRow], delay: Delay, on: dict[str, str]) -> None:
    """The medians as marks, joined where periods follow each other."""
    points: list[DelayRow | None] = []
    for run in runs(rows):
        points += [*run, None]
    figure.add_scatter(
        x=[middle_of(row).isoformat() if row else None for row in points],
        y=[row.median if row else None for row in points],
        mode="lines+markers",
        name=delay.value,
        line={"color": COLOURS[delay], "width": 2},
        marker={
            "symbol": SHAPES[delay],
            "size": 8,
            "color": [PAPER if row and row.is_thin else COLOURS[delay] for row in points],
            "line": {"color": COLOURS[delay], "width": 2},
        },
        customdata=[row.url if row else None for row in points],
        text=[delay_words(row) if row else "" for row in points],
        hovertemplate="%{text}<extra></extra>",
        **on,
    )


def middle_of(row: DelayRow) -> Any:
    return row.begins + (row.ends - row.begins) / 2


def delay_words(row: DelayRow) -> str:
    return (
        f"{row.begins} to {row.ends}<br>{row.delay.value}: half within {days_words(row.median)}, "
        f"quartiles {days_words(row.lower)} and {days_words(row.upper)}<br>n = {how_many(row.n, 'incident')}"
    )


def days_words(days: float) -> str:
    """Days as people say them: "the same day", "1 day", "2.5 days"."""
    if not days:
        return "the same day"
    return f"{days:,.2f}".rstrip("0").rstrip(".") + (" day" if days == 1 else " days")
