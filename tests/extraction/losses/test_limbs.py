"""People whose limbs, or whose heads, are what was hit."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("injured", "text"),
    [
        (1, "A recruit dropped his rifle, wounding his own hand."),
        (1, "A stray round pierced a vendor's arm."),
        (2, "The mine blew off the legs of two shepherds."),
        (1, "The bullet grazed a policeman's head."),
        (1, "Both of the sentry's legs were shattered by the blast."),
    ],
)
def test_who_is_hit_in_a_limb_is_hurt(injured: int, text: str) -> None:
    assert told(text, Measure.INJURED) == injured


def test_of_whom_is_hit_in_the_chest_it_is_not_told_how_he_fares() -> None:
    text = "A bullet struck a boy's chest."
    assert (told(text, Measure.CASUALTIES), told(text, Measure.INJURED)) == (1, 0)


@pytest.mark.parametrize(
    "text",
    ["The defeat broke the back of the revolt.", "A rocket hit the arm of a crane.", "He smashed his own desk."],
)
def test_limbs_of_things_are_none(text: str) -> None:
    assert (told(text, Measure.INJURED), told(text, Measure.CASUALTIES)) == (0, 0)
