"""Timelines and live pages: all their entries tell of one incident, and the last toll stands."""

from __future__ import annotations

from datetime import date

from incidents.extraction import extract
from incidents.vocabulary import Measure


def test_days_that_head_timed_entries_part_no_siege() -> None:
    text = (
        "TIMELINE: the siege of a hotel in Mogadishu\n\nSaturday 7 August 2021\n\n"
        "17:42 - A car bomb explodes at the gate.\n18:10 - First ambulances arrive. They carry away four bodies.\n"
        "21:20 - Power is cut. Shooting goes on.\n\nSunday 8 August\n\n02:10 - The siege is over.\n"
        "09:00 - A police spokesman gives the final toll: nine civilians and three soldiers killed, 21 people wounded."
    )
    found = extract(text, date(2021, 8, 9))
    assert len(found.incidents) == 1
    assert found.totals[Measure.KILLED].best == 12
    assert found.totals[Measure.INJURED].best == 21


def test_timed_headlines_are_no_wrapped_lines() -> None:
    text = (
        "16:02  BREAKING: Explosion near the police headquarters of Diyarbakir, in Turkey\n"
        "16:44  Governor's office: at least three dead in the car bombing in Diyarbakir\n"
        "17:31  Governor's office raises toll of Diyarbakir bombing to five dead, 23 hurt\n"
        "18:10  Prime minister cuts short his visit to Berlin after the bombing of today\n"
    )
    assert extract(text, date(2016, 11, 5)).totals[Measure.KILLED].best == 5
