"""The queue of reports that wait, and the way to the next one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.forms.queue import QueueFilter
from incidents.models import Report
from incidents.views.review import person_of
from incidents.workflow.holds import give_next

REPORTS_A_PAGE = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Reports that wait, oldest first; the filters are in the address."""
    chosen = QueueFilter(request.GET, queryset=Report.objects.all())
    page = Paginator(chosen.rows(), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "incidents/queue.html", {"filter": chosen, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def next_report(request: HttpRequest) -> HttpResponse:
    """Go to the best report that nobody else holds, now held by the person; to the queue where there is none.

    `leaving` names a report that the person does not want to go on with now.
    """
    if not request.user.has_perm("incidents.review_report"):
        return redirect("queue")
    leaving = (request.POST if request.method == "POST" else request.GET).get("leaving", "")
    key = int(leaving) if leaving.isdecimal() and len(leaving) < 10 else None
    given = give_next(person_of(request), leaving=key)
    if given:
        return redirect("review", given.pk)
    if Report.objects.waiting().exists():
        messages.info(request, "There is no report for you now: what waits is held by others, or is theirs.")
    return redirect("queue")
