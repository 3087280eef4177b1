"""From an incident to its first report and to its settled figure (methodology.md, section 10): counts by days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import floor
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from incidents.charts.rows import Delay, DelayClassRow, DelayRow
from incidents.charts.series.periods import TRUNCATIONS, last_day_of_period
from incidents.models import Vintage
from incidents.models.incident import IncidentQuerySet
from incidents.models.population import EVERY_KEY, PEOPLE_KEY
from incidents.vocabulary import Status

MOVING_DAYS = 30
"""A figure that changed within so many days may well change again: it counts as still moving."""
SLOWEST = 20
CLASSES = (("same day", 0), ("1 day", 1), ("2 to 3 days", 3), ("4 to 7 days", 7), ("8 to 30 days", 30),
           ("31 to 90 days", 90))  # fmt: skip
"""Classes of delays by the last day of each."""
LONGEST = "over 90 days"
MOVING, NO_FIGURE = "still moving", "no figure"

ByPeriod = Mapping[date, Counter[int]]
"""Days of delay to how many incidents have it, by the first day of the period of the incident."""


@dataclass(frozen=True, slots=True)
class Delays:
    """The delays of a selection. Those below 0 count as 0, and `early` says how many first reports they are."""

    every: str
    first: ByPeriod
    settled: ByPeriod
    early: int
    moving: int
    no_figure: int
    undated: int
    """How many have no first report, or vintages that say since when a figure stands."""


def with_delays(tolls: IncidentQuerySet, measure: str, known_at: datetime | None, status: str) -> Any:
    """Incidents with their tolls, also with `settled_at` and the durations `first_delay` and `settled_delay`.

    Those of a figure are None where there is none.
    """
    stood = vintages_of(measure, known_at, status)
    ended = (
        stood.filter(differs_from_vintage(known_at, status))
        .values("incident")
        .annotate(at=Max("known_until"))
        .values("at")
    )
    begun = stood.values("incident").annotate(at=Min("known_from")).values("at")
    since = Case(When(toll_best__isnull=False, then=Coalesce(Subquery(ended), Subquery(begun))))
    delays = {"first_delay": days_from_end("known_from"), "settled_delay": days_from_end("settled_at")}
    return tolls.annotate(settled_at=since).annotate(**delays)


def vintages_of(measure: str, known_at: datetime | None, status: str) -> Any:
    """What the figures of what is counted were, of the incident of the outer query, up to a moment."""
    stood = Vintage.objects.filter(incident=OuterRef("pk"), measure=measure).order_by().with_figures()
    if known_at:
        stood = stood.filter(known_from__lte=known_at)
    if status == Status.COMBATANT:
        return stood.combatants()
    return stood.filter(population_key=EVERY_KEY[Status(status)] if status else PEOPLE_KEY)


def differs_from_vintage(known_at: datetime | None, status: str) -> Any:
    """Whether a vintage had another best than the figure that stands; of combatants, than that of its own side."""
    if status != Status.COMBATANT:
        return Q(shown_best__isnull=True) | ~Q(shown_best=OuterRef("toll_best"))
    same = {name: OuterRef(name) for name in ("incident", "measure", "population_key", "shown_best")}
    standing = Vintage.objects.with_figures().filter(**same)
    return ~Exists(standing.known_at(known_at) if known_at else standing.filter(known_until=None))


def days_from_end(moment: str) -> ExpressionWrapper:
    """From the last day of the incident to the day of a moment, UTC."""
    return ExpressionWrapper(TruncDate(moment, tzinfo=UTC) - F("date_end"), output_field=DurationField())


class Found(NamedTuple):
    """How many incidents there are, when they began, and how many have no settled figure."""

    incidents: int
    moving: int
    no_figure: int
    first: date | None
    last: date | None


def found_of(incidents: Any, now: datetime) -> Found:
    """The same of incidents `with_delays`, in one query."""
    return Found(
        **incidents.aggregate(
            incidents=Count("pk"),
            moving=Count("pk", filter=still_moving(now)),
            no_figure=Count("pk", filter=Q(toll_best__isnull=True)),
            first=Min("date_start"),
            last=Max("date_start"),
        )
    )


def delays(incidents: Any, every: str, found: Found, now: datetime) -> Delays:
    """The delays of incidents `with_delays`, by the period in which they began, in two queries."""
    dated = incidents.annotate(period=TRUNCATIONS[every]("date_start"))
    first = count_days(dated, "first_delay")
    settled = count_days(dated.filter(~still_moving(now), toll_best__isnull=False), "settled_delay")
    without_day = [sum(n for _, days, n in kept if days is None) for kept in (first, settled)]
    return Delays(
        every=every,
        first=delays_by_period(first),
        settled=delays_by_period(settled),
        early=sum(n for _, days, n in first if days is not None and days < 0),
        moving=found.moving,
        no_figure=found.no_figure,
        undated=sum(without_day),
    )


def count_days(values: Any, delay: str) -> list[tuple[date, int | None, int]]:
    """Period, days of a delay and how many incidents have it; no days where it is not known."""
    rows = values.values("period", delay).annotate(n=Count("pk")).order_by()
    return [(row["period"], None if row[delay] is None else row[delay].days, row["n"]) for row in rows]


def delays_by_period(found: Iterable[tuple[date, int | None, int]]) -> ByPeriod:
    kept: dict[date, Counter[int]] = {}
    for period, days, n in found:
        if days is not None:
            kept.setdefault(period, Counter())[max(0, days)] += n
    return dict(sorted(kept.items()))


def class_rows(found: Delays) -> list[DelayClassRow]:
    """The incidents by classes of their two delays; those without a settled figure by the reason."""
    first, settled = (sum(periods.values(), Counter[int]()) for periods in (found.first, found.settled))
    bounds = [*CLASSES, (LONGEST, None)]
    rows, before = [], -1
    for label, last in bounds:
        within = range(before + 1, 10**9 if last is None else last + 1)
        rows.append(DelayClassRow(label, in_range(first, within), in_range(settled, within)))
        before = last or 0
    return [*rows, DelayClassRow(MOVING, None, found.moving), DelayClassRow(NO_FIGURE, None, found.no_figure)]


def in_range(counts: Mapping[int, int], days: range) -> int:
    return sum(n for delay, n in counts.items() if delay in days)


def delay_rows(found: Delays, address: Callable[[date, date], str]) -> list[DelayRow]:
    """Median and quartiles of both delays by period; `address` leads to a period."""
    return [
        delay_row(delay, begins, last_day_of_period(begins, found.every), counts, address)
        for delay, periods in ((Delay.FIRST, found.first), (Delay.SETTLED, found.settled))
        for begins, counts in periods.items()
    ]


def delay_row(
    delay: Delay, begins: date, ends: date, counts: Mapping[int, int], address: Callable[[date, date], str]
) -> DelayRow:
    lower, median, upper = (quantile(counts, share) for share in (0.25, 0.5, 0.75))
    return DelayRow(delay, begins, ends, sum(counts.values()), lower, median, upper, address(begins, ends))


def quantile(counts: Mapping[int, int], share: float) -> float:
    """A quantile of values given as counts, between two neighbours in proportion, as percentile_cont has it."""
    at = (sum(counts.values()) - 1) * share
    below, above = nth(counts, floor(at)), nth(counts, -floor(-at))
    return below + (above - below) * (at - floor(at))


def nth(counts: Mapping[int, int], place: int) -> int:
    """The value at a place, from 0, of all values in order."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise ValueError("no values")


def slowest(incidents: Any, now: datetime) -> Sequence[Any]:
    """The incidents of which figure, or where none has settled the first report, took longest, in one query."""
    settled = Case(When(~still_moving(now), then=F("settled_delay")))
    longest = incidents.annotate(kept_delay=settled, longest=Coalesce(settled, F("first_delay")))
    return list(longest.filter(longest__gt=timedelta(0)).order_by("-longest", "-date_start", "pk")[:SLOWEST])


def still_moving(now: datetime) -> Q:
    """Whether the figure that stands has stood for less than MOVING_DAYS."""
    return Q(settled_at__gt=now - timedelta(days=MOVING_DAYS))
