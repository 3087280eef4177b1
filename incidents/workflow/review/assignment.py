"""Giving reports to people, sending a finished one back to its reader, and undoing both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from incidents.models import Claim, Decision, Incident, Notice, Report, ReportLink
from incidents.vocabulary import NoticeKind, ReportStatus
from incidents.workflow.acts import act, lock_incident, lock_report, lock_reports
from incidents.workflow.desk.notices import notify
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.incidents.regrouping import standing_for
from incidents.workflow.review.finishing import reopen_report


class NotReturnableError(Exception):
    """Only a finished report can be sent back, and only one that was sent back can be fetched again."""


def reviewers() -> QuerySet[User]:
    """Everybody who may be given a report, by name."""
    backend = "django.contrib.auth.backends.ModelBackend"
    may = User.objects.with_perm("incidents.review_report", backend=backend)
    return may.order_by("first_name", "last_name", "username")


@act
def assign_reports(*, given: Mapping[int, User | None], by: User) -> dict[int, int | None]:
    """Give open reports, by key, to people or to nobody; whose each was before, where that changed.

    Whoever is given a report is told, unless they gave it to themselves. Closed reports are left out.
    """
    before: dict[int, int | None] = {}
    changed = []
    for report in lock_reports(Report.objects.waiting().filter(pk__in=list(given)).defer("text")).values():
        person = given[report.pk]
        if report.assigned_to_id != (person.pk if person else None):
            before[report.pk] = report.assigned_to_id
            report.assigned_to, report.returned_at = person, None
            changed.append(report)
    bulk_update_with_history(changed, Report, ["assigned_to", "returned_at"], default_user=by, batch_size=500)
    for report in changed:
        if report.assigned_to:
            notify(report.assigned_to, NoticeKind.ASSIGNED, by=by, report=report)
    return before


@act
def return_report(*, report: Report, by: User, reason: str) -> Report:
    """Send a finished report back to who finished it, with the reason; it is open again and theirs.

    Raises NotReturnableError for one that is not finished.
    """
    report = lock_report(report.pk)
    if report.status != ReportStatus.REVIEWED or report.reviewed_by is None:
        raise NotReturnableError("Only a report that somebody finished can be sent back.")
    reader = report.reviewed_by
    report = reopen_report(report=report)
    report.assigned_to, report.returned_at = reader, timezone.now()
    report._change_reason = reason[:100]  # type: ignore[attr-defined]  # simple-history keeps it
    report.save()
    notify(reader, NoticeKind.RETURNED, by=by, report=report, text=reason)
    return report


@act
def take_return_back(*, report: Report, by: User) -> Report:
    """Undo the sending back: the report is finished as it was, by whom and when, under the same incident.

    Raises NotReturnableError where it is not sent back, or somebody decided on it since.
    """
    report = lock_report(report.pk)
    finished = report.history.filter(status=ReportStatus.REVIEWED).order_by("-history_id").first()
    if not report.is_open or report.returned_at is None or finished is None:
        raise NotReturnableError("This report is not sent back.")
    if Decision.objects.filter(claim__report=report, at__gt=report.returned_at).exists():
        raise NotReturnableError("Somebody has decided on this report since it was sent back.")
    incident = standing_for(incident_since(report, finished.history_date))
    if incident:
        incident = lock_incident(incident.pk)
        ReportLink.objects.create(report=report, incident=incident, linked_by=finished.reviewed_by or by)
        for claim in Claim.objects.filter(report=report):
            claim.incident = incident
            claim.save(update_fields=["incident"])
    report.status = ReportStatus.REVIEWED
    report.reviewed_by, report.reviewed_at = finished.reviewed_by, finished.reviewed_at
    report.assigned_to, report.returned_at = None, None
    report.let_go()
    report.save()
    Notice.objects.filter(report=report, kind=NoticeKind.RETURNED, read_at=None).delete()
    recompute_estimates(incident)
    return report


def incident_since(report: Report, finished_at: datetime) -> Incident | None:
    """The incident that the report was linked to from when it was finished until it was opened again."""
    gone = ReportLink.history.filter(report_id=report.pk, history_type="-", history_date__gt=finished_at)
    last = gone.order_by("-history_id").first()
    return Incident.objects.filter(pk=last.incident_id).first() if last else None
