"""What opening a report to review it begins, and whether it was then closed faster than anybody reads."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from incidents.models import Reading, Report, ReviewRules
from incidents.workflow.attention.planting import plant
from incidents.workflow.review.second_reading import is_due

FEWEST_WORDS = 50
"""A text of fewer words is taken in at a glance; how fast it was closed says nothing."""
MOST_WORDS = 600
"""A longer text counts as this: past its claims it is skimmed, and rightly."""


def begin_reading(report: Report, person: User, rules: ReviewRules | None = None) -> None:
    """Begin a person's reading of a report that they open to review it, and plant the desk's share of its claims.

    A reading that was begun goes on, and nothing more is planted in it.
    """
    if not report.is_open or has_begun(report, person):
        return
    with suppress(IntegrityError):  # the same person opened it twice at one moment
        plant(Reading.objects.create(report=report, person=person), rules)


def start_clock(person: User, report_id: int) -> None:
    """Let a reading begin now that was begun when its page was fetched ahead, and in which nothing was done yet."""
    untouched = Reading.objects.open().filter(report=report_id, person=person, active_seconds=0)
    untouched.update(started_at=timezone.now(), last_active_at=timezone.now())


def has_begun(report: Report, person: User) -> bool:
    """Whether the person has a reading of the report open. No query for one of `Report.objects.with_reading_of`."""
    if hasattr(report, "reading_id"):
        return report.reading_id is not None
    return Reading.objects.open().filter(report=report, person=person).exists()


def mark_if_too_fast(report: Report, person: User) -> Report:
    """Mark a report that a person is about to close faster than its text can be read as one to be read again.

    The report as it then stands: it counts as this person leaves it, until somebody begins to read it anew. The time is
    that on the clock since it was opened, which is generous. Asked where a person finishes in a browser, and there
    alone: what fills a record by itself reads nothing.
    """
    reading = Reading.objects.open().filter(report=report, person=person).first()
    if reading is None:
        return report
    taken, needed = (timezone.now() - reading.started_at).total_seconds(), seconds_to_read(report.text)
    if taken >= needed:
        return report
    Reading.objects.filter(pk=reading.pk).update(too_fast=True)
    return is_due(report, f"closed in {taken:.0f} s; reading it takes {needed:.0f} s")


def seconds_to_read(text: str) -> float:
    """The least time in which anybody reads a text, by the desk's rules; 0 for a text taken in at a glance."""
    words = len(text.split())
    return 0 if words < FEWEST_WORDS else min(words, MOST_WORDS) / ReviewRules.now().words_a_second
