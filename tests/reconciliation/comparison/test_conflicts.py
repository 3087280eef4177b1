"""Kinds of conflict told apart, a rule a test (docs/methodology.md, section 6, "Kinds of conflict")."""

from __future__ import annotations

import pytest

from incidents.reconciliation import Claim, Conflict, Population, conflicts
from incidents.vocabulary import ConflictKind, Group, Measure, Reliability, Scope, Standing, Status
from tests.reconciliation.cast import (
    ARMY,
    CHILDREN,
    CIVILIANS,
    REBELS,
    at_least,
    claim,
    denial,
    dozens,
    part,
    party,
    up_to,
    without_figure,
)
from tests.reconciliation.test_worked_example import CLAIMS

Row = tuple[str, int, int]


def rows(*claims: Claim) -> list[Row]:
    return [(one.kind.value, one.first, one.second) for one in conflicts(claims)]


def only(*claims: Claim) -> Conflict:
    found = conflicts(claims)
    assert len(found) == 1, rows(*claims)
    return found[0]


class TestContradiction:
    def test_two_numbers_for_the_same_people_cannot_both_be_right(self) -> None:
        low, high = claim(34, origin="police", population=REBELS), claim(56, origin="army", population=REBELS)
        one = only(high, low)
        assert (one.kind, one.first, one.second) == (ConflictKind.CONTRADICTION, low.id, high.id)
        assert one.reason == "Northern Front killed: police (34) and army (56) cannot both be right."
        assert (one.measure, one.population) == (Measure.KILLED, REBELS)

    def test_equal_numbers_of_different_origins_agree(self) -> None:
        assert rows(claim(34), claim(34)) == []

    def test_those_who_agree_speak_as_one(self) -> None:
        one = only(claim(56, origin="army"), claim(34, origin="police"), claim(34, origin="hospital", hour=1))
        assert one.reason == "People killed: police and 1 other (34) and army (56) cannot both be right."

    def test_each_figure_is_set_against_the_nearest_lower_one(self) -> None:
        low, middle, high = claim(10), claim(12), claim(20)
        assert rows(low, middle, high) == [
            ("contradiction", low.id, middle.id),
            ("contradiction", middle.id, high.id),
        ]

    def test_a_range_between_does_not_hide_that_the_ends_exclude_one_another(self) -> None:
        low, wide, high = claim(10), claim(20, low=10, high=40), claim(30)
        assert rows(low, wide, high) == [("contradiction", low.id, high.id), ("overlap", low.id, wide.id)]

    def test_one_origin_may_contradict_itself(self) -> None:
        one = only(claim(7, origin="ministry"), claim(20, origin="ministry"))
        assert one.kind is ConflictKind.CONTRADICTION
        assert one.reason == "People killed: ministry says both 7 and 20."

    def test_a_part_cannot_exceed_its_whole(self) -> None:
        whole, gate = claim(10, origin="police"), part(claim(15, origin="hospital"))
        one = only(whole, gate)
        assert (one.kind, one.first, one.second) == (ConflictKind.CONTRADICTION, whole.id, gate.id)
        assert one.reason == "People killed: hospital (15) is a part, yet more than police (10)."

    def test_a_part_is_set_against_the_whole_that_it_exceeds_not_the_newest(self) -> None:
        small, large, gate = claim(10), claim(40, hour=1), part(claim(15))
        assert rows(small, large, gate) == [
            ("contradiction", small.id, large.id),
            ("contradiction", small.id, gate.id),
        ]

    def test_some_cannot_be_more_than_all(self) -> None:
        everybody, rebels = claim(18, origin="UN"), party(claim(85, origin="army", population=REBELS))
        one = only(rebels, everybody)
        assert (one.kind, one.first, one.second) == (ConflictKind.CONTRADICTION, everybody.id, rebels.id)
        assert one.reason == "Northern Front killed: army (85), yet fewer people killed: UN (18)."

    def test_more_of_some_than_at_least_so_many_of_all_is_no_contradiction(self) -> None:
        assert only(at_least(18), claim(85, population=REBELS)).kind is ConflictKind.DIFFERENT_POPULATION

    def test_two_words_may_contradict_each_other(self) -> None:
        several = dozens(low=3, best=3, high=9, raw="several", origin="police")
        one = only(several, dozens(origin="army"))
        assert one.kind is ConflictKind.CONTRADICTION
        assert one.reason == "People killed: police (“several”) and army (“dozens”) cannot both be right."

    def test_killed_and_injured_are_not_compared(self) -> None:
        assert rows(claim(4), claim(9, measure=Measure.INJURED)) == []


