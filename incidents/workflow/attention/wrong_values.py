"""Wrong values for a claim that look right at a glance: what a planted claim shows. Reads nothing but what it is given.

Each is a mistake that a reader, or the program, could really make with this text. It may give the number of other
people, injured instead of killed, combatants instead of civilians, or another actor or claimant of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from incidents.models import Actor, Claim
from incidents.models.claim import population_label
from incidents.vocabulary import Hedge, Measure, Status

Values = dict[str, Any]
"""Fields of a claim that are shown wrong, in JSON: an actor is {"pk": ..., "name": ...}."""

NUMBER = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:,\d{3})++|\d{1,6})(?![\w.,:/-]*\d)(?!\s*(?:%|per cent|km|kilomet|miles|a\.?m|p\.?m))"
)
FIRST_YEAR, LAST_YEAR = 1900, 2100
FARTHEST = 20
"""How many times as many, or as few, as were found still look right."""
SWAPPED_MEASURES = {Measure.KILLED: Measure.INJURED, Measure.INJURED: Measure.KILLED}
SWAPPED_STATUSES = {Status.CIVILIAN: Status.COMBATANT, Status.COMBATANT: Status.CIVILIAN}
CLAIMANT = ("claimant_name", "claimant_role", "claimant_raw", "claimant_start", "claimant_end")


def wrong_values(claim: Claim, others: Sequence[Claim], text: str, seed: str) -> Values | None:
    """One mistake in a claim, the same for the same seed; None where none would look right.

    `others` are the other claims of its report, `text` the report's words. Every value differs from what
    stands and from what was found, and so does what a card shows of it.
    """
    dice = Random(seed)
    kinds = [list(kind) for kind in mistakes(claim, others, text)]
    possible = [kind for kind in kinds if kind]
    return dice.choice(dice.choice(possible)) if possible else None


def mistakes(claim: Claim, others: Sequence[Claim], text: str) -> Iterator[Iterator[Values]]:
    """All mistakes that would look right, by kind."""
    yield other_numbers(claim, others, text)
    yield other_measures(claim, others)
    yield other_victims(claim, others)
    yield other_claimants(claim, others)


def other_numbers(claim: Claim, others: Sequence[Claim], text: str) -> Iterator[Values]:
    """Another number of the same text, worded as this one is."""
    if claim.denies or claim.hedge == Hedge.UNQUANTIFIED or claim.best is None or claim.low != claim.best:
        return
    if claim.high not in (None, claim.best):
        return
    own = {claim.low, claim.found["low"], claim.found["best"], claim.found["high"], *counts_in_text(claim.raw)}
    for number in sorted({*numbers_others_give(others), *counts_in_text(text)} - own):
        if number > 0 and claim.best <= number * FARTHEST and number <= max(claim.best, 1) * FARTHEST:
            yield {"low": number, "best": number} | ({} if claim.high is None else {"high": number})


def numbers_others_give(others: Iterable[Claim]) -> set[int]:
    """The numbers that other claims give, without those that stand for a word such as "dozens"."""
    return {other.best for other in others if other.best is not None and other.hedge != Hedge.VAGUE}


def counts_in_text(text: str) -> set[int]:
    """The numbers in digits that could count people: no years, shares, distances or hours."""
    found = {int(number.replace(",", "")) for number in NUMBER.findall(text)}
    return {number for number in found if not FIRST_YEAR <= number <= LAST_YEAR}


def other_measures(claim: Claim, others: Iterable[Claim]) -> Iterator[Values]:
    """Killed for injured, and the other way, unless the same words say both."""
    swapped = SWAPPED_MEASURES.get(Measure(claim.measure))
    said = {other.measure for other in others if other.start < claim.end and claim.start < other.end}
    if swapped and swapped not in said and claim.found["measure"] != swapped and not claim.denies:
        yield {"measure": swapped.value}


def other_victims(claim: Claim, others: Iterable[Claim]) -> Iterator[Values]:
    """Civilians for combatants, or the people of another actor of the report."""
    swapped = SWAPPED_STATUSES.get(Status(claim.status))
    if swapped and claim.found["victims"]["status"] != swapped:
        values: Values = {"status": swapped.value}
        if label_with(claim, values) != claim.population_label:
            yield values
    if claim.actor is None:
        return
    for actor in actors_of(others):
        values = {"actor": {"pk": actor.pk, "name": actor.name}}
        if actor.name != claim.found["victims"]["actor"] and label_with(claim, values) != claim.population_label:
            yield values


def actors_of(others: Iterable[Claim]) -> list[Actor]:
    """The actors whose losses other claims count, by name."""
    found = {other.actor.pk: other.actor for other in others if other.actor}
    return sorted(found.values(), key=lambda actor: actor.name)


def label_with(claim: Claim, values: Values) -> str:
    """Whose losses the card would say that it counts."""
    actor = values.get("actor", {}).get("name") or (claim.actor.name if claim.actor else "")
    return population_label(actor, values.get("status", claim.status), claim.group)


def other_claimants(claim: Claim, others: Iterable[Claim]) -> Iterator[Values]:
    """Somebody else whom the report quotes, with all that it says of them."""
    if not claim.claimant_name:
        return
    own = {claim.claimant_name.casefold(), ((claim.found["claimant"] or {}).get("name") or "").casefold()}
    seen: set[str] = set()
    for other in others:
        name = other.claimant_name.casefold()
        if name and name not in own | seen:
            seen.add(name)
            values = {field: getattr(other, field) for field in CLAIMANT}
            speaker = {"pk": other.speaker.pk, "name": other.speaker.name} if other.speaker else None
            yield without_same(claim, {**values, "speaker": speaker})


def without_same(claim: Claim, values: Values) -> Values:
    """The values that differ from what stands."""
    return {name: value for name, value in values.items() if value != as_shown(claim, name)}


def as_shown(claim: Claim, name: str) -> Any:
    """A value of the claim as `Values` holds it."""
    value = getattr(claim, name)
    return {"pk": value.pk, "name": value.name} if isinstance(value, Actor) else value
