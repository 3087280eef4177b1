"""What people decide about a figure: to set it by hand, or to let it stand. Each is a Decision with its reason."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from incidents.models import Decision, Estimate
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import Verdict
from incidents.workflow.acts import GoneError, act, lock_incident
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.figures.versions import version_of_figure
from incidents.workflow.standing.versions import must_be_current


class BadOverrideError(ValueError):
    """An override without a reason, or whose three numbers are not in order."""


class BadConfirmationError(ValueError):
    """A confirmation without a reason, or of a figure about which nothing is asked."""


@act
def override_estimate(
    *, estimate: Estimate, person: User, low: int, best: int, high: int, reason: str, seen_version: int | None = None
) -> None:
    """Set a figure by hand, beside the derived one. Raises BadOverrideError without a reason or order.

    Raises StaleError where somebody decided on the figure since `seen_version`, as `withdraw_override` does.
    """
    if not reason.strip():
        raise BadOverrideError("Say why: the reason is shown beside the figure.")
    if not 0 <= low <= best <= high:
        raise BadOverrideError("Low, best and high must rise: low ≤ best ≤ high.")
    must_have_seen(estimate, seen_version)
    write_figure_decision(estimate, person, Verdict.OVERRIDDEN, {"low": low, "best": best, "high": high}, reason)


@act
def withdraw_override(*, estimate: Estimate, person: User, reason: str, seen_version: int | None = None) -> None:
    """Let the derived figure stand again. Raises BadOverrideError without a reason."""
    if not reason.strip():
        raise BadOverrideError("Say why the derived figure should stand again.")
    must_have_seen(estimate, seen_version)
    write_figure_decision(estimate, person, Verdict.OVERRIDDEN, {}, reason)


def must_have_seen(estimate: Estimate, seen_version: int | None) -> None:
    """Keep the incident from others; raise StaleError where the figure was decided on, GoneError where it is merged."""
    if lock_incident(estimate.incident_id).merged_into_id:
        raise GoneError
    must_be_current(seen_version, version_of_figure(estimate))


@act
def confirm_figure(*, estimate: Estimate, person: User, reason: str) -> None:
    """Let a figure stand as it is, until a claim comes or the figure moves: its questions are settled.

    For people as a whole this settles the populations within as well. Raises BadConfirmationError.
    """
    must_have_seen(estimate, None)
    asked = questions_about(estimate)
    if not asked:
        raise BadConfirmationError("Nothing is asked about this figure.")
    if not reason.strip():
        raise BadConfirmationError("Say why it may stand: the reason is shown beside the figure.")
    settled_before = estimate.confirmation.value["questions"] if estimate.confirmation else []
    value = {**estimate.figure.columns(), "questions": sorted({*asked, *settled_before})}
    write_figure_decision(estimate, person, Verdict.CONFIRMED, value, reason)


@act
def withdraw_confirmation(*, estimate: Estimate, person: User, reason: str) -> None:
    """Ask again what a confirmation of this figure settled. Raises BadConfirmationError without a reason."""
    if not reason.strip():
        raise BadConfirmationError("Say why it should be looked at again.")
    must_have_seen(estimate, None)
    write_figure_decision(estimate, person, Verdict.CONFIRMED, {}, reason)


def questions_about(estimate: Estimate) -> set[str]:
    """What is asked about a figure; for people as a whole, about anybody within as well."""
    figures = Estimate.objects.filter(incident=estimate.incident_id, measure=estimate.measure)
    if estimate.population_key != PEOPLE_KEY:
        figures = figures.filter(population_key=estimate.population_key)
    return {question for questions in figures.values_list("questions", flat=True) for question in questions}


def write_figure_decision(
    estimate: Estimate, person: User, verdict: Verdict, value: dict[str, Any], reason: str
) -> None:
    """The Decision on a figure, or the taking back of one, and the estimates that follow from it."""
    Decision.objects.create(
        incident=estimate.incident,
        measure=estimate.measure,
        population_key=estimate.population_key,
        verdict=verdict,
        value=value,
        reason=reason.strip(),
        person=person,
    )
    recompute_estimates(estimate.incident)
