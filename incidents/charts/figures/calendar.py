"""Days as cells, weeks as columns, a strip a year: how dark a day is says how many were counted."""

from __future__ import annotations

from calendar import day_name, month_abbr, month_name
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.calendar_plan import Half, Plan, half_years, plan_of
from incidents.charts.figures.common import INK, MUTED, axis, base_layout, key_above
from incidents.charts.rows import DayRow
from incidents.phrases import how_many

SHADES = 6
SHADE = "var(--chart-shade-{})"
BLANK = "var(--chart-blank)"
FAINT = "var(--chart-faint)"
NOTHING, NO_ONE = -1, 0
"""The classes of days without a shade: nothing recorded or no figure, and a count of 0."""
GAP = 2
"""Pixels between cells."""
STEPS = (1, 3)


def draw_calendar(rows: Sequence[DayRow], years: Sequence[int], counted: str, today: date) -> go.Figure:
    """A strip for each of `years`, in order, in two halves: beside each other, on a narrow screen below each other.

    `counted` says what is counted. Days with incidents but no figure have a stroke, those with a count of 0 a ring,
    those with nothing recorded neither. Days after `today` have no cell: nobody can have recorded anything.
    """
    figure = go.Figure()
    by_day = {row.day: row for row in rows}
    bounds = bounds_of(max([row.best or 0 for row in rows], default=0))
    wide, narrow = plan_of(years, is_narrow=False), plan_of(years, is_narrow=True)
    layout = base_layout(
        height=wide.height,
        margin={"l": 36, "r": 8, "t": 36, "b": 8},
        showlegend=True,
        legend=key_above() | {"y": 1, "itemwidth": 30},
        annotations=year_labels(rows, wide, counted),
        shapes=[line for half in half_years(years) for line in month_lines(half)],
        meta={"narrow": narrow_layout(narrow, year_labels(rows, narrow, counted))},
    )
    for half in half_years(years):
        add_days(figure, half, by_day, bounds, counted, today)
        layout |= axes_of_half(half, wide, month_name)
        layout["meta"]["narrow"] |= axes_of_half(half, narrow, month_abbr)
    add_calendar_key(figure, bounds)
    figure.update_layout(layout)
    return figure


def narrow_layout(plan: Plan, labels: list[dict[str, Any]]) -> dict[str, Any]:
    """What is other on a narrow screen, beside the places of the axes."""
    key = {"font": {"size": 11}, "entrywidth": 58}
    return {"height": plan.height, "annotations": labels, "legend": key, "margin": {"l": 30, "r": 2, "t": 80, "b": 4}}


def bounds_of(top: int) -> list[int]:
    """Where each shade begins: 1, 3, 10, 30 ... up to the highest day; the highest SHADES of them, the first from 1."""
    bounds = [step * 10**power for power in range(12) for step in STEPS if step * 10**power <= max(top, 1)]
    return [1, *bounds[-SHADES:][1:]]


def class_of(best: int | None, bounds: Sequence[int]) -> int:
    """The number of the shade, from 1; NO_ONE for 0; NOTHING without a figure."""
    return NOTHING if best is None else sum(best >= bound for bound in bounds)


def shade_of(number: int, shades: int) -> str:
    """The colour of a class of days: of few shades the lightest and the darkest are as far apart as of many."""
    if number < 1:
        return BLANK
    return SHADE.format(SHADES if shades == 1 else 1 + round((number - 1) * (SHADES - 1) / (shades - 1)))


def add_days(
    figure: go.Figure, half: Half, by_day: Mapping[date, DayRow], bounds: Sequence[int], counted: str, today: date
) -> None:
    """The cells of half a year, with its strokes and rings above them."""
    on = {"xaxis": f"x{half.axis}", "yaxis": f"y{half.axis}"}
    grid: list[list[Any]] = [[None] * len(half.columns) for _ in range(7)]
    texts, addresses = [list(line) for line in grid], [list(line) for line in grid]
    for day in half.days:
        column, line = half.column_of(day) - half.columns[0], day.weekday()
        row = by_day.get(day)
        if not row and day > today:
            continue
        grid[line][column] = class_of(row.best, bounds) if row else NOTHING
        texts[line][column] = day_words(row, counted) if row else f"{day}: nothing recorded"
        addresses[line][column] = row.url if row else None
    figure.add_heatmap(
        z=grid,
        x=list(half.columns),
        y=list(range(7)),
        zmin=NOTHING - 0.5,
        zmax=len(bounds) + 0.5,
        colorscale=shade_steps(len(bounds)),
        showscale=False,
        xgap=GAP,
        ygap=GAP,
        hoverongaps=False,
        text=texts,
        customdata=addresses,
        hovertemplate="%{text}<extra></extra>",
        **on,
    )
    shown = [row for day in half.days if (row := by_day.get(day))]
    for symbol, marked in ((STROKE, [row for row in shown if row.best is None]),
                           (RING, [row for row in shown if row.best == 0])):  # fmt: skip
        if marked:
            figure.add_scatter(
                x=[half.column_of(row.day) for row in marked],
                y=[row.day.weekday() for row in marked],
                mode="markers",
                marker=symbol,
                showlegend=False,
                hoverinfo="skip",
                **on,
            )


