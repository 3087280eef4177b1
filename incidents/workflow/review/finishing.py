"""Finishing a report, which ties it to an incident, and opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from incidents.models import Claim, Incident, Report, ReportLink
from incidents.vocabulary import ReportStatus, RevisionCause, SecondReading
from incidents.workflow.acts import GoneError, act, lock_incidents, lock_report
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.figures.revisions import Happened
from incidents.workflow.incidents.regrouping import standing_for
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.queue.readings import finish_reading
from incidents.workflow.review.assumed_day import refuse_assumed_day
from incidents.workflow.standing.groups import GROUPS_MOVED, Groups, GroupsError, groups_for


class UndecidedClaimsError(Exception):
    """A report cannot be finished while claims in it wait for a decision."""

    def __init__(self, count: int) -> None:
        self.count = count
        waits = "claim waits" if count == 1 else "claims wait"
        super().__init__(f"{count} {waits} for a decision. Accept, correct or reject each before you finish.")


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report, or the group of it that begins at `start`, tells of: an incident or none, and why that one."""

    incident: Incident | None
    reasons: Sequence[str] = ()
    start: int | None = None


@act
def finish_report(
    *, report: Report, person: User, incident: Incident | None, reasons: list[str] | None = None
) -> Report:
    """Close the review of a report and link it, with all its claims, to one incident.

    `incident` is None for a report that tells of none; where it was merged meanwhile, the report goes to the one that
    it is now. Raises UndecidedClaimsError, AssumedDayError, HeldByOtherError, and PermissionDenied for a report that is
    read apart: who read it finishes with second_reading.finish_apart.
    """
    report = report_to_finish(report, person)
    (incident,) = link_report(report=report, person=person, tellings=[Telling(incident, reasons or ())])
    finish_reading(report, person, outcome_of_incident(incident))
    return report


@act
def finish_groups(*, report: Report, person: User, tellings: Sequence[Telling]) -> list[Incident | None]:
    """Close the review of a report of several groups, and link each to its own incident, with its claims.

    The incidents in the order of `tellings`, one for each group. Claims that tell of the report as a whole are linked
    to none. Raises as `finish_report`, and GroupsError where these are not the groups of the report.
    """
    report = report_to_finish(report, person)
    groups = groups_for(report, report.claims.all(), person)
    told = link_report(report=report, person=person, tellings=tellings, groups=groups)
    outcomes = {str(one.start): outcome_of_incident(made) for one, made in zip(tellings, told, strict=True)}
    finish_reading(report, person, {"groups": outcomes})
    return told


def report_to_finish(report: Report, person: User) -> Report:
    """The report, locked and held, on which everything is decided."""
    report = report_to_decide(report.pk, person)
    if report.is_read_apart:
        raise PermissionDenied("Two people read this report apart: it is linked when it is settled.")
    undecided = report.claims.pending().count()
    if undecided:
        raise UndecidedClaimsError(undecided)
    refuse_assumed_day(report)
    return report


def outcome_of_incident(incident: Incident | None) -> dict[str, Any]:
    """What came of a reading, as the finish form gives it."""
    return {"choice": str(incident.pk) if incident else "none"}


def link_report(
    *, report: Report, person: User, tellings: Sequence[Telling], groups: Groups | None = None
) -> list[Incident | None]:
    """Tie a locked report and its claims to incidents, or to none, and close it; estimates follow.

    With `groups` there is a telling for each of them, and each claim goes with its group; without, one for the whole
    report. The incidents that it is then tied to: where one was merged, that which it is now. Raises GoneError, and
    GroupsError.
    """
    if groups and [one.start for one in tellings] != [group.start for group in groups]:
        raise GroupsError(GROUPS_MOVED)
    tellings = [replace(one, incident=standing_for(one.incident)) for one in tellings]
    wanted = {one.incident.pk: one.incident for one in tellings if one.incident}
    before = report.links.values_list("incident", flat=True)
    touched = lock_incidents([*before, *wanted])
    if wanted.keys() - touched.keys():
        raise GoneError
    write_links(report, person, tellings)
    place_claims(report.claims.all(), tellings, groups)
    report.status = ReportStatus.REVIEWED
    report.reviewed_by, report.reviewed_at = person, timezone.now()
    report.assigned_to, report.returned_at = None, None
    report.let_go()
    report.save()
    for one in touched.values():
        recompute_estimates(one)
    return [one.incident for one in tellings]


def write_links(report: Report, person: User, tellings: Sequence[Telling]) -> None:
    """Link a report to the incidents that it tells of, each once; links that say the same already stay."""
    told: dict[int, list[Telling]] = {}
    for one in tellings:
        if one.incident:
            told.setdefault(one.incident.pk, []).append(one)
    starts = {key: [one.start for one in each if one.start is not None] for key, each in told.items()}
    for link in report.links.all():
        if starts.get(link.incident_id) == link.starts:
            told.pop(link.incident_id)
        else:
            link.delete()
    for key, each in told.items():
        reasons = list(dict.fromkeys(reason for one in each for reason in one.reasons))
        ReportLink.objects.create(report=report, incident_id=key, linked_by=person, reasons=reasons, starts=starts[key])


def place_claims(claims: Iterable[Claim], tellings: Sequence[Telling], groups: Groups | None) -> None:
    """Give each claim of a report the incident that its group tells of."""
    incidents: Mapping[int | None, Incident | None] = {one.start: one.incident for one in tellings}
    homes = groups.home if groups else {}
    for claim in claims:
        home = homes.get(claim.pk)
        incident = None if groups and home is None else incidents[home.start if home else None]
        if claim.incident_id != (incident.pk if incident else None):
            claim.incident = incident
            claim.save(update_fields=["incident"])


@act
def reopen_report(*, report: Report) -> Report:
    """Put a finished report back into the queue: its claims keep their decisions but count nowhere until it is done.

    One that was read twice is to be settled anew.
    """
    report = lock_report(report.pk)
    touched = lock_incidents(report.links.values_list("incident", flat=True))
    for claim in report.claims.exclude(incident=None):
        claim.incident = None
        claim.save(update_fields=["incident"])
    for link in report.links.all():
        link.delete()
    report.status, report.reviewed_by, report.reviewed_at = ReportStatus.PENDING, None, None
    if report.is_settled_apart:
        report.status, report.second_reading = ReportStatus.ADJUDICATION, SecondReading.WANTED
    report.save()
    reopened = Happened(RevisionCause.REOPENED, timezone.now(), {"report": report})
    for incident in touched.values():
        recompute_estimates(incident, reopened)
    return report
