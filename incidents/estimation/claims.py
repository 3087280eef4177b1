"""From what was found in a report, and what is known of it, to claims as reconciliation takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from incidents.claimants import actor_behind, origin_of, stated_at
from incidents.estimation.incident_lines import NO_TIME, GivenReport
from incidents.extraction.actors import find_actors
from incidents.extraction.model import language_model
from incidents.extraction.types import ExtractedClaim, ExtractedEvent, ExtractedReport
from incidents.figure import Figure
from incidents.reconciliation import Claim, Population, derive_interest
from incidents.vocabulary import OF_ATTACKERS, Hedge, Measure, Scope, Side

Told = tuple[GivenReport, ExtractedReport]


def claims_of_incident(told: Sequence[Told]) -> list[Claim]:
    """The claims of the reports about one incident; ids count them in reading order."""
    places = {_place_of(found.event) for _, found in told if len(found.incidents) < 2} - {None}
    told = [(report, _of_the_incident(found, places)) for report, found in told]
    sides = sides_of_incident([found for _, found in told])
    claims: list[Claim] = []
    for number, (report, found) in enumerate(told, start=1):
        first_id = len(claims) + 1
        claims += [
            _claim(extracted, report, sides, claim_id=first_id + index, first_id=first_id, report_id=number)
            for index, extracted in enumerate(found.claims)
        ]
    return claims


def _of_the_incident(report: ExtractedReport, places: Collection[str | None]) -> ExtractedReport:
    """What a report of several incidents tells of the one at a place that reports of one tell of. Where none of its
    incidents is there, or no other report is of one, nobody knows which is meant: all its figures count, as one sum."""
    if len(report.incidents) < 2:
        return report
    here = [number for number, one in enumerate(report.incidents) if _place_of(one.event) in places]
    if not here:
        return replace(report, claims=tuple(_added_up(report.claims)))
    kept = [number for number, claim in enumerate(report.claims) if claim.incident == here[0]]
    new = {old: place for place, old in enumerate(kept)}
    claims = [report.claims[number] for number in kept]
    tied = (
        replace(
            claim,
            part_of=new.get(-1 if claim.part_of is None else claim.part_of),
            beside=new.get(-1 if claim.beside is None else claim.beside),
            retells=new.get(-1 if claim.retells is None else claim.retells),
        )
        for claim in claims
    )
    return replace(report, claims=tuple(tied), event=report.incidents[here[0]].event)


def _added_up(claims: Sequence[ExtractedClaim]) -> Iterator[ExtractedClaim]:
    """The claims, the first figure of each incident put beside that of the first incident."""
    heads: dict[tuple[Measure, int], int] = {}
    for number, claim in enumerate(claims):
        tied = (claim.part_of, claim.beside, claim.retells) != (None, None, None)
        counts = claim.incident is not None and claim.scope is Scope.WHOLE and not claim.denies and not tied
        if counts and (claim.measure, claim.incident) not in heads:
            first = next((head for (measure, _), head in heads.items() if measure is claim.measure), None)
            heads[claim.measure, claim.incident or 0] = number
            yield replace(claim, beside=first)
        else:
            yield claim


def _place_of(event: ExtractedEvent) -> str | None:
    return event.place.name if event.place else None


def sides_of_incident(reports: Sequence[ExtractedReport]) -> dict[str, Side]:
    """Each actor of the incident with the side that most reports see it on; of equals the one named first."""
    seen: dict[str, Counter[Side]] = {}
    for report in reports:
        for actor in report.event.actors:
            seen.setdefault(actor.name, Counter())[actor.side] += 1
    return {name: sides.most_common(1)[0][0] for name, sides in seen.items()}


def _claim(
    extracted: ExtractedClaim,
    report: GivenReport,
    sides: Mapping[str, Side],
    *,
    claim_id: int,
    first_id: int,
    report_id: int,
) -> Claim:
    quantity, victims, claimant = extracted.quantity, extracted.victims, extracted.claimant
    population = Population(victims.actor, victims.status, victims.group)
    name = claimant.name if claimant else ""
    known_at: datetime = report.known_at or NO_TIME
    speaker = actor_behind(
        claimant=name,
        speaks_for=claimant.actor if claimant else None,
        publisher_speaks_for=_actor_called(report.affiliation, sides),
    )
    return Claim(
        id=claim_id,
        measure=extracted.measure,
        population=population,
        **Figure.of(quantity).columns(),
        vague=quantity.hedge is Hedge.VAGUE,
        denies=extracted.denies,
        scope=extracted.scope,
        interest=derive_interest(speaker=speaker, population=population, denies=extracted.denies, sides=sides),
        origin=origin_of(claimant=name, role=claimant.role if claimant else "", publisher=report.source),
        reliability=report.reliability,
        known_at=known_at,
        as_of=stated_at(extracted.as_of, known_at),
        report_id=report_id,
        named=victims.named,
        raw=extracted.raw,
        part_of=_id_of(extracted.part_of, first_id),
        beside=_id_of(extracted.beside, first_id),
        retells=_id_of(extracted.retells, first_id),
        single=quantity.hedge is Hedge.NAMED,
        of_attackers=OF_ATTACKERS in extracted.rules,
    )


def _id_of(index: int | None, first_id: int) -> int | None:
    return None if index is None else first_id + index


def _actor_called(name: str | None, sides: Mapping[str, Side]) -> str | None:
    """The actor of the incident, or else of the lexicon, that goes by a name; the name itself where none does."""
    if name is None:
        return None
    same = next((actor for actor in sides if actor.casefold() == name.casefold()), None)
    return same or _in_lexicon(name)


@lru_cache(maxsize=1024)
def _in_lexicon(name: str) -> str:
    doc = language_model().make_doc(name)
    for token in doc:
        token.is_sent_start = token.i == 0  # a name alone, which nothing parses, is one sentence
    mentions = find_actors(doc, None)
    return mentions[0].name if mentions else name
