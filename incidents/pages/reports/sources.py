"""Sources as a person types their names."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.models import Source
from incidents.workflow.reports.sources import find_source

MOST_SUGGESTIONS = 8


@permission_required("incidents.add_report", raise_exception=True)
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Sources whose name or alias has the typed words in it, those that begin with them first."""
    words = " ".join(request.GET.get("source", "").replace("\x00", "").split())
    likely = list(Source.objects.named_like(words)[:50]) if words else []
    likely.sort(key=lambda source: (not source.name.casefold().startswith(words.casefold()), source.name.casefold()))
    page = {"words": words, "sources": likely[:MOST_SUGGESTIONS], "known": find_source(words) if words else None}
    return render(request, "reports/_sources.html", page)
