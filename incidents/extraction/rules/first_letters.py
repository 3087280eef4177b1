"""Many patterns sought in one text at once: each only where a word begins with letters with which it can begin.

Forty patterns that go through a text one after another look at each of its letters forty times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from re import _constants as code  # type: ignore[attr-defined]  # the only way to ask a pattern with what it begins
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LETTERS = 4
"""How many first letters of a word are looked at."""
_WORD_BEGINS = re.compile(r"(?<![\w-])(?=(\w.{0,3}))")
_TAKE_NO_LETTER = (code.ASSERT, code.ASSERT_NOT, code.AT)

Openings = tuple[set[str], set[str]]
"""With what a match can begin: as far as it is looked at, or not known further; and what is all of a match."""


class PatternsByFirstLetters:
    """Patterns for texts in lower case whose matches begin where a word does, as those of `any_of`."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = patterns
        self.anywhere: list[int] = []
        self.by_letters: dict[str, list[int]] = defaultdict(list)
        for index, pattern in enumerate(patterns):
            letters = first_letters(pattern.pattern)
            if all(letters) and all(each[0].isalnum() for each in letters):
                for each in sorted(letters):
                    self.by_letters[each].append(index)
            else:
                self.anywhere.append(index)

    def first_matches(self, text: str) -> dict[int, re.Match[str]]:
        """Of each pattern that has a match in the text the first, by the pattern's number, in order."""
        found = {index: match for index in self.anywhere if (match := self.patterns[index].search(text))}
        for begin in _WORD_BEGINS.finditer(text):
            letters = begin[1]
            for size in range(1, len(letters) + 1):
                for index in self.by_letters.get(letters[:size], ()):
                    if index not in found and (match := self.patterns[index].match(text, begin.start())):
                        found[index] = match
        return dict(sorted(found.items()))


def first_letters(pattern: str) -> set[str]:
    """The letters, four at most, with which a match can begin; "" among them where it can begin with any."""
    known, whole = _openings(parser.parse(pattern))
    return known | whole


def _openings(parts: Iterable[tuple[Any, Any]]) -> Openings:
    known: set[str] = set()
    whole = {""}
    for kind, of in parts:
        if kind in _TAKE_NO_LETTER:
            continue
        alternatives = _openings_of_part(kind, of)
        if alternatives is None:
            return known | whole, set()
        longer = {(before + after)[:LETTERS] for before in whole for _, ends in alternatives for after in ends}
        known |= {(before + after)[:LETTERS] for before in whole for begins, _ in alternatives for after in begins}
        known |= {letters for letters in longer if len(letters) == LETTERS}
        whole = {letters for letters in longer if len(letters) < LETTERS}
        if not whole:
            break
    return known, whole


def _openings_of_part(kind: Any, of: Any) -> list[Openings] | None:
    """Those of each way in which a part of a pattern can be matched; None where it can be any letter."""
    if kind is code.LITERAL:
        return [(set(), {chr(of)})]
    if kind is code.IN and all(one is code.LITERAL for one, _ in of):
        return [(set(), {chr(letter) for _, letter in of})]
    if kind is code.BRANCH:
        return [_openings(way) for way in of[1]]
    if kind is code.SUBPATTERN:
        return [_openings(of[3])]
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        least, most, repeated = of
        known, whole = _openings(repeated)
        once = (known, whole) if most == 1 else (known | whole, set[str]())
        return [once] if least else [once, (set(), {""})]
    return None
