"""The incidents of a filter as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from incidents.exports.incident_sheet import IncidentRow, as_exact_as, incident_lines
from incidents.filters.incidents import IncidentFilter
from incidents.models import Incident, IncidentActor
from incidents.pages.frame.charts import Caption, file_day, named_file, refused_choices, selection_caption
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.vocabulary import Side

AT_A_TIME = 2_000
"""How many incidents are in memory; their actors are asked for together."""


@require_GET
@replayable
def incidents_csv(request: DeskRequest) -> HttpResponseBase:
    """One row an incident that the filter chooses, with its figure, line by line however many there are."""
    form = IncidentFilter(request.GET)
    if refusal := refused_choices(form):
        return refusal
    caption = selection_caption(form, request.as_of)
    lines = incident_lines(incident_rows(request, form, what_all_rows_say(form, caption)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return named_file(answer, f"incidents-{form.measure_chosen}-as-known-on-{file_day(caption)}.csv")


def what_all_rows_say(form: IncidentFilter, caption: Caption) -> dict[str, Any]:
    """What is counted, and what the rows are drawn from, as below each chart."""
    return {
        "measure": form.measure_chosen.value,
        "whose": form.words_of("status") if form.status_chosen else "everybody",
        "as_known_on": caption.known_on,
        "policy": caption.policy,
        "filter": caption.filter,
    }


def incident_rows(request: DeskRequest, form: IncidentFilter, same: dict[str, Any]) -> Iterator[IncidentRow]:
    """The rows, newest first, as the list has them."""
    parts = Prefetch("parts", IncidentActor.objects.select_related("actor"))
    incidents = form.tolls().with_reports_count(form.known_at).prefetch_related(parts).order_by("-date_start", "-pk")
    for incident in incidents.iterator(chunk_size=AT_A_TIME):
        address = request.build_absolute_uri(request.as_of.keep(incident.get_absolute_url()))
        yield IncidentRow(**of_incident(incident), **of_figure(incident), **same, address=address)


def of_incident(incident: Incident) -> dict[str, Any]:
    """What happened, where, when, and who took part."""
    by_side: dict[str, list[str]] = {side: [] for side in Side}
    for part in incident.parts.all():
        by_side[part.side].append(part.actor.name)
    as_they_are = ("date_start", "date_end", "date_precision", "event_type", "sub_event_type", "title")
    places = ("country", "admin1", "admin2", "geo_precision")
    return {
        "id": incident.pk,
        **{name: getattr(incident, name) for name in (*as_they_are, *places)},
        "place": incident.place_name,
        "latitude": as_exact_as(incident.latitude, incident.geo_precision),
        "longitude": as_exact_as(incident.longitude, incident.geo_precision),
        "side_a": by_side[Side.A],
        "side_b": by_side[Side.B],
        "other_actors": by_side[Side.OTHER],
    }


def of_figure(incident: Any) -> dict[str, Any]:
    """The figure that stands, and how many reports it could rest on; a figure that nobody gives is not even open."""
    toll = incident.toll_figure
    return {
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "high_is_open": toll.is_open if toll.is_known else None,
        "flags": incident.toll_flags or [],
        "reports": incident.reports_count,
    }
