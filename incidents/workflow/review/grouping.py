"""Parting a report into groups that each tell of one incident: borders, claims moved between groups, and undo.

Each act adds a row. Where a border moved, the stretches that changed are read anew for their place, day, actors and
type; what was found and decided of claims stays as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from incidents import extraction
from incidents.extraction.types import Furniture
from incidents.models import Claim, Grouping, Reading, Report
from incidents.workflow.acts import NotNowError, act
from incidents.workflow.queue.holds import report_to_decide
from incidents.workflow.queue.readings import reading_of
from incidents.workflow.reports.how_to_read import country_of_desk
from incidents.workflow.standing.groups import (
    GROUPS_MOVED,
    GroupsError,
    Layout,
    groups_in,
    layout_as_found,
    layout_by,
    sentence_start,
    standing_grouping,
    told_in,
)
from incidents.workflow.standing.playback import as_seen_by

logger = logging.getLogger(__name__)

DAY = ("date_start", "date_end", "date_precision", "date_span", "date_raw")


class GroupsMovedError(NotNowError):
    """The groups are no longer those that the person saw."""

    def __init__(self) -> None:
        super().__init__(GROUPS_MOVED)


class ReportClosedError(NotNowError):
    """The groups of a finished report stay as they are."""

    def __init__(self) -> None:
        super().__init__("This report is finished. Reopen it first, then change its groups.")


# --- The acts ---------------------------------------------------------------------------------------


@act
def begin_group(*, report: Report, person: User, at: int, seen: int | None = None) -> Grouping:
    """Let a group begin at the sentence that `at` lies in, a code point of the text.

    Each of these raises GroupsError for what cannot be, GroupsMovedError where `seen`, the row of the grouping that
    the person saw, is not the last, ReportClosedError, and HeldByOtherError.
    """
    report, layout = grouping_to_change(report, person, seen)
    start = sentence_start(report.text, check_offset(report, at))
    return keep_grouping(
        report, person, layout, layout.with_group_at(start), f"group begun at {opening_words(report, start)}"
    )


@act
def merge_group(*, report: Report, person: User, start: int, seen: int | None = None) -> Grouping:
    """Make the group that begins at `start` part of the one before it."""
    report, layout = grouping_to_change(report, person, seen)
    said = f"group at {opening_words(report, start)} merged with the one before it"
    return keep_grouping(report, person, layout, layout.without_group_at(start), said)


@act
def move_border(*, report: Report, person: User, start: int, to: int, seen: int | None = None) -> Grouping:
    """Let the group that begins at `start` begin at the sentence that `to` lies in."""
    report, layout = grouping_to_change(report, person, seen)
    to = sentence_start(report.text, check_offset(report, to))
    moved = pin_claims(report, person, layout, start).with_border_at(start, to)
    said = f"group at {opening_words(report, start)} now begins at {opening_words(report, to)}"
    return keep_grouping(report, person, layout, moved, said)


@act
def move_to_group(*, claim: Claim, person: User, start: int | None, seen: int | None = None) -> Grouping:
    """Put a claim into the group that begins at `start`, or, without one, keep it out of all groups."""
    report, layout = grouping_to_change(claim.report, person, seen)
    where = "the report as a whole" if start is None else f"the group at {opening_words(report, start)}"
    shown = as_seen_by(person, claim)
    return keep_grouping(
        report, person, layout, layout.with_claim_in(claim.pk, start), f"“{shown.words[:80]}” put into {where}"
    )


@act
def undo_grouping(*, report: Report, person: User, seen: int | None = None) -> Grouping:
    """Take back what was done last with the groups; doing it again goes one step further back."""
    report, _ = grouping_to_change(report, person, seen)
    made = rows_that_hold(report, person)
    if not made:
        raise GroupsError("There is nothing to take back: the groups are as they were found.")
    before = layout_by(report, made[-2] if len(made) > 1 else None)
    said = f"taken back: {made[-1].what}"
    return write_grouping(report, person, reading_of(report, person), before, said, takes_back=made[-1])


def rows_that_hold(report: Report, person: User) -> list[Grouping]:
    """What was done with the groups of a report and not taken back, oldest first."""
    made: list[Grouping] = []
    for row in Grouping.objects.standing_for(report, person):
        if row.takes_back_id:
            made = [one for one in made if one.pk != row.takes_back_id]
        else:
            made.append(row)
    return made


# --- What they share --------------------------------------------------------------------------------


def grouping_to_change(report: Report, person: User, seen: int | None) -> tuple[Report, Layout]:
    """The report, locked and held, with its groups as they stand for the person."""
    report = report_to_decide(report.pk, person)
    if not report.is_open:
        raise ReportClosedError
    row = standing_grouping(report, person)
    if seen is not None and seen != (row.pk if row else 0):
        raise GroupsMovedError
    return report, layout_by(report, row)


def check_offset(report: Report, offset: int) -> int:
    if not 0 <= offset < len(report.text):
        raise GroupsError("Choose a sentence of the text.")
    return offset


def opening_words(report: Report, start: int) -> str:
    """The first words of a group, as what was done names it."""
    words = " ".join(report.text[start : start + 80].split()[:6])
    return f"“{words} …”"


def pin_claims(report: Report, person: User, layout: Layout, start: int) -> Layout:
    """The layout with the claims of a group that stand outside of its stretch put into it, so that they go with it."""
    groups = groups_in(report, (as_seen_by(person, claim) for claim in report.claims.select_related("report")), layout)
    away = {
        claim.pk: group.start
        for group in groups
        for claim in group.claims
        if group.start == start and not group.start <= claim.words_start < group.end
    }
    return replace(layout, moved={**away, **layout.moved})


def keep_grouping(report: Report, person: User, before: Layout, after: Layout, what: str) -> Grouping:
    """Add the row of a changed layout, with what its changed stretches tell."""
    layout = replace(after, events=events_in(report, before, after))
    return write_grouping(report, person, reading_of(report, person), layout, what)


def keep_settled_grouping(report: Report, person: User, layout: Layout) -> None:
    """Let the groups that a reader of two made stand, where they are not those that stand already."""
    standing = Grouping.objects.filter(report=report, reading=None).order_by("pk").last()
    if layout != layout_by(report, standing):
        write_grouping(report, person, None, layout, "settled")


def write_grouping(
    report: Report,
    person: User,
    reading: Reading | None,
    layout: Layout,
    what: str,
    takes_back: Grouping | None = None,
) -> Grouping:
    return Grouping.objects.create(
        report=report,
        person=person,
        reading=reading,
        starts=list(layout.starts),
        moved={str(key): start for key, start in layout.moved.items()},
        events={str(start): event for start, event in layout.events.items()},
        what=what[:300],
        takes_back=takes_back,
    )


# --- Reading anew -----------------------------------------------------------------------------------


def events_in(report: Report, before: Layout, after: Layout) -> dict[int, Mapping[str, Any]]:
    """What is told in the stretches of a layout that were not found so: as it was known before, else read anew."""
    if after.is_single:
        return {}
    length = len(report.text)
    found = set(layout_as_found(report).stretches(length))
    known = {(start, end): before.events[start] for start, end in before.stretches(length) if start in before.events}
    changed = [stretch for stretch in after.stretches(length) if stretch not in found]
    return {stretch[0]: known.get(stretch) or read_event(report, before, *stretch) for stretch in changed}


def read_event(report: Report, before: Layout, start: int, end: int) -> Mapping[str, Any]:
    """What a stretch tells of its incident. A day that it does not tell, and all of a long one, stays as known."""
    at = before.start_at(start)
    there = dict(told_in(report, before, before.starts[0] if at is None else at)[1])
    words = report.text[start:end]
    if len(words) > settings.READ_AT_ONCE_CHARACTERS:
        return there
    try:
        event = extraction.extract(words, report.published, **how_to_read_stretch(report, start, end)).event.as_json()
    except Exception:
        # The groups are the person's own; the form can be filled in by hand.
        logger.exception("A stretch of report %s could not be read", report.pk)
        return there
    event = shift_spans(event, start)
    return event if event["date_span"] else {**event, **{name: there.get(name) for name in DAY}}


def how_to_read_stretch(report: Report, start: int, end: int) -> dict[str, Any]:
    """What `extract` is told of a stretch: the language that a person gave, and the furniture that lies in it, as found
    and marked in the whole report; of a report read before there was any, it finds that itself."""
    language, known = report.language if report.language_given else None, report.found.get("furniture")
    if known is None:
        return {"language": language, "furniture": None, "country": country_of_desk()}
    clipped = [(max(one["span"][0], start), min(one["span"][1], end), one["why"]) for one in known]
    furniture = [Furniture((first - start, last - start), why) for first, last, why in clipped if first < last]
    return {"language": language, "furniture": furniture, "country": country_of_desk()}


def shift_spans(event: dict[str, Any], by: int) -> dict[str, Any]:
    """An event whose spans count from the beginning of the text, not of its stretch."""

    def shifted(span: list[int] | None) -> list[int] | None:
        return [at + by for at in span] if span else None

    place = event["place"]
    return {
        **event,
        "date_span": shifted(event["date_span"]),
        "place": {**place, "span": shifted(place["span"])} if place else None,
        "actors": [{**actor, "span": shifted(actor["span"])} for actor in event["actors"]],
    }
