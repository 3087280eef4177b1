"""Where it happened, in sentences of our own."""

from __future__ import annotations

import pytest

from incidents.extraction import extract
from incidents.extraction.gazetteer import distance_km
from incidents.extraction.model import language_model
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_country, incident_place
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


def test_a_town_that_is_assaulted_outweighs_the_city_where_mediators_meet() -> None:
    place = place_of(
        "An assault by militants on the southern Somali town of Jowhar left dozens dead as regional mediators met in "
        "Kampala, officials said. The summit on the conflict goes on in Kampala, with guests from Uganda and Kenya."
    )
    assert place is not None
    assert (place.name, place.country_code) == ("Jowhar", "SO")


@pytest.mark.parametrize(
    "aside",
    [
        "Donors who gathered for a conference in Geneva called for calm.",
        "The president, on a visit to Paris, cut short his trip.",
        "Envoys had talks in Doha with both sides.",
    ],
)
def test_where_people_talk_or_travel_is_not_where_it_happened(aside: str) -> None:
    place = place_of(f"Gunmen stormed a market in Maiduguri in northeast Nigeria on Friday and killed nine. {aside}")
    assert place is not None
    assert place.name == "Maiduguri"


def test_a_meeting_that_is_attacked_is_where_it_happened() -> None:
    place = place_of("A bomber attacked a meeting of elders in Jalalabad, Afghanistan, and killed ten people.")
    assert place is not None
    assert place.name == "Jalalabad"


BORDER = (
    "QUETTA - Pakistani troops killed a dozen Taliban fighters while beating off an attack on the crossing at "
    "Spin Boldak on Monday. Two shepherds in Chaman were hurt by shells, a doctor said."
)


def test_the_target_of_an_assault_across_the_border_is_the_place() -> None:
    place = place_of(BORDER)
    assert place is not None
    assert (place.name, place.country_code) == ("Spin Boldak", "AF")


def test_at_a_border_the_army_is_that_of_the_dateline() -> None:
    assert incident_country(find_places(language_model()(BORDER))) == "PK"


def test_the_short_form_of_a_district_is_kept_as_the_text_writes_it() -> None:
    place = place_of("A mine killed three constables in Dantewada district in India's Chhattisgarh state.")
    assert place is not None
    assert (place.name, place.admin1) == ("Dantewada", "Chhattisgarh")


def test_an_arabic_article_is_a_part_of_the_name() -> None:
    place = place_of("Warplanes bombed a depot at al-Qaim in western Iraq, killing six fighters.")
    assert place is not None
    assert (place.name, place.country_code) == ("al-Qaim", "IQ")


def test_the_first_word_of_a_longer_name_is_no_place() -> None:
    assert "Ain" not in names_in("A strike hit a house in Ain el-Tineh near the Lebanese city of Tyre.")


def test_a_full_stop_ends_what_a_name_may_go_on_with() -> None:
    assert "Mopti" in names_in("Six Malian soldiers were flown to Mopti. Ministers mourned them.")


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Shells hit a camp near Zarubinka in Ukraine's Sumy region and killed four people.", "Zarubinka", "Sumy"),
        ("Rebels overran a barracks at Tolbokessi in central Mali and killed ten soldiers.", "Tolbokessi", None),
    ],
)
def test_a_village_that_no_gazetteer_has_keeps_its_name(text: str, name: str, admin1: str | None) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.name, place.admin1) == (name, admin1)
    assert place.geo_precision in (GeoPrecision.ADMIN1, GeoPrecision.COUNTRY)


def test_a_namesake_in_another_province_than_the_text_says_is_not_it() -> None:
    place = place_of("Insurgents shot dead 12 farmers in the village of Mafa in Nigeria's Yobe state on Sunday.")
    assert place is not None
    assert (place.name, place.admin1) == ("Mafa", "Yobe")


