"""Reverting one change from its row in the history: what it changed is put back to what it was before.

Nothing is taken out of the history: reverting is one more change, with its reason, and can be reverted in turn.
Whoever may make a change may revert it. Where a later change touched the same, the person must confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model

from incidents.models import Actor, Decision, Incident, IncidentActor, Regrouping, Report, ReportLink, Source
from incidents.models.decision import ON_FIGURES
from incidents.vocabulary import ReportStatus
from incidents.workflow.acts import act, act_alone, lock_incidents
from incidents.workflow.figures.reconcile import recompute_estimates, touch_actor, touch_source
from incidents.workflow.incidents.regrouping import regroup_again, undo_regrouping
from incidents.workflow.queue.holds import lock_to_hold
from incidents.workflow.review.decisions import take_back
from incidents.workflow.review.finishing import Telling, link_report
from incidents.workflow.standing.groups import groups_for
from incidents.workflow.standing.versions import must_be_current, version_of

LONGEST_REASON = 75
"""Characters: the history keeps a hundred for a reason, with what is reverted."""
MADE, CHANGED, TAKEN_AWAY = "+", "~", "-"
REVERTS = re.compile(r"Reverts (\d+): ")
RECORDS: dict[str, type[Model]] = {
    "source": Source,
    "actor": Actor,
    "report": Report,
    "incident": Incident,
    "part": IncidentActor,
    "link": ReportLink,
}
TOLD = (
    *("title", "title_guessed", "source", "url", "dateline"),
    *("published", "published_time", "published_guessed", "published_from"),
)
"""What a person says of a report; how it stands in review follows from the work on it."""
DERIVED = {"id", "made_at", "made_by", "changed_at", "linked_at", "merged_into", "aliases_text"}


class CannotRevertError(ValueError):
    """There is nothing to put back, or no reason was given."""


class ChangedSinceError(Exception):
    """A later change touched the same: the person must see both and confirm."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """One field: what the row changed, and what stands now."""

    field: str
    before: Any
    """What it said before the change, and will say again."""
    given: Any
    """What the change made it say."""
    now: Any

    @property
    def changed_since(self) -> bool:
        return bool(self.now != self.given)


# --- Records with a history -------------------------------------------------------------------------


def fields_put_back(row: Any) -> list[PutBack]:
    """What reverting a row that changed a record would put back; empty where there is nothing."""
    before, record = row.prev_record, current_of(row)
    if row.history_type != CHANGED or before is None or record is None:
        return []
    names = names_put_back(row, before)
    return [
        PutBack(name, stored_value(before, name), stored_value(row, name), stored_value(record, name)) for name in names
    ]


def names_put_back(row: Any, before: Any) -> list[str]:
    """The fields that a row changed, and that a person may put back."""
    names = [change.field for change in row.diff_against(before).changes]
    return [name for name in names if (name in TOLD if row.instance_type is Report else name not in DERIVED)]


def stored_value(record: Any, name: str) -> Any:
    """A stored value; of what points elsewhere the key."""
    return getattr(record, record._meta.get_field(name).attname)


def current_of(row: Any) -> Any:
    """The record of a row as it stands; None where it is gone."""
    return row.instance_type.objects.filter(pk=row.id).first()


def can_be_reverted(row: Any, before: Any) -> bool:
    """Whether a row of the history, which came after `before`, offers to be reverted by itself.

    What a merge or a split moved goes back with it. What else stands in the way shows when it is tried.
    """
    if row.instance_type in (IncidentActor, ReportLink) and row.history_type != CHANGED:
        return True
    if row.history_type != CHANGED or before is None or row.instance_type not in RECORDS.values():
        return False
    return not came_with_regrouping(row, before) and bool(names_put_back(row, before))


def came_with_regrouping(row: Any, before: Any) -> bool:
    """Whether a change of a link, or of an actor's part, came with a merge or a split: nothing else moves them."""
    if row.instance_type is IncidentActor:
        return before is not None and row.incident_id != before.incident_id
    return row.instance_type is ReportLink


def may_revert_record(person: User, row: Any) -> bool:
    """Whether a person may make the change that reverting this row is."""
    rights = {Source: "change_source", Actor: "change_actor", Incident: "change_incident"}
    if row.instance_type in rights:
        return person.has_perm(f"incidents.{rights[row.instance_type]}")
    if row.instance_type is IncidentActor:
        return person.has_perm("incidents.change_incidentactor")
    report = Report.objects.filter(pk=row.id if row.instance_type is Report else row.report_id).first()
    return report is not None and may_change_report(person, report)


