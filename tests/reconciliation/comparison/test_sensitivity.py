"""Which claim a figure hangs on: the estimate without it."""

from __future__ import annotations

import pytest

from incidents.figure import Figure
from incidents.reconciliation import PEOPLE, Claim, Influence, Population, sensitivity, sensitivity_by_origin
from incidents.vocabulary import Interest, Measure, Policy, Scope, Standing
from tests.reconciliation.cast import (
    CHILDREN,
    CIVILIANS,
    REBELS,
    at_least,
    claim,
    denial,
    dozens,
    up_to,
    without_figure,
)
from tests.reconciliation.test_worked_example import CLAIMS, TALIBAN


def killed(*claims: Claim, population: Population = PEOPLE, policy: Policy = Policy.DESK) -> tuple[Influence, ...]:
    return sensitivity(claims, measure=Measure.KILLED, population=population, policy=policy)


def texts(influences: tuple[Influence, ...]) -> list[str]:
    return [one.text for one in influences]


def test_the_worked_example() -> None:
    strongest, other = sensitivity(CLAIMS, measure=Measure.KILLED, population=TALIBAN)
    assert (strongest.claim_ids, strongest.change) == ((2,), (22, 22, 0))
    assert strongest.text == (
        "Without security officials' at least 34 the best figure would be 56, and the range would begin at 56."
    )
    assert (other.claim_ids, other.change) == ((5,), (0, 0, -22))
    assert other.text == "Without Interior Ministry's 56 the range would end at 34 or more."


def test_the_claim_that_moves_best_furthest_comes_first() -> None:
    low, middle, high = claim(10), claim(12), claim(20)
    influences = killed(low, middle, high)
    assert [(one.claim_ids, one.change) for one in influences] == [
        ((high.id,), (0, -2, -8)),
        ((middle.id,), (0, -2, 0)),
        ((low.id,), (2, 0, 0)),
    ]


def test_of_two_equally_strong_the_one_recorded_first_comes_first() -> None:
    first, second = claim(10), claim(20)
    assert [one.claim_ids for one in killed(second, first)] == [(first.id,), (second.id,)]


def test_a_figure_that_others_give_too_hangs_on_no_single_claim() -> None:
    assert killed(claim(10), claim(10)) == ()


def test_without_the_only_claim_there_would_be_no_figure() -> None:
    only = claim(10, origin="police")
    (one,) = killed(only)
    assert (one.before, one.without, one.change) == (Figure(10, 10, 10), Figure(), None)
    assert one.text == "Without police's 10 there would be no figure."


def test_a_claim_may_stand_in_the_way_of_a_figure() -> None:
    losses = without_figure(measure=Measure.CASUALTIES, origin="witnesses")
    spared = denial(measure=Measure.CASUALTIES)
    influences = sensitivity([losses, spared], measure=Measure.CASUALTIES)
    assert texts(influences) == ["Without witnesses' report without a figure there would be 0."]


def test_an_end_that_would_be_open() -> None:
    influences = killed(at_least(34, origin="police"), claim(34, origin="army", low=30))
    assert texts(influences) == [
        "Without army's 30 to 34 the range would begin at 34.",
        "Without police's at least 34 the range would end at 34, not beyond.",
    ]


def test_a_claim_about_some_names_them() -> None:
    influences = killed(claim(10, population=REBELS, origin="army"), claim(4, population=CIVILIANS, origin="UN"))
    assert texts(influences)[0] == (
        "Without army's 10 (Northern Front) the best figure would be 4, and the range would begin at 4 and end at 4."
    )


def test_a_words_influence_is_its_own() -> None:
    influences = killed(dozens(origin="police"))
    assert texts(influences) == ["Without police's “dozens” there would be no figure."]


@pytest.mark.parametrize("standing", [Standing.PENDING, Standing.REJECTED, Standing.RETRACTED])
def test_a_claim_that_does_not_count_has_no_influence(standing: Standing) -> None:
    assert len(killed(claim(10), claim(50, standing=standing))) == 1


def test_claims_of_another_measure_have_no_influence() -> None:
    assert len(killed(claim(10), claim(50, measure=Measure.INJURED))) == 1


def test_a_part_of_a_years_injured_stays_out_of_the_killed() -> None:
    tally = claim(900, measure=Measure.INJURED, population=CIVILIANS, scope=Scope.LARGER)
    assert killed(tally, claim(300, population=CHILDREN, part_of=tally.id), population=CHILDREN) == ()


def test_a_policy_has_sensitivities_of_its_own() -> None:
    first, newest = claim(10), claim(20, hour=3)
    assert [one.claim_ids for one in killed(first, newest, policy=Policy.LATEST)] == [(newest.id,)]


class TestByOrigin:
    def test_all_that_an_origin_says_goes_at_once(self) -> None:
        first, later = claim(12, origin="hospital"), claim(14, origin="hospital", hour=6)
        other = claim(30, origin="police")
        strongest = sensitivity_by_origin([first, later, other], measure=Measure.KILLED)[0]
        assert strongest.claim_ids == (first.id, later.id)
        assert strongest.text == (
            "Without all that hospital says the best figure would be 30, and the range would begin at 30."
        )

    def test_spellings_of_one_origin_go_together(self) -> None:
        claims = [claim(12, origin="Hospital"), claim(14, origin="hospital", hour=6)]
        assert len(sensitivity_by_origin(claims, measure=Measure.KILLED)) == 1

    def test_an_origin_with_one_claim_is_named_with_its_figure(self) -> None:
        (one,) = sensitivity_by_origin([claim(12, origin="hospital")], measure=Measure.KILLED)
        assert one.text == "Without hospital's 12 there would be no figure."


def test_without_what_was_said_first_its_copy_is_heard() -> None:
    said = {"origin": "police"}
    first, count, again = denial(**said), claim(3, hour=1, **said), denial(hour=60, **said)
    assert [one.claim_ids for one in killed(first, count, again)] == [(first.id,), (count.id,)]


def test_without_a_denial_the_number_that_it_took_back_outlives_a_later_word() -> None:
    said = {"origin": "police"}
    number, taken_back, word = claim(3, **said), denial(hour=30, **said), dozens(hour=60, **said)
    assert [one.claim_ids for one in killed(number, taken_back, word)] == [(word.id,), (taken_back.id,)]


def test_a_term_of_a_sum_that_gave_way_still_stands_for_its_own_people() -> None:
    some, number = up_to(1), at_least(0)
    child = at_least(1, population=CHILDREN, beside=some.id, interest=Interest.ADMISSION)
    assert [one.claim_ids for one in killed(some, number, child)] == [(number.id,), (child.id,)]
