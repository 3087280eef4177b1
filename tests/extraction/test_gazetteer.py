"""The gazetteer: what it knows, how forgiving it is with names, and how its file is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.extraction import gazetteer
from incidents.extraction.gazetteer import Place, distance_km, look_up, look_up_by_sound, place_key


def first(name: str, country_code: str, kind: str = "town") -> Place:
    return next(place for place in look_up(name) if (place.country_code, place.kind) == (country_code, kind))


@pytest.mark.parametrize(
    ("name", "country_code", "admin1", "latitude", "longitude"),
    [
        ("Kunduz", "AF", "Kunduz", 36.73, 68.86),
        ("Goma", "CD", "North Kivu", -1.67, 29.23),
        ("Mosul", "IQ", "Nineveh", 36.34, 43.13),
        ("Aleppo", "SY", "Aleppo", 36.20, 37.16),
        ("Khan Younis", "PS", "Gaza Strip", 31.34, 34.31),
        ("Bakhmut", "UA", "Donetsk", 48.59, 38.00),
        ("Bulo Marer", "SO", "Lower Shabelle", 1.63, 44.52),
        ("Geneina", "SD", "West Darfur", 13.45, 22.45),
    ],
)
def test_towns_have_their_province_and_lie_where_they_lie(
    name: str, country_code: str, admin1: str, latitude: float, longitude: float
) -> None:
    town = first(name, country_code)
    assert town.admin1 == admin1
    assert distance_km((town.latitude, town.longitude), (latitude, longitude)) < 10


@pytest.mark.parametrize(
    ("spelling", "country_code"),
    [("el-fasher", "SD"), ("EL FASHER", "SD"), ("Deir ez Zor", "SY"), ("Al-Raqqa", "SY"), ("Sana’a", "YE")],
)
def test_case_hyphens_accents_and_articles_do_not_matter(spelling: str, country_code: str) -> None:
    assert country_code in {place.country_code for place in look_up(spelling)}


def test_a_province_lies_where_its_namesake_lies() -> None:
    province = first("Kandahar", "AF", "admin1")
    assert distance_km((province.latitude, province.longitude), (31.61, 65.71)) < 10


def test_a_province_without_a_namesake_lies_at_its_largest_town() -> None:
    helmand = first("Helmand", "AF", "admin1")
    assert distance_km((helmand.latitude, helmand.longitude), (31.59, 64.37)) < 10


def test_provinces_go_by_their_english_names() -> None:
    assert first("Nineveh", "IQ", "admin1").name == "Nineveh"
    assert first("Lower Shabelle", "SO", "admin1").name == "Lower Shabelle"


def test_a_district_is_found_by_how_it_sounds() -> None:
    assert {place.admin1 for place in look_up_by_sound("Maiwand")} == {"Kandahar"}


def test_the_main_name_is_told_from_other_names() -> None:
    assert first("Mosul", "IQ").is_main_name
    assert [place.is_main_name for place in look_up("Al Mawsil") if place.country_code == "IQ"] == [False]


def test_countries_go_by_the_names_that_reports_use() -> None:
    assert look_up("DR Congo")[0].name == "Democratic Republic of the Congo"
    assert look_up("U.S.")[0].country_code == "US"


def test_an_unknown_name_is_nowhere() -> None:
    assert look_up("Xyzzyville-on-Nowhere") == ()


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name)


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
def test_distance_is_the_same_both_ways_and_at_most_half_round_the_globe(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    assert distance_km(here, there) == pytest.approx(distance_km(there, here), abs=1e-6)
    assert 0 <= distance_km(here, there) <= 20_040


def test_a_gazetteer_of_this_version_is_not_built_again(tmp_path: Path) -> None:
    copy = tmp_path / "gazetteer.sqlite3"
    shutil.copyfile(gazetteer.ensure_built(), copy)
    before = copy.stat()
    gazetteer.build(copy)
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_path_can_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAZETTEER_PATH", str(tmp_path / "places.sqlite3"))
    assert gazetteer.gazetteer_path() == tmp_path / "places.sqlite3"


@pytest.mark.parametrize(
    ("town", "country_code", "province"),
    [
        ("Jolo", "PH", "Sulu"),
        ("Surabaya", "ID", "East Java"),
        ("Erbil", "IQ", "Erbil"),
        ("Nablus", "PS", "West Bank"),
        ("Makhachkala", "RU", "Dagestan"),
        ("Bilbao", "ES", "Basque Country"),
        ("Oakland", "US", "California"),
    ],
)
def test_a_province_has_the_name_and_the_level_that_reports_give_it(
    town: str, country_code: str, province: str
) -> None:
    assert first(town, country_code, "town").admin1 == province


def test_a_shortened_saint_is_found_in_full() -> None:
    assert "Davao del Sur" in {place.admin1 for place in look_up("Sta. Cruz")}


def test_another_spelling_that_sounds_the_same_is_as_good_as_the_main_name() -> None:
    assert first("Kupiansk", "UA").is_main_name
