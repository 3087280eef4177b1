"""Where it happened, in sentences of our own."""

from __future__ import annotations

import pytest

from incidents.extraction.gazetteer import distance_km
from incidents.extraction.pipeline import language_model
from incidents.extraction.places import find_places, incident_country, incident_place
from incidents.extraction.types import ExtractedPlace
from incidents.vocabulary import GeoPrecision


def place_of(text: str) -> ExtractedPlace | None:
    doc = language_model()(text)
    return incident_place(doc, find_places(doc))


def names_in(text: str) -> list[str]:
    return [mention.raw for mention in find_places(language_model()(text))]


@pytest.mark.parametrize(
    ("text", "name", "admin1", "country_code"),
    [
        ("Shells killed nine people in the Syrian town of Saraqib on Monday.", "Saraqib", "Idlib", "SY"),
        ("Gunmen shot dead 14 farmers near Konduga in Nigeria's Borno state.", "Konduga", "Borno", "NG"),
        ("A drone strike in El Fasher, North Darfur, killed 12 worshippers.", "El Fasher", "North Darfur", "SD"),
        ("Rebels attacked Bambari in the Central African Republic, killing six.", "Bambari", "Ouaka", "CF"),
        ("At least five people died when a missile hit Kramatorsk, in Donetsk region.", "Kramatorsk", "Donetsk", "UA"),
        ("The army said it killed 11 militants in Miranshah, North Waziristan.", "Miranshah", None, "PK"),
    ],
)
def test_the_place_of_the_violence(text: str, name: str, admin1: str | None, country_code: str) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.name, place.country_code) == (name, country_code)
    assert admin1 is None or place.admin1 == admin1


def test_coordinates_come_with_the_place() -> None:
    place = place_of("Militants stormed a hotel in Kismayo, Somalia, killing 10 guests.")
    assert place is not None
    assert distance_km((place.latitude or 0, place.longitude or 0), (-0.36, 42.55)) < 10


def test_talks_elsewhere_are_not_the_place() -> None:
    place = place_of(
        "A rebel assault on Marib killed 30 people as talks in Muscat went on, officials said. "
        "Diplomats in Geneva urged both sides to stop. Fighting continued on the edge of Marib at noon."
    )
    assert place is not None
    assert (place.name, place.country) == ("Marib", "Yemen")


def test_the_city_that_an_agency_writes_from_is_not_the_place() -> None:
    place = place_of(
        "KABUL, Afghanistan (July 3) - Insurgents ambushed a police convoy in Sangin district, Helmand province, "
        "and killed four officers."
    )
    assert place is not None
    assert (place.name, place.admin1) == ("Sangin", "Helmand")


def test_where_the_wounded_are_taken_is_not_the_place() -> None:
    place = place_of(
        "A mine killed three herders near Galkayo, Somalia. The wounded were flown to a hospital in Nairobi, Kenya."
    )
    assert place is not None
    assert place.name == "Galkayo"


def test_a_province_alone_is_known_to_the_province() -> None:
    place = place_of("Two soldiers died in an attack in Uruzgan province, Afghanistan.")
    assert place is not None
    assert (place.name, place.admin1, place.geo_precision) == ("Uruzgan", "Uruzgan", GeoPrecision.ADMIN1)


def test_a_district_is_filled_in_whichever_comes_first() -> None:
    place = place_of("Police killed three gunmen in Kandahar province, Maiwand district, in southern Afghanistan.")
    assert place is not None
    assert (place.name, place.admin1, place.geo_precision) == ("Maiwand", "Kandahar", GeoPrecision.ADMIN2)


def test_near_a_town_is_within_25_km_of_it() -> None:
    place = place_of("An ambush near Djibo, Burkina Faso, killed eight soldiers.")
    assert place is not None
    assert place.geo_precision is GeoPrecision.NEAR


def test_a_country_alone_is_known_to_the_country() -> None:
    place = place_of("At least 20 people were killed in floods of fighting across Sudan, aid workers said.")
    assert place is not None
    assert (place.country_code, place.geo_precision) == ("SD", GeoPrecision.COUNTRY)


def test_an_adjective_tells_the_country_where_no_place_is_named() -> None:
    place = place_of("Gunmen killed an Ecuadorean mayor and his driver.")
    assert place is not None
    assert (place.country_code, place.rule) == ("EC", "place:adjective")


def test_no_place_is_no_place() -> None:
    assert place_of("Three people were killed by a stray shell.") is None


def test_company_tells_namesakes_apart() -> None:
    congo = place_of("Rebels killed 10 civilians in Beni, the Congolese army said. The ADF has not commented.")
    assert congo is not None
    assert congo.country_code == "CD"


@pytest.mark.parametrize("word", ["Taliban", "Hamas", "Police", "Khan", "Saturday", "Boko Haram"])
def test_words_that_are_places_somewhere_are_no_places_here(word: str) -> None:
    assert word not in names_in(f"On Monday {word} was named by officials near Kabul, Afghanistan.")


def test_names_of_people_are_no_places() -> None:
    found = names_in("Colonel Nasrat Rahimi said that Mullah Wali was killed in Kunduz, Afghanistan.")
    assert found == ["Kunduz", "Afghanistan"]


def test_the_span_holds_the_words() -> None:
    text = "A bomb in Baidoa, Somalia, killed two people."
    place = place_of(text)
    assert place is not None
    assert place.span is not None
    assert text[slice(*place.span)] == "Baidoa"


def test_the_country_of_the_incident() -> None:
    doc = language_model()("Militants from Nigeria killed 12 fishermen in Bosso, Niger, and burned homes in Diffa.")
    assert incident_country(find_places(doc)) == "NE"


def test_a_village_that_no_gazetteer_has_keeps_its_name_and_its_district() -> None:
    place = place_of("Gunmen killed nine farmers in the village of Zunkwelba in Bungudu LGA, Zamfara State, Nigeria.")
    assert place is not None
    assert (place.name, place.admin1, place.rule) == ("Zunkwelba", "Zamfara", "place:unlisted")
    assert place.geo_precision in (GeoPrecision.ADMIN1, GeoPrecision.ADMIN2)


def test_a_place_that_only_gives_the_bearing_does_not_win() -> None:
    place = place_of("A mine killed two soldiers in Fallujah, west of Baghdad, the Iraqi army said.")
    assert place is not None
    assert place.name == "Fallujah"


def test_the_border_of_a_neighbour_is_not_the_country() -> None:
    place = place_of("Rebels burned homes in Kolofata, in Cameroon's north, near the Nigerian border.")
    assert place is not None
    assert place.country_code == "CM"
