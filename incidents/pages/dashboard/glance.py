"""Thirty days at a glance: killed a day with the reported range, counts, and the thirty days before in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from incidents.charts.figures import days_at_a_glance
from incidents.charts.frame import FIGURE_COLUMNS, Caption, Chart, Column, Line, figure_cells
from incidents.charts.rows import PeriodRow
from incidents.charts.series.periods import Totals, period_rows
from incidents.days import EARLIEST
from incidents.figure import Figure
from incidents.filters.as_of import AsOf
from incidents.models import DeskPolicy, Incident, Report
from incidents.models.incident import IncidentQuerySet
from incidents.phrases import how_many
from incidents.vocabulary import Measure, ReportStatus

DAYS = 30
COLUMNS = (
    Column("day", "Day"),
    *FIGURE_COLUMNS,
    Column("incidents", "Incidents", is_number=True),
    Column("unknown", "Without a figure", is_number=True),
)


class Span(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def before(self) -> Span:
        """As many days before."""
        return Span(self.first - timedelta(days=DAYS), self.first - timedelta(days=1))

    def of(self, rows: Sequence[PeriodRow]) -> list[PeriodRow]:
        return [row for row in rows if self.first <= row.first <= self.last]


@dataclass(frozen=True, slots=True)
class Counted:
    """One line beside the chart: a number, and how it stands to that of the days before."""

    name: str
    figure: str
    beside: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """What the panel shows. `is_lately`: these are the last days, not the last that have incidents."""

    span: Span
    is_lately: bool
    counts: Sequence[Counted]
    chart: Chart | None
    caption: Caption
    address: str


def glance(as_of: AsOf) -> Glance:
    """The last thirty days; where the record has nothing of them, the last thirty that end with an incident."""
    span = days_until(as_of.moment.date() if as_of.moment else timezone.localdate())
    killed = glance_rows(Measure.KILLED, span, as_of)
    is_lately = bool(span.of(killed))
    counts = [] if as_of.is_replay else report_counts(span)
    if not is_lately and (last := last_day_begun(span.last, as_of)):
        span = days_until(last)
        killed = glance_rows(Measure.KILLED, span, as_of)
        counts = []
    injured = glance_rows(Measure.INJURED, span, as_of)
    own = span.of(killed)
    return Glance(
        span=span,
        is_lately=is_lately,
        counts=[*toll_counts(span, killed, injured), *counts] if own else counts,
        chart=glance_chart(own, span, as_of) if own else None,
        caption=Caption(f"from {span.first}; to {span.last}", DeskPolicy.now().label, as_of.label, as_of.is_replay),
        address=f"{reverse('timeline')}?{timeline_query(span, as_of)}",
    )


def days_until(last: date) -> Span:
    return Span(last - timedelta(days=DAYS - 1), last)


def known_incidents(as_of: AsOf) -> IncidentQuerySet:
    return Incident.objects.unmerged().known_at(as_of.moment)


def last_day_begun(until: date, as_of: AsOf) -> date | None:
    """The last day on which an incident began; None in an empty record."""
    found: date | None = known_incidents(as_of).between(EARLIEST, until).aggregate(last=Max("date_start"))["last"]
    return found


def glance_rows(measure: Measure, span: Span, as_of: AsOf) -> list[PeriodRow]:
    """A row for each day with incidents, of these days and those before; each leads to its incidents. One query."""
    incidents = known_incidents(as_of).between(span.before.first, span.last)
    rows = period_rows(incidents.with_toll(measure, as_of.moment), "day")
    return [
        replace(row, url=f"{reverse('timeline')}?{timeline_query(Span(row.first, row.last), as_of)}") for row in rows
    ]


def timeline_query(span: Span, as_of: AsOf) -> str:
    """The days in the language of the timeline."""
    chosen = {"since": span.first, "until": span.last, "every": "day"} | ({"as_of": as_of.text} if as_of.text else {})
    return urlencode(chosen, safe=":")


# --- The counts ---------------------------------------------------------------------------------------


def toll_counts(span: Span, killed: Sequence[PeriodRow], injured: Sequence[PeriodRow]) -> list[Counted]:
    dead, hurt = (Totals.of(span.of(rows)) for rows in (killed, injured))
    dead_before, hurt_before = (Totals.of(span.before.of(rows)) for rows in (killed, injured))
    return [
        Counted("incidents", f"{dead.incidents:,}", count_beside(dead.incidents, dead_before.incidents)),
        Counted("killed", str(dead.figure), toll_beside(dead.figure, dead_before.figure), Measure.KILLED),
        Counted("injured", str(hurt.figure), toll_beside(hurt.figure, hurt_before.figure), Measure.INJURED),
    ]


def count_beside(now: int, before: int) -> str:
    """A count beside that of the days before: "3 more than in the 30 days before"."""
    if now == before:
        return f"as many as in the {DAYS} days before"
    return f"{abs(now - before):,} {'more' if now > before else 'fewer'} than in the {DAYS} days before"


def toll_beside(now: Figure, before: Figure) -> str:
    """A toll beside that of the days before; where the reported ranges overlap, none is said to be the larger."""
    if not (now.is_known and before.is_known):
        return f"{before} in the {DAYS} days before"
    if before.ends_below(now):
        return f"more than in the {DAYS} days before, {before}"
    if now.ends_below(before):
        return f"fewer than in the {DAYS} days before, {before}"
    if now == before:
        return f"the same figure in the {DAYS} days before"
    return f"{before} in the {DAYS} days before: the ranges overlap"


def report_counts(span: Span) -> list[Counted]:
    """Reports that were added and reviewed at this desk in these days. Two queries."""
    since, middle = (start_of(each.first) for each in (span.before, span))
    reviewed = Report.objects.filter(status=ReportStatus.REVIEWED)
    return [
        counted_reports("added", Report.objects.filter(added_at__gte=since), "added_at", middle),
        counted_reports("reviewed", reviewed.filter(reviewed_at__gte=since), "reviewed_at", middle),
    ]


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def counted_reports(what: str, reports: object, column: str, middle: datetime) -> Counted:
    found = reports.aggregate(  # type: ignore[attr-defined]
        now=Count("pk", filter=Q(**{f"{column}__gte": middle})),
        before=Count("pk", filter=Q(**{f"{column}__lt": middle})),
    )
    return Counted(f"reports {what}", f"{found['now']:,}", count_beside(found["now"], found["before"]))


# --- The chart ----------------------------------------------------------------------------------------


def glance_chart(rows: Sequence[PeriodRow], span: Span, as_of: AsOf) -> Chart:
    """Killed a day, with the numbers that the timeline has for the same days."""
    title = f"People killed by day, {span.first} to {span.last}"
    return Chart(
        name="killed-by-day",
        title=title,
        figure=days_at_a_glance(rows, Measure.KILLED, span.first, span.last),
        takeaway=sentence_on_glance(rows),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[Line((row.first, *figure_cells(row.figure), row.incidents, row.unknown), row.url) for row in rows],
        n=how_many(sum(row.incidents or 0 for row in rows), "incident"),
        csv=f"{reverse('timeline-csv')}?{timeline_query(span, as_of)}",
        note="By the day on which an incident began; a day without a bar has none, a tick is one without a figure.",
    )


def sentence_on_glance(rows: Sequence[PeriodRow]) -> str:
    counted = [row for row in rows if row.best]
    if not counted:
        return "Nobody gives a figure."
    worst = max(counted, key=lambda row: row.best or 0)
    return f"Most on {worst.label}: {worst.best:,} killed in {how_many(worst.incidents or 0, 'incident')}."
