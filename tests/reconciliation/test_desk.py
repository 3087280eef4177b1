"""Steps 4 to 10 of the default policy, a rule a test (docs/methodology.md, section 6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from incidents.vocabulary import Flag, Measure, Reliability
from tests.reconciliation.cast import (
    CHILDREN,
    CIVILIANS,
    REBELS,
    admission,
    at_least,
    claim,
    denial,
    dozens,
    dropped_at,
    estimate,
    numbers,
    part,
    party,
    up_to,
    without_figure,
)


class TestTiers:
    """Step 4."""

    def test_neutral_wholes_come_first(self) -> None:
        assert numbers(estimate(claim(10), part(claim(2)), party(claim(70)))) == (10, 10, 10)

    def test_admissions_count_with_neutral_claims(self) -> None:
        assert numbers(estimate(claim(10), admission(claim(6)))) == (6, 6, 10)

    def test_neutral_parts_come_before_party_wholes(self) -> None:
        assert numbers(estimate(part(claim(3)), party(claim(70)))) == (3, 3, 3)

    def test_party_claims_count_where_nobody_else_speaks(self) -> None:
        one = estimate(party(claim(70)), party(part(claim(4))))
        assert numbers(one) == (70, 70, 70)
        assert one.flags == {Flag.PARTY_CLAIM_ONLY}

    def test_a_neutral_pool_is_not_flagged_as_party(self) -> None:
        assert Flag.PARTY_CLAIM_ONLY not in estimate(claim(10), party(claim(70))).flags


class TestStaleness:
    """Step 5."""

    def test_a_figure_over_72_hours_older_falls_away(self) -> None:
        old = claim(10)
        one = estimate(old, claim(30, hour=73))
        assert numbers(one) == (30, 30, 30)
        assert dropped_at(one) == {old.id: "staleness"}

    def test_a_figure_72_hours_older_stays(self) -> None:
        assert estimate(claim(10), claim(30, hour=72)).low == 10

    def test_a_figure_72_hours_older_stays_beside_one_that_is_older_still(self) -> None:
        oldest = claim(5, reliability=Reliability.A)
        assert estimate(oldest, claim(10, hour=28), claim(30, hour=100)).dropped == ()

    def test_a_better_graded_figure_does_not_grow_stale_beside_a_worse_one(self) -> None:
        one = estimate(claim(10, reliability=Reliability.A), claim(30, hour=100, reliability=Reliability.C))
        assert (one.low, one.high) == (10, 30)

    def test_a_word_makes_no_number_stale(self) -> None:
        assert numbers(estimate(claim(34), dozens(hour=100))) == (34, 34, 34)


class TestWords:
    """Step 6."""

    def test_a_word_does_not_vote_where_a_number_does(self) -> None:
        word = dozens()
        one = estimate(word, claim(34))
        assert numbers(one) == (34, 34, 34)
        assert dropped_at(one) == {word.id: "words"}

    def test_a_word_counts_where_there_is_no_number(self) -> None:
        assert numbers(estimate(dozens())) == (12, 24, 99)

    def test_a_number_outside_the_words_range_is_flagged(self) -> None:
        assert Flag.VAGUE_CONFLICT in estimate(dozens(), claim(5)).flags

    def test_a_number_inside_the_words_range_is_not_flagged(self) -> None:
        assert Flag.VAGUE_CONFLICT not in estimate(dozens(), claim(34)).flags

    def test_losses_without_figure_yield_to_words(self) -> None:
        assert numbers(estimate(without_figure(), dozens())) == (12, 24, 99)

    def test_deaths_without_figure_are_at_least_one(self) -> None:
        one = estimate(without_figure())
        assert numbers(one) == (1, 1, 1)
        assert one.figure.open_upper
        assert one.flags == {Flag.UNQUANTIFIED}


class TestRange:
    """Step 7."""

    def test_lowest_low_and_highest_high(self) -> None:
        one = estimate(claim(10), claim(12, low=8, high=15), claim(20))
        assert (one.low, one.high) == (8, 20)

    def test_best_is_the_middle_of_three(self) -> None:
        assert estimate(claim(10), claim(12), claim(20)).best == 12

    def test_best_is_the_lower_middle_of_two(self) -> None:
        assert estimate(claim(10), claim(20)).best == 10

    @pytest.mark.parametrize(
        ("grade", "best"),
        [("A", 50), ("B", 50), ("C", 10), ("D", 10), ("E", 10), ("F", 10)],
    )
    def test_a_grade_weighs_against_one_source_of_grade_c(self, grade: str, best: int) -> None:
        one = estimate(claim(10, reliability=Reliability.C), claim(50, reliability=Reliability(grade)))
        assert one.best == best

    def test_grade_d_weighs_half_of_grade_c(self) -> None:
        voices = [claim(10, reliability=Reliability.D), claim(11, reliability=Reliability.D)]
        assert estimate(*voices, claim(50, reliability=Reliability.C), claim(51, reliability=Reliability.D)).best == 50

    def test_unreliable_sources_count_alike_where_there_is_no_other(self) -> None:
        bests = [claim(number, reliability=Reliability.E) for number in (10, 20, 30)]
        assert estimate(*bests).best == 20

    def test_a_day_old_figure_keeps_its_double_weight(self) -> None:
        assert estimate(claim(10), claim(50, hour=24)).best == 10

    def test_an_older_figure_weighs_half(self) -> None:
        assert estimate(claim(10), claim(50, hour=25)).best == 50

    def test_up_to_has_no_vote(self) -> None:
        assert numbers(estimate(claim(10), up_to(60), up_to(70))) == (1, 10, 70)

    def test_without_a_vote_best_is_low(self) -> None:
        assert numbers(estimate(up_to(60))) == (1, 1, 60)

    def test_an_open_end_takes_best_for_high(self) -> None:
        one = estimate(at_least(34))
        assert numbers(one) == (34, 34, 34)
        assert one.figure.open_upper

    def test_an_open_end_below_a_closed_one_is_not_open(self) -> None:
        one = estimate(at_least(34), claim(56))
        assert one.high == 56
        assert not one.figure.open_upper

    def test_each_number_leads_to_the_claims_that_set_it(self) -> None:
        low, middle, high = claim(10), claim(12), claim(20)
        one = estimate(low, middle, high)
        assert (one.sets_low, one.sets_best, one.sets_high) == ((low.id,), (middle.id,), (high.id,))


class TestFloor:
    """Step 8."""

    def test_no_fewer_than_are_known_by_name(self) -> None:
        one = estimate(claim(2), claim(3, named=("Ana", "Bilal", "Chen")))
        assert numbers(one) == (3, 3, 3)
        assert one.floor == 3

    def test_one_person_named_twice_is_one(self) -> None:
        assert estimate(claim(9), claim(1, named=("Ana",)), claim(1, named=("ana",))).floor == 1

    def test_no_fewer_than_a_side_admits(self) -> None:
        one = estimate(claim(5), claim(6), admission(claim(9)), population=CIVILIANS)
        assert one.floor == 0
        one = estimate(claim(5), claim(6), admission(claim(9)))
        assert numbers(one) == (9, 9, 9)
        assert one.floor == 9

    def test_the_claims_behind_the_floor_set_the_number(self) -> None:
        admitted = admission(claim(9))
        one = estimate(claim(5), admitted)
        assert one.sets_low == (admitted.id,)

    def test_names_from_a_side_do_not_lift_a_neutral_pool(self) -> None:
        assert numbers(estimate(claim(1), party(claim(2, named=("Ana", "Bilal"))))) == (1, 1, 1)


class TestParts:
    """Step 9."""

    def test_a_part_within_the_whole_moves_nothing(self) -> None:
        assert numbers(estimate(claim(10), part(claim(4)))) == (10, 10, 10)

    def test_a_part_above_the_whole_raises_high_and_is_flagged(self) -> None:
        larger = part(claim(15))
        one = estimate(claim(10), larger)
        assert numbers(one) == (10, 10, 15)
        assert one.sets_high == (larger.id,)
        assert Flag.PART_EXCEEDS_WHOLE in one.flags

    def test_a_later_part_of_one_origin_leaves_its_earlier_part_standing(self) -> None:
        market, gate = part(claim(15, origin="governor")), part(claim(4, origin="governor", hour=3))
        assert estimate(claim(10), market, gate).high == 15

    def test_the_latest_part_of_one_origin_stands_in_for_the_whole(self) -> None:
        assert numbers(estimate(part(claim(15, origin="governor")), part(claim(4, origin="governor", hour=3)))) == (
            4,
            4,
            4,
        )

    def test_parts_are_not_added_up(self) -> None:
        assert numbers(estimate(part(claim(4)), part(claim(5)))) == (4, 4, 5)


class TestDenialsAndPartyClaims:
    """Step 10."""

    def test_a_denial_moves_no_number_and_contests(self) -> None:
        one = estimate(claim(10), party(denial()))
        assert numbers(one) == (10, 10, 10)
        assert one.flags == {Flag.CONTESTED}

    def test_a_neutral_denial_against_a_neutral_count_moves_no_number(self) -> None:
        one = estimate(claim(10), denial())
        assert numbers(one) == (10, 10, 10)
        assert Flag.CONTESTED in one.flags

    def test_a_denial_alone_is_zero(self) -> None:
        one = estimate(denial())
        assert numbers(one) == (0, 0, 0)
        assert Flag.CONTESTED not in one.flags

    def test_a_neutral_denial_keeps_a_party_claim_out(self) -> None:
        one = estimate(denial(), party(claim(70)))
        assert numbers(one) == (0, 0, 0)
        assert one.claimed == (70, 70)
        assert Flag.CONTESTED in one.flags

    def test_a_denial_about_a_part_says_nothing_about_the_whole(self) -> None:
        one = estimate(part(denial()), claim(10))
        assert one.flags == frozenset()

    def test_harm_denied_contests_killed_and_injured_alike(self) -> None:
        spared = denial(measure=Measure.CASUALTIES, population=CIVILIANS)
        dead, hurt = claim(3, population=CIVILIANS), claim(8, population=CIVILIANS, measure=Measure.INJURED)
        for measure in (Measure.KILLED, Measure.INJURED):
            one = estimate(spared, dead, hurt, population=CIVILIANS, measure=measure)
            assert Flag.CONTESTED in one.flags

    def test_a_denial_covers_the_groups_within_a_population(self) -> None:
        one = estimate(denial(population=CIVILIANS), claim(3, population=CHILDREN), population=CHILDREN)
        assert Flag.CONTESTED in one.flags

    def test_a_denial_about_a_group_does_not_contest_the_whole(self) -> None:
        one = estimate(denial(population=CHILDREN), claim(3, population=CIVILIANS), population=CIVILIANS)
        assert Flag.CONTESTED not in one.flags

    def test_a_denial_that_its_voice_has_left_since_contests_nothing(self) -> None:
        spared = denial(measure=Measure.CASUALTIES, population=CIVILIANS, origin="army")
        one = estimate(spared, claim(3, population=CIVILIANS, origin="army", hour=9), population=CIVILIANS)
        assert Flag.CONTESTED not in one.flags

    def test_a_later_denial_of_all_harm_contests_what_its_voice_had_counted(self) -> None:
        spared = denial(measure=Measure.CASUALTIES, population=CIVILIANS, origin="army", hour=9)
        one = estimate(spared, claim(3, population=CIVILIANS, origin="army"), population=CIVILIANS)
        assert Flag.CONTESTED in one.flags

    def test_party_claims_beside_a_neutral_pool_are_shown(self) -> None:
        beside = [party(claim(70, population=REBELS)), party(claim(90, population=REBELS))]
        one = estimate(claim(10, population=REBELS), *beside, population=REBELS)
        assert numbers(one) == (10, 10, 10)
        assert one.claimed == (70, 90)
        assert dropped_at(one) == {each.id: "tiers" for each in beside}

    def test_a_side_that_gives_a_range_claims_its_best(self) -> None:
        assert estimate(claim(10), party(claim(70, low=60, high=90))).claimed == (70, 70)

    def test_without_party_claims_nothing_is_claimed(self) -> None:
        assert estimate(claim(10), replace(claim(11))).claimed is None


@pytest.mark.parametrize("short", ["Moro", "Ines Moro", "Ines P. Moro", "INES PAULA MORO", "Ines Maria Moro"])
def test_one_person_under_two_names_is_one(short: str) -> None:
    one = estimate(claim(1, named=("Ines Paula Moro",)), claim(1, named=(short,)))
    assert one.floor == 1


def test_two_people_of_one_family_are_two() -> None:
    assert estimate(claim(1, named=("Ines Moro",)), claim(1, named=("Paul Moro",))).floor == 2
