"""Past months of work for the demonstration desk, so that what is told month by month has something to show."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from incidents.models import Claim, Decision, Incident, Planted, Reading, Report, ReportLink, Revision
from incidents.vocabulary import ReportStatus, Verdict
from incidents.workflow.attention.planting import plant_in
from incidents.workflow.attention.reading_time import mark_if_too_fast
from incidents.workflow.reports.priority import priority_of

MONTHS = 5
"""Over how many months the readings of the demonstration are spread, the present one last."""
DAYS = 28
LATELY = timedelta(hours=7)
"""Between the readings of reports that wait still."""
LAGS = (3, 20, 7, 31, 12, 50, 5)
"""Hours from when a report came in until somebody began to read it, one after the other."""
READ_IN = timedelta(seconds=20)
"""The time that the program takes for a report."""
SETTLING, SETTLED_IN = timedelta(hours=2), timedelta(minutes=4)
"""Between the last reading and the end of settling, and how long somebody was at it."""
MISSED = 4
"""Every fourth planted claim was let pass."""


def hurry(report: Report, person: User, seconds: int) -> None:
    """Let the reading that a person has open have taken `seconds`, too few, before it is closed."""
    began = timezone.now() - timedelta(seconds=seconds)
    Reading.objects.open().filter(report=report, person=person).update(started_at=began, active_seconds=seconds)
    mark_if_too_fast(report, person)


def spread_over_months(now: datetime | None = None) -> None:
    """Date the finished readings back over some months, at a pace that people read at; answer a planted claim in each.

    Reports come in before they are read, and those that wait although they were read came in lately. What was decided
    and the rows of the histories get days that fit; nothing of it touches a value or a figure.
    """
    now = now or timezone.now()
    finished = Reading.objects.finished().select_related("report__source", "person").order_by("report_id", "pk")
    done = [reading for reading in finished if reading.report.status == ReportStatus.REVIEWED]
    under_way = [reading for reading in finished if reading.report.status != ReportStatus.REVIEWED]
    date_readings(done, now, timedelta(days=DAYS * (MONTHS - 1)) / max(1, len(done)))
    date_readings(under_way, now, LATELY)
    readings = done + under_way
    Reading.objects.bulk_update(readings, ["started_at", "last_active_at", "finished_at", "active_seconds"])
    Planted.objects.bulk_create(answered_in(readings))
    for report, own in date_reports(readings):
        date_decisions(report, own)
        date_history(report, own)


def date_readings(readings: list[Reading], now: datetime, step: timedelta) -> None:
    """One reading every `step`, the last of them one step ago."""
    for number, reading in enumerate(readings):
        pace = 1.6 + 0.15 * (number % 5)  # words a second, thinking included
        if not reading.too_fast:
            reading.active_seconds = round(len(reading.report.text.split()) / pace + 9, 1)
        reading.finished_at = now - step * (len(readings) - number)
        reading.started_at = reading.finished_at - timedelta(seconds=reading.active_seconds)
        reading.last_active_at = reading.finished_at


def date_reports(readings: list[Reading]) -> list[tuple[Report, list[Reading]]]:
    """Let each report that was read have come in some hours or days before, and be accepted after its last reading.

    Each of them with its readings.
    """
    by_report: dict[int, list[Reading]] = {}
    for reading in readings:
        by_report.setdefault(reading.report_id, []).append(reading)
    reports = []
    for number, own in enumerate(by_report.values()):
        report = own[0].report
        report.added_at = own[0].started_at - timedelta(hours=LAGS[number % len(LAGS)])
        report.priority = priority_of(report)
        if report.status == ReportStatus.REVIEWED:
            finished = max(reading.last_active_at for reading in own)
            report.reviewed_at = finished + SETTLING if report.is_settled_apart else finished
        reports.append(report)
    Report.objects.bulk_update(reports, ["added_at", "priority", "reviewed_at"])
    return list(zip(reports, by_report.values(), strict=True))


def date_decisions(report: Report, readings: list[Reading]) -> None:
    """Spread what was decided in each reading over it, and what was settled over the time before the acceptance."""
    for reading in readings:
        spread_decisions(list(reading.decisions.all()), reading.started_at, timedelta(seconds=reading.active_seconds))
    if report.reviewed_at and report.is_settled_apart:
        settled = Decision.objects.filter(claim__report=report, reading=None)
        spread_decisions(list(settled), report.reviewed_at - SETTLED_IN, SETTLED_IN)


def spread_decisions(decisions: list[Decision], begin: datetime, time: timedelta) -> None:
    for number, decision in enumerate(decisions, start=1):
        decision.at = begin + time * number / (len(decisions) + 1)
    Decision.objects.bulk_update(decisions, ["at"])


def date_history(report: Report, readings: list[Reading]) -> None:
    """Date the rows of a report's history up to its acceptance, of its claims and its links, by what happened then.

    One that was read twice was accepted, opened again after its first reading, and accepted once it was settled.
    """
    accepted = report.reviewed_at or readings[-1].last_active_at
    opened_again = readings[0].last_active_at
    rows = list(report.history.order_by("history_id"))
    last = max((at for at, row in enumerate(rows) if row.status == ReportStatus.REVIEWED), default=len(rows))
    was_read = False
    for number, row in enumerate(rows[: last + 1]):
        was_read = was_read or row.status == ReportStatus.REVIEWED
        if number == last:
            row.history_date = accepted
        elif row.status == ReportStatus.ADJUDICATION:
            row.history_date = readings[-1].last_active_at
        else:
            row.history_date = opened_again if was_read else report.added_at + number * READ_IN
    for row in rows:
        if row.reviewed_at:
            row.reviewed_at = min(row.history_date, accepted)
    Report.history.bulk_update(rows, ["history_date", "reviewed_at"])
    date_claims(report, opened_again, accepted)
    links = list(ReportLink.history.filter(report=report).order_by("history_id"))
    links = links[: 3 if report.is_settled_apart and report.reviewed_at else 1]
    date_rows(links, opened_again, accepted)
    ReportLink.history.bulk_update(links, ["history_date"])
    Revision.objects.filter(report=report).update(at=accepted)
    made = Incident.history.filter(history_type="+", history_date__gt=opened_again)
    made.filter(id__in=[link.incident_id for link in links]).update(history_date=opened_again)


def date_claims(report: Report, opened_again: datetime, accepted: datetime) -> None:
    """Date the rows of its claims up to where a merge or a split moved them."""
    dated: list[Any] = []
    for _, rows in groupby(Claim.history.filter(report=report).order_by("id", "history_id"), lambda row: row.id):
        own = before_regrouping(list(rows))
        date_rows(own[1:], opened_again, accepted)
        own[0].history_date = opened_again if own[0].made_by_id else report.added_at + READ_IN
        dated += own
    Claim.history.bulk_update(dated, ["history_date"])


def before_regrouping(rows: list[Any]) -> list[Any]:
    """The rows of a claim's history until it went from one incident to another at once."""
    for at, (one, other) in enumerate(pairwise(rows), start=1):
        if one.incident_id and other.incident_id and one.incident_id != other.incident_id:
            return rows[:at]
    return rows


def date_rows(rows: list[Any], before: datetime, last: datetime) -> None:
    for row in rows:
        row.history_date = last if row is rows[-1] else before


def answered_in(readings: list[Reading]) -> list[Planted]:
    """One planted claim in each reading that has one where a mistake would look right, answered."""
    claims = Claim.objects.filter(report__readings__in=readings).select_related("actor", "speaker").order_by("number")
    by_report: dict[int, list[Claim]] = {}
    for claim in claims.distinct():
        by_report.setdefault(claim.report_id, []).append(claim)
    rows: list[Planted] = []
    for reading in readings:
        of_report = by_report.get(reading.report_id, [])
        possible = (plant_in(reading, claim, of_report) for claim in of_report if not claim.denies)
        planted = next(filter(None, possible), None)
        if planted:
            planted.answered_at = reading.finished_at
            planted.verdict = Verdict.ACCEPTED if len(rows) % MISSED == 1 else Verdict.CORRECTED
            rows.append(planted)
    return rows
