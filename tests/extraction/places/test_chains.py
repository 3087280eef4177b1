"""Places that lie in each other, told one after the other, in sentences of our own."""

from __future__ import annotations

import pytest

from incidents.extraction.model import language_model
from incidents.extraction.places.chains import chain_at
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_place
from incidents.extraction.types import ExtractedPlace
from incidents.vocabulary import GeoPrecision


def place_of(text: str) -> ExtractedPlace:
    doc = language_model()(text)
    place = incident_place(doc, find_places(doc))
    assert place is not None
    return place


def test_a_chain_is_read_from_the_smallest_place_to_the_country() -> None:
    text = "A mine went off near Tarrab village, Sirwah district, Marib governorate, Yemen. Two died."
    start = text.index("Sirwah")
    links = chain_at(text, (start, start + len("Sirwah")), (0, len(text)))
    assert [(link.name, link.kind) for link in links] == [
        ("Tarrab", "town"),
        ("Sirwah", "admin2"),
        ("Marib", "admin1"),
        ("Yemen", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Gunmen shot a guard in Zarqan town, Extreme-North region, Cameroon.", "Zarqan", "Far North"),
        ("Rebels ambushed a bus in Upi municipality, Maguindanao province, Philippines.", "Upi", "Maguindanao"),
        (
            "A bomb killed two in Wana, South Waziristan agency, Federally Administered Tribal Areas, Pakistan.",
            "Wana",
            "Federally Administered Tribal Areas",
        ),
        ("A shell killed a cook in Tikrit, Salah ad Din, Iraq.", "Tikrit", "Saladin"),
        ("On 4 May, in Ar Rutbah, Al Anbar, Iraq, gunmen killed a clerk.", "Ar Rutbah", "Anbar"),
    ],
)
def test_the_province_is_the_one_that_the_report_names(text: str, name: str, admin1: str) -> None:
    place = place_of(text)
    assert (place.name, place.admin1) == (name, admin1)


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "A bomb went off by a bakery in the Mansour neighborhood, Baghdad city, Baghdad governorate, Iraq.",
            "Baghdad",
        ),
        ("Grenades killed four in the Eastleigh suburb of Nairobi.", "Nairobi"),
        ("Police shot two protesters in Istanbul's Gazi district.", "Istanbul"),
        ("A shell hit a bakery near Sajara market in Mogadishu and killed six.", "Mogadishu"),
        ("Attackers killed a guard in Toril district, Davao City, Philippines.", "Davao City"),
    ],
)
def test_a_part_of_a_city_is_told_as_the_city(text: str, city: str) -> None:
    assert place_of(text).name == city


def test_a_village_of_a_district_is_told_as_the_village() -> None:
    place = place_of("Bandits killed 12 farmers in Kurmin Zomo village, Chikun Local Government Area, Kaduna State.")
    assert (place.name, place.admin1, place.geo_precision) == ("Kurmin Zomo", "Kaduna", GeoPrecision.ADMIN2)


def test_a_name_with_a_word_that_alone_is_no_place_is_kept() -> None:
    place = place_of("Six people died when a bomb hit a bus at Dera Mullah Bari, Jaffarabad district, Balochistan.")
    assert place.admin1 == "Balochistan"


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Raiders killed 15 people in Batangafo (Ouham).", "Batangafo", "Ouham"),
        ("Gunmen fired on an army convoy in the Lice district of Diyarbakir.", "Lice", "Diyarbakir"),
        ("Gunmen shot dead two labourers from Goa in Hermain, Shopian, on Tuesday.", "Hermain", "Jammu and Kashmir"),
        ("A bomb killed 20 people at the market of Zerrawa, Kolofata district, Cameroon.", "Zerrawa", "Far North"),
    ],
)
def test_a_town_of_a_wider_place_is_told_as_the_town(text: str, name: str, admin1: str) -> None:
    place = place_of(text)
    assert (place.name, place.admin1) == (name, admin1)


def test_the_country_across_the_border_is_not_the_place() -> None:
    assert (
        place_of("Five people died in a suicide attack in Gamboru, on the border with Cameroon.").country_code == "NG"
    )
