"""Names that a word of administration announces as a place's ("Brgy. San Roque", "Kikondo chiefdom"), listed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from incidents.extraction.places.words import load_place_words, place_alternatives
from incidents.extraction.types import Span

_NAME = r"[A-Z][\w'’]{1,30}(?:[ -](?:de |del |la |el |al-)?[A-Z][\w'’]{1,30}){0,3}"


def announced_places(words: str) -> Iterator[tuple[str, Span]]:
    """Each such name, and where it stands, in order."""
    for found in _announced().finditer(words):
        group = "name" if found["name"] else "called"
        if not set(found[group].lower().split()) & load_place_words()["plain"]:
            yield found[group], found.span(group)


@cache
def _announced() -> re.Pattern[str]:
    before, after = place_alternatives("announcing_before"), place_alternatives("announcing_after")
    return re.compile(rf"\b(?i:{before})\.? (?P<name>{_NAME})|\b(?P<called>{_NAME}) (?i:{after})\b")
