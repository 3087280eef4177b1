"""Communiqués that list the losses of each side under a line that names it: all are the incident's."""

from __future__ import annotations

import pytest

from incidents.extraction import extract
from incidents.vocabulary import Measure

ATTACK = "On 12 June 2020 terrorists attacked a post of the army at Tabora.\n\n"


@pytest.mark.parametrize(
    "listed",
    [
        "The toll is as follows:\n\nFriendly side:\n- 4 dead;\n- 5 wounded.\n\nEnemy side:\n- 17 terrorists killed;\n"
        "- 2 pick-ups destroyed.",
        "Our losses: 4 killed, 5 wounded.\nEnemy losses: 17 killed, 2 vehicles destroyed.",
        "Own forces\n• 4 killed in action\n• 5 injured\n\nEnemy forces\n• 17 killed",
        "Losses:\nArmy: 4 killed, 5 wounded\nTerrorists: 17 killed",
        "On our side: 4 soldiers fell and 5 were wounded.\nOn the enemy's side: 17 terrorists neutralised.",
        "1) Friendly side\n4 killed (1 gendarme, 3 volunteers)\n5 wounded\n\n2) Enemy side\n17 killed\nseveral weapons",
    ],
)
def test_the_dead_of_both_sides_are_counted(listed: str) -> None:
    totals = extract(ATTACK + listed).totals
    assert (totals[Measure.KILLED].best, totals[Measure.INJURED].best) == (21, 5)


def test_speakers_before_a_colon_are_no_sides() -> None:
    text = "Blast in Tabora.\n\nArmy: two people dead\nMilitants: nine people dead"
    total = extract(text).totals[Measure.KILLED]
    assert total.best != 11
