"""What is drawn of one incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from incidents.charts.rows import ClaimMark, KnownThen, PlaceMark, SetByHand
from incidents.days import countable
from incidents.figure import Figure
from incidents.models import Claim, Estimate, Incident, Vintage
from incidents.models.population import PEOPLE_KEY
from incidents.vocabulary import GeoPrecision, Hedge, Interest, Measure, Scope, Standing
from incidents.workflow.figures.engine_claims import population_of

EVERYBODY = population_of(Claim())


def claim_marks(
    claims: Iterable[Claim],
    standings: Mapping[int, str],
    counting: set[int],
    *,
    day: date,
    successions: Mapping[int, int] | None = None,
) -> list[ClaimMark]:
    """A mark for each claim about the incident or a part of it, oldest first.

    `standings` says in words what became of each claim, `counting` which of them set or back a figure, `successions`
    which was replaced by which; `day` is the incident's. Claims about more than the incident have no place on its
    scale, and what a person rejected is no claim about it; both are left to the table.
    """
    not_about_it = (Standing.PENDING, Standing.REJECTED)
    drawn = (claim for claim in claims if claim.scope != Scope.LARGER and claim.standing not in not_about_it)
    marks = [
        ClaimMark(
            measure=Measure(claim.measure),
            at=claim.report.known_at,
            figure=claim.figure,
            denies=claim.denies,
            interest=Interest(claim.interest),
            counts=claim.pk in counting,
            origin=claim.origin,
            words=claim.words,
            population=claim.population_label,
            of_people=population_of(claim) == EVERYBODY,
            standing=standings.get(claim.pk, ""),
            url=claim.get_absolute_url(),
            id=claim.pk,
            replaced_by=(successions or {}).get(claim.pk),
            event_at=datetime.combine(countable(claim.as_of or day), time(), tzinfo=UTC),
            is_word=claim.hedge == Hedge.VAGUE,
            source=claim.report.source.name,
            grade=claim.report.source.reliability,
            scope=Scope(claim.scope),
        )
        for claim in drawn
    ]
    return sorted(marks, key=lambda mark: (mark.at, mark.origin))


def known_then(vintages: Iterable[Vintage]) -> list[KnownThen]:
    """What the policy made of the claims known at each time: one point whenever a figure changed.

    `vintages` are those of people as a whole, oldest first. Figures set by hand are not in them
    (methodology.md, section 6).
    """
    points: list[KnownThen] = []
    last: dict[str, Figure] = {}
    for each in vintages:
        figure = each.derived_figure
        if last.get(each.measure) != figure:
            points.append(KnownThen(Measure(each.measure), each.known_from, figure))
        last[each.measure] = figure
    return points


def figures_set_by_hand(estimates: Iterable[Estimate]) -> list[SetByHand]:
    """The figures for people as a whole that a person set."""
    return [
        SetByHand(Measure(each.measure), each.figure)
        for each in estimates
        if each.population_key == PEOPLE_KEY and each.is_overridden
    ]


def place_mark(incident: Incident) -> PlaceMark | None:
    """Where the incident happened, or None where it has no coordinates."""
    if incident.latitude is None or incident.longitude is None:
        return None
    precision = GeoPrecision(incident.geo_precision) if incident.geo_precision else GeoPrecision.COUNTRY
    return PlaceMark(incident.place_name or incident.place, incident.latitude, incident.longitude, precision)
