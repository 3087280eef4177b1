"""Keeping a report in hand, leaving it, and taking it again or from somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from incidents.models import Report
from incidents.views.fragments import wants_fragment
from incidents.views.review import deciding, person_of, whole_report
from incidents.views.undo import undo_form
from incidents.workflow.holds import (
    HeldByOtherError,
    NotYoursError,
    keep_ahead,
    release_hold,
    renew_hold,
    take_over,
    take_report,
)
from incidents.workflow.people import name_of


@deciding
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A sign of life: the hold goes on. The strip that says who holds the report; 409 where somebody else does."""
    report = whole_report(pk)
    try:
        renew_hold(report=report, person=person_of(request))
        keep_ahead(person_of(request))
    except HeldByOtherError as error:
        report.held_by, report.held_until = error.by, error.until
        return strip(request, report, status=409)
    return strip(request, report)


@deciding
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a report: its holder on leaving it, also by a beacon of the browser, or who assigns reports."""
    report, person = whole_report(pk), person_of(request)
    holder = report.held_by
    if "leaving" in request.POST and report.is_held_from(person):
        return HttpResponse(status=204)  # a page that is left says so, whether or not the report is still its own
    try:
        release_hold(report=report, person=person)
    except NotYoursError as error:
        raise PermissionDenied from error
    if "leaving" in request.POST:
        return HttpResponse(status=204)
    said = (
        "Released: others can take it now."
        if holder is None or holder == person
        else f"Released: {name_of(holder)} no longer holds it."
    )
    messages.success(request, undo_form(request, said, reverse("report-take", args=[pk]), label="Take it again"))
    return redirect("queue")


@deciding
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report in hand; with `over`, from whoever holds it."""
    report = whole_report(pk)
    try:
        take_away = take_over if "over" in request.POST else take_report
        take_away(report=report, person=person_of(request))
    except HeldByOtherError as error:
        messages.warning(request, str(error))
    except NotYoursError as error:
        raise PermissionDenied from error
    return redirect("review", pk)


def strip(request: HttpRequest, report: Report, status: int = 200) -> HttpResponse:
    """Who holds the report: the fragment that the review page shows too, or the page where no script asks."""
    if not wants_fragment(request):
        return redirect("review", report.pk)
    return render(request, "incidents/_hold.html", {"report": report}, status=status)
