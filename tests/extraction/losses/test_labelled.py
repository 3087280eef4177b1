"""Figures that stand after a label, as in forms and situation reports."""

import pytest


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Killed: 2 (1 nurse, 1 clerk). Injured: 7.", [("killed", "2", 2), ("injured", "7", 7)]),
        ("Civilians dead: 6; civilians hurt: at least 9.", [("killed", "6", 6), ("injured", "at least 9", 9)]),
        ("Incident in Idlib. Dead - 4, wounded - 11", [("killed", "4", 4), ("injured", "11", 11)]),
        ("- Fatalities: two herders.", [("killed", "two herders", 2)]),
        ("Total arrested: 12.", [("detained", "12", 12)]),
        ("Wounded: none.", [("injured", "Wounded", 0)]),
    ],
)
def test_a_figure_after_a_label_is_a_claim(figures, text, claims):
    assert figures(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed: two women and a child.",
        "Three dead: 2 soldiers, 1 clerk.",
        "Three were killed - 2 on the spot, one in hospital.",
    ],
)
def test_a_verb_or_a_number_before_the_mark_makes_no_label(found, text):
    assert [total.best for total in found(text).totals.values()] == [3]
    assert not any(rule.startswith("label") for claim in found(text).claims for rule in claim.rules)
