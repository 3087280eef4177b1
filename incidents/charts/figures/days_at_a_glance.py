"""Some days at a glance: a small chart of how many a day, with the reported range; a day without incidents is a gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from plotly import graph_objects as go

from incidents.charts.figures.common import axis
from incidents.charts.figures.incidents_over_time import incidents_over_time
from incidents.charts.rows import PeriodRow
from incidents.vocabulary import Measure

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