class TestOverlap:
    def test_at_least_34_and_56_can_both_be_right(self) -> None:
        least, exact = at_least(34, origin="police"), claim(56, origin="army")
        one = only(exact, least)
        assert (one.kind, one.first, one.second) == (ConflictKind.OVERLAP, least.id, exact.id)
        assert one.reason == "People killed: police (at least 34) and army (56) can both be right."

    def test_at_least_56_and_34_cannot(self) -> None:
        assert only(at_least(56), claim(34)).kind is ConflictKind.CONTRADICTION

    def test_up_to_60_and_12_can_both_be_right(self) -> None:
        assert only(up_to(60), claim(12)).kind is ConflictKind.OVERLAP

    def test_ranges_that_touch_can_both_be_right(self) -> None:
        assert only(claim(9, low=7, high=10), claim(10)).kind is ConflictKind.OVERLAP


class TestUpdate:
    def test_one_origin_said_something_newer(self) -> None:
        first, later = claim(10, origin="hospital"), claim(14, origin="hospital", hour=6)
        one = only(later, first)
        assert (one.kind, one.first, one.second) == (ConflictKind.UPDATE, first.id, later.id)
        assert one.reason == "People killed: hospital went from 10 to 14."

    def test_each_statement_is_set_against_the_one_that_replaced_it(self) -> None:
        first, second, third = (
            claim(number, origin="hospital", hour=hour) for number, hour in ((3, 0), (5, 1), (4, 2))
        )
        assert rows(third, first, second) == [("update", first.id, second.id), ("update", second.id, third.id)]

    def test_what_was_replaced_contradicts_nobody(self) -> None:
        first, later = claim(10, origin="hospital"), claim(14, origin="hospital", hour=6)
        assert rows(first, later, claim(14, origin="police")) == [("update", first.id, later.id)]

    def test_a_denial_taken_back_is_an_update(self) -> None:
        one = only(denial(origin="army"), claim(4, origin="army", hour=8))
        assert one.kind is ConflictKind.UPDATE
        assert one.reason == "People killed: army went from a denial to 4."

    def test_the_same_figure_of_a_later_time_is_no_conflict(self) -> None:
        first = claim(10, origin="hospital")
        assert rows(first, claim(10, origin="hospital", hour=6, as_of=first.known_at.replace(hour=5))) == []

    def test_a_word_after_a_number_updates_nothing(self) -> None:
        assert only(claim(34, origin="police"), dozens(origin="police", hour=5)).kind is ConflictKind.VAGUE

    def test_a_number_after_a_word_and_a_number_replaces_both(self) -> None:
        number, word = claim(30, origin="police"), dozens(origin="police", hour=1)
        last = claim(34, origin="police", hour=2)
        assert rows(number, word, last) == [("update", number.id, last.id), ("update", word.id, last.id)]


