"""A planted claim met by keyboard: it is told after the answer, waits as it was found, and the report is finished."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Claim, Decision, Planted
from incidents.vocabulary import Role
from tests import factories
from tests.browser.desk import expect_focus, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims(transactional_db: None) -> list[Claim]:
    """Two claims that wait, at a desk that plants wherever it can."""
    factories.review_rules(planted_share=1)
    report = factories.report()
    return [
        factories.claim(report, "At least 12 fighters"),
        factories.claim(report, "Five soldiers", low=5, measure="injured"),
    ]


def test_a_planted_claim_is_told_after_the_answer_and_decided_on_as_found(
    page: Page, live_server: Any, claims: list[Claim]
) -> None:
    report = claims[0].report
    sign_in(page, live_server.url, factories.person("rita", Role.ANALYST))
    page.goto(f"{live_server.url}/review/{report.pk}/")
    expect_focus(page, f"claim-{claims[0].pk}-title")
    assert "planted" not in page.content()
    planted = Planted.objects.get()
    card = page.locator(f"#claim-{planted.claim_id}")
    page.keyboard.press("a")
    page.keyboard.press("a")
    expect(page.locator("#counts")).to_contain_text("1 of 2 wait")
    expect(card).to_contain_text("Missed.")
    expect(card).to_contain_text("Now decide on what was found")
    expect(card).to_have_attribute("data-standing", "pending")
    expect_focus(page, f"claim-{planted.claim_id}-title")
    page.keyboard.press("a")
    expect(page.locator("#counts")).to_contain_text("all 2 decided")
    expect_focus(page, "finish-title")
    assert Planted.objects.get().verdict == "accepted"
    assert {decision.verdict for decision in Decision.objects.all()} == {"accepted"}
    assert sorted(Claim.objects.values_list("low", flat=True)) == [5, 12]
