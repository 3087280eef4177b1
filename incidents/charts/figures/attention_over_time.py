"""How fast a desk or a person reads, above the share of planted claims caught: months with both, or a gap."""

from __future__ import annotations

from collections.abc import Sequence

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, MUTED, PAPER, axis, base_layout, key_above
from incidents.charts.rows import AttentionRow

FAST, CAUGHT = "var(--chart-neutral)", "var(--chart-admission)"


def attention_over_time(rows: Sequence[AttentionRow]) -> go.Figure:
    """Two panels over the same months. A month without an answered planted claim is a gap in both."""
    figure = go.Figure()
    months = [row.label for row in rows]
    add_attention_line(figure, months, [row.seconds_a_report for row in rows], "seconds a report", "circle", "solid")
    add_attention_line(
        figure, months, [row.seconds_a_claim for row in rows], "seconds an accepted claim", "diamond", "dash"
    )
    figure.add_bar(
        x=months,
        y=[None if row.share is None else row.share * 100 for row in rows],
        text=[f"{row.caught} of {row.planted}" if row.planted else "" for row in rows],
        textposition="outside",
        cliponaxis=False,
        name="share of planted claims caught",
        yaxis="y2",
        marker={"color": PAPER, "line": {"color": CAUGHT, "width": 2}, "pattern": {"shape": "/", "fgcolor": CAUGHT}},
        hovertemplate="%{x}: %{y:.0f} % caught<extra></extra>",
    )
    figure.update_layout(
        base_layout(
            height=380,
            showlegend=True,
            legend=key_above(),
            uniformtext={"minsize": 10, "mode": "hide"},
            xaxis=axis(type="category", anchor="y2", showgrid=False, ticks="outside", categoryarray=months),
            yaxis=axis(domain=[0.5, 1], title={"text": "seconds (median)", "font": {"size": 13}}, rangemode="tozero"),
            yaxis2=axis(
                domain=[0, 0.36],
                title={"text": "caught, %", "font": {"size": 13}},
                range=[0, 125],
                tickvals=[0, 50, 100],
            ),
        )
    )
    return figure


def add_attention_line(
    figure: go.Figure, months: list[str], values: list[float | None], name: str, shape: str, dash: str
) -> None:
    colour = FAST if dash == "solid" else INK
    figure.add_scatter(
        x=months,
        y=values,
        name=name,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "dash": dash, "width": 2},
        marker={"symbol": shape, "size": 9, "color": colour, "line": {"color": MUTED, "width": 1}},
        hovertemplate="%{x}: %{y:.0f} s<extra></extra>",
    )
