"""Step 9: what one report tells in several claims is one statement."""

from __future__ import annotations

from dataclasses import replace

from incidents.reconciliation import PEOPLE, Claim, Population, reconcile
from incidents.vocabulary import Group, Interest, Standing, Status
from tests.reconciliation.cast import ARMY, CIVILIANS, claim, dozens, estimate, find, numbers, party

AGENCY = "Valley News"
WOMEN = Population(None, Status.CIVILIAN, Group.WOMEN)


def in_one_report(*claims: Claim) -> list[Claim]:
    return [replace(each, report_id=7, origin=AGENCY) for each in claims]


def beside(head: Claim, number: int, **fields: object) -> Claim:
    return claim(number, beside=head.id, **fields)


def retelling(head: Claim, number: int, **fields: object) -> Claim:
    return claim(number, retells=head.id, **fields)


def test_claims_beside_one_another_add_up() -> None:
    head = claim(3)
    one = estimate(*in_one_report(head, beside(head, 1), beside(head, 2)))
    assert numbers(one) == (6, 6, 6)
    assert (one.origins, one.reports) == (1, 1)


def test_the_sum_rests_on_all_its_claims_and_says_so() -> None:
    head = claim(3, raw="three men")
    more = beside(head, 1, raw="another man")
    one = estimate(*in_one_report(head, more))
    assert one.sets_best == (head.id, more.id)
    assert one.steps[0].text == "One report tells of 4 in several claims: “three men”; “another man”."


def test_people_of_different_populations_add_up_in_the_one_that_holds_them() -> None:
    woman = claim(1, population=WOMEN)
    man = beside(woman, 1)
    estimates = reconcile(in_one_report(woman, man))
    assert numbers(find(estimates)) == (2, 2, 2)
    assert numbers(find(estimates, population=WOMEN)) == (1, 1, 1)


def test_civilians_told_of_as_women_and_as_civilians_are_civilians() -> None:
    woman = claim(1, population=WOMEN)
    estimates = reconcile(in_one_report(woman, beside(woman, 4, population=CIVILIANS)))
    assert numbers(find(estimates, population=CIVILIANS)) == (5, 5, 5)


def test_two_sides_beside_one_another_meet_in_people_and_are_not_added_twice() -> None:
    soldiers = claim(5, population=ARMY)
    one = estimate(*in_one_report(soldiers, beside(soldiers, 2, population=CIVILIANS)))
    assert numbers(one) == (7, 7, 7)


def test_what_tells_of_the_same_people_again_drags_nothing() -> None:
    head = claim(9)
    assert numbers(estimate(*in_one_report(head, retelling(head, 2)))) == (9, 9, 9)


def test_a_higher_number_told_of_the_same_people_raises_high_alone() -> None:
    head = claim(9)
    assert numbers(estimate(*in_one_report(head, retelling(head, 11)))) == (9, 9, 11)


def test_a_word_told_of_the_same_people_raises_nothing() -> None:
    head = claim(9)
    assert numbers(estimate(*in_one_report(head, dozens(retells=head.id)))) == (9, 9, 9)


def test_another_figure_for_more_people_than_were_counted_is_a_part() -> None:
    civilians = claim(9, population=CIVILIANS)
    told = [*in_one_report(civilians, retelling(civilians, 2)), claim(9)]
    assert numbers(estimate(*told)) == (9, 9, 9)


def test_a_claim_beside_a_rejected_one_stands_alone() -> None:
    head = claim(3, standing=Standing.REJECTED)
    assert numbers(estimate(*in_one_report(head, beside(head, 1)))) == (1, 1, 1)


def test_what_was_beside_a_rejected_claim_still_adds_up() -> None:
    head = claim(3, standing=Standing.REJECTED)
    assert numbers(estimate(*in_one_report(head, beside(head, 1), beside(head, 2)))) == (3, 3, 3)


def test_a_side_and_a_neutral_voice_never_add_up() -> None:
    head = claim(3)
    told = in_one_report(head, party(beside(head, 40)))
    assert numbers(estimate(*told)) == (3, 3, 3)


def test_a_copy_of_one_term_takes_nothing_from_the_sum() -> None:
    head = claim(3)
    told = in_one_report(head, beside(head, 1))
    copy = replace(told[0], id=900, report_id=8, known_at=told[0].known_at.replace(hour=9))
    assert numbers(estimate(*told, copy)) == (4, 4, 4)


def test_a_copy_of_the_whole_report_adds_nothing() -> None:
    head, second_head = claim(3), claim(3, hour=9, report_id=8, origin=AGENCY)
    copy = [second_head, beside(second_head, 1, hour=9, report_id=8, origin=AGENCY)]
    one = estimate(*in_one_report(head, beside(head, 1)), *copy)
    assert numbers(one) == (4, 4, 4)
    assert (one.origins, one.reports) == (1, 2)


def test_names_listed_one_by_one_are_a_part_and_make_a_floor() -> None:
    first = claim(1, named=("Ana",))
    one = estimate(*in_one_report(first, beside(first, 1, named=("Bilal",))), claim(5))
    assert numbers(one) == (5, 5, 5)
    assert one.floor == 2


def test_the_order_of_the_claims_of_a_report_does_not_matter() -> None:
    head = claim(3)
    told = in_one_report(head, beside(head, 1), retelling(head, 2))
    assert reconcile(told) == reconcile(told[::-1])


def test_attackers_are_people_too() -> None:
    gunmen = Population("Gunmen", Status.COMBATANT)
    victims = Population(None, Status.CIVILIAN)
    estimates = reconcile([claim(5, population=victims), claim(2, population=gunmen, of_attackers=True)])
    assert numbers(find(estimates)) == (7, 7, 7)


def test_attackers_alone_are_the_people_killed() -> None:
    assert numbers(estimate(claim(2, population=Population("Gunmen", Status.COMBATANT), of_attackers=True))) == (
        2,
        2,
        2,
    )


def test_an_attacker_of_no_known_side_is_not_the_toll() -> None:
    one = estimate(claim(1, of_attackers=True), claim(5, interest=Interest.NEUTRAL))
    assert (one.population, numbers(one)) == (PEOPLE, (5, 5, 5))


def test_what_retells_a_sides_count_is_no_neutral_voice() -> None:
    head = party(claim(68))
    one = estimate(*in_one_report(head, retelling(head, 40)))
    assert numbers(one) == (68, 68, 68)


def test_a_side_that_retells_a_neutral_count_moves_nothing() -> None:
    head = claim(9)
    assert numbers(estimate(*in_one_report(head, party(retelling(head, 70, named=("Ana",)))))) == (9, 9, 9)
