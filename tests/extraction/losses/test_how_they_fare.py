"""Those who are told to be hurt by how they fare: treated, in intensive care, fighting for life."""

import pytest


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Two brothers were burnt alive and one was battling for life.", ("injured", "one", 1)),
        ("Police said 35 were still being treated for injuries.", ("injured", "35", 35)),
        ("Seven weavers were in critical condition on Tuesday.", ("injured", "Seven weavers", 7)),
        ("Twelve passengers escaped with minor bruises.", ("injured", "Twelve passengers", 12)),
        ("Twenty victims are receiving treatment at the general hospital.", ("injured", "Twenty victims", 20)),
        ("Two surgeons treated nine men for burns.", ("injured", "nine men", 9)),
        ("The raid left two dead and six with burns.", ("injured", "six", 6)),
        ("The blast left two porters dead and four in critical condition.", ("injured", "four", 4)),
        ("Two clerks died and four sustained gunshot wounds.", ("injured", "four sustained gunshot wounds", 4)),
        ("A farmer fell to militants' bullets in his field.", ("killed", "A farmer", 1)),
    ],
)
def test_words_of_state_and_treatment_tell_of_the_hurt(figures, text, claim):
    assert claim in figures(text)


def test_those_in_intensive_care_are_some_of_the_wounded(found):
    report = found("A blast wounded 20 people in Kano. Five patients are in intensive care.")
    assert report.totals["injured"].best == 20


def test_others_under_treatment_come_on_top_of_those_hurt_before(found):
    report = found("Rockets hurt two men in Herat. Three others are under treatment.")
    assert report.totals["injured"].best == 5


def test_freed_captives_in_good_condition_are_not_hurt(figures):
    assert figures("Eight captives were in good condition after the army found them.") == []


def test_those_in_critical_condition_are_not_among_the_dead(found):
    totals = found("The blast left two porters dead and four in critical condition.").totals
    assert (totals["killed"].best, totals["injured"].best) == (2, 4)


def test_a_duo_that_is_named_is_two(found):
    report = found("The duo of Mr Audu Bala and Mr Gideon Pam met their untimely death on the farm.")
    assert report.totals["killed"].best == 2
