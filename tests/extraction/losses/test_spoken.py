"""Losses as those tell them who were there."""

from __future__ import annotations

import pytest

from incidents.vocabulary import Measure
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("When they had gone we came back. We buried 31. I counted them.", 31),
        ("How many did you lose? We lost 17. My brother is one of them.", 17),
    ],
)
def test_a_bare_number_whom_we_lost_or_buried_died(text: str, number: int) -> None:
    assert told(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bandits enter our village last night. They carry 15 women enter bush.", 15),
        ("They kill 6 of our people and carry 20 girls go.", 20),
        ("Herdsmen whisk away 30 passengers for Lokoja road yesterday.", 30),
    ],
)
def test_who_is_carried_into_the_bush_is_abducted(text: str, number: int) -> None:
    assert told(text, Measure.ABDUCTED) == number


@pytest.mark.parametrize("text", ["We lost 17 cows.", "The team lost 3 matches.", "They carry 15 women to market."])
def test_other_losses_and_loads_are_none(text: str) -> None:
    assert (told(text), told(text, Measure.ABDUCTED)) == (0, 0)
