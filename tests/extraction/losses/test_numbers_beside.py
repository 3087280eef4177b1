"""A number of people beside a word of harm is a claim of low confidence where no rule reads the sentence."""

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Four people reported dead after shelling in Donetsk on Monday.", 4),
        ("Three, all of them farmers, dead in ambush near Buea.", 3),
    ],
)
def test_a_number_beside_a_word_of_death_is_better_than_silence(found, text, number):
    report = found(text)
    (claim, *_) = [claim for claim in report.claims if claim.rules[0].startswith("number-beside:")]
    assert (claim.quantity.low, claim.confidence) == (number, 0.4)
    assert report.totals["killed"].best == number


def test_those_reported_injured_are_no_speakers(found):
    assert found("Drone attack on Sumy, four people reported injured.").totals["injured"].best == 4


@pytest.mark.parametrize(
    "text",
    [
        "The militia threatened to kill 20 hostages.",
        "He said 12 soldiers could be killed.",
        "Police hunt three men who killed.",
        "The law would have killed 400 jobs.",
        "One must wonder how many dead the council needs before it meets.",
    ],
)
def test_plans_doers_and_things_stay_no_claims(found, text):
    assert found(text).claims == ()
