"""Rows of a history: what simple-history kept, and what people decided, told from what to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from incidents.figure import Figure
from incidents.models import Actor, Claim, Decision, Grouping, Regrouping, Report, Revision
from incidents.models.claim import population_label
from incidents.pages.frame.revisions import why_revised
from incidents.phrases import how_many
from incidents.vocabulary import RegroupingKind, RevisionCause, Tie, Verdict
from incidents.workflow.desk.people import name_of
from incidents.workflow.history.revert import (
    CHANGED,
    MADE,
    RECORDS,
    TAKEN_AWAY,
    can_be_reverted,
    may_regroup,
    reverted_rows,
)
from incidents.workflow.standing.playback import SPAN, taken_back

KIND_OF = {model: kind for kind, model in RECORDS.items()}
TYPE_WORDS = {MADE: "made", CHANGED: "changed", TAKEN_AWAY: "deleted"}
TIE_WORDS = {MADE: "linked", CHANGED: "changed", TAKEN_AWAY: "unlinked"}
TIE_COLUMNS = {tie.column: tie for tie in Tie}
UNTOLD = frozenset({"changed_at", "made_at", "added_at", "linked_at"})
"""Fields that only say when: each entry says that already."""

Names = dict[tuple[type[Model], Any], str]


@dataclass(slots=True)
class Change:
    """One field, and what it said before and after."""

    field: str
    before: str
    after: str


@dataclass(slots=True)
class Entry:
    """One change of the record, or one decision about it. `who` is empty where the program did it by itself."""

    at: datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    claim: Claim | None = None
    revert: str = ""
    """The address where it can be reverted; empty where it cannot, or was."""
    reverted: bool = False
    way: str = ""
    """Where it can be seen, other than on its claim."""


# --- What simple-history kept -----------------------------------------------------------------------


def groupings_of(report: Report, person: User) -> Iterator[Entry]:
    """How people parted a report into groups, as far as a person may see it. One query."""
    for row in Grouping.objects.visible_to(person).filter(report=report).select_related("person"):
        yield Entry(row.at, name_of(row.person), row.what, way=reverse("report", args=[report.pk]))


def changes_of(records: QuerySet[Any], named_after: str = "") -> Iterator[Entry]:
    """An entry for each historical row, compared with the one before it of the same record.

    One query, and one for each model that a row points at, however many rows there are.
    """
    rows = list(records.select_related("history_user").order_by("id", "history_date", "history_id"))
    names = names_of_relations(rows)
    before: dict[int, Any] = {}
    gone = reverted_rows(rows)
    for row in rows:
        last = before.get(row.id)
        changes = changed_fields(row, last, names) if last else []
        before[row.id] = row
        if changes or row.history_type != CHANGED:
            what = what_happened(row, names, named_after)
            yield Entry(
                row.history_date,
                maker(row, names),
                what,
                changes,
                row.history_change_reason or "",
                revert="" if row.history_id in gone else address_to_revert(row, last),
                reverted=row.history_id in gone,
            )


def address_to_revert(row: Any, before: Any) -> str:
    """Where a row of a history, which came after `before`, is reverted; empty where it cannot be."""
    return reverse("revert", args=[KIND_OF[row.instance_type], row.history_id]) if can_be_reverted(row, before) else ""


def maker(row: Any, names: Names) -> str:
    """Who did it: the person signed in, else for something new the person whom the row itself names."""
    if row.history_user:
        return name_of(row.history_user)
    if row.history_type == MADE:
        for name in ("made_by_id", "added_by_id", "linked_by_id"):
            if getattr(row, name, None):
                return names.get((User, getattr(row, name)), "")
    return ""


def what_happened(row: Any, names: Names, named_after: str) -> str:
    """ "incident changed", "report “…” linked"."""
    if not named_after:
        return f"{row.instance_type._meta.verbose_name} {TYPE_WORDS[row.history_type]}"
    relation = row._meta.get_field(named_after)
    name = names.get((relation.related_model, getattr(row, relation.attname)), "deleted since")
    return f"{relation.verbose_name} “{name}” {TIE_WORDS[row.history_type]}"


def changed_fields(row: Any, before: Any, names: Names) -> list[Change]:
    delta = row.diff_against(before, excluded_fields=UNTOLD)
    return [
        Change(
            str(row._meta.get_field(change.field).verbose_name),
            value_words(row, change.field, change.old, names),
            value_words(row, change.field, change.new, names),
        )
        for change in delta.changes
    ]


def value_words(row: Any, name: str, value: Any, names: Names) -> str:
    """A stored value as people read it: labels of choices, names of what a key points at."""
    kept = row._meta.get_field(name)
    if isinstance(kept, ForeignKey) and value is not None:
        return names.get((kept.related_model, value), f"number {value}, deleted since")  # type: ignore[arg-type]
    if kept.choices and value not in (None, ""):
        return str(dict(kept.flatchoices).get(value, value))
    return stored_words(value)


def stored_words(value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return str(value)


def names_of_relations(rows: Sequence[Any]) -> Names:
    """What the keys in historical rows point at, by name: one query a model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for row in rows:
        for kept in row._meta.fields:
            if isinstance(kept, ForeignKey) and not kept.name.startswith("history") and getattr(row, kept.attname):
                wanted[kept.related_model].add(getattr(row, kept.attname))  # type: ignore[index]
    found: Names = {}
    for model, keys in wanted.items():
        for pk, one in model._default_manager.in_bulk(list(keys)).items():
            found[model, pk] = name_of(one) if isinstance(one, User) else str(one)
    return found


