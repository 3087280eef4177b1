"""What speaks for a country without naming a place in it: adjectives, parties, forces, words that are at home there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from incidents.extraction import nations
from incidents.extraction.actors import load_lexicon, named_groups
from incidents.extraction.rules import check_rows, load_rules
from incidents.extraction.types import Span

Votes = defaultdict[str, float]

AT_HOME = 1.5
"""What a word speaks for the one country that has it; several share it."""
ABROAD = 0.4
"""What the adjective of a state that fights abroad speaks for its own country ("Russian village")."""
CIVIL_AT_HOME = 0.6
"""What its police and courts speak for it ("Turkish police"), which seldom act abroad."""
FORCES_AT_HOME = 0.5
"""What the forces of any other state speak for it ("Nigerien army")."""

FIGHTERS = 0.2
"""What fighters of a nation, or a group that fights in many countries, speak for it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that speak for a country, and how much."""

    span: Span
    country_code: str
    votes: float
    rule: str
    admin1: str = ""
    """The one province that has what the words name, where only one has it."""


def signs_of_countries(text: str) -> tuple[Sign, ...]:
    """All words of a text that speak for a country, in order; each word at home somewhere once."""
    signs = [*_adjectives(text), *_groups(text), *_words_at_home(text)]
    raiders = _raiders(text) if any(fights_abroad(sign.country_code) for sign in signs) else frozenset()
    held = (sign for sign in signs if sign.rule == "adjective" or sign.country_code not in raiders)
    return tuple(sorted(held, key=lambda sign: (sign.span, sign.country_code)))


def _raiders(text: str) -> frozenset[str]:
    """The states whose aircraft or missiles a text tells of: whom they hit need not be at home ("Turkish jets bombed
    PKK fighters")."""
    found = {}
    for adjective in nations.adjective_pattern().finditer(text):
        code = nations.code_of_adjective(adjective.group())
        following = _FOLLOWING.match(text, adjective.end())
        if fights_abroad(code) and following:
            found[code] = {word.lower() for word in (following["first"], following["second"]) if word}
    return frozenset(code for code, words in found.items() if not words.isdisjoint(_rules().raids))


def speaks_for(code: str, text: str, end: int) -> float:
    """How much a country's name or adjective, which ends there and modifies what follows, speaks for the country."""
    rules = _rules()
    following = _FOLLOWING.match(text, end)
    if following is None or _NO_NOUN.match(text, end):
        if _SOMEBODY_BEFORE.search(text, max(0, end - 40), end):
            return FIGHTERS
        return ABROAD if code in rules.abroad else 1.0
    if following["hyphen"]:
        return 0.0
    words = {word.lower() for word in (following["first"], following["second"]) if word}
    if not words.isdisjoint(rules.elsewhere):
        return 0.0
    if not words.isdisjoint(rules.fighters):
        return FIGHTERS
    is_armed = not words.isdisjoint(rules.forces)
    if code in rules.abroad and not is_armed and not words.isdisjoint(rules.civil):
        return CIVIL_AT_HOME
    if code in rules.abroad:
        return 0.0 if is_armed else ABROAD
    return FORCES_AT_HOME if is_armed else 1.0


def fights_abroad(code: str) -> bool:
    """Whether a state's forces are known for fighting abroad, so that they tell no place."""
    return code in _rules().abroad


def is_owner(before: str) -> bool:
    """Whether the words before a state's name tell of something that is the state's ("a drone of the")."""
    of = _OF.search(before)
    return bool(of and of["what"] in _rules().forces)


_OF = re.compile(r"(?<![\w-])(?P<what>[a-z]+) of (?:the )?$")


def is_people(key: str) -> bool:
    """Whether a name, by its key, is also that of a people or faith ("Arab", "Karen")."""
    return key in _rules().peoples


_FOLLOWING = re.compile(r"(?:['’]s)?(?:(?P<hyphen>-)|[ \n])(?P<first>[\w-]+)(?:[ \n](?P<second>[\w-]+))?")
_SOMEBODY_BEFORE = re.compile(
    r"\b(?i:an?|another|one|two|three|four|five|six|several|some|many|including|\d+) (?:\w+-born )?[A-Z][a-z]+$"
)
_NO_NOUN = re.compile(
    r"[.,;:)]|[ \n](?:who|and|or|were?|was|wanted|named|known|called|identified|suspected|accused|killed|among|from"
    r"|with|in|on|at)\b"
)
"""Around one of a people where no noun follows: whom an attack hit, not where it was ("a Kenyan wanted over ...")."""
_OF_ELSEWHERE = re.compile(
    r"[ -](?:border|frontier|based|born|(?:aid |farm |migrant |foreign )?(?:workers?|engineers?|contractors?)|"
    r"refugees?|migrants?|tourists?|peacekeepers?|nationals?|journalists?|missionar(?:y|ies)|hostages?|embassy|consulate|consul|"
    r"diplomats?|ambassador|delegation|envoy|bound)\b"
)
_BORDER = re.compile(
    r"\b(?:border|frontier)(?:s|ing|ed)?(?: (?:on|with|by))?(?: the)?(?: [A-Z]\w+(?:['’]s| and))? $", re.I
)
_NO_ADJECTIVE_AFTER = re.compile(rf"(?i:\b(?:central|latin|south|north|pan)[ -]$)|{_BORDER.pattern}")
"""What makes something else of a country's adjective ("Central American", "on the border with Cameroon")."""


def is_of_elsewhere(text: str, end: int) -> bool:
    """Whether what follows a name is of the place but not in it ("Somalia-based", "Chinese engineers")."""
    return bool(_OF_ELSEWHERE.match(text, end))


def stands_at_border(before: str) -> bool:
    """Whether the words before a country's name make it one that the place only borders on."""
    return bool(_BORDER.search(before))


def is_in_name_of_water(text: str, span: Span) -> bool:
    """Whether a country's name is a part of that of a lake, river or gulf, on which several countries lie."""
    before, after = text[max(0, span[0] - 20) : span[0]], text[span[1] : span[1] + 20]
    return bool(_WATER_BEFORE.search(before) or _WATER_AFTER.match(after))


_WATER_BEFORE = re.compile(r"\b(?:Lake|River|Gulf of|Sea of|Bay of|Straits? of|Bight of|Cape|Mount) (?:the )?\Z")
_WATER_AFTER = re.compile(r" (?:[Rr]iver|[Ll]ake|[Bb]asin|Strait|Channel|Sea|Gulf|Bay)\b")


def _adjectives(text: str) -> Iterator[Sign]:
    """The adjectives of countries, but for those of a border or of somebody's seat."""
    for found in nations.adjective_pattern().finditer(text):
        code = nations.code_of_adjective(found.group())
        before = text[max(0, found.start() - 20) : found.start()]
        if is_of_elsewhere(text, found.end()) or _NO_ADJECTIVE_AFTER.search(before):
            continue
        if before.endswith("-") or (_NAME_BEFORE.search(before) and not _NOUN_AFTER.match(text, found.end())):
            continue
        if votes := speaks_for(code, text, found.end()):
            yield Sign(found.span(), code, votes, "adjective")


_NAME_BEFORE = re.compile(r"(?<![\w'’])[A-Z][\w'’]*+ $")
_NOUN_AFTER = re.compile(r"[ \n][\w]")
"""Around what is the last name of somebody ("Abu Zaid al-Iraqi", "Omar Yemeni"), not an adjective."""


def _groups(text: str) -> Iterator[Sign]:
    """The armed groups of a text in the countries where they are at home, each once."""
    firsts = {one.name: one for one in reversed(list(named_groups(text))) if not _is_counted(text, one.span)}
    for mention in firsts.values():
        votes = FIGHTERS if mention.name in _rules().groups else 1.0
        for rank, code in enumerate(load_lexicon()[mention.name].countries):
            yield Sign(mention.span, code, min(votes, 0.3) if rank else votes, "group")


def _is_counted(text: str, span: Span) -> bool:
    """Whether it is what a form counts ("KIA x3", "4 KIA"), no party's or army's name."""
    return bool(_COUNTED.match(text, span[1]) or _COUNTS.search(text, max(0, span[0] - 6), span[0]))


def _words_at_home(text: str) -> Iterator[Sign]:
    """The words that only some countries have, each once."""
    words = [(found.group(), found.span()) for found in _WORD.finditer(text)]
    told: set[tuple[str, ...]] = set()
    rules, skip = _rules(), 0
    for index, (word, span) in enumerate(words):
        if index < skip:
            continue
        for phrase, codes in rules.homes.get(word.casefold(), ()):
            there = words[index : index + len(phrase)]
            if len(there) < len(phrase) or not all(
                one == held or one.casefold() == held for (one, _), held in zip(there, phrase, strict=True)
            ):
                continue
            if phrase in rules.shortened and not _is_shortened(text, span):
                continue
            skip = index + len(phrase)
            if _is_counted(text, (span[0], there[-1][1][1])):
                break
            if phrase not in told:
                told.add(phrase)
                for home in codes:
                    code, _, province = home.partition(".")
                    yield Sign((span[0], there[-1][1][1]), code, AT_HOME / len(codes), "at-home", province)
            break


def _is_shortened(text: str, span: Span) -> bool:
    """Whether a short form stands as one of a state does: "Birmingham, Ala.," and no "Ark" or "Miss" of its own."""
    return text[max(span[0] - 2, 0) : span[0]] == ", " and text[span[1] : span[1] + 1] == "."


_WORD = re.compile(r"[^\W_]+")
_COUNTED = re.compile(r" ?[x:=×] ?\d| \d")
_COUNTS = re.compile(r"\d ?x? ?$")


@dataclass(frozen=True, slots=True)
class _Rules:
    homes: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    """First word in lower case -> the phrases that begin with it, longest first, with the codes of the countries that
    have them, or a code and a province ("IN.Assam")."""
    shortened: frozenset[tuple[str, ...]]
    abroad: frozenset[str]
    forces: frozenset[str]
    raids: frozenset[str]
    civil: frozenset[str]
    elsewhere: frozenset[str]
    fighters: frozenset[str]
    groups: frozenset[str]
    peoples: frozenset[str]


@cache
def _rules() -> _Rules:
    tables = load_rules("homes")
    known = {"states", "forces", "raids", "civil", "elsewhere", "fighters", "groups", "peoples"}
    check_rows("homes", [tables["abroad"]], known)
    codes: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, words in (*tables["words"].items(), *tables["shortened"].items()):
        for word in words:
            codes[tuple(_WORD.findall(word))].append(code)
    shortened = frozenset((word,) for words in tables["shortened"].values() for word in words)
    homes: defaultdict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for phrase in sorted(codes, key=len, reverse=True):
        homes[phrase[0].casefold()].append((phrase, tuple(codes[phrase])))
    abroad = {name: frozenset(words) for name, words in tables["abroad"].items()}
    return _Rules(dict(homes), shortened, abroad.pop("states"), **abroad)