STROKE = {"symbol": "line-ne", "size": 8, "color": INK, "line": {"color": INK, "width": 1.5}}
RING = {"symbol": "circle-open", "size": 7, "color": INK, "line": {"color": INK, "width": 1.5}}


def shade_steps(shades: int) -> list[list[Any]]:
    """Plotly's scale of colours, one flat step for each class from NOTHING up."""
    classes = range(NOTHING, shades + 1)
    colours = [shade_of(number, shades) for number in classes]
    return [
        [end, colour]
        for at, colour in enumerate(colours)
        for end in (at / len(classes), (at + 1) / len(classes))
    ]  # fmt: skip


def add_calendar_key(figure: go.Figure, bounds: Sequence[int]) -> None:
    """What shades, stroke and ring mean: marks without a place, for the key alone."""
    square = {"symbol": "square", "size": 13}
    entries: list[tuple[str, dict[str, Any]]] = [
        ("no incident", square | {"color": BLANK, "line": {"color": FAINT, "width": 1}}),
        ("no figure", STROKE),
        ("0", RING),
    ]
    for number, words in enumerate(classes_in_words(bounds), 1):
        entries.append((words, square | {"color": shade_of(number, len(bounds))}))
    for name, marker in entries:
        figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker=marker, hoverinfo="skip")


def classes_in_words(bounds: Sequence[int]) -> list[str]:
    """The shades in people: "1-2", "3-9", "10+"."""
    ends = [bound - 1 for bound in bounds[1:]]
    closed = [f"{low:,}" if low == high else f"{low:,}–{high:,}" for low, high in zip(bounds, ends, strict=False)]
    return [*closed, f"{bounds[-1]:,}+"]


def month_lines(half: Half) -> list[dict[str, Any]]:
    """Thin lines between the months of half a year."""
    lines = []
    for day in half.days:
        if day.day > 1 or day.month in (1, 7):
            continue
        column, weekday = half.column_of(day), day.weekday()
        left, right, above = column - 0.5, column + 0.5, weekday - 0.5
        path = f"M{right},-0.5 L{right},{above} L{left},{above} L{left},6.5" if weekday else f"M{left},-0.5 L{left},6.5"
        lines.append(
            {
                "type": "path",
                "path": path,
                "xref": f"x{half.axis}",
                "yref": f"y{half.axis}",
                "line": {"color": MUTED, "width": 1},
            }
        )
    return lines


def axes_of_half(half: Half, plan: Plan, names: Any) -> dict[str, Any]:
    """The two axes of half a year: months above, Monday on top."""
    place, number = plan.places[half.number], half.axis
    fixed = {"showgrid": False, "ticks": "", "showline": False, "automargin": False}
    months = [day for day in half.days if day.day == 15]
    return {
        f"xaxis{number}": axis(
            **fixed,
            domain=place.across,
            anchor=f"y{half.axis}",
            side="top",
            range=[half.columns[0] - 0.5, half.columns[0] + half.WIDTH - 0.5],
            tickvals=[half.column_of(day) for day in months],
            ticktext=[names[day.month] for day in months],
            tickfont={"size": 12},
        ),
        f"yaxis{number}": axis(
            **fixed,
            domain=place.down,
            anchor=f"x{half.axis}",
            range=[6.5, -0.5],
            tickvals=[0, 2, 4] if place.has_weekdays else [],
            ticktext=[day_name[day][:3] for day in (0, 2, 4)] if place.has_weekdays else [],
            tickfont={"size": 11},
        ),
    }


def year_labels(rows: Sequence[DayRow], plan: Plan, counted: str) -> list[dict[str, Any]]:
    """Each year with what it comes to, above its strip."""
    labels = []
    for year, height in plan.labels.items():
        words = year_words([row for row in rows if row.day.year == year], counted)
        labels += [label(str(year), height, size=15, weight=650), label(words, height, size=13, xshift=50)]
    return labels


def label(words: str, height: float, *, xshift: int = 0, **font: int) -> dict[str, Any]:
    """Words at the left edge above what begins at a height."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": height, "xanchor": "left", "yanchor": "bottom"}
    return place | {"text": words, "xshift": xshift, "yshift": 20, "borderpad": 0, "showarrow": False, "font": font}


def year_words(rows: Sequence[DayRow], counted: str) -> str:
    known = [row.best for row in rows if row.best is not None]
    said = f"{sum(known):,} {counted}" if known else "no figure"
    return f"{said} in {how_many(sum(row.incidents for row in rows), 'incident')}" if rows else "nothing recorded"


def day_words(row: DayRow, counted: str) -> str:
    """A day as hovering says it."""
    found = how_many(row.incidents, "incident")
    if row.is_known and row.unknown:
        found += f", {row.unknown:,} without a figure"
    lines = [f"{row.day}, {day_name[row.day.weekday()]}", row.figure.counted(counted), found]
    return "<br>".join([*lines, f"{row.inexact:,} of them not dated to the day"] if row.inexact else lines)
