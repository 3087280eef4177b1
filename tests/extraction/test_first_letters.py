"""Patterns sought by the first letters of words are found where a search through the whole text finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction.event.types import type_rules
from incidents.extraction.rules import any_of
from incidents.extraction.rules.first_letters import PatternsByFirstLetters, first_letters

TEXT = (
    "air-strike drones hit an ied went off in the town shells fell on 82 mm mortar fire crowd of women marched police "
    "were shot at dead by unknown gunmen rally broke out a clash between two gangs - , . \n ( é İ u.s. grenade's"
)
WORDS = st.sampled_from(TEXT.split(" "))


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("drones? hit", {"dron"}),
        ("(?:air|sea) raid", {"air ", "sea "}),
        ("(?:hand )?grenade", {"hand", "gren"}),
        ("(?<!no )i[ae]ds?", {"iad", "iads", "ied", "ieds"}),
        ("at", {"at"}),
        ("a{1,3}b", {"a"}),
        (r"\d{2} mm", {""}),
        (r"(?:\w+ )?mine", {"", "mine"}),
    ],
)
def test_a_pattern_tells_with_which_letters_it_can_begin(pattern: str, letters: set[str]) -> None:
    assert first_letters(pattern) == letters


def test_of_each_pattern_the_first_match_is_given() -> None:
    patterns = PatternsByFirstLetters([any_of(["mines?"]), any_of(["bombs?", "bombing"]), any_of([r"\d+ mm"])])
    found = patterns.first_matches("a bombing and a bomb near 82 mm shells")
    assert [(number, match.group()) for number, match in found.items()] == [(1, "bombing"), (2, "82 mm")]


def test_a_word_of_one_letter_hides_no_word_behind_it() -> None:
    assert list(PatternsByFirstLetters([any_of(["ied"])]).first_matches("a b ied")) == [0]


RULES = PatternsByFirstLetters([rule.pattern for rule in type_rules()])


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_the_rules_of_types_are_found_as_by_searching(text: str) -> None:
    searched = {number: found.span() for number, one in enumerate(RULES.patterns) if (found := one.search(text))}
    found = RULES.first_matches(text)
    assert {number: match.span() for number, match in found.items()} == searched


def test_a_match_begins_where_a_word_does() -> None:
    assert re.search("ied", "studied")
    assert PatternsByFirstLetters([any_of(["ied"])]).first_matches("studied") == {}
