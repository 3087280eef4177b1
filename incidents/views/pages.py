"""The first page, and signing in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.forms.as_of import AsOf
from incidents.models import Incident, Report
from incidents.models.estimate import figures_at
from incidents.models.incident import IncidentQuerySet
from incidents.views.as_of import replayable
from incidents.views.queue import rows_of
from incidents.views.requests import DeskRequest
from incidents.views.service_line import lines_of
from incidents.vocabulary import ReportStatus
from incidents.workflow.service_time import service_time, service_time_by_week

ROWS = 6


class SignInView(LoginView):
    """Where a person signs in; one who is signed in already goes on to the desk."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True


@require_safe
@replayable
def dashboard(request: DeskRequest) -> HttpResponse:
    """What waits, what was reviewed lately, which incidents changed, each with the way to it."""
    reports = Report.objects.select_related("source").defer("text")
    reviewed = reports.filter(status=ReportStatus.REVIEWED).select_related("reviewed_by").order_by("-reviewed_at")
    page: dict[str, Any] = {
        "waiting": rows_of(list(Report.objects.by_priority().values_list("pk", flat=True)[:ROWS])),
        "waiting_count": Report.objects.waiting().count(),
        "reviewed": reviewed.prefetch_related("incidents")[:ROWS],
        "changed": lately_changed(request.as_of)[:ROWS],
        "undecided_count": figures_at(request.as_of.moment).in_question().values("incident").distinct().count(),
        "failed_count": Report.objects.filter(status=ReportStatus.FAILED).count(),
    }
    if not request.as_of.is_replay:
        page["service"], weeks = service_time(), service_time_by_week()
        page |= {"weeks": weeks, "lines": lines_of(weeks)}
    return render(request, "incidents/dashboard.html", page)


def lately_changed(as_of: AsOf) -> IncidentQuerySet:
    """Incidents with their dead, those first that somebody changed last; in a replay those that became known last."""
    found = Incident.objects.unmerged().known_at(as_of.moment).with_toll(known_at=as_of.moment)
    return found.order_by("-known_from" if as_of.is_replay else "-changed_at", "-pk")
