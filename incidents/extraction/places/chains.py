"""Chains of places that lie in each other: "Mir Ali town, North Waziristan agency, Pakistan"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from incidents.extraction.gazetteer import look_up
from incidents.extraction.places.words import load_place_words, place_alternatives
from incidents.extraction.types import Span

LinkKind = Literal["quarter", "city", "admin1", "admin2", "town", "area", ""]

LONGEST_LEAD = 90
MOST_LINKS = 5
LINK_NAME = (
    r"(?:[A-Z]|['’][A-Z]|(?:al|el|as|ar|at|ad|ash|ul)-['’]?[A-Z])[\w'’]*"
    r"(?:(?: (?:de|del|da|do|dos|la|las|los|el|al|ad|ed|ud|ar|ur|as|ash|an|e|ul|y|of|and|the)){0,2}"
    r"[ -](?:al-|el-|e-|i-)?['’]?[A-Z0-9][\w'’]*){0,4}"
)
BETWEEN = (
    r"(?:,\s(?:(?:an?|the) )?(?:[\w-]+ ){0,2}?"
    r"(?:capital|headquarters|seat|town|village|suburb|hamlet|community|stronghold)"
    r" (?:of|in|on|near) (?:the )?|,\s(?:in )?(?:the )?|,?\s(?:in|of|near) (?:the )?|\s\()(?:\w+['’]s (?=[A-Z]))?"
)


@dataclass(frozen=True, slots=True)
class Link:
    """One name of a chain, with what the text calls it."""

    name: str
    span: Span
    kind: LinkKind

    @property
    def is_country(self) -> bool:
        return not self.kind and _is_country(self.name)


def _is_country(name: str) -> bool:
    return any(place.kind == "country" for place in look_up(name))


def chain_at(text: str, span: Span, sentence: Span) -> tuple[Link, ...]:
    """The chain that the name at this span is a link of, from the smallest place to the largest."""
    kind = _kind_after().match(text, span[1], sentence[1])
    name = text[slice(*span)]
    word = kind["kind"] if kind else "city" if name.endswith(" City") else ""
    own = Link(name, span, _kind_of(word))
    rest = [] if own.is_country else _rest(text, kind.end() if kind else span[1], sentence[1])
    if (country := next((place for place, link in enumerate(rest) if link.is_country), None)) is not None:
        rest = rest[: country + 1]
    return (*_lead(text, sentence[0], span[0]), own, *rest)


def _rest(text: str, start: int, end: int) -> list[Link]:
    links: list[Link] = []
    while len(links) < MOST_LINKS and (found := _next().match(text, start, end)):
        links.append(_link(found))
        start = found.end()
    return links


def _lead(text: str, start: int, end: int) -> list[Link]:
    """The smaller places before a name, where a word of place leads up to the first of them, or a line begins with what
    the first of them is called ("Municipality of Mayorga, Leyte")."""
    links: list[Link] = []
    while len(links) < MOST_LINKS:
        found = _previous().search(text, max(start, end - LONGEST_LEAD), end)
        if not found or not (found["before"] or found["called"] or found["barangay"]):
            return []
        links.insert(0, _link(found))
        if found["before"] != ", ":
            return links
        end = found.start() + len(", ")
    return []


def _link(found: re.Match[str]) -> Link:
    name, start = found["name"], found.start("name")
    if (owner := _OWNER.match(name)) and not look_up(name):
        name, start = name[owner.end() :], start + owner.end()
    kind = _kind_of(found["kind"] or "")
    if found["called"]:  # the market of a town is in it, and the town is meant
        called = _kind_of(found["called"])
        kind = "town" if called == "quarter" else called
    if not kind and not _is_country(name) and (ending := _kind_at_end().search(name)):
        kind = _kind_of(ending["kind"])
        name = name[: ending.start()]
    if found["barangay"]:
        kind = "quarter"
    return Link(name, (start, start + len(name)), kind)


_OWNER = re.compile(r".*['’]s (?=.)")
"""Whose the place is ("Saudi Arabia's Eastern Province")."""


def _kind_of(word: str) -> LinkKind:
    return _kinds().get(word.lower(), "")


@cache
def _kinds() -> dict[str, LinkKind]:
    words = load_place_words()
    kinds: dict[str, LinkKind] = dict.fromkeys(words["town_words"] | words["quarter_words"], "quarter")
    kinds |= dict.fromkeys(words["settlement_words"], "town")
    for kind in ("area", "admin2", "admin1"):
        kinds |= dict.fromkeys(words[f"{kind}_words"], kind)
    for ambiguous in ("areas", "regions"):  # "Federally Administered Tribal Areas"
        kinds.pop(ambiguous, None)
    return {**kinds, "city": "city", "capital": "city", "municipality": "city"}


@cache
def _kind_words() -> str:
    return "|".join(re.escape(word) for word in sorted(_kinds(), key=len, reverse=True))


@cache
def _kind_after() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)? (?P<kind>{_kind_words()})(?![\w-])", re.I)


@cache
def _kind_at_end() -> re.Pattern[str]:
    return re.compile(rf" (?P<kind>{_kind_words()})$", re.I)


@cache
def _one() -> str:
    barangay = r"(?P<barangay>(?:[Bb]arangay|[Bb]rgy\.?|[Ss]itio|[Pp]urok) )?"
    direction = r"(?:(?:north|south|east|west|central)\w*(?:-\w+)? )?"
    called = rf"(?:(?P<called>(?i:{_kind_words()})) of (?:the )?)?"
    return rf"{direction}{called}{barangay}(?P<name>{LINK_NAME})(?: (?P<kind>{_kind_words()}))?(?![\w-])"


@cache
def _next() -> re.Pattern[str]:
    return re.compile(rf"{BETWEEN}{_one()}")


@cache
def _previous() -> re.Pattern[str]:
    words = f"{place_alternatives('prepositions')}|{place_alternatives('striking')}"
    return re.compile(rf"(?P<before>, |\b(?:{words}) (?:the )?|(?<![^\n])){_one()}{BETWEEN}$")
