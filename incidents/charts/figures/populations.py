"""Whose losses: a dot at best with its reported range for each population, one panel a measure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, MUTED, axis, base_layout, escape_tags, whiskers
from incidents.charts.rows import PopulationRow
from incidents.phrases import shorten_words

ROW, HEAD = 42, 62
"""px: a row, its words above its dot, and what stands above and below the rows of a measure."""
INDENT = "\u00a0" * 5
SPACE = "\u00a0\u00a0"
SOFT = "var(--ink-soft)"


def populations(rows: Sequence[PopulationRow]) -> go.Figure:
    """Each population under the one that it is counted among; groups are diamonds, for they are never added up.

    A point leads on where the upper end is open. What nobody tells apart is a hollow dot; where nobody gives a
    figure the words say so, and nothing stands at zero.
    """
    figure = go.Figure()
    panels = [list(same) for _, same in groupby(rows, key=lambda row: row.measure)]
    heights = [HEAD + ROW * len(panel) for panel in panels]
    annotations: list[dict[str, Any]] = []
    for number, panel in enumerate(panels, start=1):
        suffix = "" if number == 1 else str(number)
        upper = 1 - sum(heights[: number - 1]) / sum(heights)
        domain = [upper - (24 + ROW * len(panel)) / sum(heights), upper - 24 / sum(heights)]
        add_population_panel(figure, panel, suffix)
        figure.update_layout({f"xaxis{suffix}": x_axis(panel, suffix), f"yaxis{suffix}": y_axis(panel, suffix, domain)})
        annotations.append(heading(panel[0].measure.label, domain[1]))
    margin = {"l": 10, "r": 10, "t": 4, "b": 4}
    figure.update_layout(base_layout(height=sum(heights) + 8, margin=margin, showlegend=False, annotations=annotations))
    return figure


def add_population_panel(figure: go.Figure, rows: Sequence[PopulationRow], suffix: str) -> None:
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "showlegend": False}
    known = [(at, row) for at, row in enumerate(rows) if row.best is not None]
    told = [(at, row) for at, row in known if not row.is_rest]
    ranges = whiskers([row for _, row in told], color=ink(rows), thickness=2, width=4)
    add_dotted_ends(figure, axes, [(at, row) for at, row in told if row.figure.is_open], rows)
    add_dots(figure, axes, told, rows[0].measure.label, error_x=ranges)
    add_dots(figure, axes, [each for each in known if each[1].is_rest], "not told apart")
    add_words(figure, axes, rows)


def add_dots(
    figure: go.Figure, axes: dict[str, Any], rows: Sequence[tuple[int, PopulationRow]], name: str, **own: Any
) -> None:
    """A dot at the best figure of each row, which leads to how it came about."""
    if rows:
        colour = ink([row for _, row in rows])
        figure.add_scatter(
            **axes,
            **own,
            x=[row.best for _, row in rows],
            y=[at for at, _ in rows],
            mode="markers",
            name=name,
            marker={
                "symbol": [population_symbol(row) for _, row in rows],
                "size": 11,
                "color": colour,
                "line": {"color": colour, "width": 2},
            },
            customdata=[row.url for _, row in rows],
            text=[f"{escape_tags(row.label)}: {row.figure}" for _, row in rows],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )


def add_dotted_ends(
    figure: go.Figure,
    axes: dict[str, Any],
    rows: Sequence[tuple[int, PopulationRow]],
    panel: Sequence[PopulationRow],
) -> None:
    """A dotted way on from the high end, with a point: or more."""
    if rows:
        on = 0.045 * highest_population(panel)
        figure.add_scatter(
            **axes,
            x=[x for _, row in rows for x in (row.high, (row.high or 0) + on, None)],
            y=[y for at, _ in rows for y in (at, at, None)],
            mode="lines+markers",
            name="or more",
            line={"color": ink(panel), "width": 2, "dash": "2px,2px"},
            marker={"symbol": "triangle-right", "size": [0, 10, 0] * len(rows), "color": ink(panel), "opacity": 1},
            hoverinfo="skip",
            cliponaxis=False,
        )


def add_words(figure: go.Figure, axes: dict[str, Any], rows: Sequence[PopulationRow]) -> None:
    """Whose losses and how many, above each row, indented as far as it hangs below the whole."""
    figure.add_scatter(
        **axes,
        x=[0 for _ in rows],
        y=[at - 0.4 for at in range(len(rows))],
        mode="text",
        name="populations",
        text=[f"{INDENT * row.depth}{escape_tags(shorten_words(row.label, 30))}{SPACE}{row.figure}" for row in rows],
        textposition="middle right",
        textfont={"color": [SOFT if row.best is None or row.is_rest else INK for row in rows], "size": 12},
        hoverinfo="skip",
        cliponaxis=False,
    )


def population_symbol(row: PopulationRow) -> str:
    if row.is_rest:
        return "circle-open"
    if row.is_group:
        return "diamond"
    return "square" if row.by_hand else "circle"


def ink(rows: Sequence[PopulationRow]) -> str:
    return f"var(--{rows[0].measure})"


def highest_population(rows: Sequence[PopulationRow]) -> int:
    return max([1, *[number for row in rows for number in (row.best, row.high) if number is not None]])


def x_axis(rows: Sequence[PopulationRow], suffix: str) -> dict[str, Any]:
    top = highest_population(rows)
    return axis(
        range=[-0.015 * top, 1.08 * top],
        anchor=f"y{suffix}",
        tickvals=whole_ticks(top),
        tickformat=",d",
        tickfont={"size": 11},
        showgrid=True,
        zeroline=True,
        zerolinecolor=MUTED,
    )


def y_axis(rows: Sequence[PopulationRow], suffix: str, domain: list[float]) -> dict[str, Any]:
    return axis(
        domain=domain,
        anchor=f"x{suffix}",
        range=[len(rows) - 0.6, -0.8],
        showgrid=False,
        showticklabels=False,
        showline=False,
        ticks="",
    )


def heading(measure: str, top: float) -> dict[str, Any]:
    return {
        "text": measure,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": top,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": INK},
    }


def whole_ticks(top: int) -> list[int]:
    """Round whole numbers from 0 on, four or fewer, none above the highest."""
    step = next(step for size in range(12) for step in (10**size, 2 * 10**size, 5 * 10**size) if top / step <= 4)
    return list(range(0, top + 1, step))
