"""What people decide about claims, and finishing a report.

Each function is one transaction: the Decision, the claim as it then stands, the estimates of the
incident that it touches. Nothing is overwritten: what a claim is now follows from what was found
and the decisions since, in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Max

from incidents.figure import Figure
from incidents.models import Claim, Decision, Report
from incidents.vocabulary import CORRECTABLE, Hedge, ReportStatus, Verdict
from incidents.workflow.acts import act, lock_incidents, lock_report
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.queue.readings import reading_of
from incidents.workflow.standing.playback import (
    SPAN,
    as_json,
    as_seen_by,
    decisions_that_hold,
    play,
    taken_back,
    with_both_ends,
)
from incidents.workflow.standing.versions import StaleError, must_be_current, version_seen_by


class NothingToTakeBackError(Exception):
    """There is no decision on this claim that could be undone."""


def accept_claim(*, claim: Claim, person: User, seen_version: int | None = None) -> Claim:
    """The claim counts as it stands. Raises StaleError, as all of these, where it changed since it was seen."""
    return decide(claim=claim, person=person, verdict=Verdict.ACCEPTED, seen_version=seen_version)


@act
def accept_together(*, versions: Mapping[int, int | None], report: Report, person: User) -> list[int]:
    """Accept claims of a report with one key, by their keys; the keys of those accepted.

    `versions` says what was seen of each. What changed since then, or waits no more, is left alone.
    """
    act = uuid4()
    accepted = []
    for claim in report.claims.filter(pk__in=versions):
        if not as_seen_by(person, claim).is_pending:
            continue
        try:
            decide(claim=claim, person=person, verdict=Verdict.ACCEPTED, act=act, seen_version=versions[claim.pk])
        except StaleError:
            continue
        accepted.append(claim.pk)
    return accepted


def reject_claim(*, claim: Claim, person: User, reason: str = "", seen_version: int | None = None) -> Claim:
    """The claim is not one, or not about this; it stays in the record and never counts."""
    return decide(claim=claim, person=person, verdict=Verdict.REJECTED, reason=reason, seen_version=seen_version)


def retract_claim(*, claim: Claim, person: User, reason: str) -> Claim:
    """The source took the claim back; it stays visible and no longer counts."""
    return decide(claim=claim, person=person, verdict=Verdict.RETRACTED, reason=reason)


@act
def correct_claim(
    *, claim: Claim, person: User, value: Mapping[str, Any], reason: str = "", seen_version: int | None = None
) -> Claim:
    """The claim counts with the given values. Values equal to those that stand for the person are left out.

    `value` maps fields of CORRECTABLE to model values (an Actor for `actor` and `speaker`). With
    nothing changed the claim is accepted as it stands. Raises KeyError for any other field.
    """
    unknown = set(value) - set(CORRECTABLE)
    if unknown:
        raise KeyError(f"A person cannot correct {', '.join(sorted(unknown))}.")
    claim = claim_to_decide(claim, person, seen_version)
    seen = as_seen_by(person, claim)
    changed = {name: as_json(name, new) for name, new in value.items() if new != getattr(seen, name)}
    if not changed:
        return write_decision(claim, person, Verdict.ACCEPTED)
    return write_decision(claim, person, Verdict.CORRECTED, value=with_both_ends(changed, value), reason=reason)


def move_claim(*, claim: Claim, person: User, start: int, end: int, seen_version: int | None = None) -> Claim:
    """The claim is said by other words of its report: it counts, at these. Raises ValueError outside the text.

    Where these are the words that were found, it stands at those again.
    """
    if not 0 <= start < end <= len(claim.report.text):
        raise ValueError("Select the words in the text that say it.")
    moved = (start, end) if (start, end) != (claim.start, claim.end) else (None, None)
    value = dict(zip(SPAN, moved, strict=True))
    return correct_claim(claim=claim, person=person, value=value, seen_version=seen_version)


@act
def decide(
    *,
    claim: Claim,
    person: User,
    verdict: Verdict,
    value: Mapping[str, Any] | None = None,
    reason: str = "",
    act: UUID | None = None,
    seen_version: int | None = None,
) -> Claim:
    """Write one Decision and what follows from it; the claim as it then stands. `act` ties decisions of one key.

    Raises HeldByOtherError, and StaleError where it changed since it was seen.
    """
    claim = claim_to_decide(claim, person, seen_version)
    return write_decision(claim, person, verdict, value=value or {}, reason=reason, act=act)


def claim_to_decide(claim: Claim, person: User, seen_version: int | None) -> Claim:
    """The claim, locked, for a person who decides on it and thereby holds its report.

    Raises HeldByOtherError, and StaleError where it changed since it was seen.
    """
    claim = claim_of(report_to_decide(claim.report_id, person), claim.pk)
    must_be_current(seen_version, version_seen_by(person, claim))
    return claim


def write_decision(claim: Claim, person: User, verdict: Verdict, **values: Any) -> Claim:
    """Add a Decision on a locked claim, in the person's reading, and what follows from it. `values` are its columns."""
    reading = reading_of(claim.report, person)
    Decision.objects.create(claim=claim, person=person, verdict=verdict, reading=reading, **values)
    return what_follows(claim)


