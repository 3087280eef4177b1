"""Incidents over time: the chart, the same numbers as a table and as CSV, and the incidents behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents.charts.timeline.compare import compare
from incidents.charts.timeline.cumulative import cumulative
from incidents.charts.timeline.lanes import lanes_chart
from incidents.charts.timeline.multiples import timeline_multiples
from incidents.charts.timeline.selection import Shown
from incidents.charts.timeline.stacked import stacked_timeline
from incidents.charts.timeline.words import timeline_found_words
from incidents.filters.timeline import TimelineFilter
from incidents.models import Incident
from incidents.pages.frame.charts import chart_csv, refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest

PER_PAGE = 50
VIEWS: Mapping[str, Callable[[TimelineFilter], Shown]] = {
    "": stacked_timeline,
    "cumulative": cumulative,
    "multiples": timeline_multiples,
    "compare": compare,
}


def show(form: TimelineFilter) -> Shown:
    """The chart as it was asked for."""
    return VIEWS[form.shown_as](form)


@require_GET
@replayable
def timeline(request: DeskRequest) -> HttpResponse:
    """The timeline; without its filters and frame where htmx asks."""
    form = TimelineFilter(request.GET)
    shown = show(form)
    totals = shown.selection.totals
    context = frame_context(request, form) | {
        "shown": shown,
        "selection": shown.selection,
        "chart": shown.chart,
        "page": incidents_page(form, totals.incidents, request),
        "wider": form.address(since=None, until=None) if {"since", "until"} & set(form.chosen) else None,
        "found_words": timeline_found_words(form, totals),
    }
    return record_answer(request, "timeline", context)


@require_GET
@replayable
def timeline_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the chart and its table, as CSV; unknown is an empty cell. No figures for a wrong date."""
    form = TimelineFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(show(form).chart, selection_caption(form, request.as_of))


@require_GET
@replayable
def timeline_lanes(request: DeskRequest) -> HttpResponse:
    """The incidents in lanes: a page of its own, or the part of the timeline that it fetches when it is there."""
    form = TimelineFilter(request.GET)
    found = {"chart": lanes_chart(form), "lane_choices": lane_choices(form)}
    if request.htmx and request.htmx.target == "lanes":
        return render(
            request,
            "timeline/_lanes_chart.html",
            found | {"form": form, "caption": selection_caption(form, request.as_of)},
        )
    context = frame_context(request, form) | found | {"found_words": found["chart"].takeaway}  # type: ignore[attr-defined]
    return record_answer(request, "timeline", context, "lanes")


@require_GET
@replayable
def timeline_lanes_csv(request: DeskRequest) -> HttpResponse:
    """The incidents that the lanes show, as CSV."""
    form = TimelineFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(lanes_chart(form), selection_caption(form, request.as_of))


def lane_choices(form: TimelineFilter) -> list[tuple[str, str, bool]]:
    """What lanes can be: in words, the query of the page with it, and whether it is so now."""
    return [(label, form.address(lanes=key or None), (key or "actor") == form.lanes_by) for key, label in form.LANES]


def incidents_page(form: TimelineFilter, count: int, request: DeskRequest) -> Page[Incident]:
    """The incidents of the selection, newest first, each with its toll; how many there are is known already."""
    pages = Paginator(form.tolls().order_by("-date_start", "-pk"), PER_PAGE)
    pages.count = count  # type: ignore[misc]
    return pages.get_page(request.GET.get("page"))
