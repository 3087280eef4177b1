"""The words around names that tell a place from another proper noun, read from `rules/places.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from incidents.extraction.gazetteer import load_supplement, place_key
from incidents.extraction.rules import any_word_of

KindWord = Literal["admin1", "admin2", "town", "area"]
KIND_WORDS: tuple[KindWord, ...] = ("admin1", "admin2", "town", "area")

FILLERS = (
    r"the|a|northern|southern|eastern|western|north|south|east|west|central|downtown|nearby|coastal|rural|"
    r"north-?eastern|north-?western|south-?eastern|south-?western|war-torn|war-ravaged|besieged|rebel-held|"
    r"government-held|occupied|restive|volatile|troubled|neighbou?ring|historic|strategic|port|border|capital|city|"
    r"town|village|refugee|remote|mountainous|upper|lower|old|mainly|both|el|al"
)
OWNING = re.compile(r"['’]s (?:[a-z-]+ ){0,2}")
"""What stands between a town and a part of it ("Aleppo's old ")."""


@cache
def load_place_words() -> dict[str, frozenset[str]]:
    tables = load_supplement()
    named = {name: frozenset(words) for name, words in tables["context"].items()}
    named["stop"] = frozenset(place_key(word) for word in tables["stop"]["words"])
    return named


@cache
def place_alternatives(name: str) -> str:
    return any_word_of(load_place_words()[name])
