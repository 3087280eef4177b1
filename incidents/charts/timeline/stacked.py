"""How many in each period, told apart by type, place, actor or status."""

from __future__ import annotations

from django.urls import reverse

from incidents.charts.figures import incidents_over_time
from incidents.charts.frame import Chart
from incidents.charts.timeline.selection import Shown, select_periods
from incidents.charts.timeline.words import COLUMNS, sentence_on_timeline, timeline_line
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many

NOTE = "Not cumulative. Choose a bar, or drag across the chart, to see what it stands for."


def stacked_timeline(form: TimelineFilter) -> Shown:
    """The chart of what the filters choose, and the numbers that it is made of."""
    selection = select_periods(form, form.told_apart_by)
    title = f"People {form.counted_words} by {selection.every} in which the incident began"
    chart = Chart(
        name=f"{selection.measure}-by-{selection.every}",
        title=title,
        figure=incidents_over_time(selection.rows, selection.whole, selection.measure) if selection.whole else None,
        takeaway=sentence_on_timeline(form, selection),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[timeline_line(row, selection.measure) for row in selection.rows],
        n=how_many(selection.totals.incidents, "incident"),
        csv=f"{reverse('timeline-csv')}?{form.address()}",
        note=NOTE,
    )
    return Shown(chart, selection, [("", selection.totals)])
