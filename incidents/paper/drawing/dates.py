"""Moments on an axis: milliseconds since 1970, as Plotly counts them, and their words, always in English."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from incidents.paper.drawing.errors import NotDrawnError

EPOCH = datetime(1970, 1, 1)
DAY = 86_400_000
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ISO = re.compile(
    r"(-?\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:[T ](\d\d?)(?::(\d\d))?(?::(\d\d(?:\.\d+)?))?)?(?:Z|[+-]\d\d:?\d\d)?"
)


def is_date(value: Any) -> bool:
    return isinstance(value, str) and "-" in value and ISO.fullmatch(value) is not None


def to_ms(value: Any) -> float | None:
    """A moment as Plotly reads it: an offset from UTC is not applied. None for None."""
    if value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    parts = ISO.fullmatch(str(value))
    if parts is None:
        raise NotDrawnError(f"{value} on an axis of dates")
    year, month, day, hour, minute = (
        int(part) if part else least for part, least in zip(parts.groups()[:5], (1, 1, 1, 0, 0), strict=True)
    )
    seconds = float(parts.group(6) or 0)
    return (datetime(year, month, day, hour, minute) - EPOCH).total_seconds() * 1000 + seconds * 1000


def moment(ms: float) -> datetime:
    return EPOCH + timedelta(milliseconds=ms)


def month_of(ms: float) -> int:
    """Months since the year 0, so that steps of months can be counted."""
    at = moment(ms)
    return at.year * 12 + at.month - 1


def start_of_month(number: int) -> float:
    return (datetime(number // 12, number % 12 + 1, 1) - EPOCH).total_seconds() * 1000


DIRECTIVES = {
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "-m": lambda at: f"{at.month}",
    "d": lambda at: f"{at.day:02}",
    "-d": lambda at: f"{at.day}",
    "e": lambda at: f"{at.day}",
    "b": lambda at: MONTHS[at.month - 1][:3],
    "B": lambda at: MONTHS[at.month - 1],
    "a": lambda at: DAYS[at.weekday()][:3],
    "A": lambda at: DAYS[at.weekday()],
    "H": lambda at: f"{at.hour:02}",
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "q": lambda at: f"{(at.month + 2) // 3}",
    "V": lambda at: f"{date.isocalendar(at).week:02}",
    "%": lambda at: "%",
}


def in_words(ms: float, form: str) -> str:
    """A moment in a format of d3, such as "%-d %b"."""
    at = moment(ms)

    def word(directive: re.Match[str]) -> str:
        if directive.group(1) not in DIRECTIVES:
            raise NotDrawnError(f"the date format {form}")
        return DIRECTIVES[directive.group(1)](at)

    return re.sub(r"%(-?.)", word, form)
