"""The charts of one incident's page, and the files of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.figures import place_map
from incidents.charts.frame import Caption, Chart
from incidents.charts.rows import ClaimMark
from incidents.charts.series import incident as series
from incidents.charts.series.populations import population_rows
from incidents.filters.as_of import AsOf
from incidents.models import Claim, Estimate, Incident, Vintage
from incidents.pages.frame.charts import chart_csv, refuse_file
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.incident.claims_chart import claims_chart, known_chart
from incidents.pages.incident.figures import FigureShown, MeasureShown, counting_claims, standings_of
from incidents.pages.incident.origins import matrix_of, origins_chart
from incidents.pages.incident.populations_chart import populations_chart
from incidents.vocabulary import GeoPrecision, Interest
from incidents.workflow.figures.analysis import successions_of_incident
from incidents.workflow.figures.basis import Basis, read_basis
from incidents.workflow.figures.derivation import estimates_known_at

BY_EVENT = "event"
"""`?time=event`: claims at the day of which they speak, not at that of their publication."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of an incident on a date: all that its page and its charts are made of."""

    incident: Incident
    basis: Basis
    estimates: Sequence[Estimate]
    vintages: Sequence[Vintage]
    """Of people as a whole, all there are: the chart shows what became known later too."""
    as_of: AsOf
    by_event: bool = False

    @property
    def claims(self) -> list[Claim]:
        """The claims that had been published."""
        return [claim for claim in self.basis.all_claims if self.as_of.includes(claim.report.known_at)]

    @property
    def caption(self) -> Caption:
        return Caption(self.incident.title, self.basis.policy.label, self.as_of.label, self.as_of.is_replay)

    def file(self, name: str) -> str:
        """The address of a file of this incident, as known then."""
        return self.as_of.keep(reverse(f"incident-{name}-csv", args=(self.incident.pk,)))


def known_of(incident: Incident, as_of: AsOf, *, by_event: bool = False) -> Known:
    """Read what is known of an incident, now or on a date, in a constant number of queries."""
    basis = read_basis(incident)
    if as_of.moment:
        estimates = estimates_known_at(basis, as_of.moment)
    else:
        estimates = list(incident.estimates.select_related("actor", "override__person", "confirmation__person"))
    vintages = list(incident.vintages.people().select_related("override").order_by("known_from", "measure"))
    return Known(incident, basis, estimates, vintages, as_of, by_event)


def charts_of(known: Known, measures: Sequence[MeasureShown]) -> dict[str, Any]:
    """All charts of the page; None for each that has nothing to show."""
    headline = next((one.people for one in measures if one.people and one.people.is_known), None)
    return {
        "caption": known.caption,
        "claims_chart": claims_of(known, headline),
        "known_chart": estimate_of(known),
        "by_event": known.by_event,
        "populations_chart": populations_of(known),
        **origins_of(known),
        "map_chart": map_of_incident(known.incident),
    }


def claims_of(known: Known, headline: FigureShown | None, *, with_later: bool = True) -> Chart | None:
    """The claims over time; `with_later` has axes and a faint line for what became known after the date."""
    includes = known.as_of.includes
    return claims_chart(
        [mark for mark in marks_then_known(known) if with_later or includes(mark.at)],
        [point for point in series.known_then(known.vintages) if with_later or includes(point.at)],
        series.figures_set_by_hand(known.estimates),
        as_of=known.as_of.moment if with_later else None,
        by_event=known.by_event,
        takeaway=sentence_on_claims(headline),
        of=f"of-incident-{known.incident.pk}",
        csv=known.file("claims"),
    )


def marks_then_known(known: Known) -> list[ClaimMark]:
    """The claims of an incident as marks, those included that were published later."""
    claims = known.basis.all_claims
    standings = standings_of(claims, known.estimates)
    marks = series.claim_marks(
        claims,
        {pk: standing.words for pk, standing in standings.items()},
        counting_claims(standings),
        day=known.incident.date_start,
        successions=successions_of_incident(known.basis, known.estimates, known.as_of.moment),
    )
    return [replace(mark, url=known.as_of.keep(mark.url)) for mark in marks]


def sentence_on_claims(headline: FigureShown | None) -> str:
    """The first figure that is known, in a sentence."""
    if headline is None:
        return "Nobody gives a figure that counts."
    people = "person" if headline.best == "1" else "people"
    said = f"{headline.best} {people} {headline.estimate.get_measure_display()}"
    figure = headline.estimate.figure
    return f"{said}{figure.more}." if figure.is_one_number else f"{said}, reported range {figure.ends}."


def estimate_of(known: Known) -> Chart | None:
    points = [point for point in series.known_then(known.vintages) if known.as_of.includes(point.at)]
    return known_chart(points, of=f"of-incident-{known.incident.pk}", csv=known.file("known"))


def populations_of(known: Known) -> Chart | None:
    page = known.as_of.keep(known.incident.get_absolute_url())
    rows = population_rows(known.basis, known.estimates, f"{page}#figure-{{}}")
    return populations_chart(rows, of=f"of-incident-{known.incident.pk}", csv=known.file("populations"))


def origins_of(known: Known) -> dict[str, Any]:
    """The matrix of who said what, with its lines and its file; None both where nobody said anything."""
    matrix = matrix_of(known.claims, known.estimates)
    of = f"of-incident-{known.incident.pk}"
    chart = origins_chart(matrix, known.as_of, of=of, csv=known.file("origins")) if matrix else None
    return {"matrix": matrix, "origins_chart": chart, "interests": list(Interest)}


def map_of_incident(incident: Incident) -> Chart | None:
    """Where it happened; None where it has no coordinates."""
    place = series.place_mark(incident)
    if place is None:
        return None
    is_exact = place.precision is GeoPrecision.EXACT
    circle = "" if is_exact else " The circle shows how far from its middle it may have happened."
    return Chart(
        name=f"place-of-incident-{incident.pk}",
        title=f"Where: {place.label}",
        figure=place_map(place),
        takeaway=f"{incident.place}: {place.precision.label}, {place.coordinates}.{circle}",
        table_title="Where",
        columns=(),
        lines=(),
        n="1 place",
        kind="map",
    )


def file_of(request: DeskRequest, pk: int, chart_of: Any) -> HttpResponse:
    """The numbers of one chart of an incident, as known then; 404 where it has nothing to show."""
    found = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    if wrong := refuse_file(request.as_of):
        return wrong
    known = known_of(found, request.as_of)
    chart = chart_of(known)
    if chart is None:
        raise Http404("Nothing to show.")
    return chart_csv(chart, known.caption)


@require_GET
@replayable
def claims_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The claims on the chart."""
    return file_of(request, pk, lambda known: claims_of(known, None))


@require_GET
@replayable
def known_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The estimate as it was known at each moment."""
    return file_of(request, pk, estimate_of)


@require_GET
@replayable
def populations_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """Whose losses the figures are."""
    return file_of(request, pk, populations_of)


@require_GET
@replayable
def origins_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """Who said what of whom."""
    return file_of(request, pk, lambda known: origins_of(known)["origins_chart"])
