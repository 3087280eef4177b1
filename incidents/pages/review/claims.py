"""What is decided about one claim: a fragment for htmx, a redirect to its card for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.models import Actor, Claim, Planted, Report
from incidents.pages.frame.claim_form import AddedClaimForm, ClaimForm
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import version_in, wants_fragment
from incidents.pages.review.cards import (
    Card,
    card_of,
    cards_of,
    count_claims_to_review,
    counts_of,
    moved_text,
    ordered_cards,
)
from incidents.pages.review.clashes import clash_on
from incidents.pages.review.grouped import groups_to_tally
from incidents.pages.review.ties import TieForm
from incidents.pages.review.views import deciding, person_of, review_page
from incidents.templatetags.desk import figure
from incidents.vocabulary import Verdict
from incidents.workflow.attention.planting import (
    answer_correction,
    answer_planted,
    disguise,
    is_caught,
    planted_unanswered,
    withdraw,
)
from incidents.workflow.queue.holds import HeldByOtherError, hold_to_decide
from incidents.workflow.queue.readings import may_decide_on, reading_of, refuse_who_has_read
from incidents.workflow.review.decisions import (
    NothingToTakeBackError,
    accept_claim,
    accept_together,
    add_claim,
    correct_claim,
    flag_claim,
    reject_claim,
)
from incidents.workflow.review.undo import undo_last
from incidents.workflow.standing.playback import as_seen_by, claim_as_seen, values_to_keep
from incidents.workflow.standing.versions import StaleError

CLOSED = "This report is finished. Reopen it first, then decide anew."

ClaimView = Callable[[HttpRequest, Claim], HttpResponse]


def on_open_claim(view: ClaimView) -> Callable[..., HttpResponse]:
    """Fetch the claim, as the person sees it, for a view that decides on it.

    Refuses where its report is not open; shows both versions where the claim changed since it was seen.
    """

    @deciding
    @wraps(view)
    def fetched(request: HttpRequest, pk: int) -> HttpResponse:
        person = person_of(request)
        visible = Claim.objects.visible_to(person).select_related("report__source", "actor", "speaker")
        claim = get_object_or_404(visible, pk=pk)
        if not claim.report.is_open:
            return refuse(request, claim.report_id)
        refuse_who_has_read(claim.report, person)
        try:
            return view(request, as_seen_by(person, claim))
        except HeldByOtherError as error:
            return refuse(request, claim.report_id, str(error))
        except StaleError as stale:
            return stale_answer(request, claim, stale)

    return fetched


def stale_answer(request: HttpRequest, claim: Claim, stale: StaleError) -> HttpResponse:
    """The card with what stands now beside what the person was about to save; nothing of either is lost."""
    if withdraw(person_of(request), claim):  # what was sent may hold planted values: these are not offered again
        return answer_with_card(request, claim, "It had changed since, so nothing was decided; look again")
    clash = clash_on(claim, person_of(request), request.POST, verb_of(request), stale.seen)
    shown = card_of(claim.pk, person_of(request), clash=clash)
    if not wants_fragment(request):
        return review_page(request, whole_report(claim.report_id), stale=shown, status=409)
    context = {"card": shown, "report": claim.report, "may_decide": True}
    return render(request, "review/_card.html", context, status=422)


def verb_of(request: HttpRequest) -> str:
    """The verb of the address: "accept" of /claims/7/accept/."""
    return request.path.rstrip("/").rsplit("/", 1)[-1]


def as_planted(verdict: Verdict) -> Callable[[ClaimView], ClaimView]:
    """Take the answer to a claim that the person sees with planted values as one to these: nothing is decided by it.

    Accepted is missed, anything else caught: who flags it doubts it. The claim then waits as it was found.
    """

    def wrapped(view: ClaimView) -> ClaimView:
        @wraps(view)
        def answered(request: HttpRequest, claim: Claim) -> HttpResponse:
            planted = planted_unanswered(person_of(request), claim)
            if planted is None:
                return view(request, claim)
            hold_to_decide(claim.report_id, person_of(request))
            reading_of(claim.report, person_of(request))
            answer_planted(planted, verdict)
            return answer_with_card(request, claim, planted_words(planted))

        return answered

    return wrapped


def planted_words(planted: Planted) -> str:
    """What is said aloud of an answer to what was planted."""
    outcome = "caught" if is_caught(planted) else "missed"
    return f"This was planted, and {outcome}. Now decide on what was found"


def refuse(request: HttpRequest, report_id: int, why: str = CLOSED) -> HttpResponse:
    """Say why nothing can be decided on the report now."""
    if wants_fragment(request):
        return HttpResponse(why, status=409, content_type="text/plain")
    messages.warning(request, why)
    return redirect("review", report_id)


@require_safe
def claim_card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card as it stands: where an edit is left without saving."""
    shown = get_object_or_404(Claim.objects.visible_to(person_of(request)).select_related("report"), pk=pk)
    if not wants_fragment(request):
        return redirect(f"{shown.get_absolute_url()}")
    return card_answer(request, pk, "")


