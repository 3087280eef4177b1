"""Incidents by the day, week, month or year in which they began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Incidents of one day, week or month, and of one category where they are told apart.

    `incidents` counts all, `unknown` those without a figure; low, best and high add up the others and
    are None where there is none: unknown is not zero.
    """

    first: date
    last: date
    incidents: int
    unknown: int
    low: int | None
    best: int | None
    high: int | None
    open_upper: bool = False
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
