"""Versions of figures: what a person had seen of one when they set it or let it stand."""

from __future__ import annotations

from incidents.models import Decision, Estimate
from incidents.workflow.figures.basis import Basis


def version_of_figure(estimate: Estimate) -> int:
    """The key of the last decision on a figure; 0 for none."""
    on_it = Decision.objects.filter(
        incident=estimate.incident_id, measure=estimate.measure, population_key=estimate.population_key
    )
    return on_it.order_by("-pk").values_list("pk", flat=True).first() or 0


def versions_of_figures(basis: Basis) -> dict[tuple[str, str], int]:
    """The versions of all figures of an incident, by measure and population; those without decisions are left out."""
    made = [*basis.overrides.items(), *basis.confirmations.items()]
    versions: dict[tuple[str, str], int] = {}
    for figure, decisions in made:
        versions[figure] = max(versions.get(figure, 0), *(decision.pk for decision in decisions))
    return versions
