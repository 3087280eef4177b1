"""Step 11: populations within populations."""

from __future__ import annotations

from incidents.reconciliation import PEOPLE, Population, reconcile
from incidents.vocabulary import Flag, Group, Measure, Status
from tests.reconciliation.cast import (
    ARMY,
    CHILDREN,
    CIVILIANS,
    REBELS,
    at_least,
    claim,
    denial,
    dozens,
    estimate,
    numbers,
    part,
    party,
    up_to,
    without_figure,
)

BRIGADE = Population("Eagle Brigade", Status.COMBATANT)
PARENTS = {"Eagle Brigade": "Northern Front"}
WOMEN = Population(None, Status.CIVILIAN, Group.WOMEN)


def test_people_are_the_sum_of_those_who_exclude_one_another() -> None:
    one = estimate(claim(7, population=ARMY), claim(5, population=CIVILIANS))
    assert numbers(one) == (12, 12, 12)
    assert set(one.from_children) == {ARMY, CIVILIANS}


def test_a_count_of_people_above_the_sum_stands() -> None:
    whole = claim(20)
    one = estimate(whole, claim(7, population=ARMY), claim(5, population=CIVILIANS))
    assert numbers(one) == (20, 20, 20)
    assert one.sets_best == (whole.id,)
    assert one.from_children == ()


def test_a_sum_above_the_count_of_people_stands() -> None:
    one = estimate(claim(9), claim(7, population=ARMY), claim(5, population=CIVILIANS))
    assert numbers(one) == (12, 12, 12)
    assert one.sets_best == ()


def test_low_best_and_high_are_raised_each_on_its_own() -> None:
    one = estimate(claim(20, low=2, high=50), claim(7, population=ARMY), up_to(40, population=CIVILIANS))
    assert numbers(one) == (8, 20, 50)


def test_a_word_for_people_yields_to_numbers_of_those_among_them() -> None:
    assert numbers(estimate(dozens(), claim(34, population=REBELS))) == (34, 34, 34)


def test_a_word_for_people_still_sets_the_least() -> None:
    one = estimate(dozens(), claim(3, population=REBELS))
    assert numbers(one) == (12, 12, 12)
    assert one.figure.open_upper


def test_a_word_for_people_counts_beside_words_for_those_among_them() -> None:
    several = dozens(low=3, best=3, high=9, raw="several", population=REBELS)
    assert numbers(estimate(dozens(), several)) == (12, 24, 99)


def test_a_word_that_the_sum_leaves_behind_is_flagged() -> None:
    assert Flag.VAGUE_CONFLICT in estimate(dozens(), claim(200, population=REBELS)).flags


def test_groups_are_never_added_up() -> None:
    one = estimate(claim(4, population=CHILDREN), claim(3, population=WOMEN), population=CIVILIANS)
    assert numbers(one) == (4, 4, 4)


def test_a_population_is_no_smaller_than_a_group_in_it() -> None:
    one = estimate(claim(2, population=CIVILIANS), claim(4, population=CHILDREN), population=CIVILIANS)
    assert numbers(one) == (4, 4, 4)


def test_an_actors_people_include_those_of_actors_that_belong_to_it() -> None:
    claims = (claim(6, population=BRIGADE), claim(4, population=REBELS))
    assert numbers(estimate(*claims, population=REBELS, parents=PARENTS)) == (6, 6, 6)
    assert numbers(estimate(*claims, parents=PARENTS)) == (6, 6, 6)


def test_actors_without_a_known_parent_stand_side_by_side() -> None:
    assert numbers(estimate(claim(6, population=BRIGADE), claim(4, population=REBELS))) == (10, 10, 10)


def test_actors_that_belong_to_each_other_stand_side_by_side() -> None:
    circle = {"Eagle Brigade": "Northern Front", "Northern Front": "Eagle Brigade"}
    assert numbers(estimate(claim(6, population=BRIGADE), claim(4, population=REBELS), parents=circle)) == (10, 10, 10)


def test_an_actors_people_of_unknown_status_take_in_its_combatants() -> None:
    members = claim(9, population=Population("Northern Front"))
    assert numbers(estimate(members, claim(4, population=REBELS))) == (9, 9, 9)


def test_civilians_of_an_actor_are_civilians() -> None:
    settlers = Population("Highlanders", Status.CIVILIAN)
    assert numbers(estimate(claim(9, population=settlers), population=CIVILIANS)) == (9, 9, 9)


