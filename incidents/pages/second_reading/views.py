"""Asking for a second reading: of a report that waits, or of one that was closed faster than it can be read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import deciding, person_of
from incidents.workflow.desk.people import name_of
from incidents.workflow.review.second_reading import want_second_reading


@deciding
@require_POST
def want(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a report read by two people apart; one that is due to be read again waits from now on."""
    report = whole_report(pk)
    if not report.is_open and not report.is_due_again:
        messages.warning(request, "Only a report that waits can be read twice. Reopen it first.")
        return redirect("review", pk)
    person = person_of(request)
    want_second_reading(report, report.second_reading_why or f"{name_of(person)} asked for it", person)
    messages.success(request, "Two people will read this report apart, and a third settles where they differ.")
    return redirect("review", pk)
