"""Settling a report that two people read apart: what each answered, side by side beside the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.models import Actor, Claim, Incident, Report
from incidents.pages.frame.claim_form import ClaimForm
from incidents.pages.frame.finish_form import NEW, NONE, FinishForms, finished_words
from incidents.pages.frame.highlights import paragraphs
from incidents.pages.frame.report import measures_in_claims, whole_report
from incidents.pages.frame.requests import person_of, wants_fragment
from incidents.templatetags.desk import figure
from incidents.vocabulary import ReportStatus
from incidents.workflow.acts import NotNowError, act
from incidents.workflow.incidents.matching import Candidate, candidates_in, proposed_incident
from incidents.workflow.review.finishing import UndecidedClaimsError
from incidents.workflow.review.settling import (
    Answer,
    ClaimApart,
    NoSuchAnswerError,
    Settlement,
    choose_agreed,
    choose_answers,
    outcomes_by_group,
    own_values,
    settle_groups,
    settle_report,
    settlement_of,
    undo_choice,
    with_values,
)
from incidents.workflow.standing.groups import Group, GroupsError, groups_in
from incidents.workflow.standing.ties import ties_of

CLOSED = "Somebody has settled this report meanwhile."
LABELS = {"hedge": "worded as", "victims": "whose", "scope": "covers"}

settling = permission_required("incidents.settle_report", raise_exception=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of two answers, in words."""

    label: str
    first: str
    second: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SettleCard:
    """A claim to settle, with its answers line by line; `form` is there while other values are typed."""

    row: ClaimApart
    form: ClaimForm | None = None

    @property
    def lines(self) -> list[Line]:
        """The verdict and each part of the answers, as far as one of them counts the claim."""
        first, second = self.row.answers
        told = [answer_words(first), answer_words(second)]
        parts = [name for name in told[0] if told[0][name] or told[1][name]]
        return [
            Line(LABELS.get(name, name), told[0][name], told[1][name], name in self.row.differences) for name in parts
        ]

    @property
    def own(self) -> Claim | None:
        """The claim with the values that were typed for it, where neither answer was taken."""
        choice = self.row.choice
        return with_values(self.row.claim, choice) if isinstance(choice, dict) else None


def answer_words(answer: Answer) -> dict[str, str]:
    """An answer in words, part by part; nothing but the verdict where it does not count the claim."""
    claim = answer.claim
    verdict = f"{answer.verdict}: {answer.reason}" if answer.reason else answer.verdict
    parts = {
        "measure": claim.get_measure_display(),
        "numbers": figure(claim),
        "hedge": claim.get_hedge_display(),
        "victims": claim.population_label,
        "claimant": claimant_words(claim),
        "scope": claim.get_scope_display() + (f", as of {claim.as_of}" if claim.as_of else ""),
        "words": claim.words if claim.moved_start is not None else "",
        "ties": "; ".join(f"{tie.label} “{getattr(claim, tie).words}”" for tie in ties_of(claim)),
    }
    return {"verdict": verdict} | (parts if answer.counts else dict.fromkeys(parts, ""))


def claimant_words(claim: Claim) -> str:
    """Who says it, with the role and the actor spoken for where there are any."""
    name = claim.claimant_name or f"{claim.report.source} itself"
    role = f" ({claim.claimant_role})" if claim.claimant_role and claim.claimant_role != claim.claimant_name else ""
    return f"{name}{role}" + (f", speaks for {claim.speaker}" if claim.speaker else "")


# --- The page ---------------------------------------------------------------------------------------


@settling
@require_safe
def settle_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """The report and what both answered; whoever settled it, or may not, is told so."""
    report = whole_report(pk)
    if report.status != ReportStatus.ADJUDICATION:
        return redirect("review", pk)
    return settle_page(request, settlement_of(report, person_of(request)))


