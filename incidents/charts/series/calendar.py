"""Incidents by day: sums in one query, and the years that are shown of a long record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Count, F, Q

from incidents.charts.rows import DayRow
from incidents.charts.series.periods import sums
from incidents.figure import Figure
from incidents.models.incident import IncidentQuerySet
from incidents.vocabulary import DatePrecision

MOST_YEARS = 6
"""How many years are shown at once: more are no longer read but scrolled."""


def years_shown(first: date | None, last: date | None) -> list[int]:
    """The years from the first incident to the last, newest first; the newest MOST_YEARS where there are more."""
    if not first or not last:
        return []
    return list(range(last.year, max(first.year, last.year - MOST_YEARS + 1) - 1, -1))


def day_rows(tolls: IncidentQuerySet, years: list[int], address: Callable[[date], str]) -> list[DayRow]:
    """The days of these years on which incidents began, in order, in one query; `address` leads to those of a day."""
    if not years:
        return []
    found = (
        tolls.between(date(years[-1], 1, 1), date(years[0], 12, 31))
        .order_by("date_start")
        .values(day=F("date_start"))
        .annotate(**sums(), inexact=Count("pk", filter=~Q(date_precision=DatePrecision.DAY)))
    )
    return [
        DayRow(each["day"], each["incidents"], each["unknown"], each["inexact"], Figure.of(each), address(each["day"]))
        for each in found
    ]
