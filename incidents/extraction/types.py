"""What extraction gives back: plain frozen values, each with its span and the rules that made it.

Spans are `(start, end)` in Unicode code points of the text as given; `text[start:end]` holds the
words. `as_json` methods give the shapes of the `extract` command's contract (docs/extraction.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incidents.vocabulary import (
    ActorKind,
    DatePrecision,
    EventType,
    GeoPrecision,
    Group,
    Hedge,
    Measure,
    Scope,
    Side,
    Status,
    SubEventType,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people as worded: low <= best <= high where known (methodology.md, section 2)."""

    low: int
    best: int | None
    high: int | None
    open_upper: bool = False
    hedge: Hedge = Hedge.EXACT
    raw: str = ""

    @property
    def is_vague(self) -> bool:
        """A word that stands for a range ("several", "dozens", a bare plural)."""
        return self.hedge is Hedge.VAGUE


@dataclass(frozen=True, slots=True)
class Person:
    """One victim told of by name or age. `age` is in full years, `sex` is "female", "male" or empty, `kin` what the
    words make it to another victim ("wife"); whatever they do not tell is empty or None."""

    name: str
    age: int | None
    sex: str
    kin: str
    raw: str
    span: Span

    def as_json(self) -> dict[str, Any]:
        told = {"name": self.name, "age": self.age, "sex": self.sex, "kin": self.kin}
        return {**told, "words": self.raw, "span": list(self.span)}


@dataclass(frozen=True, slots=True)
class Victims:
    """Whose losses a claim counts. `actor` is the canonical name in the actor lexicon, or None. `named` are the names
    of those told of by name, `people` is what the words tell of each person whom they single out."""

    raw: str
    actor: str | None = None
    status: Status = Status.UNKNOWN
    group: Group | None = None
    named: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "raw": self.raw,
            "actor": self.actor,
            "status": self.status.value,
            "group": self.group.value if self.group else None,
            "named": list(self.named),
            "people": [person.as_json() for person in self.people],
        }


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is quoted for a claim. `actor` is the armed actor or state that they speak for, or None."""

    name: str
    role: str
    raw: str
    span: Span
    actor: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "role": self.role,
            "raw": self.raw,
            "span": list(self.span),
            "actor": self.actor,
        }


@dataclass(frozen=True, slots=True)
class Rival:
    """How another rule reads the same words, where the two cannot both be right: its number, measure or claimant."""

    rule: str
    quantity: Quantity | None = None
    measure: Measure | None = None
    claimant: Claimant | None = None

    def as_json(self) -> dict[str, Any]:
        """The rule, and only what it reads otherwise, under the names that a claim has for it."""
        told: dict[str, Any] = {"rule": self.rule}
        if self.quantity:
            quantity = self.quantity
            told |= {"low": quantity.low, "best": quantity.best, "high": quantity.high}
            told |= {"open_upper": quantity.open_upper, "hedge": quantity.hedge.value}
        if self.measure:
            told["measure"] = self.measure.value
        if self.claimant:
            told["claimant"] = self.claimant.as_json()
        return told


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One attributed casualty statement. `rivals` are what other rules read in its words.

    Three fields are indexes of other claims of the report. `part_of`: the claim that it is a part of. `beside`: the
    claim to whose people its own are added. `retells`: the claim whose people, or some of them, it repeats with another
    figure. `incident` is the index of the incident of the report that it tells of: None for one that sums several, or
    tells of none of them.
    """

    measure: Measure
    quantity: Quantity
    raw: str
    span: Span
    victims: Victims
    claimant: Claimant | None = None
    scope: Scope = Scope.WHOLE
    part_of: int | None = None
    beside: int | None = None
    retells: int | None = None
    incident: int | None = 0
    denies: bool = False
    as_of: date | None = None
    confidence: float = 0.0
    rules: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()

    def as_json(self) -> dict[str, Any]:
        quantity = self.quantity
        return {
            "measure": self.measure.value,
            "low": quantity.low,
            "best": quantity.best,
            "high": quantity.high,
            "open_upper": quantity.open_upper,
            "raw": self.raw,
            "span": list(self.span),
            "hedge": quantity.hedge.value,
            "denies": self.denies,
            "victims": self.victims.as_json(),
            "claimant": self.claimant.as_json() if self.claimant else None,
            "scope": self.scope.value,
            "part_of": self.part_of,
            "beside": self.beside,
            "retells": self.retells,
            "incident": self.incident,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "confidence": round(self.confidence, 3),
            "rules": list(self.rules),
            "rivals": [rival.as_json() for rival in self.rivals],
        }


