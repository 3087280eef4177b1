"""Timelines and live pages: all their entries tell of one incident, and the last toll stands."""

from __future__ import annotations

from datetime import date

from incidents.extraction import extract
from incidents.vocabulary import Measure


def test_days_that_head_timed_entries_part_no_siege() -> None:
    text = (
        "HOW IT HAPPENED: the storming of a guest house in Kabul\n\nFriday 3 May 2013\n\n"
        "14:05 - A van packed with explosives goes off outside.\n14:40 - Medics bring out three bodies.\n"
        "20:15 - The fifth floor is on fire.\n\nSaturday 4 May\n\n03:30 - The last shot is heard.\n"
        "10:00 - A deputy minister gives the final toll: eight guests and two guards killed, 17 people wounded."
    )
    found = extract(text, date(2013, 5, 5))
    assert len(found.incidents) == 1
    assert found.totals[Measure.KILLED].best == 10
    assert found.totals[Measure.INJURED].best == 17


def test_timed_headlines_are_no_wrapped_lines() -> None:
    text = (
        "07:10  Loud blast heard near the bus park of Maiduguri in northeast Nigeria this morning\n"
        "07:45  State rescue agency: at least four dead after the explosion in Maiduguri today\n"
        "09:20  State rescue agency raises toll of Maiduguri explosion to nine dead, 30 wounded\n"
        "11:00  President to speak to the nation on television this evening about the bombing\n"
    )
    assert extract(text, date(2019, 2, 16)).totals[Measure.KILLED].best == 9
