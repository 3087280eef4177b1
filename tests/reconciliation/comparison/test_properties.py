"""What must hold of conflicts, sensitivity and what-if, whatever people claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from incidents.figure import Figure
from incidents.reconciliation import (
    PEOPLE,
    Change,
    Claim,
    Influence,
    Population,
    apply_changes,
    conflicts,
    effects,
    reconcile,
    sensitivity,
    sensitivity_by_origin,
)
from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.counting import parents_of_parts
from incidents.reconciliation.statements import statement
from incidents.vocabulary import ConflictKind, Flag, Interest, Measure, Policy, Scope, Standing
from tests.reconciliation.cast import find
from tests.reconciliation.random_claims import KILLED, ONE_CELL, PARENTS, Figures, any_wording, cases, exactly

CELL = ONE_CELL[0]


@given(claims=cases(), shuffle=st.randoms(use_true_random=False))
def test_conflicts_do_not_depend_on_the_order_of_claims(claims: list[Claim], shuffle: Callable[..., None]) -> None:
    shuffled = list(claims)
    shuffle.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conflicts(shuffled, parents=PARENTS) == conflicts(claims, parents=PARENTS)


@given(claims=cases())
def test_a_conflict_is_between_two_accepted_claims_and_comes_once(claims: list[Claim]) -> None:
    accepted = {each.id for each in claims if each.standing in (Standing.ACCEPTED, Standing.CORRECTED)}
    found = conflicts(claims, parents=PARENTS)
    assert all(one.first != one.second for one in found)
    assert {claim_id for one in found for claim_id in (one.first, one.second)} <= accepted
    assert len({frozenset((one.first, one.second)) for one in found}) == len(found)


@given(claims=cases())
def test_claims_that_contradict_each_other_have_no_number_in_common(claims: list[Claim]) -> None:
    """Claims that add up speak by their sum, under the id of the first."""
    sums = [each for each in add_up_within_reports(claims, parents_of_parts(claims)) if each.added]
    said = [statement(each) for each in (*claims, *sums)]
    for one in conflicts(claims, parents=PARENTS):
        if one.kind is ConflictKind.CONTRADICTION:
            assert any(
                lower.top < higher.low and not lower.is_open
                for lower in said
                for higher in said
                if (lower.claim.id, higher.claim.id) == (one.first, one.second)
            )


@given(
    claims=cases(populations=ONE_CELL, measures=KILLED, scopes=(Scope.WHOLE,), wording=exactly, hours=(5,), named=((),))
)
def test_numbers_of_one_time_that_exclude_each_other_bring_a_contradiction(claims: list[Claim]) -> None:
    claims = [replace(each, part_of=None, beside=None, retells=None, single=False, as_of=None) for each in claims]
    figures = {each.best for each in claims if each.standing in (Standing.ACCEPTED, Standing.CORRECTED)}
    contradictions = [one for one in conflicts(claims) if one.kind is ConflictKind.CONTRADICTION]
    assert len(contradictions) == max(0, len(figures) - 1)


def _of_somebody(n: int, kind: int) -> Figures:
    """As people word a quantity that is not zero, or a denial."""
    return any_wording(n + 1, kind)


@given(
    claims=cases(
        measures=KILLED, scopes=(Scope.WHOLE, Scope.LARGER), interests=(Interest.NEUTRAL,), wording=_of_somebody
    )
)
def test_what_an_estimate_calls_contested_is_listed_as_a_denial(claims: list[Claim]) -> None:
    claims = [replace(each, part_of=None, named=()) for each in claims]
    contested = any(Flag.CONTESTED in one.flags for one in reconcile(claims, parents=PARENTS))
    denials = [one for one in conflicts(claims, parents=PARENTS) if one.kind is ConflictKind.DENIAL]
    assert denials or not contested


@given(claims=cases())
def test_there_are_at_most_three_conflicts_a_claim(claims: list[Claim]) -> None:
    assert len(conflicts(claims, parents=PARENTS)) <= 3 * len(claims)


@given(claims=cases(), policy=st.sampled_from(tuple(Policy)), population=st.sampled_from((PEOPLE, CELL)))
def test_an_influence_is_what_recomputing_without_the_claim_gives(
    claims: list[Claim], policy: Policy, population: Population
) -> None:
    found = sensitivity(claims, measure=Measure.KILLED, population=population, policy=policy, parents=PARENTS)
    by_claim = {one.claim_ids: one for one in found}
    before = _reported(claims, policy, population)
    for each in claims:
        without = _reported([other for other in claims if other is not each], policy, population)
        one = by_claim.get((each.id,))
        if one is None:
            assert without == before or each.measure is not Measure.KILLED
        else:
            assert (one.before, one.without) == (before, without)
            assert without != before


def _reported(claims: list[Claim], policy: Policy, population: Population) -> Figure:
    return find(reconcile(claims, policy=policy, parents=PARENTS), population=population).figure


@given(claims=cases())
def test_an_origins_influence_is_what_recomputing_without_it_gives(claims: list[Claim]) -> None:
    for one in sensitivity_by_origin(claims, measure=Measure.KILLED, parents=PARENTS):
        rest = [each for each in claims if each.id not in one.claim_ids]
        assert one.without == _reported(rest, Policy.DESK, PEOPLE)


@given(claims=cases())
def test_the_claim_that_moves_best_furthest_leads(claims: list[Claim]) -> None:
    moves = [_move(one) for one in sensitivity(claims, measure=Measure.KILLED, parents=PARENTS)]
    assert moves == sorted(moves, reverse=True)


def _move(one: Influence) -> float:
    return float("inf") if one.change is None else abs(one.change[1])


@given(claims=cases(distinct=True), data=st.data())
def test_a_claim_switched_off_counts_as_if_it_had_never_been_made(claims: list[Claim], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(claims))
    after = apply_changes(claims, [Change(claim_ids=frozenset({chosen.id}), off=True)])
    assert after == [each for each in claims if each.id != chosen.id]


@given(claims=cases(), interest=st.sampled_from(tuple(Interest)))
def test_effects_are_what_recomputing_gives(claims: list[Claim], interest: Interest) -> None:
    after = apply_changes(claims, [Change(claim_ids=frozenset({claims[0].id}), interest=interest)])
    now = {(one.measure, one.population): one for one in reconcile(after, parents=PARENTS)}
    for one in effects(claims, after, parents=PARENTS):
        assert one.after == now[one.measure, one.population].figure
