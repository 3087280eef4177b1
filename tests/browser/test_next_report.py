"""Finish and next: the next page is there at once, the focus is on it, and one key goes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from incidents.models import Incident, Reading, Report
from tests import factories
from tests.browser.desk import expect_focus, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def reports(transactional_db: None) -> list[Report]:
    """Three reports of one claim each, in the order in which they are given."""
    made = [factories.report(title=f"Attack {number}", priority=10 - number) for number in range(3)]
    for report in made:
        factories.claim(report)
    return made


@pytest.fixture
def desk(page: Page, live_server: Any, analyst: User, reports: list[Report]) -> Page:
    """The first report open, the next one fetched."""
    failures = note_failures(page)
    sign_in(page, live_server.url, analyst)
    with page.expect_response(lambda answer: answer.url.endswith(f"/review/{reports[1].pk}/")):
        page.goto(f"{live_server.url}/review/{reports[0].pk}/")
    page.evaluate("document.body.dataset.loadedOnce = 'yes'")
    yield page
    assert failures == []


def finish(desk: Page, *keys: str) -> None:
    desk.locator("input[value=none]").check()
    desk.locator(".card__title").first.focus()
    for key in keys:
        desk.keyboard.press(key)


def was_swapped(desk: Page) -> bool:
    """Whether the page is still the one that was loaded first."""
    return bool(desk.evaluate("document.body.dataset.loadedOnce === 'yes'"))


def test_the_next_report_takes_the_place_of_the_finished_one(
    desk: Page, live_server: Any, reports: list[Report]
) -> None:
    finish(desk, "a", "n")
    desk.wait_for_url(f"{live_server.url}/review/{reports[1].pk}/")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    expect(desk).to_have_title("Review: Attack 1 · conflictwatch")
    expect_focus(desk, f"claim-{reports[1].claims.get().pk}-title")
    expect(desk.locator("#messages")).to_contain_text("Finished: Attack 0")
    assert was_swapped(desk)


def test_the_swap_starts_the_clock_of_the_reading_and_holds_the_report(
    desk: Page, live_server: Any, reports: list[Report], analyst: User
) -> None:
    ahead = Reading.objects.filter(report=reports[1])
    ahead.update(started_at=timezone.now() - timedelta(hours=1))
    with desk.expect_response(lambda answer: answer.url.endswith(f"/review/{reports[1].pk}/renew/")):
        finish(desk, "a", "n")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    reports[1].refresh_from_db()
    assert (reports[1].held_by, reports[1].held_ahead) == (analyst, False)
    assert ahead.get().started_at > timezone.now() - timedelta(minutes=2)


def test_keys_decide_once_on_a_page_that_was_swapped_in(desk: Page, reports: list[Report]) -> None:
    finish(desk, "a", "n")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    desk.keyboard.press("a")
    expect(desk.locator("#counts")).to_contain_text("all 1 decided")
    assert reports[1].claims.get().decisions.count() == 1


def test_z_on_the_next_page_takes_the_finish_back_with_the_incident_it_made(
    desk: Page, live_server: Any, reports: list[Report]
) -> None:
    desk.keyboard.press("a")
    desk.locator("input[value=new]").check()
    desk.locator("#id_title").fill("A new clash")
    desk.locator("#id_date_start").evaluate("box => box.value = '2024-03-05'")
    desk.locator("#finish-title").focus()
    desk.keyboard.press("n")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    assert Incident.objects.filter(title="A new clash").exists()
    desk.keyboard.press("z")
    desk.wait_for_url(f"{live_server.url}/review/{reports[0].pk}/")
    expect(desk.locator("#counts")).to_contain_text("all 1 decided")
    assert not Incident.objects.exists()
    reports[0].refresh_from_db()
    assert reports[0].status == "pending"


def test_a_finish_that_is_refused_keeps_the_page_and_what_was_typed(desk: Page, reports: list[Report]) -> None:
    desk.keyboard.press("a")
    desk.locator("input[value=new]").check()
    desk.locator("#id_title").fill("")
    desk.locator("#finish-title").focus()
    desk.keyboard.press("n")
    expect(desk.locator("#id_title-error")).to_contain_text("needs a title")
    expect(desk.locator("#id_title")).to_be_focused()
    reports[0].refresh_from_db()
    assert reports[0].status == "pending"


def test_after_the_last_report_the_queue_is_shown(page: Page, live_server: Any, analyst: User) -> None:
    report = factories.report()
    factories.claim(report)
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/{report.pk}/")
    finish(page, "a", "n")
    page.wait_for_url(f"{live_server.url}/review/")
    expect(page.locator("#messages")).to_contain_text("Finished")


def test_going_back_shows_the_report_before(desk: Page, live_server: Any, reports: list[Report]) -> None:
    finish(desk, "a", "n")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    desk.go_back()
    expect(desk.locator("h1")).to_have_text("Attack 0")
