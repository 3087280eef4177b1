"""How many by day, week, month or year: best figures stacked, the reported range, the unknown as ticks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from plotly import graph_objects as go

from incidents.charts.figures.categories import looks_of, stacked_categories
from incidents.charts.figures.common import INK, axis, base_layout, escape_tags, key_above
from incidents.charts.figures.periods import (
    FEW_BARS,
    FEW_PERIODS,
    add_open_edge,
    add_period_words,
    add_range_band,
    add_unknown_marks,
    add_unknown_ticks,
    add_whiskers,
    incident_words,
    level_steps,
    middle_of_period,
    outline,
    people_axis,
    period_words,
    time_axis,
    top_of,
    width_ms,
)
from incidents.charts.rows import PeriodRow
from incidents.vocabulary import Measure


def incidents_over_time(rows: Sequence[PeriodRow], whole: Sequence[PeriodRow], measure: Measure) -> go.Figure:
    """Best figures, stacked where `rows` have categories, over the band of the reported range of `whole`.

    `whole` has one row a period. Few are bars with whiskers; many are drawn as one stepped area a
    category, so that a browser has few shapes to draw. Periods with incidents of unknown toll have a tick under the
    axis.
    """
    figure = go.Figure()
    categories = stacked_categories(rows)
    top = max(top_of(whole), stack_top(rows))
    add_range_band(figure, whole)
    is_dense = len(whole) > FEW_PERIODS or len(rows) > FEW_BARS
    if is_dense:
        add_areas(figure, rows, whole, measure, categories)
        add_period_words(figure, whole, readings(rows, whole, measure), top)
        add_unknown_ticks(figure, whole, top)
    else:
        add_all_bars(figure, rows, measure, categories)
        known = [row for row in whole if row.best is not None]
        middles, words = [middle_of_period(row) for row in known], [period_words(row, measure) for row in known]
        add_whiskers(figure, known, middles, words)
        add_unknown_marks(figure, whole, top)
    title = {"text": f"{measure.label}: best and reported range", "standoff": 8, "font": {"size": 13}}
    figure.update_layout(
        base_layout(
            height=420,
            barmode="stack",
            bargap=0.25,
            showlegend=len(categories) > 1,
            legend=key_above(),
            dragmode="select",
            selectdirection="h",
            hovermode="x" if is_dense else "closest",
            xaxis=time_axis(whole),
            yaxis=people_axis(top, title=title),
        )
    )
    return figure


def stack_top(rows: Sequence[PeriodRow]) -> int:
    """The height of the highest stack: above the whole where its parts come to more."""
    heights: dict[date, int] = defaultdict(int)
    for row in rows:
        heights[row.first] += row.best or 0
    return max(heights.values(), default=0)


# --- Few periods: bars and whiskers -------------------------------------------------------------------


def add_all_bars(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure, categories: Sequence[str]) -> None:
    for number, category in enumerate(categories):
        own = [row for row in rows if row.category == category and row.best is not None]
        add_period_bars(figure, own, measure, category, number)


def add_period_bars(figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure, category: str, number: int) -> None:
    looks = looks_of(category, number)
    figure.add_bar(
        x=[middle_of_period(row) for row in rows],
        y=[row.best for row in rows],
        width=[width_ms(row) for row in rows],
        name=category or measure.label,
        marker={
            "color": looks.colour,
            "line": {"color": looks.outline, "width": 1 if category else 0},
            "pattern": looks.pattern,
        },
        customdata=[row.url for row in rows],
        text=[period_words(row, measure) for row in rows],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


# --- Many periods: one shape a category ---------------------------------------------------------------


def add_areas(
    figure: go.Figure,
    rows: Sequence[PeriodRow],
    whole: Sequence[PeriodRow],
    measure: Measure,
    categories: Sequence[str],
) -> None:
    reached: dict[date, int] = defaultdict(int)
    for number, category in enumerate(categories):
        own = [row for row in rows if row.category == category and row.best]
        add_area(figure, own, reached, category or measure.label, number)
    counted = [row for row in whole if row.best is not None]
    x, y = level_steps(counted, {row.first: row.best or 0 for row in counted})
    figure.add_scatter(
        x=x, y=y, mode="lines", name="best", line={"color": INK, "width": 1}, hoverinfo="skip", showlegend=False
    )
    add_open_edge(figure, whole)


def add_area(figure: go.Figure, own: Sequence[PeriodRow], reached: dict[date, int], name: str, number: int) -> None:
    """One category on top of what is `reached` so far, which it raises."""
    looks = looks_of(name, number)
    bottoms = {row.first: reached[row.first] for row in own}
    for row in own:
        reached[row.first] += row.best or 0
    x, y = outline(own, bottoms, reached)
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        name=name,
        line={"width": 0, "color": looks.colour},
        fill="toself",
        fillcolor=looks.colour,
        fillpattern=looks.pattern,
        hoverinfo="skip",
    )


def readings(rows: Sequence[PeriodRow], whole: Sequence[PeriodRow], measure: Measure) -> list[str]:
    """A period in words, with the share of each category in it."""
    shares: dict[date, list[str]] = defaultdict(list)
    for row in rows:
        if row.category and row.best:
            shares[row.first].append(f"{escape_tags(row.category)} {row.best:,}")
    return [
        "<br>".join([row.label, row.figure.counted(measure.label), *shares[row.first], *incident_words(row)])
        for row in whole
    ]


HALF_A_DAY = timedelta(hours=12)


def days_at_a_glance(rows: Sequence[PeriodRow], measure: Measure, first: date, last: date) -> go.Figure:
    """The chart of the timeline for these days alone, all of them on the axis, whether or not anything happened."""
    figure = incidents_over_time(rows, rows, measure)
    ends = [(first - HALF_A_DAY).isoformat(), (last + timedelta(days=1) + HALF_A_DAY).isoformat()]
    figure.update_layout(
        height=230,
        dragmode=False,
        margin={"l": 44, "r": 8, "t": 10, "b": 30},
        xaxis=axis(type="date", showgrid=False, ticks="outside", nticks=7, tickformat="%-d %b", range=ends),
        yaxis={"title": {"text": f"{measure.label} a day"}, "nticks": 4},
    )
    return figure
