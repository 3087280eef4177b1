"""Incidents by period: sums in one query, and what they come to together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum, Value
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek, TruncYear

from incidents.charts.rows import PeriodRow
from incidents.models.incident import IncidentQuerySet

TRUNCATIONS = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth, "year": TruncYear}
CATEGORIES = {"type": "event_type", "country": "country"}
MOST_CATEGORIES = 6
OTHERS = "all others"
NOT_SAID = "not recorded"


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


def totals(tolls: IncidentQuerySet) -> Totals:
    """What incidents with their tolls come to, in one query."""
    found = tolls.aggregate(**sums(), first=Min("date_start"), last=Max("date_start"))
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
    """The period that gives a readable number of bars: days to two months, weeks to a year, months to twelve years."""
    days = (last - first).days if first and last else 0
    if days <= 62:
        return "day"
    if days <= 366:
        return "week"
    return "month" if days <= 366 * 12 else "year"


def period_rows(tolls: IncidentQuerySet, every: str, by: str = "") -> list[PeriodRow]:
    """Incidents with their tolls by the period in which they began, in one query; told apart on demand.

    `every` is a key of TRUNCATIONS, `by` one of CATEGORIES or empty. Weeks begin on Monday. Beyond
    MOST_CATEGORIES the smaller ones go together as OTHERS.
    """
    category = F(CATEGORIES[by]) if by else Value("")
    found = (
        tolls.annotate(first=TRUNCATIONS[every]("date_start"), category=category)
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
    if every == "year":
        return first.replace(month=12, day=31)
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
