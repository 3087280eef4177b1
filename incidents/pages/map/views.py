"""Incidents on a map: their marks, what has none, the same numbers as a table and as CSV, and the incidents behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from incidents.charts.map import MapSelection, map_chart, select_places
from incidents.charts.rows import OffMapRow, PlaceRow
from incidents.charts.series import places
from incidents.filters.map import MapFilter
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from incidents.pages.frame.charts import chart_csv, refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.map.ways import time_steps, ways_around
from incidents.phrases import how_many

PER_PAGE = 50


class Listed(NamedTuple):
    """The incidents below the map, and what they are."""

    title: str
    page: Page[Incident]


@require_GET
@replayable
def incident_map_page(request: DeskRequest) -> HttpResponse:
    """The map; without its filters and frame where htmx asks."""
    form = MapFilter(request.GET)
    selection = select_places(form, request.as_of)
    context = frame_context(request, form) | {
        "selection": selection,
        "chart": map_chart(form, selection),
        "listed": (incidents := list_incidents(form, selection, request)),
        "page": incidents.page,
        "ways": ways_around(form, selection.extent),
        "steps": time_steps(form, selection.reach),
        "any_time": form.address(at=None, span=None),
        "found_words": map_found_words(form, selection),
    }
    return record_answer(request, "map", context)


@require_GET
@replayable
def map_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the map and its table; unknown is an empty cell. No figures for a wrong date."""
    form = MapFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(
        map_chart(form, select_places(form, request.as_of)), selection_caption(form, request.as_of)
    )


def map_found_words(form: MapFilter, selection: MapSelection) -> str:
    """What was found, for those who hear the page."""
    figure = "no figure" if selection.best is None else f"{selection.best:,} {form.counted_words}"
    return f"{how_many(selection.incidents, 'incident')}, {figure}; {how_many(len(selection.marks), 'mark')} on the map"


def list_incidents(form: MapFilter, selection: MapSelection, request: DeskRequest) -> Listed:
    """The incidents of the row that was asked for, else of the map, newest first; how many is known from its rows."""
    tolls, group = form.tolls(), form.chosen.get("group")
    if group:
        rows = [row for row in selection.rows if row.group == group]
        label = rows[0].label if rows else "no such place"
        return Listed(
            f"Incidents: {label}", page_of_incidents(places.of_group(tolls, selection.extent, group), rows, request)
        )
    if form.asked_extent:
        shown = places.marks_within(tolls, selection.extent)
        return Listed("Incidents of this part of the map", page_of_incidents(shown, selection.marks, request))
    return Listed("Incidents of this selection", page_of_incidents(tolls, selection.rows, request))


def page_of_incidents(
    tolls: IncidentQuerySet, rows: Sequence[PlaceRow | OffMapRow], request: DeskRequest
) -> Page[Incident]:
    pages = Paginator(tolls.order_by("-date_start", "-pk"), PER_PAGE)
    pages.count = sum(row.incidents for row in rows)
    return pages.get_page(request.GET.get("page"))