def test_an_open_end_below_leaves_the_sum_open() -> None:
    assert estimate(at_least(4, population=REBELS), claim(3, population=CIVILIANS)).figure.open_upper


def test_a_closed_count_of_people_above_the_sum_is_closed() -> None:
    assert not estimate(at_least(4, population=REBELS), claim(30)).figure.open_upper


def test_a_denial_about_some_leaves_the_rest_unknown() -> None:
    assert numbers(estimate(denial(population=CHILDREN))) == (None, None, None)


def test_a_denial_about_a_part_contests_nobody_beyond_it() -> None:
    at_the_gate, others = part(denial()), claim(3, population=CIVILIANS)
    assert Flag.CONTESTED not in estimate(at_the_gate, others, population=CIVILIANS).flags
    assert Flag.CONTESTED not in estimate(at_the_gate, others).flags


def test_a_denial_about_everybody_contests_any_count() -> None:
    one = estimate(denial(), claim(3, population=REBELS))
    assert numbers(one) == (3, 3, 3)
    assert Flag.CONTESTED in one.flags


def test_a_sum_is_contested_where_one_of_its_terms_is() -> None:
    one = estimate(claim(3, population=REBELS), party(denial(population=CIVILIANS)), claim(2, population=CIVILIANS))
    assert numbers(one) == (5, 5, 5)
    assert Flag.CONTESTED in one.flags


def test_a_sum_of_figures_that_the_denier_has_given_since_is_not_contested() -> None:
    spared = denial(population=CIVILIANS, origin="army")
    since = claim(3, population=CHILDREN, origin="army", hour=9)
    assert Flag.CONTESTED not in estimate(spared, since, population=CIVILIANS).flags


def test_a_denial_for_everybody_does_not_speak_where_some_are_counted() -> None:
    one = estimate(denial(origin="governor"), claim(3, population=REBELS))
    assert one.why == "Northern Front come to 3. Somebody denies it."


def test_people_known_only_from_sides_say_so() -> None:
    assert Flag.PARTY_CLAIM_ONLY in estimate(party(claim(3, population=REBELS))).flags


def test_a_neutral_count_of_people_is_not_moved_by_what_a_side_claims_of_its_enemy() -> None:
    claims = [claim(18), party(claim(85, population=REBELS))]
    assert numbers(estimate(*claims)) == (18, 18, 18)


def test_a_neutral_word_for_people_yields_to_what_sides_count() -> None:
    claims = [dozens(), party(claim(34, population=REBELS))]
    assert numbers(estimate(*claims)) == (34, 34, 34)


def test_a_sides_count_of_people_is_raised_by_what_it_claims_of_its_enemy() -> None:
    claims = [party(claim(18)), party(claim(85, population=REBELS))]
    assert numbers(estimate(*claims)) == (85, 85, 85)


def test_one_neutral_count_among_them_lifts_the_flag() -> None:
    one = estimate(party(claim(3, population=REBELS)), claim(2, population=CIVILIANS))
    assert Flag.PARTY_CLAIM_ONLY not in one.flags


def test_casualties_without_figure_leave_people_unknown() -> None:
    one = estimate(without_figure(measure=Measure.CASUALTIES, population=ARMY), measure=Measure.CASUALTIES)
    assert numbers(one) == (None, None, None)
    assert one.flags == {Flag.UNQUANTIFIED}


def test_every_measure_and_population_comes_with_those_above_it_people_first() -> None:
    estimates = reconcile([claim(1, population=CHILDREN), claim(2, population=ARMY, measure=Measure.INJURED)])
    assert [(one.measure, one.population) for one in estimates] == [
        (Measure.KILLED, PEOPLE),
        (Measure.KILLED, CIVILIANS),
        (Measure.KILLED, CHILDREN),
        (Measure.INJURED, PEOPLE),
        (Measure.INJURED, ARMY),
    ]


def test_no_claims_no_estimates() -> None:
    assert reconcile([]) == ()


def test_what_a_side_claims_of_civilians_does_not_hide_what_others_count_among_them() -> None:
    of_blue = claim(24, population=Population("Blue", Status.CIVILIAN))
    of_all = party(at_least(23, population=CIVILIANS, named=tuple(f"person {index}" for index in range(24))))
    assert numbers(estimate(at_least(2), of_blue, of_all)) == (24, 24, 24)
