"""What of an incident's figures moves as they are derived anew, and by what: unsaved Revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from incidents.figure import UNKNOWN, Figure
from incidents.models import Estimate, Revision
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import RevisionCause
from incidents.workflow.figures.basis import Basis


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that can move a figure; `of` has the report and the person of the Revision, where they are known."""

    cause: RevisionCause
    at: datetime
    of: Mapping[str, Any] = field(default_factory=dict)


def revisions(
    kept: Iterable[Estimate], derived: Iterable[Estimate], basis: Basis, known: Happened | None = None
) -> list[Revision]:
    """A revision for each figure of people as a whole that is another now than it was kept.

    `known` is what happened, where that leaves no trace on the incident: a report that was taken out of it.
    """
    before = {row.measure: row for row in kept if row.population_key == PEOPLE_KEY}
    after = {row.measure: row for row in derived if row.population_key == PEOPLE_KEY}
    moved = []
    for measure in sorted({*before, *after}):
        was, now = before.get(measure), after.get(measure)
        if figure_of(was) != figure_of(now):
            happened = known or cause_of(was, now, measure, basis)
            moved.append(revision(basis, measure, figure_of(was), figure_of(now), happened))
    return moved


def figure_of(row: Estimate | None) -> Figure:
    return row.figure if row and row.figure.is_known else UNKNOWN


def revision(basis: Basis, measure: str, was: Figure, now: Figure, happened: Happened | None) -> Revision:
    return Revision(
        incident=basis.incident,
        measure=measure,
        **was.columns("_before"),
        **now.columns(),
        cause=happened.cause if happened else RevisionCause.OTHER,
        **(happened.of if happened else {}),
    )


def cause_of(was: Estimate | None, now: Estimate | None, measure: str, basis: Basis) -> Happened | None:
    """The last thing that happened since the figure was derived; None where that left no trace on the incident."""
    if was and now and was.policy != now.policy:
        return Happened(RevisionCause.POLICY, was.computed_at)
    since = was.computed_at if was else None
    happened = [one for one in happenings(measure, basis) if since is None or one.at >= since]
    return max(happened, key=lambda one: one.at, default=None)


def happenings(measure: str, basis: Basis) -> Iterable[Happened]:
    """What was set by hand, linked and decided on."""
    for decision in basis.overrides.get((measure, PEOPLE_KEY), ()):
        cause = RevisionCause.BY_HAND if decision.value else RevisionCause.TAKEN_BACK
        yield Happened(cause, decision.at, {"person": decision.person})
    for link in basis.links:
        yield Happened(RevisionCause.REPORT, link.linked_at, {"report": link.report, "person": link.linked_by})
    for claim in basis.claims:
        decided_at = getattr(claim, "decided_at", None)
        if claim.measure == measure and decided_at:
            yield Happened(RevisionCause.CLAIM, decided_at, {"report": claim.report})
