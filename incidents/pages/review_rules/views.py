"""The rules of review: everybody at the desk may see them, seniors set them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from incidents.models import ReviewRules
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.frame.review_rules_form import ReviewRulesForm
from incidents.workflow.desk.review_rules import SameRulesError, set_rules, set_rules_again
from incidents.workflow.standing.playback import taken_back

SET = "incidents.set_review_rules"
FORMER = 30
"""How many former rules are listed, the newest first."""


@require_http_methods(["GET", "HEAD"])
def rules(request: DeskRequest) -> HttpResponse:
    """The rules that hold, as a form for those who may set them, and those that held before."""
    return rules_page(request, ReviewRulesForm.of(ReviewRules.now()))


def rules_page(request: DeskRequest, form: ReviewRulesForm, status: int = 200) -> HttpResponse:
    listed = ReviewRules.objects.select_related("person").prefetch_related("second_sources").order_by("-pk")
    made = list(listed[: FORMER + 1])
    page = {
        "form": form,
        "present": made[0] if made else ReviewRules(),
        "former": made[1:],
        "reverted": taken_back(ReviewRules.objects.exclude(takes_back=None)),
        "may_set": request.user.has_perm(SET),
    }
    return render(request, "review_rules/page.html", page, status=status)


@require_POST
@permission_required(SET, raise_exception=True)
def set_review_rules(request: DeskRequest) -> HttpResponse:
    """Make the given rules hold from now on."""
    form = ReviewRulesForm(request.POST)
    if form.is_valid():
        values = {**form.cleaned_data, "second_measures": sorted(form.cleaned_data["second_measures"])}
        try:
            set_rules(person=request.user, values=values, sources=list(values.pop("second_sources")))
        except SameRulesError as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, "The new rules hold from now on.")
        return redirect("review-rules")
    return rules_page(request, form, status=422)


@require_POST
@permission_required(SET, raise_exception=True)
def set_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Make former rules hold again."""
    try:
        set_rules_again(rules=get_object_or_404(ReviewRules, pk=pk), person=request.user)
    except SameRulesError as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "Set again: these rules hold from now on.")
    return redirect("review-rules")
