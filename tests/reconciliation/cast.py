"""A small fixed cast for the tests of reconciliation: claims at round hours of one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from incidents.reconciliation import PEOPLE, Claim, Estimate, Population, reconcile
from incidents.vocabulary import Group, Interest, Measure, Policy, Scope, Status

MIDNIGHT = datetime(2024, 5, 1, tzinfo=UTC)
REBELS = Population("Northern Front", Status.COMBATANT)
ARMY = Population("National Army", Status.COMBATANT)
CIVILIANS = Population(None, Status.CIVILIAN)
CHILDREN = Population(None, Status.CIVILIAN, Group.CHILDREN)

_ids = count(1)


def claim(number: int = 10, *, hour: float = 0, **fields: Any) -> Claim:
    """A neutral, accepted claim of `number` people killed, exactly, by an origin of its own."""
    claim_id = next(_ids)
    figures = {"low": number, "best": number, "high": number}
    defaults = {
        "id": claim_id,
        "measure": Measure.KILLED,
        "population": PEOPLE,
        "origin": f"witness {claim_id}",
        "known_at": MIDNIGHT + timedelta(hours=hour),
    }
    return Claim(**{**defaults, **figures, **fields})


def at_least(number: int, **fields: Any) -> Claim:
    return claim(number, high=None, open_upper=True, **fields)


def up_to(number: int, **fields: Any) -> Claim:
    return claim(number, low=1, best=None, **fields)


def dozens(**fields: Any) -> Claim:
    return claim(**{"low": 12, "best": 24, "high": 99, "vague": True, "raw": "dozens", **fields})


def without_figure(**fields: Any) -> Claim:
    return claim(**{"low": 1, "best": None, "high": None, "open_upper": True, **fields})


def denial(**fields: Any) -> Claim:
    return claim(0, denies=True, **fields)


def party(said: Claim) -> Claim:
    return replace(said, interest=Interest.PARTY_CLAIM)


def admission(said: Claim) -> Claim:
    return replace(said, interest=Interest.ADMISSION)


def part(said: Claim) -> Claim:
    return replace(said, scope=Scope.PART)


def estimate(
    *claims: Claim,
    population: Population = PEOPLE,
    measure: Measure = Measure.KILLED,
    policy: Policy = Policy.DESK,
    parents: Mapping[str, str] | None = None,
) -> Estimate:
    """The one estimate of the measure and population; an unknown one where reconcile gives none."""
    return find(reconcile(claims, policy=policy, parents=parents), population=population, measure=measure)


def find(
    estimates: Iterable[Estimate], *, population: Population = PEOPLE, measure: Measure = Measure.KILLED
) -> Estimate:
    for each in estimates:
        if each.measure is measure and each.population == population:
            return each
    return Estimate(measure, population, Policy.DESK)


def numbers(one: Estimate) -> tuple[int | None, int | None, int | None]:
    return one.low, one.best, one.high


def dropped_at(one: Estimate) -> dict[int, str]:
    """Claim id to the step that dropped it."""
    return {each.claim_id: each.step for each in one.dropped}
