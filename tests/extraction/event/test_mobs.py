"""Who is accused by a crowd and killed is the victim, and the crowd the doer."""

import pytest

from incidents.vocabulary import Measure, Side


@pytest.mark.parametrize(
    "text",
    [
        "Three youths whom a crowd accused of theft were beaten to death in Kisumu, Kenya.",
        "Three youths that a mob suspected of theft were burnt alive in Kisumu, Kenya.",
        "Three youths who a crowd accused of theft were lynched in Kisumu, Kenya.",
    ],
)
def test_those_whom_a_crowd_accused_are_the_dead(found, text):
    report = found(text)
    assert report.totals[Measure.KILLED].best == 3
    assert [one.name for one in report.event.actors if one.side is Side.A] == ["Rioters"]


@pytest.mark.parametrize(
    "text", ["Suspected cattle thieves lynched in Narok", "Alleged witches burnt alive in Kisii on Sunday."]
)
def test_a_bare_plural_of_suspects_is_two_to_nine(found, text):
    total = found(text).totals[Measure.KILLED]
    assert (total.low, total.best, total.high) == (2, 2, 9)
