"""Found claims read back from the JSON in which the record keeps them: the inverse of their `as_json`."""

from __future__ import annotations

from datetime import date
from typing import Any

from incidents.extraction.types import Claimant, ExtractedClaim, Person, Quantity, Rival, Victims
from incidents.vocabulary import Group, Hedge, Measure, Scope, Status


def claim_from_json(found: dict[str, Any]) -> ExtractedClaim:
    """The claim that `as_json` gave. The words of its quantity alone are not kept, so they are empty."""
    return ExtractedClaim(
        measure=Measure(found["measure"]),
        quantity=quantity_from_json(found),
        raw=found["raw"],
        span=(found["span"][0], found["span"][1]),
        victims=victims_from_json(found["victims"]),
        claimant=claimant_from_json(found["claimant"]),
        scope=Scope(found["scope"]),
        part_of=found.get("part_of"),
        beside=found.get("beside"),
        retells=found.get("retells"),
        incident=found.get("incident", 0),
        denies=found["denies"],
        as_of=date.fromisoformat(found["as_of"]) if found["as_of"] else None,
        confidence=found["confidence"],
        rules=tuple(found["rules"]),
        rivals=tuple(rival_from_json(rival) for rival in found.get("rivals") or ()),
    )


def quantity_from_json(found: dict[str, Any]) -> Quantity:
    """The numbers of a claim or of a rival."""
    return Quantity(found["low"], found["best"], found["high"], found["open_upper"], Hedge(found["hedge"]))


def victims_from_json(found: dict[str, Any]) -> Victims:
    """Whose losses are counted."""
    group = Group(found["group"]) if found["group"] else None
    people = tuple(person_from_json(person) for person in found.get("people") or ())
    return Victims(found["raw"], found["actor"], Status(found["status"]), group, tuple(found["named"]), people)


def person_from_json(found: dict[str, Any]) -> Person:
    """One victim told of by name or age."""
    start, end = found["span"]
    return Person(found["name"], found["age"], found["sex"], found["kin"], found["words"], (start, end))


def claimant_from_json(found: dict[str, Any] | None) -> Claimant | None:
    """Who is quoted, or None."""
    if not found:
        return None
    return Claimant(found["name"], found["role"], found["raw"], (found["span"][0], found["span"][1]), found["actor"])


def rival_from_json(found: dict[str, Any]) -> Rival:
    """How another rule reads the words."""
    return Rival(
        rule=found["rule"],
        quantity=quantity_from_json(found) if "low" in found else None,
        measure=Measure(found["measure"]) if "measure" in found else None,
        claimant=claimant_from_json(found.get("claimant")),
    )
