"""The list of incidents, and the page of one: its figures, their reasons, and who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.charts.series import incident as series
from incidents.filters.as_of import AsOf
from incidents.models import Actor, Estimate, Incident, IncidentActor, Regrouping
from incidents.pages.frame.figure_forms import OverrideForm, ReasonForm
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest, version_in, wants_fragment
from incidents.pages.incident.analysis import analysis_context
from incidents.pages.incident.charts import BY_EVENT, charts_of, known_of
from incidents.pages.incident.figures import MeasureShown, figure_beside, form_ids, measures_shown
from incidents.pages.incident.stops import stops_of_incident
from incidents.vocabulary import Side
from incidents.workflow.figures.overrides import BadOverrideError, override_estimate, withdraw_override
from incidents.workflow.figures.versions import versions_of_figures
from incidents.workflow.standing.versions import StaleError


@require_GET
@replayable
def incident(request: DeskRequest, pk: int) -> HttpResponse:
    """One incident: figures first, then why, then who said what. Where the slider asks, what stands below it alone."""
    found = get_object_or_404(Incident.objects.select_related("merged_into"), pk=pk)
    if found.merged_into_id:
        merged = {"incident": found, "regroupings": standing_regroupings(found)}
        return render(request, "incident/merged.html", merged)
    context = incident_context(found, request.as_of, by_event=request.GET.get("time") == BY_EVENT)
    context["is_fragment"] = wants_fragment(request)
    template = "incident/_known.html" if context["is_fragment"] else "incident/page.html"
    return render(request, template, context)


@require_POST
@permission_required("incidents.override_estimate", raise_exception=True)
def override(request: DeskRequest, pk: int) -> HttpResponse:
    """Set a figure by hand or let the derived one stand again; a reason is needed for either."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    estimate = figure_named(found, request.POST.get("figure", ""))
    form: ReasonForm
    if "withdraw" in request.POST:
        name, form = "withdrawal", ReasonForm(request.POST, auto_id=f"withdraw-{form_ids(estimate)}")
    else:
        name, form = "form", OverrideForm(request.POST, auto_id=form_ids(estimate))
    bound: dict[str, Any] = {name: form, "version": version_in(request)}
    if form.is_valid():
        try:
            if figure_saved(request, estimate, form):
                return redirect(f"{found.get_absolute_url()}#figure-{estimate.slug}")
        except StaleError as stale:
            bound |= {"beside": figure_beside(estimate, own_words(form)), "version": stale.now}
    context = incident_context(found, AsOf(), {estimate.slug: bound})
    return render(request, "incident/page.html", context, status=409 if "beside" in bound else 422)


def own_words(form: ReasonForm) -> dict[str, str]:
    """What a valid form says of a figure, in words."""
    given = form.cleaned_data
    figure = " / ".join(str(given[name]) for name in ("low", "best", "high")) if "best" in given else "take it back"
    return {"figure": figure, "reason": given["reason"]}


def standing_regroupings(incident: Incident) -> list[Regrouping]:
    """The merges and splits of an incident that were not undone, the last first; one query."""
    concerned = Regrouping.objects.filter(Q(from_incident=incident) | Q(to_incident=incident), undone_at=None)
    return list(concerned.select_related("from_incident", "to_incident", "person").order_by("-pk"))


def figure_named(incident: Incident, slug: str) -> Estimate:
    """The figure of that slug; 404 where the incident has none."""
    for estimate in incident.estimates.select_related("actor"):
        if estimate.slug == slug:
            return estimate
    raise Http404("This incident has no such figure.")


def figure_saved(request: DeskRequest, estimate: Estimate, form: ReasonForm) -> bool:
    """Whether the figure could be set or taken back; else the form says why not. Raises StaleError."""
    save = override_estimate if isinstance(form, OverrideForm) else withdraw_override
    try:
        save(estimate=estimate, person=request.user, seen_version=version_in(request), **form.cleaned_data)
    except BadOverrideError as refused:
        form.add_error("reason", str(refused))
        return False
    is_set = isinstance(form, OverrideForm)
    messages.success(
        request, "The figure is set. The derived one stays beside it." if is_set else "The derived figure stands again."
    )
    return True


def incident_context(
    incident: Incident, as_of: AsOf, bound: dict[str, dict[str, Any]] | None = None, *, by_event: bool = False
) -> dict[str, Any]:
    """Everything that the page of an incident shows, now or in a replay, in a constant number of queries."""
    known = known_of(incident, as_of, by_event=by_event)
    basis, links = known.basis, known.basis.links
    by_then = known.claims
    measures = measures_shown(known.estimates, by_then, basis, as_of.moment, bound)
    give_versions(measures, versions_of_figures(basis), bound or {})
    return {
        "incident": incident,
        "regroupings": standing_regroupings(incident),
        "measures": measures,
        "links": [link for link in links if as_of.includes(link.report.known_at)],
        "later": [link for link in links if not as_of.includes(link.report.known_at)],
        "stops": stops_of_incident(links, known.vintages, as_of),
        "sides": sides_of(basis.parts),
        "claims_count": len(by_then),
        "place": series.place_mark(incident),
        "as_of": as_of,
        **charts_of(known, measures),
        **analysis_context(basis, as_of.moment),
    }


def give_versions(
    measures: Sequence[MeasureShown], versions: dict[tuple[str, str], int], bound: dict[str, dict[str, Any]]
) -> None:
    """Let each figure's form carry the version that it shows; a form that was refused keeps the one it came with."""
    for figure in (figure for measure in measures for figure in measure.figures):
        one = figure.estimate
        kept = bound.get(one.slug, {}).get("version")
        figure.version = versions.get((one.measure, one.population_key), 0) if kept is None else kept


def sides_of(parts: Sequence[IncidentActor]) -> list[tuple[Side, list[Actor]]]:
    """The actors by their side; sides with nobody are left out."""
    by_side = [(side, [part.actor for part in parts if part.side == side]) for side in Side]
    return [(side, actors) for side, actors in by_side if actors]
