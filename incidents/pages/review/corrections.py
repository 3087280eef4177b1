"""Corrections by touch: moving a claim to the words that say it, tying it to another, and the order of the cards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from incidents.models import Claim
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import deciding, person_of, version_in, wants_fragment
from incidents.pages.frame.words import SelectionForm
from incidents.pages.review.cards import cards_of, order_for
from incidents.pages.review.claims import answer_with_card, as_planted, edit_form, on_open_claim, review_address
from incidents.pages.review.ties import TieForm
from incidents.vocabulary import Tie, Verdict
from incidents.workflow.desk.people import set_card_order
from incidents.workflow.queue.holds import hold_to_decide
from incidents.workflow.review.decisions import move_claim
from incidents.workflow.review.ties import BadTieError, claims_as_seen, tie_claim, untie_claim


@require_POST
@on_open_claim
@as_planted(Verdict.ACCEPTED)
def move(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim is said by other words of the report; it counts, at these."""
    form = SelectionForm(request.POST, report=claim.report, near=claim.words_start)
    if form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        seen = version_in(request)
        move_claim(claim=claim, person=person_of(request), start=start, end=end, seen_version=seen)
        return answer_with_card(request, claim, "Moved", moves_on=True)
    said = " ".join(str(error) for error in form.errors["words"])
    if wants_fragment(request):
        return HttpResponse(said, status=409, content_type="text/plain")
    messages.error(request, said)
    return redirect(f"{review_address(claim.report)}#claim-{claim.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@on_open_claim
def tie_claims(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim hangs on another of its report, or no longer: a correction like any other."""
    if request.method == "POST":
        answer: HttpResponse = change_tie(request, claim)
        return answer
    person = person_of(request)
    hold_to_decide(claim.report_id, person)  # who opens a form is at work on the report
    return edit_form(request, claim, TieForm(claim=claim, claims=claims_as_seen(claim, person), person=person))


@as_planted(Verdict.ACCEPTED)
def change_tie(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Let go of the tie that is named, else make the one that was chosen; a wrong one is refused beside its field."""
    person, seen = person_of(request), version_in(request)
    if (named := request.POST.get("untie", "")) in list(Tie):
        untie_claim(claim=claim, person=person, tie=Tie(named), seen_version=seen)
        return answer_with_card(request, claim, "Tie taken away", moves_on=True)
    form = TieForm(request.POST, claim=claim, claims=claims_as_seen(claim, person), person=person)
    form.seen_version = seen
    if form.is_valid():
        tie, other = form.cleaned_data["tie"]
        try:
            tie_claim(claim=claim, person=person, tie=tie, other=other.pk, seen_version=seen)
            return answer_with_card(request, claim, "Tied", moves_on=True)
        except BadTieError as error:  # what was decided meanwhile stands against it
            form.add_error("tie", str(error))
    return edit_form(request, claim, form, status=422)


@deciding
@require_POST
def card_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep in which order a person sees cards. The page moves its cards; nothing that is typed in them is lost."""
    person = person_of(request)
    set_card_order(person=person, in_text_order=request.POST.get("in_text_order") == "yes")
    report = whole_report(pk)
    if not wants_fragment(request):
        return redirect(review_address(report))
    shown = {"report": report, **order_for(cards_of(report, person))}
    return render(request, "review/_card_order.html", shown)
