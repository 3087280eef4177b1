"""The review of one report, and finishing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST, require_safe

from incidents.models import Actor, Incident, Report, ReportLink, ReviewRules, Source
from incidents.models.reading import to_settle_by
from incidents.pages.frame.beside import Beside
from incidents.pages.frame.claim_form import AddedClaimForm, ClaimForm
from incidents.pages.frame.finish_form import NEW, NONE, FinishForms, finished_words
from incidents.pages.frame.highlights import paragraphs
from incidents.pages.frame.report import marks_shown, may_reopen, whole_report
from incidents.pages.frame.report_form import MetadataForm
from incidents.pages.frame.requests import deciding, person_of
from incidents.pages.review.cards import Card, cards_of, counts_of, measures_in, order_for
from incidents.pages.review.grouped import grouped_cards
from incidents.pages.review.next_report import way_to_next_report
from incidents.pages.review.ties import TieForm
from incidents.vocabulary import ReportStatus
from incidents.workflow.acts import NotNowError, act
from incidents.workflow.attention.reading_time import begin_reading, mark_if_too_fast
from incidents.workflow.incidents.matching import Candidate, candidates_in, proposed_incident
from incidents.workflow.queue.holds import HeldByOtherError, hold_to_decide, take_report
from incidents.workflow.queue.readings import has_read, may_decide_on, refuse_who_has_read
from incidents.workflow.reports.near_duplicates import NearlySame, nearly_same
from incidents.workflow.review.finishing import UndecidedClaimsError, finish_groups, finish_report, reopen_report
from incidents.workflow.review.second_reading import finish_apart, undecided_for
from incidents.workflow.standing.groups import Group, Groups, GroupsError, groups_for, sentence_starts


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with everything found in it; a report that is still being read shows how far that is."""
    report = whole_report(pk, person_of(request))
    if report.status == ReportStatus.READING:
        return redirect("report", pk)
    if may_decide_on(report, person_of(request)):
        with suppress(HeldByOtherError):  # the page then says who holds it
            open_report(request, report)
    return review_page(request, report)


def open_report(request: HttpRequest, report: Report) -> None:
    """Take a report in hand and begin to read it. One that is fetched ahead is held for its person already."""
    person, rules = person_of(request), ReviewRules.now()
    if not is_fetched_ahead(request):
        take_report(report=report, person=person, rules=rules)
    if not report.is_held_from(person):
        begin_reading(report, person, rules)


def is_fetched_ahead(request: HttpRequest) -> bool:
    """Whether a script or the browser fetches the page before anybody asked to see it."""
    return "X-Prefetch" in request.headers or "prefetch" in request.headers.get("Sec-Purpose", "")


