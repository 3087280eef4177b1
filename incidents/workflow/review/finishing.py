"""Finishing a report, which ties it to an incident, and opening it again."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from incidents.models import Incident, Report, ReportLink
from incidents.vocabulary import ReportStatus, RevisionCause, SecondReading
from incidents.workflow.acts import GoneError, act, lock_incidents, lock_report
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.figures.revisions import Happened
from incidents.workflow.incidents.regrouping import standing_for
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.queue.readings import finish_reading
from incidents.workflow.review.assumed_day import refuse_assumed_day


class UndecidedClaimsError(Exception):
    """A report cannot be finished while claims in it wait for a decision."""

    def __init__(self, count: int) -> None:
        self.count = count
        waits = "claim waits" if count == 1 else "claims wait"
        super().__init__(f"{count} {waits} for a decision. Accept, correct or reject each before you finish.")


@act
def finish_report(
    *, report: Report, person: User, incident: Incident | None, reasons: list[str] | None = None
) -> Report:
    """Close the review of a report and link it, with its counting claims, to an incident.

    `incident` is None for a report that tells of none; where it was merged meanwhile, the report goes to the one that
    it is now. Raises UndecidedClaimsError, AssumedDayError, HeldByOtherError, and PermissionDenied for a report that is
    read apart: who read it finishes with second_reading.finish_apart.
    """
    report = report_to_decide(report.pk, person)
    if report.is_read_apart:
        raise PermissionDenied("Two people read this report apart: it is linked when it is settled.")
    undecided = report.claims.pending().count()
    if undecided:
        raise UndecidedClaimsError(undecided)
    refuse_assumed_day(report)
    incident = link_report(report=report, person=person, incident=incident, reasons=reasons)
    finish_reading(report, person, {"choice": str(incident.pk) if incident else "none"})
    return report


def link_report(
    *, report: Report, person: User, incident: Incident | None, reasons: list[str] | None
) -> Incident | None:
    """Tie a locked report and its claims to an incident, or to none, and close it; estimates follow.

    The incident that it is then tied to: where the given one was merged, that which it is now. Raises GoneError.
    """
    incident = standing_for(incident)
    before = report.links.values_list("incident", flat=True)
    touched = lock_incidents([*before, incident.pk if incident else None])
    if incident and incident.pk not in touched:
        raise GoneError
    for link in report.links.exclude(incident=incident):
        link.delete()
    if incident:
        ReportLink.objects.get_or_create(
            report=report, incident=incident, defaults={"linked_by": person, "reasons": reasons or []}
        )
    for claim in report.claims.all():
        if claim.incident_id != (incident.pk if incident else None):
            claim.incident = incident
            claim.save(update_fields=["incident"])
    report.status = ReportStatus.REVIEWED
    report.reviewed_by, report.reviewed_at = person, timezone.now()
    report.assigned_to, report.returned_at = None, None
    report.let_go()
    report.save()
    for one in touched.values():
        recompute_estimates(one)
    return incident


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
