"""Keys as each person set them, and the list of those that are live."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from incidents.models import Report
from incidents.workflow.key_map import USUAL, set_keys
from tests import factories
from tests.browser.desk import queue_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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
