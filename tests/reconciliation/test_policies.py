"""The named policies beside the default one."""

from __future__ import annotations

import pytest

from incidents.reconciliation import Claim
from incidents.vocabulary import Flag, Policy, Reliability
from tests.reconciliation.cast import claim, denial, dozens, estimate, numbers, part, party


def best(policy: Policy, *claims: Claim) -> int | None:
    return estimate(*claims, policy=policy).best


def test_lowest_takes_the_most_conservative_figure_of_anybody() -> None:
    assert best(Policy.LOWEST, claim(20), claim(30), party(claim(12))) == 12


def test_lowest_hears_each_origin_once() -> None:
    assert best(Policy.LOWEST, claim(5, origin="governor"), claim(20, origin="governor", hour=3), claim(30)) == 20


def test_ucdp_takes_the_most_reliable_source() -> None:
    one = estimate(
        claim(20, reliability=Reliability.C),
        claim(30, reliability=Reliability.A),
        claim(90, reliability=Reliability.D),
        policy=Policy.UCDP,
    )
    assert numbers(one) == (20, 30, 30)


def test_ucdp_takes_high_from_sources_graded_a_to_c() -> None:
    one = estimate(
        claim(20, reliability=Reliability.A),
        claim(40, reliability=Reliability.C),
        claim(90, reliability=Reliability.F),
        policy=Policy.UCDP,
    )
    assert one.high == 40


def test_ucdp_hears_a_neutral_claim_before_a_party() -> None:
    assert best(Policy.UCDP, claim(20), party(claim(70, reliability=Reliability.A))) == 20


def test_ucdp_takes_the_newest_of_equally_reliable_sources() -> None:
    assert best(Policy.UCDP, claim(20), claim(30, hour=2)) == 30


def test_gtd_takes_the_most_recent_neutral_source() -> None:
    assert best(Policy.GTD, claim(20), claim(20), claim(30, hour=2), party(claim(70, hour=9))) == 30


def test_gtd_takes_the_majority_where_the_most_recent_disagree() -> None:
    assert best(Policy.GTD, claim(20, hour=2), claim(30, hour=2), claim(30)) == 30


def test_gtd_takes_the_lowest_where_there_is_no_majority() -> None:
    assert best(Policy.GTD, party(claim(70)), party(claim(90, hour=4))) == 70


def test_latest_takes_the_newest_figure_whoever_gives_it() -> None:
    assert best(Policy.LATEST, claim(20), party(claim(70, hour=4))) == 70


def test_latest_goes_by_the_time_spoken_of_not_by_the_order_of_recording() -> None:
    newest = claim(20, hour=4)
    assert best(Policy.LATEST, newest, claim(30)) == 20


def test_median_counts_every_claim_alike() -> None:
    reprints = [claim(40, origin="Valley News", hour=hour) for hour in (0, 1, 2)]
    assert best(Policy.MEDIAN, *reprints, claim(10), claim(12)) == 40


@pytest.mark.parametrize("policy", list(Policy))
def test_every_policy_prefers_numbers_to_words(policy: Policy) -> None:
    assert best(policy, dozens(hour=3), claim(34)) == 34


@pytest.mark.parametrize("policy", list(Policy))
def test_under_every_policy_a_denial_moves_no_number(policy: Policy) -> None:
    one = estimate(claim(10), denial(hour=3), policy=policy)
    assert numbers(one) == (10, 10, 10)
    assert Flag.CONTESTED in one.flags


@pytest.mark.parametrize("policy", list(Policy))
def test_under_every_policy_a_lone_denial_is_zero(policy: Policy) -> None:
    assert numbers(estimate(denial(), policy=policy)) == (0, 0, 0)


@pytest.mark.parametrize("policy", list(Policy))
def test_under_every_policy_parts_stand_in_where_there_is_no_whole(policy: Policy) -> None:
    assert best(policy, part(claim(4))) == 4


@pytest.mark.parametrize("policy", list(Policy))
def test_under_every_policy_figures_from_sides_alone_are_flagged(policy: Policy) -> None:
    assert Flag.PARTY_CLAIM_ONLY in estimate(party(claim(4)), policy=policy).flags


@pytest.mark.parametrize("policy", list(Policy))
def test_every_policy_says_which_it_is_and_why(policy: Policy) -> None:
    one = estimate(claim(10), claim(20, hour=1), policy=policy)
    assert one.policy is policy
    assert one.why
    assert "figures" in [step.name for step in one.steps]
