"""Two people talk about a claim in two browsers: a mention, the count, an answer, resolved."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from incidents.models import Comment
from incidents.vocabulary import Role
from tests import factories
from tests.browser.desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mention_is_seen_answered_and_resolved(browser: Browser, live_server: Any) -> None:
    anselm, selma = factories.person("anselm"), factories.person("selma", Role.SENIOR)
    claim = factories.claim(factories.report())
    one, two = browser.new_context().new_page(), browser.new_context().new_page()
    sign_in(one, live_server.url, anselm)
    sign_in(two, live_server.url, selma)

    one.goto(f"{live_server.url}/review/{claim.report_id}/")
    one.locator("[data-talk-of]").click()
    field = one.locator(f"#say-claim-{claim.pk}-text")
    expect(field).to_be_focused()
    field.press_sequentially("Twelve or twenty, @sel")
    expect(one.locator("#people [role=option]")).to_have_count(1)
    one.keyboard.press("Enter")
    expect(field).to_have_value("Twelve or twenty, @selma ")
    one.keyboard.press("Control+Enter")
    expect(one.locator(".comment")).to_be_focused()
    expect(one.locator("[data-claim-talk] .comment__text b")).to_have_text("@selma")

    two.goto(f"{live_server.url}/notices/")
    expect(two.locator("[data-unread]")).to_have_text("1")
    two.locator(".notices__what").click()
    two.get_by_label("Answer").fill("Twelve.")
    two.get_by_role("button", name="Answer").click()
    expect(two.locator(".comment")).to_have_count(2)

    one.goto(f"{live_server.url}/notices/")
    expect(one.locator("[data-unread]")).to_have_text("1")
    one.locator(".notices__what").click()
    one.get_by_role("button", name="Resolve").click()
    expect(one.locator(".thread--resolved")).to_be_visible()
    assert Comment.objects.get(parent=None).resolved_by == anselm


def test_a_grade_is_reverted_from_its_row(browser: Browser, live_server: Any) -> None:
    source = factories.source("Harbour Wire", reliability="B")
    source.reliability = "D"
    source.save()
    page = browser.new_context().new_page()
    sign_in(page, live_server.url, factories.person(role=Role.SENIOR))
    page.goto(f"{live_server.url}/history/source/{source.pk}/")
    page.get_by_role("link", name="Revert").click()
    page.get_by_label("Why").fill("The wire was right.")
    page.get_by_role("button", name="Revert").click()
    expect(page.get_by_text("reverted", exact=True)).to_be_visible()
    source.refresh_from_db()
    assert source.reliability == "B"
