import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nine people were killed, officials said.", "officials"),
        ("The health ministry said nine people were killed.", "health ministry"),
        ("According to witnesses, nine people were killed.", "witnesses"),
        ("Nine people were killed, according to hospital officials.", "hospital officials"),
        ("The army claimed that nine rebels were killed.", "army"),
        ("Nine people were killed, said the Red Cross.", "Red Cross"),
    ],
)
def test_the_claimant_is_who_is_quoted(only, text, name):
    assert only(text).claimant.name == name


def test_a_named_claimant_has_a_name_and_a_role(only):
    claimant = only("Army spokesman Karim Diallo said that nine rebels were killed.").claimant
    assert (claimant.name, claimant.role) == ("Karim Diallo", "Army spokesman")


def test_a_claimant_between_commas_is_found_at_the_end_of_the_sentence(only):
    claimant = only(
        "Guerrillas killed nine soldiers in an ambush near Arauca, the deadliest attack since 2019, "
        "the defense minister, Ivan Velasquez, said."
    ).claimant
    assert (claimant.name, claimant.role) == ("Ivan Velasquez", "defense minister")


def test_he_added_means_the_last_named_speaker(found):
    text = (
        "Army spokesman Karim Diallo said that nine rebels were killed. "
        '"The road is open again and four of our soldiers were wounded," he added.'
    )
    assert [claim.claimant.name for claim in found(text).claims] == ["Karim Diallo", "Karim Diallo"]


def test_a_quote_that_runs_over_sentences_has_one_speaker(found):
    text = (
        "Governor Ama Sule spoke in the evening. "
        '"Six guards were killed at the gate. Nobody in the hospital was hurt," she said.'
    )
    assert {claim.claimant.name for claim in found(text).claims} == {"Ama Sule"}


def test_what_the_reporter_tells_has_no_claimant(only):
    assert only("Nine people were killed in the market.").claimant is None


def test_the_claimants_words_are_at_their_span(found):
    text = "Nine people were killed, hospital officials said."
    (claim,) = found(text).claims
    assert text[slice(*claim.claimant.span)] == claim.claimant.raw == "hospital officials"
