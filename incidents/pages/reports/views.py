"""Reports: pasting one, reading one, finding one."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.filters.reports import ReportFilter
from incidents.models import Report, Source
from incidents.pages.frame.report import report_rows
from incidents.pages.frame.report_form import ReportForm
from incidents.pages.frame.requests import person_of
from incidents.workflow.intake import AlreadyHereError, submit_report
from incidents.workflow.reports.published import find_day_of_pasted

REPORTS_A_PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every report, newest first, by search and filters."""
    form = ReportFilter(request.GET)
    found = form.narrow(Report.objects.order_by("-published", "-pk"))
    page = Paginator(found.values_list("pk", flat=True), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/page.html", {"form": form, "page": page, "rows": report_rows(list(page))})


@permission_required("incidents.add_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Paste a text; what was found in it is reviewed at once."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("review", submit_pasted(request, form).pk)
        except (AlreadyHereError, IntegrityError):
            form = ReportForm(request.POST)  # sent twice at once: the form now says where the text is
    page = {"form": form, "sources": Source.objects.all()}
    return render(request, "reports/new.html", page, status=422 if form.is_bound else 200)


@permission_required("incidents.add_report", raise_exception=True)
@require_POST
def day_of_pasted(request: HttpRequest) -> HttpResponse:
    """What would be taken as the day of a pasted text, before it is kept: a line below the field."""
    found = find_day_of_pasted(request.POST.get("text", ""), timezone.localdate())
    return render(request, "reports/_day.html", {"found": found})


def submit_pasted(request: HttpRequest, form: ReportForm) -> Report:
    """The report that a valid form makes."""
    given = form.cleaned_data
    return submit_report(
        text=given["text"],
        source=form.save_source(),
        person=person_of(request),
        published=given["published"],
        published_time=given["published_time"],
        title=given["title"],
        url=given["url"],
    )
