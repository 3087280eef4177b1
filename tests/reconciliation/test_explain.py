"""An estimate in plain words."""

from __future__ import annotations

import pytest

from incidents.reconciliation import Population
from incidents.reconciliation.explain import people_in_words
from incidents.vocabulary import Group, Measure, Policy, Standing, Status
from tests.reconciliation.cast import (
    ARMY,
    CHILDREN,
    CIVILIANS,
    REBELS,
    admission,
    at_least,
    claim,
    denial,
    dozens,
    estimate,
    party,
    up_to,
    without_figure,
)


def test_a_lone_neutral_voice() -> None:
    one = estimate(claim(12, population=CIVILIANS, origin="District Hospital"), population=CIVILIANS)
    assert one.why == "One voice counts civilians killed: District Hospital (12). It is neutral."


def test_two_sides_that_contradict_each_other() -> None:
    one = estimate(
        party(at_least(34, population=REBELS, origin="governor")),
        party(claim(56, population=REBELS, origin="ministry")),
        population=REBELS,
    )
    assert one.why == (
        "Two voices count Northern Front killed: governor (at least 34) and ministry (56). "
        "Neither is independent; the lower stands."
    )


def test_a_side_that_admits_its_losses() -> None:
    one = estimate(admission(claim(6, population=ARMY, origin="army")), population=ARMY)
    assert "A side of the fighting admits it." in one.why


def test_a_lone_denial() -> None:
    one = estimate(denial(population=CIVILIANS, origin="Army spokesman"), population=CIVILIANS)
    assert one.why == "Army spokesman denied that there were civilians killed: 0."


def test_a_contested_figure_with_a_claim_beside_it() -> None:
    one = estimate(claim(6, origin="hospital"), party(denial()), party(claim(70)))
    assert one.why == (
        "One voice counts people killed: hospital (6). It is neutral. "
        "A side of the fighting claims 70, which moves nothing. Somebody denies it."
    )


def test_a_sum_of_those_among_them() -> None:
    one = estimate(claim(7, population=ARMY), at_least(5, population=CIVILIANS))
    assert one.why == "Civilians and National Army come to 12 or more."


def test_nobody_counts() -> None:
    one = estimate(claim(7, standing=Standing.PENDING))
    assert one.why == "No claim of people killed counts; each is listed with the reason."


def test_a_word_is_quoted_and_a_ceiling_named() -> None:
    assert "officials (“dozens”)" in estimate(dozens(origin="officials")).why
    assert "governor (up to 60)" in estimate(up_to(60, origin="governor")).why


def test_a_word_that_yields_to_numbers_still_tells_the_least() -> None:
    one = estimate(dozens(origin="officials"), claim(5, population=REBELS))
    assert "The least that the word can mean, 12, stands: numbers of some come to less." in one.why


def test_many_voices_are_told_by_the_lowest_and_the_highest() -> None:
    one = estimate(*(claim(number, origin=f"voice {number}") for number in (10, 11, 12, 13, 14)))
    assert one.why.startswith("Five voices count people killed: from voice 10 (10) to voice 14 (14).")


def test_a_policy_names_its_rule() -> None:
    one = estimate(claim(10), claim(20), policy=Policy.LOWEST)
    assert "the most conservative figure stands" in one.why


def test_losses_without_a_figure() -> None:
    one = estimate(without_figure(origin="governor"))
    assert one.why == "One voice counts people killed: governor (no figure). It is neutral. Nobody gives a figure."


def test_a_floor_is_named_where_it_lifts_the_figure() -> None:
    one = estimate(claim(5, origin="hospital"), admission(claim(9, origin="army")))
    assert one.why == (
        "Two voices count people killed: hospital (5) and army (9). They are neutral, or admit losses of their own; "
        "the floor of 9 stands. It cannot be fewer than 9, who are known by name or admitted."
    )


def test_casualties_are_told_as_casualties() -> None:
    one = estimate(denial(measure=Measure.CASUALTIES, origin="Army"), measure=Measure.CASUALTIES)
    assert one.why == "Army denied that there were casualties among people: 0."


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (Population(), "people"),
        (CIVILIANS, "civilians"),
        (CHILDREN, "children"),
        (REBELS, "Northern Front"),
        (Population(None, Status.COMBATANT), "combatants"),
        (Population("Highlanders", Status.CIVILIAN), "civilians of Highlanders"),
        (Population("Highlanders", Status.CIVILIAN, Group.WOMEN), "women among civilians of Highlanders"),
    ],
)
def test_populations_in_words(population: Population, words: str) -> None:
    assert people_in_words(population) == words


def test_the_working_shows_the_arithmetic() -> None:
    one = estimate(claim(10), claim(20, hour=30))
    figures = next(step.text for step in one.steps if step.name == "figures")
    assert figures == "Lowest 10, highest 20; best 20, the lower weighted median of 10 (weight 2), 20 (weight 4)."


def test_a_word_that_yields_to_what_a_side_counts_is_told_as_such() -> None:
    one = estimate(dozens(origin="officials"), party(claim(34, population=REBELS, origin="army")))
    assert one.why == (
        "One voice counts people killed: officials (“dozens”). It is neutral. "
        "A word yields to numbers: Northern Front come to 34, which only a side of the fighting says."
    )
