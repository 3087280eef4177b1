"""Which days a record may have: from 1800 to tomorrow, wherever they are typed, sent, imported or read in a text."""

from __future__ import annotations

from datetime import date, timedelta

EARLIEST = date(1800, 1, 1)
FARTHEST = date(2999, 12, 31)


def last_recordable_day() -> date:
    """Tomorrow as the desk counts days, for a publisher's day may have begun before the desk's."""
    return date.today() + timedelta(days=1)


def is_recordable(day: date) -> bool:
    """Whether a record may have that day. Days of other times are slips of the pen, and no chart reaches them."""
    return EARLIEST <= day <= last_recordable_day()


def countable(day: date) -> date:
    """The day, or the nearest from which days can be counted back and forth: old records may hold any."""
    return max(EARLIEST, min(day, FARTHEST))
