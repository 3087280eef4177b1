"""The days of work that a page of the desk's own figures shows, in the spelling of all filters (docs/filters.md)."""

from __future__ import annotations

from datetime import date

from incidents.filters.fields import AnyDayField
from incidents.filters.narrowing import NarrowingByDays


class DaysFilter(NarrowingByDays):
    """What was finished on some days. A day that is wrong narrows nothing and says so."""

    since = AnyDayField(label="Finished from", required=False)
    until = AnyDayField(label="To", required=False)

    NARROWING = ("since", "until")

    @property
    def filter_words(self) -> str:
        """The days in one line; empty where all are shown."""
        return self.chips_in_line(self.NARROWING)

    def has(self, day: date) -> bool:
        """Whether a day is one of those chosen."""
        since, until = self.chosen.get("since"), self.chosen.get("until")
        return (not since or since <= day) and (not until or day <= until)

    def of(self, path: str, **own: str) -> str:
        """The address of something that shows the same days."""
        query = self.address(**own)
        return f"{path}?{query}" if query else path
