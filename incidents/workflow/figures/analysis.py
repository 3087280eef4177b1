"""What the engine says of an incident beyond its figures, with the claims of the record in place of their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from incidents import reconciliation as engine
from incidents.models import Claim, Estimate
from incidents.vocabulary import ConflictKind, Measure
from incidents.workflow.figures.basis import Basis


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims whose figures differ, the kind that explains it best, and one plain sentence."""

    kind: ConflictKind
    measure: Measure
    first: Claim
    second: Claim
    reason: str


@dataclass(frozen=True, slots=True)
class Influence:
    """What a figure would be without one claim, or without all of one origin."""

    claims: Sequence[Claim]
    text: str
    without: str


@dataclass(frozen=True, slots=True)
class HangsOn:
    """For people as a whole: the claims without which the figure would be another, the strongest first."""

    measure: Measure
    claims: Sequence[Influence]
    origins: Sequence[Influence]
    """Origins that said more than once, and without which the figure would be another."""


def find_differences(basis: Basis, moment: datetime | None = None) -> list[Difference]:
    """What differs among the claims known at a moment, what calls for a decision first."""
    claims = {claim.pk: claim for claim in basis.claims}
    return [
        Difference(one.kind, one.measure, claims[one.first], claims[one.second], one.reason)
        for one in engine.conflicts(basis.claims_known_at(moment), parents=basis.parents)
    ]


def successions_of_incident(
    basis: Basis, estimates: Iterable[Estimate], moment: datetime | None = None
) -> dict[int, int]:
    """The claims that an origin replaced, each with the claim that took its place; by pk, as known at a moment.

    `estimates` are those of that moment: what they dropped as replaced, and nothing else, has a successor.
    """
    replaced = {one["claim"] for each in estimates for one in each.dropped if one["step"] == "supersession"}
    found = engine.find_successions(basis.claims_known_at(moment))
    return {old: new for old, new in found.items() if old in replaced}


def hangs_on(basis: Basis, moment: datetime | None = None) -> list[HangsOn]:
    """Leave-one-out sensitivity of each measure's figure for people as a whole, in the vocabulary's order."""
    claims = basis.claims_known_at(moment)
    measures = {claim.measure for claim in claims}
    return [hangs_on_for(basis, claims, measure) for measure in Measure if measure in measures]


def hangs_on_for(basis: Basis, claims: Sequence[engine.Claim], measure: Measure) -> HangsOn:
    by_claim = engine.sensitivity(claims, measure=measure, policy=basis.policy, parents=basis.parents)
    by_origin = engine.sensitivity_by_origin(claims, measure=measure, policy=basis.policy, parents=basis.parents)
    several = [one for one in by_origin if len(one.claim_ids) > 1]
    return HangsOn(measure, influences(basis, by_claim), influences(basis, several))


def influences(basis: Basis, found: Sequence[engine.Influence]) -> list[Influence]:
    claims = {claim.pk: claim for claim in basis.claims}
    return [Influence([claims[pk] for pk in one.claim_ids], one.text, str(one.without)) for one in found]
