"""Reports: pasting one, reading one, finding one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.forms.report import MetadataForm, ReportForm
from incidents.forms.report_filter import ReportFilter
from incidents.models import Report, Source
from incidents.views.as_of import replayable
from incidents.views.cards import cards_of
from incidents.views.clashes import report_beside
from incidents.views.fragments import wants_fragment
from incidents.views.highlights import paragraphs
from incidents.views.queue import rows_of
from incidents.views.requests import DeskRequest, version_in
from incidents.views.review import deciding, may_reopen, measures_in, person_of, review_page, whole_report
from incidents.vocabulary import ReportStatus
from incidents.workflow.intake import AlreadyHereError, describe_report, submit_report
from incidents.workflow.near_duplicates import nearly_same
from incidents.workflow.versions import StaleError

REPORTS_A_PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every report, newest first, by search and filters."""
    form = ReportFilter(request.GET)
    found = form.narrow(Report.objects.order_by("-published", "-pk"))
    page = Paginator(found.values_list("pk", flat=True), REPORTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "incidents/reports.html", {"form": form, "page": page, "rows": rows_of(list(page))})


@permission_required("incidents.add_report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Paste a text; what was found in it is reviewed at once."""
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("review", submitted(request, form).pk)
        except (AlreadyHereError, IntegrityError):
            form = ReportForm(request.POST)  # sent twice at once: the form now says where the text is
    page = {"form": form, "sources": Source.objects.all()}
    return render(request, "incidents/report_new.html", page, status=422 if form.is_bound else 200)


def submitted(request: HttpRequest, form: ReportForm) -> Report:
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


@require_safe
@replayable
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """One report to read: its words, what was found in them and what people decided."""
    shown = whole_report(pk)
    cards = cards_of(shown, person_of(request))
    page = {
        "report": shown,
        "cards": cards,
        "paragraphs": paragraphs(shown, [card.claim for card in cards]),
        "measures": measures_in(cards),
        "alike": nearly_same(shown),
        "linked": list(shown.incidents.unmerged()),
        "may_reopen": may_reopen(request, shown) and not request.as_of.is_replay,
        "is_later": not request.as_of.includes(shown.known_at),
    }
    return render(request, "incidents/report.html", page)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the program has read: a fragment that asks again, until there is something to review."""
    shown = whole_report(pk)
    if shown.status == ReportStatus.READING:
        return render(request, "incidents/_progress.html", {"report": shown})
    if not wants_fragment(request):
        return redirect("review", pk)
    done = HttpResponse()
    done["HX-Redirect"] = reverse("review", args=[pk])
    return done


@deciding
@require_POST
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is known about a text; the text itself is never touched."""
    shown = whole_report(pk)
    if not shown.is_open and not request.user.has_perm("incidents.change_report"):
        raise PermissionDenied
    form = MetadataForm(request.POST, prefix="about")
    if not form.is_valid():
        return review_page(request, shown, about=form, about_version=version_in(request), status=422)
    try:
        described(request, shown, form)
    except StaleError:
        newest = whole_report(pk)
        return review_page(request, newest, about=form, beside=report_beside(newest, form), status=409)
    messages.success(request, "Saved what is known about this text.")
    return redirect("review", pk)


def described(request: HttpRequest, report: Report, form: MetadataForm) -> None:
    """Save what a valid form says about a text. Raises StaleError where somebody else did since it was opened."""
    given = form.cleaned_data
    describe_report(
        report=report,
        title=given["title"],
        source=form.save_source(),
        published=given["published"],
        published_time=given["published_time"],
        url=given["url"],
        seen_version=version_in(request),
    )
