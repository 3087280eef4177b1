"""Keeping a report in hand, leaving it, and taking it again or from somebody else."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from incidents.models import Report
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import deciding, person_of, wants_fragment
from incidents.pages.frame.undo import undo_form
from incidents.workflow.desk.people import name_of
from incidents.workflow.queue.holds import (
    HeldByOtherError,
    NotYoursError,
    keep_ahead,
    leave_page,
    release_hold,
    renew_hold,
    take_over,
    take_report,
)


@deciding
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A sign of life: the hold goes on. The strip that says who holds the report; 409 where somebody else does.

    With `back`, from a page that was left and is on screen again: it takes the report anew.
    """
    report = whole_report(pk)
    try:
        go_on = take_report if "back" in request.POST else renew_hold
        go_on(report=report, person=person_of(request))
        keep_ahead(person_of(request))
    except HeldByOtherError as error:
        report.held_by, report.held_until = error.by, error.until
        return strip(request, report, status=409)
    return strip(request, report)


@deciding
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a report: its holder on leaving it, or who assigns reports."""
    report, person = whole_report(pk), person_of(request)
    holder = report.held_by
    try:
        release_hold(report=report, person=person)
    except NotYoursError as error:
        raise PermissionDenied from error
    said = (
        "Released: others can take it now."
        if holder is None or holder == person
        else f"Released: {name_of(holder)} no longer holds it."
    )
    messages.success(request, undo_form(request, said, reverse("report-take", args=[pk]), label="Take it again"))
    return redirect("queue")


@deciding
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """What a browser says of a page that is left, `since` when it held the report: that page lets go of it."""
    since = moment_of(request.POST.get("since", ""))
    if since:
        leave_page(report_id=pk, person=person_of(request), since=since)
    return HttpResponse(status=204)


@deciding
@require_POST
def take_hold(request: HttpRequest, pk: int) -> HttpResponse:
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
    return render(request, "review/_hold.html", {"report": report}, status=status)


def moment_of(written: str) -> datetime | None:
    """An ISO moment; None where it is none."""
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
