"""Past months of reading for the demonstration desk, so that the page of attention has something to show."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from incidents.models import Claim, Planted, Reading
from incidents.vocabulary import Verdict
from incidents.workflow.planting import plant_in

MONTHS = 5
"""Over how many months the readings of the demonstration are spread, the present one last."""
DAYS = 28
MISSED = 4
"""Every fourth planted claim was let pass."""


def spread_over_months(now: datetime | None = None) -> None:
    """Date the finished readings back over some months, at a pace that people read at; answer a planted claim in each.

    Nothing of it touches a claim, a decision or a figure.
    """
    readings = list(Reading.objects.finished().select_related("report", "person").order_by("pk"))
    if not readings:
        return
    now = now or timezone.now()
    step = timedelta(days=DAYS * (MONTHS - 1)) / len(readings)
    for number, reading in enumerate(readings):
        pace = 1.6 + 0.15 * (number % 5)  # words a second, thinking included
        reading.active_seconds = round(len(reading.report.text.split()) / pace + 9, 1)
        reading.finished_at = now - step * (len(readings) - number)
        reading.started_at = reading.finished_at - timedelta(seconds=reading.active_seconds)
        reading.last_active_at = reading.finished_at
    Reading.objects.bulk_update(readings, ["started_at", "last_active_at", "finished_at", "active_seconds"])
    Planted.objects.bulk_create(answered_in(readings))


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
