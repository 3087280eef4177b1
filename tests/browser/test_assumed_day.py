"""A day that was only assumed, by keyboard: asked for once, then the report is finished."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Report
from incidents.vocabulary import DayFrom
from tests import factories
from tests.browser.desk import Keyboard, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    report = factories.report(published_from=DayFrom.ASSUMED, published_guessed=True, published_words="March 5")
    factories.claim(report)
    return report


@pytest.fixture
def desk(page: Page, live_server: Any, report: Report) -> Page:
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    expect(page.locator(".card.is-current")).to_be_visible()
    return page


def expect_finished(desk: Page, report: Report) -> None:
    expect(desk.locator("#messages")).to_contain_text("Finished")
    report.refresh_from_db()
    assert (report.status, report.published_from) == ("reviewed", "given")


def test_finishing_asks_for_the_day_once_and_enter_confirms_it(desk: Page, report: Report) -> None:
    keys = Keyboard(desk)
    keys.press("a")
    expect(desk.locator(".card--accepted")).to_have_count(1)
    keys.press("n")
    expect(desk.locator("#assumed-day [data-key=y]")).to_be_focused()
    expect(desk.locator("#assumed-day-error")).to_be_visible()
    keys.press("Enter")
    expect_finished(desk, report)


def test_one_key_confirms_the_day_at_any_time(desk: Page, report: Report) -> None:
    keys = Keyboard(desk)
    keys.press("y")
    expect(desk.locator("#assumed-day")).to_have_text("Published 2024-03-05, confirmed.")
    expect(desk.locator("#byline")).not_to_contain_text("assumed")
    keys.press("a")
    expect(desk.locator(".card--accepted")).to_have_count(1)
    keys.press("n")
    expect_finished(desk, report)


def test_a_click_on_finish_asks_for_the_day_and_one_more_click_finishes(desk: Page, report: Report) -> None:
    Keyboard(desk).press("a")
    expect(desk.locator(".card--accepted")).to_have_count(1)
    desk.locator(".action-bar [data-key=n]").click()
    desk.locator("#assumed-day [data-key=y]").click()
    expect_finished(desk, report)


def test_the_way_to_change_the_day_leads_to_its_field(desk: Page) -> None:
    desk.locator("[data-change-day]").click()
    expect(desk.locator("#id_about-published")).to_be_focused()
