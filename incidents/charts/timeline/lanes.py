"""The incidents of a selection one by one, in lanes."""

from __future__ import annotations

from django.urls import reverse

from incidents.charts.figures import swim_lanes
from incidents.charts.frame import FIGURE_COLUMNS, Chart, Column, Line, figure_cells
from incidents.charts.rows import LaneMark
from incidents.charts.series.lanes import Lanes, lanes
from incidents.filters.as_of import AsOf
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many

COLUMNS = (
    Column("incident", "Incident"),
    Column("lane", "Lane"),
    Column("first_day", "First day"),
    Column("last_day", "Last day"),
    Column("day_known_to", "Day known to"),
    Column("place", "Place"),
    *FIGURE_COLUMNS,
)
NOTE = (
    "The larger a mark, the more people; hollow: no figure; a line: the days in which it may have been. "
    "Choose a mark to see its incident."
)


def lanes_chart(form: TimelineFilter) -> Chart:
    """At most some lanes and marks; what is left out is said."""
    as_of: AsOf = form.chosen.get("as_of") or AsOf()
    found = lanes(form.incidents(), form.tolls(), form.lanes_by, as_of.keep)
    title = f"Incidents one by one by {form.lanes_by}, with people {form.counted_words}"
    return Chart(
        name=f"{form.measure_chosen}-incidents-by-{form.lanes_by}",
        title=title,
        figure=swim_lanes(found.lanes, found.marks, form.measure_chosen) if found.marks else None,
        takeaway=sentence_on_lanes(form, found),
        table_title=title,
        columns=COLUMNS,
        lines=[lane_line(mark) for mark in found.marks],
        n=how_many(len(found.marks), "mark"),
        csv=f"{reverse('timeline-lanes-csv')}?{form.address()}",
        note=NOTE,
    )


def sentence_on_lanes(form: TimelineFilter, found: Lanes) -> str:
    """Who or where most incidents are, and what is not drawn."""
    if not found.lanes:
        return "No incident."
    most = found.lanes[0]
    said = [f"Most: {most.name}, {how_many(most.incidents, 'incident')}."]
    if form.lanes_by == "actor":
        said.append("An incident stands in the lane of each actor that took part.")
    if found.lanes_left_out:
        said.append(f"{how_many(found.lanes_left_out, 'further lane')} with fewer incidents not drawn.")
    if found.marks_left_out:
        said.append(f"Of these lanes the {how_many(len(found.marks), 'mark')} with most people; "
                    f"{found.marks_left_out:,} left out.")  # fmt: skip
    return " ".join(said)


def lane_line(mark: LaneMark) -> Line:
    days = (mark.first, mark.last, mark.precision)
    return Line((mark.title, mark.lane, *days, mark.place, *figure_cells(mark.figure)), mark.url)
