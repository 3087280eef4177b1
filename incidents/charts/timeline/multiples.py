"""One small chart a country, on shared axes."""

from __future__ import annotations

from django.urls import reverse

from incidents.charts.figures import small_multiples
from incidents.charts.frame import Chart
from incidents.charts.rows import PeriodRow, category_order
from incidents.charts.timeline.selection import Selection, Shown, select_periods
from incidents.charts.timeline.words import COLUMNS, not_told_apart, timeline_line, unknown_words
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many

MOST_PANELS = 9


def timeline_multiples(form: TimelineFilter) -> Shown:
    """What the filters choose, country by country; beyond MOST_PANELS the smaller ones go together."""
    selection = select_periods(form, "country", MOST_PANELS)
    panels = country_panels(selection)
    title = f"People {form.counted_words} in each country by {selection.every} in which the incident began"
    chart = Chart(
        name=f"{selection.measure}-by-country-and-{selection.every}",
        title=title,
        figure=small_multiples(panels, selection.measure) if panels else None,
        takeaway=sentence_on_panels(form, selection, panels),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[timeline_line(row, selection.measure) for row in selection.rows],
        n=how_many(selection.totals.incidents, "incident"),
        csv=f"{reverse('timeline-csv')}?{form.address()}",
        note=f"Not cumulative. All have the same axes: heights can be compared.{not_told_apart(form)}",
    )
    return Shown(chart, selection, [("", selection.totals)])


def country_panels(selection: Selection) -> dict[str, list[PeriodRow]]:
    """The rows of each country: those with most people first, what is left last."""
    panels: dict[str, list[PeriodRow]] = {}
    for row in selection.rows:
        panels.setdefault(row.category, []).append(row)
    order = sorted(panels, key=lambda name: (category_order(name)[0], -people_in(panels[name]), name))
    return {name: panels[name] for name in order}


def people_in(rows: list[PeriodRow]) -> int:
    return sum(row.best or 0 for row in rows)


def sentence_on_panels(form: TimelineFilter, selection: Selection, panels: dict[str, list[PeriodRow]]) -> str:
    if not selection.totals.best:
        return "Nobody gives a figure." if selection.totals.best is None else "All who give a figure say 0."
    most = max(panels, key=lambda name: people_in(panels[name]))
    said = f"Most in {most}: {people_in(panels[most]):,} of {selection.totals.best:,} {form.counted_words}."
    return " ".join([said, *unknown_words(selection.totals)])
