"""Keys as each person set them, and the list of those that are live."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from incidents.models import Report
from incidents.vocabulary import Role, SecondReading
from incidents.workflow.desk.key_map import USUAL, set_keys
from incidents.workflow.review.decisions import accept_claim, reject_claim
from incidents.workflow.review.second_reading import finish_apart
from tests import factories
from tests.browser.desk import expect_focus, expect_no_act, queue_of, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

CLAIMS = (6, 8, 4, 4, 7)
"""How many claims each report of the queue has."""


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def queue(transactional_db: None) -> list[Report]:
    return queue_of(CLAIMS)


def test_a_person_s_own_key_accepts_and_the_usual_one_does_nothing(
    page: Page, live_server: Any, analyst: User, queue: list[Report]
) -> None:
    set_keys(person=analyst, keys={**USUAL, "accept": "q"}, single_keys=True)
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/{queue[0].pk}/")
    page.keyboard.press("a")
    page.keyboard.press("q")
    expect(page.locator("#counts")).to_contain_text("5 of 6")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Q")


def test_the_queue_lists_its_own_keys(page: Page, live_server: Any, analyst: User, queue: list[Report]) -> None:
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("start reviewing")
    expect(page.locator("#keys")).not_to_contain_text("reject")


@pytest.mark.parametrize("path", ["/review/", "/reports/"])
def test_the_switch_for_this_browser_is_kept_where_lists_show_it(
    page: Page, live_server: Any, analyst: User, queue: list[Report], path: str
) -> None:
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}{path}")
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys-on")).not_to_be_checked()


def test_reports_do_not_list_the_key_that_starts_reviewing(page: Page, live_server: Any, analyst: User) -> None:
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/reports/")
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_contain_text("next claim or row")
    expect(page.locator("#keys")).not_to_contain_text("start reviewing")


@pytest.fixture
def judge(transactional_db: None) -> User:
    return factories.person("judge", Role.SENIOR)


@pytest.fixture
def to_settle(transactional_db: None) -> Report:
    """A report that two have read: they agree on the first of its claims, and differ on the second."""
    report = factories.report(second_reading=SecondReading.WANTED)
    first = factories.claim(report, "At least 12 fighters")
    second = factories.claim(report, "Five soldiers", low=5, measure="injured")
    for name in ("ada", "ben"):
        person = factories.person(name)
        accept_claim(claim=first, person=person)
        (accept_claim if name == "ada" else reject_claim)(claim=second, person=person)
        report = finish_apart(report=report, person=person, outcome={"choice": "none"})
    return report


def settle_page(page: Page, address: str, judge: User, report: Report) -> None:
    sign_in(page, address, judge)
    page.goto(f"{address}/review/{report.pk}/settle/")
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    expect_focus(page, f"claim-{report.claims.get(number=1).pk}-title")


OWN = {"next": "l", "previous": "h", "edit": "w", "undo": "v", "accept_seen": "R", "finish": "o", "help": "!"}
"""Another key for each action of the page where two readings are settled."""


def test_a_person_s_own_keys_settle(page: Page, live_server: Any, judge: User, to_settle: Report) -> None:
    set_keys(person=judge, keys={**USUAL, **OWN}, single_keys=True)
    settle_page(page, live_server.url, judge, to_settle)
    first, second = to_settle.claims.order_by("number")
    page.keyboard.press("l")
    expect_focus(page, f"claim-{second.pk}-title")
    page.keyboard.press("h")
    expect_focus(page, f"claim-{first.pk}-title")
    page.keyboard.press("R")
    expect(page.locator("#counts")).to_contain_text("1 of 2 to settle")
    page.keyboard.press("v")
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    page.keyboard.press("w")
    expect(page.locator(f"#id_claim-{first.pk}-best")).to_be_focused()
    page.keyboard.press("Escape")
    expect_focus(page, f"claim-{first.pk}-title")
    page.keyboard.press("1")
    expect_focus(page, f"claim-{second.pk}-title")
    page.keyboard.press("1")
    expect(page.locator("#counts")).to_contain_text("all 2 settled")
    page.keyboard.press("o")
    page.wait_for_url("**/agreement/")


def test_usual_keys_that_were_moved_settle_nothing(
    page: Page, live_server: Any, judge: User, to_settle: Report
) -> None:
    set_keys(person=judge, keys={**USUAL, **OWN}, single_keys=True)
    settle_page(page, live_server.url, judge, to_settle)
    with expect_no_act(page):
        for key in ("?", "A", "e", "n", "j"):
            page.keyboard.press(key)
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    expect(page.locator("#keys")).to_be_hidden()
    expect_focus(page, f"claim-{to_settle.claims.get(number=1).pk}-title")
    page.keyboard.press("1")
    expect(page.locator("#counts")).to_contain_text("1 of 2 to settle")
    with expect_no_act(page):
        page.keyboard.press("z")
    expect(page.locator("#counts")).to_contain_text("1 of 2 to settle")


def test_arrows_and_control_stay_where_two_readings_are_settled(
    page: Page, live_server: Any, judge: User, to_settle: Report
) -> None:
    set_keys(person=judge, keys={**USUAL, **OWN}, single_keys=True)
    settle_page(page, live_server.url, judge, to_settle)
    first, second = to_settle.claims.order_by("number")
    page.keyboard.press("ArrowDown")
    expect_focus(page, f"claim-{second.pk}-title")
    page.keyboard.press("1")
    expect_focus(page, f"claim-{first.pk}-title")
    page.keyboard.press("Control+z")
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    expect_focus(page, f"claim-{second.pk}-title")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("1")
    expect_focus(page, f"claim-{second.pk}-title")
    page.keyboard.press("1")
    expect(page.locator("#counts")).to_contain_text("all 2 settled")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/agreement/")


def test_buttons_and_the_list_show_the_keys_that_settle(
    page: Page, live_server: Any, judge: User, to_settle: Report
) -> None:
    set_keys(person=judge, keys={**USUAL, **OWN}, single_keys=True)
    settle_page(page, live_server.url, judge, to_settle)
    caps = page.locator("[data-key] kbd:visible").all_text_contents()
    assert caps == ["1", "W", "!", "V", "⇧R", "O"]
    page.keyboard.press("!")
    listed = page.locator("#keys tr th").all_text_contents()
    assert listed == ["L", "H", "W", "V", "⇧R", "O", "!", "1 2"]


def test_keys_can_be_switched_off_in_the_browser_where_two_readings_are_settled(
    page: Page, live_server: Any, judge: User, to_settle: Report
) -> None:
    settle_page(page, live_server.url, judge, to_settle)
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    with expect_no_act(page):
        page.keyboard.press("A")
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")


def test_without_single_keys_buttons_settle(page: Page, live_server: Any, judge: User, to_settle: Report) -> None:
    set_keys(person=judge, keys=USUAL, single_keys=False)
    settle_page(page, live_server.url, judge, to_settle)
    with expect_no_act(page):
        for key in ("?", "A", "1", "e", "j", "ArrowDown", "n"):
            page.keyboard.press(key)
    expect_focus(page, f"claim-{to_settle.claims.get(number=1).pk}-title")
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    expect(page.locator("[data-key] kbd:visible")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    expect(page.locator("#keys")).to_contain_text("single keys are off")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="agreed").click()
    expect(page.locator("#counts")).to_contain_text("1 of 2 to settle")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#counts")).to_contain_text("2 of 2 to settle")
    first, second = (page.locator(f"#claim-{claim.pk}") for claim in to_settle.claims.order_by("number"))
    first.get_by_role("link", name="Other values").click()
    first.get_by_role("link", name="Leave").click()
    first.get_by_role("button", name="Take it").click()
    second.locator("button[data-key='2']").click()
    expect(page.locator("#counts")).to_contain_text("all 2 settled")
    page.get_by_role("button", name="Settle").click()
    page.wait_for_url("**/agreement/")
