"""Past months of work for the demonstration desk, so that what is told month by month has something to show."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from incidents.models import Claim, Planted, Reading, Report
from incidents.vocabulary import ReportStatus, Verdict
from incidents.workflow.planting import plant_in
from incidents.workflow.priority import priority_of
from incidents.workflow.reading_time import mark_if_too_fast

MONTHS = 5
"""Over how many months the readings of the demonstration are spread, the present one last."""
DAYS = 28
LATELY = timedelta(hours=7)
"""Between the readings of reports that wait still."""
LAGS = (3, 20, 7, 31, 12, 50, 5)
"""Hours from when a report came in until somebody began to read it, one after the other."""
MISSED = 4
"""Every fourth planted claim was let pass."""


def hurry(report: Report, person: User, seconds: int) -> None:
    """Let the reading that a person has open have taken `seconds`, too few, before it is closed."""
    began = timezone.now() - timedelta(seconds=seconds)
    Reading.objects.open().filter(report=report, person=person).update(started_at=began, active_seconds=seconds)
    mark_if_too_fast(report, person)


def spread_over_months(now: datetime | None = None) -> None:
    """Date the finished readings back over some months, at a pace that people read at; answer a planted claim in each.

    Reports come in before they are read, and those that wait although they were read came in lately. Nothing of it
    touches a claim, a decision or a figure.
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
    date_reports(readings)


def date_readings(readings: list[Reading], now: datetime, step: timedelta) -> None:
    """One reading every `step`, the last of them one step ago."""
    for number, reading in enumerate(readings):
        pace = 1.6 + 0.15 * (number % 5)  # words a second, thinking included
        if not reading.too_fast:
            reading.active_seconds = round(len(reading.report.text.split()) / pace + 9, 1)
        reading.finished_at = now - step * (len(readings) - number)
        reading.started_at = reading.finished_at - timedelta(seconds=reading.active_seconds)
        reading.last_active_at = reading.finished_at


def date_reports(readings: list[Reading]) -> None:
    """Let each report that was read have come in some hours or days before, and be accepted after its last reading."""
    by_report: dict[int, list[Reading]] = {}
    for reading in readings:
        by_report.setdefault(reading.report_id, []).append(reading)
    reports = []
    for number, own in enumerate(by_report.values()):
        report = own[0].report
        report.added_at = own[0].started_at - timedelta(hours=LAGS[number % len(LAGS)])
        report.priority = priority_of(report)
        if report.status == ReportStatus.REVIEWED:
            report.reviewed_at = own[-1].finished_at
        reports.append(report)
    Report.objects.bulk_update(reports, ["added_at", "priority", "reviewed_at"])


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
