"""The towns that the small map asks for."""

from __future__ import annotations

import pytest
from django.test import Client


def test_towns_around_a_point_come_largest_first(as_analyst: Client) -> None:
    answer = as_analyst.get("/places/towns/", {"latitude": 34.5, "longitude": 69.2, "height": 2, "width": 2})
    names = [town["name"] for town in answer.json()["towns"]]
    assert names[0] == "Kabul"
    assert len(names) <= 14


def test_towns_stand_within_what_was_asked_for(as_analyst: Client) -> None:
    answer = as_analyst.get("/places/towns/", {"latitude": 34.5, "longitude": 69.2, "height": 1, "width": 1})
    assert all(34 <= town["latitude"] <= 35 and 68.7 <= town["longitude"] <= 69.7 for town in answer.json()["towns"])


@pytest.mark.parametrize(
    "given", [{}, {"latitude": "north"}, {"latitude": 91, "longitude": 0, "height": 1, "width": 1}]
)
def test_a_point_that_is_none_is_refused(as_analyst: Client, given: dict[str, object]) -> None:
    assert as_analyst.get("/places/towns/", given).status_code == 400


def test_nobody_asks_without_signing_in(client: Client, db: None) -> None:
    assert client.get("/places/towns/", {"latitude": 1, "longitude": 1, "height": 1, "width": 1}).status_code == 302


def test_the_other_places_of_a_name_are_buttons_that_hold_all_fields(as_analyst: Client) -> None:
    asked = {"place_name": "Sloviansk", "country_code": "UA", "latitude": "48.85", "longitude": "37.6"}
    html = as_analyst.get("/places/readings/", asked | {"geo_precision": "exact"}).content.decode()
    assert html.count("<button") == 1
    for held in ('data-place_name="Nikopol"', 'data-admin1="Dnipropetrovsk"', 'data-geo_precision="exact"'):
        assert held in html
    assert "277 km away" in html


def test_a_name_without_another_place_says_nothing_more(as_analyst: Client) -> None:
    html = as_analyst.get("/places/readings/", {"place_name": "Ashkelabad", "latitude": "4,"}).content.decode()
    assert "No other place of this name is known." in html
