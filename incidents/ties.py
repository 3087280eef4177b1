"""When a claim of a report may be tied to another: one voice, one people, one measure (methodology.md, section 3a).

It is one rule for what the program finds and for what people tie, so extraction, the record and the pages ask here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import NamedTuple

from incidents.vocabulary import Status, Tie

ANOTHER_VOICE = "another voice"
ANOTHER_MEASURE = "another measure"
OTHER_PEOPLE = "other people"


class Teller(NamedTuple):
    """What a tie asks of a claim. `actor` and the actor that it belongs to, `above`, are names or keys.

    `voice` is None where nobody is quoted, and the text itself speaks.
    """

    voice: str | None
    measure: str
    actor: Hashable | None
    status: str
    group: str | None
    above: Hashable | None = None


def why_untied(tie: Tie, one: Teller, other: Teller) -> str:
    """Why one claim cannot be tied to another in that way, in two words; nothing where it can."""
    if one.voice != other.voice:
        return ANOTHER_VOICE
    if one.measure != other.measure:
        return ANOTHER_MEASURE
    return "" if _may_be_one_people(tie, one, other) else OTHER_PEOPLE


def _may_be_one_people(tie: Tie, one: Teller, other: Teller) -> bool:
    """Not civilians and combatants, nor two sides. Children and women are never the same, but they add up."""
    if {one.status, other.status} == {Status.CIVILIAN, Status.COMBATANT}:
        return False
    if tie is not Tie.BESIDE and one.group and other.group and one.group != other.group:
        return False
    return None in (one.actor, other.actor) or one.actor in (other.actor, other.above) or one.above == other.actor


def leads_to(ties: Mapping[int, Collection[int]], start: int, goal: int) -> bool:
    """Whether one comes from a claim to another along ties of any kind; `ties` has the claims that each is tied to."""
    seen: set[int] = set()
    ahead = [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += ties.get(here, ())
    return False