def review_page(
    request: HttpRequest,
    report: Report,
    *,
    editing: ClaimForm | TieForm | None = None,
    stale: Card | None = None,
    adding: AddedClaimForm | None = None,
    about: MetadataForm | None = None,
    about_version: int | None = None,
    beside: Beside | None = None,
    finishing: FinishForms | None = None,
    day_refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The review page, with whatever form a person is busy with; 15 queries at most, whatever its length."""
    person = person_of(request)
    may_review = may_decide_on(report, person)
    # Whatever was typed stays on the page, also where somebody else took the report meanwhile.
    may_decide = may_review and bool(editing or stale or adding or finishing or not report.is_held_from(person))
    cards = cards_of(report, person, editing)
    if stale:
        cards = [stale if card.claim.pk == stale.claim.pk else card for card in cards]
    alike = nearly_same(report)
    groups = groups_for(report, [card.claim for card in cards], person)
    page: dict[str, Any] = {
        "report": report,
        "alike": alike,
        "cards": cards,
        "groups": groups,
        "paragraphs": paragraphs(report, [card.claim for card in cards], groups),
        "measures": measures_in(cards),
        "counts": counts_of(cards),
        "may_decide": may_decide,
        "editing": bool(editing),
        "about": about or MetadataForm.of(report),
        "about_version": vars(report)["version"] if about_version is None else about_version,
        "beside": beside,
        "day_refused": day_refused,
        "text_marks": marks_shown(report),
    }
    if may_decide:
        finishing = finishing or forms_to_finish(report, groups, alike=alike)
        ordered = order_for(cards)
        page |= {
            **ordered,
            "grouped": grouped_cards(groups, ordered["cards"], finishing),
            "sentences": sentence_starts(report.text) if groups.are_several else (),
            "adding": adding or AddedClaimForm(report=report),
            "finishing": finishing,
            "names": suggested_names(),
            "waiting": vars(report)["waiting_count"],
        }
    else:
        page |= {
            "grouped": grouped_cards(groups, cards, links=links_of_groups(report, groups)),
            "linked": list(report.incidents.unmerged()),
            "may_reopen": may_reopen(request, report),
            "has_read": has_read(report, person),
            "may_settle": to_settle_by(person).filter(pk=report.pk).exists(),
        }
    return render(request, "review/page.html", page, status=status)


def links_of_groups(report: Report, groups: Groups) -> Iterable[ReportLink]:
    """The links of a report of several groups, with their incidents; none are needed of another."""
    return report.links.select_related("incident") if groups.are_several else ()


def suggested_names() -> QuerySet[Any, tuple[str, str]]:
    """The names that fields suggest, as pairs of what they are ("actor", "source") and the name; one query."""
    actors = Actor.objects.order_by().values_list(Value("actor"), "name")
    sources = Source.objects.order_by().values_list(Value("source"), "name")
    return actors.union(sources, all=True).order_by("name")


def forms_to_finish(
    report: Report, groups: Groups, *, sent: QueryDict | None = None, alike: Sequence[NearlySame] | None = None
) -> FinishForms:
    """The forms for what a report, or each group of it, tells of."""

    def propose(group: Group, candidates: Sequence[Candidate]) -> dict[str, Any]:
        return propose_incident(report, candidates, bool(group.claims), group if groups.are_several else None)

    return FinishForms(groups, candidates_in(report, groups, alike), sent=sent, propose=propose)


def propose_incident(
    report: Report, candidates: Sequence[Candidate], has_claims: bool, group: Group | None = None
) -> dict[str, Any]:
    """What stands in the finish form at first: the likely incident, else a new one where there are claims for it."""
    likely = next((str(one.incident.pk) for one in candidates if one.is_likely), NEW if has_claims else NONE)
    return {**proposed_incident(report, group), "choice": likely}


@deciding
@require_POST
def finish_review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the review, link the report, and go on to the next that waits."""
    report = whole_report(pk)
    if not report.is_open:
        messages.warning(request, "This report was finished already.")
        return redirect("review", pk)
    person = person_of(request)
    refuse_who_has_read(report, person)
    groups = groups_for(report, [card.claim for card in cards_of(report, person)], person)
    forms = forms_to_finish(report, groups, sent=request.POST)
    if not forms.is_valid():
        return review_page(request, report, finishing=forms, status=422)
    waiting = len(undecided_for(report, person))
    if waiting:
        forms.refuse(str(UndecidedClaimsError(waiting)))
        return review_page(request, report, finishing=forms, status=422)
    if report.is_day_assumed:
        return review_page(request, report, finishing=forms, day_refused=True, status=422)
    try:
        hold_to_decide(report.pk, person)
        report = mark_if_too_fast(report, person)
        if report.is_read_apart:
            finish_apart(report=report, person=person, outcome=forms.outcome())
            messages.success(request, format_html("{}{}", read_apart_words(report), undo_button(request, report)))
            return way_to_next_report(request)
        told = finish_as_chosen(request, report, forms)
    except (HeldByOtherError, NotNowError, GroupsError) as error:
        forms.refuse(str(error))
        return review_page(request, report, finishing=forms, status=409)
    messages.success(request, format_html("{}{}", finished_words(report, told), undo_button(request, report)))
    if report.is_due_again:
        messages.warning(request, f"It was {report.second_reading_why}: somebody else will read it too.")
    return way_to_next_report(request)


@act
def finish_as_chosen(request: HttpRequest, report: Report, forms: FinishForms) -> list[Incident | None]:
    """Finish a report under the incidents that the forms name, made new where they ask for it."""
    tellings = forms.tellings(request)
    if forms.are_several:
        return finish_groups(report=report, person=person_of(request), tellings=tellings)
    (only,) = tellings
    finish_report(report=report, person=person_of(request), incident=only.incident, reasons=list(only.reasons))
    return [only.incident]


def undo_button(request: HttpRequest, report: Report) -> SafeString:
    """The way back from finishing a report, as it stands in the message that says so."""
    page = {"report": report}
    return render_to_string("review/_undo_finish.html", page, request=request)


def read_apart_words(report: Report) -> str:
    """What is said after one of two readings was finished."""
    title = Truncator(report.title).chars(60)
    until = "Nothing of it counts until a second person has read it and it is settled."
    return f"Your reading of “{title}” is kept. {until}"


@deciding
@require_POST
def put_into_queue_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a finished report back into the queue; until it is finished again its claims count nowhere."""
    report = whole_report(pk)
    if report.status != ReportStatus.REVIEWED:
        return redirect("review", pk)
    if not may_reopen(request, report):
        raise PermissionDenied
    reopen_report(report=report)
    messages.success(request, "Reopened. Its claims count nowhere until it is finished again.")
    return redirect("review", pk)
