"""Arabic and Hebrew in the order of the line, Arabic letters joined."""

from __future__ import annotations

import pytest

from incidents.paper.right_to_left import as_drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Ashkel, 12 killed", "Ashkel, 12 killed"),
        ("שלום", "םולש"),
        ("said in שלום today", "said in םולש today"),
        ("דרך 12 צפון", "ןופצ\u00a012\u00a0ךרד"),
        ("(שלום) now", "(םולש) now"),
        ("כפר (צפון) דרך", "ךרד\u00a0(ןופצ)\u00a0רפכ"),
    ],
)
def test_words_from_right_to_left_stand_reversed_within_those_from_left_to_right(text: str, drawn: str) -> None:
    assert as_drawn(text) == drawn


def test_arabic_letters_are_joined() -> None:
    initial_beh, medial_beh, final_beh = "\ufe91", "\ufe92", "\ufe90"
    assert as_drawn("ببب") == final_beh + medial_beh + initial_beh


def test_a_letter_that_joins_only_backwards_ends_a_group() -> None:
    isolated_dal, isolated_reh = "\ufea9", "\ufead"
    assert as_drawn("در") == isolated_reh + isolated_dal


def test_lam_and_alef_are_one_sign() -> None:
    assert as_drawn("لا") == "\ufefb"


def test_numbers_in_an_arabic_name_keep_their_order() -> None:
    assert "۱۲" in as_drawn("کابل ۱۲ کابل")
