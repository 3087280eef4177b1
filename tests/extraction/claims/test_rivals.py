"""Where rules read the same words in different ways, and both cannot be right: the other reading is kept."""

from __future__ import annotations

from incidents.extraction import extract
from incidents.extraction.types import ExtractedClaim
from incidents.vocabulary import Measure


def claims_of(text: str) -> tuple[ExtractedClaim, ...]:
    return extract(text).claims


def test_a_number_told_before_and_a_bare_they() -> None:
    (claim,) = claims_of("Gunmen dragged eight people off a bus near Tabora and shot them to death, police said.")
    assert claim.quantity.best == 8
    (rival,) = claim.rivals
    assert (rival.rule, rival.quantity and (rival.quantity.low, rival.quantity.high)) == ("pronoun", (2, 9))


def test_two_speakers_around_one_number() -> None:
    text = (
        "The Islamic State claimed responsibility for a bombing in Kabul on Saturday that tore through a march, "
        "killing at least 60 people, the Interior Ministry said."
    )
    (claim,) = claims_of(text)
    assert claim.claimant is not None
    others = [rival.claimant.name for rival in claim.rivals if rival.claimant]
    assert {claim.claimant.name, *others} == {"Islamic State", "Interior Ministry"}


def test_the_same_words_read_as_dead_and_as_hurt() -> None:
    first, second = claims_of("A driver of the court was reported wounded or dead on Sunday.")
    assert {first.measure, second.measure} == {Measure.KILLED, Measure.INJURED}
    assert [rival.measure for rival in (*first.rivals, *second.rivals)] == [second.measure, first.measure]


def test_a_plain_sentence_has_no_rivals() -> None:
    claims = claims_of("Twelve fighters were killed and five soldiers wounded, said army spokesman Idris Halloun.")
    assert len(claims) == 2
    assert [claim.rivals for claim in claims] == [(), ()]


def test_a_list_and_its_members_do_not_disagree() -> None:
    claims = claims_of("The mayor stated that fighters had killed two men, three women and an infant with machetes.")
    assert len(claims) == 4
    assert not any(claim.rivals for claim in claims)


def test_json_tells_the_rule_and_only_what_it_reads_otherwise() -> None:
    (claim,) = claims_of("Gunmen dragged eight people off a bus near Tabora and shot them to death, police said.")
    assert claim.as_json()["rivals"] == [
        {"rule": "pronoun", "low": 2, "best": 2, "high": 9, "open_upper": False, "hedge": "vague"}
    ]
