"""What became of each claim of an incident: unsaved outcome rows, derived from its claims and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incidents.claimants import same_origin
from incidents.models import ClaimantOutcome, Estimate, SourceOutcome
from incidents.reconciliation.record.outcomes import Cell, ClaimOutcome, Final, comparable, outcomes
from incidents.workflow.figures.basis import Basis


def outcome_rows(basis: Basis, rows: Iterable[Estimate]) -> tuple[list[SourceOutcome], list[ClaimantOutcome]]:
    """What each source published and each claimant said, beside the figures that stand in `rows`.

    Publishers that quote nobody are no claimants.
    """
    standing = finals(basis, rows)
    publishers = {claim.pk: claim.report.source_id for claim in basis.claims}
    published = outcomes(basis.engine_claims, standing, publishers=publishers)
    quoted = {same_origin(claim.origin) for claim in basis.claims if claim.claimant_name}
    said = [each for each in outcomes(basis.engine_claims, standing) if each.origin_key in quoted]
    return (
        [SourceOutcome(source_id=each.publisher, **columns(basis, each)) for each in published if each.publisher],
        [ClaimantOutcome(**columns(basis, each)) for each in said],
    )


def finals(basis: Basis, rows: Iterable[Estimate]) -> Mapping[Cell, Final]:
    """The figure that stands for each measure and population that somebody claims: a person's, else the derived."""
    standing = {(row.measure, row.population_key): final(row) for row in rows}
    return {
        (measure, population): standing[key]
        for measure, population in {(claim.measure, claim.population) for claim in comparable(basis.engine_claims)}
        for key in [(measure.value, basis.people_of(measure, population)["population_key"])]
        if key in standing
    }


def final(row: Estimate) -> Final:
    return Final(row.best if row.override_best is None else row.override_best, by_hand=row.override_best is not None)


def columns(basis: Basis, outcome: ClaimOutcome) -> dict[str, Any]:
    """The values of an outcome under the names of its columns."""
    said = ("origin", "origin_key", "first", "last", "first_said", "came_first", "stood_alone", "withdrawn")
    return {name: getattr(outcome, name) for name in (*said, "final", "by_hand")} | {
        **basis.people_of(outcome.measure, outcome.population),
        "interest": outcome.interest.value,
        "first_claim_id": outcome.first_claim,
        "last_claim_id": outcome.last_claim,
    }
