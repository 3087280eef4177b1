"""What a claim is now: what was found in the text, with the decisions on it played over it in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from incidents.figure import Figure
from incidents.models import Actor, Claim, Decision, DeskPolicy, ReviewRules
from incidents.vocabulary import CORRECTABLE, Standing, Tie, Verdict
from incidents.workflow.standing.actors import ActorNames

SPAN = ("moved_start", "moved_end")
Place = tuple[int, int]
"""The key of a report, and the number of a claim in it."""


def with_both_ends(changed: dict[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """The values that change; of a span both ends, though one stays, so that the decision stands without others."""
    ends = {name: value[name] for name in SPAN if name in value}
    return changed | ends if set(ends) & set(changed) else changed


def taken_back(decisions: Iterable[Decision | DeskPolicy | ReviewRules]) -> set[int]:
    """The keys of those that no longer hold, newest first: the taking back of a taking back restores."""
    gone: set[int] = set()
    for decision in sorted(decisions, key=lambda one: one.pk, reverse=True):
        if decision.takes_back_id and decision.pk not in gone:
            gone.add(decision.takes_back_id)
    return gone


def holding(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions in order, without those that were taken back."""
    made = sorted(decisions, key=lambda one: one.pk)
    gone = taken_back(made)
    return [one for one in made if one.pk not in gone and one.verdict != Verdict.REOPENED]


def decisions_that_hold(claim: Claim) -> list[Decision]:
    """The decisions that the claim stands by. What two readers answered apart is settled by decisions of its own."""
    made = holding(claim.decisions.all())
    return [one for one in made if one.reading_id is None] if claim.report.is_settled_apart else made


def decisions_seen_by(person: User, claim: Claim) -> list[Decision]:
    """The decisions that hold for a person: where two read apart, only their own."""
    if not claim.report.is_read_apart:
        return decisions_that_hold(claim)
    return [one for one in holding(claim.decisions.all()) if one.person_id == person.pk]


def as_seen_by(person: User, claim: Claim) -> Claim:
    """The claim with the values that a person sees: those of their own decisions while two read apart. Never saved."""
    return play(copy(claim), decisions_seen_by(person, claim)) if claim.report.is_read_apart else claim


def play(
    claim: Claim,
    decisions: Iterable[Decision],
    actors: ActorNames | None = None,
    keys: Mapping[Place, int] | None = None,
) -> Claim:
    """Set the claim's values to what was found and then decided, in order. Nothing is saved.

    Whoever plays many claims hands in `actors`, which reads the table of actors once, and the `keys` of the claims.
    """
    for name, found in (values_as_found(claim, actors or ActorNames()) | ties_as_found(claim, keys)).items():
        setattr(claim, name, found)
    claim.standing, claim.interest_is_set = Standing.PENDING, False
    corrected = False
    for decision in decisions:
        for name, value in decision.value.items():
            set_from_json(claim, name, value)
        corrected = corrected or decision.verdict == Verdict.CORRECTED
        claim.interest_is_set = claim.interest_is_set or "interest" in decision.value
        claim.standing = Standing(decision.verdict)
        if corrected and decision.verdict == Verdict.ACCEPTED:
            claim.standing = Standing.CORRECTED
    claim.quote_anew()
    return claim


def values_as_found(claim: Claim, actors: ActorNames) -> dict[str, Any]:
    """The correctable values of a claim as they were before any decision, from `found`.

    A name that was found may since have become another actor's alias: `actors` finds it.
    """
    found = claim.found
    victims, claimant = found["victims"], found["claimant"] or {}
    return {
        "measure": found["measure"],
        **Figure.of(found).columns(),
        "hedge": found["hedge"],
        "denies": found["denies"],
        "actor": actors.find(victims["actor"]),
        "status": victims["status"],
        "group": victims["group"] or "",
        "claimant_name": (claimant.get("name") or "")[:300],
        "claimant_role": (claimant.get("role") or "")[:300],
        "speaker": actors.find(claimant.get("actor")),
        "scope": found["scope"],
        "as_of": date.fromisoformat(found["as_of"]) if found["as_of"] else None,
        **dict.fromkeys(SPAN),
    }


def keys_by_place(claims: Iterable[Claim]) -> dict[Place, int]:
    return {(claim.report_id, claim.number): claim.pk for claim in claims}


def ties_as_found(claim: Claim, keys: Mapping[Place, int] | None = None) -> dict[str, int | None]:
    """The ties of a claim as they were found, by column, where somebody ever decided on them; the others still stand.

    Without the `keys` of the report's claims a query for them, where there is something to tell apart.
    """
    places = {tie.column: claim.found.get(tie) for tie in Tie}
    if all(places[column] is None and getattr(claim, column) is None for column in places):
        return {}
    decided = {name for decision in claim.decisions.all() for name in decision.value if name in places}
    numbers = {name: place + 1 for name, place in places.items() if name in decided and place is not None}
    if numbers and keys is None:
        keys = keys_by_place(Claim.objects.filter(report=claim.report_id).only("report", "number"))
    found = {name: (keys or {}).get((claim.report_id, number)) for name, number in numbers.items()}
    return {name: found.get(name) for name in decided}


def as_json(name: str, value: Any) -> Any:
    """A value as a Decision keeps it, in JSON."""
    if isinstance(value, Actor):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def set_from_json(claim: Claim, name: str, value: Any) -> None:
    """Set a field of a claim from a Decision's JSON."""
    if name in ("actor", "speaker"):
        setattr(claim, f"{name}_id", value)
    elif name == "as_of":
        claim.as_of = date.fromisoformat(value) if value else None
    else:
        setattr(claim, name, value)


def claim_as_seen(*, claim: Claim, person: User, version: int) -> Claim:
    """A copy of the claim as it stood for a person when its last decision was `version`. Nothing is saved."""
    made = [one for one in claim.decisions.all() if one.pk <= version]
    if claim.report.is_read_apart:
        made = [one for one in made if one.person_id == person.pk]
    return play(copy(claim), holding(made))


def values_to_keep(claim: Claim) -> dict[str, Any]:
    """The values of a claim as `correct_claim` takes them; an interest only where a person set it."""
    names = [name for name in CORRECTABLE if name != "interest" or claim.interest_is_set]
    return {name: getattr(claim, name) for name in names}
