"""Which statement took the place of which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from incidents.reconciliation import PEOPLE, Claim, Population, find_successions
from incidents.vocabulary import Interest, Measure, Scope, Status

START = datetime(2024, 3, 5, tzinfo=UTC)


def claim(number: int, best: int, day: int, origin: str = "the clinic", **values: object) -> Claim:
    told = {"measure": Measure.KILLED, "population": PEOPLE, "known_at": START + timedelta(days=day), **values}
    return Claim(id=number, low=best, best=best, high=best, origin=origin, **told)  # type: ignore[arg-type]


def test_a_figure_gives_way_to_the_next_of_its_origin() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 15, 1), claim(3, 11, 2)]) == {1: 2, 2: 3}


def test_spellings_of_one_origin_are_one_voice() -> None:
    assert find_successions([claim(1, 12, 0, "The Clinic"), claim(2, 15, 1, "the clinic")]) == {1: 2}


def test_another_origin_replaces_nothing() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 15, 1, "the mayor")]) == {}


def test_other_people_and_another_measure_are_other_statements() -> None:
    civilians = Population(None, Status.CIVILIAN)
    assert find_successions([claim(1, 12, 0), claim(2, 15, 1, population=civilians)]) == {}
    assert find_successions([claim(1, 12, 0), claim(2, 15, 1, measure=Measure.INJURED)]) == {}


def test_a_part_takes_the_place_of_no_whole() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 5, 1, scope=Scope.PART)]) == {}


def test_what_a_side_claims_takes_the_place_of_no_neutral_figure() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 15, 1, interest=Interest.PARTY_CLAIM)]) == {}


def test_a_word_takes_the_place_of_no_number() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 24, 1, vague=True)]) == {}


def test_a_copy_takes_the_place_of_nothing_and_nothing_of_it() -> None:
    assert find_successions([claim(1, 12, 0), claim(2, 12, 1), claim(3, 15, 2)]) == {1: 3}
