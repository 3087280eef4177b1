"""A report as several pages show it: with its people, the measures it speaks of, and who may open it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from incidents.models import Claim, Grouping, Report, TextMark
from incidents.vocabulary import Measure, ReportStatus
from incidents.workflow.desk.comments import with_comment_counts
from incidents.workflow.reports.how_to_read import marks_that_hold


def whole_report(pk: int, reader: User | None = None) -> Report:
    """A report with its source and its people, and whether anybody regrouped it (`is_regrouped`).

    For a reader also whether it is begun, and how much is said of it.
    """
    people = ("added_by", "reviewed_by", "held_by", "assigned_to")
    regrouped = Exists(Grouping.objects.filter(report=OuterRef("pk")))
    marked = Exists(TextMark.objects.filter(report=OuterRef("pk")))
    reports = Report.objects.select_related("source", *people).with_version()
    reports = reports.annotate(is_regrouped=regrouped, is_marked=marked)
    if reader:
        reports = with_comment_counts(reports.with_reading_of(reader.pk), reader)
    return get_object_or_404(reports, pk=pk)


def marks_shown(report: Report) -> list[TextMark]:
    """What people marked in the text of a `whole_report`; asks the database only where there is something."""
    return marks_that_hold(report) if vars(report)["is_marked"] else []


def measures_in_claims(claims: Iterable[Claim]) -> list[Measure]:
    """The measures of some claims, each once."""
    there = {claim.measure for claim in claims}
    return [measure for measure in Measure if measure in there]


def may_reopen(request: HttpRequest, report: Report) -> bool:
    """Senior analysts reopen any report, others those that they finished themselves."""
    if report.status != ReportStatus.REVIEWED or not request.user.has_perm("incidents.review_report"):
        return False
    return request.user.has_perm("incidents.change_report") or report.reviewed_by_id == request.user.pk


def report_rows(keys: Sequence[int]) -> list[Report]:
    """What the rows show of these reports, in their order, in one query; the texts stay in the database."""
    reports = Report.objects.filter(pk__in=keys).with_claim_counts().defer("text")
    by_key = {one.pk: one for one in reports.select_related("source", "held_by", "assigned_to")}
    return [by_key[key] for key in keys if key in by_key]
