"""What if, in a real browser: the figure moves with each choice, and nothing is saved before a reason is given."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Incident
from incidents.vocabulary import Role, Standing
from tests import factories
from tests.browser.desk import expect_focus, sign_in
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.django_db(transaction=True)


def clash() -> Incident:
    """Two voices: a clinic that counts 12 dead, a mayor that counts 19."""
    incident = factories.incident()
    factories.reviewed_report(
        incident,
        {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"},
        {"low": 19, "words": "19 dead", "claimant_name": "the mayor"},
        source=factories.source("Lakeside Wire"),
    )
    return incident


@pytest.fixture
def trying(page: Page, live_server: Any) -> tuple[Page, Incident]:
    """The page of the clash with the form open, for a senior."""
    incident = clash()
    sign_in(page, live_server.url, factories.person(role=Role.SENIOR))
    page.goto(f"{live_server.url}/incidents/{incident.pk}/")
    page.locator(".what-if-part summary").click()
    return page, incident


def test_unticking_a_claim_moves_the_figure_and_keeps_the_focus(trying: tuple[Page, Incident]) -> None:
    page, incident = trying
    clinic = incident.claims.get(low=12)
    page.locator(f"#what-if-on-{clinic.pk}").focus()
    page.keyboard.press("Space")
    expect(page.locator("#what-if-result ins")).to_have_text("19")
    expect_focus(page, f"what-if-on-{clinic.pk}")
    clinic.refresh_from_db()
    assert clinic.standing == Standing.ACCEPTED


def test_another_grade_of_the_source_changes_nothing_where_all_have_it(trying: tuple[Page, Incident]) -> None:
    page, _ = trying
    page.get_by_label("Grade of Lakeside Wire").select_option("E")
    expect(page.locator("#what-if-result")).to_contain_text("No figure would move.")


def test_a_reason_makes_it_a_decision(trying: tuple[Page, Incident]) -> None:
    page, incident = trying
    page.locator(f"#what-if-on-{incident.claims.get(low=12).pk}").uncheck()
    page.get_by_label("Reason, if this is to be saved").fill("The clinic counted the wounded.")
    page.get_by_role("button", name="Save as decisions").click()
    expect(page.locator(".messages")).to_contain_text("Saved as decisions")
    expect(page.locator(".toll__figure strong")).to_have_text("19")
    assert incident.claims.get(low=12).standing == Standing.REJECTED


def test_the_open_form_has_no_serious_fault(trying: tuple[Page, Incident]) -> None:
    page, incident = trying
    page.locator(f"#what-if-on-{incident.claims.get(low=12).pk}").uncheck()
    expect(page.locator("#what-if-result ins")).to_have_text("19")
    assert serious(page) == []
