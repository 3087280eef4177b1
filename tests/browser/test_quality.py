"""The chart of extraction quality in a real browser: drawn, a way to the claims, reachable by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.browser.desk import EVERY_SCREEN, SIZES, sign_in
from tests.browser.test_accessibility import serious
from tests.workflow.quality.cast import bridge, market

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: Any, page: Page, analyst: User) -> Page:
    """A desk with two finished reports, as an analyst opens its quality."""
    bridge(analyst)
    market(analyst)
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/quality/")
    expect(page.locator(".chart__canvas .main-svg").first).to_be_visible()
    return page


def test_the_months_are_drawn_as_lines_in_bands(desk: Page) -> None:
    expect(desk.locator(".chart__canvas .legendtext")).to_have_text(["precision", "strict precision", "recall"])
    expect(desk.locator(".chart__canvas .scatterlayer .js-fill").first).to_be_attached()
    assert desk.locator(".chart__canvas .scatterlayer .point").count() == 6


def test_a_bar_leads_to_its_claims(desk: Page) -> None:
    desk.get_by_role("link", name="Source", exact=True).click()
    bars = desk.locator(".chart__canvas .barlayer .point")
    expect(bars).to_have_count(6)
    hovered = bars.first.bounding_box()
    assert hovered
    desk.mouse.click(hovered["x"] + hovered["width"] / 2, hovered["y"] + hovered["height"] / 2)
    desk.wait_for_url("**/quality/claims/**")
    expect(desk.get_by_role("row")).to_have_count(4)


def test_the_table_is_a_way_for_the_keyboard(desk: Page) -> None:
    link = desk.get_by_role("link", name="2024-03", exact=True)
    link.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/quality/claims/**")
    expect(desk.get_by_role("row")).to_have_count(4)


def test_the_menu_of_rooms_opens_and_closes_by_keyboard(desk: Page) -> None:
    menu = desk.locator(".rooms__more summary")
    menu.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".rooms__more").get_by_role("link", name="Extraction quality")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator(".rooms__more").get_by_role("link", name="Extraction quality")).to_be_hidden()
    expect(menu).to_be_focused()


@EVERY_SCREEN
def test_neither_page_has_a_serious_fault(desk: Page, scheme: Any, size: str) -> None:
    width, height = SIZES[size]
    desk.set_viewport_size({"width": width, "height": height})
    desk.emulate_media(color_scheme=scheme)
    for address in ("/quality/?by=rule", "/quality/claims/"):
        desk.goto(desk.url.split("/quality/")[0] + address)
        assert serious(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