class TestOutdated:
    def test_a_figure_over_72_hours_older_is_overtaken(self) -> None:
        old, new = claim(10, origin="police"), claim(30, origin="army", hour=97)
        one = only(new, old)
        assert (one.kind, one.first, one.second) == (ConflictKind.OUTDATED, old.id, new.id)
        assert one.reason == "People killed: police (10) is 4 days older than army (30), and overtaken."

    def test_a_figure_72_hours_older_contradicts(self) -> None:
        assert only(claim(10), claim(30, hour=72)).kind is ConflictKind.CONTRADICTION

    def test_a_better_graded_figure_is_not_overtaken(self) -> None:
        better = claim(10, reliability=Reliability.A)
        assert only(better, claim(30, hour=100, reliability=Reliability.C)).kind is ConflictKind.CONTRADICTION

    def test_a_side_does_not_overtake_a_neutral(self) -> None:
        assert only(claim(10), party(claim(30, hour=100))).kind is ConflictKind.CONTRADICTION

    def test_a_word_overtakes_no_number(self) -> None:
        assert only(claim(34), dozens(hour=100)).kind is ConflictKind.VAGUE

    def test_what_is_overtaken_contradicts_nobody_else(self) -> None:
        old, new, other = claim(10), claim(30, hour=90), claim(31, hour=91)
        assert rows(old, new, other) == [("contradiction", new.id, other.id), ("outdated", old.id, other.id)]


class TestVague:
    def test_a_word_beside_a_number_that_it_fits(self) -> None:
        word, number = dozens(origin="officials"), claim(34, origin="police")
        one = only(number, word)
        assert (one.kind, one.first, one.second) == (ConflictKind.VAGUE, word.id, number.id)
        assert one.reason == ("People killed: officials (“dozens”) is a word and yields to police (34), which it fits.")

    def test_a_word_beside_a_number_that_it_does_not_fit(self) -> None:
        assert only(dozens(), claim(5)).reason.endswith("which it does not fit.")

    def test_a_word_is_set_against_the_number_that_it_fits_least(self) -> None:
        word, near, far = dozens(), claim(34), claim(5)
        assert ("vague", word.id, far.id) in rows(word, near, far)
        assert ("vague", word.id, near.id) not in rows(word, near, far)


class TestDenial:
    def test_one_denies_what_another_counts(self) -> None:
        spared = denial(origin="army", measure=Measure.CASUALTIES, population=CIVILIANS)
        count = claim(3, origin="hospital", population=CIVILIANS)
        one = only(count, spared)
        assert (one.kind, one.first, one.second) == (ConflictKind.DENIAL, spared.id, count.id)
        assert one.reason == "Civilians killed: hospital (3), but army denies that anybody was harmed."

    def test_harm_denied_stands_against_killed_and_injured(self) -> None:
        spared = denial(measure=Measure.CASUALTIES)
        dead, hurt = claim(3), claim(8, measure=Measure.INJURED)
        assert rows(spared, dead, hurt) == [("denial", spared.id, dead.id), ("denial", spared.id, hurt.id)]

    def test_deaths_denied_stand_against_no_injured(self) -> None:
        assert rows(denial(), claim(8, measure=Measure.INJURED)) == []

    def test_a_denial_covers_those_within_its_population(self) -> None:
        assert only(denial(population=CIVILIANS), claim(3, population=CHILDREN)).kind is ConflictKind.DENIAL

    def test_a_denial_covers_nobody_around_its_population(self) -> None:
        assert rows(denial(population=CHILDREN), claim(3, population=CIVILIANS)) == []

    def test_a_denial_stands_against_the_newest_number(self) -> None:
        spared, old, new = denial(), claim(3), claim(3, hour=2)
        assert rows(spared, old, new) == [("denial", spared.id, new.id)]

    def test_losses_without_a_figure_may_be_denied(self) -> None:
        one = only(denial(origin="army"), without_figure(origin="witnesses"))
        assert one.reason == "People killed: witnesses (no figure), but army denies that anybody was harmed."

    def test_nobody_denies_what_they_have_counted_since(self) -> None:
        spared = denial(origin="army", population=CIVILIANS)
        assert rows(spared, claim(3, origin="army", population=CHILDREN, hour=2)) == []

    def test_a_denial_of_a_part_is_a_part(self) -> None:
        assert only(part(denial()), claim(10)).kind is ConflictKind.SUBSET


