"""The pages of briefings, and the same as PDF documents."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from incidents.forms.incident_filter import IncidentFilter
from incidents.models import Incident
from incidents.paper import to_pdf
from incidents.views.as_of import replayable
from incidents.views.briefing.content import Briefing, on_paper
from incidents.views.briefing.of_incident import briefing_of_incident
from incidents.views.briefing.of_record import briefing_of_record
from incidents.views.charts import caption_of, file_day, named_file, refused
from incidents.views.record_pages import record_answer, record_context
from incidents.views.requests import DeskRequest


@require_GET
@replayable
def incident_briefing(request: DeskRequest, pk: int) -> HttpResponse:
    """One incident: figure, range, reasons, sources, timeline, map."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    briefing = briefing_of_incident(found, request.as_of)
    return render(
        request,
        "incidents/incident_briefing.html",
        {"briefing": briefing, "caption": briefing.caption, "incident": found},
    )


@require_GET
@replayable
def incident_briefing_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    """The same as a document. No document for a wrong date."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    return refused(request.as_of) or as_pdf(briefing_of_incident(found, request.as_of), request)


@require_GET
@replayable
def record_briefing(request: DeskRequest) -> HttpResponse:
    """What a selection of incidents comes to; without its filters and frame where htmx asks."""
    form = IncidentFilter(request.GET)
    context = record_context(request, form)
    briefing = briefing_of_record(request, form, context["caption"])
    return record_answer(request, "briefing", context | {"briefing": briefing, "found_words": briefing.summary})


@require_GET
@replayable
def record_briefing_pdf(request: DeskRequest) -> HttpResponse:
    """The same as a document. No document for a wrong date."""
    if wrong := refused(request.as_of):
        return wrong
    form = IncidentFilter(request.GET)
    return as_pdf(briefing_of_record(request, form, caption_of(form, request.as_of)), request)


def as_pdf(briefing: Briefing, request: DeskRequest) -> HttpResponse:
    """The document, named by its title and date."""
    document = on_paper(briefing, settings.DESK_NAME, request.build_absolute_uri(briefing.address))
    answer = HttpResponse(to_pdf(document), content_type="application/pdf")
    return named_file(answer, f"{slugify(briefing.title)[:80] or 'briefing'}-{file_day(briefing.caption)}.pdf")
