"""Patterns sought where a word begins as theirs do find what a plain search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction.beginnings import beginnings_in, with_beginnings
from incidents.extraction.event.types import type_rules
from incidents.extraction.rules import any_of

OWN = any_of([r"\d{2,3} ?mm", "an? mines?", r"(?:hand |stun )?grenades?", r"(?<!no )bombs?", "(?:hid|kept|[aeiou]x)"])
SOUGHT = [*(rule.sought for rule in type_rules()), with_beginnings(OWN)]
WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """a an mine mines 82mm 82 mm stun hand grenade grenades no bombs hid ex-soldiers were killed in shelling
        shells on shot dead gunmen protest protesters held the march police fired tear gas air strikes strike
        clashes riot village""",
    )
)


@given(st.lists(WORDS | st.sampled_from("-,")).map(" ".join) | st.lists(WORDS).map("".join))
def test_words_are_found_where_a_plain_search_finds_them(text: str) -> None:
    beginnings = beginnings_in(text)
    for sought in SOUGHT:
        found, plain = sought.search(text, beginnings), sought.pattern.search(text)
        assert (found and found.span()) == (plain and plain.span())


@pytest.mark.parametrize(
    ("words", "full", "short"),
    [
        ("shell(?:s|ed)", {"shel"}, ()),
        ("an? mine", {"a mi", "an m"}, ()),
        ("(?:hand )?bombs?", {"hand", "bomb"}, ()),
        (r"ied\w*", set(), ("ied",)),
        (r"\d mines", set(), ("",)),
    ],
)
def test_a_pattern_has_the_first_letters_of_all_its_words(words: str, full: set[str], short: tuple[str, ...]) -> None:
    sought = with_beginnings(any_of([words]))
    assert (sought.full, sought.short) == (full, short)
