"""People who had to leave where they live, in the words of papers, situation reports and rights groups."""

from __future__ import annotations

import pytest

from incidents.extraction import extract
from incidents.vocabulary import Measure, Scope
from tests.extraction.losses.tally import told


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The priest wrote of the forced displacement of 1,840 persons from six hamlets.", 1840),
        ("• 8,400 people (1,700 families) had been displaced to Tabora by 2 May.", 8400),
        ("Shells fell near Tabora on Monday. Some 350 villagers were moved to a school.", 350),
        ("Rockets landed near Tabora. The district evacuated 900 residents.", 900),
        ("Fighting near Tabora drove 5,000 people from their homes on Tuesday.", 5000),
        ("The clashes in Tabora forced 750 people to flee.", 750),
        ("A total of 700 persons have sought shelter in a church since the raid on Tabora.", 700),
        ("Ninety people were evacuated from the village after the mortar fire.", 90),
        ("Shells hit the border. Three hundred villagers were taken to safety.", 300),
        ("Mortar fire forced 420 families out of Binnish.", 420),
        ("Raiders chased 200 herders off their land.", 200),
        ("Air strikes sent 2,000 residents fleeing.", 2000),
        ("Some people stayed, but 640 villagers have abandoned their homes since the raid.", 640),
        ("After the massacre 1,200 people crossed into Uganda.", 1200),
        ("The raid emptied two hamlets of their 900 inhabitants.", 900),
        ("The evacuation of 700 villagers began as shells fell.", 700),
        ("Some 45 households left Mweso for Kitchanga.", 41),
        ("Clashes have uprooted 7,300 people since 19 April.", 7300),
    ],
)
def test_who_had_to_leave_is_displaced(text: str, number: int) -> None:
    assert told(text, Measure.DISPLACED) == number


@pytest.mark.parametrize(
    "text",
    [
        "Twelve wounded people were evacuated to the hospital of Tabora.",
        "Two hundred soldiers were moved to the camp near Tabora.",
        "Six people were taken to hospital.",
        "Injuries forced two players out of Arsenal.",
        "Two hundred people crossed into Kenya for the games.",
        "The firm forced 600 workers out of their jobs.",
        "The army drove 300 militants out of Tabora.",
        "Gunmen killed 11 displaced persons in a camp near Tabora.",
    ],
)
def test_who_is_carried_to_hospital_or_had_fled_before_is_not(text: str) -> None:
    assert told(text, Measure.DISPLACED) == 0


def test_all_who_are_displaced_in_a_province_are_larger() -> None:
    text = (
        "An attack on Tabora on Friday displaced 600 people. "
        "In the whole north over 320,000 people are still displaced since the conflict began."
    )
    assert [claim.scope for claim in extract(text).claims] == [Scope.WHOLE, Scope.LARGER]
