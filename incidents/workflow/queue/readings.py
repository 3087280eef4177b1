"""Who is reading a report, since when, and for how long: one open reading a person and report."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from incidents.models import Reading, Report
from incidents.vocabulary import ReportStatus

LONGEST_PAUSE = 120.0
"""Seconds: a longer silence counts as this, for nobody reads through it."""


class ReadAlreadyError(PermissionDenied):
    """A person has read this report apart from the other reader: what they answered is not changed any more."""


class ToBeSettledError(PermissionDenied):
    """Two people have read this report apart: only who settles it decides on it now."""


def has_read(report: Report, person: User) -> bool:
    """Whether a person has finished their reading of a report that two read apart, and that is not settled."""
    return report.is_read_apart and Reading.objects.finished().filter(report=report, person=person).exists()


def refuse_who_has_read(report: Report, person: User) -> None:
    """Raise ReadAlreadyError for a person who has finished their reading of a report that two read apart."""
    if has_read(report, person):
        raise ReadAlreadyError("You have read this report; it waits for a second reader.")


def may_decide_on(report: Report, person: User) -> bool:
    """Whether a person may decide on the claims of a report now: it is open, and their reading is not finished."""
    return report.is_open and person.has_perm("incidents.review_report") and not has_read(report, person)


def reading_of(report: Report, person: User) -> Reading | None:
    """The reading that a person has open, begun where there is none; None where the report is not open for reading.

    Asking for it is a sign of life.
    Raises ToBeSettledError where two have read the report apart, ReadAlreadyError for who is one of them.
    """
    if report.status == ReportStatus.ADJUDICATION:
        raise ToBeSettledError("Two people have read this report apart; it waits to be settled.")
    refuse_who_has_read(report, person)
    if not report.is_open:
        return None
    reading, is_new = Reading.objects.get_or_create(report=report, person=person, finished_at=None)
    if not is_new:
        go_on_reading(reading)
    return reading


def go_on_reading(reading: Reading) -> None:
    """Add the time since the last sign of life to what the person was at it; of a long pause two minutes."""
    now = timezone.now()
    pause = (now - reading.last_active_at).total_seconds()
    reading.active_seconds += min(max(pause, 0.0), LONGEST_PAUSE)
    reading.last_active_at = now
    Reading.objects.filter(pk=reading.pk).update(active_seconds=reading.active_seconds, last_active_at=now)


def finish_reading(report: Report, person: User, outcome: dict[str, Any]) -> None:
    """Close the reading that a person has open on a report; `outcome` is what they chose, as the finish form has it."""
    reading = Reading.objects.open().filter(report=report, person=person).first()
    if reading:
        go_on_reading(reading)
        Reading.objects.filter(pk=reading.pk).update(finished_at=reading.last_active_at, outcome=outcome)
