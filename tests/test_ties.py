"""Which claims of a report may be tied: one voice, one people, one measure."""

from __future__ import annotations

import pytest

from incidents.ties import ANOTHER_MEASURE, ANOTHER_VOICE, OTHER_PEOPLE, Teller, leads_to, why_untied
from incidents.vocabulary import Tie

THIRTY = Teller("ministry", "killed", None, "unknown", None)


@pytest.mark.parametrize("tie", Tie)
def test_claims_of_one_voice_people_and_measure_may_be_tied(tie: Tie) -> None:
    assert why_untied(tie, THIRTY, THIRTY) == ""


@pytest.mark.parametrize("tie", Tie)
@pytest.mark.parametrize(
    ("other", "why"),
    [
        (THIRTY._replace(voice="hospital"), ANOTHER_VOICE),
        (THIRTY._replace(voice=None), ANOTHER_VOICE),
        (THIRTY._replace(measure="injured"), ANOTHER_MEASURE),
    ],
)
def test_no_tie_joins_two_voices_or_two_measures(tie: Tie, other: Teller, why: str) -> None:
    assert why_untied(tie, THIRTY, other) == why


@pytest.mark.parametrize("tie", Tie)
def test_no_tie_joins_two_sides_or_fighters_and_civilians(tie: Tie) -> None:
    rebels = THIRTY._replace(actor="Column", status="combatant")
    assert why_untied(tie, rebels, rebels._replace(actor="Army")) == OTHER_PEOPLE
    assert why_untied(tie, rebels, THIRTY._replace(status="civilian")) == OTHER_PEOPLE


def test_a_branch_is_of_the_people_of_what_it_belongs_to() -> None:
    column = THIRTY._replace(actor="Column", status="combatant")
    branch = column._replace(actor="Northern Column", above="Column")
    assert why_untied(Tie.PART_OF, branch, column) == ""


def test_children_are_no_part_of_the_women_but_the_two_add_up() -> None:
    women, children = THIRTY._replace(group="women"), THIRTY._replace(group="children")
    assert why_untied(Tie.PART_OF, children, women) == OTHER_PEOPLE
    assert why_untied(Tie.RETELLS, children, women) == OTHER_PEOPLE
    assert why_untied(Tie.BESIDE, children, women) == ""


def test_children_are_a_part_of_the_people() -> None:
    assert why_untied(Tie.PART_OF, THIRTY._replace(group="children"), THIRTY) == ""


def test_ties_lead_from_claim_to_claim_and_end_in_a_circle() -> None:
    ties = {1: [2], 2: [3], 3: [2], 4: []}
    assert leads_to(ties, 1, 3)
    assert not leads_to(ties, 1, 4)
    assert not leads_to(ties, 2, 1)
