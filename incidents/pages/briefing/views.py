"""The pages of briefings, and the same as PDF documents."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from incidents.filters.incidents import IncidentFilter
from incidents.pages.briefing.selection import briefing_of_record
from incidents.pages.frame.briefing import as_pdf
from incidents.pages.frame.charts import refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest


@require_GET
@replayable
def record_briefing(request: DeskRequest) -> HttpResponse:
    """What a selection of incidents comes to; without its filters and frame where htmx asks."""
    form = IncidentFilter(request.GET)
    context = frame_context(request, form)
    briefing = briefing_of_record(request, form, context["caption"])
    return record_answer(request, "briefing", context | {"briefing": briefing, "found_words": briefing.summary})


@require_GET
@replayable
def record_briefing_pdf(request: DeskRequest) -> HttpResponse:
    """The same as a document. No document for a wrong date."""
    if wrong := refuse_file(request.as_of):
        return wrong
    form = IncidentFilter(request.GET)
    return as_pdf(briefing_of_record(request, form, selection_caption(form, request.as_of)), request)
