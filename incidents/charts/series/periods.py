"""Incidents by period: sums in one query."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, groupby
from typing import Any, Self

from django.db.models import CharField, Count, F, Max, Min, Q, Sum, Value
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek, TruncYear

from incidents.charts.rows import NOT_SAID, OTHERS, PeriodRow, add_up_periods, category_order
from incidents.figure import NO_FIGURE, UNKNOWN, Figure, HasFigure, known_sum
from incidents.models.incident import IncidentQuerySet
from incidents.models.toll import NUMBERS

TRUNCATIONS = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth, "year": TruncYear}
CATEGORIES = {"type": "event_type", "country": "country", "province": "admin1"}
"""What tells incidents apart; what tells people apart is in parts.py."""
MOST_CATEGORIES = 6
NAMES = ("first", "category", "incidents", "unknown", "low", "best", "high", "open_upper")

Found = tuple[date, str, int, int, int | None, int | None, int | None, int]
"""What the database gives, as NAMES has it; the last counts the open ones."""


@dataclass(frozen=True, slots=True)
class Totals(HasFigure):
    """What a selection of incidents comes to."""

    incidents: int
    unknown: int
    figure: Figure
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, whole: Sequence[PeriodRow]) -> Self:
        """The sums of periods; `first` and `last` are the ends of theirs."""
        if not whole:
            return cls(0, 0, UNKNOWN)
        all_ = add_up_periods(whole)
        return cls(all_.incidents or 0, all_.unknown, all_.figure, all_.first, all_.last)

    @property
    def words(self) -> str:
        """Best and range: "34 (30 to 56 or more)", or that none is given."""
        return f"{self.best:,} ({self.figure.ends})" if self.is_known else NO_FIGURE


def totals(tolls: IncidentQuerySet) -> Totals:
    """What incidents with their tolls come to, in one query, from the first day to the last."""
    found = tolls.aggregate(**sums(), first=Min("date_start"), last=Max("date_start"))
    return Totals(found["incidents"], found["unknown"], Figure.of(found), found["first"], found["last"])


def sums(figure: str = "toll", when: Q | None = None) -> dict[str, Any]:
    """Aggregates over annotations `<figure>_low` and so on, of what fits `when`, under the names of a Figure's numbers.

    `open_upper` counts the open ones, `incidents` all and `unknown` those without a figure.
    """
    then = when or Q()
    return {
        "incidents": Count("pk", filter=when),
        "unknown": Count("pk", filter=then & Q(**{f"{figure}_best__isnull": True})),
        **{name: Sum(f"{figure}_{name}", filter=when) for name in NUMBERS},
        "open_upper": Count("pk", filter=then & Q(**{f"{figure}_open": True})),
    }


def first_and_last(incidents: IncidentQuerySet) -> tuple[date | None, date | None]:
    """The first and the last day on which any of them began, read off the index of days."""
    found = incidents.aggregate(first=Min("date_start"), last=Max("date_start"))
    return found["first"], found["last"]


def fitting_period(first: date | None, last: date | None) -> str:
    """The period that gives a readable number of bars: days to two months, weeks to a year, months to twelve years."""
    days = (last - first).days if first and last else 0
    if days <= 62:
        return "day"
    if days <= 366:
        return "week"
    return "month" if days <= 366 * 12 else "year"


def sums_by_period(tolls: IncidentQuerySet, every: str, category: Any, figure: str = "toll") -> Any:
    """A query for sums of `<figure>_low` and so on by period and category, its columns as NAMES has them."""
    return (
        tolls.annotate(first=TRUNCATIONS[every]("date_start"), category=category)
        .order_by()
        .values("first", "category")
        .annotate(**sums(figure))
        .values_list(*NAMES)
    )


def period_rows(
    tolls: IncidentQuerySet, every: str, by: str = "", most: int = MOST_CATEGORIES, address: Address | None = None
) -> list[PeriodRow]:
    """Incidents with their tolls by the period in which they began, in one query; told apart on demand.

    `every` is a key of TRUNCATIONS, `by` one of CATEGORIES or empty. Weeks begin on Monday. Beyond
    `most` categories the smaller ones go together as OTHERS.
    """
    category = F(CATEGORIES[by]) if by else Value("", output_field=CharField())
    named = NOT_SAID if by else ""
    rows = [period_row(each, every, each[1] or named, address) for each in sums_by_period(tolls, every, category)]
    return in_order(fold_small_categories(rows, most, address))


Address = Callable[[date, date, str], str]
"""From the first and the last day of a period and a category to the page of what it counts."""


def period_row(found: Found, every: str, category: str, address: Address | None = None) -> PeriodRow:
    first, _, incidents, unknown, low, best, high, opened = found
    last = last_day_of_period(first, every)
    url = address(first, last, category) if address else ""
    return PeriodRow(first, last, incidents, unknown, Figure(low, best, high, opened > 0), category, url)


def last_day_of_period(first: date, every: str) -> date:
    """The last day of the period that begins on `first`."""
    if every == "day":
        return first
    if every == "week":
        return first + timedelta(days=6)
    if every == "year":
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1])


def in_order(rows: Iterable[PeriodRow]) -> list[PeriodRow]:
    """Rows by time, and within a period by category."""
    return sorted(rows, key=lambda row: (row.first, category_order(row.category)))


def whole_periods(rows: Iterable[PeriodRow]) -> list[PeriodRow]:
    """One row a period, of rows in order of time that tell incidents apart."""
    return [add_up_periods(list(same)) for _, same in groupby(rows, key=lambda row: row.first)]


def fold_small_categories(
    rows: list[PeriodRow], most: int = MOST_CATEGORIES, address: Address | None = None
) -> list[PeriodRow]:
    """Keep the categories with the most people, by name within a period; add the others up."""
    weight: dict[str, int] = defaultdict(int)
    for row in rows:
        weight[row.category] += row.best or 0
    if len(weight) <= most:
        return rows
    return fold(rows, heaviest(weight, most - 1), address)


def heaviest(weight: dict[str, int], most: int) -> set[str]:
    """The categories with the most people."""
    return set(sorted(weight, key=lambda name: (-weight[name], name))[:most])


def fold(rows: Iterable[PeriodRow], kept: Collection[str], address: Address | None = None) -> list[PeriodRow]:
    """Rows of categories that are not `kept` added up as OTHERS, period by period."""
    folded: dict[tuple[date, str], list[PeriodRow]] = defaultdict(list)
    for row in rows:
        folded[row.first, row.category if row.category in kept else OTHERS].append(row)
    return [one_of(same, category, address) for (_, category), same in folded.items()]


def one_of(same: list[PeriodRow], category: str, address: Address | None) -> PeriodRow:
    if len(same) == 1 and same[0].category == category:
        return same[0]
    added = add_up_periods(same, category)
    return replace(added, url=address(added.first, added.last, category)) if address else added


def running(whole: Iterable[PeriodRow]) -> list[PeriodRow]:
    """Each period, in order of time, with the sums from the first one to it: they never fall."""
    return list(accumulate(whole, add_on))


def add_on(before: PeriodRow, row: PeriodRow) -> PeriodRow:
    return replace(
        row,
        incidents=known_sum(before.incidents, row.incidents),
        unknown=before.unknown + row.unknown,
        figure=before.figure + row.figure,
    )


STEPS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days of a period that is counted from a first day: months and years are not alike."""


def since_start(
    days: Iterable[PeriodRow],
    start: date,
    step: int,
    address: Callable[[date, date, str], str],
    until: date | None = None,
) -> list[PeriodRow]:
    """Rows of single days, in order of time, by periods of `step` days from `start` on, the last cut off at `until`."""
    return [
        spanning(list(same), start + timedelta(days=number * step), step, address, until)
        for number, same in groupby(days, key=lambda row: (row.first - start).days // step)
    ]


def spanning(
    rows: list[PeriodRow], first: date, step: int, address: Callable[[date, date, str], str], until: date | None
) -> PeriodRow:
    last = first + timedelta(days=step - 1)
    last = min(last, until) if until else last
    return replace(add_up_periods(rows), first=first, last=last, url=address(first, last, ""))