def settle_page(
    request: HttpRequest,
    settlement: Settlement,
    *,
    editing: ClaimForm | None = None,
    finishing: FinishForms | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with all claims; a constant number of queries."""
    report = settlement.report
    claims = [row.claim for row in settlement.claims]
    taken = number_of_reader(request)
    finishing = finishing or forms_of_reader(
        settlement, taken, propose=propose_incident_of_readers(request, settlement)
    )
    chosen = [told_outcome(reading.outcome) for reading in settlement.readings]
    page = {
        "report": report,
        "settlement": settlement,
        "cards": [SettleCard(row, editing if is_for(editing, row.claim) else None) for row in settlement.claims],
        "paragraphs": paragraphs(report, claims, finishing.groups),
        "measures": measures_in_claims(claims),
        "chosen": list(zip(("1", "2"), settlement.readings, chosen, strict=True)),
        "finishing": finishing,
        "grouped_by": taken,
        "finish_address": reverse("report-settle-finish", args=[report.pk]),
        "actor_names": Actor.objects.values_list("name", flat=True),
        "may_decide": True,
    }
    return render(request, "second_reading/settle.html", page, status=status)


def is_for(form: ClaimForm | None, claim: Claim) -> bool:
    return bool(form and form.claim and form.claim.pk == claim.pk)


def number_of_reader(request: HttpRequest) -> int:
    """The reader, 1 or 2, whose groups and choices stand in the finish form: the first unless another is asked for."""
    asked = request.POST.get("grouped_by") if request.method == "POST" else request.GET.get("take")
    return 2 if asked == "2" else 1


def forms_of_reader(
    settlement: Settlement,
    number: int,
    *,
    sent: QueryDict | None = None,
    propose: Callable[[Group, Sequence[Candidate]], dict[str, Any]] = lambda group, candidates: {},
) -> FinishForms:
    """The finish forms for a report in the groups that one of its readers made."""
    report, claims = settlement.report, [row.claim for row in settlement.claims]
    groups = groups_in(report, claims, settlement.layouts[number - 1])
    return FinishForms(groups, candidates_in(report, groups), sent=sent, propose=propose)


def propose_incident_of_readers(
    request: HttpRequest, settlement: Settlement
) -> Callable[[Group, Sequence[Candidate]], dict[str, Any]]:
    """What stands in the finish form at first: what both chose, or one of them where that is asked for."""
    asked = request.GET.get("take")
    report, number = settlement.report, number_of_reader(request)
    outcomes = outcomes_by_group(settlement.readings[number - 1].outcome)

    def propose(group: Group, candidates: Sequence[Candidate]) -> dict[str, Any]:
        several = not settlement.layouts[number - 1].is_single
        start = str(group.start) if several else ""
        initial = {**proposed_incident(report, group if several else None), **outcome_initial(outcomes.get(start, {}))}
        return initial if settlement.agrees_on(start) or asked in ("1", "2") else {**initial, "choice": ""}

    return propose


def outcome_initial(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader chose, as the finish form takes it: an incident that is no candidate goes by its number."""
    choice = str(outcome.get("choice", ""))
    return {**outcome, "choice": choice, "number": choice if choice.isdecimal() else None}


def told_outcome(outcome: Mapping[str, Any]) -> str:
    """What a reader chose, in words; of several groups one after the other."""
    if "groups" in outcome:
        told = [told_outcome(one) for one in outcome["groups"].values()]
        return "; ".join(f"{number}. {words}" for number, words in enumerate(told, start=1))
    choice = str(outcome.get("choice", ""))
    if choice == NONE:
        return "no incident"
    if choice == NEW:
        return f"a new incident: {outcome.get('title', '')}, {outcome.get('date_start', '')}"
    known = Incident.objects.filter(pk=int(choice)).first() if choice.isdecimal() else None
    return f"{known} (number {known.pk})" if known else "an incident that is no more"


# --- Choosing ---------------------------------------------------------------------------------------

SettleView = Callable[..., HttpResponse]


def on_report_to_settle(view: SettleView) -> SettleView:
    """Fetch the report for a view that settles; say so where somebody has settled it meanwhile."""

    @settling
    @wraps(view)
    def fetched(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        report = get_object_or_404(Report.objects.select_related("source"), pk=pk)
        if report.status != ReportStatus.ADJUDICATION:
            if wants_fragment(request):
                return HttpResponse(CLOSED, status=409, content_type="text/plain")
            messages.warning(request, CLOSED)
            return redirect("review", pk)
        return view(request, report, **rest)

    return fetched


@require_POST
@on_report_to_settle
def take_answer(request: HttpRequest, report: Report, claim: int) -> HttpResponse:
    """Take the answer of A (1) or B (2) for one claim."""
    try:
        number = int(request.POST["answer"]) if request.POST.get("answer") in ("1", "2") else 0
        now = choose_answers(report=report, person=person_of(request), choices={claim: number})
    except NoSuchAnswerError as error:
        return HttpResponse(str(error), status=409, content_type="text/plain")
    return answer_with_cards(request, now, [claim], f"Taken: answer {'AB'[number - 1]}")


@require_POST
@on_report_to_settle
def take_agreed(request: HttpRequest, report: Report) -> HttpResponse:
    """Take all answers that agree, of claims that the browser says were on screen."""
    named = [int(key) for key in request.POST.getlist("claim") if key.isdecimal() and len(key) < 10]
    now = choose_agreed(report=report, person=person_of(request), keys=named)
    taken = [row.claim.pk for row in now.claims if row.claim.pk in named and row.choice == 1]
    return answer_with_cards(request, now, taken, "Taken where both agree")


@require_POST
@on_report_to_settle
def take_choice_back(request: HttpRequest, report: Report) -> HttpResponse:
    """Take back what was chosen last."""
    person = person_of(request)
    keys = undo_choice(report=report, person=person)
    return answer_with_cards(
        request, settlement_of(report, person), keys, "Taken back" if keys else "There is nothing to undo"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_report_to_settle
def other_values(request: HttpRequest, report: Report, claim: int) -> HttpResponse:
    """Other values than either reader's."""
    person = person_of(request)
    settlement = settlement_of(report, person)
    row = next((row for row in settlement.claims if row.claim.pk == claim), None)
    if row is None:
        return HttpResponse("There is no such claim.", status=404, content_type="text/plain")
    start = values_to_start_from(row)
    form = ClaimForm(request.POST or None, claim=start)
    if request.method == "POST" and form.is_valid():
        now = choose_answers(report=report, person=person, choices={claim: own_values(start, form.values())})
        return answer_with_cards(request, now, [claim], "Saved")
    status = 422 if request.method == "POST" else 200
    if not wants_fragment(request):
        return settle_page(request, settlement, editing=form, status=status)
    return cards_fragment(request, settlement, [SettleCard(row, form)], "", status)


def values_to_start_from(row: ClaimApart) -> Claim:
    """The claim as the form for other values shows it first: as typed before, else as A answered, else as B did."""
    if isinstance(row.choice, dict):
        return with_values(row.claim, row.choice)
    return next((answer.claim for answer in row.answers if answer.counts), row.claim)


@require_safe
@on_report_to_settle
def settling_card(request: HttpRequest, report: Report, claim: int) -> HttpResponse:
    """One card as it stands: where the form for other values is left."""
    now = settlement_of(report, person_of(request))
    return answer_with_cards(request, now, [claim], "")


def answer_with_cards(request: HttpRequest, now: Settlement, keys: list[int], said: str) -> HttpResponse:
    """The cards that changed, with the count and the spoken line; else the way back to the page."""
    if not wants_fragment(request):
        return redirect(reverse("report-settle", args=[now.report.pk]) + (f"#claim-{keys[0]}" if keys else ""))
    return cards_fragment(request, now, [SettleCard(row) for row in now.claims if row.claim.pk in keys], said)


def cards_fragment(
    request: HttpRequest, now: Settlement, cards: Sequence[SettleCard], said: str, status: int = 200
) -> HttpResponse:
    """Cards, each for its own slot, and the count."""
    page = {"report": now.report, "settlement": now, "cards": cards, "said": said}
    return render(request, "second_reading/_settle_answer.html", page, status=status)


# --- Finishing --------------------------------------------------------------------------------------


@require_POST
@on_report_to_settle
def finish_settling(request: HttpRequest, report: Report) -> HttpResponse:
    """Write what was chosen, link the report, and go back to what is left to settle."""
    person = person_of(request)
    settlement = settlement_of(report, person)
    forms = forms_of_reader(settlement, number_of_reader(request), sent=request.POST)
    is_valid = forms.is_valid()
    if is_valid and settlement.waiting:
        forms.refuse(str(UndecidedClaimsError(len(settlement.waiting))))
    if not is_valid or settlement.waiting:
        return settle_page(request, settlement, finishing=forms, status=422)
    try:
        told = settle_as_chosen(request, report, forms)
    except (NotNowError, GroupsError) as error:
        forms.refuse(str(error))
        return settle_page(request, settlement, finishing=forms, status=409)
    messages.success(request, finished_words(report, told))
    return redirect("agreement")


@act
def settle_as_chosen(request: HttpRequest, report: Report, forms: FinishForms) -> list[Incident | None]:
    """Settle a report under the incidents that the forms name, made new where they ask for it."""
    person, tellings, reader = person_of(request), forms.tellings(request), number_of_reader(request)
    if forms.are_several:
        settle_groups(report=report, person=person, tellings=tellings, grouped_by=reader)
    else:
        incident, reasons = tellings[0].incident, list(tellings[0].reasons)
        settle_report(report=report, person=person, incident=incident, reasons=reasons, grouped_by=reader)
    return [one.incident for one in tellings]
