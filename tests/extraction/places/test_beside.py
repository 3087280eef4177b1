"""Places that a text tells beside that of the incident."""

from __future__ import annotations

import pytest

from incidents.extraction.model import language_model
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_place


def name_of_place(text: str) -> str | None:
    doc = language_model()(text)
    found = incident_place(doc, find_places(doc))
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Widows of the miners who died in Kano in 2011 blocked a road in Jos, Nigeria, on Monday, and police shot two.",
        "A man who had been jailed in Kano six years ago shot dead three people in Jos, Nigeria, on Monday.",
        "Survivors of the 2011 massacre in Kano were attacked in Jos, Nigeria, on Monday; two died.",
        "Families of traders held in Kano protested outside a court in Jos, Nigeria, on Monday.",
        "Teachers in Jos, Nigeria, marched on Monday against the killing of two colleagues in Kano.",
    ],
    ids=["year behind", "years ago", "year before", "about somebody", "grievance"],
)
def test_a_place_told_beside_is_not_that_of_the_incident(text: str) -> None:
    assert name_of_place(text) == "Jos"


def test_the_only_place_is_the_incidents_though_a_clause_tells_it() -> None:
    assert name_of_place("Rebels who overran a post in Kidal, Mali, on Monday killed six soldiers.") == "Kidal"


def test_a_year_that_dates_the_incident_itself_leaves_its_place() -> None:
    text = "In Kidal in June 2017 rebels killed six soldiers. The rebels later withdrew to Menaka, Mali."
    assert name_of_place(text) == "Kidal"


def test_a_hospital_that_is_struck_is_where_it_happened() -> None:
    text = "Jets bombed a hospital in Kunduz, Afghanistan, on Friday. A minister in Kabul regretted the nine deaths."
    assert name_of_place(text) == "Kunduz"


def test_a_hospital_where_the_wounded_die_is_not() -> None:
    text = "Gunmen shot nine people in Jos, Nigeria, on Friday; two died on Saturday at a hospital in Kano."
    assert name_of_place(text) == "Jos"


def test_a_number_before_a_place_is_no_part_of_its_name() -> None:
    assert (
        name_of_place("Nine Kramatorsk residents died on Monday in a missile strike on a tram depot.") == "Kramatorsk"
    )
