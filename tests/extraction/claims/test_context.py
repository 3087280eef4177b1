import pytest


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("No one was injured.", "injured"),
        ("Nobody was killed.", "killed"),
        ("No civilians were harmed.", "casualties"),
        ("Staff and patients were not harmed.", "casualties"),
        ("There were no casualties.", "casualties"),
        ("No deaths were reported.", "killed"),
    ],
)
def test_a_denial_is_a_claim_of_nobody(only, text, measure):
    claim = only(text)
    assert claim.denies
    assert claim.measure == measure
    assert (claim.quantity.low, claim.quantity.best, claim.quantity.high) == (0, 0, 0)
    assert claim.quantity.hedge == "denial"


@pytest.mark.parametrize(
    "text",
    [
        "Troops advanced slowly in order not to harm civilians.",
        "The rebels threatened to kill 20 hostages.",
        "The bomb could have killed 200 people.",
        "The group vowed to kill ten soldiers for every prisoner.",
        "If the shell had hit the school, it would have killed 40 pupils.",
        "Had the wind turned, the whole street might have been levelled and dozens killed.",
        "Had a passer-by not seen the wire, forty pupils might have been killed.",
        "Should the dam burst, hundreds might be killed.",
        "If the lorry had reached the gate, thirty guards might have died.",
        "The plot to kill three ministers was uncovered.",
        "Hundreds of fighters took part in the assault.",
        "Two neighbourhoods and one area were surrounded before the ninth round of talks.",
        "About 300 soldiers arrived on Monday.",
    ],
)
def test_plans_threats_conditions_and_other_numbers_are_no_claims(found, text):
    assert found(text).claims == ()


def test_a_number_left_out_says_why(found):
    (left_out,) = found("The rebels threatened to kill 20 captured nurses.").not_claims
    assert (left_out.raw, left_out.rule) == ("20 captured nurses", "infinitive")


def test_what_may_have_happened_is_less_certain(only):
    sure = only("Twelve miners were killed.").confidence
    unsure = only("Twelve miners may have been killed.").confidence
    assert unsure < sure


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that 20 peasants were killed.",
        "The minister said it was false that 20 peasants had been killed.",
        "The colonel said that reports that 20 peasants had been killed were untrue.",
        "The mine went off without killing anyone.",
        "Fortunately there were no dead or wounded.",
        "The attack did not cause casualties.",
    ],
)
def test_what_is_called_false_or_did_not_come_about_is_a_denial(only, text):
    assert only(text).denies


@pytest.mark.parametrize(
    "text",
    [
        "An attempted assassination of two ministers was foiled.",
        "We await a report on the possible death of eight crewmen.",
    ],
)
def test_an_attempted_or_possible_killing_is_no_claim(found, text):
    assert found(text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "The judge ordered the trial of nine officers who are accused of the massacre of six nuns.",
        "The judge ordered the trial of nine officers involved in the massacre of six nuns.",
        "The bishops demanded punishment for the murder of six nuns.",
        "They asked whether the pilots were merciful when they killed six nuns.",
        "The colonel denied any part in the killing of six nuns.",
    ],
)
def test_a_killing_that_a_sentence_takes_for_granted_is_a_fact(only, text):
    claim = only(text)
    assert (claim.quantity.best, claim.denies, claim.claimant) == (6, False, None)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has not confirmed the death of six soldiers.",
        "Officers could not confirm that six soldiers had died.",
        "There was no independent confirmation of the claim that six soldiers were killed.",
        "The alleged murder of six soldiers is being looked into.",
        "The colonel ordered the murder of six soldiers.",
        "It is feared that six soldiers died.",
    ],
)
def test_what_nobody_vouches_for_is_a_claim_of_less_certainty(only, text):
    claim = only(text)
    assert (claim.quantity.best, claim.denies) == (6, False)
    assert claim.confidence < 0.5


@pytest.mark.parametrize(
    "text", ["More than 40 dead or wounded lay in the streets.", "The raid left more than 40 killed and injured."]
)
def test_dead_or_wounded_together_are_casualties(figures, text):
    assert figures(text) == [("casualties", "More than 40" if text.startswith("More") else "more than 40", 41)]


def test_dead_before_a_verb_of_wounding_are_dead(figures):
    assert figures("A clash left 5 dead and wounded 14 people.") == [("killed", "5", 5), ("injured", "14 people", 14)]


@pytest.mark.parametrize(
    "text",
    ["Are there any policemen wounded?", "Were nine soldiers killed?", "How many soldiers were killed in the raid?"],
)
def test_a_question_claims_nothing(found, text):
    assert found(text).claims == ()


def test_a_question_why_takes_the_dead_for_granted(figures):
    assert figures("Why were the six nuns killed?") == [("killed", "six nuns", 6)]


@pytest.mark.parametrize("text", ["People are dying in the valley.", "Civilians are being killed in the valley."])
def test_what_goes_on_with_no_number_is_no_claim(found, text):
    assert found(text).claims == ()


def test_the_killers_of_six_take_six_killed_for_granted(figures):
    text = "The army does not know whether the killers of the six nuns could have been soldiers."
    assert figures(text) == [("killed", "six nuns", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "The ombudsman must investigate the killing of six fishermen in Buenaventura.",
        "Ministers promised to look into the deaths of six patients at the clinic.",
        "The envoy urged the army to explain the shooting dead and the murder of six clerks.",
        "Judges will examine the massacre of six potters near Huanta.",
        "Lawyers want to clarify last Friday's murder of six weavers.",
        "Two majors will be tried for the killing of six monks.",
        "Parliament should condemn the deaths of six nurses.",
    ],
)
def test_what_is_to_be_investigated_or_condemned_has_happened(found, text):
    assert [claim.quantity.best for claim in found(text).claims if claim.measure == "killed"] == [6]


@pytest.mark.parametrize(
    "text",
    ["The rebels want the killing of six judges.", "The gang tried to kill six judges.", "They would kill six judges."],
)
def test_what_somebody_wants_has_not_happened(found, text):
    assert found(text).claims == ()
