"""One report to read: its words, what was found in them, how far the program is, and what is known about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from incidents.models import Report
from incidents.pages.frame.beside import Beside, Rival
from incidents.pages.frame.highlights import paragraphs
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.report import marks_shown, may_reopen, whole_report
from incidents.pages.frame.report_form import DayForm, MetadataForm
from incidents.pages.frame.requests import DeskRequest, version_in, wants_fragment
from incidents.pages.review.cards import cards_of, measures_in
from incidents.pages.review.grouped import grouped_cards
from incidents.pages.review.rereading import read_with
from incidents.pages.review.views import deciding, links_of_groups, person_of, review_page
from incidents.vocabulary import ReportStatus
from incidents.workflow.intake import describe_report, read_again
from incidents.workflow.queue.holds import HeldByOtherError, hold_to_decide
from incidents.workflow.queue.readings import refuse_who_has_read
from incidents.workflow.reports.near_duplicates import nearly_same
from incidents.workflow.review.assumed_day import confirm_day
from incidents.workflow.standing.groups import groups_for
from incidents.workflow.standing.versions import StaleError


@require_safe
@replayable
def report(request: DeskRequest, pk: int) -> HttpResponse:
    """One report to read: its words, what was found in them and what people decided."""
    shown = whole_report(pk)
    cards = cards_of(shown, person_of(request))
    claims = [card.claim for card in cards]
    groups = groups_for(shown, claims, person_of(request))
    page = {
        "report": shown,
        "cards": cards,
        "groups": groups,
        "grouped": grouped_cards(groups, cards, links=links_of_groups(shown, groups)),
        "paragraphs": paragraphs(shown, claims, groups),
        "measures": measures_in(cards),
        "alike": nearly_same(shown),
        "text_marks": marks_shown(shown),
        "linked": list(shown.incidents.unmerged()),
        "may_reopen": may_reopen(request, shown) and not request.as_of.is_replay,
        "is_later": not request.as_of.includes(shown.known_at),
    }
    return render(request, "review/report.html", page)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the program has read: a fragment that asks again, until there is something to review."""
    shown = whole_report(pk)
    if shown.status == ReportStatus.READING:
        return render(request, "review/_progress.html", {"report": shown})
    return go_to_review(request, pk)


def go_to_review(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the review of a report, also from within a page."""
    if not wants_fragment(request):
        return redirect("review", pk)
    done = HttpResponse()
    done["HX-Redirect"] = reverse("review", args=[pk])
    return done


@deciding
@require_POST
def confirm_assumed_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the day that was assumed for a report as given, where it is still the one that the person saw."""
    shown = whole_report(pk)
    form = DayForm(request.POST)
    if not shown.is_open or not form.is_valid():
        return redirect("review", pk)
    refuse_who_has_read(shown, person_of(request))
    try:
        is_that_day = confirm_day(report=shown, person=person_of(request), day=form.cleaned_data["day"])
    except HeldByOtherError as error:
        if wants_fragment(request):
            return HttpResponse(str(error), status=409, content_type="text/plain")
        messages.warning(request, str(error))
        return redirect("review", pk)
    if not wants_fragment(request):
        return redirect("review", pk)
    page = {"report": whole_report(pk), "was_changed": not is_that_day}
    return render(request, "review/_day_answer.html", page)


@deciding
@require_POST
def have_read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the program read a text whose reading failed or stands still; whoever holds it is not disturbed."""
    shown = whole_report(pk)
    try:
        hold_to_decide(pk, person_of(request))
    except HeldByOtherError as error:
        messages.error(request, str(error))
        return go_to_review(request, pk)
    read = read_again(shown)
    if read.status == ReportStatus.FAILED:
        messages.error(request, "The program failed on this text again.")
    return go_to_review(request, pk)


@deciding
@require_POST
def correct_description(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is known about a text; the text itself is never touched."""
    shown = whole_report(pk)
    if not shown.is_open and not request.user.has_perm("incidents.change_report"):
        raise PermissionDenied
    form = MetadataForm(request.POST, prefix="about")
    if not form.is_valid():
        return review_page(request, shown, about=form, about_version=version_in(request), status=422)
    try:
        if shown.is_read and form.asks_for_reading(shown):
            return read_with(request, shown, {"about": form.as_asked()})
        save_description(request, shown, form)
    except StaleError:
        newest = whole_report(pk)
        return review_page(request, newest, about=form, beside=report_beside(newest, form), status=409)
    messages.success(request, "Saved what is known about this text.")
    return redirect("review", pk)


def save_description(request: HttpRequest, report: Report, form: MetadataForm) -> None:
    """Save what a valid form says about a text. Raises StaleError where somebody else did since it was opened."""
    given = form.cleaned_data
    describe_report(
        report=report,
        title=given["title"],
        source=form.save_source(),
        published=given["published"],
        published_time=given["published_time"],
        url=given["url"],
        language=given["language"],
        seen_version=version_in(request),
    )


def report_beside(report: Report, form: MetadataForm) -> Beside:
    """What is known about a text now, beside what a form that came later says."""
    now = MetadataForm.of(report)
    pairs = [(name, str(now[name].value() or ""), str(form[name].value() or "")) for name in now.initial]
    last = report.history.select_related("history_user").latest("history_id")
    return Beside(last.history_user, last.history_date, "", [Rival(*pair) for pair in pairs if pair[1] != pair[2]])
