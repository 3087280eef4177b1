"""The first letters that a pattern can match: at a word that begins with others it need not be tried.

A search goes over the whole text for each pattern, and tries each of its alternatives at each word. Told apart by
their first letters, some hundred patterns are tried at the few words that may fit them, in one walk over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser as parser  # type: ignore[attr-defined]  # the only place that knows how a pattern is read
from typing import Any

from incidents.extraction.rules import any_of

SIZE = 3
"""How many letters are looked at."""
ANYTHING = "\0"
"""Stands in an opening for what no single letter can be told of."""
WORD_START = re.compile(rf"(?<![\w-])(?=(.{{1,{SIZE}}}))", re.S)
"""Where the patterns of `any_of` may begin, and the letters there."""


class PatternsByOpening:
    """Patterns of some owners, each owner known by its number; all are written as `any_of` takes them."""

    def __init__(self, patterns_of: Iterable[Iterable[str]]) -> None:
        self._patterns: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        for owner, patterns in enumerate(patterns_of):
            for pattern in map(any_of, ([one] for one in patterns)):
                for opening in openings(pattern):
                    self._patterns.setdefault(opening, []).append((owner, pattern))

    def owners_found(self, text: str) -> set[int]:
        """Those of whose patterns one is found in a text in lower case."""
        found: set[int] = set()
        for start in WORD_START.finditer(text):
            letters = start[1]
            for opening in (letters[:size] for size in range(len(letters) + 1)):
                for owner, pattern in self._patterns.get(opening, ()):
                    if owner not in found and pattern.match(text, start.start()):
                        found.add(owner)
        return found


def openings(pattern: re.Pattern[str]) -> set[str]:
    """What a match may begin with: SIZE letters, or fewer where anything may follow them."""
    return {opening.split(ANYTHING)[0][:SIZE] for opening in _openings(parser.parse(pattern.pattern, pattern.flags))}


def _openings(parsed: Any) -> set[str]:
    told = {""}
    for kind, what in parsed:
        if kind in (parser.ASSERT, parser.ASSERT_NOT, parser.AT):
            continue
        following = _openings_of_one(kind, what)
        told = {one if _is_whole(one) else one + more for one in told for more in following}
    return told


def _openings_of_one(kind: Any, what: Any) -> set[str]:
    if kind is parser.LITERAL:
        return {chr(what)}
    if kind is parser.SUBPATTERN:
        return _openings(what[-1])
    if kind is parser.BRANCH:
        return {opening for branch in what[1] for opening in _openings(branch)}
    if kind in (parser.MAX_REPEAT, parser.MIN_REPEAT):
        least, most, repeated = what
        once = {opening + ("" if most == 1 else ANYTHING) for opening in _openings(repeated)}
        return once if least else once | {""}
    return {ANYTHING}


def _is_whole(opening: str) -> bool:
    return ANYTHING in opening or len(opening) >= SIZE
