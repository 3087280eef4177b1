"""The week, month or year in which something happened, as an address has it: 2024-W10, 2024-03, 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

WEEK = re.compile(r"(\d{4})-W(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"(\d{4})")
WRONG = "Write the month as 2024-03, the week as 2024-W10, or the year as 2024."


@dataclass(frozen=True, slots=True)
class EventTime:
    """A week, from its Monday, a month or a year."""

    first: date
    last: date
    text: str
    label: str

    def __str__(self) -> str:
        return self.text


def week_of(day: date) -> EventTime:
    first = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return EventTime(first, first + timedelta(days=6), f"{year}-W{week:02}", f"the week of {first}")


def month_of_day(day: date) -> EventTime:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return EventTime(day.replace(day=1), last, f"{day:%Y-%m}", f"{day:%B %Y}")


def year_of(day: date) -> EventTime:
    return EventTime(day.replace(month=1, day=1), day.replace(month=12, day=31), f"{day:%Y}", f"{day:%Y}")


def read_event_time(words: str) -> EventTime:
    """What words name; raises ValueError where they name no such time."""
    if week := WEEK.fullmatch(words):
        return week_of(date.fromisocalendar(int(week[1]), int(week[2]), 1))
    if month := MONTH.fullmatch(words):
        return month_of_day(date(int(month[1]), int(month[2]), 1))
    if year := YEAR.fullmatch(words):
        return year_of(date(int(year[1]), 1, 1))
    raise ValueError(WRONG)


def event_times(first: date, last: date) -> list[EventTime]:
    """The steps from one day to another: weeks to half a year, months to ten years, else years."""
    days = (last - first).days
    of = week_of if days <= 183 else month_of_day if days <= 3660 else year_of
    steps = [of(first)]
    while steps[-1].last < last:
        steps.append(of(steps[-1].last + timedelta(days=1)))
    return steps


class EventTimeField(forms.CharField):
    """Gives an EventTime, or None where nothing is asked for."""

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        try:
            return read_event_time(words) if words else None
        except (ValueError, OverflowError):
            raise forms.ValidationError(WRONG) from None
