"""What if a claim were off, or had another interest, scope or grade."""

from __future__ import annotations

import pytest

from incidents.figure import Figure
from incidents.reconciliation import Change, Effect, apply_changes, effects
from incidents.vocabulary import Flag, Interest, Measure, Reliability, Scope
from tests.reconciliation.cast import CIVILIANS, PEOPLE, claim, denial, part, party


def test_a_claim_switched_off_is_gone() -> None:
    low, high = claim(10), claim(20)
    assert apply_changes([low, high], [Change(claim_ids=frozenset({high.id}), off=True)]) == [low]


def test_a_claim_takes_another_interest() -> None:
    said = claim(10)
    (after,) = apply_changes([said], [Change(claim_ids=frozenset({said.id}), interest=Interest.ADMISSION)])
    assert (after.interest, after.scope, after.best) == (Interest.ADMISSION, Scope.WHOLE, 10)


def test_a_claim_takes_another_scope() -> None:
    said = claim(10)
    (after,) = apply_changes([said], [Change(claim_ids=frozenset({said.id}), scope=Scope.LARGER)])
    assert (after.scope, after.interest) == (Scope.LARGER, Interest.NEUTRAL)


def test_all_claims_of_a_sources_reports_take_another_grade() -> None:
    claims = [claim(10, report_id=1), claim(11, report_id=2), claim(12, report_id=3)]
    after = apply_changes(claims, [Change(report_ids=frozenset({1, 3}), reliability=Reliability.A)])
    assert [each.reliability.value for each in after] == ["A", "F", "A"]


def test_changes_come_one_after_the_other() -> None:
    said = claim(10)
    one = frozenset({said.id})
    (after,) = apply_changes(
        [said], [Change(one, scope=Scope.PART), Change(one, scope=Scope.WHOLE, interest=Interest.ADMISSION)]
    )
    assert (after.scope, after.interest) == (Scope.WHOLE, Interest.ADMISSION)


def test_a_claim_switched_off_by_two_changes_is_gone_once() -> None:
    said = claim(10)
    off = Change(claim_ids=frozenset({said.id}), off=True)
    assert apply_changes([said], [off, off]) == []


def test_the_given_claims_stay_as_they_are() -> None:
    claims = [claim(10)]
    apply_changes(claims, [Change(claim_ids=frozenset({claims[0].id}), off=True)])
    assert len(claims) == 1


def test_without_changes_nothing_changes() -> None:
    claims = [claim(10), claim(20)]
    assert apply_changes(claims, []) == claims


def test_a_change_of_an_unknown_claim_is_refused() -> None:
    with pytest.raises(ValueError, match="No such claim: -7"):
        apply_changes([claim(10)], [Change(claim_ids=frozenset({-7}), off=True)])


def test_a_change_of_an_unknown_report_is_refused() -> None:
    with pytest.raises(ValueError, match="No such report: 99"):
        apply_changes([claim(10)], [Change(report_ids=frozenset({99}), reliability=Reliability.A)])


def test_effects_show_each_estimate_before_and_after() -> None:
    low, high = claim(10), claim(20)
    assert effects([low, high], [low]) == (
        Effect(Measure.KILLED, PEOPLE, Figure(10, 10, 20), Figure(10, 10, 10), frozenset(), frozenset()),
    )


def test_flags_gained_and_lost_are_told_apart() -> None:
    neutral = claim(10)
    (one,) = effects([neutral, denial()], [party(neutral)])
    assert (one.gained, one.lost) == ({Flag.PARTY_CLAIM_ONLY}, {Flag.CONTESTED})


def test_a_flag_alone_is_a_move() -> None:
    said = claim(10)
    assert effects([said], [party(said)])[0].moved


def test_what_stays_the_same_has_not_moved() -> None:
    assert not effects([claim(10)], [claim(10)])[0].moved


def test_an_estimate_that_goes_away_becomes_unknown() -> None:
    here, there = claim(10), claim(4, population=CIVILIANS, measure=Measure.INJURED)
    gone = effects([here, there], [here])[-1]
    assert (gone.measure, gone.population, gone.before, gone.after) == (
        Measure.INJURED,
        CIVILIANS,
        Figure(4, 4, 4),
        Figure(),
    )


def test_effects_come_in_the_order_of_the_estimates() -> None:
    hurt, spared = claim(4, measure=Measure.INJURED), claim(3, population=CIVILIANS)
    after = [hurt, spared, part(claim(2))]
    assert [(one.measure, one.population) for one in effects([hurt], after)] == [
        (Measure.KILLED, PEOPLE),
        (Measure.KILLED, CIVILIANS),
        (Measure.INJURED, PEOPLE),
    ]
