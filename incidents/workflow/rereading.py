"""Reading a text again when something about it is put right: what would change is shown first, then kept or left.

What people decided, added or said stays as it is. Of the rest, claims that are found again in the same words with the
same values stay too; others are replaced by what is found now, and their histories stay.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max, Q
from django.urls import reverse
from django_tasks import task
from simple_history.utils import bulk_create_with_history

from incidents import extraction
from incidents.extraction.from_json import claim_from_json
from incidents.models import Claim, Draft, Report, Rereading, Source, TextMark
from incidents.vocabulary import ReportStatus, SecondReading, Tie
from incidents.workflow.acts import act, lock_incidents
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.intake import (
    add_found_actors,
    claim_from,
    is_read_at_once,
    must_be_described_as_seen,
    put_right,
    set_findings,
    tie_as_found,
)
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.reports.how_to_read import country_of_desk, furniture_of, marks_that_hold
from incidents.workflow.reports.lease import per_cent_read, show_seldom
from incidents.workflow.reports.priority import set_priority
from incidents.workflow.reports.sources import find_or_add_source
from incidents.workflow.review.finishing import reopen_report

logger = logging.getLogger(__name__)

__all__ = ["Plan", "ask_rereading", "keep_rereading", "may_change_claims", "must_be_described_as_seen", "plan_claims"]

BESIDE_VALUES = {*Tie, "confidence", "rules", "rivals", "trust"}
"""What may differ between two findings that are the same."""


# --- Asking ------------------------------------------------------------------------------------------


def ask_rereading(*, report: Report, person: User, asked: dict[str, Any], seen_version: int | None = None) -> Rereading:
    """Read a text with something put right: at once where it is short, else as a task. Nothing is written of it yet.

    `asked` has `about`, a description as DescriptionForm gives it, or `mark` with start, end and is_text, or
    `take_back`, the key of a mark. Raises StaleError where somebody described the report since `seen_version`.
    """
    must_be_described_as_seen(report, seen_version)
    fresh = {"asked": asked, "seen_version": seen_version, "progress": 0, "failed": False, "found": None}
    rereading, _ = Rereading.objects.update_or_create(report=report, person=person, defaults=fresh)
    if is_read_at_once(report):
        read_anew(rereading)
    else:
        read_anew_later.enqueue(rereading.pk)
    return rereading


@task()
def read_anew_later(key: int) -> None:
    """The task that reads a long text again; safe to run twice."""
    rereading = Rereading.objects.filter(pk=key, found__isnull=True).select_related("report").first()
    if rereading:
        read_anew(rereading)


def read_anew(rereading: Rereading) -> None:
    """Find what the program finds with what was asked; it is dropped where something else was asked since."""
    same = Rereading.objects.filter(pk=rereading.pk, asked_at=rereading.asked_at)
    report, about = rereading.report, rereading.asked.get("about")
    language = about["language"] if about else report.language_given and report.language
    try:
        found = extraction.extract(
            report.text,
            date.fromisoformat(about["published"]) if about else report.published,
            progress=show_seldom(lambda share: same.update(progress=per_cent_read(share))),
            language=language or None,
            furniture=furniture_of(report.text, marks_as_asked(report, rereading.asked)),
            country=country_of_desk(),
        )
        rereading.found, rereading.progress = {**found.as_json(), "readable": found.readable}, 100
    except Exception:
        logger.exception("Report %s could not be read again", report.pk)
        rereading.failed = True
    same.update(found=rereading.found, progress=rereading.progress, failed=rereading.failed)


def marks_as_asked(report: Report, asked: Mapping[str, Any]) -> list[TextMark]:
    """The marks on a text as they would be: with the one that is asked for, or without the one to be taken back."""
    marks = [mark for mark in marks_that_hold(report) if mark.pk != asked.get("take_back")]
    return [*marks, TextMark(**asked["mark"])] if "mark" in asked else marks


# --- What would change -------------------------------------------------------------------------------


@dataclass(slots=True)
class Plan:
    """What becomes of the claims of a report. Findings are given by their place among those of the new reading."""

    same: dict[int, Claim] = field(default_factory=dict)
    """Found again as they are, or something else where people have decided: these stay."""
    replaced: dict[int, Claim] = field(default_factory=dict)
    """Found in about the same words with other values."""
    gone: list[Claim] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    of_people: list[Claim] = field(default_factory=list)
    """Which people have decided on, or said something of: they stay, whatever is found."""

    @property
    def changes_claims(self) -> bool:
        return bool(self.replaced or self.gone or self.new)


def plan_claims(report: Report, findings: Sequence[Mapping[str, Any]]) -> Plan:
    """Which claims of a report stay, go or come by a new reading."""
    claims = list(report.claims.select_related("actor", "report__source"))
    touched = touched_by_people(report)
    plan = Plan(of_people=[claim for claim in claims if claim.pk in touched])
    left = dict(enumerate(findings))

    def take(claim: Claim, fits: Iterable[int], into: dict[int, Claim]) -> bool:
        place = next(iter(fits), None)
        if place is None:
            return False
        into[place] = claim
        del left[place]
        return True

    others = [
        claim
        for claim in claims
        if not take(claim, (at for at, one in left.items() if is_same_finding(claim.found, one)), plan.same)
    ]
    for claim in (claim for claim in others if claim.pk in touched):
        take(claim, by_overlap(claim, left), plan.same)
    for claim in (claim for claim in others if claim.pk not in touched):
        if not take(claim, by_overlap(claim, left), plan.replaced):
            plan.gone.append(claim)
    plan.new = list(left)
    return plan


def is_same_finding(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two findings say the same in the same words; ties and rules may differ."""
    names = (found.keys() | other.keys()) - BESIDE_VALUES - {"incident"}
    return all(found.get(name) == other.get(name) for name in names) and found.get("incident", 0) == other.get(
        "incident", 0
    )


