"""Furniture on the page, and a text read again: seen and decided in a browser."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Report, TextMark
from incidents.workflow.intake import submit_report
from tests import factories
from tests.browser.desk import sign_in
from tests.pages.review.test_rereading import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    person = factories.person()
    return submit_report(text=TEXT, source=factories.source("Wire"), person=person, published=date(2025, 3, 4))


@pytest.fixture
def desk(page: Page, live_server: Any, report: Report) -> Page:
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    return page


def test_a_day_put_right_shows_the_difference_and_is_kept(desk: Page, report: Report) -> None:
    desk.locator(".about > summary").click()
    desk.locator("#id_about-published").fill("2024-03-06")
    desk.locator(".about button[type=submit]").click()
    expect(desk.locator(".rereading")).to_contain_text("2024-03-04")
    desk.get_by_role("button", name="Keep these changes").click()
    expect(desk.locator("#messages")).to_contain_text("read again")
    report.refresh_from_db()
    assert report.published == date(2024, 3, 6)


def test_folded_furniture_unfolds_and_is_said_to_be_text(desk: Page) -> None:
    fold = desk.locator("details.furniture")
    expect(fold.get_by_text("Weather")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.get_by_text("Weather")).to_be_visible()
    fold.get_by_role("button", name="This is text").click()
    expect(desk.locator("details.furniture")).to_have_count(0)
    expect(desk.locator("#messages, .rereading")).to_contain_text(["read again"])
    assert TextMark.objects.get().is_text


def test_selected_words_are_said_to_be_furniture_by_a_key(desk: Page, report: Report) -> None:
    desk.evaluate(
        """() => { const runs = [...document.querySelectorAll('#text > p:last-of-type [data-start]')];
        getSelection().setBaseAndExtent(runs[0], 0, runs.at(-1), runs.at(-1).childNodes.length); }"""
    )
    desk.keyboard.press("u")
    desk.get_by_role("button", name="Keep these changes").click()
    expect(desk.locator("#messages")).to_contain_text("read again")
    assert not report.claims.exists()
