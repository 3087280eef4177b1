"""From a pasted text to a Report with the claims that the program found in it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.models import Max
from django.utils import timezone
from django_tasks import task
from simple_history.utils import bulk_create_with_history

from incidents import extraction
from incidents.extraction.types import ExtractedClaim, ExtractedReport
from incidents.figure import Figure
from incidents.ingest.days import DayOfText
from incidents.ingest.guesses import guess
from incidents.ingest.text import UnusableTextError, clean_text
from incidents.models import Claim, Report, ReviewRules, Source
from incidents.models.report import MOST_INTERRUPTIONS, fingerprint
from incidents.vocabulary import DayFrom, Measure, ReportStatus, Scope, SecondReading, Tie
from incidents.workflow.acts import NotNowError, act, lock_incidents, lock_report
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.reports.how_to_read import how_to_read
from incidents.workflow.reports.lease import (
    LostLeaseError,
    ask_for_reading,
    end_lease,
    give_lease_back,
    renew_lease,
    show_seldom,
    take_lease,
)
from incidents.workflow.reports.near_duplicates import keep_near_duplicates
from incidents.workflow.reports.priority import priority_of, set_priority
from incidents.workflow.reports.published import find_day
from incidents.workflow.review.second_reading import why_read_twice
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.versions import StaleError, version_of

logger = logging.getLogger(__name__)

__all__ = ["AlreadyHereError", "UnusableTextError", "check_text", "describe_report", "read_report", "submit_report"]


@dataclass
class AlreadyHereError(Exception):
    """The very text is in the record already, as `report`."""

    report: Report


def check_text(pasted: str) -> str:
    """The text as it will be kept. Raises UnusableTextError, or AlreadyHereError where the record has it."""
    text = clean_text(pasted)
    known = Report.objects.filter(text_fingerprint=fingerprint(text)).first()
    if known:
        raise AlreadyHereError(known)
    return text


def submit_report(
    *,
    text: str,
    source: Source,
    person: User,
    published: date | None = None,
    published_time: time | None = None,
    title: str = "",
    url: str = "",
) -> Report:
    """Keep a text and read it: at once where it is short, else as a task whose progress the report shows.

    What is left empty is guessed from the text and marked as a guess; a day that the text does not tell is assumed,
    until a person confirms it. Raises UnusableTextError and AlreadyHereError.
    """
    text = check_text(text)
    today = timezone.localdate()
    guesses = guess(text)
    day = DayOfText(published, "given") if published else find_day(text, today)
    report = Report(
        text=text,
        source=source,
        title=(title or guesses.title)[:300],
        title_guessed=not title,
        dateline=guesses.dateline[:200],
        published=day.day,
        published_time=published_time,
        published_guessed=published is None,
        published_from=day.known_from,
        published_words=day.words[:60],
        url=url,
        added_by=person,
        added_at=timezone.now(),
    )
    report.priority = priority_of(report)
    try:
        keep_to_read(report)
    except IntegrityError:
        check_text(text)  # somebody pasted the same at this moment
        raise
    read_if_short(report)
    return report


@act
def keep_to_read(report: Report) -> None:
    """Keep a new text, and with it that it is to be read: what is kept can no more be forgotten."""
    ask_for_reading(report)
    report.save()
    keep_near_duplicates(report)
    if not is_read_at_once(report):
        read_report_later.enqueue(report.pk)


@act
def ask_to_read_again(report: Report) -> None:
    """Have the program read a text anew whose reading failed or stands still; what people decided stays.

    Nothing is changed where its reading gets on, or is done.
    """
    kept = lock_report(report.pk)
    if not kept.may_be_read_again:
        return
    ask_for_reading(kept)
    kept.save()
    if not is_read_at_once(kept):
        read_report_later.enqueue(kept.pk)


def read_again(report: Report) -> Report:
    """Ask for a reading again, and read a short text at once; the report as it is then."""
    ask_to_read_again(report)
    report.refresh_from_db()
    read_if_short(report)
    return report


def is_read_at_once(report: Report) -> bool:
    """Whether a text is so short that a person waits while it is read."""
    return len(report.text) <= settings.READ_AT_ONCE_CHARACTERS


def read_if_short(report: Report) -> None:
    """Read a short text now. Whatever happens meanwhile, it is kept, and is read by somebody."""
    if is_read_at_once(report):
        read_report(report)
    report.refresh_from_db()


@act
def describe_report(*, report: Report, seen_version: int | None = None, **description: Any) -> Report:
    """Set what is known about a text; what a person has set is no guess. The text itself never changes.

    `description` has what `put_right` takes. Estimates that rest on the report follow, since its day and its source
    weigh in them. Raises StaleError where somebody else described it since `seen_version`, a row of its history.
    """
    report = lock_report(report.pk)
    must_be_described_as_seen(report, seen_version)
    put_right(report, **description)
    report.priority = priority_of(report)
    report.save()
    for incident in lock_incidents(report.links.values_list("incident", flat=True)).values():
        recompute_estimates(incident)
    return report


def put_right(
    report: Report,
    *,
    title: str,
    source: Source,
    published: date,
    published_time: time | None = None,
    url: str = "",
    language: str | None = None,
) -> None:
    """Set what a person says of a text; an empty language is to be recognised, None leaves it. Not saved."""
    report.title, report.title_guessed = title[:300], False
    report.published, report.published_guessed, report.published_from = published, False, DayFrom.GIVEN
    report.source, report.published_time, report.url = source, published_time, url
    if language is not None:
        report.language, report.language_given = language or report.language, bool(language)


def must_be_described_as_seen(report: Report, seen_version: int | None) -> None:
    """Raise StaleError where somebody described the report since `seen_version`; None asks for no check."""
    if seen_version is not None and described_since(report, seen_version):
        raise StaleError(seen_version, version_of(report))


def described_since(report: Report, version: int) -> bool:
    """Whether what is known about a text differs from what it was at a row of its history."""
    told = ("title", "source_id", "published", "published_time", "url", "language", "language_given")
    then = report.history.filter(history_id=version).first()
    return then is None or any(getattr(then, name) != getattr(report, name) for name in told)


@task()
def read_report_later(report_id: int) -> None:
    """The task that reads a long report; safe to run twice."""
    read_report(Report.objects.get(pk=report_id))


PASSING = (OperationalError, InterfaceError, NotNowError)
"""Errors that are those of the database at a moment, not of a text."""


def read_report(report: Report) -> None:
    """Find the claims of a text that waits to be read, and keep them. Does nothing where somebody else reads it.

    A text that cannot be read waits for a person instead. One that only could not be written is left to be read again.
    """
    try:
        if not take_lease(report):
            return
        if report.interruptions >= MOST_INTERRUPTIONS:
            give_up_reading(report)
            return
        progress = show_seldom(partial(renew_lease, report))
        keep_findings(
            report, extraction.extract(report.text, report.published, progress=progress, **how_to_read(report))
        )
    except LostLeaseError:
        logger.warning("Report %s took so long to read that somebody else took it up", report.pk)
    except PASSING as error:
        logger.warning("Report %s is read again later: %s", report.pk, error)
        with suppress(*PASSING):
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            give_lease_back(report)
    except IntegrityError:
        # What it refers to may just have been merged or taken away. The lease runs out, and it counts as interrupted.
        logger.exception("Report %s could not be kept as read", report.pk)
    except Exception:
        # The text is safe whatever the reader does; a person can still read it.
        logger.exception("Report %s could not be read", report.pk)
        with suppress(LostLeaseError, *PASSING):
            report.interruptions = 0
            give_up_reading(report)


def read_what_was_left() -> int:
    """Read every text that nobody is reading: its reader was stopped, or none came. How many were taken up."""
    taken = 0
    for pk in list(Report.objects.with_lapsed_reading().values_list("pk", flat=True)):
        report = Report.objects.with_lapsed_reading().filter(pk=pk).first()
        if report:
            read_report(report)
            taken += 1
    return taken


@act
def give_up_reading(report: Report) -> None:
    """Leave a text to a person: the program failed on it, or was interrupted too often, which is kept."""
    interruptions = report.interruptions
    report = lock_reading(report)
    report.status = ReportStatus.FAILED
    end_lease(report)
    report.interruptions = interruptions
    report.save()


def lock_reading(report: Report) -> Report:
    """The report as the record has it, locked, for a reader to write to. Raises LostLeaseError."""
    kept = lock_report(report.pk)
    if kept.status != ReportStatus.READING or kept.reading_by != report.reading_by:
        raise LostLeaseError
    return kept


@act
def keep_findings(report: Report, found: ExtractedReport) -> None:
    """Write what was found, replacing nothing that a person decided on or added. Raises LostLeaseError."""
    report = lock_reading(report)
    first = 1 + (report.claims.aggregate(last=Max("number"))["last"] or 0)
    told = {**found.as_json(), "readable": found.readable}
    actors = add_found_actors(told)
    claims = [
        claim_from(extracted, first + place, first, report, actors) for place, extracted in enumerate(found.claims)
    ]
    bulk_create_with_history(claims, Claim, default_user=report.added_by)
    tie_as_found(report, [claim.number for claim in claims])
    end_lease(report)
    report.status, report.progress = ReportStatus.PENDING, 100
    set_findings(report, told, claims)
    set_priority(report)
    report.save()


def add_found_actors(found: Mapping[str, Any]) -> ActorNames:
    """The actors of the desk, with those that were found; their kinds are known before a claim names them."""
    actors = ActorNames()
    for actor in found["event"]["actors"]:
        actors.find_or_add(actor["name"], actor["kind"])
    return actors


def set_findings(report: Report, found: Mapping[str, Any], claims: Sequence[Claim]) -> None:
    """Set what follows from a reading and the claims found by it; what is finished stays so. Not saved."""
    if report.is_open:
        report.status = ReportStatus.PENDING if found["readable"] else ReportStatus.UNREADABLE
    report.language, report.pipeline_version = found["language"], found["pipeline_version"]
    report.toll = max((claim.low for claim in claims if is_of_dead(claim)), default=None)
    report.country = (found["event"]["place"] or {}).get("country") or ""
    twice = "" if report.second_reading or not report.is_open else why_read_twice(report, claims, ReviewRules.now())
    if twice:
        report.second_reading, report.second_reading_why = SecondReading.WANTED, twice
    told = ("event", "totals", "trust", "not_claims", "incidents", "furniture")
    report.found = {name: found[name] for name in told if name in found}


def is_of_dead(claim: Claim) -> bool:
    """Whether a claim counts dead of the incident itself, not of a year or a war."""
    return claim.measure == Measure.KILLED and claim.scope != Scope.LARGER


def claim_from(extracted: ExtractedClaim, number: int, first: int, report: Report, actors: ActorNames) -> Claim:
    """A pending Claim with the values that the program found.

    `first` is the number of the first claim found with it: kept, a tie is the other's number less one.
    """
    found = extracted.as_json()
    ties = {tie.value: found[tie] + first - 1 for tie in Tie if found[tie] is not None}
    claimant = extracted.claimant
    start, end = extracted.span
    return Claim(
        report=report,
        number=number,
        found=found | ties,
        raw=extracted.raw,
        start=start,
        end=end,
        **standing_values(extracted),
        actor=actors.find_or_add(extracted.victims.actor),
        claimant_raw=claimant.raw if claimant else "",
        claimant_start=claimant.span[0] if claimant else None,
        claimant_end=claimant.span[1] if claimant else None,
        speaker=actors.find_or_add(claimant.actor) if claimant else None,
        confidence=extracted.confidence,
        rules=list(extracted.rules),
    )


def standing_values(extracted: ExtractedClaim) -> dict[str, Any]:
    """The values of a claim that a person may later correct."""
    quantity, victims, claimant = extracted.quantity, extracted.victims, extracted.claimant
    return {
        "measure": Measure(extracted.measure).value,
        **Figure.of(quantity).columns(),
        "hedge": quantity.hedge.value,
        "denies": extracted.denies,
        "victims_raw": victims.raw,
        "status": victims.status.value,
        "group": victims.group.value if victims.group else "",
        "named": list(victims.named),
        "claimant_name": (claimant.name if claimant else "")[:300],
        "claimant_role": (claimant.role if claimant else "")[:300],
        "scope": extracted.scope.value,
        "as_of": extracted.as_of,
    }


def tie_as_found(report: Report, numbers: Collection[int]) -> None:
    """Point claims, by their numbers, at those that they are a part of, are counted beside, or tell of again."""
    by_number = {claim.number: claim for claim in report.claims.all()}
    for claim in (by_number[number] for number in numbers):
        tied = {tie.value: by_number.get(claim.found[tie] + 1) for tie in Tie if claim.found[tie] is not None}
        if tied:
            for name, other in tied.items():
                setattr(claim, name, other)
            claim.save(update_fields=list(tied))


def warm_up() -> None:
    """Load the pipeline now, so that the first person to paste a report does not wait for it."""
    extraction.extract("Two soldiers were killed in Kabul on Monday, police said.")