def by_overlap(claim: Claim, findings: Mapping[int, Mapping[str, Any]]) -> list[int]:
    """The places of findings of the same measure that share words with a claim, those that share most first."""
    shared = {
        at: min(claim.words_end, one["span"][1]) - max(claim.words_start, one["span"][0])
        for at, one in findings.items()
        if one["measure"] == claim.found["measure"]
    }
    return sorted((at for at, length in shared.items() if length > 0), key=lambda at: -shared[at])


def touched_by_people(report: Report) -> set[int]:
    """The keys of claims that people decided on, added, flagged, wrote about or edit, or that have a planted value."""
    said = Q(decisions__isnull=False) | Q(comments__isnull=False) | Q(planted__isnull=False)
    touched = report.claims.filter(said | Q(flagged=True) | Q(made_by__isnull=False) | ~Q(standing="pending"))
    drafts = Draft.objects.filter(page=reverse("review", args=[report.pk]), form__startswith="claim-")
    edited = {int(key) for form in drafts.values_list("form", flat=True) if (key := form.split("-")[1]).isdecimal()}
    return set(touched.values_list("pk", flat=True)) | edited


def may_change_claims(report: Report) -> bool:
    """Whether a new reading may replace claims: not once one of two readers has answered apart, whose answers stay."""
    apart = report.second_reading in (SecondReading.WANTED, SecondReading.SETTLED)
    return not (apart and report.readings.finished().exists())


# --- Keeping it --------------------------------------------------------------------------------------


def keep_rereading(*, rereading: Rereading, person: User, only_asked: bool = False) -> Report:
    """Write what was asked, and what was found with it; `only_asked` leaves the reading as it was.

    A finished report whose claims change is opened again. Raises StaleError where somebody described the report since
    the person saw it, and HeldByOtherError.
    """
    about = rereading.asked.get("about")
    # A new source is an act of its own: it takes the desk alone, so it comes first.
    source = (
        find_or_add_source(about["source"], kind=about["source_kind"], country=about["source_country"])
        if about
        else None
    )
    return write_kept_rereading(rereading=rereading, person=person, source=source, only_asked=only_asked)


@act
def write_kept_rereading(*, rereading: Rereading, person: User, source: Source | None, only_asked: bool) -> Report:
    """As keep_rereading says; `source` is that which was asked for."""
    report = report_to_decide(rereading.report_id, person)
    must_be_described_as_seen(report, rereading.seen_version)
    found = None if only_asked else rereading.found
    plan = plan_claims(report, found["claims"]) if found and may_change_claims(report) else Plan()
    if plan.changes_claims and report.status == ReportStatus.REVIEWED:
        report = reopen_report(report=report)
    write_asked(report, rereading.asked, source or report.source, person)
    if found:
        write_claims(report, found, plan, person)
        set_findings(report, found, list(report.claims.filter(made_by=None)))
    set_priority(report)
    report.save()
    for incident in lock_incidents(report.links.values_list("incident", flat=True)).values():
        recompute_estimates(incident)
    rereading.delete()
    return report


def write_asked(report: Report, asked: Mapping[str, Any], source: Source, person: User) -> None:
    """Put right what a person asked for: what is known of the text, or a mark on it. The report is not saved."""
    if about := asked.get("about"):
        put_right(
            report,
            title=about["title"],
            source=source,
            published=date.fromisoformat(about["published"]),
            published_time=time.fromisoformat(about["published_time"]) if about["published_time"] else None,
            url=about["url"],
            language=about["language"],
        )
    if mark := asked.get("mark"):
        TextMark.objects.create(report=report, person=person, **mark)
    standing = report.text_marks.filter(taken_back_by=None, takes_back=None)
    if taken := standing.filter(pk=asked.get("take_back", 0)).first():
        span = {"start": taken.start, "end": taken.end, "is_text": not taken.is_text}
        TextMark.objects.create(report=report, person=person, takes_back=taken, **span)


def write_claims(report: Report, found: Mapping[str, Any], plan: Plan, person: User) -> None:
    """Let go of what is found no more, and add what is found now, with numbers that no claim of the report ever had.

    Found ties name the other claim by the place before its number.
    """
    actors = add_found_actors(found)
    for claim in (*plan.gone, *plan.replaced.values()):
        claim.delete()
    last = Claim.history.filter(report=report).aggregate(last=Max("number"))["last"] or 0
    places = sorted((*plan.new, *plan.replaced))
    numbers = {place: claim.number for place, claim in plan.same.items()}
    numbers |= {place: last + count for count, place in enumerate(places, start=1)}
    claims = []
    for place in places:
        finding = dict(found["claims"][place])
        finding |= {tie: numbers[finding[tie]] - 1 if finding.get(tie) in numbers else None for tie in Tie}
        claims.append(claim_from(claim_from_json(finding), numbers[place], 1, report, actors))
    bulk_create_with_history(claims, Claim, default_user=person)
    tie_as_found(report, [claim.number for claim in claims])
