"""The day of publication, as far as a pasted text tells it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.ingest.days import DayOfText, guess_day
from tests.quickness import is_within

TODAY = date(2026, 11, 30)


def test_a_full_date_in_the_opening_is_the_day() -> None:
    text = "Shells hit a school in Kharkiv\n3 March 2025\n\nSix people were hurt."
    assert guess_day(text, TODAY) == DayOfText(date(2025, 3, 3), "text")


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Published 12 May 2024", date(2024, 5, 12)),
        ("  Published on: May 12, 2024, 09:15 GMT", date(2024, 5, 12)),
        ("First published 2024-05-12 | Updated 14 May 2024", date(2024, 5, 12)),
        ("Updated 14 May 2024\nPublished 12 May 2024", date(2024, 5, 12)),
    ],
)
def test_what_a_page_says_of_its_publication_comes_before_other_dates(stamp: str, day: date) -> None:
    menu = "Home\nWorld\nSport\n" * 60
    text = f"{menu}\nRaid of 1 March 2023 remembered\n{stamp}\n\nThe raid of 1 March 2023 killed six."
    assert guess_day(text, TODAY) == DayOfText(day, "text")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KABUL, Aug 31 (Harbour Wire) - A bomb went off.", "Aug 31"),
        ("Kabul, 31 August: a bomb went off.", "31 August"),
        ("Bomb goes off in Kabul\n\nKABUL, Aug. 31 (Harbour Wire) — A bomb went off.", "Aug. 31"),
        ("Bomb goes off in Kabul\n31 August\n\nA bomb went off.", "31 August"),
        ("KABUL, AUG 31 (HARBOUR WIRE) -- A BOMB WENT OFF.", "AUG 31"),
        ("Bomb goes off in Kabul\nPosted on August 31, 5:12 pm\n\nA bomb went off.", "August 31"),
    ],
)
def test_a_dateline_without_a_year_takes_the_latest_such_day(text: str, words: str) -> None:
    assert guess_day(text, TODAY) == DayOfText(date(2026, 8, 31), "assumed", words)


def test_a_day_that_is_tomorrow_has_begun_somewhere() -> None:
    assert guess_day("APIA, Dec 1 (Reef Wire) - A ship sank.", TODAY).day == date(2026, 12, 1)


def test_a_day_later_than_tomorrow_was_last_year() -> None:
    assert guess_day("APIA, Dec 2 (Reef Wire) - A ship sank.", TODAY).day == date(2025, 12, 2)


def test_the_last_of_february_was_in_a_leap_year() -> None:
    assert guess_day("APIA, Feb 29 (Reef Wire) - A ship sank.", TODAY).day == date(2024, 2, 29)


def test_a_weekday_beside_the_day_tells_the_year() -> None:
    text = "KABUL, Saturday, Aug 31 (Harbour Wire) - A bomb went off."
    assert guess_day(text, TODAY) == DayOfText(date(2024, 8, 31), "assumed", "Aug 31")


def test_a_year_near_the_day_is_its_year() -> None:
    text = "KABUL, Aug 31 (Harbour Wire) - Shells fell on 29 August 2019, the ministry said."
    assert guess_day(text, TODAY) == DayOfText(date(2019, 8, 31), "dateline", "Aug 31")


def test_a_year_in_the_line_above_is_its_year() -> None:
    text = "Harbour Wire archive 2017\nAug 31\n\nA bomb went off."
    assert guess_day(text, TODAY) == DayOfText(date(2017, 8, 31), "dateline", "Aug 31")


def test_a_full_date_in_the_telling_is_not_the_day_of_a_text_that_bears_one() -> None:
    text = "KABUL, Aug 31 (Harbour Wire) - The siege that began on 3 March 2015 is over."
    assert guess_day(text, TODAY) == DayOfText(date(2026, 8, 31), "assumed", "Aug 31")


@pytest.mark.parametrize(
    "telling",
    [
        "The war has gone on since 2015.",
        "Shells fell in 2015 and again in March 2019, and 1,900 fled.",
        "2015 people fled.",
    ],
)
def test_years_of_something_else_and_several_years_tell_nothing(telling: str) -> None:
    text = f"KABUL, Aug 31 (Harbour Wire) - {telling} In May 2017 and June 2018 it was calm."
    assert guess_day(text, TODAY).known_from == "assumed"


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Monday.",
        "On Aug 31 gunmen shot dead six farmers near Zaria. Others fled.",
        "Gunmen who raided the village on Aug 31 - six of them - were caught.",
        "Six may 12 others, the doctor said: nobody knows.",
    ],
)
def test_a_text_that_bears_no_day_is_taken_as_published_today(text: str) -> None:
    assert guess_day(text, TODAY) == DayOfText(TODAY, "assumed")


def test_a_near_copy_of_those_days_gives_the_year() -> None:
    day = DayOfText(date(2026, 12, 1), "assumed", "Dec 31")
    assert day.with_year_of(date(2019, 12, 3), TODAY) == DayOfText(date(2019, 12, 1), "copy", "Dec 31")


def test_a_near_copy_of_the_turn_of_the_year_gives_the_year_before() -> None:
    day = DayOfText(date(2025, 12, 31), "assumed", "Dec 31")
    assert day.with_year_of(date(2020, 1, 2), TODAY) == DayOfText(date(2019, 12, 31), "copy", "Dec 31")


def test_a_near_copy_of_another_season_gives_nothing() -> None:
    assert DayOfText(date(2026, 8, 31), "assumed", "Aug 31").with_year_of(date(2019, 3, 2), TODAY) is None


@given(st.text(max_size=300), st.dates(min_value=date(1900, 1, 1), max_value=date(2900, 1, 1)))
def test_no_text_fails_or_is_dated_after_tomorrow(text: str, today: date) -> None:
    assert guess_day(text, today).day <= today + timedelta(days=1)


@pytest.mark.parametrize(
    "worst", ["Kabul" + " " * 200_000 + "x", "Aug 31 " * 30_000, "\n" * 200_000, "Published " * 20_000]
)
def test_the_time_does_not_explode(worst: str) -> None:
    assert is_within(2, lambda: guess_day(worst, TODAY))


@pytest.mark.parametrize("day", ["3 Apr\u0131l 2024", "Augu\u017ft 3, 2023", "3 Apr\u0131l"])
def test_letters_that_pass_for_others_in_any_case_name_no_month(day: str) -> None:
    assert guess_day(f"KABUL, {day} - Gunmen killed five people.", TODAY) == DayOfText(TODAY, "assumed")


def test_letters_that_pass_for_others_in_any_case_name_no_weekday() -> None:
    assert guess_day("KABUL, Fr\u0131day 3 April - Gunmen killed five people.", TODAY).words == "3 April"


@pytest.mark.parametrize("separator", ["\t", " | ", " - "])
def test_a_table_of_days_was_published_with_the_last_of_them(separator: str) -> None:
    text = separator.join(("Date", "Town", "Killed")) + "\n" + separator.join(("3 January 2024", "Goma", "2"))
    assert guess_day(f"{text}\n{separator.join(('9 February 2024', 'Sake', '4'))}", TODAY).day == date(2024, 2, 9)


def test_the_days_of_comments_are_not_those_of_rows() -> None:
    text = "3 January 2024\nGunmen killed two men in Goma.\n9 February 2024 Ann wrote: how sad"
    assert guess_day(text, TODAY).day == date(2024, 1, 3)
