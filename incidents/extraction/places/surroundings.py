"""How much the words around a place speak for the violence having been there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from incidents.extraction.places.words import FILLERS, load_place_words, place_alternatives
from incidents.extraction.sentences import sentence_number
from incidents.extraction.types import Span

TARGET_BONUS = 2.0
"""How much more a place counts that the text calls the target of the assault."""
FIELD_WEIGHT = 12.0
"""How much a place counts that stands in the field of a form that asks for it."""
LONGEST_FIELD = 50
"""In characters: the label of such a field."""


def weight_of(text: str, sentences: Sequence[Span], body: int, name: Span, *, locative: bool) -> float:
    """From 0 up: how much speaks for the violence at the place named there; `body` is the first full sentence."""
    if _FIELD.search(text, max(0, name[0] - LONGEST_FIELD), name[0]):
        return FIELD_WEIGHT
    number = sentence_number(sentences, name)
    start, end = sentences[number]
    sentence = text[start:end].lower()
    before = text[max(start, name[0] - 50) : name[0]].replace("\n", " ").lower()
    if (
        _is_of_a_seat_elsewhere(before)
        or _COME_FROM.search(before)
        or is_of_a_speaker(text, start, name)
        or is_of_a_meeting(text[start : name[0]])
    ):
        return 0.2
    weight = 1.0 + 2.0 * locative + 4.0 / (1 + max(0, number - body))
    weight += 2.0 * speaks_of_violence(sentence)
    if any(phrase in sentence for phrase in load_place_words()["background"]):
        weight *= 0.3
    if _target_before().search(text[max(start, name[0] - 100) : name[0]].replace("\n", " ").lower()):
        weight += TARGET_BONUS
    if _ROAD.match(text, name[1]) or _BEARING.search(text, max(start, name[0] - 80), name[0]):
        weight *= 0.5
    return weight


def is_of_a_speaker(text: str, start: int, name: Span) -> bool:
    """Whether the place is where somebody tells of the incident ("officials in Quetta said", "said in Cairo")."""
    if _SAID_IN.search(text, max(start, name[0] - 60), name[0]):
        return True
    following = _SAYS.match(text, name[1])
    return bool(following and _SPEAKER_IN.search(text, max(start, name[0] - 60), name[0]))


_FIELD = re.compile(
    r"(?:^|[\n|;])[^\w\n]*(?:incident |exact )?"
    r"(?:location|place|where|site|scene|village|town|township|locality|settlement)"
    r"(?: of (?:the )?(?:incident|occurrence|event|attack|offence|crime))?\s*[:–-]\s*\Z",
    re.I,
)
"""The label of a form's field that asks where it was ("Place of occurrence: ")."""
_SAID_IN = re.compile(
    r"\b(?:said|announced|reported|confirmed|added|told(?: [A-Z]\w*){1,3}|told reporters)"
    r"(?: on [A-Z]\w+| today| yesterday)?(?: by (?:tele)?phone)?,? (?:in|from)(?: the)?(?: capital,?)? $"
    r"|\bby (?:tele)?phone from $"
)
_COME_FROM = re.compile(
    r"\b(?:labou?rers?|workers?|migrants?|m[ae]n|wom[ae]n|people|students?|pilgrims?|traders?|merchants?|famil(?:y|ies)|"
    r"refugees?|recruits?|fighters?|volunteers?|natives?|hails?|hailed|came|comes?|originally|returning|returned|travell?ing)"
    r" from(?: the)?(?: \w+ern)? $"
)
"""Where somebody comes from ("two labourers from Uttar Pradesh")."""
_SAYS = re.compile(r",? (?:said|reported|told|announced|confirmed|added)\b")
_SPEAKER_IN = re.compile(
    r"\b(?:officials?|sources?|spokes\w+|television|radio|medics?|doctors?|hospitals?|authorities|ministry|ombudsman|court|"
    r"prosecutors?|diplomats?|commanders?|agency|office|headquarters|station|refugees?|survivors?|residents?)"
    r"(?: [a-z]+)? (?:in|from|at)(?: the)?(?: capital,?)? $"
)


def is_of_a_meeting(words: str) -> bool:
    """Whether the clause that these words end in tells of talks, visits or speeches, and of no violence."""
    clause = _CLAUSE_START.split(words.replace("\n", " ").lower())[-1]
    return bool(_meeting().search(clause)) and not speaks_of_violence(clause)


_CLAUSE_START = re.compile(r"[;:(]\s|,\s|\b(?:as|while|when|after|before|where|but|that)\b")


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{place_alternatives('meetings')})(?![\w-])")


@cache
def _target_before() -> re.Pattern[str]:
    """Words that make the name after them the target ("assault by rebels on the southern town of")."""
    return re.compile(
        rf"\b(?:{place_alternatives('onslaughts')})(?: by(?: [\w'’-]+){{1,4}}?)? (?:on|against|at|upon)"
        rf"(?: [\w'’-]+){{0,5}}? ?$|\b(?:{place_alternatives('striking')})(?: (?:{FILLERS}|of|in|at|near|[\w-]+n))* ?$"
    )


_ROAD = re.compile(r"(?:[-–]\w+)?\s+(?:road|highway|street|avenue|motorway)\b", re.I)
_BEARING = re.compile(
    r"[A-Z][\w'’-]*,? (?:(?:about|some|around|roughly|just|in the) )?"
    r"(?:\d[\d.,]* (?:kms?|kilomet\w+|miles?) )?(?:to the )?"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)? of(?: the)?(?: \w+)?\s*$"
)
"""A place that says where another one lies ("in Abu Ghraib, west of Baghdad")."""


def speaks_of_violence(sentence: str) -> bool:
    """Whether a sentence has words of attack, fighting, death or arrest."""
    return not load_place_words()["violent"].isdisjoint(re.findall(r"[a-z]+", sentence.lower()))


def _is_of_a_seat_elsewhere(before: str) -> bool:
    """Whether the words before a place make it one where people are treated, talk or sit, and no target or scene
    ("the bombing of a hospital in", "outside a court in")."""
    found = _elsewhere_before().search(before)
    return found is not None and not _scene_before().search(before, 0, found.start())


@cache
def _scene_before() -> re.Pattern[str]:
    deeds = "|".join(place_alternatives(name) for name in ("striking", "onslaughts"))
    between = rf"(?!(?:at|in|to|from|by|for|of|and|as|{_WEEKDAYS})\b)[\w'’-]+"
    return re.compile(
        rf"\b(?:on|against|outside|opposite|near|in front of|(?:{deeds})(?: of| at)?) (?:{between} ){{0,4}}\Z"
    )


_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"


@cache
def _elsewhere_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_alternatives('elsewhere_before')})(?: (?:the|\w+['’]s|capital))*[ ,]*$")
