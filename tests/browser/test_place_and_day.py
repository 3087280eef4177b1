"""The place on a small map and the days in a calendar, in the form of a new incident, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from incidents.models import Report
from tests import factories
from tests.browser.desk import EVERY_SCREEN, SIZES, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    report = factories.report()
    factories.claim(report)
    report.found = {"event": factories.event_json(report)}
    report.save()
    return report


@pytest.fixture
def form(page: Page, live_server: Any, report: Report) -> Page:
    """The form of a new incident, open with its map drawn."""
    failures = note_failures(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.locator(".new-incident > details > summary").click()
    page.locator("#place-map").scroll_into_view_if_needed()
    expect(page.locator("#place-map")).to_have_attribute("data-drawn", "yes")
    yield page
    assert failures == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def value(page: Page, name: str) -> str:
    return page.locator(f"#id_{name}").input_value()


def test_the_map_says_where_the_pin_is_and_what_the_text_says(form: Page) -> None:
    expect(form.locator("#place-map svg")).to_have_attribute(
        "aria-label", "Map: the pin is at 12.5000° north, 40.2500° east"
    )
    expect(form.locator(".new-incident")).to_contain_text("the text says of the place: Ashkel, read as Ashkel")
    expect(form.locator(".place-map__land")).to_have_attribute("d", re.compile(".{10000}"))
    expect(form.locator(".place-map__towns text").first).to_be_attached()


def test_a_click_puts_the_pin_and_writes_the_coordinates(form: Page) -> None:
    box = form.locator("#place-map svg").bounding_box()
    assert box
    form.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.25)
    assert 12.5 < float(value(form, "latitude")) < 15
    assert 41 < float(value(form, "longitude")) < 44
    assert value(form, "geo_precision") == "near"
    expect(form.locator("[data-place-said]")).to_contain_text(f"{float(value(form, 'latitude')):.4f}° north")


def test_arrow_keys_move_the_pin_and_no_card(form: Page) -> None:
    form.locator("#place-map svg").focus()
    form.keyboard.press("ArrowUp")
    form.keyboard.press("ArrowRight")
    assert float(value(form, "latitude")) > 12.5
    assert float(value(form, "longitude")) > 40.25
    expect(form.locator("#place-map svg")).to_be_focused()


def test_shift_makes_the_arrows_finer(form: Page) -> None:
    form.locator("#place-map svg").focus()
    form.keyboard.press("Shift+ArrowUp")
    assert 12.5 < float(value(form, "latitude")) < 12.55


def test_typed_coordinates_move_the_pin_into_sight(form: Page) -> None:
    form.locator("#id_latitude").fill("-33.9")
    form.locator("#id_longitude").fill("18.4")
    expect(form.locator("#place-map svg")).to_have_attribute(
        "aria-label", "Map: the pin is at 33.9000° south, 18.4000° east"
    )
    expect(form.locator(".place-map__pin")).to_have_attribute("transform", "translate(320 160)")


def test_a_pin_put_close_by_is_an_exact_place(form: Page) -> None:
    for _ in range(4):
        form.get_by_role("button", name="zoom in").click()
    form.locator("#place-map svg").click(position={"x": 100, "y": 100})
    assert value(form, "geo_precision") == "exact"


def test_the_place_of_the_pin_is_recorded(form: Page, report: Report, live_server: Any) -> None:
    form.locator("#place-map svg").focus()
    form.keyboard.press("ArrowUp")
    put = value(form, "latitude")
    form.locator(".card__title").first.focus()
    form.keyboard.press("a")
    expect(form.locator("#counts")).to_contain_text("all 1 decided")
    form.keyboard.press("n")
    form.wait_for_url(f"{live_server.url}/review/")
    assert report.incidents.get().latitude == float(put)


def open_calendar(form: Page) -> None:
    form.get_by_role("button", name="Calendar for the first day").click()


def test_the_calendar_opens_on_the_day_and_marks_what_the_text_said(form: Page) -> None:
    open_calendar(form)
    expect(form.locator(".calendar__head b")).to_have_text("March 2024")
    day = form.get_by_role("button", name="Tuesday 5 March 2024, published, said in the text")
    expect(day).to_be_focused()
    assert form.locator(".calendar th").all_text_contents() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


def test_a_day_is_chosen_by_keyboard(form: Page) -> None:
    form.get_by_role("button", name="Calendar for the first day").focus()
    for key in ("Enter", "ArrowUp", "ArrowLeft", "PageUp"):
        form.keyboard.press(key)
    expect(form.locator(".calendar__head b")).to_have_text("January 2024")
    form.keyboard.press("PageDown")
    form.keyboard.press("Enter")
    assert value(form, "date_start") == "2024-02-26"
    expect(form.locator(".calendar")).to_have_count(0)
    expect(form.get_by_role("button", name="Calendar for the first day")).to_be_focused()


def test_escape_leaves_the_calendar_and_the_day_as_it_was(form: Page) -> None:
    open_calendar(form)
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Escape")
    expect(form.locator(".calendar")).to_have_count(0)
    expect(form.get_by_role("button", name="Calendar for the first day")).to_be_focused()
    assert value(form, "date_start") == "2024-03-05"


def test_the_last_of_a_month_stays_in_the_month_before(form: Page) -> None:
    form.locator("#id_date_start").fill("2024-03-31")
    open_calendar(form)
    form.keyboard.press("PageUp")
    form.keyboard.press("Enter")
    assert value(form, "date_start") == "2024-02-29"


def test_the_day_that_the_text_says_is_filled_in_with_a_button(form: Page) -> None:
    form.locator("#id_date_end").fill("2024-03-09")
    expect(form.locator(".day__said").last).to_contain_text("the text: Tuesday")
    form.locator(".day__said button").last.click()
    assert value(form, "date_end") == "2024-03-05"


@EVERY_SCREEN
def test_map_and_calendar_have_no_serious_fault(form: Page, scheme: Any, size: str) -> None:
    form.emulate_media(color_scheme=scheme)
    form.set_viewport_size({"width": SIZES[size][0], "height": 900})
    open_calendar(form)
    found = Axe().run(form).response["violations"]
    faults = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert [node["html"][:200] for fault in faults for node in fault["nodes"]] == []
    boxes = [one.bounding_box() for one in form.locator(".calendar button, .place-map button, .day button").all()]
    assert [box for box in boxes if box and min(box["width"], box["height"]) < 24] == []
    assert not form.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_scripts_the_fields_and_what_the_text_said_are_there(
    browser: Browser, live_server: Any, report: Report
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.locator(".new-incident > details > summary").click()
    expect(page.locator("#id_latitude")).to_have_value("12.5")
    expect(page.locator(".day__said").first).to_contain_text("the text: Tuesday")
    expect(page.locator("#place-map")).to_be_hidden()
    context.close()
