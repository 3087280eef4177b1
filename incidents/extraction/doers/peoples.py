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
    """Peoples who fight each other; then peoples in arms, or of a trade, and groups with a name before "rebels"."""
    yield from _feuding_peoples(text)
    for found in _people_pattern().finditer(text):
        if acronym := found["acronym"]:
            yield ArmedPeople(acronym, ActorKind.REBEL_GROUP, found.span(), only_as_doers=False)
            continue
        name = _names()[" ".join((found["people"] or found["of"]).split())]
        if found["rebels"]:
            yield ArmedPeople(f"{name} militants", ActorKind.REBEL_GROUP, found.span(), only_as_doers=False)
        else:
            yield ArmedPeople(f"{name} militia", ActorKind.IDENTITY_MILITIA, found.span(), not found["armed"])


def _feuding_peoples(text: str) -> Iterator[ArmedPeople]:
    """Both peoples of a fight, though no noun for arms follows ("a clash between Turkana and Pokot")."""
    between_listed, of_unlisted = _feud_patterns()
    patterns = [*(between_listed if _name_pattern().search(text) else ()), *of_unlisted]
    for pattern in patterns:
        for found in pattern.finditer(text):
            for side in ("one", "other"):
                told = " ".join(found[side].split())
                name = f"{_names().get(told, told)} militia"
                yield ArmedPeople(name, ActorKind.IDENTITY_MILITIA, found.span(side), only_as_doers=False)


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_alternatives()})(?![\w-])")


@cache
def _feud_patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """A fight between two peoples of the list, or two whom the text calls clans; or that both of them fought."""
    rules = load_rules("actors")["peoples"]
    fights, fought, bodies, clans = (_any(rules[table]) for table in ("feuds", "fought", "bodies", "clans"))
    listed = _alternatives()
    lead = r"(?:(?:the|some|rival|armed|ethnic|local|members\sof|men\sof|youths?\sof)\s){0,3}"
    between = rf"(?<![\w-])(?i:{fights})(?:\s[\w'’-]{{1,20}}){{0,5}}?\s(?:between|pitting)\s{lead}"
    other = rf"{lead}(?P<other>{listed})"
    unlisted = r"[A-Z][\w'’-]{2,20}"
    after = rf"(?:\s(?:{bodies}))?"
    between_listed = (
        re.compile(rf"{between}(?P<one>{listed}){after},?\s(?:and|against)\s{other}(?![\w-])"),
        re.compile(rf"(?<![\w-])(?P<one>{listed}){after}\sand\s{other}{after}\s(?:{fought})(?!\w)"),
        re.compile(rf"(?<![\w-])(?P<one>{listed}){after}\s(?:{fought})\s(?:with|against)\s{other}(?![\w-])"),
    )
    of_unlisted = (
        re.compile(rf"{between}(?P<one>{unlisted})\sand\s{lead}(?P<other>{unlisted})\s(?:{clans})(?!\w)"),
        re.compile(rf"(?<![\w-])(?P<one>{unlisted})\sand\s(?P<other>{unlisted})\s(?:{clans})\s(?:{fought})(?!\w)"),
    )
    return between_listed, of_unlisted


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
    names = _alternatives()
    return re.compile(
        rf"(?<![\w-])(?:(?P<people>{names})(?:[\s-](?:{between})){{0,2}}"
        rf"[\s-](?:(?i:(?P<rebels>{rebels})|(?P<armed>{armed})|{trades}))"
        rf"|(?=\w+\s(?:from|of)\sthe\s)(?i:{trades}|{members})\s(?:from|of)\sthe\s(?P<of>{names})(?:\sethnic)?\s(?:{bodies})"
        rf"|(?P<acronym>(?!(?:{acronyms})\b)[A-Z][A-Z-]{{1,6}}[A-Z])\s(?i:{rebels}))(?!\w)"
    )


@cache
def _alternatives() -> str:
    """All names of peoples, the longest first."""
    return "|".join(re.escape(name).replace("\\ ", r"\s") for name in sorted(_names(), key=len, reverse=True))


def _any(words: list[str]) -> str:
    return "|".join(word.replace(" ", r"\s") for word in sorted(words, key=len, reverse=True))
