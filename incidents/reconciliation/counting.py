"""Which claims count at all, as what and in whose voice (methodology.md, section 6, steps 1 and 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from incidents.claimants import voices_among
from incidents.reconciliation.populations import smallest_holding
from incidents.reconciliation.types import Claim, Dropped, Population
from incidents.vocabulary import Measure, Scope, Standing

WHOLE, PART, LARGER = Scope.WHOLE, Scope.PART, Scope.LARGER
CASUALTIES = Measure.CASUALTIES
COUNTED_STANDINGS = (Standing.ACCEPTED, Standing.CORRECTED)
NOT_COUNTED = {
    Standing.PENDING: "waits for review: nothing counts until a person has accepted it",
    Standing.REJECTED: "was rejected in review",
    Standing.RETRACTED: "was taken back by its source",
}
LARGER_REASON = "covers more than this incident"
CASUALTIES_REASON = "does not tell the killed from the injured"


def as_known_at(claims: Iterable[Claim], moment: datetime) -> list[Claim]:
    """The claims whose reports were out at `moment`, an aware datetime: the past, replayed."""
    return [claim for claim in claims if claim.known_at <= moment]


def is_accepted(claim: Claim) -> bool:
    return claim.standing in COUNTED_STANDINGS


def parents_of_parts(claims: Sequence[Claim]) -> Mapping[int, Claim]:
    """Accepted claims by id, for looking up what one is a part of or told beside; empty where none is."""
    if all(claim.part_of is None and claim.beside is None and claim.retells is None for claim in claims):
        return {}
    return {claim.id: claim for claim in claims if is_accepted(claim)}


def scope_within_population(claim: Claim, accepted: Mapping[int, Claim]) -> Scope:
    """How much of the incident the claim covers for the population that it counts itself.

    "12 killed, including 3 children" covers all the children, not a part of them; "34 Taliban,
    several of them in the hospital" covers a part of the Taliban. A person named is one of a toll,
    never the toll, so a claim that names everybody it counts is a part.
    """
    scope = claim.scope
    if claim.part_of is not None:
        scope = _scope_inside(claim, accepted.get(claim.part_of))
    if claim.retells is not None:
        scope = _scope_retold(scope, claim, accepted.get(claim.retells))
    if scope is not WHOLE:
        return scope
    if claim.named and not claim.added and names_all_it_counts(claim):
        return PART
    if claim.of_attackers and claim.population.actor is None:
        return PART
    return scope


def _scope_inside(claim: Claim, whole: Claim | None) -> Scope:
    if whole is None or claim.scope is LARGER:
        return claim.scope
    if whole.scope is LARGER:
        return LARGER
    if whole.measure is claim.measure and _holds(claim.population, whole.population):
        return PART
    return whole.scope


def _scope_retold(scope: Scope, claim: Claim, told: Claim | None) -> Scope:
    if told is None or scope is not WHOLE or told.report_id != claim.report_id:
        return scope
    return PART if told.measure is claim.measure and _holds(claim.population, told.population) else scope


def _holds(wider: Population, narrower: Population) -> bool:
    """Whether all of one population are of the other, so that a part of theirs is not all of the wider one."""
    return smallest_holding([wider, narrower]) == wider


def names_all_it_counts(claim: Claim) -> bool:
    if not claim.named or claim.denies:
        return False
    counted = claim.low if claim.best is None else claim.best
    return counted <= len(claim.named)


def reason_not_to_count(claim: Claim, scope: Scope) -> str | None:
    """Why the claim is left out of every policy, or None where it counts."""
    if claim.standing not in COUNTED_STANDINGS:
        return NOT_COUNTED[claim.standing]
    if scope is LARGER:
        return LARGER_REASON
    if claim.measure is CASUALTIES and not claim.denies:
        return CASUALTIES_REASON
    return None


def drop_what_does_not_count(
    claims: Iterable[Claim], accepted: Mapping[int, Claim]
) -> tuple[list[tuple[Claim, bool]], list[Dropped]]:
    """Step 1: claims that count, each with whether it is about a part, and those that do not."""
    counted: list[tuple[Claim, bool]] = []
    dropped: list[Dropped] = []
    for claim in claims:
        scope = scope_within_population(claim, accepted)
        reason = reason_not_to_count(claim, scope)
        if reason is None:
            counted.append((claim, scope is PART))
        else:
            dropped.append(Dropped(claim.id, "counting", reason))
    return counted, dropped


def hear_bodies(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims, those of the police with one voice, and those of unnamed officials with another (step 2).

    Reporters name one police force in many ways: "police", "Officer Cole", "the sheriff's office", "authorities". Taken
    for different origins they would outvote everybody else, and none could correct another.
    """
    voices = voices_among(claim.origin for claim in claims if is_accepted(claim))
    if not voices:
        return claims
    return [replace(claim, voice=voices[claim.origin]) if claim.origin in voices else claim for claim in claims]
