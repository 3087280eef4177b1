"""The estimate behind the claims of an incident: as it was known then, what it became later, what a person set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import BAND, INK, MUTED
from incidents.charts.rows import KnownThen, SetByHand

Ends = tuple[datetime, datetime]


def add_estimate_band(
    figure: go.Figure, y_axis: str, known: Sequence[KnownThen], end: datetime, as_of: datetime | None = None
) -> None:
    """The estimate as known then: a stepped band from low to high, and the best figure as a line, up to `end`.

    With `as_of` it ends at that moment. Where nothing counted any more there is a gap, and never a zero.
    """
    until = min(end, as_of) if as_of else end
    for points, stop in runs_of_estimates([point for point in known if as_of is None or point.at <= as_of], until):
        times = [point.at.isoformat() for point in points] + [stop.isoformat()]
        steps: dict[str, Any] = {"x": times, "yaxis": y_axis, "xaxis": "x", "mode": "lines", "showlegend": False}
        for bound in ("low", "high"):
            values = [getattr(point, bound) for point in points]
            figure.add_scatter(
                **steps,
                y=[*values, values[-1]],
                line={"shape": "hv", "width": 0, "color": BAND},
                hoverinfo="skip",
                **({"fill": "tonexty", "fillcolor": BAND} if bound == "high" else {}),
            )
        bests = [point.best for point in points]
        figure.add_scatter(
            **steps,
            y=[*bests, bests[-1]],
            line={"shape": "hv", "width": 2, "color": INK},
            text=[
                f"{point.figure.counted(point.measure.label)}<br>as known on {point.at:%Y-%m-%d}"
                for point in (*points, points[-1])
            ],
            hovertemplate="%{text}<extra></extra>",
        )


def runs_of_estimates(known: Sequence[KnownThen], until: datetime) -> Iterator[tuple[list[KnownThen], datetime]]:
    """The runs of points that have a figure, oldest first, each with the moment at which it ends."""
    run: list[KnownThen] = []
    for point in known:
        if point.best is not None:
            run.append(point)
        elif run:
            yield run, point.at
            run = []
    if run:
        yield run, max(until, run[-1].at)


def add_what_came_later(
    figure: go.Figure, y_axis: str, known: Sequence[KnownThen], moment: datetime, end: datetime
) -> None:
    """A faint line for how the best figure went on after the moment that is shown."""
    points = [point for point in known if point.best is not None]
    before = [point for point in points if point.at <= moment]
    after = [point for point in points if point.at > moment]
    if moment >= end or not points:
        return
    starts = [(moment, before[-1].best)] if before else []
    went_on = [*starts, *((point.at, point.best) for point in after)]
    figure.add_scatter(
        x=[at.isoformat() for at, _ in went_on] + [end.isoformat()],
        y=[best for _, best in went_on] + [went_on[-1][1]],
        xaxis="x",
        yaxis=y_axis,
        mode="lines",
        name="known later",
        opacity=0.7,
        line={"shape": "hv", "dash": "dot", "width": 1.5, "color": MUTED},
        showlegend=False,
        hoverinfo="skip",
    )


def add_moment(figure: go.Figure, moment: datetime, ends: Ends) -> None:
    """A line across all panels at the moment that is shown, where it lies within the chart."""
    if ends[0] <= moment <= ends[1]:
        at = {"x0": moment.isoformat(), "x1": moment.isoformat(), "y0": 0, "y1": 1, "xref": "x", "yref": "paper"}
        line = {"color": INK, "width": 1.5, "dash": "dash"}
        figure.add_shape(type="line", name="as known on", line=line, layer="below", **at)


def add_line_by_hand(figure: go.Figure, y_axis: str, by_hand: Sequence[SetByHand], ends: Ends) -> None:
    for each in by_hand:
        figure.add_scatter(
            x=[end.isoformat() for end in ends],
            y=[each.best, each.best],
            xaxis="x",
            yaxis=y_axis,
            mode="lines",
            line={"dash": "dash", "width": 2, "color": MUTED},
            showlegend=False,
            hovertemplate=f"set by hand: {each.best:,} ({each.figure.ends})<extra></extra>",
        )
