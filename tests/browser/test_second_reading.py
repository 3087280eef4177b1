"""Two people read a report apart in two browsers at once, and a third settles what they answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from incidents.models import Claim, Report
from incidents.vocabulary import ReportStatus, Role, SecondReading
from incidents.workflow.review.decisions import accept_claim, correct_claim, reject_claim
from incidents.workflow.review.second_reading import finish_apart
from tests import factories
from tests.browser.desk import Keyboard, expect_focus, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    return factories.report(second_reading=SecondReading.WANTED)


@pytest.fixture
def claims(report: Report) -> list[Claim]:
    return [
        factories.claim(report, "At least 12 fighters"),
        factories.claim(report, "Five soldiers", low=5, measure="injured"),
        factories.claim(report, "19", low=19),
    ]


def page_of(browser: Browser, address: str, person: User, failures: list[str]) -> Page:
    """A browser of its own for a person; what goes wrong in it is added to `failures`."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    note_failures(page, failures)
    sign_in(page, address, person)
    return page


@pytest.fixture
def failures(browser: Browser, live_server: Any) -> Iterator[list[str]]:
    """What goes wrong in any of the browsers; they are closed before the server is."""
    found: list[str] = []
    yield found
    for context in browser.contexts:
        context.close()
    assert found == []


def test_two_read_apart_and_a_third_settles_by_keyboard(
    browser: Browser, live_server: Any, report: Report, claims: list[Claim], failures: list[str]
) -> None:
    address = f"{live_server.url}/review/{report.pk}/"
    ada, ben, judge = (
        page_of(browser, live_server.url, factories.person(name, Role.SENIOR), failures)
        for name in ("ada", "ben", "judge")
    )
    # Ada accepts, rejects, accepts, and finishes; Ben looks at the same time and sees nothing of it.
    ada.goto(address)
    for key in "axa":
        ada.keyboard.press(key)
    expect(ada.locator("#counts")).to_contain_text("all 3 decided")
    ben.goto(address)
    expect(ben.locator(".card[data-standing=pending]")).to_have_count(3)
    ada.locator("input[value=none]").check()
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("body")).to_contain_text("is kept. Nothing of it counts")
    ada.goto(address)
    expect(ada.locator("#second-reading")).to_contain_text("You have read this report; it waits for a second reader.")
    # Ben accepts all three, and finishes.
    ben.goto(address)
    expect(ben.locator(".card[data-standing=pending]")).to_have_count(3)
    for key in "aaa":
        ben.keyboard.press(key)
    expect(ben.locator("#counts")).to_contain_text("all 3 decided")
    ben.locator("input[value=none]").check()
    ben.keyboard.press("Control+Enter")
    expect(ben.locator("body")).to_contain_text("is kept. Nothing of it counts")
    assert not Claim.objects.counting().exists()
    # A third takes what agrees with one key, and the second reader's answer with another.
    judge.goto(f"{address}settle/")
    expect_focus(judge, f"claim-{claims[0].pk}-title")
    keys = Keyboard(judge)
    keys.press("A")
    expect(judge.locator("#counts")).to_contain_text("1 of 3 to settle")
    expect_focus(judge, f"claim-{claims[1].pk}-title")
    keys.press("2")
    expect(judge.locator("#counts")).to_contain_text("all 3 settled")
    keys.press("n")
    judge.wait_for_url("**/agreement/")
    report.refresh_from_db()
    assert (report.status, report.second_reading) == (ReportStatus.REVIEWED, SecondReading.SETTLED)
    assert list(report.claims.order_by("number").values_list("standing", flat=True)) == ["accepted"] * 3
    assert keys.count == 3


@pytest.fixture
def settle(browser: Browser, live_server: Any, report: Report, claims: list[Claim], failures: list[str]) -> Page:
    """The settle page of three claims: numbers differ, the verdict differs, both agree."""
    ada, ben = factories.person("ada"), factories.person("ben")
    accept_claim(claim=claims[0], person=ada)
    reject_claim(claim=claims[1], person=ada)
    accept_claim(claim=claims[2], person=ada)
    of = finish_apart(report=report, person=ada, outcome={"choice": "none"})
    correct_claim(claim=claims[0], person=ben, value={"low": 14, "best": 14, "high": 14})
    accept_claim(claim=claims[1], person=ben)
    accept_claim(claim=claims[2], person=ben)
    finish_apart(report=of, person=ben, outcome={"choice": "none"})
    page = page_of(browser, live_server.url, factories.person("judge", Role.SENIOR), failures)
    page.goto(f"{live_server.url}/review/{report.pk}/settle/")
    return page


