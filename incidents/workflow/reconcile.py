"""From the accepted claims of an incident to its estimates, and the figures that people set by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from incidents import reconciliation as engine
from incidents.models import Actor, Claim, Decision, Estimate, Incident
from incidents.models.estimate import population_key
from incidents.reconciliation.types import Claim as EngineClaim
from incidents.reconciliation.types import Estimate as EngineEstimate
from incidents.reconciliation.types import Population
from incidents.vocabulary import (
    Group,
    Hedge,
    Interest,
    Measure,
    Policy,
    Reliability,
    Scope,
    Side,
    Standing,
    Status,
    Verdict,
)
from incidents.workflow.actors import parents_by_name

Answers = dict[Policy, dict[tuple[Measure, Population], EngineEstimate]]


class BadOverrideError(ValueError):
    """An override without a reason, or whose three numbers are not in order."""


@transaction.atomic
def recompute_estimates(incident: Incident | None) -> None:
    """Derive every estimate of one incident anew. Safe to repeat: the same claims give the same rows."""
    if incident is None:
        return
    claims = list(
        Claim.objects.filter(incident=incident)
        .exclude(standing__in=(Standing.PENDING,))
        .select_related("actor", "speaker", "report__source__affiliation")
    )
    derive_interests(incident, claims)
    actors = {actor.name: actor for actor in Actor.objects.select_related("parent")}
    derived = reconcile_claims(claims, actors.values())
    others: Answers = {
        policy: by_population(reconcile_claims(claims, actors.values(), policy))
        for policy in Policy
        if policy is not Policy.DESK
    }
    kept = {(estimate.measure, estimate.population_key): estimate for estimate in incident.estimates.all()}
    for found in derived:
        row = estimate_row(incident, found, actors, others)
        old = kept.pop((row.measure, row.population_key), None)
        if old:
            carry_override(old, row)
        row.save()
    overridden = [estimate for estimate in kept.values() if estimate.is_overridden]
    for estimate in overridden:
        empty(estimate).save()
    incident.estimates.filter(pk__in=[one.pk for one in kept.values() if not one.is_overridden]).delete()


def derive_interests(incident: Incident, claims: Iterable[Claim]) -> None:
    """Set each claim's interest from who speaks and who fights, unless a person set it (section 5)."""
    sides = sides_with_branches(incident)
    for claim in claims:
        if claim.interest_is_set:
            continue
        speaker = claim.speaker or (claim.report.source.affiliation if not claim.claimant_name else None)
        interest = engine.derive_interest(
            speaker=speaker.name if speaker else None,
            population=population_of(claim),
            denies=claim.denies,
            sides=sides,
        )
        if claim.interest != interest:
            claim.interest = interest
            claim.save(update_fields=["interest"])


def sides_with_branches(incident: Incident) -> dict[str, Side]:
    """Actor's name to its side; the branches of an actor stand where it stands, unless named themselves."""
    sides = {part.actor_id: Side(part.side) for part in incident.parts.all()}
    by_name: dict[str, Side] = {}
    for actor in Actor.objects.select_related("parent__parent"):
        line = (actor, actor.parent, actor.parent.parent if actor.parent else None)
        side = next((sides[one.pk] for one in line if one and one.pk in sides), None)
        if side:
            by_name[actor.name] = side
    return by_name


def reconcile_claims(
    claims: Iterable[Claim], actors: Iterable[Actor], policy: Policy = Policy.DESK
) -> tuple[EngineEstimate, ...]:
    """The engine's answer for claims of one incident."""
    return engine.reconcile([engine_claim(claim) for claim in claims], policy=policy, parents=parents_by_name(actors))


def by_population(estimates: Iterable[EngineEstimate]) -> dict[tuple[Measure, Population], EngineEstimate]:
    """Estimates, to be found by what they count."""
    return {(estimate.measure, estimate.population): estimate for estimate in estimates}


def population_of(claim: Claim) -> Population:
    """Whose losses a claim counts, as the engine names them."""
    return Population(
        actor=claim.actor.name if claim.actor else None,
        status=Status(claim.status),
        group=Group(claim.group) if claim.group else None,
    )


def engine_claim(claim: Claim) -> EngineClaim:
    """A claim of the record as the engine takes it."""
    return EngineClaim(
        id=claim.pk,
        measure=Measure(claim.measure),
        population=population_of(claim),
        low=claim.low,
        best=claim.best,
        high=claim.high,
        open_upper=claim.open_upper,
        vague=claim.hedge == Hedge.VAGUE,
        denies=claim.denies,
        scope=Scope(claim.scope),
        interest=Interest(claim.interest),
        origin=claim.origin,
        reliability=Reliability(claim.report.source.reliability),
        standing=Standing(claim.standing),
        known_at=claim.report.known_at,
        as_of=stated_at(claim),
        report_id=claim.report_id,
        named=tuple(claim.named),
        raw=claim.raw,
        part_of=claim.part_of_id,
    )


