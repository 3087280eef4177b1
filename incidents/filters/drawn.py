"""The language of incidents for pages that draw days: what lies out of their reach is left out, and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from incidents.days import EARLIEST, last_recordable_day
from incidents.filters.incidents import IncidentFilter
from incidents.models import Incident
from incidents.models.incident import IncidentQuerySet
from incidents.phrases import how_many

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Incidents that began on days that no record should have: how many, where they lie, the query that lists them."""

    incidents: int
    where: str
    query: str

    @property
    def words(self) -> str:
        verb = "is" if self.incidents == 1 else "are"
        return f"{how_many(self.incidents, 'incident')} {self.where} {verb} not drawn"


class DrawnFilter(IncidentFilter):
    """Only incidents that began between 1800 and tomorrow."""

    def narrow_by(self, chosen: dict[str, Any], incidents: IncidentQuerySet) -> IncidentQuerySet:
        return super().narrow_by(chosen, incidents).between(EARLIEST, last_recordable_day())

    @property
    def left_out(self) -> list[LeftOut]:
        """What fits every choice and is not drawn, before and after; asks nothing of a record without such days."""
        if not self.has_strange_days:
            return []
        before, after = EARLIEST - A_DAY, last_recordable_day() + A_DAY
        since, until = self.chosen.get("since") or after, self.chosen.get("until") or before
        fitting = super().narrow_by(self.chosen, Incident.objects.unmerged())
        found = (
            (fitting.between(None, before), f"before {EARLIEST}", self.language(until=min(until, before))),
            (fitting.between(after, None), f"after {last_recordable_day()}", self.language(since=max(since, after))),
        )
        counted = [LeftOut(incidents.count(), where, query) for incidents, where, query in found]
        return [one for one in counted if one.incidents]
