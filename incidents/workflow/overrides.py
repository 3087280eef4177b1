"""Figures that people set by hand beside the derived ones: each is a Decision with its reason."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Decision, Estimate
from incidents.vocabulary import Verdict
from incidents.workflow.reconcile import recompute_estimates


class BadOverrideError(ValueError):
    """An override without a reason, or whose three numbers are not in order."""


@transaction.atomic
def override_estimate(*, estimate: Estimate, person: User, low: int, best: int, high: int, reason: str) -> None:
    """Set a figure by hand, beside the derived one. Raises BadOverrideError without a reason or order."""
    if not reason.strip():
        raise BadOverrideError("Say why: the reason is shown beside the figure.")
    if not 0 <= low <= best <= high:
        raise BadOverrideError("Low, best and high must rise: low ≤ best ≤ high.")
    write_override(estimate, person, {"low": low, "best": best, "high": high}, reason)


@transaction.atomic
def withdraw_override(*, estimate: Estimate, person: User, reason: str) -> None:
    """Let the derived figure stand again. Raises BadOverrideError without a reason."""
    if not reason.strip():
        raise BadOverrideError("Say why the derived figure should stand again.")
    write_override(estimate, person, {}, reason)


def write_override(estimate: Estimate, person: User, value: dict[str, int], reason: str) -> None:
    """The Decision behind an override, or behind taking one back, and the estimates that follow from it."""
    Decision.objects.create(
        incident=estimate.incident,
        measure=estimate.measure,
        population_key=estimate.population_key,
        verdict=Verdict.OVERRIDDEN,
        value=value,
        reason=reason.strip(),
        person=person,
    )
    recompute_estimates(estimate.incident)
