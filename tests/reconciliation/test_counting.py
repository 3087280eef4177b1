"""Step 1: what does not count is shown with its reason; and replay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents.reconciliation import as_known_at
from incidents.vocabulary import Flag, Measure, Scope, Standing
from tests.reconciliation.cast import (
    CHILDREN,
    CIVILIANS,
    MIDNIGHT,
    claim,
    denial,
    dozens,
    dropped_at,
    estimate,
    numbers,
    without_figure,
)


@pytest.mark.parametrize("standing", [Standing.PENDING, Standing.REJECTED, Standing.RETRACTED])
def test_nothing_counts_until_it_is_accepted(standing: Standing) -> None:
    one = estimate(claim(10, standing=standing))
    assert numbers(one) == (None, None, None)
    assert [each.step for each in one.dropped] == ["counting"]


@pytest.mark.parametrize("standing", [Standing.ACCEPTED, Standing.CORRECTED])
def test_accepted_and_corrected_claims_count(standing: Standing) -> None:
    assert numbers(estimate(claim(10, standing=standing))) == (10, 10, 10)


def test_the_reason_says_why_a_claim_does_not_count() -> None:
    one = estimate(claim(10, standing=Standing.RETRACTED))
    assert one.dropped[0].reason == "was taken back by its source"


def test_a_years_tally_does_not_count() -> None:
    tally = claim(4000, scope=Scope.LARGER)
    one = estimate(tally, claim(7))
    assert numbers(one) == (7, 7, 7)
    assert dropped_at(one) == {tally.id: "counting"}


def test_casualties_not_told_apart_count_as_neither_killed_nor_injured() -> None:
    hurt = claim(12, measure=Measure.CASUALTIES)
    one = estimate(hurt, measure=Measure.CASUALTIES)
    assert numbers(one) == (None, None, None)
    assert dropped_at(one) == {hurt.id: "counting"}
    assert Flag.UNQUANTIFIED not in one.flags


def test_casualties_without_a_figure_are_unknown_not_zero() -> None:
    one = estimate(without_figure(measure=Measure.CASUALTIES), measure=Measure.CASUALTIES)
    assert numbers(one) == (None, None, None)
    assert one.flags == {Flag.UNQUANTIFIED}
    assert "unknown, which is not zero" in one.why


def test_casualties_that_one_reports_and_another_denies_are_contested_not_zero() -> None:
    one = estimate(
        without_figure(measure=Measure.CASUALTIES), denial(measure=Measure.CASUALTIES), measure=Measure.CASUALTIES
    )
    assert numbers(one) == (None, None, None)
    assert one.flags == {Flag.UNQUANTIFIED, Flag.CONTESTED}


def test_a_group_within_a_whole_is_a_whole_of_its_own() -> None:
    whole = claim(12, population=CIVILIANS)
    children = claim(3, population=CHILDREN, scope=Scope.PART, part_of=whole.id)
    others = claim(5, population=CHILDREN)
    assert numbers(estimate(whole, children, others, population=CHILDREN)) == (3, 3, 5)


def test_a_share_of_the_same_population_is_a_part() -> None:
    whole = claim(12, population=CIVILIANS)
    at_the_gate = claim(3, population=CIVILIANS, part_of=whole.id)
    assert numbers(estimate(whole, at_the_gate, population=CIVILIANS)) == (12, 12, 12)


def test_a_part_that_counts_wider_people_than_its_whole_is_not_all_of_them() -> None:
    civilians = claim(5, population=CIVILIANS)
    assert numbers(estimate(civilians, claim(3, part_of=civilians.id), claim(6))) == (6, 6, 6)


def test_a_part_of_a_years_tally_does_not_count() -> None:
    tally = claim(4000, population=CIVILIANS, scope=Scope.LARGER)
    children = claim(900, population=CHILDREN, part_of=tally.id)
    assert numbers(estimate(tally, children, population=CHILDREN)) == (None, None, None)


def test_a_named_victim_is_one_of_the_toll_not_the_toll() -> None:
    one = estimate(claim(34), claim(1, named=("Commander Aziz",)))
    assert numbers(one) == (34, 34, 34)


def test_a_toll_that_names_some_of_its_dead_stays_a_toll() -> None:
    assert numbers(estimate(claim(34), claim(30, named=("Commander Aziz",)))) == (30, 30, 34)


def test_replay_keeps_what_was_published_by_the_moment() -> None:
    early, late = claim(hour=1), claim(hour=5)
    assert as_known_at([early, late], MIDNIGHT + timedelta(hours=1)) == [early]


def test_replay_goes_by_publication_not_by_the_time_spoken_of() -> None:
    looking_back = dozens(hour=9, as_of=MIDNIGHT)
    assert as_known_at([looking_back], MIDNIGHT + timedelta(hours=2)) == []