@pytest.mark.parametrize(
    ("text", "name", "country_code"),
    [
        ("NOWSHERA: Two constables were shot dead outside a bakery late on Monday night.", "Nowshera", "PK"),
        ("Rockets struck Zaporizhzhia overnight and killed a nurse.", "Zaporizhzhia", "UA"),
        ("Six Kenyan peacekeepers were killed in Bambari.", "Bambari", "CF"),
        ("A mine killed four herders near Galkayo, a guard told Reuters by phone from Nairobi.", "Galkayo", "SO"),
        ("A mine killed two conscripts south of Sheikh Zuweid, a spokesman said in Cairo.", "Sheikh Zuweid", "EG"),
        ("Shells killed nine in Bentiu, hospital officials in Juba said.", "Bentiu", "SS"),
        ("A land mine killed two soldiers in La Paz, Abra.", "La Paz", "PH"),
        ("A bomb killed four constables in Tirin Kot, capital of Uruzgan.", "Tirin Kot", "AF"),
    ],
)
def test_one_sentence_tells_the_place(text: str, name: str, country_code: str) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.name, place.country_code) == (name, country_code)


def test_a_name_that_only_sounds_like_a_place_needs_its_country() -> None:
    place = place_of("Barrel bombs fell on the al-Shaar neighbourhood of Aleppo and killed 13.")
    assert place is not None
    assert place.name == "Aleppo"


def test_a_village_in_a_town_is_not_a_namesake_far_from_it() -> None:
    assert "Jacarezinho" not in names_in("Police killed 25 people in the Jacarezinho favela in Rio de Janeiro.")


def test_the_town_of_the_dateline_is_the_place_where_the_text_tells_only_its_province() -> None:
    place = place_of("TUZ KHURMATU, Iraq (AP) - Two car bombs killed 14 people in the Salahuddin province town.")
    assert place is not None
    assert place.name == "Tuz Khurmatu"


def test_a_word_that_is_a_province_in_the_country_told_is_that_province() -> None:
    place = place_of("Gunmen ambushed a convoy in Bay region of Somalia and killed 12 soldiers.")
    assert place is not None
    assert place.admin1 == "Bay"


@pytest.mark.parametrize(
    "text",
    [
        "Two dead outside Toledo nightclub\n\nTOLEDO, Ohio - A man fired outside a club. The mayor of Toledo spoke.",
        "Shooting in Toledo leaves two dead. The bar in Toledo, Ohio, was shut. Last year 61 were killed in Toledo.",
    ],
)
def test_a_name_told_once_with_its_state_means_that_town_throughout(text: str) -> None:
    assert {mention.place.country_code for mention in find_places(language_model()(text))} == {"US"}


def test_a_part_of_another_town_is_no_town_of_its_name_told_before() -> None:
    text = "A man from Georgetown, Texas was hurt. Two were shot in the Georgetown neighbourhood of Toronto, Canada."
    found = find_places(language_model()(text))
    assert [mention.place.country_code for mention in found if mention.raw == "Georgetown"] == ["US", "CA"]


def test_an_unlisted_settlement_that_was_attacked_goes_before_the_town_of_the_witnesses() -> None:
    text = (
        "Armed men attacked the settlement of Um Sarwa, South Darfur, Sudan. Witnesses met in Nyala said that "
        "11 people were killed. Some fled to Nyala."
    )
    place = extract(text).event.place
    assert place is not None
    assert (place.name, place.admin1) == ("Um Sarwa", "South Darfur")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Six traders were shot dead on the Birnin Gwari-Funtua highway on Monday.", "Birnin Gwari"),
        ("A mine killed six people on the Jowhar-Bal'ad road in Somalia on Monday.", "Jowhar"),
        ("Gunmen killed six passengers on the road between Gao and Menaka, Mali, on Monday.", "Gao"),
    ],
)
def test_a_road_between_two_towns_is_near_them(text: str, name: str) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.name, place.geo_precision is GeoPrecision.EXACT) == (name, False)


def test_names_joined_into_that_of_something_else_are_no_road() -> None:
    assert "Gao" not in names_in("The Gao-Menaka United club mourned six players killed near Kidal, Mali.")


def test_the_country_in_the_name_of_a_group_is_not_where_it_was() -> None:
    place = place_of("A leader of the Islamic Movement of Uzbekistan was killed in Dara district, Samangan province.")
    assert place is not None
    assert place.country_code == "AF"


@pytest.mark.parametrize("park", ["W National Park", "Sarwama National Park", "Sarwama Game Reserve"])
def test_a_park_that_no_gazetteer_has_is_the_place(park: str) -> None:
    place = place_of(f"Gunmen shot dead two rangers in {park}, in northern Benin, on Monday.")
    assert place is not None
    assert (place.name, place.country_code) == (park, "BJ")