class TestSubset:
    def test_a_part_beside_its_whole(self) -> None:
        whole, gate = claim(10, origin="police"), part(claim(4, origin="hospital"))
        one = only(gate, whole)
        assert (one.kind, one.first, one.second) == (ConflictKind.SUBSET, whole.id, gate.id)
        assert one.reason == "People killed: hospital (4) is a part of police (10)."

    def test_a_group_within_a_whole(self) -> None:
        whole = claim(12, origin="police")
        children = claim(3, origin="police", population=CHILDREN, part_of=whole.id)
        one = only(whole, children)
        assert (one.kind, one.first, one.second) == (ConflictKind.SUBSET, whole.id, children.id)
        assert one.reason == "Children killed: police (3) is a part of its own 12 for people killed."

    def test_a_group_within_a_named_whole_is_not_set_against_other_wholes(self) -> None:
        whole, newer = claim(12), claim(14, hour=1)
        children = claim(3, population=CHILDREN, part_of=whole.id)
        assert rows(whole, newer, children) == [
            ("contradiction", whole.id, newer.id),
            ("subset", whole.id, children.id),
        ]

    def test_a_part_belongs_to_the_whole_of_its_own_origin(self) -> None:
        own, newer, gate = claim(10, origin="police"), claim(10, hour=1), part(claim(4, origin="police"))
        assert rows(own, newer, gate) == [("subset", own.id, gate.id)]

    def test_a_named_victim_is_one_of_the_toll(self) -> None:
        toll, named = claim(34), claim(1, named=("Commander Aziz",))
        assert rows(toll, named) == [("subset", toll.id, named.id)]


class TestDifferentScope:
    def test_a_years_tally_covers_more(self) -> None:
        here, tally = claim(7, origin="police"), claim(4000, origin="UN", scope=Scope.LARGER)
        one = only(tally, here)
        assert (one.kind, one.first, one.second) == (ConflictKind.DIFFERENT_SCOPE, here.id, tally.id)
        assert one.reason == "People killed: UN (4000) covers more than this incident, police (7) does not."

    def test_parts_without_a_whole_may_be_different_places(self) -> None:
        gate, market = part(claim(4, origin="police")), part(claim(15, origin="hospital"))
        one = only(market, gate)
        assert (one.kind, one.first, one.second) == (ConflictKind.DIFFERENT_SCOPE, gate.id, market.id)
        assert one.reason == "People killed: police (4) and hospital (15) may be different parts."


class TestDifferentPopulation:
    def test_some_of_the_people(self) -> None:
        everybody, rebels = claim(40, origin="UN"), claim(34, origin="army", population=REBELS)
        one = only(rebels, everybody)
        assert (one.kind, one.first, one.second) == (ConflictKind.DIFFERENT_POPULATION, everybody.id, rebels.id)
        assert one.reason == "Northern Front killed: army (34) counts some of the people killed: UN (40)."

    def test_others_altogether(self) -> None:
        soldiers, civilians = claim(7, origin="army", population=ARMY), claim(5, origin="UN", population=CIVILIANS)
        one = only(soldiers, civilians)
        assert (one.kind, one.first, one.second) == (ConflictKind.DIFFERENT_POPULATION, civilians.id, soldiers.id)
        assert one.reason == "Civilians killed: UN (5). Other people: National Army killed: army (7)."

    def test_each_population_is_set_against_the_nearest_around_it(self) -> None:
        everybody, civilians = claim(40), claim(20, population=CIVILIANS)
        children = claim(5, population=CHILDREN)
        assert rows(everybody, civilians, children) == [
            ("different_population", everybody.id, civilians.id),
            ("different_population", civilians.id, children.id),
        ]

    def test_an_actor_that_belongs_to_another_counts_among_it(self) -> None:
        brigade = claim(4, population=Population("Eagle Brigade", Status.COMBATANT), origin="army")
        front = claim(9, population=REBELS, origin="army")
        (one,) = conflicts([brigade, front], parents={"Eagle Brigade": "Northern Front"})
        assert one.reason == ("Eagle Brigade killed: army (4) counts some of the Northern Front killed: army (9).")

    def test_two_groups_of_one_population_are_different_people(self) -> None:
        women = claim(4, population=Population(None, Status.CIVILIAN, Group.WOMEN))
        assert only(women, claim(3, population=CHILDREN)).kind is ConflictKind.DIFFERENT_POPULATION


