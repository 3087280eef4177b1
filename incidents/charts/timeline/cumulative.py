"""How many up to each period, and never fewer."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from incidents.charts.figures import running_total
from incidents.charts.frame import Chart
from incidents.charts.rows import PeriodRow
from incidents.charts.series.periods import Totals, running
from incidents.charts.timeline.selection import Selection, Shown, addresses, select_periods
from incidents.charts.timeline.words import COLUMNS, not_told_apart, timeline_line, unknown_words
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many


def cumulative(form: TimelineFilter) -> Shown:
    """The running low, best and high of what the filters choose."""
    selection = select_periods(form, "")
    totals = rows_up_to(form, selection)
    title = f"People {form.counted_words}, cumulative by {selection.every} in which the incident began"
    chart = Chart(
        name=f"{selection.measure}-cumulative-by-{selection.every}",
        title=title,
        figure=running_total(totals, selection.whole, selection.measure) if totals else None,
        takeaway=sentence_on_running_sums(form, selection),
        table_title=f"{title}: low, best and high up to each period",
        columns=COLUMNS,
        lines=[timeline_line(replace(row, first=totals[0].first), selection.measure) for row in totals],
        n=how_many(selection.totals.incidents, "incident"),
        csv=f"{reverse('timeline-csv')}?{form.address()}",
        note=f"Cumulative: each point counts everybody up to the end of its period.{not_told_apart(form)}",
    )
    return Shown(chart, selection, [("", selection.totals)])


def rows_up_to(form: TimelineFilter, selection: Selection) -> list[PeriodRow]:
    """Sums up to each period, which lead to all the incidents in them."""
    if not selection.whole:
        return []
    address, first = addresses(form, ""), selection.whole[0].first
    return [replace(row, url=address(first, row.last, "")) for row in running(selection.whole)]


def sentence_on_running_sums(form: TimelineFilter, selection: Selection) -> str:
    if not selection.whole or selection.totals.best is None:
        return "Nobody gives a figure."
    totals: Totals = selection.totals
    said = f"Cumulative: {totals.words} {form.counted_words} up to {selection.whole[-1].last}."
    return " ".join([said, *unknown_words(totals)])
