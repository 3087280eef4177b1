"""What tells the country of a text that names no place, or whose names lie in several, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction import extract
from incidents.extraction.gazetteer import country_code
from incidents.extraction.model import language_model
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_country, incident_place
from incidents.extraction.places.support import signs_of_countries
from incidents.extraction.types import ExtractedPlace


def place_of(text: str, country: str | None = None, published: date | None = None) -> ExtractedPlace | None:
    return extract(text, published, country=country).event.place


def country_of(text: str, country: str | None = None) -> str | None:
    place = place_of(text, country)
    return place.country_code if place else None


@pytest.mark.parametrize(
    "text",
    [
        "An American drone killed four men travelling in a pickup on Monday.",
        "U.S. warplanes struck a convoy overnight, killing at least nine fighters.",
        "The US carried out a strike that killed a commander.",
        "Britain said its aircraft destroyed two boats.",
        "A French soldier died when his vehicle hit a mine in the Liptako region.",
        "Russian army boots lay beside six bodies in a cellar.",
        "A Saudi-led coalition raid killed 12 people at a wedding.",
        "An Egyptian commander was killed in the raid.",
        "Nine people died in the attack on the house of Abu Omar al-Iraqi.",
    ],
)
def test_whose_a_drone_or_a_fighter_is_tells_no_place(text: str) -> None:
    assert place_of(text) is None


def test_a_country_before_a_dash_is_where_and_not_whose() -> None:
    assert country_of("BOR, South Sudan - Cattle raiders killed seven herders on Thursday.") == "SS"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("An Israeli strike in Syria killed two Iranian officers.", "SY"),
        ("A drone of the United States hit a house near Wana, killing five.", "PK"),
        ("Turkish soldiers shot dead two farmers near Afrin.", "SY"),
        ("Rwandan-backed rebels killed 14 villagers in Rutshuru.", "CD"),
        ("Soldiers of the Nigerien army were killed when their truck hit a mine.", "NE"),
        ("Nepalese police fired on protesters, killing one.", "NP"),
        ("Two upazila officials were beaten by a crowd.", "BD"),
        ("Villagers in Dolo Bay woreda said six people were killed.", "ET"),
        ("A barangay captain was shot dead at his door.", "PH"),
        ("A man was beaten to death by cow vigilantes, a BJP leader said.", "IN"),
    ],
)
def test_forces_at_home_and_words_of_one_country_tell_it(text: str, code: str) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A student was killed in Hyderabad during a rally of the PTI.", "PK"),
        ("Workers of the BJP clashed in Hyderabad; one was killed.", "IN"),
        ("A bomb killed two men in Tripoli, northern Lebanon, on Sunday.", "LB"),
        ("Two soldiers died near Gori, Georgia.", "GE"),
        ("A man was shot dead in Macon, Georgia.", "US"),
        ("Clashes in Gedo region on Sunday left nine dead.", "SO"),
        ("A shell hit a street in central Gaza, killing two.", "PS"),
    ],
)
def test_the_company_that_a_name_keeps_settles_namesakes(text: str, code: str) -> None:
    assert country_of(text) == code


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("Gunmen killed two men in Hyderabad on Sunday.", "PK", "PK"),
        ("Gunmen killed two men in Hyderabad, India, on Sunday.", "PK", "IN"),
        ("A bomb killed two men in Tripoli on Sunday.", "LB", "LB"),
        ("The Libyan army said a bomb killed two men in Tripoli on Sunday.", "LB", "LY"),
        ("Two men were shot in Georgia on Sunday.", "US", "US"),
        ("Two men were shot in Georgia on Sunday.", None, "GE"),
    ],
)
def test_a_country_given_with_the_text_settles_what_the_text_leaves_open(
    text: str, country: str | None, code: str
) -> None:
    assert country_of(text, country) == code


def test_a_name_that_no_gazetteer_has_lies_in_the_country_given() -> None:
    place = place_of("A bomb killed two men in Zarbakhan on Sunday.", "AF")
    assert place is not None
    assert (place.name, place.country_code, place.rule) == ("Zarbakhan", "AF", "place:unlisted")


def test_where_two_countries_have_the_same_support_none_is_told() -> None:
    assert place_of("Pakistani and Afghan guards exchanged fire, killing three.") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Three people were stabbed in the Bamako district of Dakar.", "Dakar"),
        ("Gunmen shot two people in the Kinshasa quarter of Bobo-Dioulasso.", "Bobo-Dioulasso"),
        ("A grenade exploded in the Kandahar bazaar of Quetta, killing one.", "Quetta"),
    ],
)
def test_a_part_of_a_town_that_is_called_like_another_town_is_in_the_town(text: str, name: str) -> None:
    place = place_of(text)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize(
    "text",
    [
        "A man from the Arab community and his son were killed by gunmen.",
        "Fighters of the Mon people killed six soldiers.",
    ],
)
def test_a_people_is_no_town_of_its_name(text: str) -> None:
    assert country_of(text) != "US"


def test_an_office_stands_in_the_town_of_its_name() -> None:
    place = place_of("A crowd burned tyres outside the Karachi Press Club over power cuts.")
    assert place is not None
    assert (place.name, place.admin1) == ("Karachi", "Sindh")


def test_a_party_of_one_state_tells_the_state() -> None:
    place = place_of("Two Trinamool workers were hurt when a crude bomb went off.")
    assert place is not None
    assert (place.name, place.country_code) == ("West Bengal", "IN")


def test_brackets_behind_a_name_tell_what_it_lies_in() -> None:
    place = place_of("On 12 March, armed men killed two herders in Tonka (Tera, Tillabery).")
    assert place is not None
    assert (place.name, place.country_code) == ("Tonka", "NE")


def test_people_counted_in_a_form_are_no_group_of_that_name() -> None:
    assert signs_of_countries("KNU x3, 4 MILF.") == ()


@pytest.mark.parametrize(
    ("where", "published", "admin1"),
    [
        ("Bajaur Agency", date(2015, 3, 2), "Federally Administered Tribal Areas"),
        ("Bajaur Agency", date(2021, 3, 2), "Khyber Pakhtunkhwa"),
        ("Matanog", date(2015, 3, 2), "Maguindanao"),
        ("Matanog", date(2024, 3, 2), "Maguindanao del Norte"),
    ],
)
def test_a_report_lies_in_the_provinces_of_its_time(where: str, published: date, admin1: str) -> None:
    place = place_of(f"A roadside bomb killed two guards in {where} on Monday.", published=published)
    assert place is not None
    assert place.admin1 == admin1


@pytest.mark.parametrize(
    ("given", "code"),
    [("iq", "IQ"), ("IRQ", "IQ"), ("Iraq", "IQ"), (" DR Congo ", "CD"), ("Atlantis", None), ("", None)],
)
def test_a_country_is_known_by_code_and_by_name(given: str, code: str | None) -> None:
    assert country_code(given) == code


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Islamic State lost six men when its attack on a dam near Palmyra was beaten back on Friday.", "Tadmur", "SY"),
        ("Six Nigerien soldiers were killed on Monday on patrol between Boni and Torodi.", "Torodi", "NE"),
        ("Two fishermen were shot dead on Lake Chad, near the Cameroonian island of Darak, on Monday.", "Darak", "CM"),
    ],
    ids=["the only country spoken of", "the second of two places", "a lake of several countries"],
)
def test_a_faint_word_settles_a_name_of_several_countries(text: str, name: str, code: str) -> None:
    doc = language_model()(text)
    found = incident_place(doc, find_places(doc))
    assert found is not None
    assert (found.name, found.country_code) == (name, code)


def test_police_tell_the_country_where_its_army_does_not() -> None:
    countries = [
        incident_country(find_places(language_model()(f"Turkish {who} detained 40 teachers on Monday.")))
        for who in ("police", "troops")
    ]
    assert countries == ["TR", None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Three people were shot outside a bar in Birmingham, Ala., on Sunday, police said.", "US"),
        ("Two men were stabbed in London, Ont., on Sunday, police said.", "CA"),
        ("Two men were stabbed in Birmingham on Sunday, Ala Brown said.", "GB"),
    ],
)
def test_a_short_form_of_a_state_after_a_comma_tells_the_country(text, code):
    assert country_of(text) == code
