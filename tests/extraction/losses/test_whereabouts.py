"""People of whom nobody knows where they are, told by other words than "missing"."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (9, "Nine herders have not been seen since the raid on Tillia."),
        (4, "Four loggers had not been heard from by nightfall."),
        (6, "The fate of six dockers is unknown."),
        (3, "The whereabouts of three nuns remain unclear."),
        (2, "Rescuers are looking for two miners after the blast."),
        (5, "Relatives were searching for five pupils who were in the school."),
        (8, "Eight passengers are yet to be found."),
        (7, "There was no word of seven fishermen after the attack."),
    ],
)
def test_people_of_whom_nothing_is_known_are_missing(missing: int, text: str) -> None:
    assert told(text, Measure.MISSING) == missing


@pytest.mark.parametrize(
    "text",
    [
        "Police are looking for four suspects after the raid.",
        "The three patients have not been seen by a doctor.",
        "Rescuers were searching for six unexploded shells.",
        "Four shells are yet to be found.",
        "There was no word of a truce.",
    ],
)
def test_what_the_police_seek_or_a_doctor_has_not_seen_is_not_missing(text: str) -> None:
    assert told(text, Measure.MISSING) == 0
