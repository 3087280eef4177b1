"""What else the name of a place may mean: other places of that name, the desk's own choices first."""

from __future__ import annotations

import pytest

from incidents.workflow.incidents.place_readings import PlaceReading, other_readings
from tests import factories

pytestmark = pytest.mark.django_db

SLOVIANSK = PlaceReading("Sloviansk", "Kramatorskyi Raion", "Donetsk", "Ukraine", "UA", 48.85, 37.6, "exact")
NIKOPOL = {
    "place_name": "Sloviansk",
    "admin1": "Dnipropetrovsk",
    "country": "Ukraine",
    "country_code": "UA",
    "latitude": 47.57,
    "longitude": 34.39,
    "geo_precision": "exact",
}
NOWHERE = PlaceReading("", "", "", "", "", None, None, "")


def test_another_place_of_the_name_is_offered_with_its_distance() -> None:
    (nikopol,) = other_readings(SLOVIANSK)
    assert (nikopol.place_name, nikopol.admin1, nikopol.away) == ("Nikopol", "Dnipropetrovsk", 277)


def test_another_name_of_the_same_place_is_no_other_reading() -> None:
    assert "Slovyansk" not in [one.place_name for one in other_readings(SLOVIANSK)]


def test_a_pin_moved_a_little_is_no_other_place() -> None:
    factories.incident(**NIKOPOL | {"latitude": 47.6})
    (nikopol,) = other_readings(SLOVIANSK)
    assert (nikopol.latitude, nikopol.chosen) == (47.6, 1)


def test_what_the_desk_chose_for_the_name_comes_first_and_is_counted() -> None:
    for _ in range(3):
        factories.incident(place_name="Springfield", country_code="US", latitude=44.05, longitude=-123.02)
    now = PlaceReading("Springfield", "Sangamon", "Illinois", "United States", "US", 39.8, -89.64, "exact")
    found = other_readings(now)
    assert (found[0].longitude, found[0].chosen) == (-123.02, 3)
    assert [one.chosen for one in found[1:]] == [0] * 7
    assert found[1].admin1 == "Missouri"


def test_a_province_is_another_reading_than_its_town_and_says_so() -> None:
    town = PlaceReading("Kherson", "Khersonskyi Raion", "Kherson", "Ukraine", "UA", 46.64, 32.61, "near")
    province = other_readings(town)[0]
    assert (province.place_name, province.extent, province.away) == ("Kherson", "province", 0)


def test_a_name_that_nobody_knows_has_no_readings() -> None:
    assert other_readings(NOWHERE) == []
    assert other_readings(PlaceReading("Ashkelabad", "", "", "", "", 1.0, 1.0, "exact")) == []


def test_without_a_point_nothing_is_measured() -> None:
    now = PlaceReading("Kherson", "", "", "", "", None, None, "")
    assert {one.away for one in other_readings(now)} == {None}


def test_one_query_to_the_record(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        other_readings(SLOVIANSK)
