"""Going from one report to the next: keeping the next one ready, and back to the one that was just finished."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.views.decorators.http import require_http_methods, require_POST

from incidents.models import Report
from incidents.pages.frame.requests import deciding, person_of
from incidents.workflow.attention.reading_time import start_clock
from incidents.workflow.queue.holds import give_next, reserve_next
from incidents.workflow.review.decisions import NothingToTakeBackError
from incidents.workflow.review.undo import undo_finish

AHEAD = "X-Ahead"
"""The header by which a page says which next report it has fetched already."""


@deciding
@require_POST
def ahead(request: HttpRequest) -> HttpResponse:
    """Keep the next report for the person, and say where it is reviewed; an empty address where there is none."""
    kept = reserve_next(person_of(request))
    return JsonResponse({"address": reverse("review", args=[kept.pk]) if kept else ""})


def address_of_next(request: HttpRequest, leaving: int | None = None) -> str:
    """Where the best report is that nobody else holds, now held by the person; the queue where there is none."""
    given = give_next(person_of(request), leaving=leaving)
    if given:
        return reverse("review", args=[given.pk])
    if Report.objects.waiting().exists():
        messages.info(request, "There is no report for you now: what waits is held by others, or is theirs.")
    return reverse("queue")


def way_to_next_report(request: HttpRequest) -> HttpResponse:
    """The way to the next report after one was finished.

    A page that fetched one ahead is told where to go, and is given the messages where it can go there at once.
    """
    if AHEAD not in request.headers:
        return redirect("review-next")
    address = address_of_next(request)
    fits = address == request.headers[AHEAD]
    if fits:
        start_clock(person_of(request), resolve(address).kwargs["pk"])
    shown = render_to_string("frame/_messages.html", request=request) if fits else ""
    return JsonResponse({"address": address, "messages": shown})


@deciding
@require_POST
def take_finish_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the finishing of a report, and return to it."""
    report = get_object_or_404(Report, pk=pk)
    try:
        undo_finish(report=report, person=person_of(request))
    except NothingToTakeBackError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "Taken back: this report is open again, as it was before you finished it.")
    return redirect("review", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def next_report(request: HttpRequest) -> HttpResponse:
    """Go to the best report that nobody else holds, now held by the person; to the queue where there is none.

    `leaving` names a report that the person does not want to go on with now.
    """
    if not request.user.has_perm("incidents.review_report"):
        return redirect("queue")
    leaving = (request.POST if request.method == "POST" else request.GET).get("leaving", "")
    key = int(leaving) if leaving.isdecimal() and len(leaving) < 10 else None
    return redirect(address_of_next(request, key))
