"""What the engine makes of one incident, now or as known at an earlier moment: unsaved rows, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from incidents import reconciliation as engine
from incidents.models import Actor, Claim, Decision, DeskPolicy, Estimate, Incident, IncidentActor, ReportLink
from incidents.models.decision import ON_FIGURES
from incidents.models.people import population_key
from incidents.reconciliation.stakes import stake
from incidents.reconciliation.types import Claim as EngineClaim
from incidents.reconciliation.types import Estimate as EngineEstimate
from incidents.reconciliation.types import Population
from incidents.vocabulary import Measure, Policy, Reliability, Side, Verdict
from incidents.workflow.engine_claims import (
    actors_concerned,
    claims_with_decisions,
    derive_interests,
    engine_claim,
    parents_by_name,
    sides_by_name,
)
from incidents.workflow.questions import arrived_since, ask, standing_decision

Key = tuple[str, str]
"""A measure and a population_key: what a figure counts."""
Answers = dict[Policy, dict[tuple[Measure, Population], EngineEstimate]]


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
        engine_claims=[engine_claim(claim) for claim in claims if not claim.is_pending],
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


def derived_rows(basis: Basis, moment: datetime | None = None, *, with_working: bool = True) -> dict[Key, Estimate]:
    """An unsaved Estimate for each measure and population, as known at a moment; as of now without one.

    Overrides that stood at the moment are in them. An override whose claims are gone stands on a
    figure derived from nothing. The working (steps, reasons, what was dropped) takes longer to write
    down than the numbers to derive: `with_working` leaves it out for rows that keep numbers only.
    """
    others: Answers = {
        policy: engine.by_cell(basis.reconcile(moment, policy)) for policy in Policy if policy is not basis.policy
    }
    rows: dict[Key, Estimate] = {}
    for found in basis.reconcile(moment):
        row = row_of(basis, found, others, with_working=with_working)
        rows[key_of(row)] = row
    for key, decisions in basis.overrides.items():
        standing = standing_decision(decisions, moment)
        if standing and key not in rows:
            rows[key] = unfounded_row(basis, key)
        if standing:
            set_by_hand(rows[key], standing, basis, moment)
    ask(rows, basis, moment)
    return rows


def estimates_known_at(basis: Basis, moment: datetime) -> list[Estimate]:
    """The figures of an incident as known at a moment, with their working: unsaved Estimates, by what they count."""
    rows = derived_rows(basis, moment)
    return [rows[key] for key in sorted(rows)]


def key_of(row: Estimate) -> Key:
    return row.measure, row.population_key


def row_of(basis: Basis, found: EngineEstimate, others: Answers, *, with_working: bool) -> Estimate:
    """An unsaved row for what the engine derived."""
    key = (found.measure, found.population)
    answers = {policy: answers[key] for policy, answers in others.items() if key in answers}
    return Estimate(
        **people_of(basis, *key),
        policy=found.policy.value,
        **found.figure.columns(),
        claimed_low=found.claimed[0] if found.claimed else None,
        claimed_high=found.claimed[1] if found.claimed else None,
        origins=found.origins,
        reports=found.reports,
        flags=sorted(flag.value for flag in found.flags),
        stake=stake(found, answers.values()),
        rests_on_ungraded=rests_on_ungraded(basis, found),
        other_policies={
            policy.value: answer.figure.columns() | ({"why": answer.why} if with_working else {})
            for policy, answer in answers.items()
        },
        **(working_of(found) if with_working else {}),
    )


def people_of(basis: Basis, measure: Measure, population: Population) -> dict[str, Any]:
    """Whose losses of an incident a row counts, under the names of the columns that say so."""
    actor = basis.actors[population.actor] if population.actor else None
    group = population.group.value if population.group else ""
    return {
        "incident": basis.incident,
        "measure": measure.value,
        "actor": actor,
        "status": population.status.value,
        "group": group,
        "population_key": population_key(actor.pk if actor else None, population.status, group),
    }


def working_of(found: EngineEstimate) -> dict[str, Any]:
    """How the engine came to its numbers, under the names of the columns that keep it."""
    return {
        "sets_low": list(found.sets_low),
        "sets_best": list(found.sets_best),
        "sets_high": list(found.sets_high),
        "dropped": [{"claim": one.claim_id, "step": one.step, "reason": one.reason} for one in found.dropped],
        "steps": [{"name": step.name, "text": step.text, "claims": list(step.claim_ids)} for step in found.steps],
        "why": found.why,
    }


def rests_on_ungraded(basis: Basis, found: EngineEstimate) -> bool:
    """Whether one of the numbers is set by a claim whose publisher nobody has graded."""
    setting = {*found.sets_low, *found.sets_best, *found.sets_high}
    return any(claim.id in setting and claim.reliability is Reliability.F for claim in basis.engine_claims)


def unfounded_row(basis: Basis, key: Key) -> Estimate:
    """A row for a figure that somebody set where no claim counts any more."""
    measure, population = key
    actor_id, status, group = population.split("/")
    return Estimate(
        incident=basis.incident,
        measure=measure,
        actor_id=int(actor_id) if actor_id else None,
        status=status,
        group=group,
        population_key=population,
        policy=basis.policy.value,
        why="No claim counts here any more.",
    )


def set_by_hand(row: Estimate, override: Decision, basis: Basis, moment: datetime | None) -> None:
    """Put what a person set beside the derived numbers, and say whether anything came since."""
    row.override = override
    row.override_low, row.override_best, row.override_high = (override.value[name] for name in ("low", "best", "high"))
    row.changed_since = bool(arrived_since(row, override, basis, moment))