def stated_at(claim: Claim) -> datetime | None:
    """When the statement was made, where the report tells the day: that day's end, or the publication if sooner.

    A day without an hour must not make an evening's statement look older than that morning's.
    """
    if claim.as_of is None:
        return None
    return min(claim.report.known_at, datetime.combine(claim.as_of, time.max, tzinfo=UTC))


def estimate_row(
    incident: Incident,
    found: EngineEstimate,
    actors: dict[str, Actor],
    others: Answers,
) -> Estimate:
    """An unsaved row for what the engine derived."""
    actor = actors[found.population.actor] if found.population.actor else None
    group = found.population.group.value if found.population.group else ""
    key = (found.measure, found.population)
    return Estimate(
        incident=incident,
        measure=found.measure,
        actor=actor,
        status=found.population.status,
        group=group,
        population_key=population_key(actor.pk if actor else None, found.population.status, group),
        policy=found.policy,
        low=found.low,
        best=found.best,
        high=found.high,
        open_upper=found.open_upper,
        claimed_low=found.claimed[0] if found.claimed else None,
        claimed_high=found.claimed[1] if found.claimed else None,
        origins=found.origins,
        reports=found.reports,
        flags=sorted(found.flags),
        sets_low=list(found.sets_low),
        sets_best=list(found.sets_best),
        sets_high=list(found.sets_high),
        dropped=[{"claim": one.claim_id, "step": one.step, "reason": one.reason} for one in found.dropped],
        steps=[{"name": step.name, "text": step.text, "claims": list(step.claim_ids)} for step in found.steps],
        why=found.why,
        other_policies={policy.value: figures(answers[key]) for policy, answers in others.items() if key in answers},
    )


def figures(estimate: EngineEstimate) -> dict[str, Any]:
    """Another policy's answer, for showing beside the desk's."""
    return {
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "open_upper": estimate.open_upper,
        "why": estimate.why,
    }


def carry_override(old: Estimate, row: Estimate) -> None:
    """Write over the old row, keeping what a person set."""
    row.pk = old.pk
    row.override_id = old.override_id
    row.override_low, row.override_best, row.override_high = old.override_low, old.override_best, old.override_high
    row._state.adding = False


def empty(estimate: Estimate) -> Estimate:
    """An estimate whose claims are gone but whose override stands: derived from nothing."""
    estimate.low = estimate.best = estimate.high = None
    estimate.open_upper = False
    estimate.origins = estimate.reports = 0
    estimate.flags, estimate.dropped, estimate.steps, estimate.why = [], [], [], "No claim counts here any more."
    estimate.sets_low, estimate.sets_best, estimate.sets_high, estimate.other_policies = [], [], [], {}
    return estimate


@transaction.atomic
def override_estimate(*, estimate: Estimate, person: User, low: int, best: int, high: int, reason: str) -> Estimate:
    """Set a figure by hand, beside the derived one. Raises BadOverrideError without a reason or order."""
    if not reason.strip():
        raise BadOverrideError("Say why: the reason is shown beside the figure.")
    if not 0 <= low <= best <= high:
        raise BadOverrideError("Low, best and high must rise: low ≤ best ≤ high.")
    value = {"low": low, "best": best, "high": high}
    decision = write_override(estimate, person, value, reason)
    estimate.override = decision
    estimate.override_low, estimate.override_best, estimate.override_high = low, best, high
    estimate.save()
    return estimate


@transaction.atomic
def withdraw_override(*, estimate: Estimate, person: User, reason: str) -> Estimate:
    """Let the derived figure stand again. Raises BadOverrideError without a reason."""
    if not reason.strip():
        raise BadOverrideError("Say why the derived figure should stand again.")
    write_override(estimate, person, {}, reason)
    estimate.override = None
    estimate.override_low = estimate.override_best = estimate.override_high = None
    estimate.save()
    return estimate


def write_override(estimate: Estimate, person: User, value: dict[str, int], reason: str) -> Decision:
    """The Decision behind an override, or behind taking one back."""
    return Decision.objects.create(
        incident=estimate.incident,
        measure=estimate.measure,
        population_key=estimate.population_key,
        verdict=Verdict.OVERRIDDEN,
        value=value,
        reason=reason.strip(),
        person=person,
    )
