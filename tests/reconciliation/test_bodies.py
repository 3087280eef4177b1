"""Step 2: one body, whatever it is called."""

from __future__ import annotations

import pytest

from tests.reconciliation.cast import claim, estimate, numbers


@pytest.mark.parametrize(
    "name",
    ["Springfield police", "Police Chief Ana Ruiz", "Sheriff's Office", "Sgt. Cole", "authorities", "investigators"],
)
def test_the_police_correct_themselves_under_any_name(name: str) -> None:
    one = estimate(claim(2, origin="police"), claim(3, origin=name, hour=5))
    assert (numbers(one), one.origins) == ((3, 3, 3), 1)


def test_authorities_are_not_the_police_where_a_ministry_speaks_too() -> None:
    told = [claim(2, origin="police"), claim(3, origin="authorities", hour=5), claim(4, origin="Interior Ministry")]
    assert estimate(*told).origins == 3


@pytest.mark.parametrize(
    "name", ["authorities", "Malian officials", "security sources", "medical and security officials"]
)
def test_officials_of_whom_nothing_more_is_told_are_one_voice(name: str) -> None:
    """Nobody can show that two of them are independent, and the later corrects the earlier."""
    one = estimate(claim(2, origin="officials"), claim(3, origin=name, hour=5))
    assert (numbers(one), one.origins) == ((3, 3, 3), 1)


@pytest.mark.parametrize("name", ["Interior Ministry", "Pentagon officials", "medics", "witnesses", "the governor"])
def test_whoever_is_named_or_no_official_is_a_voice_of_its_own(name: str) -> None:
    assert estimate(claim(2, origin="officials"), claim(3, origin=name)).origins == 2


def test_the_military_police_are_not_the_police() -> None:
    assert estimate(claim(2, origin="police"), claim(3, origin="military police")).origins == 2


def test_a_deputy_governor_is_not_the_police() -> None:
    assert estimate(claim(2, origin="police"), claim(3, origin="deputy governor")).origins == 2


def test_one_person_told_of_later_is_one_of_those_counted() -> None:
    counted, told = claim(3, origin="police"), claim(1, origin="police", hour=9, single=True)
    one = estimate(counted, told)
    assert numbers(one) == (3, 3, 3)
    assert [(each.claim_id, each.reason) for each in one.dropped] == [(told.id, "one of those that police counts")]


def test_one_person_told_of_is_the_figure_where_no_more_are_counted() -> None:
    assert numbers(estimate(claim(1, origin="police", single=True))) == (1, 1, 1)
