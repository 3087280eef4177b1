"""What needs a decision, desk-wide; letting a figure stand; choosing the desk's policy."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.filters.as_of import AsOf
from incidents.filters.decisions import DecisionFilter
from incidents.models import DeskPolicy, Incident
from incidents.models.estimate import FiguresQuerySet, figures_at
from incidents.pages.decisions.forms import PolicyForm
from incidents.pages.frame.decision_rows import decision_rows
from incidents.pages.frame.figure_forms import CONFIRM
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest, wants_fragment
from incidents.vocabulary import Measure, Policy, Question
from incidents.workflow.figures.policies import BadChoiceError, choose_policy, policy_chosen, totals_by_policy
from incidents.workflow.standing.playback import taken_back

PER_PAGE = 20
CHOOSE = "incidents.choose_policy"


@require_GET
@replayable
def decisions(request: DeskRequest) -> HttpResponse:
    """Incidents that need a decision, where most could change first; totals under each policy beside them."""
    if wants_fragment(request):
        figures = figures_at(request.as_of.moment)
        rows = rows_context(request, request.as_of, figures, figures.total_best(Measure.KILLED))
        return render(request, "decisions/_rows.html", {**rows, "is_fragment": True})
    return render(request, "decisions/page.html", decisions_context(request, request.as_of))


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
        **count_recomputing(),
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
        "rows": decision_rows(
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
@permission_required(CHOOSE, raise_exception=True)
def choose_desk_policy(request: DeskRequest) -> HttpResponse:
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
    return render(request, "decisions/page.html", decisions_context(request, AsOf(), form), status=422)


@require_GET
def recomputing_progress(request: DeskRequest) -> HttpResponse:
    """How far the figures are, where a change made many of them wait; the fragment alone where htmx asks."""
    if not request.htmx:
        return redirect("decisions")
    return render(request, "decisions/_recomputing.html", {**count_recomputing(), "asked_again": True})


def count_recomputing() -> dict[str, Any]:
    """How many incidents wait to be recomputed, of how many."""
    outdated = Incident.objects.outdated().count()
    if not outdated:
        return {"outdated": 0}
    count = Incident.objects.unmerged().count()
    return {"outdated": outdated, "incidents_count": count, "recomputed": count - outdated}
