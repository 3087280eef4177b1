"""Peoples, tribes and clans in arms, and groups that no list has: named as the report names them.

"Turkana raiders" are a militia of the Turkana; "Turkana herders" are one only where they do violence, so whoever finds
these must look at what they do. The peoples are listed (rules/actors.toml); what makes them armed is a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from incidents.extraction.rules import load_rules
from incidents.extraction.types import Span
from incidents.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class ArmedPeople:
    """People in arms at one span; those of a peaceful trade are such `only_as_doers`."""

    name: str
    kind: ActorKind
    span: Span
    only_as_doers: bool


def find_peoples(text: str) -> Iterator[ArmedPeople]:
    """Peoples in arms, or of a trade, and groups with a name before "rebels" and the like, in order."""
    for found in _people_pattern().finditer(text):
        if acronym := found["acronym"]:
            yield ArmedPeople(acronym, ActorKind.REBEL_GROUP, found.span(), only_as_doers=False)
            continue
        name = _names()[" ".join((found["people"] or found["of"]).split())]
        if found["rebels"]:
            yield ArmedPeople(f"{name} militants", ActorKind.REBEL_GROUP, found.span(), only_as_doers=False)
        else:
            yield ArmedPeople(f"{name} militia", ActorKind.IDENTITY_MILITIA, found.span(), not found["armed"])


@cache
def _names() -> dict[str, str]:
    """A people's name, however it is spelled -> as we write it."""
    return {one: name for name, others in load_rules("actors")["peoples"]["names"].items() for one in (name, *others)}


@cache
def _people_pattern() -> re.Pattern[str]:
    rules = load_rules("actors")["peoples"]
    between, rebels, armed, trades, members, bodies, acronyms = (
        _any(rules[table]) for table in ("between", "rebels", "armed", "trades", "members", "bodies", "no_groups")
    )
    names = "|".join(re.escape(name).replace("\\ ", r"\s") for name in sorted(_names(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<people>{names})(?:[\s-](?:{between})){{0,2}}"
        rf"[\s-](?:(?i:(?P<rebels>{rebels})|(?P<armed>{armed})|{trades}))"
        rf"|(?=\w+\s(?:from|of)\sthe\s)(?i:{trades}|{members})\s(?:from|of)\sthe\s(?P<of>{names})(?:\sethnic)?\s(?:{bodies})"
        rf"|(?P<acronym>(?!(?:{acronyms})\b)[A-Z][A-Z-]{{1,6}}[A-Z])\s(?i:{rebels}))(?!\w)"
    )


def _any(words: list[str]) -> str:
    return "|".join(word.replace(" ", r"\s") for word in sorted(words, key=len, reverse=True))
