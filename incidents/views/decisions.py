"""What needs a decision, desk-wide; letting a figure stand; choosing the desk's policy."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.forms.as_of import AsOf
from incidents.forms.decisions import ConfirmationForm, DecisionFilter, PolicyForm
from incidents.forms.override import ReasonForm
from incidents.models import DeskPolicy, Estimate, Incident
from incidents.models.estimate import FiguresQuerySet, figures_at
from incidents.views.as_of import replayable
from incidents.views.decision_rows import rows_of
from incidents.views.fragments import wants_fragment
from incidents.views.incidents import figure_named, incident_context
from incidents.views.requests import DeskRequest
from incidents.vocabulary import Measure, Policy, Question
from incidents.workflow.overrides import BadConfirmationError, confirm_figure, withdraw_confirmation
from incidents.workflow.policies import BadChoiceError, choose_policy, policy_chosen, totals_by_policy
from incidents.workflow.review import taken_back

PER_PAGE = 20
CONFIRM = "incidents.override_estimate"
CHOOSE = "incidents.choose_policy"


@require_GET
@replayable
def decisions(request: DeskRequest) -> HttpResponse:
    """Incidents that need a decision, where most could change first; totals under each policy beside them."""
    if wants_fragment(request):
        figures = figures_at(request.as_of.moment)
        rows = rows_context(request, request.as_of, figures, figures.total_best(Measure.KILLED))
        return render(request, "incidents/_decision_rows.html", {**rows, "is_fragment": True})
    return render(request, "incidents/decisions.html", decisions_context(request, request.as_of))


def decisions_context(request: DeskRequest, as_of: AsOf, policy_form: PolicyForm | None = None) -> dict[str, Any]:
    """Everything that the page shows, in a constant number of queries."""
    figures = figures_at(as_of.moment)
    choices = list(DeskPolicy.objects.select_related("person"))
    followed = policy_chosen(choices)
    totals = totals_by_policy(figures, followed)
    dead = totals[Measure.KILLED].followed.best if Measure.KILLED in totals else 0
    return {
        **rows_context(request, as_of, figures, dead),
        "totals": totals,
        "choices": list(reversed(choices)),
        "reverted_choices": taken_back(choices),
        "followed": followed,
        "policy_form": policy_form or PolicyForm(auto_id="policy-%s"),
        **recomputing(),
    }


def rows_context(request: DeskRequest, as_of: AsOf, figures: FiguresQuerySet[Any], dead: int) -> dict[str, Any]:
    """The filters and the incidents that fit them, of these figures; `dead` are those of all incidents together."""
    form = DecisionFilter(request.GET)
    narrowed, counts = narrow(figures, form)
    paginator = Paginator(narrowed.incidents_by_stake(), PER_PAGE)
    paginator.count = counts[form.chosen.get("reason", "incidents")]  # counted already: not once more
    page = paginator.get_page(request.GET.get("page"))
    return {
        "form": form,
        "reasons": [(question, counts[question.value]) for question in Question],
        "all_count": counts["incidents"],
        "chosen": {name: value for name, value in form.chosen.items() if name != "as_of"},
        "page": page,
        "rows": rows_of(
            [one["incident_id"] for one in page],
            figures,
            dead,
            may_confirm=not as_of.is_replay and request.user.has_perm(CONFIRM),
        ),
    }


def narrow(figures: FiguresQuerySet[Any], form: DecisionFilter) -> tuple[FiguresQuerySet[Any], Counter[str]]:
    """The figures in question that fit the form, and how many incidents there are for each reason. One query."""
    figures = form.figures(figures.in_question())
    by_country = {row.pop("country"): Counter(row) for row in figures.counts_by_country()}
    form.offer("country", [(name, name) for name in sorted(by_country) if name])
    countries = form.chosen.get("country")
    counts = sum((by_country.get(name, Counter()) for name in countries or by_country), Counter[str]())
    if countries:
        figures = figures.filter(incident__country__in=countries)
    if "reason" in form.chosen:
        figures = figures.asking(Question(form.chosen["reason"]))
    return figures, counts


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
    done = form.is_valid() and decided(request, estimate, form, withdrawing)
    if request.htmx:
        return row_answer(request, incident, estimate, None if done else form)
    if done:
        messages.success(request, "It will be asked again." if withdrawing else "The figure stands.")
        return redirect(f"{incident.get_absolute_url()}#figure-{estimate.slug}")
    bound = {estimate.slug: {"asking_again" if withdrawing else "confirmation": form}}
    return render(request, "incidents/incident.html", incident_context(incident, AsOf(), bound), status=422)


def decided(request: DeskRequest, estimate: Estimate, form: ReasonForm, withdrawing: bool) -> bool:
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
    row = rows_of([incident.pk], figures, dead, may_confirm=True, bound=bound)[0]
    context = {"row": row, "incident": incident, "estimate": estimate, "answered": True}
    template = "incidents/_decision_row.html" if row.asked else "incidents/_decision_settled.html"
    return render(request, template, context, status=422 if form else 200)


@require_POST
@permission_required(CHOOSE, raise_exception=True)
def choose(request: DeskRequest) -> HttpResponse:
    """Make the desk follow a policy; every figure is derived anew by it."""
    form = PolicyForm(request.POST, auto_id="policy-%s")
    if form.is_valid():
        policy = Policy(form.cleaned_data["policy"])
        try:
            choose_policy(policy=policy, person=request.user, reason=form.cleaned_data["reason"])
        except BadChoiceError as refused:
            form.add_error("policy", str(refused))
        else:
            messages.success(request, f"The desk follows “{policy.label}”.")
            return redirect("decisions")
    return render(request, "incidents/decisions.html", decisions_context(request, AsOf(), form), status=422)


@require_GET
def recomputing_progress(request: DeskRequest) -> HttpResponse:
    """How far the figures are, where a change made many of them wait; the fragment alone where htmx asks."""
    if not request.htmx:
        return redirect("decisions")
    return render(request, "incidents/_recomputing.html", {**recomputing(), "asked_again": True})


def recomputing() -> dict[str, Any]:
    """How many incidents wait to be recomputed, of how many."""
    outdated = Incident.objects.outdated().count()
    if not outdated:
        return {"outdated": 0}
    count = Incident.objects.unmerged().count()
    return {"outdated": outdated, "incidents_count": count, "recomputed": count - outdated}
