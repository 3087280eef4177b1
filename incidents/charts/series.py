"""From the record to rows: what the charts, and the tables beside them, show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum, Value
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek
from django.urls import reverse

from incidents.charts.rows import ClaimMark, KnownThen, PeriodRow, PlaceMark, RatioMark, SetByHand
from incidents.models import Claim, Estimate, Incident, Vintage
from incidents.models.claim import population_label
from incidents.models.incident import IncidentQuerySet
from incidents.models.outcome import OutcomeQuerySet
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import GeoPrecision, Interest, Measure, Scope, Standing
from incidents.workflow.engine_claims import population_of

TRUNCATIONS = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth}
CATEGORIES = {"type": "event_type", "country": "country"}
MOST_CATEGORIES = 6
MOST_RATIOS = 300
"""How many figures of a record are drawn: the newest."""
OTHERS = "all others"
NOT_SAID = "not recorded"
EVERYBODY = population_of(Claim())


def claim_marks(claims: Iterable[Claim], standings: Mapping[int, str], counting: set[int]) -> list[ClaimMark]:
    """A mark for each claim about the incident or a part of it, oldest first.

    `standings` says in words what became of each claim, `counting` which of them set or back a figure.
    Claims about more than the incident have no place on its scale, and what a person rejected is no
    claim about it; both are left to the table.
    """
    not_about_it = (Standing.PENDING, Standing.REJECTED)
    drawn = (claim for claim in claims if claim.scope != Scope.LARGER and claim.standing not in not_about_it)
    marks = [
        ClaimMark(
            measure=Measure(claim.measure),
            at=claim.report.known_at,
            low=claim.low,
            best=claim.best,
            high=claim.high,
            open_upper=claim.open_upper,
            denies=claim.denies,
            interest=Interest(claim.interest),
            counts=claim.pk in counting,
            origin=claim.origin,
            words=claim.words,
            population=claim.population_label,
            of_people=population_of(claim) == EVERYBODY,
            standing=standings.get(claim.pk, ""),
            url=claim.get_absolute_url(),
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
    last: dict[str, tuple[Any, ...]] = {}
    for each in vintages:
        numbers = (each.low, each.best, each.high, each.open_upper)
        if last.get(each.measure) != numbers:
            points.append(KnownThen(Measure(each.measure), each.known_from, *numbers))
        last[each.measure] = numbers
    return points


def set_by_hand(estimates: Iterable[Estimate]) -> list[SetByHand]:
    """The figures for people as a whole that a person set."""
    return [
        SetByHand(Measure(each.measure), each.override_low, each.override_best, each.override_high)
        for each in estimates
        if each.population_key == PEOPLE_KEY
        and each.override_low is not None
        and each.override_best is not None
        and each.override_high is not None
    ]


def place_mark(incident: Incident) -> PlaceMark | None:
    """Where the incident happened, or None where it has no coordinates."""
    if incident.latitude is None or incident.longitude is None:
        return None
    precision = GeoPrecision(incident.geo_precision) if incident.geo_precision else GeoPrecision.COUNTRY
    return PlaceMark(incident.place_name or incident.place, incident.latitude, incident.longitude, precision)


class Totals(NamedTuple):
    """What a selection of incidents comes to. low, best and high are None where nobody counted any."""

    incidents: int
    unknown: int
    low: int | None
    best: int | None
    high: int | None
    open_upper: bool
    first: date | None
    last: date | None


def totals(incidents: IncidentQuerySet, measure: str, known_at: datetime | None = None) -> Totals:
    """What a selection comes to for one measure, now or as known at a moment, in one query."""
    found = incidents.with_toll(measure, known_at).aggregate(**sums(), first=Min("date_start"), last=Max("date_start"))
    return Totals(**found | {"open_upper": found["open_upper"] > 0})


def sums() -> dict[str, Any]:
    """Aggregates over `with_toll`, named as the rows name them; `open_upper` counts the open ones."""
    return {
        "incidents": Count("pk"),
        "unknown": Count("pk", filter=Q(toll_best__isnull=True)),
        "low": Sum("toll_low"),
        "best": Sum("toll_best"),
        "high": Sum("toll_high"),
        "open_upper": Count("pk", filter=Q(toll_open=True)),
    }


def fitting_period(first: date | None, last: date | None) -> str:
    """The period that gives a readable number of bars: days up to two months, weeks up to a year."""
    days = (last - first).days if first and last else 0
    if days <= 62:
        return "day"
    return "week" if days <= 366 else "month"


def period_rows(
    incidents: IncidentQuerySet, measure: str, every: str, by: str = "", known_at: datetime | None = None
) -> list[PeriodRow]:
    """Incidents by the period in which they began, in one query; told apart by type or country on demand.

    `every` is a key of TRUNCATIONS, `by` one of CATEGORIES or empty. Weeks begin on Monday. Beyond
    MOST_CATEGORIES the smaller ones go together as OTHERS. With `known_at` the figures are those of that moment.
    """
    category = F(CATEGORIES[by]) if by else Value("")
    found = (
        incidents.with_toll(measure, known_at)
        .annotate(first=TRUNCATIONS[every]("date_start"), category=category)
        .values("first", "category")
        .annotate(**sums())
        .order_by("first", "category")
    )
    rows = [
        PeriodRow(
            **each | {"open_upper": each["open_upper"] > 0, "category": each["category"] or (NOT_SAID if by else "")},
            last=last_day(each["first"], every),
        )
        for each in found
    ]
    return fold_small_categories(rows)


def last_day(first: date, every: str) -> date:
    """The last day of the period that begins on `first`."""
    if every == "day":
        return first
    if every == "week":
        return first + timedelta(days=6)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def fold_small_categories(rows: list[PeriodRow]) -> list[PeriodRow]:
    """Keep the categories with the most people, by name within a period; add the others up."""
    weight: dict[str, int] = defaultdict(int)
    for row in rows:
        weight[row.category] += row.best or 0
    if len(weight) <= MOST_CATEGORIES:
        return rows
    kept = set(sorted(weight, key=lambda name: (-weight[name], name))[: MOST_CATEGORIES - 1])
    folded: dict[tuple[date, str], PeriodRow] = {}
    for row in rows:
        category = row.category if row.category in kept else OTHERS
        known = folded.get((row.first, category))
        folded[row.first, category] = add_up([known, row], category) if known else replace(row, category=category)
    return list(folded.values())


def add_up(rows: Sequence[PeriodRow], category: str = "") -> PeriodRow:
    """One row for several of one period."""
    return PeriodRow(
        first=rows[0].first,
        last=rows[0].last,
        incidents=sum(row.incidents for row in rows),
        unknown=sum(row.unknown for row in rows),
        low=known_sum(row.low for row in rows),
        best=known_sum(row.best for row in rows),
        high=known_sum(row.high for row in rows),
        open_upper=any(row.open_upper for row in rows),
        category=category,
        url=rows[0].url,
    )


def known_sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def ratio_marks(outcomes: OutcomeQuerySet[Any]) -> list[RatioMark]:
    """The newest figures of a record that have a ratio to the accepted one, at most MOST_RATIOS, newest first."""
    found = (
        outcomes.compared()
        .filter(final__gt=0)
        .values_list(
            "first_said",
            "first",
            "final",
            "measure",
            "actor__name",
            "status",
            "group",
            "interest",
            "origin",
            "incident__title",
            "withdrawn",
            "first_claim",
            "first_claim__report",
        )
    )
    return [
        RatioMark(
            at=at,
            first=first,
            final=final,
            measure=Measure(measure),
            population=population_label(actor or "", status, group),
            interest=Interest(interest),
            origin=origin,
            incident=incident,
            withdrawn=withdrawn,
            url=f"{reverse('report', args=[report])}#words-{claim}",
        )
        for at, first, final, measure, actor, status, group, interest, origin, incident, withdrawn, claim, report in (
            found[:MOST_RATIOS]
        )
    ]