def names_of_values(row: Any, values: Mapping[str, Sequence[Any]]) -> Names:
    """What the keys among some values of fields point at, by name."""
    found: Names = {}
    for name, keys in values.items():
        kept = row._meta.get_field(name)
        if isinstance(kept, ForeignKey):
            there = kept.related_model._default_manager.in_bulk([key for key in keys if key is not None])  # type: ignore[union-attr]
            found |= {(kept.related_model, key): str(one) for key, one in there.items()}  # type: ignore[misc]
    return found


# --- What people decided ----------------------------------------------------------------------------


def decisions_on(decisions: QuerySet[Decision]) -> Iterator[Entry]:
    """An entry for each decision: what it gave in place of what, and why. Two queries; with ties three."""
    made = list(decisions.select_related("person", "claim__report").order_by("pk"))
    actors = dict(Actor.objects.values_list("pk", "name")) if any(decision.value for decision in made) else {}
    tied = claims_tied(made)
    standing: dict[Any, dict[str, Any]] = {}
    gone = taken_back(made)
    for decision in made:
        subject = came_upon(decision)
        before = standing.setdefault(subject, values_found(decision.claim) if decision.claim else {})
        yield Entry(
            decision.at,
            name_of(decision.person),
            decision_words(decision, actors),
            claim_changes(decision.claim, before, decision.value, actors, tied)
            if decision.claim
            else figure_changes(decision, before),
            decision.reason,
            decision.claim,
            revert="" if decision.pk in gone else reverse("revert", args=["decision", decision.pk]),
            reverted=decision.pk in gone,
        )
        if decision.claim or decision.verdict == Verdict.OVERRIDDEN:
            standing[subject] = before | decision.value if decision.claim else decision.value


def came_upon(decision: Decision) -> tuple[Any, ...]:
    """What a decision changed: a figure, or a claim, which each of two readers apart, and who settles, met as found."""
    if decision.claim is None:
        return decision.measure, decision.population_key
    is_apart = decision.reading_id is not None and decision.claim.report.is_settled_apart
    return decision.claim_id, decision.person_id if is_apart else None


def claims_tied(made: Iterable[Decision]) -> dict[Any, Claim]:
    """The claims of reports in which a decision changed a tie, by key, and by report and number. One query at most."""
    reports = {one.claim.report_id for one in made if one.claim and TIE_COLUMNS.keys() & one.value.keys()}
    there = Claim.objects.filter(report__in=reports).only("number", "report", "raw", "moved_words")
    return {key: claim for claim in there for key in (claim.pk, (claim.report_id, claim.number))}


def words_tied_to(claim: Claim, tie: Tie, value: dict[str, Any], tied: dict[Any, Claim]) -> str:
    """The words of the claim that values tie a claim to: the one that was found, unless it was tied otherwise."""
    found = claim.found.get(tie)
    key = value[tie.column] if tie.column in value else None if found is None else (claim.report_id, found + 1)
    return f"“{tied[key].words}”" if key in tied else stored_words(None)


