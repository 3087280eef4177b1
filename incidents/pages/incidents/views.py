"""The list of incidents, by search and filters."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from incidents.filters.incidents import IncidentFilter
from incidents.pages.frame.record_pages import frame_context, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many

PER_PAGE = 50


@require_GET
@replayable
def incidents(request: DeskRequest) -> HttpResponse:
    """Incidents, newest first, by search and filters; the rows alone where htmx asks."""
    form = IncidentFilter(request.GET)
    page = Paginator(form.tolls().order_by("-date_start", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    fitting = how_many(page.paginator.count, "incident")
    context = frame_context(request, form) | {"page": page, "found_words": fitting}
    return record_answer(request, "incidents", context)
