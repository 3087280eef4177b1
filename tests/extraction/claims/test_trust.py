"""How far a total is trusted, and what a reader is told of it."""

import pytest

from incidents.extraction.claims.trust import weigh
from incidents.extraction.rules import load_rules
from incidents.vocabulary import Measure


def facts(found, text):
    return set(found(text).totals[Measure.KILLED].trust.facts)


def test_a_plain_figure_is_sure(found):
    trust = found("Nine people were killed in the market.").totals[Measure.KILLED].trust
    assert (trust.word, trust.why) == ("sure", ())


def test_a_figure_that_the_text_gives_twice_says_so(found):
    text = "Nine people were killed in the market, police said. A doctor said that nine people died."
    trust = found(text).totals[Measure.KILLED].trust
    assert (trust.word, trust.why) == ("sure", ("the text gives it more than once",))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Nine people were killed, police said. The mayor said that 14 people were killed.", "not_largest"),
        ("Nine people were killed, police said. The toll rose to 14.", "not_first"),
        ("Dozens of people were killed in the market.", "vague"),
        ("More than 40 people were killed in the market.", "more_than"),
        ("A market. A road. A bridge.\n\nIt was hot. Nine people were killed.", "late"),
        ("It was hot. " * 20 + "Nine people were killed.", "long"),
    ],
)
def test_what_is_doubtful_about_a_total_is_told_by_name(found, text, fact):
    assert fact in facts(found, text)


def test_a_plain_figure_has_no_fact_against_it(found):
    assert facts(found, "Nine people were killed in the market.") == set()


def test_every_doubt_lowers_the_score_and_agreement_raises_it():
    plain = weigh(set()).score
    weights = load_rules("trust")["weights"]
    assert all(weigh({fact}).score <= plain for fact in weights if fact != "agreement")
    assert weigh({"agreement"}).score > plain


def test_the_weightiest_doubt_is_named_first():
    trust = weigh({"not_largest", "weak", "vague"})
    weights = load_rules("trust")["weights"]
    first = min(("not_largest", "weak", "vague"), key=weights.get)
    assert trust.why[0] == load_rules("trust")["words"][first]


def test_a_claim_is_judged_as_if_its_figure_were_the_total(found):
    report = found("Nine people were killed, police said. The mayor said that 14 people were killed.")
    nine, fourteen = report.claims
    assert nine.trust == report.totals[Measure.KILLED].trust
    assert set(fourteen.trust.facts) == {"not_first"}
    assert fourteen.confidence == fourteen.trust.score


def test_a_part_is_judged_by_its_own_words_alone(found):
    report = found("Nine people were killed, including three children. The mayor said that 14 people were killed.")
    assert report.claims[1].trust.facts == ()


def test_a_doubt_about_one_incident_is_a_doubt_about_the_sum(found):
    report = found(
        "- On 3 May, nine people were killed in Baidoa, police said. The mayor said that 14 people were killed.\n"
        "- On 5 May, six people were killed in Kismayo."
    )
    assert len(report.incidents) == 2
    assert "not_first" not in report.incidents[1].totals[Measure.KILLED].trust.facts
    assert set(report.totals[Measure.KILLED].trust.facts) == {
        "incidents",
        *report.incidents[0].totals[Measure.KILLED].trust.facts,
    }
