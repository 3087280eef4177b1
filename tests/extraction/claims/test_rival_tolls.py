"""Three speakers and more who count the same people: their median stands, from the least to the most."""

from __future__ import annotations

import pytest

from incidents.extraction import extract
from incidents.vocabulary import Measure

ATTACK = "Shells fell on the market of Tabora on Monday. Tolls differ."


def killed(*sentences: str) -> tuple[int | None, ...]:
    total = extract("\n\n".join([ATTACK, *sentences])).totals[Measure.KILLED]
    return total.low, total.best, total.high


def test_the_median_of_three_speakers_stands() -> None:
    assert killed(
        "The council put the number of dead at 27.",
        "Doctors at the hospital said 30 people had been killed. Nineteen of the wounded were children.",
        "The Red Cross said that 34 people were killed.",
    ) == (27, 30, 34)


def test_of_four_speakers_the_lower_middle_stands() -> None:
    assert killed(
        "According to the mayor, 37 people were killed.",
        "A senator put the death toll at 185.",
        "Residents counted 45 bodies.",
        "The relief agency said that 60 people lost their lives.",
    ) == (37, 45, 185)


def test_two_speakers_give_the_range() -> None:
    assert killed(
        "The council said 13 people were killed.",
        "It was a market day. Many had come from far.",
        "Lawyers said 19 people were killed.",
    ) == (13, 13, 19)


def test_who_attacked_has_no_vote_beside_others() -> None:
    text = (
        "Al-Shabaab gunmen attacked a post near Tabora on Monday.\n\nAn officer said nine people were killed. "
        "The hospital said that 11 people were killed. A doctor said 12 people had died. "
        "Al-Shabaab said that 50 people were killed."
    )
    total = extract(text).totals[Measure.KILLED]
    assert (total.low, total.best, total.high) == (9, 11, 12)


@pytest.mark.parametrize("words", ["put the death toll at", "gave the number of dead as"])
def test_what_somebody_counts_replaces_nobody_elses_figure(words: str) -> None:
    assert killed(
        "Police said eight people were killed.", f"The mayor {words} six.", "A doctor said 10 people had been killed."
    ) == (6, 8, 10)


def test_a_page_told_from_its_latest_entry_has_the_latest_toll() -> None:
    text = (
        "Live updates from Tabora\n\n3 pm: Hospital says nine people have died.\n"
        "2 pm: Police now say seven people are dead.\n1 pm: Police say five people are dead."
    )
    assert extract(text).totals[Measure.KILLED].best == 9


def test_a_final_toll_takes_the_place_of_the_bodies_counted_before() -> None:
    text = (
        "18:10 - Ambulances arrive at the hotel in Tabora. They carry away four bodies.\n"
        "10:30 - A deputy minister gives the final toll: nine guests and three guards killed."
    )
    assert extract(text).totals[Measure.KILLED].best == 12


def test_what_had_been_counted_when_somebody_spoke_is_no_former_figure() -> None:
    assert killed(
        "The minister gave a death toll of 28.",
        "An official said 33 bodies had been counted.",
        "The mission says it has buried 41 people.",
    ) == (28, 33, 41)
