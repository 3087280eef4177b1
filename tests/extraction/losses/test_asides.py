"""A number between commas tells of some of the people counted before it, and adds nobody."""

import pytest

from incidents.vocabulary import Measure


@pytest.mark.parametrize(
    "text",
    [
        "Eight traders, two in a coma, were hurt near Jos.",
        "Eight traders, two in critical condition, were hurt near Jos.",
        "Eight traders, three fighting for their lives, were wounded near Jos.",
        "Eight traders, one with serious burns, were injured near Jos.",
        "Eight traders - two in a coma - were hurt near Jos.",
        "Eight traders — two in a coma — were hurt near Jos.",
        "Eight traders (one of them with serious burns) were hurt near Jos.",
    ],
)
def test_a_state_told_between_commas_is_of_some_of_them(found, text):
    assert found(text).totals[Measure.INJURED].best == 8


def test_groups_between_commas_are_still_added(found):
    total = found("Four soldiers, two rebels and a child were killed near Jos.").totals[Measure.KILLED]
    assert total.best == 7
