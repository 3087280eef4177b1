"""Headline, dateline and day, as far as a pasted text tells them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.ingest.days import DayOfText, guess_day
from incidents.ingest.guesses import guess, guess_dateline, guess_published, guess_title

TODAY = date(2025, 6, 30)


def test_a_first_line_that_stands_alone_is_the_headline() -> None:
    text = "Shells hit bus station in Sloviansk\n\nThree people were killed on Tuesday."
    assert guess_title(text) == "Shells hit bus station in Sloviansk"


def test_without_a_headline_the_first_sentence_stands_in() -> None:
    text = "Gunmen stopped a minibus near Bria. They took nine passengers."
    assert guess_title(text) == "Gunmen stopped a minibus near Bria."


def test_the_dateline_is_no_part_of_the_title() -> None:
    assert guess_title("BUNIA, Congo (Harbour Wire) - Rebels burned a village. Ten died.") == "Rebels burned a village."


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = guess_title("word " * 60 + "end.")
    assert len(title) <= 120
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("GOMA, Congo (Lakes Wire) - Fighting resumed.", "GOMA, Congo (Lakes Wire)"),
        ("Fighting resumes near Goma\n\nGOMA, 3 March — Fighting resumed.", "GOMA, 3 March"),
        ("Fighting resumed near the town on Monday.", ""),
    ],
)
def test_the_dateline_is_the_place_before_the_dash(text: str, dateline: str) -> None:
    assert guess_dateline(text) == dateline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 3 March 2025. Fighting resumed.", date(2025, 3, 3)),
        ("March 3rd, 2025 - Fighting resumed.", date(2025, 3, 3)),
        ("2025-03-03 Fighting resumed.", date(2025, 3, 3)),
        ("KHARTOUM, Sept. 9, 2024 (Nile Wire) - Fighting resumed.", date(2024, 9, 9)),
    ],
)
def test_a_full_date_in_the_opening_is_the_day(text: str, day: date) -> None:
    assert guess_published(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["Fighting resumed on Monday.", "Talks are set for 1 July 2025.", "On 31 February 2025"]
)
def test_no_day_is_guessed_from_weekdays_coming_days_or_days_that_never_were(text: str) -> None:
    assert guess_published(text, TODAY) is None


@given(st.text(max_size=400))
def test_guessing_never_fails_and_never_dates_ahead(text: str) -> None:
    guesses = guess(text)
    assert len(guesses.title) <= 160
    published = guess_published(text, TODAY)
    assert published is None or published <= TODAY


def test_headline_and_dateline_are_those_of_the_report_and_not_of_the_page() -> None:
    text = "Home | News | Sport\n\nFighting resumes near Goma\nBy A. Sow\n\nGOMA, 3 March — Fighting resumed."
    guesses = guess(text)
    assert (guesses.title, guesses.dateline) == ("Fighting resumes near Goma", "GOMA, 3 March")


def test_the_day_may_stand_in_a_stamp_far_down_the_page() -> None:
    text = (
        "Home\nNews\nSport\n\nFighting resumes\nPublished 12 May 2024\n\nFighting resumed on 3 January 2024, he said."
    )
    assert guess_day(text, TODAY) == DayOfText(date(2024, 5, 12), "text")


def test_the_day_of_an_old_picture_is_not_that_of_the_report() -> None:
    text = "FILE PHOTO: Goma on 3 January 2024\n\nFighting resumed near the town on Monday, people there said."
    assert guess_day(text, TODAY) == DayOfText(TODAY, "assumed")


def test_a_day_or_the_name_of_a_part_above_the_headline_is_no_headline() -> None:
    assert guess_title("12 May 2024\n\nPRESS RELEASE\n\nFighting resumes\n\nIt did.") == "Fighting resumes"


def test_a_date_of_numbers_with_dots_has_the_day_first() -> None:
    assert guess_published("03.04.2024 Fighting resumed.", TODAY) == date(2024, 4, 3)
