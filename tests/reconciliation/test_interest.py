"""Who speaks for whom (docs/methodology.md, section 5)."""

from __future__ import annotations

import pytest

from incidents.reconciliation import PEOPLE, Population, derive_interest, sides_with_branches
from incidents.vocabulary import Group, Interest, Side, Status
from tests.reconciliation.cast import ARMY, CHILDREN, CIVILIANS, REBELS

SIDES = {"National Army": Side.A, "Border Police": Side.A, "Northern Front": Side.B, "Neighbour": Side.OTHER}
UNNAMED_FIGHTERS = Population(None, Status.COMBATANT)


@pytest.mark.parametrize(
    ("speaker", "population", "interest"),
    [
        (None, REBELS, Interest.NEUTRAL),
        ("Neighbour", REBELS, Interest.NEUTRAL),
        ("National Army", REBELS, Interest.PARTY_CLAIM),
        ("National Army", ARMY, Interest.ADMISSION),
        ("Border Police", ARMY, Interest.ADMISSION),
        ("Northern Front", ARMY, Interest.PARTY_CLAIM),
        ("National Army", UNNAMED_FIGHTERS, Interest.PARTY_CLAIM),
        ("National Army", CIVILIANS, Interest.ADMISSION),
        ("National Army", CHILDREN, Interest.ADMISSION),
        ("National Army", Population(group=Group.JOURNALISTS), Interest.ADMISSION),
        ("Northern Front", CIVILIANS, Interest.NEUTRAL),
        ("Northern Front", Population("Northern Front", Status.CIVILIAN), Interest.NEUTRAL),
        ("National Army", PEOPLE, Interest.PARTY_CLAIM),
        ("Northern Front", PEOPLE, Interest.NEUTRAL),
    ],
)
def test_a_count(speaker: str | None, population: Population, interest: Interest) -> None:
    assert derive_interest(speaker=speaker, population=population, denies=False, sides=SIDES) is interest


@pytest.mark.parametrize("population", [CIVILIANS, ARMY, PEOPLE])
def test_a_side_that_denies_harm_speaks_as_a_party(population: Population) -> None:
    interest = derive_interest(speaker="National Army", population=population, denies=True, sides=SIDES)
    assert interest is Interest.PARTY_CLAIM


def test_a_bystander_that_denies_harm_is_neutral() -> None:
    assert derive_interest(speaker=None, population=CIVILIANS, denies=True, sides=SIDES) is Interest.NEUTRAL


def test_an_actor_is_taken_for_a_side_where_no_side_is_known() -> None:
    interest = derive_interest(speaker="National Army", population=REBELS, denies=False, sides={})
    assert interest is Interest.PARTY_CLAIM


def test_its_own_losses_are_an_admission_where_no_side_is_known() -> None:
    interest = derive_interest(speaker="National Army", population=ARMY, denies=False, sides={})
    assert interest is Interest.ADMISSION


def test_branches_stand_where_the_actor_that_they_belong_to_stands() -> None:
    parents = {"Air Force": "Army", "Night Squadron": "Air Force", "Cook House": "Circle", "Circle": "Cook House"}
    assert sides_with_branches({"Army": Side.A}, parents) == {
        "Army": Side.A,
        "Air Force": Side.A,
        "Night Squadron": Side.A,
    }


def test_a_branch_that_is_a_side_itself_keeps_its_own() -> None:
    assert sides_with_branches({"Army": Side.A, "Mutineers": Side.B}, {"Mutineers": "Army"})["Mutineers"] is Side.B
