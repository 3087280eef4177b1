"""Giving reports to people and sending finished ones back, each with its undo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from incidents.models import Report
from incidents.pages.frame.requests import keys_in, person_of
from incidents.pages.frame.undo import undo_form
from incidents.workflow.desk.people import name_of
from incidents.workflow.review.assignment import (
    NotReturnableError,
    assign_reports,
    return_report,
    reviewers,
    take_return_back,
)

assigning = permission_required("incidents.assign_report", raise_exception=True)


@assigning
@require_POST
def assign(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Give one report, or those ticked, to `to` or to nobody. The undo posts `was`, pairs of a report and a person."""
    people = {person.pk: person for person in reviewers()}
    if "was" in request.POST:
        given = given_before(request.POST.getlist("was"), people)
    else:
        keys = [pk] if pk else keys_in(request.POST.getlist("report"))
        chosen = request.POST.get("to", "")
        if not keys or (chosen != "nobody" and (not chosen.isdecimal() or int(chosen) not in people)):
            messages.warning(request, "Tick the reports, and choose whom to give them to. Nothing was changed.")
            return redirect(way_back(request))
        given = dict.fromkeys(keys, people.get(int(chosen)) if chosen.isdecimal() else None)
    before = assign_reports(given=given, by=person_of(request))
    say_what_was_given(request, given, before)
    return redirect(way_back(request))


def given_before(pairs: list[str], people: dict[int, User]) -> dict[int, User | None]:
    """Pairs such as "12:5" and "13:", a report and whose it was, as the assignment takes them."""
    given: dict[int, User | None] = {}
    for report, _, whose in (pair.partition(":") for pair in pairs):
        for key in keys_in([report]):
            given[key] = next((people[one] for one in keys_in([whose]) if one in people), None)
    return given


def say_what_was_given(request: HttpRequest, given: dict[int, User | None], before: dict[int, int | None]) -> None:
    """What was done, with a button that undoes it; or that nothing was there to do."""
    if not before:
        messages.info(request, "Nothing changed: these reports are finished, or were given like that already.")
        return
    names = {name_of(person) or "nobody" for key, person in given.items() if key in before}
    count = f"{len(before)} report{'s' if len(before) > 1 else ''}"
    said = f"{count} given to {names.pop()}." if len(names) == 1 else f"{count} given back as before."
    fields = [("was", f"{key}:{whose or ''}") for key, whose in before.items()]
    fields.append(("back", way_back(request)))
    messages.success(request, undo_form(request, said, reverse("reports-assign"), fields))


def way_back(request: HttpRequest) -> str:
    """The page of this desk that the form was on; the queue where it names none."""
    asked = request.POST.get("back", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else reverse("queue")


@assigning
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a finished report back to who finished it, with a reason."""
    report = get_object_or_404(Report, pk=pk)
    reason = request.POST.get("reason", "").strip()[:1000]
    if not reason:
        messages.warning(request, "Say why it goes back: its reader sees the reason.")
        return redirect("report", pk)
    try:
        report = return_report(report=report, by=person_of(request), reason=reason)
    except NotReturnableError as error:
        messages.warning(request, str(error))
        return redirect("report", pk)
    assert report.assigned_to
    said = f"Sent back to {name_of(report.assigned_to)}. Its claims count nowhere until it is finished again."
    messages.success(request, undo_form(request, said, reverse("report-fetch-back", args=[pk]), label="Undo"))
    return redirect("report", pk)


@assigning
@require_POST
def fetch_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the sending back."""
    try:
        take_return_back(report=get_object_or_404(Report, pk=pk), by=person_of(request))
        messages.success(request, "Taken back: the report is finished as it was.")
    except NotReturnableError as error:
        messages.warning(request, f"{error} Nothing was changed.")
    return redirect("report", pk)
