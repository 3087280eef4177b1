"""Reports that two people read apart: which they are, what each reader sees, and when both have finished.

What is settled afterwards is in workflow.settling.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from incidents.models import Claim, Reading, Report, ReviewRules
from incidents.models.report import HELD_BY_NOBODY
from incidents.phrases import per_cent
from incidents.vocabulary import Measure, ReportStatus, SecondReading
from incidents.workflow.acts import act, lock_report
from incidents.workflow.desk.notices import notify_settlers
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.queue.readings import finish_reading, has_read, reading_of
from incidents.workflow.review.assumed_day import refuse_assumed_day
from incidents.workflow.review.decisions import stand_by_decisions
from incidents.workflow.review.finishing import UndecidedClaimsError, reopen_report
from incidents.workflow.standing.playback import decisions_seen_by

READERS = 2
MOST_WORDS = 200
"""Characters that the reason for a second reading may have."""


# --- Which reports are read twice -------------------------------------------------------------------


def why_read_twice(report: Report, claims: Iterable[Claim], rules: ReviewRules) -> str:
    """Why a report is read twice, in plain words; empty where it is not.

    The lot is drawn from the fingerprint of the text, so that the same text has the same lot on every desk.
    """
    if rules.pk and rules.second_sources.filter(pk=report.source_id).exists():
        return f"every report of {report.source} is read twice"[:MOST_WORDS]
    watched = [Measure(claim.measure).label for claim in claims if claim.measure in rules.second_measures]
    if watched:
        return f"it claims people {watched[0]}, and every such report is read twice"
    if rules.second_toll is not None and report.toll is not None and report.toll >= rules.second_toll:
        return f"it claims {report.toll:,} dead; from {rules.second_toll:,} on a report is read twice"
    if lot_of(report) < rules.second_share:
        return f"drawn by lot: {per_cent(rules.second_share)} of reports are read twice"
    return ""


def lot_of(report: Report) -> float:
    """A number from 0 up to 1 that only depends on the text, and is spread evenly over texts."""
    return int(report.text_fingerprint[:13], 16) / 16**13


@act
def want_second_reading(report: Report, why: str, person: User | None = None) -> Report:
    """Have a report read by a second person, apart from the first; `person` is who asked, empty for the program.

    A report that was finished is unlinked and waits again. What its reader decided is kept with their reading, and
    counts only once it is settled. Nothing changes if two readings are wanted or settled already. Raises
    PermissionDenied for a person who may not give reports to readers. If the report must be read again anyway, only
    its own reader is refused.
    """
    report = lock_report(report.pk)
    if person and not may_ask(report, person):
        raise PermissionDenied("Only a senior analyst asks for a second reading.")
    if report.is_settled_apart:
        return report
    if report.status == ReportStatus.REVIEWED:
        report = reopen_report(report=report)
    report.second_reading, report.second_reading_why = SecondReading.WANTED, why[:MOST_WORDS]
    if report.assigned_to and has_read(report, report.assigned_to):
        report.assigned_to, report.returned_at = None, None
    report.save()
    for claim in report.claims.filter(decisions__isnull=False).distinct():
        stand_by_decisions(claim)
    pass_on_when_read(report)
    return report


def may_ask(report: Report, person: User) -> bool:
    """Whether a person may have a report read by two: seniors, and who is to read again what was closed too fast."""
    if person.has_perm("incidents.assign_report"):
        return True
    is_reader = Reading.objects.finished().filter(report=report, person=person).exists()
    return report.is_due_again and person.has_perm("incidents.review_report") and not is_reader


def is_due(report: Report, why: str) -> Report:
    """Mark a report as one that somebody else should read too; it counts as it stands until they begin."""
    if not report.second_reading:
        report.second_reading, report.second_reading_why = SecondReading.DUE, why[:MOST_WORDS]
        report.save(update_fields=["second_reading", "second_reading_why"])
    return report


# --- What one reader sees ---------------------------------------------------------------------------


def claims_visible_to(report: Report, person: User) -> list[Claim]:
    """The claims of a report with their decisions, in the order of the words; without what the other reader added."""
    shown = report.claims.visible_to(person).select_related("report").prefetch_related("decisions")
    return list(shown.order_by("start", "end", "number"))


def undecided_for(report: Report, person: User) -> list[Claim]:
    """The claims that wait for a person's decision; while two read apart, for that person's own."""
    if not report.is_read_apart:
        return list(report.claims.pending().order_by("start", "end", "number"))
    return [claim for claim in claims_visible_to(report, person) if not decisions_seen_by(person, claim)]


# --- When a reading is finished ---------------------------------------------------------------------


@act
def finish_apart(*, report: Report, person: User, outcome: dict[str, Any]) -> Report:
    """Close one person's reading of a report that two read apart. Nothing is linked, and no claim counts yet.

    `outcome` is what the person chose, as the finish form gives it. After the second reader the report waits to be
    settled. Raises UndecidedClaimsError, AssumedDayError, HeldByOtherError, and ReadAlreadyError for who has finished.
    """
    report = report_to_decide(report.pk, person)
    reading_of(report, person)
    undecided = len(undecided_for(report, person))
    if undecided:
        raise UndecidedClaimsError(undecided)
    refuse_assumed_day(report)
    finish_reading(report, person, outcome)
    if report.assigned_to_id == person.pk:
        report.assigned_to, report.returned_at = None, None
        report.save()
    Report.objects.filter(pk=report.pk, held_by=person).update(**HELD_BY_NOBODY)
    pass_on_when_read(report)
    return report


def pass_on_when_read(report: Report) -> None:
    """Have a report settled once two people have read it: who may settle it, and is neither, is told."""
    readers = readers_of(report)
    if report.status != ReportStatus.ADJUDICATION and len(readers) >= READERS:
        report.status, report.assigned_to, report.returned_at = ReportStatus.ADJUDICATION, None, None
        report.save()
        notify_settlers(report, but=readers)


def readings_to_compare(report: Report) -> list[Reading]:
    """The first two people's finished readings, the latest of each, in the order in which they first finished."""
    return readings_of_all([report.pk]).get(report.pk, [])


def readings_of_all(reports: Iterable[int]) -> dict[int, list[Reading]]:
    """`readings_to_compare` for the reports of some keys. One query."""
    latest: dict[int, dict[int, Reading]] = {}
    finished = Reading.objects.finished().filter(report__in=list(reports)).select_related("person")
    for reading in finished.order_by("finished_at", "pk"):
        latest.setdefault(reading.report_id, {})[reading.person_id] = reading
    return {key: list(by_person.values())[:READERS] for key, by_person in latest.items()}


def readers_of(report: Report) -> list[User]:
    """The first two people who have finished reading a report, in that order: A and B."""
    return [reading.person for reading in readings_to_compare(report)]
