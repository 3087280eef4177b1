"""The queue of reports that wait, and the way to the next one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.filters.queue import QueueFilter, tabs_for
from incidents.pages.frame.report import report_rows
from incidents.pages.frame.requests import person_of
from incidents.workflow.review.assignment import reviewers

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
    shown["rows"] = report_rows(list(page))
    if request.user.has_perm("incidents.assign_report"):
        shown["people"] = reviewers()
    return render(request, "queue/page.html", shown)