class TestCopy:
    def test_the_same_statement_of_the_same_origin(self) -> None:
        first, reprint = claim(40, origin="Valley News"), claim(40, origin="valley  news", hour=3)
        one = only(reprint, first)
        assert (one.kind, one.first, one.second) == (ConflictKind.COPY, first.id, reprint.id)
        assert one.reason == "People killed: Valley News (40) said it before; the same again adds nothing."

    def test_a_copy_contradicts_nobody(self) -> None:
        first, reprint, other = claim(40, origin="Valley News"), claim(40, origin="Valley News", hour=3), claim(10)
        assert rows(first, reprint, other) == [("contradiction", other.id, first.id), ("copy", first.id, reprint.id)]


class TestVoices:
    def test_one_body_updates_its_own_figure_under_any_name(self) -> None:
        earlier, later = claim(2, origin="police"), claim(3, origin="Sgt. Cole", hour=5)
        assert rows(earlier, later) == [("update", earlier.id, later.id)]

    def test_claims_of_one_report_that_add_up_agree_with_their_sum(self) -> None:
        man = claim(1, origin="Valley News", report_id=1)
        another = claim(1, origin="Valley News", report_id=1, beside=man.id)
        assert rows(man, another, claim(2, origin="hospital", report_id=2)) == []

    def test_a_sum_is_compared_under_the_claim_that_it_begins_with(self) -> None:
        man = claim(1, origin="Valley News", report_id=1)
        others = claim(2, origin="Valley News", report_id=1, beside=man.id)
        more = claim(7, origin="hospital", report_id=2)
        assert rows(man, others, more) == [("contradiction", man.id, more.id)]

    def test_a_term_of_a_sum_that_its_origin_tells_again_is_a_copy(self) -> None:
        man = claim(1, origin="Valley News", report_id=1)
        others = claim(2, origin="Valley News", report_id=1, beside=man.id)
        again = claim(2, origin="Valley News", report_id=3, hour=3)
        assert rows(man, others, again) == [("copy", man.id, again.id)]

    def test_who_is_told_of_again_contradicts_nobody(self) -> None:
        six = claim(6, origin="police", report_id=1)
        four = claim(4, origin="mayor", report_id=1, retells=six.id)
        assert rows(six, four) == []


@pytest.mark.parametrize("standing", [Standing.PENDING, Standing.REJECTED, Standing.RETRACTED])
def test_what_does_not_count_is_in_conflict_with_nobody(standing: Standing) -> None:
    assert rows(claim(10), claim(20, standing=standing)) == []


def test_corrected_claims_are_compared() -> None:
    assert only(claim(10), claim(20, standing=Standing.CORRECTED)).kind is ConflictKind.CONTRADICTION


def test_what_calls_for_a_decision_comes_first() -> None:
    first, later = claim(10, origin="hospital"), claim(14, origin="hospital", hour=1)
    found = conflicts([first, later, claim(20), denial(), part(claim(3, origin="hospital"))])
    assert [one.kind.value for one in found] == ["contradiction", "denial", "update", "subset"]


def test_one_claim_alone_is_in_conflict_with_nobody() -> None:
    assert rows(claim(10)) == []


def test_the_worked_example() -> None:
    assert [(one.kind.value, one.first, one.second, one.reason) for one in conflicts(CLAIMS)] == [
        (
            "overlap",
            2,
            5,
            "Taliban killed: security officials (at least 34) and Interior Ministry (56) can both be right.",
        ),
        ("subset", 5, 4, "Taliban killed: National Directorate of Security (1) is a part of Interior Ministry (56)."),
        ("subset", 5, 6, "Taliban killed: Interior Ministry (“several”) is a part of its own 56."),
        (
            "different_population",
            1,
            5,
            "Taliban killed: Interior Ministry (56) counts some of the people killed: officials (“dozens”).",
        ),
    ]


def test_hundreds_of_figures_give_fewer_rows_than_claims() -> None:
    figures = [claim(number, hour=number % 70) for number in range(300)]
    assert len(conflicts(figures)) == 299
