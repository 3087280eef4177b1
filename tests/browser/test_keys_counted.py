"""A mixed queue by keyboard alone: the keys that each accepted claim takes, and where the focus is after each."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from incidents.models import Claim, Report
from incidents.workflow.key_map import USUAL, set_keys
from incidents.workflow.review import correct_claim
from tests import factories
from tests.browser.desk import Keyboard, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIMS = (6, 8, 4, 4, 7)
"""How many claims each report of the queue has."""


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def queue(transactional_db: None) -> list[Report]:
    made = []
    for number, claims in enumerate(CLAIMS):
        words = [f"{100 * number + each + 20} people died" for each in range(claims)]
        report = factories.report(". ".join(words), title=f"Attack {number}", priority=10 - number)
        for each, phrase in enumerate(words):
            factories.claim(report, phrase, low=100 * number + each + 20)
        made.append(report)
    return made


def has_focus(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement !== null && document.activeElement !== document.body"))


def decide(page: Page, keys: Keyboard, report: Report, rejected: int, corrected: bool) -> None:
    """Decide on all claims of a report: reject the last `rejected`, correct the first where asked, accept the rest."""
    claims = report.claims.count()
    expect(page.locator("h1")).to_have_text(report.title)
    if not rejected and not corrected:  # read, all of it on screen, nothing to change
        page.wait_for_timeout(300)
        keys.press("Shift+A")
        expect(page.locator("#counts")).to_contain_text("all")
        assert has_focus(page)
        return
    for each in range(claims):
        if corrected and each == 0:
            keys.press("e")
            expect(page.locator(".cards .card__form")).to_have_count(1)
            keys.type("9")
            keys.press("Enter")
        else:
            keys.press("x" if each >= claims - rejected else "a")
        expect(page.locator("#counts")).to_contain_text(f"{claims - each - 1} of" if each < claims - 1 else "all")
        assert has_focus(page)


def test_a_mixed_queue_takes_at_most_1_3_keys_an_accepted_claim_and_never_loses_the_focus(
    page: Page, live_server: Any, analyst: User, queue: list[Report]
) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/next/")
    keys = Keyboard(page)
    for report, rejected, corrected in zip(queue, (1, 0, 0, 0, 1), (False, True, False, False, False), strict=True):
        decide(page, keys, report, rejected, corrected)
        keys.press("n")
        expect(page.locator("#messages")).to_contain_text(f"Finished: {report.title}")
        assert has_focus(page) or report == queue[-1]
    accepted = Claim.objects.counting().count()
    assert accepted == sum(CLAIMS) - 2
    assert keys.count / accepted <= 1.3, f"{keys.count} keys for {accepted} accepted claims"


def test_the_focus_stays_after_undo_flag_bulk_and_a_stale_answer(
    page: Page, live_server: Any, analyst: User, queue: list[Report]
) -> None:
    report = queue[0]
    report.claims.last().delete()
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.keyboard.press("a")
    expect(page.locator("#counts")).to_contain_text("4 of 5")
    page.keyboard.press("z")
    expect(page.locator("#counts")).to_contain_text("5 of 5")
    assert has_focus(page)
    page.keyboard.press("f")
    expect(page.locator(".card__head .tag--warn")).to_have_count(1)
    assert has_focus(page)
    page.keyboard.press("z")
    expect(page.locator(".card__head .tag--warn")).to_have_count(0)
    assert has_focus(page)
    first = report.claims.order_by("number")[0]
    correct_claim(claim=first, person=analyst, value={"low": 14, "best": 14, "high": 14})  # in another tab
    page.keyboard.press("a")
    expect(page.locator(".clash")).to_contain_text("Changed since you saw it")
    expect(page.locator(f"#claim-{first.pk}-title")).to_be_focused()
    page.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#counts")).to_contain_text("4 of 5")
    first.refresh_from_db()
    assert first.best == 20
    assert has_focus(page)
    page.wait_for_timeout(300)
    page.keyboard.press("Shift+A")
    expect(page.locator("#counts")).to_contain_text("all 5")
    assert has_focus(page)
    page.keyboard.press("z")
    expect(page.locator("#counts")).to_contain_text("of 5 wait")
    assert has_focus(page)


def test_a_person_s_own_key_accepts_and_the_usual_one_does_nothing(
    page: Page, live_server: Any, analyst: User, queue: list[Report]
) -> None:
    set_keys(person=analyst, keys={**USUAL, "accept": "q"}, single_keys=True)
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/{queue[0].pk}/")
    page.keyboard.press("a")
    page.keyboard.press("q")
    expect(page.locator("#counts")).to_contain_text("4 of 5")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Q")


def test_the_queue_lists_its_own_keys(page: Page, live_server: Any, analyst: User, queue: list[Report]) -> None:
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("start reviewing")
    expect(page.locator("#keys")).not_to_contain_text("reject")
