"""Everyday words for people who were beaten up, locked up, choked, or whom something cost their lives."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("measure", "number", "text"),
    [
        (Measure.INJURED, 3, "Guards beat up three reporters outside the court."),
        (Measure.INJURED, 4, "Four nurses were roughed up by soldiers in Loikaw."),
        (Measure.INJURED, 11, "Eleven marchers were overcome by tear gas."),
        (Measure.INJURED, 5, "Five boys were peppered with shrapnel."),
        (Measure.INJURED, 6, "The blast caused injuries to six porters."),
        (Measure.INJURED, 2, "Two men broke ribs when the wall fell in the strike."),
        (Measure.DETAINED, 8, "Eight students are behind bars after the march."),
        (Measure.DETAINED, 12, "Twelve traders were locked up in Mbale."),
        (Measure.DETAINED, 7, "Seven clerks were placed under arrest."),
        (Measure.DETAINED, 4, "A dawn raid netted four suspects."),
        (Measure.DETAINED, 3, "Police held three men for questioning."),
        (Measure.KILLED, 9, "The ambush cost nine drivers their lives."),
        (Measure.DISPLACED, 400, "The floods of shells left 400 people homeless."),
    ],
)
def test_an_everyday_word_tells_what_befell_people(measure: Measure, number: int, text: str) -> None:
    assert told(text, measure) == number


@pytest.mark.parametrize(
    "text",
    [
        "The ministry keeps up two hundred soldiers on the hill.",
        "The trawler netted 40 tuna.",
        "The raid cost the town four houses.",
        "The delegates took up seven questions.",
    ],
)
def test_the_same_words_of_other_things_tell_nothing(text: str) -> None:
    assert [told(text, measure) for measure in Measure] == [0] * len(Measure)
