"""Corrections by touch: moving a claim to the words that say it, and the order of a report's cards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from incidents.forms.words import SelectionForm
from incidents.models import Claim
from incidents.views.claims import answer, on_open_claim, review_address
from incidents.views.fragments import wants_fragment
from incidents.views.requests import version_in
from incidents.views.review import person_of
from incidents.workflow.review import move_claim


@require_POST
@on_open_claim
def move(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The claim is said by other words of the report; it counts, at these."""
    form = SelectionForm(request.POST, report=claim.report, near=claim.words_start)
    if form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        seen = version_in(request)
        move_claim(claim=claim, person=person_of(request), start=start, end=end, seen_version=seen)
        return answer(request, claim, "Moved", moves_on=True)
    said = " ".join(str(error) for error in form.errors["words"])
    if wants_fragment(request):
        return HttpResponse(said, status=409, content_type="text/plain")
    messages.error(request, said)
    return redirect(f"{review_address(claim.report)}#claim-{claim.pk}")
