"""What tells a place where its name alone does not: the company that it keeps, its spelling, its short name."""

from __future__ import annotations

import pytest

from incidents.extraction.pipeline import extract
from incidents.extraction.types import ExtractedPlace


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("Militants abducted a trader in Mansila (Mansila, Yagha).", "BF", "Sahel"),
        ("Al-Shabaab attacked a police post in Lafey and destroyed a mast.", "KE", "Mandera"),
        ("On 2 June 2020, the OSCE SMM observed 12 explosions near Molodizhne.", "UA", "Luhansk"),
        ("Workers in Bahwalpur staged a protest against WAPDA.", "PK", "Punjab"),
        ("Gunmen killed five at a cockfight in Chilapa.", "MX", "Guerrero"),
        ("Four men were shot in Muyuka (Fako, Sud-Ouest).", "CM", "South-West"),
        ("Three al Qaeda suspects died when a drone struck Radaa. One was an Iraqi.", "YE", "Al Bayda"),
    ],
)
def test_a_small_place_lies_where_the_words_around_it_put_it(text: str, country: str, admin1: str) -> None:
    place = extract(text, None).event.place
    assert place is not None
    assert (place.country_code, place.admin1) == (country, admin1)


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("A shell killed a cook in Nawa (Dar'a).", "Daraa"),
        ("A shell killed a cook in Nawa, Daraa province, Syria.", "Daraa"),
        ("Rebels burned a clinic in Fizi (Fizi, Sud-Kivu), DR Congo.", "South Kivu"),
        ("Rebels burned a clinic in Fizi, South Kivu, DR Congo.", "South Kivu"),
    ],
)
def test_a_province_has_one_name_however_the_report_spells_it(text: str, admin1: str) -> None:
    assert place_of(text).admin1 == admin1


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("A guard was shot dead at a depot in the Furn el Chebbak area.", "LB", "Mount Lebanon"),
        ("Two traders were shot by BSF in Lalmonirhat on Sunday.", "BD", "Rangpur"),
        ("Gunmen burned a bus in the countryside of As-Sweida.", "SY", "Suwayda"),
        ("Thieves held up a doctor in the Petion-Ville commune.", "HT", "Ouest"),
        ("A crowd burned tyres in Nassiriya.", "IQ", "Dhi Qar"),
        ("Herders fought over a well near Gode, in the Somali region.", "ET", "Somali"),
    ],
)
def test_a_name_that_only_one_country_has_tells_it(text: str, country: str, admin1: str) -> None:
    place = place_of(text)
    assert (place.country_code, place.admin1) == (country, admin1)


@pytest.mark.parametrize(
    "text",
    [
        "Two men were shot dead in Guma district.",
        "A US drone killed five people in the village of Al-Ain.",
        "The Chamber of Commerce condemned the killing of a clerk.",
        "Militants wounded a guard at Sang on Thursday.",
        "Fighting was reported at the al-Kasara front.",
        "A motorcycle bomb killed two. An Egyptian was among them.",
        "Turkish jets bombed a camp of the PKK in the mountains, killing two.",
    ],
)
def test_no_country_is_told_rather_than_a_wrong_one(text: str) -> None:
    assert extract(text, None).event.place is None


def test_what_the_text_speaks_of_weighs_more_than_the_size_of_a_namesake() -> None:
    assert place_of("An Ecuadorian navy patrol fired on smugglers near San Lorenzo.").country_code == "EC"


def test_a_province_inside_a_larger_one_is_a_district() -> None:
    assert place_of("Gunmen stole cattle in the village of Gorgadji, Seno province.").admin1 == "Sahel"


def test_the_body_of_a_country_stands_in_it() -> None:
    assert place_of("University of Zambia workers beat a guard.").country_code == "ZM"


def test_a_name_of_a_country_inside_another_name_tells_it_where_nothing_else_does() -> None:
    assert place_of("Police arrested three members of the Free People Thailand 58 group.").country_code == "TH"


def test_money_and_offices_tell_a_country() -> None:
    assert place_of("Robbers killed a trader and took two million naira.").country_code == "NG"


def test_a_name_of_one_wrong_letter_is_the_town_of_the_country_told() -> None:
    place = place_of("Nepalese soldiers shot two men near Bhadrapurr.")
    assert (place.name, place.admin1) == ("Bhadrapurr", "Koshi")


def place_of(text: str) -> ExtractedPlace:
    place = extract(text, None).event.place
    assert place is not None
    return place


def test_rockets_hit_another_place_than_they_were_fired_from() -> None:
    place = extract("A girl was hurt when a rocket fired from Gaza fell on a farm near Ashkelon.", None).event.place
    assert place is not None
    assert (place.name, place.country_code) == ("Ashkelon", "IL")
