"""An attacker whom a report leaves out of its dead died too, is counted apart, and attacked."""

import pytest

from incidents.vocabulary import Measure, Side


@pytest.mark.parametrize(
    ("text", "dead", "attackers"),
    [
        ("Three clerks died besides the bomber in Kabul on Sunday.", 3, 1),
        ("Seven worshippers died, not counting the attacker, in Peshawar on Sunday.", 7, 1),
        ("Seven worshippers died, excluding the two assailants, in Peshawar on Sunday.", 7, 2),
        ("Apart from the gunman, four shoppers were killed in Kabul on Sunday.", 4, 1),
        ("Aside from the three gunmen, four shoppers were killed in Kabul on Sunday.", 4, 3),
        ("In addition to the suicide bomber, six clerks were killed in Kabul on Sunday.", 6, 1),
        ("Six clerks, not including the bomber, were killed in Kabul on Sunday.", 6, 1),
    ],
)
def test_the_attacker_is_counted_apart(found, text, dead, attackers):
    report = found(text)
    apart = [claim.quantity.best for claim in report.claims if "apart:attackers" in claim.rules]
    assert (report.totals[Measure.KILLED].best, apart) == (dead, [attackers])
    assert [one.implied for one in report.event.actors if one.side is Side.A] == [False] or "gunm" in text


def test_a_bomber_told_with_the_dead_is_counted_apart(found):
    assert found("A blast killed three clerks as well as the bomber in Kabul.").totals[Measure.KILLED].best == 3


@pytest.mark.parametrize(
    "text",
    [
        "Besides the gunman, who was arrested, five clerks were killed in Kabul.",
        "Five clerks were killed in Kabul; apart from the gunman, who fled, nobody was armed.",
        "Besides the attacker, six clerks were wounded in Kabul.",
    ],
)
def test_an_attacker_who_may_live_is_not_dead(found, text):
    assert not any("apart:attackers" in claim.rules for claim in found(text).claims)


def test_what_is_not_included_is_no_part(found):
    (claim,) = found("The raid killed nine people, not including children, in Kabul.").claims
    assert claim.quantity.best == 9
