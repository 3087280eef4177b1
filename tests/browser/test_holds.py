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
from tests.browser.desk import sign_in
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


def wait_until_free(page: Page, report: Report) -> None:
    """What a page says as it is left arrives a moment later."""
    for _ in range(100):
        if holder(report) is None:
            return
        page.wait_for_timeout(100)
    pytest.fail("The report is still held after ten seconds.")


def holder(report: Report) -> User | None:
    report.refresh_from_db()
    return report.held_by


def expect_still_held(page: Page, report: Report, person: User, in_flight: InFlight) -> None:
    """The page says that its person holds the report, and so it is once all that the browser sent was answered."""
    expect(page.locator("#hold")).to_contain_text("held by you until")
    in_flight.wait_for_none()
    assert holder(report) == person


@pytest.fixture
def report() -> Report:
    found = factories.report(title="Raid on Ashkel")
    factories.claim(found)
    return found


def test_the_second_who_opens_a_report_sees_who_holds_it(hers: Page, his: Page, report: Report) -> None:
    hers.goto(f"/review/{report.pk}/")
    expect(hers.locator("#hold")).to_contain_text("held by you until")
    his.goto(f"/review/{report.pk}/")
    expect(his.locator("#hold")).to_contain_text("held by ines until")
    expect(his.get_by_role("button", name="Accept")).to_have_count(0)


def test_whoever_leaves_a_report_lets_the_other_have_it(hers: Page, his: Page, report: Report) -> None:
    hers.goto(f"/review/{report.pk}/")
    hers.goto("/review/")
    wait_until_free(hers, report)
    his.goto("/review/next/")
    expect(his).to_have_url(re.compile(f"/review/{report.pk}/"))
    expect(his.locator("#hold")).to_contain_text("held by you until")


def test_a_browser_that_is_closed_lets_go(hers: Page, his: Page, report: Report) -> None:
    hers.goto(f"/review/{report.pk}/")
    expect(hers.locator("#hold")).to_contain_text("held by you until")
    hers.close(run_before_unload=True)
    wait_until_free(his, report)
    his.goto(f"/review/{report.pk}/")
    expect(his.locator("#hold")).to_contain_text("held by you until")


def test_loading_the_page_again_goes_on_holding(hers: Page, report: Report, ines: User, in_flight: InFlight) -> None:
    hers.goto(f"/review/{report.pk}/")
    for _ in range(5):
        hers.reload()
    expect_still_held(hers, report, ines, in_flight)


def test_coming_back_to_a_page_takes_the_report_again(
    hers: Page, report: Report, ines: User, in_flight: InFlight
) -> None:
    hers.goto(f"/review/{report.pk}/")
    hers.goto("/reports/")
    hers.go_back()
    expect_still_held(hers, report, ines, in_flight)


def test_of_two_tabs_with_a_report_the_first_can_be_closed(
    hers: Page, report: Report, ines: User, in_flight: InFlight
) -> None:
    hers.goto(f"/review/{report.pk}/")
    other = hers.context.new_page()
    other.goto(f"/review/{report.pk}/")
    expect(other.locator("#hold")).to_contain_text("held by you until")
    hers.close(run_before_unload=True)
    in_flight.wait_for_none()
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
    hers.goto(f"/review/{report.pk}/")
    hers.keyboard.press("e")
    number = hers.locator(".card .card__form input[type=number]").first
    number.fill("41")
    factories.let_go(report)
    his.goto(f"/review/{report.pk}/")
    expect(his.locator("#hold")).to_contain_text("held by you until")
    number.press("Enter")
    expect(hers.locator("#status")).to_contain_text("Held by omar until")
    expect(number).to_have_value("41")
    assert not report.claims.get().decisions.exists()
