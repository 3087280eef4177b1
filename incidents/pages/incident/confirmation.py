"""Letting a figure stand, or asking again what that settled."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from incidents.filters.as_of import AsOf
from incidents.models import Estimate, Incident
from incidents.pages.frame.decision_rows import decision_rows
from incidents.pages.frame.figure_forms import CONFIRM, ConfirmationForm, ReasonForm
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.incident.views import figure_named, incident_context
from incidents.vocabulary import Measure
from incidents.workflow.figures.overrides import BadConfirmationError, confirm_figure, withdraw_confirmation


@require_POST
@permission_required(CONFIRM, raise_exception=True)
def confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a figure stand, or ask again what that settled; each with a reason."""
    incident = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    estimate = figure_named(incident, request.POST.get("figure", ""))
    withdrawing = "withdraw" in request.POST
    if withdrawing:
        form: ReasonForm = ReasonForm(request.POST, auto_id=f"ask-again-{estimate.pk}-%s")
    else:
        form = ConfirmationForm(request.POST, estimate=estimate, auto_id=f"stand-{estimate.pk}-%s")
    done = form.is_valid() and write_confirmation(request, estimate, form, withdrawing)
    if request.htmx:
        return row_answer(request, incident, estimate, None if done else form)
    if done:
        messages.success(request, "It will be asked again." if withdrawing else "The figure stands.")
        return redirect(f"{incident.get_absolute_url()}#figure-{estimate.slug}")
    bound = {estimate.slug: {"asking_again" if withdrawing else "confirmation": form}}
    return render(request, "incident/page.html", incident_context(incident, AsOf(), bound), status=422)


def write_confirmation(request: DeskRequest, estimate: Estimate, form: ReasonForm, withdrawing: bool) -> bool:
    """Whether the decision could be written; else the form says why not."""
    decide = withdraw_confirmation if withdrawing else confirm_figure
    try:
        decide(estimate=estimate, person=request.user, reason=form.cleaned_data["reason"])
    except BadConfirmationError as refused:
        form.add_error("reason", str(refused))
        return False
    return True


def row_answer(request: DeskRequest, incident: Incident, estimate: Estimate, form: ReasonForm | None) -> HttpResponse:
    """The row of the incident as it is now, or that nothing is asked of it any more."""
    figures = Estimate.objects.filter(incident=incident)
    dead = Estimate.objects.total_best(Measure.KILLED)
    bound = {estimate.pk: form} if form else {}
    row = decision_rows([incident.pk], figures, dead, may_confirm=True, bound=bound)[0]
    context = {"row": row, "incident": incident, "estimate": estimate, "answered": True}
    template = "decisions/_row.html" if row.asked else "decisions/_settled.html"
    return render(request, template, context, status=422 if form else 200)
