"""Incidents by the day, week, month or year in which they began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.figure import UNKNOWN, Figure, HasFigure

OTHERS = "all others"
NOT_SAID = "not recorded"
NOT_TOLD_APART = "not told apart"
LAST_CATEGORIES = (OTHERS, NOT_SAID, NOT_TOLD_APART)
"""Categories that are no names: they come after all others, in this order."""


@dataclass(frozen=True, slots=True)
class PeriodRow(HasFigure):
    """Incidents of one day, week, month or year, and of one category where they are told apart.

    `incidents` counts all, `unknown` those without a figure; low, best and high add up the others and
    are None where there is none: unknown is not zero. Of what is left of a whole when its parts are taken
    away only `best` may be known; `incidents` is None where nobody can say how many such people are from.
    """

    first: date
    last: date
    incidents: int | None
    unknown: int
    figure: Figure
    category: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """The period in words: "2025-03-04", "week of 2025-03-03", "March 2025", "2025"."""
        days = (self.last - self.first).days
        if days == 0:
            return self.first.isoformat()
        if days == 6:
            return f"week of {self.first.isoformat()}"
        return f"{self.first:%Y}" if days > 31 else f"{self.first:%B %Y}"

    @property
    def days(self) -> str:
        """The first and the last day, or the only one."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)


def category_order(category: str) -> tuple[int, str]:
    """Names in the order of the alphabet, then what is left."""
    return (LAST_CATEGORIES.index(category) if category in LAST_CATEGORIES else -1, category)


def add_up_periods(rows: Sequence[PeriodRow], category: str = "") -> PeriodRow:
    """One row for several, from the first day of all to the last."""
    counted = [row.incidents for row in rows if row.incidents is not None]
    return PeriodRow(
        first=min(row.first for row in rows),
        last=max(row.last for row in rows),
        incidents=sum(counted) if len(counted) == len(rows) else None,
        unknown=sum(row.unknown for row in rows),
        figure=sum((row.figure for row in rows), UNKNOWN),
        category=category,
        url=rows[0].url,
    )