@dataclass(frozen=True, slots=True)
class NotAClaim:
    """A number that was looked at and left out, and why, so that a reviewer can see the reason."""

    raw: str
    span: Span
    reason: str
    rule: str

    def as_json(self) -> dict[str, Any]:
        return {"raw": self.raw, "span": list(self.span), "reason": self.reason, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class ExtractedDate:
    """When it happened: first and last day, how exactly that is known, and the words that say so."""

    start: date
    end: date
    precision: DatePrecision
    span: Span | None = None
    raw: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ExtractedPlace:
    """Where it happened, from the gazetteer; latitude and longitude in degrees, WGS 84."""

    name: str
    admin1: str | None
    admin2: str | None
    country: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: GeoPrecision
    span: Span | None
    rule: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "admin1": self.admin1,
            "admin2": self.admin2,
            "country": self.country,
            "country_code": self.country_code,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "geo_precision": self.geo_precision.value,
            "span": list(self.span) if self.span else None,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class ExtractedActor:
    """An actor of the report, under its canonical name, with the side that it has in the incident.

    One that is `implied` is not named in the text: it follows from the type, and `span` has the words that tell that.
    """

    name: str
    side: Side
    kind: ActorKind
    span: Span
    implied: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "side": self.side.value,
            "kind": self.kind.value,
            "span": list(self.span),
            "implied": self.implied,
        }


@dataclass(frozen=True, slots=True)
class ExtractedEvent:
    """What the report is about. Anything that the text does not tell is None or empty."""

    date: ExtractedDate | None = None
    place: ExtractedPlace | None = None
    event_type: EventType | None = None
    sub_event_type: SubEventType | None = None
    actors: tuple[ExtractedActor, ...] = ()
    weapons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    type_words: tuple[str, ...] = ()
    """The words that speak for the type."""
    type_share: float | None = None
    """The share of the probability, from 0 to 1, of a type that was guessed; None where rules tell it."""

    def as_json(self) -> dict[str, Any]:
        when = self.date
        return {
            "date_start": when.start.isoformat() if when else None,
            "date_end": when.end.isoformat() if when else None,
            "date_precision": when.precision.value if when else None,
            "date_span": list(when.span) if when and when.span else None,
            "date_raw": when.raw if when else None,
            "event_type": self.event_type.value if self.event_type else None,
            "sub_event_type": self.sub_event_type.value if self.sub_event_type else None,
            "type_words": list(self.type_words),
            "type_share": self.type_share,
            "place": self.place.as_json() if self.place else None,
            "actors": [actor.as_json() for actor in self.actors],
            "weapons": list(self.weapons),
        }


@dataclass(frozen=True, slots=True)
class Total:
    """A report's own tally of one measure for the event that it is about."""

    low: int
    best: int | None
    high: int | None

    def as_json(self) -> dict[str, int | None]:
        return {"low": self.low, "best": self.best, "high": self.high}


@dataclass(frozen=True, slots=True)
class ExtractedIncident:
    """One of the incidents that a report tells of: its stretch of the text, and why it begins there.

    `totals` are the tally of its own claims. Stretches of one report do not overlap and stand in the order of the text.
    """

    span: Span
    why: str
    event: ExtractedEvent
    totals: dict[Measure, Total] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        totals = {measure.value: total.as_json() for measure, total in self.totals.items()}
        return {"span": list(self.span), "why": self.why, **self.event.as_json(), "totals": totals}


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is no part of the report, and why: a menu, a teaser, a byline (methodology.md, 3)."""

    span: Span
    why: str

    def as_json(self) -> dict[str, Any]:
        return {"span": list(self.span), "why": self.why}


@dataclass(frozen=True, slots=True)
class ExtractedReport:
    """All that was found in one text. `readable` is False for a language that the pipeline cannot read.

    `event` is that of the first and main incident, `totals` are the sum over all.
    """

    language: str
    pipeline_version: str
    claims: tuple[ExtractedClaim, ...] = ()
    not_claims: tuple[NotAClaim, ...] = ()
    totals: dict[Measure, Total] = field(default_factory=dict)
    event: ExtractedEvent = field(default_factory=ExtractedEvent)
    incidents: tuple[ExtractedIncident, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    readable: bool = True

    def as_json(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "pipeline_version": self.pipeline_version,
            "claims": [claim.as_json() for claim in self.claims],
            "not_claims": [left_out.as_json() for left_out in self.not_claims],
            "totals": {measure.value: total.as_json() for measure, total in self.totals.items()},
            "event": self.event.as_json(),
            "incidents": [incident.as_json() for incident in self.incidents],
            "furniture": [stretch.as_json() for stretch in self.furniture],
        }
