"""The figures as they would be: tried on the page of an incident, saved only when a person says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from incidents.models import Incident
from incidents.models.claim import population_label
from incidents.pages.frame.figure_forms import ReasonForm
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.incident.what_if_form import WhatIfForm
from incidents.vocabulary import Flag, Measure
from incidents.workflow.figures.basis import Basis, read_basis
from incidents.workflow.review.what_if import Effect, Trial, effects_of, save_trial

MAY_DECIDE, MAY_GRADE = "incidents.review_report", "incidents.change_source"


@dataclass(frozen=True, slots=True)
class EffectShown:
    """One figure before and after, in words."""

    measure: Measure
    people: str
    before: str
    after: str
    best_by: int
    gained: list[Flag]
    lost: list[Flag]


@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: DeskRequest, pk: int) -> HttpResponse:
    """What a trial would change; saved as decisions where that is asked for, with a reason."""
    basis = read_basis(get_object_or_404(Incident.objects.unmerged(), pk=pk))
    form = WhatIfForm(request.POST or None, claims=basis.claims)
    if "save" in request.POST and form.is_valid():
        return save_what_if(request, form, basis)
    return answer_trial(request, form, basis, ReasonForm(auto_id="what-if-%s"), status=422 if form.errors else 200)


def save_what_if(request: DeskRequest, form: WhatIfForm, basis: Basis) -> HttpResponse:
    """Save a trial, or say what stands in the way."""
    reason = ReasonForm(request.POST, auto_id="what-if-%s")
    refusal = why_not(request, form.trial)
    if refusal:
        reason.add_error(None, refusal)
    if not reason.is_valid():
        return answer_trial(request, form, basis, reason, status=422)
    save_trial(incident=basis.incident, trial=form.trial, person=request.user, **reason.cleaned_data)
    messages.success(request, "Saved as decisions with your reason; the history has each of them.")
    return redirect(basis.incident)


def why_not(request: DeskRequest, trial: Trial) -> str:
    """Why this person cannot save this trial; nothing where they can."""
    if not trial:
        return "Nothing is changed: untick a claim or choose another value first."
    if trial.judges_claims and not request.user.has_perm(MAY_DECIDE):
        return "Your role reads; analysts decide on claims."
    if trial.grades and not request.user.has_perm(MAY_GRADE):
        return "Grades are set by senior analysts. Put the grades back, or ask one to save this."
    return ""


def answer_trial(
    request: DeskRequest, form: WhatIfForm, basis: Basis, reason: ReasonForm, *, status: int = 200
) -> HttpResponse:
    """The result alone where htmx asks, else a page with the trial around it."""
    context = {"incident": basis.incident, "reason": reason, **trial_context(form, basis)}
    page = "incident/_what_if_result.html" if request.htmx else "incident/what_if.html"
    return render(request, page, context, status=status)


def trial_context(form: WhatIfForm, basis: Basis) -> dict[str, Any]:
    """What the fragments of a trial show: the form, and what would move."""
    trial = form.trial if form.is_bound and form.is_valid() else Trial()
    return {
        "what_if": form,
        "trial": trial,
        "effects": [show_effect(effect) for effect in effects_of(trial, basis)] if trial else [],
    }


def show_effect(effect: Effect) -> EffectShown:
    whose = effect.population
    return EffectShown(
        measure=effect.measure,
        people=population_label(whose.actor or "", whose.status, whose.group or ""),
        before=str(effect.before),
        after=str(effect.after),
        best_by=(effect.after.best or 0) - (effect.before.best or 0),
        gained=sorted(effect.gained),
        lost=sorted(effect.lost),
    )