def test_one_and_two_take_an_answer_and_move_on(settle: Page, claims: list[Claim]) -> None:
    settle.keyboard.press("2")
    expect_focus(settle, f"claim-{claims[1].pk}-title")
    settle.keyboard.press("1")
    expect_focus(settle, f"claim-{claims[2].pk}-title")
    expect(settle.locator("#counts")).to_contain_text("1 of 3 to settle")


def test_the_current_card_alone_is_said_to_be_current(settle: Page, claims: list[Claim]) -> None:
    current = settle.locator("#cards [aria-current=true]")
    expect(current).to_have_attribute("id", f"claim-{claims[0].pk}")
    settle.keyboard.press("j")
    expect(current).to_have_attribute("id", f"claim-{claims[1].pk}")


def test_tab_into_a_card_makes_it_current(settle: Page, claims: list[Claim]) -> None:
    settle.locator(f"#claim-{claims[2].pk} [data-key='e']").focus()
    expect(settle.locator("#cards [aria-current=true]")).to_have_attribute("id", f"claim-{claims[2].pk}")


def test_on_a_phone_the_words_are_read_first(
    settle: Page, live_server: Any, report: Report, claims: list[Claim]
) -> None:
    settle.set_viewport_size({"width": 390, "height": 400})
    settle.goto(f"{live_server.url}/review/")
    settle.goto(f"{live_server.url}/review/{report.pk}/settle/")
    expect_focus(settle, f"claim-{claims[0].pk}-title")
    expect(settle.locator(".card__title").first).not_to_be_in_viewport()
    assert settle.evaluate("scrollY") == 0


def test_a_new_incident_has_its_calendar_and_its_map_here_too(settle: Page) -> None:
    settle.locator("#finish-form input[value=new]").check()
    settle.locator(".new-incident > details > summary").click()
    settle.get_by_role("button", name="Calendar for the first day").click()
    expect(settle.locator(".calendar")).to_be_visible()
    settle.keyboard.press("Escape")
    settle.locator("#place-map").scroll_into_view_if_needed()
    expect(settle.locator("#place-map")).to_have_attribute("data-drawn", "yes")


def test_other_values_are_typed_in_place(settle: Page, claims: list[Claim]) -> None:
    settle.keyboard.press("e")
    expect(settle.locator(f"#id_claim-{claims[0].pk}-best")).to_be_focused()
    settle.keyboard.type("15")
    settle.keyboard.press("Enter")
    expect(settle.locator(f"#claim-{claims[0].pk}")).to_contain_text("other values")
    expect_focus(settle, f"claim-{claims[1].pk}-title")


def test_escape_leaves_the_form_with_the_focus_on_the_card(settle: Page, claims: list[Claim]) -> None:
    settle.keyboard.press("e")
    expect(settle.locator(f"#id_claim-{claims[0].pk}-best")).to_be_focused()
    settle.keyboard.press("Escape")
    expect_focus(settle, f"claim-{claims[0].pk}-title")


def test_undo_takes_back_the_last_choice_and_focuses_its_card(settle: Page, claims: list[Claim]) -> None:
    settle.keyboard.press("2")
    expect_focus(settle, f"claim-{claims[1].pk}-title")
    settle.keyboard.press("z")
    expect(settle.locator("#counts")).to_contain_text("3 of 3 to settle")
    expect_focus(settle, f"claim-{claims[0].pk}-title")


def test_choices_survive_a_closed_tab(settle: Page, claims: list[Claim]) -> None:
    settle.keyboard.press("2")
    expect(settle.locator("#counts")).to_contain_text("2 of 3 to settle")
    settle.reload()
    expect(settle.locator(f"#claim-{claims[0].pk} .is-taken")).to_contain_text("B")
    expect_focus(settle, f"claim-{claims[1].pk}-title")
