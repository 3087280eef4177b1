"""Patterns of words, sought only where a word of the text begins as one of them does: most rules are ruled out so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LENGTH = 4
"""Letters of a beginning; a pattern that leaves one of them open has shorter ones."""
NOT_IN_A_WORD = re.compile(rf"(?<![\w-])(?=(.{{1,{LENGTH}}}))", re.DOTALL)

Beginnings = Mapping[str, list[int]]
"""Where each beginning stands in a text, in order."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern of words, and with what its matches begin: each with one of `full`, or with one of `short`."""

    pattern: re.Pattern[str]
    full: frozenset[str]
    short: tuple[str, ...]

    def search(self, text: str, beginnings: Beginnings) -> re.Match[str] | None:
        """Where the words stand first in a text that has these beginnings."""
        known = beginnings.keys() & self.full
        if self.short:
            known |= {one for one in beginnings if one.startswith(self.short)}
        starts = sorted(start for one in known for start in beginnings[one])
        return next((found for start in starts if (found := self.pattern.match(text, start))), None)


def with_beginnings(pattern: re.Pattern[str]) -> Sought:
    """A pattern none of whose matches begins within a word, as those of `any_of`."""
    going_on, full = _beginnings(parser.parse(pattern.pattern, pattern.flags), {""})
    short = {one for one in going_on | full if len(one) < LENGTH}
    return Sought(pattern, frozenset(full - short), tuple(sorted(short)))


def beginnings_in(text: str) -> Beginnings:
    """With what the words of a text begin, and whatever else does not stand within a word."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for found in NOT_IN_A_WORD.finditer(text):
        places[found[1]].append(found.start())
    return places


def _beginnings(parsed: Iterable[Any], begun: set[str]) -> tuple[set[str], set[str]]:
    """What a part of a pattern makes of what stands before it: beginnings that may go on, and those that are known."""
    going_on, done = begun, set[str]()
    for kind, value in parsed:
        if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT):
            continue
        going_on, known = _beginnings_of_one(kind, value, going_on)
        done |= known
        if not going_on:
            break
    return going_on, done


def _beginnings_of_one(kind: Any, value: Any, begun: set[str]) -> tuple[set[str], set[str]]:
    if kind == kinds.LITERAL:
        longer = {one + chr(value) for one in begun}
        done = {one for one in longer if len(one) == LENGTH}
        return longer - done, done
    if kind == kinds.SUBPATTERN:
        return _beginnings(value[-1], begun)
    if kind == kinds.BRANCH:
        branches = [_beginnings(branch, begun) for branch in value[1]]
        return set().union(*(going_on for going_on, _ in branches)), set().union(*(done for _, done in branches))
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and value[1] == 1:
        going_on, done = _beginnings(value[2], begun)
        return (going_on | begun if value[0] == 0 else going_on), done
    return set(), begun  # whatever follows
