"""The queue of reports that wait, and the way to the next one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from incidents.forms.queue import QueueFilter
from incidents.models import Report

REPORTS_A_PAGE = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Reports that wait, oldest first; the filters are in the address."""
    chosen = QueueFilter(request.GET, queryset=Report.objects.all())
    page = Paginator(chosen.rows(), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "incidents/queue.html", {"filter": chosen, "page": page})


@require_safe
def next_report(request: HttpRequest) -> HttpResponse:
    """Go to the report that has waited longest, or to the queue where none does."""
    waiting = Report.objects.waiting().values_list("pk", flat=True).first()
    return redirect("review", waiting) if waiting else redirect("queue")
