"""What all pages that show the record by filters have in common: list, timeline, map and the other charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.filters.incidents import IncidentFilter
from incidents.pages.frame.charts import selection_caption
from incidents.pages.frame.requests import DeskRequest, wants_fragment

ROOMS = (
    ("incidents", "List", "Incidents one by one"),
    ("timeline", "Timeline", "How many by day, week, month or year"),
    ("map", "Map", "Where"),
    ("calendar", "Calendar", "Each day by how many were counted"),
    ("policy-comparison", "Policies", "What each policy makes of the same incidents"),
    ("reporting-delay", "Delay", "From the incident to its first report, and to the figure that settled"),
    ("briefing", "Briefing", "What stands about these incidents, on one page to print or send"),
)


@dataclass(frozen=True, slots=True)
class RecordRoom:
    """A way to look at the record, with the choices of the page that leads there."""

    address: str
    label: str
    meaning: str
    is_here: bool


def frame_context(request: DeskRequest, form: IncidentFilter) -> dict[str, Any]:
    """What the frame of such a page needs; `caption` says what its charts are drawn from. One query."""
    return {
        "form": form,
        "query": form.address(),
        "language": form.language(),
        "caption": selection_caption(form, request.as_of),
        "record_rooms": rooms_with(form, request),
        "is_fragment": wants_fragment(request),
    }


def rooms_with(form: IncidentFilter, request: HttpRequest) -> list[RecordRoom]:
    language = form.language()
    kept = f"?{language}" if language else ""
    places = ((reverse(name), label, meaning) for name, label, meaning in ROOMS)
    return [RecordRoom(place + kept, label, meaning, place == request.path) for place, label, meaning in places]


def incidents_between(form: IncidentFilter, first: date, last: date) -> str:
    """The incidents of these days on the timeline; no earlier or later than was chosen."""
    chosen = form.chosen
    since, until = max(first, chosen.get("since") or first), min(last, chosen.get("until") or last)
    return f"{reverse('timeline')}?{form.language(since=since.isoformat(), until=until.isoformat())}#incidents"


def record_answer(request: DeskRequest, folder: str, context: dict[str, Any], page: str = "page") -> HttpResponse:
    """The page `<folder>/<page>.html`, or its fragment `<folder>/_<page>.html` where htmx asks."""
    part = f"_{page}" if context["is_fragment"] else page
    return render(request, f"{folder}/{part}.html", context)


@require_GET
def provinces(request: HttpRequest) -> HttpResponse:
    """The provinces of the countries that are ticked, as a list to tick."""
    return render(request, "filters/_field.html", {"field": IncidentFilter(request.GET)["admin1"]})
