"""The first page: what waits, what is contested, what changed in the last day, and the last thirty days."""

from __future__ import annotations

from typing import Any

from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.filters.as_of import AsOf
from incidents.models import Incident, Report
from incidents.models.estimate import figures_at
from incidents.models.incident import IncidentQuerySet
from incidents.pages.dashboard.glance import glance
from incidents.pages.dashboard.moves import LATELY, moves
from incidents.pages.dashboard.service_line import service_lines
from incidents.pages.frame.decision_rows import decision_rows as decision_rows
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.report import report_rows
from incidents.pages.frame.requests import DeskRequest
from incidents.vocabulary import ReportStatus
from incidents.workflow.queue.service_time import service_time, service_time_by_week

ROWS = 6
CONTESTED = 4
"""How many incidents that need a decision are shown: those where most could change."""


@require_safe
@replayable
def dashboard(request: DeskRequest) -> HttpResponse:
    """Each part with the way to its room. The number of queries is the same whatever the record holds."""
    as_of = request.as_of
    page = most_at_stake(as_of) | {
        "glance": glance(as_of),
        "moves": moves(as_of),
        "changed": lately_known(as_of)[:ROWS],
    }
    if not as_of.is_replay:
        page |= what_waits() | last_reviewed() | how_long()
    return render(request, "dashboard/page.html", page)


def most_at_stake(as_of: AsOf) -> dict[str, Any]:
    """The incidents that need a decision where most is at stake, and how many there are. Three queries."""
    figures = figures_at(as_of.moment)
    in_question = figures.in_question()
    keys = [one["incident_id"] for one in in_question.incidents_by_stake()[:CONTESTED]]
    return {
        "contested": decision_rows(keys, figures, 0),
        "undecided_count": in_question.values("incident").distinct().count(),
    }


def what_waits() -> dict[str, Any]:
    """What waits: how many, since when, and what comes next."""
    waits = Report.objects.waiting().order_by()
    told = waits.aggregate(oldest=Min("added_at"))
    return {
        "waiting": report_rows(list(Report.objects.by_priority().values_list("pk", flat=True)[:ROWS])),
        "waiting_count": waits.count(),
        "oldest": told["oldest"],
        "failed_count": Report.objects.filter(status=ReportStatus.FAILED).count(),
    }


def last_reviewed() -> dict[str, Any]:
    """What was reviewed last, and how much of it in the last day."""
    done = Report.objects.filter(status=ReportStatus.REVIEWED).order_by("-reviewed_at")
    return {
        "reviewed": done.select_related("source", "reviewed_by").defer("text").prefetch_related("incidents")[:ROWS],
        "reviewed_count": done.filter(reviewed_at__gte=timezone.now() - LATELY).count(),
    }


def how_long() -> dict[str, Any]:
    """From arrival to accepted, lately and by week."""
    weeks = service_time_by_week()
    return {"service": service_time(), "weeks": weeks, "lines": service_lines(weeks)}


def lately_known(as_of: AsOf) -> IncidentQuerySet:
    """Incidents with their dead: those added in the last day; in a replay those that became known last."""
    found = Incident.objects.unmerged().known_at(as_of.moment).with_toll(known_at=as_of.moment)
    if as_of.is_replay:
        return found.order_by("-known_from", "-pk")
    return found.filter(made_at__gte=timezone.now() - LATELY).order_by("-made_at", "-pk")
