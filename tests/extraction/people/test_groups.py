"""Groups that a sentence joins: all of them came to harm, whatever the parser makes of the words before them."""

import pytest


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("Officials said five soldiers and two officers were killed in Marib.", "killed", 7, 7),
        ("The army says five soldiers and two officers were killed in Marib.", "killed", 7, 7),
        ("The ministry confirmed that five soldiers and two officers were killed.", "killed", 7, 7),
        ("A doctor told reporters five men and two women were killed in Marib.", "killed", 7, 7),
        ("Medics reported five men and two women were injured in Marib.", "injured", 7, 7),
        ("Witnesses claim at least five men and two women were shot dead.", "killed", 7, None),
        ("State media announced six students, three teachers and a driver were killed.", "killed", 10, 10),
        ("The ministry believes six students and three teachers were killed in Kano.", "killed", 9, 9),
        ("Local sources indicated six students and three teachers died in Kano.", "killed", 9, 9),
        ("Police said six students were wounded and two teachers were killed.", "killed", 2, 2),
        ("Gunmen killed five soldiers and two officers were wounded in Marib.", "injured", 2, 2),
    ],
)
def test_groups_after_a_verb_of_saying_all_count(found, text, measure, low, high):
    total = found(text).totals[measure]
    assert (total.low, total.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The mayor, Ada Obi, and eight others were shot dead in Owerri.", 9, 9),
        ("Mayor Ada Obi and 12 others were killed in Owerri.", 13, 13),
        ("A colonel was killed with at least seven others in Marib.", 8, None),
        ("The colonel was shot dead with three of his guards in Marib.", 4, 4),
        ("A colonel was killed along with three guards in Marib.", 4, 4),
        ("A colonel was killed together with his driver in Marib.", 2, 2),
        ("Gunmen killed a poet and activist, Ada Obi, in Owerri.", 1, 1),
        ("Gunmen killed a trader from Gao town and four members of his family.", 5, 5),
        ("Monitors reported the death of a boy in Binnish and a woman in Sarmin.", 2, 2),
        ("Sources said that Tariq and Basim were killed by a sniper.", 2, 2),
        ("Five people were killed with several others sustaining gunshot wounds in Cali.", 5, 5),
    ],
)
def test_those_who_share_a_fate_count_and_two_words_for_one_person_do_not(found, text, low, high):
    total = found(text).totals["killed"]
    assert (total.low, total.high) == (low, high)


def test_parts_of_one_figure_do_not_join_the_next(found):
    report = found("Ten people were killed, including two women, and five others were injured in Cali.")
    assert report.totals["injured"].best == 5


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Gunmen shot dead a farmer and mother of three, Rosa Diaz, in Batangas on Monday.", 1),
        ("Gunmen shot dead a clerk and father of two young girls, Luis Cruz, in Batangas on Monday.", 1),
        ("Gunmen shot dead a farmer and a father of three in Batangas on Monday.", 2),
    ],
)
def test_a_parent_before_the_name_is_the_one_named(found, text, best):
    assert found(text).totals["killed"].best == best


def test_both_somebodys_drivers_are_two_and_others_join_them(found):
    text = "Judge Amina Sow died along with both her drivers and four passers-by when a bomb went off in Gao on Monday."
    assert found(text).totals["killed"].best == 7


def test_both_joining_two_sorts_of_kin_is_no_number(found):
    total = found("The blast killed both his brothers and sisters in Gao on Monday.").totals["killed"]
    assert (total.low, total.high) == (4, 18)


def test_a_list_before_a_verb_may_go_on_with_the(found):
    text = "A monk, three pupils, the cook and the cook's son died when a shell hit a school in Gao on Monday."
    assert found(text).totals["killed"].best == 6


def test_who_speaks_after_a_list_is_not_of_it(found):
    text = "The raid killed a guard, the army and the police said."
    assert found(text).totals["killed"].best == 1
