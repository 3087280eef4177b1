"""The whole story of one report, from its arrival to what it sets in figures now, in order of time, by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.models import Comment, Decision, Estimate, Reading, Report, ReportLink
from incidents.models.reading import hidden_from
from incidents.pages.frame.report import whole_report
from incidents.pages.frame.requests import person_of
from incidents.pages.history.rows import Entry, changes_of, decisions_on, groupings_of, regroupings_of
from incidents.workflow.desk.people import name_of
from incidents.workflow.history.revert import may_change_report
from incidents.workflow.standing.groups import found_incidents


@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened to a report, oldest first, in a constant number of queries."""
    report, person = whole_report(pk), person_of(request)
    entries = sorted(tell_story(report, person), key=lambda entry: entry.at)
    days = [(day, list(of_day)) for day, of_day in groupby(entries, key=lambda one: timezone.localdate(one.at))]
    page = {
        "report": report,
        "days": days,
        "alike": report.near_duplicates.select_related("other__source").defer("other__text"),
        "figures": figures_set(report),
        "may_revert": may_change_report(person, report),
    }
    return render(request, "history/story.html", page)


def tell_story(report: Report, person: User) -> Iterator[Entry]:
    """What happened to a report, as far as a person may see it."""
    links = ReportLink.history.filter(report=report)  # type: ignore[attr-defined]
    decisions = Decision.objects.visible_to(person).filter(claim__report=report)
    yield arrival_of_report(report)
    yield from changes_of(report.history.all())
    yield from changes_of(links, named_after="incident")
    yield from decisions_on(decisions)
    yield from groupings_of(report, person)
    yield from readings_in_story(report, person)
    yield from comments_in_story(report, person)
    yield from marks_in_story(report)
    linked = list(links.order_by().values_list("incident_id", flat=True).distinct())
    yield from regroupings_of(Q(from_incident__in=linked) | Q(to_incident__in=linked), person)


def arrival_of_report(report: Report) -> Entry:
    """Who brought the report, from where, and what the program read in it."""
    found = "claim" if (count := len(report.found.get("claims", ()))) == 1 else "claims"
    read = f", read by the program {report.pipeline_version}" if report.pipeline_version else ""
    told_of = f": {count} {found} found" if count else ""
    several = f", in {count} incidents" if (count := len(found_incidents(report))) > 1 else ""
    what = f"came in from {report.source}{read}{told_of}{several}"
    return Entry(report.added_at, name_of(report.added_by), what)


def readings_in_story(report: Report, person: User) -> Iterator[Entry]:
    """When each person began to read and finished, and how long they were at it. One query."""
    for reading in Reading.objects.filter(report=report).exclude(hidden_from(person)).select_related("person"):
        who = name_of(reading.person)
        yield Entry(reading.started_at, who, "began to read")
        if reading.finished_at:
            fast = ", faster than the text can be read" if reading.too_fast else ""
            minutes, seconds = divmod(round(reading.active_seconds), 60)
            yield Entry(reading.finished_at, who, f"finished reading, at it for {minutes} min {seconds} s{fast}")


def marks_in_story(report: Report) -> Iterator[Entry]:
    """What people said of stretches of the text, and what was taken back. One query."""
    for mark in report.text_marks.select_related("person"):
        words = report.text[mark.start : mark.end][:120]
        said = "as text" if mark.is_text else "as furniture"
        what = f"took back a mark on “{words}”" if mark.takes_back_id else f"marked “{words}” {said}"
        yield Entry(mark.at, name_of(mark.person), what)


def comments_in_story(report: Report, person: User) -> Iterator[Entry]:
    """What was said of the report and of its claims, and what was resolved. One query."""
    said = Comment.objects.visible_to(person).filter(Q(report=report) | Q(claim__report=report))
    for comment in said.select_related("person", "resolved_by", "claim__report"):
        subject = ["claim", comment.claim_id] if comment.claim_id else ["report", report.pk]
        way = f"{reverse('comments', args=subject)}#comment-{comment.pk}"
        what = "answered" if comment.parent_id else "commented"
        yield Entry(comment.at, name_of(comment.person), what, reason=comment.text, claim=comment.claim, way=way)
        if comment.resolved_at and comment.resolved_by:
            yield Entry(comment.resolved_at, name_of(comment.resolved_by), "resolved a thread", way=way)


def figures_set(report: Report) -> list[Estimate]:
    """The figures of the incidents that this report is linked to, as they are now, for people as a whole. One query."""
    figures = Estimate.objects.people().filter(incident__links__report=report)
    return list(figures.select_related("incident", "actor", "override").order_by("incident", "measure"))
