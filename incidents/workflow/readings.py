"""Who is reading a report, since when, and for how long: one open reading a person and report."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from incidents.models import Reading, Report

LONGEST_PAUSE = 120.0
"""Seconds: a longer silence counts as this, for nobody reads through it."""


def reading_of(report: Report, person: User) -> Reading | None:
    """The reading that a person has open, begun where there is none; None where the report is not open for reading."""
    if not report.is_open:
        return None
    reading, _ = Reading.objects.get_or_create(report=report, person=person, finished_at=None)
    return reading


def finish_reading(report: Report, person: User) -> None:
    """Close the reading that a person has open on a report."""
    Reading.objects.open().filter(report=report, person=person).update(finished_at=timezone.now())