def claim_changes(
    claim: Claim, before: dict[str, Any], given: dict[str, Any], actors: dict[int, str], tied: dict[Any, Claim]
) -> list[Change]:
    """What a correction gave in place of what; where it moved or tied the claim, the words then and since."""
    changes = [
        Change(name.replace("_", " "), name_actors(name, before.get(name), actors), name_actors(name, value, actors))
        for name, value in given.items()
        if name not in SPAN and name not in TIE_COLUMNS
    ]
    changes += [
        Change(tie.label, words_tied_to(claim, tie, before, tied), words_tied_to(claim, tie, given, tied))
        for column, tie in TIE_COLUMNS.items()
        if column in given
    ]
    if set(SPAN) & set(given):
        changes.append(Change("words", words_pointed_at(claim, before), words_pointed_at(claim, before | given)))
    return changes


def words_pointed_at(claim: Claim, value: dict[str, Any]) -> str:
    """The words of a claim that values of it point at: those found, unless it was moved."""
    start, end = (value.get(name) for name in SPAN)
    return f"“{claim.raw if start is None else claim.report.text[start:end]}”"


def regroupings_of(concerned: Q, person: User) -> Iterator[Entry]:
    """An entry for each merge and split, and one for each that was undone, for a person to read. One query."""
    found = Regrouping.objects.filter(concerned).distinct()
    made = list(found.select_related("from_incident", "to_incident", "person", "undone_by"))
    repeated = {one.repeats_id for one in made}
    for one in made:
        revert = reverse("revert", args=["regrouping", one.pk]) if may_regroup(person) else ""
        reports, claims = len(one.moved["links"]), len(one.moved["claims"])
        words = "merged into" if one.kind == RegroupingKind.MERGED else "split into"
        told = f"“{one.from_incident}” {words} “{one.to_incident}”"
        yield Entry(
            one.at,
            name_of(one.person),
            f"{told}: {how_many(reports, 'report')}, {how_many(claims, 'claim')}",
            reason=one.reason,
            revert="" if one.undone_at else revert,
            reverted=one.undone_at is not None,
        )
        if one.undone_at and one.undone_by:
            yield Entry(
                one.undone_at,
                name_of(one.undone_by),
                f"undid: {told}",
                reason=one.undone_reason,
                revert="" if one.pk in repeated else revert,
                reverted=one.pk in repeated,
            )


def revisions_of(revisions: QuerySet[Revision]) -> Iterator[Entry]:
    """An entry for each figure that moved by what happened to claims, reports or the desk; one set by hand is told
    as the decision that it was."""
    by_hand = (RevisionCause.BY_HAND, RevisionCause.TAKEN_BACK)
    for one in revisions.exclude(cause__in=by_hand).select_related("report__source", "person"):
        yield Entry(
            at=one.at,
            who="",
            what="figure moved",
            changes=[Change(one.get_measure_display(), str(one.figure_before), str(one.figure))],
            reason=why_revised(one),
            way=one.report.get_absolute_url() if one.report else "",
        )


def figure_changes(decision: Decision, before: dict[str, Any]) -> list[Change]:
    """A figure set by hand, as one line: what stood in its place before. A confirmation changes no number."""
    if decision.verdict == Verdict.CONFIRMED:
        return []
    return [Change("figure", figure_told(before), figure_told(decision.value))]


def figure_told(value: dict[str, Any]) -> str:
    return str(Figure.of(value)) if value else "as derived"


def values_found(claim: Claim) -> dict[str, Any]:
    """The values of a claim as they were found, under the names that a correction uses."""
    found = claim.found
    claimant = found.get("claimant") or {}
    return {
        **found,
        **found.get("victims", {}),
        "claimant_name": claimant.get("name"),
        "claimant_role": claimant.get("role"),
        "speaker": claimant.get("actor"),
    }


def name_actors(name: str, value: Any, actors: dict[int, str]) -> str:
    if name in ("actor", "speaker") and isinstance(value, int):
        return actors.get(value, f"number {value}, deleted since")
    return stored_words(value)


def decision_words(decision: Decision, actors: dict[int, str]) -> str:
    if decision.claim:
        return f"claim {decision.get_verdict_display()}"
    actor, status, group = decision.population_key.split("/")
    whose = population_label(actors.get(int(actor), "an actor deleted since") if actor else "", status, group)
    return f"{whose} {decision.measure}: {verdict_words(decision)}"


def verdict_words(decision: Decision) -> str:
    """What was decided on a figure."""
    if decision.verdict == Verdict.CONFIRMED:
        value = decision.value
        return f"{Figure.of(value)} may stand" if value else "to be looked at again"
    return "set by hand" if decision.value else "derived figure restored"
