"""What the estimates of one incident follow from, read from the record once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from incidents import reconciliation as engine
from incidents.models import Actor, Claim, Decision, DeskPolicy, Incident, IncidentActor, ReportLink
from incidents.models.decision import ON_FIGURES
from incidents.models.people import population_key
from incidents.reconciliation.types import Claim as EngineClaim
from incidents.reconciliation.types import Estimate as EngineEstimate
from incidents.reconciliation.types import Population
from incidents.vocabulary import Measure, Policy, Side, Verdict
from incidents.workflow.figures.engine_claims import (
    actors_concerned,
    claims_for_engine,
    claims_with_decisions,
    derive_interests,
    parents_by_name,
    sides_by_name,
)

Key = tuple[str, str]
"""A measure and a population_key: what a figure counts."""


@dataclass(frozen=True)
class Basis:
    """Everything that the estimates of one incident follow from, read in a constant number of queries."""

    incident: Incident
    parts: Sequence[IncidentActor]
    links: Sequence[ReportLink]
    """The reports that tell of it, in the order of their publication."""
    all_claims: Sequence[Claim]
    """Those that wait for a decision included."""
    engine_claims: Sequence[EngineClaim]
    """The claims that somebody decided on, as the engine takes them."""
    actors: Mapping[str, Actor]
    parents: Mapping[str, str]
    policy: Policy
    overrides: Mapping[Key, Sequence[Decision]]
    """What people set by hand, oldest first."""
    confirmations: Mapping[Key, Sequence[Decision]]
    """What people let stand, oldest first."""
    changed_interests: Sequence[Claim]
    """The claims whose interest is another now than the record has it."""

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that somebody decided on."""
        return [claim for claim in self.all_claims if not claim.is_pending]

    @cached_property
    def linked_at(self) -> dict[int, datetime]:
        """When each report was linked, by its pk."""
        return {link.report_id: link.linked_at for link in self.links}

    @property
    def first_known_at(self) -> datetime | None:
        """When the first report was published."""
        return min((link.report.known_at for link in self.links), default=None)

    @property
    def moments(self) -> list[datetime]:
        """The moments at which something new was published, in order."""
        return sorted({claim.known_at for claim in self.engine_claims})

    def claims_known_at(self, moment: datetime | None) -> list[EngineClaim]:
        """The claims published by a moment; all of them without one."""
        return list(self.engine_claims) if moment is None else engine.as_known_at(self.engine_claims, moment)

    def reconcile(self, moment: datetime | None = None, policy: Policy | None = None) -> tuple[EngineEstimate, ...]:
        """The engine's answer, by the desk's policy unless another is named."""
        return engine.reconcile(self.claims_known_at(moment), policy=policy or self.policy, parents=self.parents)

    def people_of(self, measure: Measure, population: Population) -> dict[str, Any]:
        """Whose losses a row counts, under the names of the columns that say so."""
        actor = self.actors[population.actor] if population.actor else None
        group = population.group.value if population.group else ""
        return {
            "incident": self.incident,
            "measure": measure.value,
            "actor": actor,
            "status": population.status.value,
            "group": group,
            "population_key": population_key(actor.pk if actor else None, population.status, group),
        }


def read_basis(incident: Incident) -> Basis:
    """Read what the estimates of an incident follow from; the interests of its claims are derived, and not saved."""
    return basis_of(
        incident,
        claims=claims_with_decisions(incident),
        parts=list(incident.parts.select_related("actor")),
        links=links_of(incident),
        decided=decisions_on_figures(incident),
    )


def links_of(incident: Incident) -> list[ReportLink]:
    """The reports that tell of an incident, in the order of their publication, without their texts."""
    links = incident.links.select_related("report__source", "linked_by").defer("report__text", "report__found")
    return list(links.order_by("report__published", "report__published_time", "pk"))


def basis_of(
    incident: Incident,
    *,
    claims: Sequence[Claim],
    parts: Sequence[IncidentActor],
    links: Sequence[ReportLink],
    decided: Mapping[str, Mapping[Key, Sequence[Decision]]],
) -> Basis:
    """The basis that these claims, sides, reports and decisions make, whatever the record has of the incident."""
    sides = {part.actor_id: Side(part.side) for part in parts}
    actors = actors_concerned(claims, parts)
    changed_interests = derive_interests(claims, sides_by_name(sides, actors))
    return Basis(
        incident=incident,
        parts=parts,
        links=links,
        all_claims=claims,
        engine_claims=claims_for_engine(claims),
        actors={actor.name: actor for actor in actors.values()},
        parents=parents_by_name(actors),
        policy=DeskPolicy.now(),
        overrides=decided[Verdict.OVERRIDDEN],
        confirmations=decided[Verdict.CONFIRMED],
        changed_interests=changed_interests,
    )


def decisions_on_figures(incident: Incident) -> dict[str, dict[Key, list[Decision]]]:
    """What people decided on the figures of an incident, oldest first, by the verdict and by what it counts."""
    found: dict[str, dict[Key, list[Decision]]] = {verdict: {} for verdict in ON_FIGURES}
    for decision in Decision.objects.filter(incident=incident).select_related("person").order_by("pk"):
        key = (decision.measure, decision.population_key)
        found[decision.verdict].setdefault(key, []).append(decision)
    return found
