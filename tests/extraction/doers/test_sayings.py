"""What a group says of a deed, and what others say of it, from the words around its name."""

from __future__ import annotations

import pytest

from incidents.extraction.doers.sayings import claims_deed, denies_deed, is_blamed, tells_own_deed

GROUP = "Red Front"


def span_in(text: str) -> tuple[int, int]:
    start = text.index(GROUP)
    return start, start + len(GROUP)


@pytest.mark.parametrize(
    "text",
    [
        "The movement of the Red Front adopted the operation in a leaflet.",
        "The Red Front owned up to the bombing.",
        "The Red Front put its name to the killing.",
        "The Red Front issued a statement claiming the attack.",
        "The Red Front took credit for the blast.",
        "There was a claim of responsibility from the Red Front.",
        "The attack was claimed on Telegram by the Red Front.",
        "The Red Front, which has offices abroad, has since acknowledged carrying out the raid.",
    ],
)
def test_who_owns_a_deed_claims_it(text: str) -> None:
    assert claims_deed(text, span_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Red Front later said in a call to a newspaper that it had left the bomb.",
        "A spokesman for the Red Front told reporters that the group was behind the blast.",
        "Musa Jan, a Red Front spokesman, said the group carried out the attack.",
        "In a broadcast, the Red Front said its men did it.",
        "The Red Front said two of its members had ambushed the convoy.",
    ],
)
def test_a_group_tells_its_own_deed_after_a_verb_of_saying(text: str) -> None:
    assert tells_own_deed(text, span_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Red Front said its fighters were killed by the army.",
        "The Red Front said that the army had attacked its camp.",
        "The Red Front said it had not planted the bomb.",
        "The Red Front mourned. The army said it had killed nine men.",
    ],
)
def test_what_was_done_to_a_group_or_by_others_is_no_deed_of_its_own(text: str) -> None:
    assert not tells_own_deed(text, span_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Red Front, who fight both the state and the sect, denied any part in it.",
        "The Red Front had nothing to do with it, said its spokesman.",
        "The Red Front, which has often raided the town, said it was not behind the blast.",
        "The Red Front ruled out any involvement.",
        "The Red Front disclaimed responsibility.",
        "The Red Front washed its hands of the attack.",
        "Musa Jan, a spokesman for the Red Front, called the charge baseless.",
        "There was a denial of responsibility from the Red Front.",
        '"This was not our work," a Red Front spokesman said.',
        "The governor blamed the Red Front, but the group rejected the accusation.",
        "The governor blamed the Red Front. A spokesman for the group denied this.",
        "The capital rejected claims that the Red Front was responsible.",
    ],
)
def test_whoever_says_that_it_was_not_them_denies_it(text: str) -> None:
    assert denies_deed(text, span_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Neither the army nor the Red Front claimed the attack.",
        "The Red Front has not claimed responsibility.",
        "The Red Front has claimed responsibility for many attacks in the past.",
    ],
)
def test_who_does_not_claim_this_deed_claims_nothing(text: str) -> None:
    assert not claims_deed(text, span_in(text))


def test_a_denial_after_the_name_of_another_is_that_ones() -> None:
    text = "The Red Front attacked the post. The Blue Guard came later. The group denied any part in it."
    assert denies_deed(text, span_in(text))
    assert not denies_deed(text, span_in(text), until=text.index("Blue Guard"))


@pytest.mark.parametrize(
    "text",
    [
        "They died in a raid put down to the Red Front.",
        "Officials attribute the outrage to the Red Front.",
        "The governor points at the Red Front.",
        "Suspicion fell on the Red Front.",
        "The elders were beheaded on the orders of the Red Front.",
        "The men who killed two elders in the town were from the Red Front, a relative said.",
        "The blast bore the hallmarks of the Red Front.",
        "The army laid the blame on fighters of the Red Front.",
        "The attackers belonged to the Red Front, the mayor said.",
        "Witnesses recognised the gunmen as members of the Red Front.",
        "It was the Red Front, said the priest.",
        "Residents hold the Red Front responsible.",
        "The Red Front was to blame, the mayor said.",
        "The Red Front is widely thought to be responsible.",
        "The Red Front is believed to have planted the bomb.",
        "The administrator named the Red Front as the authors of the attack.",
    ],
)
def test_whoever_others_put_it_down_to_is_blamed(text: str) -> None:
    assert is_blamed(text, span_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has blamed the Red Front.",
        "It does not bear the hallmarks of the Red Front.",
        "The Red Front is responsible for many attacks in the north.",
        "Two men of the Red Front were reported killed.",
        "The governor spoke to the Red Front.",
    ],
)
def test_whoever_is_named_beside_it_is_not_blamed(text: str) -> None:
    assert not is_blamed(text, span_in(text))


def test_a_deed_that_a_group_was_the_first_to_claim_is_its_own() -> None:
    text = "The bombing was first claimed by the Red Front."
    start = text.index("Red Front")
    assert claims_deed(text, (start, start + len("Red Front")))
