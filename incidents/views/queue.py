"""The queue of reports that wait, and the way to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.forms.queue import QueueFilter, tabs_for
from incidents.models import Report
from incidents.views.next_report import address_of_next
from incidents.views.requests import person_of
from incidents.workflow.assignment import reviewers

REPORTS_A_PAGE = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Reports that wait, of highest priority first; tab and filters are in the address."""
    person = person_of(request)
    chosen = QueueFilter(request.GET, person=person)
    tabs = tabs_for(person)
    tab = next((one for one in tabs if one.name == chosen.tab_name), tabs[0])
    paginator = Paginator(chosen.keys(), REPORTS_A_PAGE)
    is_counted = not chosen.is_narrowed and bool(tab.name or chosen.status_chosen == "waiting")
    if is_counted:
        paginator.count = tab.count  # counted already: not once more
    page = paginator.get_page(request.GET.get("page"))
    shown: dict[str, Any] = {"form": chosen, "tabs": tabs, "tab": tab, "is_counted": is_counted, "page": page}
    shown["rows"] = rows_of(list(page))
    if request.user.has_perm("incidents.assign_report"):
        shown["people"] = reviewers()
    return render(request, "incidents/queue.html", shown)


def rows_of(keys: Sequence[int]) -> list[Report]:
    """What the rows show of these reports, in their order, in one query; the texts stay in the database."""
    reports = Report.objects.filter(pk__in=keys).with_claim_counts().defer("text")
    by_key = {one.pk: one for one in reports.select_related("source", "held_by", "assigned_to")}
    return [by_key[key] for key in keys if key in by_key]


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
