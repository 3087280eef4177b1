"""What became of what was said: first and last figures beside the one that stands, and what many of them come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.reconciliation import PEOPLE, Claim
from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.counting import parents_of_parts
from incidents.reconciliation.record.outcomes import ClaimOutcome, Final, comparable, outcomes
from incidents.reconciliation.record.summary import Summary, off_by, sentence, summarise, summarise_by
from incidents.vocabulary import Interest, Measure, Scope, Standing
from tests.reconciliation.cast import (
    CHILDREN,
    CIVILIANS,
    MIDNIGHT,
    at_least,
    claim,
    denial,
    dozens,
    part,
    party,
    up_to,
    without_figure,
)
from tests.reconciliation.test_properties import cases

KILLED = (Measure.KILLED, PEOPLE)


def told(*claims: Claim, final: int | None = 21, by_hand: bool = False) -> dict[str, ClaimOutcome]:
    """The outcome of each origin, for people killed."""
    found = outcomes(claims, {KILLED: Final(final, by_hand)})
    return {each.origin: each for each in found}


def test_the_first_and_the_last_figure_stand_beside_the_final_one() -> None:
    radio = told(claim(12, origin="radio"), claim(19, origin="radio", hour=8))["radio"]
    assert (radio.first, radio.last, radio.final) == (12, 19, 21)
    assert radio.first_said == MIDNIGHT


def test_spellings_of_one_origin_are_one() -> None:
    assert len(told(claim(12, origin="The  Radio"), claim(19, origin="the radio", hour=8))) == 1


def test_whoever_publishes_earliest_came_first() -> None:
    found = told(claim(12, origin="radio", hour=1), claim(19, origin="wire", hour=2))
    assert (found["radio"].came_first, found["wire"].came_first) == (True, False)


def test_all_who_publish_at_the_earliest_time_came_first() -> None:
    found = told(claim(12, origin="radio"), claim(19, origin="wire"))
    assert found["radio"].came_first
    assert found["wire"].came_first


def test_an_origin_without_another_stood_alone() -> None:
    assert told(claim(12, origin="radio"), claim(19, origin="radio", hour=8))["radio"].stood_alone
    assert not told(claim(12, origin="radio"), claim(19, origin="wire"))["radio"].stood_alone


def test_a_word_of_another_origin_leaves_it_alone() -> None:
    assert told(claim(12, origin="radio"), dozens(origin="wire"))["radio"].stood_alone


def test_a_figure_of_other_people_leaves_it_alone() -> None:
    found = outcomes([claim(12), claim(3, population=CIVILIANS), claim(3, measure=Measure.INJURED)], {})
    assert [each.stood_alone for each in found] == [True, True, True]


def test_two_publishers_of_one_origin_are_alone_and_only_one_is_first() -> None:
    first, reprint = claim(12, origin="ministry"), claim(12, origin="ministry", hour=5)
    found = outcomes([first, reprint], {KILLED: Final(12)}, publishers={first.id: 7, reprint.id: 9})
    assert [(each.publisher, each.came_first, each.stood_alone) for each in found] == [
        (7, True, True),
        (9, False, True),
    ]


def test_a_figure_that_was_taken_back_is_still_what_was_said_first() -> None:
    radio = told(claim(90, origin="radio", standing=Standing.RETRACTED), claim(20, origin="radio", hour=4))["radio"]
    assert (radio.first, radio.last, radio.withdrawn) == (90, 20, True)


def test_the_last_figure_is_one_that_stands() -> None:
    radio = told(claim(20, origin="radio"), claim(90, origin="radio", hour=4, standing=Standing.RETRACTED))["radio"]
    assert (radio.first, radio.last, radio.withdrawn) == (20, 20, True)


def test_a_late_report_of_an_early_statement_is_not_the_last_word() -> None:
    earlier = claim(12, origin="radio", hour=30, as_of=MIDNIGHT)
    radio = told(claim(15, origin="radio", hour=9), earlier)["radio"]
    assert (radio.first, radio.last) == (15, 15)


def test_at_least_is_taken_at_its_number() -> None:
    assert told(at_least(12, origin="radio"))["radio"].first == 12


@pytest.mark.parametrize(
    "said",
    [
        dozens(),
        up_to(40),
        without_figure(),
        denial(),
        part(claim(5)),
        claim(400, scope=Scope.LARGER),
        claim(1, named=("Ana",)),
        claim(9, measure=Measure.CASUALTIES),
        claim(9, standing=Standing.PENDING),
        claim(9, standing=Standing.REJECTED),
    ],
    ids=["word", "ceiling", "none", "denial", "part", "larger", "named", "casualties", "pending", "rejected"],
)
def test_what_gives_no_figure_for_the_whole_is_not_compared(said: Claim) -> None:
    assert comparable([said]) == []


def test_children_within_a_whole_are_all_the_children() -> None:
    whole = claim(12)
    children = claim(3, population=CHILDREN, part_of=whole.id, scope=Scope.PART)
    assert comparable([whole, children]) == [whole, children]


def test_claims_of_one_report_that_add_up_are_one_figure() -> None:
    shot = claim(1, origin="police", report_id=4)
    died_later = claim(1, origin="police", report_id=4, beside=shot.id)
    police = told(shot, died_later, final=2)["police"]
    assert (police.first, police.last) == (2, 2)


def test_the_interest_is_that_of_the_first_figure() -> None:
    assert told(party(claim(12, origin="army")), claim(9, origin="army", hour=2))["army"].interest is (
        Interest.PARTY_CLAIM
    )


def test_a_lone_figure_judges_itself_and_so_is_not_compared() -> None:
    assert not told(claim(12, origin="radio"), final=12)["radio"].is_compared
    assert told(claim(12, origin="radio"), final=9, by_hand=True)["radio"].is_compared


# --- Many outcomes ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """An outcome as a summary needs it."""

    first: int
    final: int | None
    last: int = 0
    incident_id: int = 1
    by_hand: bool = False
    came_first: bool = False
    stood_alone: bool = False
    withdrawn: bool = False
    interest: str = "neutral"


def five(*firsts: int, final: int = 100) -> Summary:
    return summarise([Said(first, final, last=final, incident_id=number) for number, first in enumerate(firsts)])


def test_the_ratio_is_the_median_of_ratios() -> None:
    summary = five(50, 80, 92, 100, 1000)
    assert summary.first_ratio == pytest.approx(0.92)
    assert summary.last_ratio == 1
    assert (summary.under, summary.exact, summary.over) == (3, 1, 1)


def test_four_figures_are_too_few_to_tell() -> None:
    summary = five(50, 80, 92, 100)
    assert summary.first_ratio is None
    assert summary.compared == 4


def test_where_nobody_died_there_is_no_ratio() -> None:
    told_of = [Said(first, 10) for first in (5, 8, 9, 10, 20)]
    summary = summarise([*told_of, Said(0, 0), Said(3, 0)])
    assert summary.zero_finals == 2
    assert summary.first_ratio == pytest.approx(0.9)
    assert (summary.exact, summary.over) == (2, 2)


def test_what_has_no_final_figure_is_counted_and_not_compared() -> None:
    summary = summarise([Said(12, None, withdrawn=True)])
    assert (summary.figures, summary.compared, summary.withdrawn) == (1, 0, 1)


def test_a_record_tells_interests_apart() -> None:
    split = summarise_by([Said(1, 1), Said(2, 1, interest="admission"), Said(3, 1)], lambda each: each.interest)
    assert {interest: summary.figures for interest, summary in split.items()} == {"admission": 1, "neutral": 2}


def test_the_sentence_says_how_far_off_how_often_first_alone_and_withdrawn() -> None:
    told_of = [
        Said(first, 100, incident_id=first, came_first=first < 92, withdrawn=first == 100)
        for first in (50, 80, 92, 100, 1000)
    ]
    assert sentence("Lakeside Wire", summarise(told_of)) == (
        "Lakeside Wire's first figure was typically 8 % below what was finally accepted "
        "(median of 5 figures in 5 incidents). "
        "Of 5 figures in 5 incidents it was first with 2, alone with none, and withdrew 1."
    )


def test_the_sentence_gives_no_ratio_of_a_few_figures() -> None:
    assert sentence("Lakeside Wire", summarise([Said(50, 100)])).startswith("Too few to tell how near Lakeside Wire's")


def test_the_sentence_of_nothing_says_so() -> None:
    assert "nothing to compare" in sentence("Lakeside Wire", summarise([]))


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(1, "exactly"), (1.001, "within 1 % of"), (0.5, "50 % below"), (1.25, "25 % above"), (3, "3.0 times")],
)
def test_a_ratio_in_words(ratio: float, words: str) -> None:
    assert off_by(ratio) == words


# --- What must hold whatever people claim -------------------------------------------------------------


@given(cases(), st.integers())
def test_the_order_of_claims_never_matters(claims: Sequence[Claim], seed: int) -> None:
    shuffled = list(claims)
    Random(seed).shuffle(shuffled)
    assert outcomes(shuffled, {}) == outcomes(claims, {})


@given(cases())
def test_in_each_cell_somebody_came_first_and_at_most_one_origin_is_alone(claims: Sequence[Claim]) -> None:
    found = outcomes(claims, {})
    for cell in {(each.measure, each.population) for each in found}:
        own = [each for each in found if (each.measure, each.population) == cell]
        assert any(each.came_first for each in own)
        assert all(each.stood_alone for each in own) == (len(own) == 1)


@given(cases())
def test_each_outcome_rests_on_claims_that_give_its_figures(claims: Sequence[Claim]) -> None:
    """Claims of one report that add up give their sum, under the id of the first, those taken back among themselves."""
    taken_back = [each for each in claims if each.standing is Standing.RETRACTED]
    accounts = (
        add_up_within_reports(claims, parents_of_parts(claims)),
        add_up_within_reports(taken_back, {each.id: each for each in taken_back}),
    )
    sums = [each for told in accounts for each in told if each.added]
    said = {(each.id, each.best) for each in (*claims, *sums)}
    known_at = {each.id: each.known_at for each in claims}
    for outcome in outcomes(claims, {}):
        assert {(outcome.first_claim, outcome.first), (outcome.last_claim, outcome.last)} <= said
        assert known_at[outcome.first_claim] == outcome.first_said


@given(cases())
def test_a_later_claim_of_another_origin_takes_no_first_place_away(claims: Sequence[Claim]) -> None:
    before = {(each.origin, each.measure, each.population): each for each in outcomes(claims, {})}
    latest = max((each.known_at for each in claims), default=MIDNIGHT)
    late = claim(7, origin="a newcomer", known_at=latest + timedelta(hours=1))
    after = {(each.origin, each.measure, each.population): each for each in outcomes([*claims, late], {})}
    for key, outcome in before.items():
        assert replace(after[key], stood_alone=outcome.stood_alone) == outcome


@given(st.lists(st.tuples(st.integers(0, 500), st.none() | st.integers(0, 500), st.booleans())))
def test_a_summary_counts_every_compared_figure_once(rows: list[tuple[int, int | None, bool]]) -> None:
    summary = summarise([Said(first, final, stood_alone=alone) for first, final, alone in rows])
    assert summary.exact + summary.under + summary.over == summary.compared <= summary.figures == len(rows)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), min_size=5), st.integers(2, 9))
def test_the_ratio_does_not_depend_on_the_size_of_incidents(rows: list[tuple[int, int]], times: int) -> None:
    small = summarise([Said(first, final, last=first) for first, final in rows])
    large = summarise([Said(first * times, final * times, last=first * times) for first, final in rows])
    assert large.first_ratio == pytest.approx(small.first_ratio)
