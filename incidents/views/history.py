"""Who changed what, when, from what, to what: one page for everything that the record keeps a history of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from incidents.models import Actor, Claim, Decision, Incident, IncidentActor, Report, ReportLink, Source
from incidents.vocabulary import Verdict

KINDS: dict[str, type[Model]] = {
    "source": Source,
    "actor": Actor,
    "report": Report,
    "claim": Claim,
    "incident": Incident,
}
MOST_ENTRIES = 500
MADE, CHANGED, TAKEN_AWAY = "+", "~", "-"
TYPE_WORDS = {MADE: "made", CHANGED: "changed", TAKEN_AWAY: "deleted"}
UNTOLD = frozenset({"changed_at", "made_at", "added_at", "linked_at"})
"""Fields that only say when: each entry says that already."""


@dataclass(slots=True)
class Change:
    """One field, and what it said before and after."""

    field: str
    before: str
    after: str


@dataclass(slots=True)
class Entry:
    """One change of the record, or one decision about it."""

    at: datetime
    person: User | None
    what: str
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    claim: Claim | None = None


@require_GET
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The history of one record, newest first. 404 for a kind that keeps none."""
    if kind not in KINDS:
        raise Http404(f"Nothing of the kind “{kind}” keeps a history.")
    kept = get_object_or_404(KINDS[kind], pk=pk)
    entries = sorted(entries_of(kept), key=lambda entry: entry.at, reverse=True)
    return render(
        request,
        "incidents/history.html",
        {
            "kept": kept,
            "kind": kind,
            "entries": entries[:MOST_ENTRIES],
            "left_out": max(0, len(entries) - MOST_ENTRIES),
            "back": kept.get_absolute_url() if hasattr(kept, "get_absolute_url") else None,
        },
    )


def entries_of(kept: Model) -> Iterator[Entry]:
    """Everything that happened to a record and to what hangs on it."""
    yield from changes_of(kept.history.all())  # type: ignore[attr-defined]
    if isinstance(kept, Incident):
        yield from changes_of(IncidentActor.history.filter(incident=kept), named_after="actor")
        yield from changes_of(ReportLink.history.filter(incident=kept), named_after="report")
        yield from decisions_on(Decision.objects.filter(incident=kept))
        yield from decisions_on(Decision.objects.filter(claim__incident=kept))
    if isinstance(kept, Report):
        yield from decisions_on(Decision.objects.filter(claim__report=kept))
    if isinstance(kept, Claim):
        yield from decisions_on(Decision.objects.filter(claim=kept))


def changes_of(records: QuerySet[Any], named_after: str = "") -> Iterator[Entry]:
    """An entry for each historical row, compared with the one before it of the same record.

    Two queries and one for each model that a changed field points at, however many rows there are.
    """
    rows = list(records.select_related("history_user").order_by("id", "history_date", "history_id"))
    compared = list(with_the_one_before(rows))
    names = names_of_relations(rows)
    for row, before in compared:
        yield entry_of(row, before, names, named_after)


def with_the_one_before(rows: Sequence[Any]) -> Iterator[tuple[Any, Any | None]]:
    before: dict[int, Any] = {}
    for row in rows:
        yield row, before.get(row.id)
        before[row.id] = row


def entry_of(row: Any, before: Any | None, names: dict[tuple[type[Model], Any], str], named_after: str) -> Entry:
    kind = row.instance_type._meta.verbose_name
    if named_after:
        relation = row._meta.get_field(named_after)
        kind = f"{relation.verbose_name} {names.get((relation.related_model, getattr(row, relation.attname)), '')}"
    what = f"{kind} {TYPE_WORDS[row.history_type]}"
    changes = changed_fields(row, before, names) if before is not None and row.history_type == CHANGED else []
    return Entry(row.history_date, row.history_user, what, changes, row.history_change_reason or "")


def changed_fields(row: Any, before: Any, names: dict[tuple[type[Model], Any], str]) -> list[Change]:
    delta = row.diff_against(before, excluded_fields=UNTOLD)
    return [
        Change(
            str(row._meta.get_field(change.field).verbose_name),
            in_words(row, change.field, change.old, names),
            in_words(row, change.field, change.new, names),
        )
        for change in delta.changes
    ]


def in_words(row: Any, name: str, value: Any, names: dict[tuple[type[Model], Any], str]) -> str:
    """A stored value as people read it: labels of choices, names of what a key points at."""
    if value in (None, "", [], {}):
        return "nothing"
    kept = row._meta.get_field(name)
    if isinstance(kept, ForeignKey):
        return names.get((kept.related_model, value), f"number {value}, deleted since")
    if kept.choices:
        return str(dict(kept.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return str(value)


def names_of_relations(rows: Sequence[Any]) -> dict[tuple[type[Model], Any], str]:
    """What the keys in historical rows point at, by name: one query a model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for row in rows:
        for kept in row._meta.fields:
            if isinstance(kept, ForeignKey) and not kept.name.startswith("history") and getattr(row, kept.attname):
                wanted[kept.related_model].add(getattr(row, kept.attname))  # type: ignore[index]
    found: dict[tuple[type[Model], Any], str] = {}
    for model, keys in wanted.items():
        for pk, one in model._default_manager.in_bulk(list(keys)).items():
            found[model, pk] = str(one)
    return found


def decisions_on(decisions: QuerySet[Decision]) -> Iterator[Entry]:
    """An entry for each decision, with what it gave and why."""
    for decision in decisions.select_related("person", "claim__report"):
        yield Entry(
            decision.at,
            decision.person,
            decision_words(decision),
            list(given(decision)),
            decision.reason,
            decision.claim,
        )


def decision_words(decision: Decision) -> str:
    if decision.verdict == Verdict.OVERRIDDEN:
        return f"{decision.measure}: set by hand" if decision.value else f"{decision.measure}: derived figure restored"
    return f"claim {decision.get_verdict_display()}"


def given(decision: Decision) -> Iterable[Change]:
    """The values of a decision. What they replaced stands in the claim's own history."""
    named = {"actor": "people of", "speaker": "speaks for"}
    for name, value in islice(decision.value.items(), 40):
        yield Change(named.get(name, name.replace("_", " ")), "", "nothing" if value in (None, "") else str(value))