def may_change_report(person: User, report: Report) -> bool:
    """Seniors change any report; analysts those that are open, and those that they finished themselves."""
    if not person.has_perm("incidents.review_report"):
        return False
    return report.is_open or report.reviewed_by_id == person.pk or person.has_perm("incidents.change_report")


@act_alone
def revert_record(
    *, row: Any, person: User, reason: str, seen_version: int | None = None, anyway: bool = False
) -> None:
    """Put back what one row of a history changed; figures that rest on it follow.

    Raises PermissionDenied, CannotRevertError, StaleError where the record changed since `seen_version`, and
    ChangedSinceError where a later change touched the same fields and `anyway` does not say to go on.
    """
    if not may_revert_record(person, row):
        raise PermissionDenied("Whoever may make this change may revert it.")
    why = f"Reverts {row.history_id}: {reason_to_revert(reason)}"
    if row.history_type == CHANGED and came_with_regrouping(row, row.prev_record):
        raise CannotRevertError("This moved with a merge or a split: revert that.")
    if row.instance_type is IncidentActor:
        revert_part(row, person, why)
    elif row.instance_type is ReportLink:
        revert_link(row, person, why)
    else:
        revert_fields(row, person, why, seen_version, anyway)


def reason_to_revert(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise CannotRevertError("Say why: the reason stands in the history.")
    return said[:LONGEST_REASON]


def revert_fields(row: Any, person: User, why: str, seen_version: int | None, anyway: bool) -> None:
    puts = fields_put_back(row)
    if not puts:
        raise CannotRevertError("This change has nothing that could be put back.")
    record = row.instance_type.objects.get(pk=row.id)
    must_be_current(seen_version, version_of(record))
    if any(put.changed_since for put in puts) and not anyway:
        raise ChangedSinceError("Later changes touched the same. Look at what stands now, and confirm.")
    for put in puts:
        setattr(record, record._meta.get_field(put.field).attname, put.before)
    save_with_reason(record, person, why)
    follow(record)


def save_with_reason(record: Any, person: User, why: str) -> None:
    """Save a record whose history then says who and why. Raises CannotRevertError where the record cannot be so."""
    try:
        record.full_clean()
    except ValidationError as error:
        raise CannotRevertError(" ".join(error.messages)) from error
    record._change_reason, record._history_user = why, person
    record.save()


def follow(record: Any) -> None:
    """Derive anew what rests on a record that changed."""
    if isinstance(record, Source):
        touch_source(record)
    elif isinstance(record, Actor):
        touch_actor(record)
    elif isinstance(record, Report):
        for incident in record.incidents.all():
            recompute_estimates(incident)
    elif isinstance(record, Incident):
        recompute_estimates(record)


# --- Sides and links --------------------------------------------------------------------------------


def revert_part(row: Any, person: User, why: str) -> None:
    """Put back an actor's side in an incident, take the actor out again, or in."""
    part = IncidentActor.objects.filter(incident=row.incident_id, actor=row.actor_id).first()
    incident = Incident.objects.filter(pk=row.incident_id).first()
    before = row if row.history_type == TAKEN_AWAY else row.prev_record
    if incident is None or (part is None) != (row.history_type == TAKEN_AWAY):
        raise CannotRevertError("The actor stands there as before this change already.")
    if before is None:
        assert part is not None
        part._change_reason, part._history_user = why, person  # type: ignore[attr-defined]
        part.delete()
    else:
        part = part or IncidentActor(incident=incident, actor_id=row.actor_id)
        part.side = before.side
        save_with_reason(part, person, why)
    recompute_estimates(incident)


def revert_link(row: Any, person: User, why: str) -> None:
    """Link a report again, or take its link away; its claims follow. Only finished reports are linked."""
    report = Report.objects.get(pk=row.report_id)
    if report.status != ReportStatus.REVIEWED:
        raise CannotRevertError("This report waits for review: finish it, that links it.")
    linked = report.links.filter(incident=row.incident_id).exists()
    if linked == (row.history_type == TAKEN_AWAY):
        raise CannotRevertError("The report is linked as before this change already.")
    incident = Incident(pk=row.incident_id) if row.history_type == TAKEN_AWAY else None
    groups = groups_for(report, report.claims.all(), person)
    if row.starts and groups.are_several:
        told = {group.start: Telling(None, start=group.start) for group in groups}
        for link in report.links.exclude(incident=row.incident_id).select_related("incident"):
            told |= {start: Telling(link.incident, link.reasons, start) for start in link.starts if start in told}
        told |= {start: Telling(incident, [why], start) for start in row.starts if incident and start in told}
        link_report(report=report, person=person, tellings=list(told.values()), groups=groups)
    else:
        link_report(report=report, person=person, tellings=[Telling(incident, [why])])


# --- Decisions --------------------------------------------------------------------------------------


def may_revert_decision(person: User, decision: Decision) -> bool:
    """Whether a person may take a decision back."""
    if decision.claim is None:
        return person.has_perm("incidents.override_estimate")
    return may_change_report(person, decision.claim.report)


@act
def revert_decision(
    *, decision: Decision, person: User, reason: str, seen_version: int | None = None, anyway: bool = False
) -> None:
    """Take back any one decision, also one that took another back. Of a figure the earlier value stands again.

    Raises PermissionDenied, CannotRevertError, NothingToTakeBackError, StaleError and ChangedSinceError.
    """
    if not may_revert_decision(person, decision):
        raise PermissionDenied("Whoever may make this decision may take it back.")
    why = reason_to_revert(reason)
    if decision.claim:
        lock_to_hold(decision.claim.report_id, person)
    else:
        lock_incidents([decision.incident_id])
    last = last_decision(decision)
    must_be_current(seen_version, last.pk)
    if decision.claim:
        take_back(decision=decision, person=person, reason=why)
    else:
        revert_figure(decision, person, why, last if last.pk != decision.pk else None, anyway)


def last_decision(decision: Decision) -> Decision:
    """The newest decision on the same claim or figure."""
    return alike(decision).latest("pk")


def alike(decision: Decision) -> Any:
    if decision.claim_id:
        return Decision.objects.filter(claim=decision.claim_id)
    same = Decision.objects.filter(incident=decision.incident_id, verdict=decision.verdict)
    return same.filter(measure=decision.measure, population_key=decision.population_key)


def revert_figure(decision: Decision, person: User, why: str, later: Decision | None, anyway: bool) -> None:
    """Let the value before a decision on a figure stand again, or the derived figure where there was none."""
    assert decision.verdict in ON_FIGURES
    if later and not anyway:
        raise ChangedSinceError("Somebody decided on this figure later. Look at what stands now, and confirm.")
    before = alike(decision).filter(pk__lt=decision.pk).order_by("-pk").first()
    Decision.objects.create(
        incident_id=decision.incident_id,
        measure=decision.measure,
        population_key=decision.population_key,
        verdict=decision.verdict,
        value=before.value if before else {},
        reason=why,
        takes_back=decision,
        person=person,
    )
    recompute_estimates(decision.incident)


# --- Merges and splits ------------------------------------------------------------------------------


def may_regroup(person: User) -> bool:
    return person.has_perm("incidents.regroup_incident")


def revert_regrouping(
    *, regrouping: Regrouping, person: User, reason: str, seen_version: int | None = None, anyway: bool = False
) -> None:
    """Undo a merge or a split; one that was undone is done again.

    Raises PermissionDenied, CannotRevertError, CannotRegroupError, and StaleError where it was undone since it was
    seen. A later change never asks for `anyway`: it is refused, with what is to be undone first.
    """
    if not may_regroup(person):
        raise PermissionDenied("Whoever may merge and split may undo it.")
    why = reason_to_revert(reason)
    must_be_current(seen_version, version_of_regrouping(regrouping))
    act = regroup_again if regrouping.undone_at else undo_regrouping
    act(regrouping=regrouping, person=person, reason=why)


def version_of_regrouping(regrouping: Regrouping) -> int:
    """1 once it was undone, 0 while it stands."""
    return int(regrouping.undone_at is not None)


# --- What was reverted ------------------------------------------------------------------------------


def reverted_rows(rows: Iterable[Any]) -> set[int]:
    """The keys of rows that other rows revert, and that were not put back by reverting those."""
    gone: set[int] = set()
    for row in sorted(rows, key=lambda one: -one.history_id):
        found = REVERTS.match(row.history_change_reason or "")
        if found and row.history_id not in gone:
            gone.add(int(found[1]))
    return gone
