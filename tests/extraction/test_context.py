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
