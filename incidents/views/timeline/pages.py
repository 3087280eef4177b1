"""Incidents over time: the chart, the same numbers as a table and as CSV, and the incidents behind them."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from incidents.forms.timeline_filter import TimelineFilter
from incidents.models import Incident
from incidents.views.as_of import replayable
from incidents.views.charts import caption_of, chart_csv, refused
from incidents.views.record_pages import record_answer, record_context
from incidents.views.requests import DeskRequest
from incidents.views.timeline.stacked import stacked
from incidents.views.timeline.words import found_words

PER_PAGE = 50


@require_GET
@replayable
def timeline(request: DeskRequest) -> HttpResponse:
    """The timeline; without its filters and frame where htmx asks."""
    form = TimelineFilter(request.GET)
    chart, selection = stacked(form)
    context = record_context(request, form) | {
        "selection": selection,
        "chart": chart,
        "page": incidents_page(form, selection.totals.incidents, request),
        "wider": form.address(since=None, until=None) if {"since", "until"} & set(form.chosen) else None,
        "found_words": found_words(form, selection.totals),
    }
    return record_answer(request, "timeline", context)


@require_GET
@replayable
def timeline_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the chart and its table, as CSV; unknown is an empty cell. No figures for a wrong date."""
    form = TimelineFilter(request.GET)
    return refused(request.as_of) or chart_csv(stacked(form)[0], caption_of(form, request.as_of))


def incidents_page(form: TimelineFilter, count: int, request: DeskRequest) -> Page[Incident]:
    """The incidents of the selection, newest first, each with its toll; how many there are is known already."""
    pages = Paginator(form.tolls().order_by("-date_start", "-pk"), PER_PAGE)
    pages.count = count  # type: ignore[misc]
    return pages.get_page(request.GET.get("page"))
