"""How long reports take from arrival to accepted: median and 90th percentile, lately and by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncWeek
from django.utils import timezone

from incidents.models import Report
from incidents.vocabulary import ReportStatus

LATELY = timedelta(days=30)
WEEKS = 12


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """How long `count` reports took: half of them no longer than `median`, nine in ten no longer than `ninetieth`.

    Both are times that a report took (nearest rank), none where none was finished. `week` is its Monday.
    """

    count: int = 0
    median: timedelta | None = None
    ninetieth: timedelta | None = None
    week: date | None = None


def service_time(now: datetime | None = None) -> ServiceTime:
    """Of the reports that were accepted in the last thirty days. One query."""
    since = (now or timezone.now()) - LATELY
    return next(iter(rank_reports(finished_since(since), partition=F("status"))), ServiceTime())


def service_time_by_week(now: datetime | None = None) -> list[ServiceTime]:
    """The last twelve weeks, this one included, the oldest first; a week without any is there, empty. One query."""
    today = timezone.localdate(now)
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    since = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    by_week = {one.week: one for one in rank_reports(finished_since(since), partition=TruncWeek("reviewed_at"))}
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [by_week.get(monday, ServiceTime(week=monday)) for monday in mondays]


def finished_since(moment: datetime) -> QuerySet[Report]:
    """Reports that were accepted since then."""
    return Report.objects.filter(status=ReportStatus.REVIEWED, reviewed_at__gte=moment).order_by()


def rank_reports(reports: QuerySet[Report], partition: Any) -> list[ServiceTime]:
    """Count, median and 90th percentile of each part, from the two rows of it that stand at these places."""
    took = ExpressionWrapper(F("reviewed_at") - F("added_at"), output_field=DurationField())
    placed = reports.annotate(
        took=took,
        part=partition,
        place=Window(RowNumber(), partition_by=[partition], order_by=[took.asc(), F("pk").asc()]),
        n=Window(Count("pk"), partition_by=[partition]),
    )
    there = placed.filter(Q(place=(F("n") + 1) / 2) | Q(place=(F("n") * 9 + 9) / 10))
    found: dict[Any, ServiceTime] = {}
    for part, n, took_so_long in there.order_by("part", "place").values_list("part", "n", "took"):
        week = timezone.localtime(part).date() if isinstance(part, datetime) else None
        median = found[part].median if part in found else took_so_long
        found[part] = ServiceTime(n, median, took_so_long, week)
    return list(found.values())
