"""From the record to the engine: the claims of an incident as plain values, with the interest of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Max

from incidents import reconciliation as engine
from incidents.claimants import actor_behind, stated_at
from incidents.models import Actor, Claim, Incident, IncidentActor
from incidents.reconciliation.types import Claim as EngineClaim
from incidents.reconciliation.types import Population
from incidents.vocabulary import (
    OF_ATTACKERS,
    Group,
    Hedge,
    Interest,
    Measure,
    Reliability,
    Scope,
    Side,
    Standing,
    Status,
    Tie,
)
from incidents.workflow.standing.ties import ties_of, ties_that_broke


def claims_with_decisions(incident: Incident) -> list[Claim]:
    """The claims of an incident, in one query, as they were published; each with `decided_at`, the last time."""
    return list(
        Claim.objects.filter(incident=incident)
        .select_related("actor", "speaker", "report__source__affiliation")
        .defer("report__text", "report__found", "found")
        .annotate(decided_at=Max("decisions__at"))
        .order_by("report__published", "report__published_time", "pk")
    )


def actors_concerned(claims: Iterable[Claim], parts: Iterable[IncidentActor]) -> dict[int, Actor]:
    """The actors of an incident and of its claims, and those that they belong to, by pk.

    A query for each step up the line that leads to others, however many actors the desk keeps.
    """
    named = [part.actor for part in parts]
    for claim in claims:
        named += [actor for actor in (claim.actor, claim.speaker, claim.report.source.affiliation) if actor]
    known = {actor.pk: actor for actor in named}
    while missing := {actor.parent_id for actor in known.values() if actor.parent_id} - set(known):
        known |= Actor.objects.in_bulk(list(missing))
    return known


def parents_by_name(actors: Mapping[int, Actor]) -> dict[str, str]:
    """Actor's name to its parent's name, for those that have one, as reconciliation takes it."""
    return {actor.name: actors[actor.parent_id].name for actor in actors.values() if actor.parent_id}


def sides_by_name(sides: Mapping[int, Side], actors: Mapping[int, Actor]) -> dict[str, Side]:
    """Actor's name to its side; the branches of an actor stand where it stands, unless named themselves."""
    named = {actors[pk].name: side for pk, side in sides.items()}
    return engine.sides_with_branches(named, parents_by_name(actors))


def derive_interests(claims: Iterable[Claim], sides: Mapping[str, Side]) -> list[Claim]:
    """Set each claim's interest from who speaks and who fights, unless a person set it (section 5).

    Gives the claims that changed; saves none of them.
    """
    changed: list[Claim] = []
    for claim in claims:
        interest = claim.interest if claim.interest_is_set else derived_interest(claim, sides)
        if claim.interest != interest:
            claim.interest = interest
            changed.append(claim)
    return changed


def derived_interest(claim: Claim, sides: Mapping[str, Side]) -> Interest:
    """The interest of who is quoted; where nobody is, of whoever the publisher speaks for."""
    affiliation = claim.report.source.affiliation
    speaker = actor_behind(
        claimant=claim.claimant_name,
        speaks_for=claim.speaker.name if claim.speaker else None,
        publisher_speaks_for=affiliation.name if affiliation else None,
    )
    return engine.derive_interest(
        speaker=speaker,
        population=population_of(claim),
        denies=claim.denies,
        sides=sides,
    )


def population_of(claim: Claim) -> Population:
    """Whose losses a claim counts, as the engine names them."""
    return Population(
        actor=claim.actor.name if claim.actor else None,
        status=Status(claim.status),
        group=Group(claim.group) if claim.group else None,
    )


def claims_for_engine(claims: Iterable[Claim]) -> list[EngineClaim]:
    """The claims of an incident that somebody decided on, as the engine takes them.

    A tie that holds no longer is none, nor is one to a claim of another incident.
    """
    given = list(claims)
    keys, broken = {claim.pk for claim in given}, ties_that_broke(given)
    return [
        engine_claim(
            claim, {tie: key for tie, key in ties_of(claim).items() if key in keys and (claim.pk, tie) not in broken}
        )
        for claim in given
        if not claim.is_pending
    ]


def engine_claim(claim: Claim, ties: Mapping[Tie, int]) -> EngineClaim:
    """A claim of the record, with the ties of it that hold, as the engine takes it."""
    return EngineClaim(
        id=claim.pk,
        measure=Measure(claim.measure),
        population=population_of(claim),
        **claim.figure.columns(),
        vague=claim.hedge == Hedge.VAGUE,
        denies=claim.denies,
        scope=Scope(claim.scope),
        interest=Interest(claim.interest),
        origin=claim.origin,
        reliability=Reliability(claim.report.source.reliability),
        standing=Standing(claim.standing),
        known_at=claim.report.known_at,
        as_of=stated_at(claim.as_of, claim.report.known_at),
        report_id=claim.report_id,
        named=tuple(claim.named),
        raw=claim.words,
        part_of=ties.get(Tie.PART_OF),
        beside=ties.get(Tie.BESIDE),
        retells=ties.get(Tie.RETELLS),
        single=claim.hedge == Hedge.NAMED,
        of_attackers=OF_ATTACKERS in claim.rules,
    )
