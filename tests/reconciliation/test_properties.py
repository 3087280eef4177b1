"""What must hold whatever people claim (docs/methodology.md, section 6, properties)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from incidents.reconciliation import PEOPLE, Claim, Estimate, Population, as_known_at, reconcile
from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.counting import parents_of_parts
from incidents.vocabulary import Flag, Interest, Measure, Policy, Reliability, Scope, Standing
from tests.reconciliation.cast import find, numbers
from tests.reconciliation.random_claims import (
    ACCEPTED,
    GRADES,
    INTERESTS,
    KILLED,
    NAMED,
    ONE_CELL,
    PARENTS,
    POPULATIONS,
    START,
    cases,
    exactly,
)


def outputs(estimates: Sequence[Estimate]) -> dict[tuple[Measure, Population], tuple[int | None, ...]]:
    """The numbers of each measure and population for which anything is known."""
    return {(one.measure, one.population): numbers(one) for one in estimates if one.is_known}


def reconciled(claims: Sequence[Claim], policy: Policy = Policy.DESK) -> tuple[Estimate, ...]:
    return reconcile(claims, policy=policy, parents=PARENTS)


@given(claims=cases(), policy=st.sampled_from(tuple(Policy)))
def test_low_best_and_high_are_in_order_and_never_negative(claims: list[Claim], policy: Policy) -> None:
    for one in reconciled(claims, policy):
        if one.low is None or one.best is None or one.high is None:
            assert numbers(one) == (None, None, None)
        else:
            assert 0 <= one.low <= one.best <= one.high


@given(claims=cases(), policy=st.sampled_from(tuple(Policy)), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], policy: Policy, shuffle: Callable[..., None]) -> None:
    before = reconciled(claims, policy)
    shuffled = list(claims)
    shuffle.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconciled(shuffled, policy) == before


@given(claims=cases(), later=st.integers(0, 400), data=st.data())
def test_a_later_copy_changes_nothing(claims: list[Claim], later: int, data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(claims))
    copies = _in_another_report(_told_together(original, claims), later)
    before, after = reconciled(claims), reconciled([*claims, *copies])
    assert [_apart_from_the_count_of_reports(one) for one in after] == [
        _apart_from_the_count_of_reports(one) for one in before
    ]


def _told_together(original: Claim, claims: Sequence[Claim]) -> dict[int, Claim]:
    """A claim and those of its report that add up with it, or tell again of the same people: they are copied as one.

    So are two that are tied to one claim, whoever told that.
    """
    own = [each for each in claims if each.report_id == original.report_id]
    together = {original.id: original}
    for _ in own:
        ties = {tie for each in together.values() for tie in (each.id, each.beside, each.retells)} - {None}
        tied = [each for each in own if not ties.isdisjoint({each.id, each.beside, each.retells})]
        together.update({each.id: each for each in tied})
    return together


def _in_another_report(told: Mapping[int, Claim], later: int) -> list[Claim]:
    ids = {each: 100 + each for each in told}
    return [
        replace(
            each,
            id=ids[each.id],
            known_at=each.known_at + timedelta(hours=later),
            report_id=9,
            beside=None if each.beside is None else ids.get(each.beside, each.beside),
            retells=None if each.retells is None else ids.get(each.retells, each.retells),
        )
        for each in told.values()
    ]


def _apart_from_the_count_of_reports(one: Estimate) -> object:
    return (
        one.measure,
        one.population,
        numbers(one),
        one.figure.open_upper,
        one.claimed,
        one.flags,
        one.floor,
        one.origins,
        one.sets_low,
        one.sets_best,
        one.sets_high,
        one.why if one.is_known else "",
    )


@given(
    claims=cases(populations=ONE_CELL, measures=KILLED, verdicts=ACCEPTED),
    intruder=cases(populations=ONE_CELL, measures=KILLED, verdicts=ACCEPTED),
)
def test_a_party_claim_moves_nothing_beside_a_neutral_or_an_admitted_one(
    claims: list[Claim], intruder: list[Claim]
) -> None:
    assume(any(_enters_the_neutral_pool(claim) for claim in claims))
    beside = replace(intruder[0], id=100, interest=Interest.PARTY_CLAIM, part_of=None)
    assert outputs(reconciled([*claims, beside])) == outputs(reconciled(claims))


def _enters_the_neutral_pool(claim: Claim) -> bool:
    if claim.interest is Interest.PARTY_CLAIM or claim.scope is Scope.LARGER:
        return False
    if claim.part_of is not None or claim.retells is not None:  # what retells a side's count is no voice of its own
        return False
    return not (claim.denies and claim.scope is Scope.PART)


@given(claims=cases(distinct=True), by=st.integers(1, 40), data=st.data())
def test_raising_one_claim_lowers_nothing(claims: list[Claim], by: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(claims) - 1))
    before = outputs(reconciled(claims))
    claims[chosen] = _raised(claims[chosen], by)
    after = outputs(reconciled(claims))
    assert after.keys() == before.keys()
    for cell, was in before.items():
        assert all(_at_least(now, then) for now, then in zip(after[cell], was, strict=True)), cell


def _raised(claim: Claim, by: int) -> Claim:
    """The claim with every number that it gives raised; to raise a list of names is to add names."""
    more = tuple(f"person {index}" for index in range(by)) if claim.named else ()
    return replace(
        claim,
        low=claim.low + by,
        best=None if claim.best is None else claim.best + by,
        high=None if claim.high is None else claim.high + by,
        named=claim.named + more,
    )


def _at_least(now: int | None, then: int | None) -> bool:
    return now is not None and then is not None and now >= then


@given(
    claims=cases(
        populations=ONE_CELL,
        measures=KILLED,
        verdicts=ACCEPTED,
        interests=(Interest.NEUTRAL, Interest.ADMISSION),
        scopes=(Scope.WHOLE,),
        grades=(Reliability.B,),
        hours=(5,),
        wording=exactly,
        named=((),),
        distinct=True,
    ),
    number=st.integers(0, 90),
)
def test_one_more_equal_neutral_number_only_widens_the_range(claims: list[Claim], number: int) -> None:
    claims = [replace(claim, part_of=None, as_of=None) for claim in claims]
    more = replace(
        claims[0], id=100, origin="one more", low=number, best=number, high=number, interest=Interest.NEUTRAL
    )
    before, after = outputs(reconciled(claims)), outputs(reconciled([*claims, more]))
    for cell, (low, _, high) in before.items():
        assert _at_least(low, after[cell][0])
        assert _at_least(after[cell][2], high)


@given(
    claims=cases(populations=(*ONE_CELL, PEOPLE), scopes=(Scope.WHOLE, Scope.PART), verdicts=ACCEPTED, measures=KILLED),
    other=cases(populations=ONE_CELL, verdicts=ACCEPTED, measures=KILLED),
    only_sides_speak=st.booleans(),
)
def test_a_part_lowers_nothing_where_the_pool_holds_wholes(
    claims: list[Claim], other: list[Claim], only_sides_speak: bool
) -> None:
    whole = replace(claims[0], population=ONE_CELL[0], scope=Scope.WHOLE, part_of=None, denies=False, named=())
    whole = replace(whole, interest=Interest.NEUTRAL, origin="a voice that takes nothing back")
    claims = [whole, *claims[1:]]
    piece = replace(other[0], id=100, scope=Scope.PART, part_of=None)
    if only_sides_speak:
        claims = [replace(claim, interest=Interest.PARTY_CLAIM) for claim in claims]
        piece = replace(piece, interest=Interest.PARTY_CLAIM)
    before, after = outputs(reconciled(claims)), outputs(reconciled([*claims, piece]))
    for cell, was in before.items():
        assert all(_at_least(now, then) for now, then in zip(after[cell], was, strict=True))


@given(others=st.lists(st.integers(0, 60), min_size=2, max_size=6), outlier=st.integers(0, 5000))
def test_one_outlier_among_equals_cannot_move_best_past_the_others(others: list[int], outlier: int) -> None:
    template = Claim(0, Measure.KILLED, PEOPLE, 0, 0, 0, "", START, reliability=Reliability.B)
    claims = [
        replace(template, id=index, origin=f"origin {index}", low=n, best=n, high=n)
        for index, n in enumerate([*others, outlier])
    ]
    best = find(reconciled(claims)).best
    assert best is not None
    assert min(others) <= best <= max(others)


@given(claims=cases())
def test_best_is_some_claims_number_or_the_floor_or_a_sum_of_children(claims: list[Claim]) -> None:
    """Where claims of one report add up, their sum is a claim of its own (step 9)."""
    estimates = reconciled(claims)
    best_of = {(one.measure, one.population): one.best or 0 for one in estimates}
    sums = [each for each in add_up_within_reports(claims, parents_of_parts(claims)) if each.added]
    for one in estimates:
        if one.best is None:
            continue
        said = {
            number
            for claim in (*claims, *sums)
            if claim.measure is one.measure and claim.population == one.population
            for number in (claim.low, claim.best)
        }
        below = {child: best_of[one.measure, child] for child in one.from_children}
        added_up = sum(best for child, best in below.items() if child.group is None)
        groups = {best for child, best in below.items() if child.group is not None}
        assert one.best in {*said, one.floor, added_up, *groups}


@given(
    number=st.integers(0, 3000),
    population=st.sampled_from(POPULATIONS),
    interest=st.sampled_from(INTERESTS),
    scope=st.sampled_from((Scope.WHOLE, Scope.PART)),
    grade=st.sampled_from(GRADES),
    named=st.sampled_from(NAMED),
)
def test_a_lone_at_least_is_a_least_and_stays_open(
    number: int, population: Population, interest: Interest, scope: Scope, grade: Reliability, named: tuple[str, ...]
) -> None:
    lone = Claim(
        1,
        Measure.KILLED,
        population,
        number,
        number,
        None,
        "the only voice",
        START,
        open_upper=True,
        interest=interest,
        scope=scope,
        reliability=grade,
        named=named,
    )
    for one in reconciled([lone]):
        assert one.low is not None
        assert one.low >= number
        assert one.figure.open_upper


@given(claims=cases(), policy=st.sampled_from(tuple(Policy)), data=st.data())
def test_a_retracted_claim_counts_as_if_it_had_never_been_made(
    claims: list[Claim], policy: Policy, data: st.DataObject
) -> None:
    chosen = data.draw(st.integers(0, len(claims) - 1))
    retracted = [*claims]
    retracted[chosen] = replace(claims[chosen], standing=Standing.RETRACTED)
    without = [claim for claim in claims if claim is not claims[chosen]]
    assert _known(reconciled(retracted, policy)) == _known(reconciled(without, policy))


def _known(estimates: Sequence[Estimate]) -> list[object]:
    return [
        (
            one.measure,
            one.population,
            numbers(one),
            one.figure.open_upper,
            one.claimed,
            one.flags,
            one.floor,
            one.origins,
            one.reports,
            one.sets_low,
            one.sets_best,
            one.sets_high,
            one.from_children,
            one.why,
        )
        for one in estimates
        if one.is_known
    ]


@given(claims=cases(), hour=st.integers(0, 200))
def test_a_replay_uses_only_what_was_known_by_then(claims: list[Claim], hour: int) -> None:
    moment = START + timedelta(hours=hour)
    out_by_then = [claim for claim in claims if claim.known_at <= moment]
    assert reconciled(as_known_at(claims, moment)) == reconciled(out_by_then)


@given(claims=cases())
def test_a_replay_as_of_now_is_the_present_estimate(claims: list[Claim]) -> None:
    now = START + timedelta(days=400)
    assert reconciled(as_known_at(claims, now)) == reconciled(claims)


@given(claims=cases(populations=ONE_CELL, measures=KILLED, interests=(Interest.PARTY_CLAIM,)))
def test_numbers_from_sides_alone_say_so(claims: list[Claim]) -> None:
    assert all(Flag.PARTY_CLAIM_ONLY in one.flags for one in reconciled(claims) if one.is_known)
