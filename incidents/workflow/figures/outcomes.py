"""What became of each claim of an incident: unsaved outcome rows, derived from its claims and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incidents.claimants import same_origin
from incidents.models import ClaimantOutcome, Estimate, SourceOutcome
from incidents.reconciliation.record.outcomes import Cell, ClaimOutcome, Final, comparable, outcomes
from incidents.workflow.figures.basis import Basis
from incidents.workflow.figures.derivation import people_of


def source_outcomes(basis: Basis, rows: Iterable[Estimate]) -> list[SourceOutcome]:
    """What each source published, beside the figures that stand in `rows`."""
    publishers = {claim.pk: claim.report.source_id for claim in basis.claims}
    found = outcomes(basis.engine_claims, finals(basis, rows), publishers=publishers)
    return [SourceOutcome(source_id=each.publisher, **columns(basis, each)) for each in found if each.publisher]


def claimant_outcomes(basis: Basis, rows: Iterable[Estimate]) -> list[ClaimantOutcome]:
    """What each claimant said, beside the figures that stand in `rows`; publishers that quote nobody are left out."""
    quoted = {same_origin(claim.origin) for claim in basis.claims if claim.claimant_name}
    found = outcomes(basis.engine_claims, finals(basis, rows))
    return [ClaimantOutcome(**columns(basis, each)) for each in found if same_origin(each.origin) in quoted]


def finals(basis: Basis, rows: Iterable[Estimate]) -> Mapping[Cell, Final]:
    """The figure that stands for each measure and population that somebody claims: a person's, else the derived."""
    standing = {(row.measure, row.population_key): final(row) for row in rows}
    return {
        (measure, population): standing[key]
        for measure, population in {(claim.measure, claim.population) for claim in comparable(basis.engine_claims)}
        for key in [(measure.value, people_of(basis, measure, population)["population_key"])]
        if key in standing
    }


def final(row: Estimate) -> Final:
    return Final(row.best if row.override_best is None else row.override_best, by_hand=row.override_best is not None)


def columns(basis: Basis, outcome: ClaimOutcome) -> dict[str, Any]:
    """The values of an outcome under the names of its columns."""
    same = ("first", "last", "final", "by_hand", "first_said", "came_first", "stood_alone", "withdrawn", "origin")
    return {name: getattr(outcome, name) for name in same} | {
        **people_of(basis, outcome.measure, outcome.population),
        "origin_key": same_origin(outcome.origin),
        "interest": outcome.interest.value,
        "first_claim_id": outcome.first_claim,
        "last_claim_id": outcome.last_claim,
    }
