"""The same chart once for each category, on axes that all share, so that heights can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, base_layout, escape_tags
from incidents.charts.figures.periods import (
    add_period_words,
    add_range_band,
    add_unknown_ticks,
    outline,
    people_axis,
    period_words,
    time_axis,
    top_of,
)
from incidents.charts.rows import PeriodRow
from incidents.figure import NO_FIGURE, known_sum
from incidents.vocabulary import Measure

COLUMNS, NARROW_COLUMNS = 3, 1
PANEL_HEIGHT, NARROW_PANEL_HEIGHT, HEAD = 190, 150, 30
FILL = "var(--chart-category-1)"

Panels = Mapping[str, Sequence[PeriodRow]]


def small_multiples(panels: Panels, measure: Measure) -> go.Figure:
    """A panel for each category with its rows in order of time; all from the first day of any to the last."""
    figure = go.Figure()
    rows = [row for own in panels.values() for row in own]
    top = top_of(rows)
    ends = sorted(rows, key=lambda row: row.first)
    layout: dict[str, Any] = {}
    for number, own in enumerate(panels.values(), start=1):
        add_country_panel(figure, own, measure, top, axes_of_panel(number))
        at = "" if number == 1 else str(number)
        layout[f"xaxis{at}"] = time_axis(ends, nticks=4, anchor=f"y{at}")
        layout[f"yaxis{at}"] = people_axis(top, nticks=4, anchor=f"x{at}")
    for path, value in arrange_panels(panels, COLUMNS).items():
        axis, _, part = path.partition(".")
        if part:
            layout[axis][part] = value
        else:
            layout[axis] = value
    figure.update_layout(
        base_layout(
            **layout,
            showlegend=False,
            dragmode="select",
            selectdirection="h",
            hovermode="x",
            meta={"narrow": arrange_panels(panels, NARROW_COLUMNS)},
        )
    )
    return figure


def axes_of_panel(number: int) -> dict[str, str]:
    at = "" if number == 1 else str(number)
    return {"xaxis": f"x{at}", "yaxis": f"y{at}"}


def add_country_panel(
    figure: go.Figure, rows: Sequence[PeriodRow], measure: Measure, top: float, axes: Mapping[str, str]
) -> None:
    add_range_band(figure, rows, axes=axes)
    counted = [row for row in rows if row.best is not None]
    x, y = outline(counted, {row.first: 0 for row in counted}, {row.first: row.best or 0 for row in counted})
    line = {"color": FILL, "width": 1}
    figure.add_scatter(
        x=x, y=y, mode="lines", name="best", line=line, fill="toself", fillcolor=FILL, hoverinfo="skip", **axes
    )
    add_unknown_ticks(figure, rows, top, axes)
    add_period_words(figure, rows, [period_words(row, measure) for row in rows], top, axes)


def arrange_panels(panels: Panels, columns: int) -> dict[str, Any]:
    """Where each panel and its title stand with so many beside one another: paths of the layout and their values."""
    lines = ceil(len(panels) / columns) or 1
    each = PANEL_HEIGHT if columns > 1 else NARROW_PANEL_HEIGHT
    height = lines * (each + HEAD) + 40
    found: dict[str, Any] = {"height": height, "margin": {"l": 46, "r": 12, "t": 6, "b": 34}, "annotations": []}
    gap = 0.05 if columns > 1 else 0
    width = (1 - gap * (columns - 1)) / columns
    for number, (name, rows) in enumerate(panels.items()):
        line, column = divmod(number, columns)
        left, upper = column * (width + gap), 1 - line / lines
        bottom = upper - 1 / lines + 0.09 * min(1, 3 / lines) * (line < lines - 1)
        head = HEAD / height
        at = "" if number == 0 else str(number + 1)
        found[f"xaxis{at}.domain"] = [left, left + width]
        found[f"yaxis{at}.domain"] = [max(0, bottom), upper - head]
        found["annotations"].append(panel_title(name, rows, left, upper - head))
    return found


def panel_title(name: str, rows: Sequence[PeriodRow], x: float, y: float) -> dict[str, Any]:
    best = known_sum(*(row.best for row in rows))
    said = NO_FIGURE if best is None else f"{best:,}"
    return {
        "text": f"{escape_tags(name)}: {said}",
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": INK},
    }
