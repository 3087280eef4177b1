"""What a merge or a split would make of the figures, before anybody does it: nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from incidents.models import Decision, Estimate, Incident, IncidentActor, ReportLink
from incidents.vocabulary import Verdict
from incidents.workflow.figures.basis import Basis, Key, basis_of, read_basis
from incidents.workflow.figures.derivation import derived_rows
from incidents.workflow.incidents.matching import Candidate, near, weigh_incident
from incidents.workflow.incidents.regrouping import joining_parts

Decided = Mapping[str, Mapping[Key, Sequence[Decision]]]
UNDECIDED: Decided = {Verdict.OVERRIDDEN: {}, Verdict.CONFIRMED: {}}
MOST_OFFERED = 5
LIKE_ENOUGH = 0.4


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure by its name, as it is and as it would be; empty where there is none."""

    measure: str
    population: str
    figures: tuple[str, ...]


def merged_figures(kept: Incident, merged: Incident) -> list[FigureRow]:
    """Each figure of `kept`, of `merged`, and of both as one."""
    mine, theirs = read_basis(kept), read_basis(merged)
    before = derived_rows(mine), derived_rows(theirs)
    return preview_rows(*before, derived_rows(merged_basis(mine, theirs)))


def merged_basis(mine: Basis, theirs: Basis) -> Basis:
    """What the figures of two incidents would follow from as one: the decisions on figures are those of the first."""
    joining: list[IncidentActor] = []
    for part, side in joining_parts(theirs.incident, mine.incident):
        part.side = side
        joining.append(part)
    there = {link.report_id for link in mine.links}
    coming = [link for link in theirs.links if link.report_id not in there]
    for link in coming:
        link.linked_at = timezone.now()
    return basis_of(
        mine.incident,
        claims=sorted([*mine.all_claims, *theirs.all_claims], key=lambda claim: (claim.report.known_at, claim.pk)),
        parts=[*mine.parts, *joining],
        links=sorted([*mine.links, *coming], key=lambda link: link.report.known_at),
        decided={Verdict.OVERRIDDEN: mine.overrides, Verdict.CONFIRMED: mine.confirmations},
    )


def split_figures(incident: Incident, reports: Collection[int]) -> list[FigureRow]:
    """Each figure of an incident, of what would stay with it, and of what the chosen reports tell."""
    whole = read_basis(incident)
    before = derived_rows(whole)
    stays = derived_rows(part_of_basis(whole, [link for link in whole.links if link.report_id not in reports]))
    going = [link for link in whole.links if link.report_id in reports]
    return preview_rows(before, stays, derived_rows(part_of_basis(whole, going, decided=UNDECIDED)))


def part_of_basis(whole: Basis, links: Sequence[ReportLink], decided: Decided | None = None) -> Basis:
    """What the figures would follow from with these reports alone; with the decisions on figures, unless others."""
    reports = {link.report_id for link in links}
    return basis_of(
        whole.incident,
        claims=[claim for claim in whole.all_claims if claim.report_id in reports],
        parts=whole.parts,
        links=links,
        decided={Verdict.OVERRIDDEN: whole.overrides, Verdict.CONFIRMED: whole.confirmations}
        if decided is None
        else decided,
    )


def preview_rows(*columns: Mapping[Key, Estimate]) -> list[FigureRow]:
    """The figures of each column beside each other, people as a whole before those within."""
    named = {key: row for column in columns for key, row in column.items()}
    ordered = sorted(named.items(), key=lambda one: (one[0][0], not one[1].counts_everybody, one[0][1]))
    return [
        FigureRow(
            row.get_measure_display(),
            row.population_label,
            tuple(str(column[key].figure) if key in column else "" for column in columns),
        )
        for key, row in ordered
    ]


def incidents_like(incident: Incident) -> list[Candidate]:
    """Incidents that may be the same as this one, best first, with the reasons; two queries."""
    told = told_by(incident)
    around = near([(told["place"], incident.date_start)], None, [])
    weighed = [weigh_incident(other, told, incident.date_start) for other in around if other.pk != incident.pk]
    likely = [candidate for candidate in weighed if candidate.score >= LIKE_ENOUGH]
    return sorted(likely, key=lambda one: (-one.score, one.incident.pk))[:MOST_OFFERED]


def told_by(incident: Incident) -> dict[str, Any]:
    """An incident in the words in which a report's findings tell of one, for weighing others against it."""
    place = ("country_code", "admin1", "latitude", "longitude")
    return {
        "place": {name: getattr(incident, name) for name in place if getattr(incident, name) not in (None, "")},
        "actors": [{"name": part.actor.name, "side": part.side} for part in incident.parts.select_related("actor")],
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
    }
