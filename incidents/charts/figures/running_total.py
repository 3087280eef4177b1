"""How many up to each period: the running low, best and high, which never fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, base_layout, key_above
from incidents.charts.figures.periods import (
    add_period_words,
    add_range_band,
    add_unknown_ticks,
    level_steps,
    people_axis,
    time_axis,
    top_of,
)
from incidents.charts.rows import PeriodRow
from incidents.phrases import how_many
from incidents.vocabulary import Measure

BEST = "var(--chart-category-1)"
LINES = (("high", "dash", 1.0, INK), ("best", "solid", 2.5, BEST), ("low", "dot", 1.0, INK))


def running_total(totals: Sequence[PeriodRow], whole: Sequence[PeriodRow], measure: Measure) -> go.Figure:
    """`totals` are the sums up to each period of `whole`; a line holds until the next period with an incident."""
    figure = go.Figure()
    top = top_of(totals)
    held = [replace(row, last=after.first - timedelta(days=1)) for row, after in pairwise(totals)] + [*totals[-1:]]
    known = [row for row in held if row.best is not None]
    add_range_band(figure, known)
    for name, dash, width, colour in LINES:
        x, y = level_steps(known, {row.first: getattr(row, name) for row in known})
        line = {"color": colour, "width": width, "dash": dash}
        figure.add_scatter(x=x, y=y, mode="lines", name=f"{name}, cumulative", line=line, hoverinfo="skip")
    add_unknown_ticks(figure, whole, top)
    add_period_words(figure, totals, [words_up_to(row, measure) for row in totals], top)
    figure.update_layout(
        base_layout(
            height=420,
            showlegend=True,
            legend=key_above(),
            dragmode="select",
            selectdirection="h",
            hovermode="x",
            xaxis=time_axis(whole),
            yaxis=people_axis(top, title={"text": f"{measure.label}, cumulative", "standoff": 8, "font": {"size": 13}}),
        )
    )
    return figure


def words_up_to(row: PeriodRow, measure: Measure) -> str:
    unknown = f", {row.unknown:,} without a figure" if row.unknown else ""
    said = how_many(row.incidents or 0, "incident") + unknown
    return "<br>".join([f"up to {row.last}", f"{row.figure.counted(measure.label)}, cumulative", said])
