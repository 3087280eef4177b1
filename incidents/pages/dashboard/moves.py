"""Figures of people as a whole that moved lately, newest first: from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from incidents.figure import Figure
from incidents.filters.as_of import AsOf
from incidents.models import Incident, ReportLink, Revision, Vintage
from incidents.pages.frame.revisions import why_revised
from incidents.vocabulary import Measure
from incidents.workflow.desk.people import name_of

LATELY = timedelta(days=1)
MOST = 40
"""How many moves are read: the newest."""
LAST = 3
"""How many are shown where none is of the last day."""


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that moved. `why` is a clause, as it stands after "because"; or what was done by hand."""

    incident: Incident
    measure: Measure
    before: Figure
    after: Figure
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of the last day and how many there were; `earlier` are the last ones where there was none."""

    shown: Sequence[Move]
    count: int
    earlier: Sequence[Move] = ()

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


def moves(as_of: AsOf, now: datetime | None = None) -> Moves:
    """Today what the desk itself showed otherwise a day ago; in a replay what was published, or set, on its last day.

    Two queries, in a replay three.
    """
    if as_of.moment:
        shown = published_moves(as_of.moment - LATELY, as_of.moment)
        return Moves(shown[:MOST], len(shown))
    since = (now or timezone.now()) - LATELY
    kept = Revision.objects.filter(incident__merged_into=None)
    newest = [
        (one.at >= since, move_by_revision(one))
        for one in kept.select_related("incident", "report__source", "person")[:MOST]
    ]
    lately = [move for is_lately, move in newest if is_lately]
    count = kept.filter(at__gte=since).order_by().count() if len(lately) == MOST else len(lately)
    return Moves(lately, count, () if lately else [move for _, move in newest[:LAST]])


def move_by_revision(revision: Revision) -> Move:
    return Move(
        incident=revision.incident,
        measure=Measure(revision.measure),
        before=revision.figure_before,
        after=revision.figure,
        why=why_revised(revision),
        at=revision.at,
    )


# --- In a replay: what was published -------------------------------------------------------------------


def published_moves(after: datetime, until: datetime) -> list[Move]:
    """What moved by what was published, or set by hand, between two moments; an incident told of first is no move."""
    begun = list(
        Vintage.objects.people()
        .filter(measure__in=list(Measure), known_from__gt=after, known_from__lte=until, incident__merged_into=None)
        .select_related("incident", "override__person")
        .order_by("-known_from", "-pk")[: 5 * MOST]
    )
    incidents = {one.incident_id for one in begun}
    ended = Vintage.objects.people().filter(incident__in=incidents, known_until__in={one.known_from for one in begun})
    before = {(one.incident_id, one.measure, one.known_until): one for one in ended}
    told = sources_by_moment(incidents, after, until)
    pairs = ((one, before.get((one.incident_id, one.measure, one.known_from))) for one in begun)
    return [move_by_vintage(now, was, told) for now, was in pairs if was and was.figure != now.figure]


def move_by_vintage(now: Vintage, was: Vintage, told: dict[tuple[int, datetime], str]) -> Move:
    if now.override and now.override_id != was.override_id:
        why = f"{name_of(now.override.person)} set it by hand"
    elif was.is_overridden and not now.is_overridden:
        why = "what had been set by hand was taken back"
    else:
        why = f"{told.get((now.incident_id, now.known_from), 'a report')} came"
    return Move(now.incident, Measure(now.measure), was.figure, now.figure, why, now.known_from)


def sources_by_moment(incidents: Iterable[int], after: datetime, until: datetime) -> dict[tuple[int, datetime], str]:
    """Whose report on which incident came at a moment: "a report of Lakeside Wire"."""
    days: Any = Q(report__published__gte=after.date(), report__published__lte=until.date())
    links = ReportLink.objects.filter(days, incident__in=incidents).select_related("report__source")
    return {
        (link.incident_id, link.report.known_at): f"a report of {link.report.source}"
        for link in links.defer("report__text", "report__found")
    }
