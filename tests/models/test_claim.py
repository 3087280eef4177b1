"""How a claim names itself: whose losses, and whose statement."""

from __future__ import annotations

import pytest

from incidents.models import Claim, Report, Source
from incidents.models.claim import population_label


@pytest.mark.parametrize(
    ("name", "role", "origin"),
    [
        ("", "", "Harbour Wire"),
        ("security officials", "", "security officials"),
        ("Idris Halloun", "Interior Ministry spokesman", "Interior Ministry"),
        ("Maren Toll", "spokeswoman for the Defence Ministry", "Defence Ministry"),
        ("Maren Toll", "the army's chief spokesperson", "army"),
        ("Idris Halloun", "spokesman", "Idris Halloun"),
        ("Maren Toll", "governor of Ashkel", "Maren Toll"),
    ],
)
def test_a_statement_is_its_claimants_or_their_bodys_or_the_publishers(name: str, role: str, origin: str) -> None:
    report = Report(source=Source(name="Harbour Wire"))
    assert Claim(report=report, claimant_name=name, claimant_role=role).origin == origin


@pytest.mark.parametrize(
    ("actor", "status", "group", "words"),
    [
        ("", "unknown", "", "people"),
        ("", "civilian", "", "civilians"),
        ("Taliban", "combatant", "", "Taliban"),
        ("", "civilian", "health_workers", "health workers"),
    ],
)
def test_a_population_is_named_in_plain_words(actor: str, status: str, group: str, words: str) -> None:
    assert population_label(actor, status, group) == words


@pytest.mark.parametrize(
    ("actor", "status", "group", "words"),
    [
        ("", "unknown", "", "person"),
        ("", "civilian", "", "civilian"),
        ("", "combatant", "", "combatant"),
        ("Taliban", "combatant", "", "Taliban"),
        ("Sudan", "civilian", "", "civilian (Sudan)"),
        ("", "civilian", "children", "child"),
        ("", "civilian", "women", "woman"),
        ("", "civilian", "health_workers", "health worker"),
        ("", "civilian", "journalists", "journalist"),
        ("Sudan", "civilian", "aid_workers", "aid worker (Sudan)"),
    ],
)
def test_one_of_a_population_is_named_in_plain_words(actor: str, status: str, group: str, words: str) -> None:
    assert population_label(actor, status, group, is_one=True) == words
