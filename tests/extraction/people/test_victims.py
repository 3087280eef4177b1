import pytest

from incidents.vocabulary import Status


@pytest.mark.parametrize(
    ("text", "status", "group"),
    [
        ("Six soldiers were killed.", "combatant", None),
        ("Six police officers were killed.", "combatant", None),
        ("Six rebels were killed.", "combatant", None),
        ("Six civilians were killed.", "civilian", None),
        ("Six villagers were killed.", "civilian", None),
        ("Six people were killed.", "unknown", None),
        ("Six children were killed.", "civilian", "children"),
        ("Six women were killed.", "civilian", "women"),
        ("Six journalists were killed.", "civilian", "journalists"),
        ("Six aid workers were killed.", "civilian", "aid_workers"),
        ("Six health workers were killed.", "civilian", "health_workers"),
    ],
)
def test_victims_have_a_status_and_a_group(only, text, status, group):
    victims = only(text).victims
    assert (victims.status, victims.group) == (status, group)


def test_fighters_carry_the_name_of_their_group(only):
    assert only("Nine Taliban fighters were killed in Helmand.").victims.actor == "Taliban"


def test_civilians_have_no_armed_actor(only):
    assert only("Nine civilians were killed by the Taliban in Helmand.").victims.actor is None


def test_a_single_victim_with_a_title_is_named(only):
    claim = only("The rebel commander Colonel Idris Baro was killed on Friday.")
    assert claim.quantity.best == 1
    assert claim.victims.named == ("Colonel Idris Baro",)


def test_a_list_of_people_is_one_figure(found):
    report = found("Two men, two women and a baby died when a shell hit their house.")
    whole = [claim for claim in report.claims if claim.scope == "whole"]
    assert [claim.quantity.best for claim in whole] == [5]
    assert report.totals["killed"].best == 5


def test_a_mother_and_her_three_children_are_four(found):
    assert found("A mother and her three children were killed.").totals["killed"].best == 4


def test_a_leader_and_two_of_his_bodyguards_are_three(found):
    assert found("The commander and two of his bodyguards were killed.").totals["killed"].best == 3


def test_soldiers_and_civilians_are_two_figures(figures):
    assert figures("103 civilians and 14 soldiers were killed.") == [
        ("killed", "103 civilians", 103),
        ("killed", "14 soldiers", 14),
    ]


def test_the_speaker_after_a_comma_is_no_victim(figures):
    assert figures("A bomb killed 11 people, a doctor and police said.") == [("killed", "11 people", 11)]


def test_the_words_after_a_name_tell_its_side(only):
    victims = only("Abdi Nur, a senior al-Shabaab commander in Bay region, was killed in Somalia.").victims
    assert (victims.actor, victims.status) == ("al-Shabaab", "combatant")


def test_the_wounded_of_a_sentence_are_of_the_people_it_counts(found):
    _, wounded = found("Seventeen civilians were killed and 40 injured in Tabora.").claims
    assert (wounded.measure, wounded.victims.status) == ("injured", "civilian")


def test_several_of_them_are_the_people_named_before(found):
    text = 'The army said nine rebels were killed. "The clinic is free and several of them died in it," it said.'
    assert [claim.victims.status for claim in found(text).claims] == ["combatant", "combatant"]


def test_our_men_are_the_claimants_own(found):
    text = "The Taliban said that 12 soldiers were killed in Kabul, Afghanistan, and that three of their fighters died."
    assert found(text).claims[1].victims.actor == "Taliban"


def test_soldiers_of_a_named_force_belong_to_it(only):
    assert only("Six soldiers of the Frontier Corps were killed in Bannu, Pakistan.").victims.actor == "Frontier Corps"


@pytest.mark.parametrize(
    "text",
    [
        "A 57-year-old Herndon man was found dead.",
        "Reed's cousin, a 16-year-old, was killed.",
        "Bowman's 14-year-old brother was killed.",
    ],
)
def test_a_name_that_tells_whose_or_from_where_is_no_victims_name(only, text):
    assert only(text).victims.named == ()


def test_a_name_after_a_place_or_an_owner_is_the_victims(only):
    assert only("Detroit resident John Poole was killed.").victims.named == ("John Poole",)
    assert only("The gunman's wife, Mary Hill, was killed.").victims.named == ("Mary Hill",)


def test_the_kin_of_fighters_are_no_fighters(found):
    for text in (
        "The son of a Taliban commander was killed in Kunduz, Afghanistan.",
        "A policeman's daughter was shot dead in Kano, Nigeria.",
    ):
        (claim,) = found(text).claims
        assert (claim.victims.actor, claim.victims.status is Status.COMBATANT) == (None, False)
