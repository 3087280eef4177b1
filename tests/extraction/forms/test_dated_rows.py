"""Tables with a day and a place in each row: each row is an incident, whatever the order of its columns."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.types import ExtractedReport
from incidents.vocabulary import Measure

TITLE = "Mines and bombs in Iraq, January 2025\n"


def told(report: ExtractedReport) -> list[tuple[str, str, int, int]]:
    """The day, place, killed and injured of each incident."""
    rows = []
    for incident in report.incidents:
        event, totals = incident.event, incident.totals
        numbers = [total.best or 0 if (total := totals.get(m)) else 0 for m in (Measure.KILLED, Measure.INJURED)]
        assert event.date is not None
        assert event.place is not None
        rows.append((str(event.date.start), event.place.name, numbers[0], numbers[1]))
    return rows


@pytest.mark.parametrize(
    "table",
    [
        "Date\tPlace\tDevice\tKilled\tWounded\tNotes\n4 Jan 2025\tHawija\tmine\t2\t3\t12 km from town\n"
        "11 Jan 2025\tTikrit\tgrenade\t5\t-\t\nTotal\t\t\t7\t3\t",
        "| No | Killed | Injured | District | Day |\n|---|---|---|---|---|\n| 1 | 2 | 3 | Hawija | 2025-01-04 |\n"
        "| 2 | 5 | 0 | Tikrit | 2025-01-11 |\n| TOTAL | 7 | 3 | | |",
        "Town;Dead;Injuries;Date of incident\nHawija;2;3;04/01/2025\nTikrit;5;nil;11/01/2025\nSum;7;3;",
        "Day          Location   Deaths  Wounded\n4 Jan 2025   Hawija     2       3\n11 Jan 2025  Tikrit     5       -",
        "Date,Town,Killed,Injured\n4 Jan,Hawija,2,3\n11 Jan,Tikrit,5,",
    ],
)
def test_each_row_is_an_incident(table: str) -> None:
    found = extract(TITLE + table, date(2025, 2, 1))
    assert told(found) == [("2025-01-04", "Hawija", 2, 3), ("2025-01-11", "Tikrit", 5, 0)]
    assert found.totals[Measure.KILLED].best == 7


def test_the_words_of_a_claim_are_those_of_the_row() -> None:
    text = TITLE + "Killed\tTown\tDate\n2\tHawija\t4 Jan 2025\n5\tTikrit\t11 Jan 2025"
    claims = extract(text, date(2025, 2, 1)).claims
    assert [(text[slice(*claim.span)], claim.raw) for claim in claims] == [("2", "2"), ("5", "5")]


def test_a_table_without_days_is_one_incident() -> None:
    found = extract("Losses by district\nDistrict\tKilled\nBardera\t3\nGarissa\t4\nTotal\t7", date(2025, 2, 1))
    assert len(found.incidents) == 1
    assert found.totals[Measure.KILLED].best == 7
