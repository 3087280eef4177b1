"""What a toll is made of: parts told after it never become figures of their own."""

import pytest

from incidents.vocabulary import Group, Measure, Scope


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Among them were seven women and five children.", [(7, Group.WOMEN), (5, Group.CHILDREN)]),
        ("Of these, nine were women.", [(9, Group.WOMEN)]),
        ("Of those killed, eight were children and three were women.", [(8, Group.CHILDREN), (3, Group.WOMEN)]),
        ("The dead were six women, ten men and four children.", [(6, Group.WOMEN), (10, None), (4, Group.CHILDREN)]),
        ("Four of the dead were children.", [(4, Group.CHILDREN)]),
        ("Six of the dead, among them two children, were from one street.", [(6, None), (2, Group.CHILDREN)]),
    ],
)
def test_parts_of_a_toll_belong_to_it(found, sentence, parts):
    claims = found(f"Shells killed 20 people in Tabora. {sentence}").claims
    assert [(claim.quantity.best, claim.victims.group) for claim in claims[1:]] == parts
    assert all(claim.part_of == 0 and claim.scope is Scope.PART for claim in claims[1:])


def test_a_count_of_them_is_a_part_in_its_own_sentence(found):
    whole, part = found("Thirty-three people were injured, 14 of them children.").claims
    assert (part.measure, part.quantity.best, part.victims.group, part.part_of) == (
        Measure.INJURED,
        14,
        Group.CHILDREN,
        0,
    )
    assert whole.scope is Scope.WHOLE


def test_a_part_has_the_claimant_of_its_whole(found):
    claims = found("The health office said 20 people were killed. Among them were seven women.").claims
    assert [claim.claimant.name for claim in claims] == ["health office", "health office"]


def test_an_age_does_not_hide_a_child_among_the_dead(found):
    claims = found("Shells killed 12 people, including a 9-year-old boy, in Tabora.").claims
    assert [(claim.raw, claim.victims.group) for claim in claims] == [
        ("12 people", None),
        ("a 9-year-old boy", Group.CHILDREN),
    ]


def test_a_name_among_the_dead_is_one_of_them(found):
    claims = found("Troops killed ten militants. Among the slain militants was Hamid Karzan, a judge.").claims
    assert [(claim.raw, claim.part_of) for claim in claims] == [("ten militants", None), ("Hamid Karzan", 0)]


def test_the_victims_list_ends_where_the_speaker_begins(found):
    claims = found("A rocket killed nine people, including two girls, regional governor Ada Bello said.").claims
    assert [claim.raw for claim in claims] == ["nine people", "two girls"]
    assert {claim.claimant.name for claim in claims} == {"Ada Bello"}


def test_words_about_others_are_no_part(found):
    (claim,) = found("Shells killed 20 people. Two of them left the hospital gardens unguarded.").claims[:1]
    assert claim.quantity.best == 20


@pytest.mark.parametrize(
    "text",
    [
        "Six nuns were murdered in Tabora. The murder of the six nuns shocked the town.",
        "Six nuns were murdered in Tabora. The bodies of the six were found on Tuesday.",
        "Six nuns were murdered in Tabora. The six women were killed with machetes.",
    ],
)
def test_a_number_told_again_with_the_is_the_same_people(figures, text):
    assert figures(text) == [("killed", "Six nuns", 6)]


def test_a_number_told_again_by_somebody_else_is_a_claim_of_theirs(found):
    text = "The army said nine rebels died. The rebels said the nine men were killed after they gave up."
    assert [claim.claimant.name for claim in found(text).claims] == ["army", "rebels"]


@pytest.mark.parametrize("text", ["We honour those who died for the homeland.", "The names of those killed are known."])
def test_those_who_died_with_no_number_are_no_claim(found, text):
    assert found(text).claims == ()


def test_people_named_by_a_noun_are_those_that_a_number_counted(figures):
    text = "Twenty people were injured in the bus. The passengers were injured by glass."
    assert figures(text) == [("injured", "Twenty people", 20)]


def test_they_are_those_who_were_told_of_one_by_one(figures):
    text = "Ana Ruiz was injured. Pedro Gil was also injured. They suffered serious wounds."
    assert [best for _, _, best in figures(text)] == [1, 1]


def test_a_part_told_by_a_verb_of_its_own_is_told_once(found):
    text = "One person died and 86 were injured, including 6 who were seriously injured."
    assert [(claim.raw, claim.scope.value) for claim in found(text).claims] == [
        ("One person", "whole"),
        ("86", "whole"),
        ("6", "part"),
    ]


def test_them_are_never_those_who_did_it(only):
    text = "A group of about 30 men stormed into the priests' house and riddled them with bullets."
    assert only(text).quantity.hedge == "vague"


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Among the dead are Ana Ruiz, Pedro Gil and Juan Mora.", [1, 1, 1]),
        ("The dead were identified as Ana Ruiz and Pedro Gil.", [1, 1]),
        ("The death toll includes six policemen.", [6]),
        ("The nine included two judges.", [2]),
        ("Of the nine, two were judges.", [2]),
        ("Two of the nine were judges.", [2]),
    ],
)
def test_what_tells_who_the_dead_were_gives_parts(found, sentence, parts):
    report = found(f"A bomb killed nine people in Tabora. {sentence}")
    assert [claim.quantity.best for claim in report.claims if claim.part_of == 0] == parts
    assert report.totals[Measure.KILLED].best == 9


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed nine people (two judges, four guards and three nurses) in Tabora.",
        "A bomb killed nine people in Tabora: two judges, four guards and three nurses.",
        "A bomb killed nine people in Tabora - two judges, four guards and three nurses.",
    ],
)
def test_a_list_set_apart_that_adds_up_gives_parts(found, text):
    report = found(text)
    assert [(claim.quantity.best, claim.part_of) for claim in report.claims] == [(9, None), (2, 0), (4, 0), (3, 0)]
    assert report.totals[Measure.KILLED].best == 9


def test_a_list_set_apart_that_does_not_add_up_gives_none(figures):
    assert figures("A bomb killed nine people: two judges and four guards had been warned.") == [
        ("killed", "nine people", 9)
    ]


def test_some_among_them_are_a_part(found):
    claims = found("A bomb killed nine people in Tabora, two judges among them.").claims
    assert [(claim.quantity.best, claim.part_of) for claim in claims] == [(9, None), (2, 0)]
