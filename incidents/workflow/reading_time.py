"""What opening a report to review it begins."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.models import User
from django.db import IntegrityError

from incidents.models import Reading, Report, ReviewRules
from incidents.workflow.planting import plant


def begin_reading(report: Report, person: User, rules: ReviewRules | None = None) -> None:
    """Begin a person's reading of a report that they open to review it, and plant the desk's share of its claims.

    A reading that was begun goes on, and nothing more is planted in it.
    """
    if not report.is_open or has_begun(report, person):
        return
    with suppress(IntegrityError):  # the same person opened it twice at one moment
        plant(Reading.objects.create(report=report, person=person), rules)


def has_begun(report: Report, person: User) -> bool:
    """Whether the person has a reading of the report open. No query for one of `Report.objects.with_reading_of`."""
    if hasattr(report, "reading_id"):
        return report.reading_id is not None
    return Reading.objects.open().filter(report=report, person=person).exists()