@require_POST
@on_open_claim
@as_planted(Verdict.ACCEPTED)
def accept(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim counts as it stands, or, where the person kept to it, as they had seen it."""
    person, version = person_of(request), version_in(request)
    seen = version_in(request, "as_seen")
    if seen is None:
        accept_claim(claim=claim, person=person, seen_version=version)
    else:
        value = values_to_keep(claim_as_seen(claim=claim, person=person, version=seen))
        correct_claim(claim=claim, person=person, value=value, seen_version=version)
    return answer_with_card(request, claim, "Accepted", moves_on=True)


@require_POST
@on_open_claim
@as_planted(Verdict.REJECTED)
def reject(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim never counts."""
    reason = request.POST.get("reason", "")[:1000]
    reject_claim(claim=claim, person=person_of(request), reason=reason, seen_version=version_in(request))
    return answer_with_card(request, claim, "Rejected", moves_on=True)


@require_POST
@on_open_claim
def undo_decision_on_claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Take back the last decision on the claim, and what was decided with the same key."""
    try:
        moved = undo_last(claim=claim, person=person_of(request), seen_version=version_in(request))
    except NothingToTakeBackError as error:
        return answer_with_card(request, claim, str(error))
    others = [one.pk for one in moved if one.pk != claim.pk]
    return answer_with_card(
        request, claim, f"Taken back on {len(moved)} claims" if others else "Taken back", others=others
    )


@require_POST
@on_open_claim
@as_planted(Verdict.REJECTED)
def flag(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Mark the claim for another look, or take the mark away."""
    wanted = {"yes": True, "no": False}.get(request.POST.get("flagged", ""))
    flagged = flag_claim(claim=claim, flagged=wanted).flagged
    return answer_with_card(request, claim, "Flagged" if flagged else "Flag taken away")


@require_http_methods(["GET", "HEAD", "POST"])
@on_open_claim
def correct(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim counts with other values: typed into the form, or those of a rival reading."""
    planted = planted_unanswered(person_of(request), claim)
    shown = disguise(claim_as_kept(claim.pk), planted) if planted else claim
    if request.method != "POST":
        hold_to_decide(claim.report_id, person_of(request))  # who opens a form is at work on the report
        return edit_form(request, claim, ClaimForm(claim=shown, first=request.GET.get("field", "")))
    if "reading" in request.POST:
        return take_reading(request, claim, request.POST["reading"], planted)
    form = ClaimForm(request.POST, claim=shown)
    form.seen_version = version_in(request)
    if "edit" in request.POST:
        return edit_form(request, claim, form)
    if not form.is_valid():
        return edit_form(request, claim, form, status=422)
    try:
        hold_to_decide(claim.report_id, person_of(request))  # before the form adds actors that it names
        value, reason = form.values(), form.cleaned_data["reason"]
        if planted and answer_correction(planted, value):
            return edit_as_found(request, claim, planted, form)
        person, version = person_of(request), form.seen_version
        correct_claim(claim=claim, person=person, value=value, reason=reason, seen_version=version)
    except HeldByOtherError as error:
        if wants_fragment(request):
            raise  # the form is left as it stands on the page
        form.add_error(None, str(error))
        return edit_form(request, claim, form, status=409)
    return answer_with_card(request, claim, "Saved", moves_on=True)


def take_reading(request: HttpRequest, claim: Claim, number: str, planted: Planted | None) -> HttpResponse:
    """Correct a claim to the rival reading of that number, counted from 1, of the claim as it was seen."""
    person, seen = person_of(request), version_in(request, "as_seen")
    shown = disguise(claim_as_kept(claim.pk), planted) if planted else claim
    read = shown if seen is None else claim_as_seen(claim=claim, person=person, version=seen)
    readings = Card(read).readings
    if not number.isdecimal() or not 1 <= int(number) <= len(readings):
        if version_in(request) not in (None, card_of(claim.pk, person).version):
            raise StaleError(version_in(request) or 0, card_of(claim.pk, person).version)
        return answer_with_card(request, claim, "There is no such reading")
    value = readings[int(number) - 1].value
    if planted and answer_correction(planted, value):
        return answer_with_card(request, claim, planted_words(planted))
    if seen is not None:
        value = {**values_to_keep(read), **value}
    correct_claim(claim=claim, person=person, value=value, seen_version=version_in(request))
    return answer_with_card(request, claim, "Saved", moves_on=True)


def edit_as_found(request: HttpRequest, claim: Claim, planted: Planted, form: ClaimForm) -> HttpResponse:
    """The form of the claim as found, with what the person changed of it beside a planted value that they let be.

    Where they changed nothing else there is nothing to keep, and the card alone is shown.
    """
    given = {name: form.cleaned_data[name] for name in form.changed_data if name not in planted.shown}
    if not given:
        return answer_with_card(request, claim, planted_words(planted))
    return edit_form(request, claim, ClaimForm(claim=claim_as_kept(claim.pk), initial=given))


def claim_as_kept(pk: int) -> Claim:
    """The claim as the record has it."""
    return Claim.objects.select_related("report__source", "actor", "speaker").get(pk=pk)


def edit_form(request: HttpRequest, claim: Claim, form: ClaimForm | TieForm, status: int = 200) -> HttpResponse:
    """The card with its form open: alone for htmx, else within the whole page."""
    if not wants_fragment(request):
        return review_page(request, whole_report(claim.report_id), editing=form, status=status)
    names = Actor.objects.values_list("name", flat=True)
    shown = {"card": card_of(claim.pk, person_of(request), form), "actor_names": names, "may_decide": True}
    return render(request, "review/_card.html", shown, status=status)


@deciding
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a claim that the program missed, at words of the report."""
    report = whole_report(pk)
    if not report.is_open:
        return refuse(request, pk)
    refuse_who_has_read(report, person_of(request))
    form = AddedClaimForm(request.POST, report=report)
    if not form.is_valid():
        return review_page(request, report, adding=form, status=422)
    given = form.cleaned_data
    try:
        hold_to_decide(pk, person_of(request))
        claim = add_claim(
            report=report, person=person_of(request), start=given["start"], end=given["end"], value=form.values()
        )
    except HeldByOtherError as error:
        form.add_error(None, str(error))
        return review_page(request, report, adding=form, status=409)
    messages.success(request, f"Added: {claim_in_few_words(claim)}.")
    return redirect(f"{review_address(report)}#claim-{claim.pk}")


@deciding
@require_POST
def accept_shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the claims that the browser says were on screen: only those named, pending and of this report."""
    report = whole_report(pk)
    if not report.is_open:
        return refuse(request, pk)
    refuse_who_has_read(report, person_of(request))
    person = person_of(request)
    named = dict(key_and_version(given) for given in request.POST.getlist("claim"))
    asked = [card for card in cards_of(report, person) if card.claim.pk in named]
    missed = [card.planted for card in asked if card.planted and card.is_planted]
    honest = {key: version for key, version in named.items() if key not in {planted.claim_id for planted in missed}}
    try:
        keys = set(accept_together(versions=honest, report=report, person=person))
    except HeldByOtherError as error:
        return refuse(request, pk, str(error))
    for planted in missed:
        answer_planted(planted, Verdict.ACCEPTED)
    all_cards = cards_of(report, person)
    cards = [card for card in all_cards if card.claim.pk in named]
    changed = len(cards) - len(keys) - len(missed)
    said = f"Accepted {len(keys)} that you have seen" + (f"; {changed} had changed: look again" if changed else "")
    said += f"; {len(missed)} planted, and missed" if missed else ""
    if not wants_fragment(request):
        messages.success(request, f"{said}.")
        return redirect("review", pk)
    shown = {"cards": cards, "counts": counts_of(all_cards), "said": said, "may_decide": True, "report": report}
    shown["tallied"] = groups_to_tally(report, person)
    return render(request, "review/_cards_answer.html", shown)


def key_and_version(given: str) -> tuple[int, int | None]:
    """The key of a claim and the version of it that was seen, from "7:120" or "7"; 0 for what is no key."""
    key, _, version = given.partition(":")
    fits = key.isdecimal() and len(key) < 10
    return (int(key) if fits else 0, int(version) if version.isdecimal() and len(version) < 19 else None)


def answer_with_card(
    request: HttpRequest, claim: Claim, said: str, moves_on: bool = False, others: Sequence[int] = ()
) -> HttpResponse:
    """The card as it now stands, or the way back to it; after a decision the way to the next that waits.

    `others` are claims of the report that the same key moved.
    """
    if wants_fragment(request):
        return card_answer(request, claim.pk, said, others)
    goal = claim
    if moves_on:
        cards = ordered_cards(claim.report, person_of(request))
        goal = next((card.claim for card in cards if card.claim.is_pending), claim)
    return redirect(f"{review_address(claim.report)}#claim-{goal.pk}")


def card_answer(request: HttpRequest, pk: int, said: str, others: Sequence[int] = ()) -> HttpResponse:
    """A card, with the counts and the spoken line beside it, and the cards that moved with it."""
    person = person_of(request)
    shown = card_of(pk, person)
    claim = shown.claim
    leaning = set(Claim.objects.tied_to(claim).values_list("pk", flat=True)) - set(others)
    all_cards = cards_of(claim.report, person) if others or leaning else []
    context = {
        "card": shown,
        "cards": [card for card in all_cards if card.claim.pk in others],
        "tied": [card for card in all_cards if card.claim.pk in leaning],
        "paragraphs": moved_text(shown, person_of(request)),
        "report": claim.report,
        "counts": count_claims_to_review(claim.report, person),
        "tallied": groups_to_tally(claim.report, person),
        "said": f"{said}: {claim_in_few_words(claim)}" if said else "",
        "may_decide": may_decide_on(claim.report, person_of(request)),
    }
    return render(request, "review/_card_answer.html", context)


def claim_in_few_words(claim: Claim) -> str:
    """A claim in few words: "killed, Taliban, 34 +"."""
    return f"{claim.get_measure_display()}, {claim.population_label}, {figure(claim)}"


def review_address(report: Report) -> str:
    """Where a report is reviewed."""
    return reverse("review", args=[report.pk])
