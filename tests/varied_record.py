"""A record in which everything differs that the language of filters tells apart; the same in every run.

Every figure comes the way of the desk: reports told of an incident, their claims were accepted and reconciled, and some
figures were set by hand. Nothing here is a real name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Actor, Incident, Source
from incidents.vocabulary import (
    SUB_EVENT_TYPES,
    ActorKind,
    DatePrecision,
    EventType,
    GeoPrecision,
    Hedge,
    Measure,
    Scope,
    Side,
    Status,
    SubEventType,
)
from incidents.workflow.figures.overrides import override_estimate
from incidents.workflow.incidents.regrouping import merge_incidents
from tests import factories

INCIDENTS = 60
FIRST_DAY, DAYS = date(2023, 11, 20), 200
PLACES = [
    ("Norland", "Northern Province", "Ashkel"),
    ("Norland", "Northern Province", "Velm"),
    ("Norland", "Lake Province", "Torrin"),
    ("Sudland", "Coast", "Marra"),
    ("Sudland", "Hills", "Osk"),
    ("Westmark", "Plain", "Brenn"),
    ("", "", ""),
]
TYPES = [EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS, EventType.RIOTS]
FORCES = {
    "Red": ActorKind.STATE_FORCES,
    "Blue": ActorKind.REBEL_GROUP,
    "Grey": ActorKind.POLITICAL_MILITIA,
    "Green": ActorKind.EXTERNAL_FORCES,
}
GRADES = "AABCDF"
CLAIMANTS = ["", "the clinic", "the governor", "residents", "Colonel Ost"]


@dataclass(frozen=True, slots=True)
class VariedRecord:
    """What the record was made of."""

    person: User
    incidents: list[Incident]
    actors: list[Actor]
    sources: list[Source]


def varied_record(seed: int = 6) -> VariedRecord:
    """Sixty incidents, most of them told of by one to three reports."""
    random = Random(seed)
    person = factories.person("vera")
    actors = [factories.actor(f"{name} force", kind=kind) for name, kind in FORCES.items()]
    sources = [factories.source(f"Post {number}", reliability=grade) for number, grade in enumerate(GRADES)]
    record = VariedRecord(person, [], actors, sources)
    for number in range(INCIDENTS):
        record.incidents.append(an_incident(record, number, random))
    set_some_by_hand(record, random)
    merge_incidents(kept=record.incidents[0], merged=record.incidents[1], person=person, reason="the same attack")
    return record


def an_incident(record: VariedRecord, number: int, random: Random) -> Incident:
    """One incident with its parts and reports."""
    country, province, place = random.choice(PLACES)
    kind: EventType | str = random.choice([*TYPES, ""])
    sub: SubEventType | str = random.choice([*SUB_EVENT_TYPES[kind], ""]) if isinstance(kind, EventType) else ""
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    incident = factories.incident(
        f"Attack {number}{f' in {place}' if place else ''}",
        event_type=kind,
        sub_event_type=sub,
        date_start=day,
        date_end=day + timedelta(days=random.choice((0, 0, 0, 2))),
        date_precision=random.choice(list(DatePrecision)),
        country=country,
        country_code="",
        admin1=province,
        place_name=place,
        geo_precision=random.choice(list(GeoPrecision)),
        made_by=record.person,
    )
    sides = random.choice([(), (Side.A,), (Side.A, Side.B), (Side.A, Side.B), (Side.A, Side.B, Side.OTHER)])
    parts = dict(zip(sides, random.sample(record.actors, len(sides)), strict=True))
    for side, actor in parts.items():
        factories.takes_part(incident, actor, side)
    for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3))):
        a_report(record, incident, parts, random)
    return incident


def a_report(record: VariedRecord, incident: Incident, parts: dict[Side, Actor], random: Random) -> None:
    """A report of it, some days later, that gives one to three figures."""
    factories.reviewed_report(
        incident,
        *(a_claim(parts, random, place) for place in range(random.choice((1, 1, 2, 3)))),
        person=record.person,
        source=random.choice(record.sources),
        published=incident.date_start + timedelta(days=random.choice((0, 1, 1, 2, 5, 20, 60))),
        published_time=random.choice((None, time(6, 30), time(14, 5))),
        title=random.choice(("Dead in market", "Shelling goes on", "Town attacked at dawn")),
    )


def a_claim(parts: dict[Side, Actor], random: Random, place: int) -> dict[str, Any]:
    """Somebody's figure, worded as reports word it."""
    low = random.randrange(1, 60)
    worded: dict[str, Any] = random.choice(
        [
            {"low": low},
            {"low": low},
            {"low": low, "high": None, "open_upper": True, "hedge": Hedge.AT_LEAST},
            {"low": low, "best": low + 5, "high": low + 10, "hedge": Hedge.RANGE},
            {"low": 12, "best": 24, "high": 99, "hedge": Hedge.VAGUE},
            {"low": low, "scope": Scope.PART},
            {"low": 0, "denies": True, "hedge": Hedge.DENIAL},
            {"low": 1, "best": None, "high": None, "open_upper": True, "hedge": Hedge.UNQUANTIFIED},
        ]
    )
    victims: list[dict[str, Any]] = [{}, {}, {"status": Status.CIVILIAN}]
    victims += [{"actor": actor, "status": Status.COMBATANT} for side, actor in parts.items() if side != Side.OTHER]
    speaker = {"speaker": parts[Side.A]} if Side.A in parts and random.random() < 0.4 else {}
    return {
        "words": f"figure {place} of {worded['low']}",
        "measure": random.choice((Measure.KILLED, Measure.KILLED, Measure.INJURED)),
        "claimant_name": random.choice(CLAIMANTS),
        **worded,
        **random.choice(victims),
        **speaker,
    }


def set_some_by_hand(record: VariedRecord, random: Random) -> None:
    """Six figures for people as a whole that a person set."""
    figures = [figure for each in record.incidents[2:] for figure in each.estimates.people().order_by("measure")]
    for figure in random.sample(figures, 6):
        low = random.randrange(1, 40)
        override_estimate(
            estimate=figure, person=record.person, low=low, best=low + 3, high=low + 9, reason="seen on site"
        )
