"""Two people with two browsers: who has a report in hand, and who gets it when it is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Report
from tests import factories
from tests.browser.desk import keep_from_next_report, sign_in
from tests.browser.in_flight import InFlight

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ines() -> User:
    return factories.person("ines")


@pytest.fixture
def omar() -> User:
    return factories.person("omar")


@pytest.fixture
def hers(browser: Browser, live_server: LiveServer, ines: User) -> Iterator[Page]:
    """A page in the browser of Ines."""
    yield from page_of(browser, live_server, ines)


@pytest.fixture
def his(browser: Browser, live_server: LiveServer, omar: User) -> Iterator[Page]:
    """A page in the browser of Omar."""
    yield from page_of(browser, live_server, omar)


def page_of(browser: Browser, live_server: LiveServer, person: User) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    sign_in(page, live_server.url, person)
    yield page
    context.close()


def holder(report: Report) -> User | None:
    report.refresh_from_db()
    return report.held_by


def wait_until_left(report: Report, in_flight: InFlight, times: int = 1) -> None:
    """What a page says as it is left arrives a moment later."""
    in_flight.wait_until(lambda: in_flight.answered[f"/review/{report.pk}/leave/"] == times)


def expect_held(page: Page) -> None:
    expect(page.locator("#hold")).to_contain_text("held by you until")


@pytest.fixture
def report() -> Report:
    found = factories.report(title="Raid on Ashkel")
    factories.claim(found)
    return found


def test_the_second_who_opens_a_report_sees_who_holds_it(hers: Page, his: Page, report: Report) -> None:
    hers.goto(f"/review/{report.pk}/")
    expect_held(hers)
    his.goto(f"/review/{report.pk}/")
    expect(his.locator("#hold")).to_contain_text("held by ines until")
    expect(his.get_by_role("button", name="Accept")).to_have_count(0)


def test_whoever_leaves_a_report_lets_the_other_have_it(
    hers: Page, his: Page, report: Report, in_flight: InFlight
) -> None:
    hers.goto(f"/review/{report.pk}/")
    hers.goto("/review/")
    wait_until_left(report, in_flight)
    his.goto("/review/next/")
    expect(his).to_have_url(re.compile(f"/review/{report.pk}/"))
    expect_held(his)


def test_a_browser_that_is_closed_lets_go(hers: Page, his: Page, report: Report, in_flight: InFlight) -> None:
    hers.goto(f"/review/{report.pk}/")
    expect_held(hers)
    hers.close(run_before_unload=True)
    wait_until_left(report, in_flight)
    assert holder(report) is None
    his.goto(f"/review/{report.pk}/")
    expect_held(his)


def test_loading_the_page_again_goes_on_holding(hers: Page, report: Report, ines: User, in_flight: InFlight) -> None:
    hers.goto(f"/review/{report.pk}/")
    for _ in range(5):
        hers.reload()
    wait_until_left(report, in_flight, times=5)
    expect_held(hers)
    assert holder(report) == ines


def test_coming_back_to_a_page_takes_the_report_again(
    hers: Page, report: Report, ines: User, in_flight: InFlight
) -> None:
    hers.goto(f"/review/{report.pk}/")
    hers.goto("/reports/")
    hers.go_back()
    wait_until_left(report, in_flight)
    in_flight.wait_until(lambda: in_flight.answered[f"/review/{report.pk}/renew/"] >= 1)
    expect_held(hers)
    assert holder(report) == ines


def test_of_two_tabs_with_a_report_the_first_can_be_closed(
    hers: Page, report: Report, ines: User, in_flight: InFlight
) -> None:
    hers.goto(f"/review/{report.pk}/")
    other = hers.context.new_page()
    other.goto(f"/review/{report.pk}/")
    expect_held(other)
    hers.close(run_before_unload=True)
    wait_until_left(report, in_flight)
    assert holder(report) == ines


def test_two_who_start_reviewing_get_two_reports(hers: Page, his: Page, report: Report) -> None:
    other = factories.report(title="Market shelled")
    hers.goto("/review/next/")
    his.goto("/review/next/")
    expect(hers.locator("h1")).to_have_text("Raid on Ashkel")
    expect(his.locator("h1")).to_have_text(other.title)


def test_what_was_taken_over_is_refused_with_the_form_left_as_typed(
    hers: Page, his: Page, report: Report, omar: User
) -> None:
    keep_from_next_report(hers)
    hers.goto(f"/review/{report.pk}/")
    hers.keyboard.press("e")
    number = hers.locator(".card .card__form input[type=number]").first
    number.fill("41")
    factories.let_go(report)
    his.goto(f"/review/{report.pk}/")
    expect_held(his)
    number.press("Enter")
    expect(hers.locator("#status")).to_contain_text("Held by omar until")
    expect(number).to_have_value("41")
    assert not report.claims.get().decisions.exists()