def claim_of(report: Report, key: int) -> Claim:
    """A claim of a locked report as the record has it: nobody else decides on it until the act ends."""
    claim: Claim = report.claims.get(pk=key)
    return claim


@act
def take_back(*, decision: Decision, person: User, reason: str = "", act: UUID | None = None) -> Claim:
    """Take back any one decision on a claim, or the taking back of one: what was decided beside it stays.

    Raises NothingToTakeBackError where the decision no longer holds, and HeldByOtherError.
    """
    assert decision.claim is not None, "A figure set by hand is taken back by workflow.figures.overrides."
    claim = claim_of(report_to_decide(decision.claim.report_id, person), decision.claim.pk)
    if decision.pk in taken_back(claim.decisions.all()):
        raise NothingToTakeBackError("This was taken back already.")
    if claim.report.is_read_apart and decision.person_id != person.pk:
        raise PermissionDenied("Two people read this report apart: nobody takes back what the other decided.")
    return write_decision(claim, person, Verdict.REOPENED, takes_back=decision, reason=reason, act=act)


def what_follows(claim: Claim) -> Claim:
    """The claim after a decision. What one of two readers decides changes nothing in the record until it is settled."""
    return claim if claim.report.is_read_apart else stand_by_decisions(claim)


def stand_by_decisions(claim: Claim) -> Claim:
    """Make a claim of a locked report what its findings and decisions say, and its incident's estimates follow."""
    lock_incidents([claim.incident_id])
    play(claim, decisions_that_hold(claim))
    claim.save()
    if claim.incident_id:
        recompute_estimates(claim.incident)
        claim.refresh_from_db()
    return claim


@act
def flag_claim(*, claim: Claim, flagged: bool | None = None) -> Claim:
    """Mark a claim for another look, or take the mark away; without `flagged` whichever it is not.

    Not while two read apart, for both would see it.
    """
    claim = claim_of(lock_report(claim.report_id), claim.pk)
    if claim.report.is_read_apart:
        raise PermissionDenied("Two people read this report apart: a flag would show one what the other thinks.")
    lock_incidents([claim.incident_id])
    claim.flagged = not claim.flagged if flagged is None else flagged
    claim.save(update_fields=["flagged"])
    return claim


@act
def add_claim(*, report: Report, person: User, start: int, end: int, value: Mapping[str, Any]) -> Claim:
    """Add a claim that the program missed, at words of the report; it counts at once.

    `value` is as for correct_claim. Raises ValueError for a span outside the text, and HeldByOtherError.
    """
    report = report_to_decide(report.pk, person)
    reading_of(report, person)
    if not 0 <= start < end <= len(report.text):
        raise ValueError("Select the words in the text that say it.")
    actor, speaker = value.get("actor"), value.get("speaker")
    raw = report.text[start:end]
    last = report.claims.aggregate(last=Max("number"))["last"] or 0
    claim = Claim.objects.create(
        report=report,
        number=last + 1,
        raw=raw,
        start=start,
        end=end,
        made_by=person,
        confidence=1,
        victims_raw=raw,
        rules=["added-by-hand"],
        found={
            "measure": value["measure"],
            **Figure.of(value).columns(),
            "raw": raw,
            "span": [start, end],
            "hedge": value.get("hedge") or Hedge.EXACT,
            "denies": value.get("denies", False),
            "victims": {
                "raw": raw,
                "actor": actor.name if actor else None,
                "status": value.get("status") or "unknown",
                "group": value.get("group") or None,
                "named": [],
            },
            "claimant": {
                "name": value.get("claimant_name"),
                "role": value.get("claimant_role", ""),
                "raw": "",
                "span": None,
                "actor": speaker.name if speaker else None,
            }
            if value.get("claimant_name")
            else None,
            "scope": value.get("scope") or "whole",
            "part_of": None,
            "as_of": as_json("as_of", value.get("as_of")),
            "confidence": 1,
            "rules": ["added-by-hand"],
        },
        **{name: value[name] for name in CORRECTABLE if name in value and name != "interest"},
    )
    claim.incident = report.incidents.unmerged().first() if report.status == ReportStatus.REVIEWED else None
    claim.save(update_fields=["incident"])
    return accept_claim(claim=claim, person=person)
