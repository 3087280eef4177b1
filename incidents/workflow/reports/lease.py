"""Who reads a text: one at a time, for as long as the reading gets on.

A reader that is killed says nothing. So a reading is had for a short time, which each sign of progress renews. Once
that has run out, whoever finds the text may read it, and whatever the former reader still brings is refused.
Nothing of this is part of the history. Each step is one UPDATE that asks first, so that of two at once one gets it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from time import monotonic

from django.db.models import Q
from django.utils import timezone

from incidents.models import Report
from incidents.models.report import READING_LEASE
from incidents.vocabulary import ReportStatus

SELDOM = 1.0
"""Seconds: progress is written no more often."""
PAUSE = timedelta(seconds=5)
"""A text that the database failed is left alone for twice as long, then twice that, and so on."""
MOST_DOUBLED = 7
"""So that it is tried again every eleven minutes at least."""


class LostLeaseError(Exception):
    """Somebody else reads the text by now, or has read it."""


def take_lease(report: Report) -> bool:
    """Have a text to read, if it is unread and nobody has it; what the reader before left in the midst is counted."""
    free = Q(reading_by="") | Q(reading_until=None) | Q(reading_until__lt=timezone.now())
    unread = Report.objects.filter(free, pk=report.pk, status=ReportStatus.READING, reading_by=report.reading_by)
    mine = {
        "reading_by": token_hex(8),
        "reading_until": timezone.now() + READING_LEASE,
        "interruptions": report.interruptions + bool(report.reading_by),
    }
    if not unread.update(**mine):
        return False
    for name, value in mine.items():
        setattr(report, name, value)
    return True


def in_lease_of(report: Report) -> Q:
    """The report as long as whoever took it as `report` has it."""
    return Q(pk=report.pk, status=ReportStatus.READING, reading_by=report.reading_by)


def renew_lease(report: Report, share: float) -> None:
    """Write how far a reading is, as a share of 1, and have the text for longer. Raises LostLeaseError."""
    until = timezone.now() + READING_LEASE
    if not Report.objects.filter(in_lease_of(report)).update(progress=per_cent_read(share), reading_until=until):
        raise LostLeaseError


def per_cent_read(share: float) -> int:
    """A share of 1 as progress shows it: 100 stands for what is read and written down."""
    return min(99, round(share * 100))


def show_seldom(show: Callable[[float], object]) -> Callable[[float], None]:
    """What a reader calls with each share of the text that it has read; it is shown once a second at most."""
    last = monotonic()

    def show_progress(share: float) -> None:
        nonlocal last
        if monotonic() - last >= SELDOM:
            show(share)
            last = monotonic()

    return show_progress


def give_lease_back(report: Report) -> None:
    """Leave a text to whoever finds it first after a while that grows each time; that is no interruption."""
    times = report.put_off + 1
    until = timezone.now() + PAUSE * 2 ** min(times, MOST_DOUBLED)
    Report.objects.filter(in_lease_of(report)).update(reading_by="", reading_until=until, put_off=times)


def ask_for_reading(report: Report) -> None:
    """A text to be read from its beginning, first by whoever it is given to, after a lease by anybody. Not saved."""
    end_lease(report)
    report.status, report.progress = ReportStatus.READING, 0
    report.reading_until = timezone.now() + READING_LEASE


def end_lease(report: Report) -> None:
    """A text that nobody has to read. Not saved."""
    report.reading_by, report.reading_until, report.interruptions, report.put_off = "", None, 0, 0
