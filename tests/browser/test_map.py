"""The map in a real browser: drawn from this desk alone, nearer by a click, through time by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models.people import PEOPLE_KEY
from tests import factories
from tests.browser.desk import note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def map_page(page: Page, live_server: LiveServer) -> Iterator[Page]:
    """The map of two towns that lie close, in March and in May; fails where anything outside was asked for."""
    anselm = factories.person("anselm")
    for place, latitude, day in (("Ashkel", 12.5, date(2024, 3, 5)), ("Brin", 12.6, date(2024, 5, 7))):
        incident = factories.incident(
            f"Clash in {place}",
            place_name=place,
            latitude=latitude,
            geo_precision="exact",
            date_start=day,
            made_by=anselm,
        )
        incident.estimates.create(measure="killed", population_key=PEOPLE_KEY, low=8, best=10, high=15)
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if not is_inside(asked.url, live_server.url) else None)
    failures = note_failures(page)
    sign_in(page, live_server.url, anselm)
    page.goto(f"{live_server.url}/map/")
    page.locator(".countries path").first.wait_for()
    yield page
    assert (outside, failures) == ([], [])


def is_inside(address: str, desk: str) -> bool:
    return address.startswith((desk, "data:", "blob:"))


def test_a_click_on_a_mark_for_several_places_comes_nearer(map_page: Page) -> None:
    numbers = map_page.locator(".scattergeo text").filter(has_text=re.compile("^2$"))
    expect(numbers).to_have_count(1)
    box = numbers.bounding_box()
    assert box is not None
    map_page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    map_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    map_page.wait_for_url(re.compile(r"box="))
    map_page.locator(".countries path").first.wait_for()
    expect(map_page.locator("#incidents tbody tr")).to_have_count(2)
    expect(map_page.locator(".scattergeo text").filter(has_text=re.compile("^2$"))).to_have_count(0)


def test_the_slider_goes_through_time_by_the_keyboard(map_page: Page) -> None:
    slider = map_page.get_by_role("slider", name="When it happened")
    slider.focus()
    slider.press("Home")
    map_page.wait_for_url(re.compile(r"at=2024-W10"))
    expect(map_page.locator("#incidents tbody tr")).to_have_count(1)
    expect(slider).to_have_attribute("aria-valuetext", re.compile("up to the week of 2024-03-04", re.IGNORECASE))
    map_page.get_by_label("only then").check()
    map_page.wait_for_url(re.compile(r"span=only"))


def test_arrow_keys_move_the_map_from_any_of_its_ways(map_page: Page) -> None:
    map_page.get_by_role("link", name="Zoom in").focus()
    map_page.keyboard.press("ArrowUp")
    map_page.wait_for_url(re.compile(r"box="))
    expect(map_page.get_by_role("link", name="North", exact=True)).to_be_focused()
