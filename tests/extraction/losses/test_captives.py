"""People whom armed men took away, told by verbs that say so of much else."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("abducted", "text"),
    [
        (18, "Bandits stopped two buses near Zurmi and made off with 18 travellers."),
        (6, "Armed men took six nurses from a clinic in Titao at noon."),
        (3, "Three clerks were pulled out of a minibus by gunmen."),
        (9, "Rebels rode off with nine women."),
        (2, "Masked men hauled two editors out of their office."),
        (7, "Seven loggers were frogmarched into the forest."),
        (1, "A priest was taken from his house by unknown gunmen."),
        (11, "The kidnappers are holding eleven miners in a cave."),
        (5, "Five sailors remain in captivity."),
        (8, "Pirates boarded a tanker and made off with eight of its crew."),
        (6, "The attackers dragged six others across the border."),
        (14, "The insurgents fled with 14 pupils."),
    ],
)
def test_whom_armed_men_take_away_is_abducted(abducted: int, text: str) -> None:
    assert told(text, Measure.ABDUCTED) == abducted


def test_whom_soldiers_take_from_a_village_is_detained() -> None:
    text = "Soldiers took eight men from the village of Myin Tha."
    assert (told(text, Measure.DETAINED), told(text, Measure.ABDUCTED)) == (8, 0)


@pytest.mark.parametrize(
    ("detained", "text"),
    [
        (90, "KUTO - Soldiers and police have picked up 90 suspected gang members, the mayor said."),
        (5, "Five activists were picked up by police near the stadium."),
        (3, "A dealer was arrested in Kuto. Two of his guards were caught and arrested with him."),
    ],
)
def test_whom_the_police_pick_up_is_detained(detained: int, text: str) -> None:
    assert told(text, Measure.DETAINED) == detained


@pytest.mark.parametrize(
    "text",
    [
        "The teacher took 40 pupils from the school to a museum.",
        "The thieves made off with 12 laptops.",
        "The driver sped off with 20 passengers before the river rose.",
        "Gunmen took 20 cows from a farm.",
        "The trainer took three players off at half-time.",
        "The guards led 30 visitors out of the museum.",
        "Soldiers took 12 villagers from their flooded homes to safety.",
    ],
)
def test_whom_others_take_along_is_not(text: str) -> None:
    assert (told(text, Measure.ABDUCTED), told(text, Measure.DETAINED)) == (0, 0)
