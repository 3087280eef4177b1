"""What all figures share: their looks, their axes, and the way to the page. Colours are names of CSS variables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plotly import graph_objects as go

from incidents.figure import HasFigure

INK = "var(--chart-ink)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
PAPER = "var(--chart-paper)"
BAND = "var(--chart-band)"

AT_LEAST = "triangle-up"
NO_NUMBER = "line-ns"

MARGINS = {"l": 52, "r": 16, "t": 34, "b": 44}


def figure_json(figure: go.Figure) -> dict[str, Any]:
    """Data and layout as the page takes them; without Plotly's template, for the page brings its own looks."""
    drawn: dict[str, Any] = figure.to_plotly_json()
    drawn["layout"].pop("template", None)
    return drawn


def as_text(figure: go.Figure) -> str:
    """The same as JSON, for a `template` element of the page: htmx takes every script out of what it swaps in."""
    return json.dumps(figure_json(figure), ensure_ascii=False)


def base_layout(**own: Any) -> dict[str, Any]:
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}, "align": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "margin": MARGINS,
        **own,
    }


def axis(**own: Any) -> dict[str, Any]:
    return {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": MUTED,
        "tickcolor": MUTED,
        "fixedrange": True,
        "automargin": True,
        **own,
    }


def whiskers(rows: Sequence[HasFigure], **own: Any) -> dict[str, Any]:
    """From low to high of each row that has a figure."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [(row.high or 0) - (row.best or 0) for row in rows],
        "arrayminus": [(row.best or 0) - (row.low or 0) for row in rows],
        "color": INK,
        "thickness": 1.5,
        "width": 5,
        **own,
    }


def key_above() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": 1.01,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 12},
    }


def count_ticks(top: float, most: int) -> dict[str, Any]:
    """Ticks at whole people."""
    ticks: dict[str, Any] = {"tick0": 0, "nticks": most, "tickformat": ",d"}
    return ticks | {"tickmode": "linear", "dtick": 1} if top <= 5 else ticks


def escape_tags(words: str) -> str:
    """Text that Plotly shows as it stands: it reads a few tags and entities in what it is given."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
