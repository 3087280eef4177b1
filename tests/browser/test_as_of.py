"""The slider of an incident in a real browser: the page follows it, the address too, and the focus stays."""

from __future__ import annotations

from datetime import date, time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from tests import factories
from tests.browser.desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelling(transactional_db: None) -> Incident:
    """12 dead on 5 March, 19 elsewhere at 14:05 on the 6th, 21 by the first on the 8th: three stops, and today."""
    incident = factories.incident("Shelling of Ashkel")
    lakeside, hill = factories.source("Lakeside Wire"), factories.source("Hill Radio")
    told = (
        (12, lakeside, date(2024, 3, 5), None),
        (19, hill, date(2024, 3, 6), time(14, 5)),
        (21, lakeside, date(2024, 3, 8), None),
    )
    for low, source, day, at in told:
        factories.reviewed_report(
            incident,
            {"low": low, "words": f"{low} bodies"},
            source=source,
            published=day,
            published_time=at,
        )
    return incident


@pytest.fixture
def desk(page: Page, live_server: LiveServer, shelling: Incident) -> Page:
    """The page of the incident as it is today, signed in as an analyst."""
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/incidents/{shelling.pk}/")
    return page


def expect_killed(page: Page, figure: str) -> None:
    expect(page.locator('.toll[data-measure="killed"] strong').first).to_have_text(figure)


def test_the_slider_starts_today(desk: Page) -> None:
    slider = desk.get_by_role("slider", name="As known on")
    expect(slider).to_have_value("3")
    expect(slider).to_have_attribute("aria-valuetext", "today, all that was published: 21 (19–21) killed")


def test_the_page_follows_the_slider_by_keyboard(desk: Page, shelling: Incident) -> None:
    slider = desk.get_by_role("slider", name="As known on")
    slider.focus()
    desk.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "2024-03-05, Lakeside Wire: 12 killed")
    expect_killed(desk, "12")
    desk.wait_for_url("**/incidents/*/?as_of=2024-03-05")
    expect(desk.locator("#as-of")).to_contain_text("As known on 2024-03-05")
    expect(desk.locator("#rooms a", has_text="Timeline")).to_have_attribute("href", "/timeline/?as_of=2024-03-05")
    expect(desk.locator(".claims__row")).to_have_count(1)
    expect(slider).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2024-03-06 14:05, Hill Radio: 19 (12–19) killed")
    expect_killed(desk, "19")
    expect(slider).to_be_focused()


def test_only_where_the_slider_rests_is_asked_for(desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "as_of" in request.url else None)
    desk.get_by_role("slider", name="As known on").focus()
    for _ in range(3):
        desk.keyboard.press("ArrowLeft")
    expect_killed(desk, "12")
    assert [address.partition("as_of=")[2] for address in asked] == ["2024-03-05"]


MARKS = "[...document.querySelectorAll('#claims-figure .points path.point')].filter((mark) => mark.__data__.data)"
"""The marks that lead to words: neither their hatching nor their labels."""


def test_the_chart_marks_the_moment_and_leaves_later_claims_out(desk: Page) -> None:
    desk.locator("#claims-figure .points path.point").first.wait_for(state="attached")
    assert desk.evaluate(f"{MARKS}.length") == 3
    desk.get_by_role("slider", name="As known on").focus()
    desk.keyboard.press("Home")
    expect(desk.locator("#claims-figure .shapelayer path")).to_have_count(1)
    assert desk.evaluate(f"{MARKS}.length") == 1


def test_going_back_shows_the_moment_before(desk: Page) -> None:
    slider = desk.get_by_role("slider", name="As known on")
    slider.focus()
    desk.keyboard.press("Home")
    desk.wait_for_url("**/?as_of=2024-03-05")
    expect_killed(desk, "12")
    desk.go_back()
    expect_killed(desk, "21")
    expect(desk.locator("#as-of")).not_to_contain_text("As known on")
    expect(desk.get_by_role("slider", name="As known on")).to_have_value("3")
    expect(desk.locator("#claims-figure .shapelayer path")).to_have_count(0)
    expect(desk.locator("#claims-figure .main-svg").first).to_be_visible()


def test_the_list_of_moments_moves_the_slider(desk: Page) -> None:
    desk.get_by_text("4 moments, with the figure at each").click()
    desk.get_by_role("link", name="2024-03-06 14:05").click()
    expect_killed(desk, "19")
    expect(desk.get_by_role("slider", name="As known on")).to_have_value("1")
    expect(desk.locator("#moment-shown")).to_have_text("2024-03-06 14:05 Hill Radio 19 (12–19) killed")


def test_a_replay_leads_to_today_and_other_pages_keep_it(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/incidents/?as_of=2024-03-05")
    desk.get_by_role("link", name="Shelling of Ashkel").click()
    expect_killed(desk, "12")
    desk.get_by_role("link", name="Timeline").click()
    expect(desk.locator(".timeline__total strong")).to_have_text("12")
    desk.get_by_role("link", name="Back to today").click()
    expect(desk.locator(".timeline__total strong")).to_have_text("21")


def test_the_date_in_the_filters_redraws_the_timeline(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/timeline/")
    desk.fill("#id_as_of", "2024-03-05")
    desk.keyboard.press("Enter")
    expect(desk.locator(".timeline__total strong")).to_have_text("12")
    expect(desk.locator("#as-of")).to_contain_text("As known on 2024-03-05")
    desk.fill("#id_as_of", "5 March")
    desk.keyboard.press("Enter")
    expect(desk.locator("#as-of [role=alert]")).to_contain_text("These are today’s figures")
    expect(desk.locator(".timeline__total strong")).to_have_text("21")
    assert desk.input_value("#id_as_of") == "5 March"


def test_the_moments_can_be_followed_without_javascript(
    browser: Browser, live_server: LiveServer, shelling: Incident
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/incidents/{shelling.pk}/")
    expect(page.locator("#moment")).not_to_be_visible()
    page.get_by_text("4 moments, with the figure at each").click()
    expect(page.locator(".stops__list li")).to_have_text(
        [
            "2024-03-05 Lakeside Wire 12 killed",
            "2024-03-06 14:05 Hill Radio 19 (12–19) killed",
            "2024-03-08 Lakeside Wire 21 (19–21) killed",
            "today all that was published 21 (19–21) killed",
        ]
    )
    page.get_by_role("link", name="2024-03-05").click()
    expect_killed(page, "12")
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("query", ["", "?as_of=2024-03-06", "?as_of=2024-03-01", "?as_of=never"])
def test_axe_finds_nothing_serious_in_a_replay(desk: Page, query: str, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(desk.url + query)
    desk.locator("#stops details").evaluate("one => one.open = true")
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = Axe().run(desk).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] != "minor"] == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
