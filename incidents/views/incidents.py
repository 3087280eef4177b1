"""The list of incidents, and the page of one: its figures, their reasons, and who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from incidents.charts import series
from incidents.charts.figures import as_text, claims_over_time, measures_drawn, place_map
from incidents.forms.as_of import AsOf
from incidents.forms.override import OverrideForm, ReasonForm
from incidents.forms.timeline_filter import IncidentFilter
from incidents.models import Actor, Claim, Estimate, Incident, IncidentActor, Vintage
from incidents.views.as_of import replayable
from incidents.views.fragments import wants_fragment
from incidents.views.incident_analysis import analysis_context
from incidents.views.incident_figures import (
    MeasureShown,
    counting_claims,
    form_ids,
    measures_shown,
    standings_of,
)
from incidents.views.requests import DeskRequest
from incidents.views.stops import stops_of
from incidents.vocabulary import Side
from incidents.workflow.derivation import estimates_known_at, read_basis
from incidents.workflow.overrides import BadOverrideError, override_estimate, withdraw_override

PER_PAGE = 50


@require_GET
@replayable
def incidents(request: DeskRequest) -> HttpResponse:
    """Incidents, newest first, by search and filters; the rows alone where htmx asks."""
    form = IncidentFilter(request.GET)
    found = form.narrow(Incident.objects.all()).with_toll("killed", request.as_of.moment).order_by("-date_start", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "narrowed": bool(form.chosen), "is_fragment": wants_fragment(request)}
    template = "incidents/_incident_rows.html" if context["is_fragment"] else "incidents/incidents.html"
    return render(request, template, context)


@require_GET
@replayable
def incident(request: DeskRequest, pk: int) -> HttpResponse:
    """One incident: figures first, then why, then who said what. Where the slider asks, what stands below it alone."""
    context = incident_context(get_object_or_404(Incident, pk=pk), request.as_of)
    context["is_fragment"] = wants_fragment(request)
    template = "incidents/_incident_known.html" if context["is_fragment"] else "incidents/incident.html"
    return render(request, template, context)


@require_POST
@permission_required("incidents.override_estimate", raise_exception=True)
def override(request: DeskRequest, pk: int) -> HttpResponse:
    """Set a figure by hand or let the derived one stand again; a reason is needed for either."""
    found = get_object_or_404(Incident, pk=pk)
    estimate = figure_named(found, request.POST.get("figure", ""))
    if "withdraw" in request.POST:
        withdrawal = ReasonForm(request.POST, auto_id=f"withdraw-{form_ids(estimate)}")
        if withdrawal.is_valid():
            withdraw_override(estimate=estimate, person=request.user, **withdrawal.cleaned_data)
            messages.success(request, "The derived figure stands again.")
            return redirect(f"{found.get_absolute_url()}#figure-{estimate.slug}")
        bound: dict[str, Any] = {"withdrawal": withdrawal}
    else:
        form = OverrideForm(request.POST, auto_id=form_ids(estimate))
        if form.is_valid() and set_figure(request, estimate, form):
            return redirect(f"{found.get_absolute_url()}#figure-{estimate.slug}")
        bound = {"form": form}
    context = incident_context(found, AsOf(), {estimate.slug: bound})
    return render(request, "incidents/incident.html", context, status=422)


def figure_named(incident: Incident, slug: str) -> Estimate:
    """The figure of that slug; 404 where the incident has none."""
    for estimate in incident.estimates.select_related("actor"):
        if estimate.slug == slug:
            return estimate
    raise Http404("This incident has no such figure.")


def set_figure(request: DeskRequest, estimate: Estimate, form: OverrideForm) -> bool:
    """Whether the figure could be set; else the form says why not."""
    try:
        override_estimate(estimate=estimate, person=request.user, **form.cleaned_data)
    except BadOverrideError as refused:
        form.add_error("reason", str(refused))
        return False
    messages.success(request, "The figure is set. The derived one stays beside it.")
    return True


def incident_context(incident: Incident, as_of: AsOf, bound: dict[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """Everything that the page of an incident shows, now or in a replay, in a constant number of queries."""
    basis = read_basis(incident)
    claims, links = list(basis.all_claims), basis.links
    if as_of.moment:
        estimates = estimates_known_at(basis, as_of.moment)
    else:
        estimates = list(incident.estimates.select_related("actor", "override__person", "confirmation__person"))
    vintages = list(incident.vintages.people().select_related("override").order_by("known_from", "measure"))
    by_then = [claim for claim in claims if as_of.includes(claim.report.known_at)]
    measures = measures_shown(estimates, by_then, basis, as_of.moment, bound)
    return {
        "incident": incident,
        "measures": measures,
        "links": [link for link in links if as_of.includes(link.report.known_at)],
        "later": [link for link in links if not as_of.includes(link.report.known_at)],
        "stops": stops_of(links, vintages, as_of),
        "sides": sides_of(basis.parts),
        "claims_count": len(by_then),
        "place": series.place_mark(incident),
        "as_of": as_of,
        **charts_of(incident, claims, vintages, estimates, measures, as_of),
        **analysis_context(basis, as_of.moment),
    }


def sides_of(parts: Sequence[IncidentActor]) -> list[tuple[Side, list[Actor]]]:
    """The actors by their side; sides with nobody are left out."""
    by_side = [(side, [part.actor for part in parts if part.side == side]) for side in Side]
    return [(side, actors) for side, actors in by_side if actors]


def charts_of(
    incident: Incident,
    claims: list[Claim],
    vintages: list[Vintage],
    estimates: list[Estimate],
    measures: list[MeasureShown],
    as_of: AsOf,
) -> dict[str, Any]:
    """The claims over time with the estimate as it was known then, and the map; None where there is nothing to draw."""
    standings = standings_of(claims, estimates)
    words = {pk: standing.words for pk, standing in standings.items()}
    marks = series.claim_marks(claims, words, counting_claims(standings))
    marks = [replace(mark, url=as_of.keep(mark.url)) for mark in marks]
    shown = [mark for mark in marks if as_of.includes(mark.at)]
    known = series.known_then(vintages)
    place = series.place_mark(incident)
    return {
        "claims_chart": as_text(claims_over_time(marks, known, series.set_by_hand(estimates), as_of.moment))
        if measures_drawn(shown)
        else None,
        "marks_count": sum(mark.measure in measures_drawn(shown) for mark in shown),
        "known": [point for point in known if point.best is not None and as_of.includes(point.at)],
        "map_chart": as_text(place_map(place)) if place else None,
        "headline": next((one.people for one in measures if one.people and one.people.is_known), None),
    }
