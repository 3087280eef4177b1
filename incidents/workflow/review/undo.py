"""Undo: what one key did is taken back by one, and so is the finishing of a report."""

from __future__ import annotations

from django.contrib.auth.models import User

from incidents.models import Claim, Decision, Incident, Reading, Report, ReportLink
from incidents.models.report import WAITING
from incidents.vocabulary import ReportStatus
from incidents.workflow.acts import act, lock_report
from incidents.workflow.review.decisions import NothingToTakeBackError, claim_to_decide, reject_claim, take_back
from incidents.workflow.review.finishing import reopen_report
from incidents.workflow.standing.playback import decisions_seen_by

TAKEN_BACK = "Taken back by the person who added it."


@act
def undo_last(*, claim: Claim, person: User, seen_version: int | None = None) -> list[Claim]:
    """Take back the last decision on a claim and all that was decided with the same key; the claims that this moved.

    A claim that the person added, and that stands as it was added, is rejected: that is undone in turn.
    Raises NothingToTakeBackError where there is no decision, StaleError where it changed since it was seen.
    """
    claim = claim_to_decide(claim, person, seen_version)
    seen = decisions_seen_by(person, claim)
    if not seen:
        raise NothingToTakeBackError("There is nothing to undo on this claim.")
    if claim.made_by_id == person.pk and len(seen) == 1:
        return [reject_claim(claim=claim, person=person, reason=TAKEN_BACK)]
    return [take_back(decision=decision, person=person) for decision in act_of(seen[-1])]


def act_of(decision: Decision) -> list[Decision]:
    """The decisions that one key made, each the last that holds on its claim for its person: what came later stays."""
    if decision.act is None:
        return [decision]
    made = Decision.objects.filter(act=decision.act, person=decision.person).select_related("claim__report")
    return [one for one in made if one.claim and decisions_seen_by(decision.person, one.claim)[-1:] == [one]]


@act
def undo_finish(*, report: Report, person: User) -> Report:
    """Take back what a person did last with a report, to finish it: it waits again, for whom it waited before.

    An incident that this had made goes, if nothing else hangs on it. Raises NothingToTakeBackError where
    the person is not who finished it, or where what they read apart is settled.
    """
    report = lock_report(report.pk)
    reading = Reading.objects.finished().filter(report=report, person=person).order_by("pk").last()
    if report.is_read_apart and reading:
        return read_on(report, reading)
    if report.status != ReportStatus.REVIEWED or report.reviewed_by_id != person.pk:
        raise NothingToTakeBackError("You did not finish this report, or it was reopened since.")
    linked = list(report.incidents.all())
    before = report.history.filter(status__in=WAITING).order_by("history_id").last()
    report = reopen_report(report=report)
    if before and not report.is_settled_apart:
        report.status, report.assigned_to_id = before.status, before.assigned_to_id
        report.returned_at = before.returned_at
        report.save()
    if reading:
        begin_again(reading)
    for incident in linked:
        if was_made_by_one_finish(incident, person):
            incident.delete()
    return report


def read_on(report: Report, reading: Reading) -> Report:
    """Let a reader of two go on: their answers are still theirs alone, and the report waits for them again.

    Raises NothingToTakeBackError where a second person has read it too, or where it was read too fast to be changed.
    """
    if report.status == ReportStatus.ADJUDICATION:
        raise NothingToTakeBackError("A second person has read this report too; a third settles what you answered.")
    if reading.too_fast:
        raise NothingToTakeBackError("This report waits for a second reader; your reading of it is closed.")
    begin_again(reading)
    return report


def begin_again(reading: Reading) -> None:
    """Open a finished reading again."""
    Reading.objects.filter(pk=reading.pk).update(finished_at=None, outcome={}, too_fast=False)


def was_made_by_one_finish(incident: Incident, person: User) -> bool:
    """Whether an incident came with the one report that was ever linked to it, and nothing hangs on it now."""
    hangs_on_it = (
        incident.links,
        incident.claims,
        incident.decisions,
        incident.comments,
        incident.merged,
        incident.regroupings_from,
        incident.regroupings_to,
    )
    if incident.made_by_id != person.pk or any(rows.exists() for rows in hangs_on_it):
        return False
    return ReportLink.history.filter(incident_id=incident.pk, history_type="+").count() == 1
