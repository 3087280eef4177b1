"""Whoever is told of from other times, or as they are known, has no part in this incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents.extraction.types import ExtractedReport
from incidents.vocabulary import Side

Found = Callable[..., ExtractedReport]


def sides(report: ExtractedReport) -> dict[str, Side]:
    return {actor.name: actor.side for actor in report.event.actors}


SHOT = "Two shepherds were shot dead by unknown men near {place} on Friday. "


@pytest.mark.parametrize(
    ("place", "background", "group"),
    [
        ("Aden, Yemen", "The Houthis, who seized the capital in 2014, control the north.", "Houthis"),
        ("Goma, Congo", "The M23, which captured the city in January, has set up its own police.", "M23"),
        ("Cali, Colombia", "The city has seen fighting between the ELN and the army for decades.", "ELN"),
        ("Ayacucho, Peru", "The Shining Path, which killed thousands in the 1980s, is still present.", "Shining Path"),
        ("Kirkuk, Iraq", "The Islamic State, who fight both the Kurds and the army, left the area.", "Islamic State"),
        ("Jaffna, Sri Lanka", "The army defeated the LTTE there in 2009.", "LTTE"),
    ],
)
def test_what_a_group_did_at_other_times_puts_it_on_no_side(
    found: Found, place: str, background: str, group: str
) -> None:
    assert sides(found(SHOT.format(place=place) + background)).get(group, Side.OTHER) is Side.OTHER


def test_a_group_named_for_its_past_that_claims_it_did_it(found: Found) -> None:
    report = found(
        "Six people were killed by a bomb in Mogadishu, Somalia, on Friday. "
        "Al-Shabaab, which was driven from the city in 2011, claimed the attack."
    )
    assert sides(report)["al-Shabaab"] is Side.A


def test_a_deed_of_the_day_stands_beside_a_clause_on_the_past(found: Found) -> None:
    report = found(
        "Six farmers died near Bunia, Congo, on Friday. "
        "CODECO, which laid down its arms in 2020, attacked their village with machetes."
    )
    assert sides(report)["CODECO"] is Side.A


def test_the_last_24_hours_are_no_other_time(found: Found) -> None:
    report = found("Nine people died in Rafah since yesterday through the Israeli aggression.")
    assert sides(report)["Israeli forces"] is Side.A
