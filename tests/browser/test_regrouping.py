"""Merging and splitting in a real browser, and undoing both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Incident
from incidents.workflow.reports.near_duplicates import keep_near_duplicates
from tests import factories
from tests.browser.desk import EVERY_SCREEN, SIZES, sign_in
from tests.browser.test_accessibility import serious

pytestmark = pytest.mark.django_db(transaction=True)


def two_incidents() -> tuple[Incident, Incident]:
    """12 dead by a clinic in one, 19 and 21 by a mayor and a governor in the other."""
    ashkel, dawn = factories.incident("Attack on Ashkel"), factories.incident("Raid at dawn")
    factories.reviewed_report(ashkel, {"low": 12, "claimant_name": "the clinic"})
    factories.reviewed_report(dawn, {"low": 19, "claimant_name": "the mayor"}, title="Nineteen dead")
    late = {"title": "Ambush on the road", "published": date(2024, 3, 7)}
    factories.reviewed_report(dawn, {"low": 21, "claimant_name": "the governor"}, **late)
    return ashkel, dawn


def toll(page: Page) -> Any:
    return page.locator(".toll__figure strong").first


def test_two_incidents_are_merged_and_taken_apart_again(page: Page, live_server: Any) -> None:
    ashkel, _ = two_incidents()
    sign_in(page, live_server.url, ashkel.made_by)
    page.goto(f"{live_server.url}/incidents/{ashkel.pk}/")
    expect(toll(page)).to_have_text("12")
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_role("link", name="Compare with Raid at dawn").click()
    foreseen = page.locator("tbody tr", has_text="people").locator("td").last.inner_text()
    page.get_by_label("Why they are one").fill("Both tell of the dawn attack.")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("is merged into this incident.")).to_be_visible()
    assert foreseen.startswith(toll(page).inner_text())
    expect(page.locator(".report-list li")).to_have_count(3)
    page.get_by_role("button", name="Undo that it was merged").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Raid at dawn")
    expect(page.get_by_text("stands by itself again")).to_be_visible()
    page.goto(f"{live_server.url}/incidents/{ashkel.pk}/")
    expect(toll(page)).to_have_text("12")


def test_an_incident_is_split_and_put_together_again(page: Page, live_server: Any) -> None:
    _, dawn = two_incidents()
    sign_in(page, live_server.url, dawn.made_by)
    page.goto(f"{live_server.url}/incidents/{dawn.pk}/")
    before = toll(page).inner_text()
    page.get_by_role("link", name="Split…").click()
    page.get_by_label("Ambush on the road").check()
    page.get_by_role("button", name="Show what would become of the figures").click()
    page.get_by_role("button", name="Calendar for the first day").click()
    expect(page.locator(".calendar")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("title").fill("Ambush near Besh")
    page.get_by_label("Why they are two").fill("Another road, two days later.")
    page.get_by_role("button", name="Split off 1 report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ambush near Besh")
    expect(toll(page)).to_have_text("21")
    page.get_by_role("button", name="Undo that it was split").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Raid at dawn")
    expect(toll(page)).to_have_text(before)


@EVERY_SCREEN
def test_the_pages_have_no_serious_fault_and_fit_the_screen(
    page: Page, live_server: Any, size: str, scheme: Any
) -> None:
    ashkel, dawn = two_incidents()
    first, copy = factories.report(factories.TEXT), factories.report(f"{factories.TEXT}\nA curfew was called.")
    keep_near_duplicates(first)
    keep_near_duplicates(copy)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    sign_in(page, live_server.url, ashkel.made_by)
    late = dawn.reports.get(published=date(2024, 3, 7))
    for address in (
        f"/incidents/{ashkel.pk}/merge/",
        f"/incidents/{ashkel.pk}/merge/?with={dawn.pk}",
        f"/incidents/{dawn.pk}/split/?reports={late.pk}",
        f"/review/{copy.pk}/",
    ):
        page.goto(f"{live_server.url}{address}")
        for summary in page.locator(".alike summary").all():
            summary.click()
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
