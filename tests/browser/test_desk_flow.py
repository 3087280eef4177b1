"""The whole way of one report, by keyboard: sign in, paste, review, incident, timeline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Incident, Report
from incidents.vocabulary import Role
from tests import factories
from tests.browser.desk import Keyboard

pytestmark = [pytest.mark.end_to_end, pytest.mark.django_db(transaction=True)]

MOST_KEYSTROKES = 30

TEXT = """A night assault by al-Shabab fighters on the Somali town of Kismayo has left dozens of people dead, \
residents said, while delegates from both camps met for a fourth round of talks in Doha.
The attack began before dawn on Sunday, when hundreds of militants came from three directions, the mayor told \
reporters.
At least 21 al-Shabab fighters were killed as government troops struck back, according to security officials. The \
Information Ministry said that Somali government forces had also suffered casualties but gave no number.
The al-Shabab commander Abdi Warsame Gure was shot dead near the harbour, the National Intelligence and Security \
Agency said.
Defence Ministry spokesman Hassan Nur Dirie said that 47 al-Shabab fighters were killed in the fighting and in air \
strikes. "Several al-Shabab fighters were killed inside the old hospital. Doctors and patients were not harmed," he \
added.
Markets stayed shut on Sunday and the main road to the north was empty."""


def test_a_report_goes_from_paste_to_incident_and_timeline_by_keyboard(page: Page, live_server: Any) -> None:
    factories.person("amal", Role.ANALYST)
    factories.source("Harbour Wire")
    keys = Keyboard(page)
    sign_in_by_keyboard(page, keys, live_server.url)
    paste_by_keyboard(page, keys, live_server.url)

    report = Report.objects.get()
    claims = report.claims.count()
    assert claims >= 6
    expect(page.locator("#counts")).to_have_text(f"{claims} of {claims} wait")
    keys.count = 0
    for _ in range(claims):
        keys.press("a")
    keys.press("Control+Enter")
    page.wait_for_url(f"{live_server.url}/review/")
    assert keys.count <= MOST_KEYSTROKES

    report.refresh_from_db()
    assert report.status == "reviewed"
    assert set(report.claims.values_list("standing", flat=True)) == {"accepted"}
    incident = report.incidents.get()
    expect(page.locator("[data-incident]")).to_have_text(incident.title)
    look_at_incident(page, keys, incident)
    look_at_timeline(page, live_server.url, incident)


def sign_in_by_keyboard(page: Page, keys: Keyboard, address: str) -> None:
    page.goto(f"{address}/sign-in/")
    keys.type("amal")
    keys.press("Tab")
    keys.type(factories.PASSWORD)
    keys.press("Enter")
    page.wait_for_url(f"{address}/")


def paste_by_keyboard(page: Page, keys: Keyboard, address: str) -> None:
    page.goto(f"{address}/reports/new/")
    expect(page.locator("#id_text")).to_be_focused()
    page.keyboard.insert_text(TEXT)
    keys.press("Tab")
    keys.type("harb")
    expect(page.locator("#source-options [role=option]").first).to_contain_text("Harbour Wire")
    keys.press("ArrowDown", "Enter")
    expect(page.locator("#id_source")).to_have_value("Harbour Wire")
    keys.press("Tab")
    expect(page.locator("#id_published")).to_be_focused()
    keys.type("2024-06-09")
    keys.press("Control+Enter")
    page.wait_for_url("**/review/*/")


def look_at_incident(page: Page, keys: Keyboard, incident: Incident) -> None:
    """Two officials contradict each other; one figure stands, with its range."""
    page.locator("[data-incident]").focus()
    keys.press("Enter")
    page.wait_for_url(f"**/incidents/{incident.pk}/")
    expect(page.locator("h1")).to_contain_text(incident.title)
    fighters = incident.estimates.get(measure="killed", actor__name="al-Shabaab")
    assert (fighters.low, fighters.best, fighters.high) == (21, 21, 47)
    assert "party_claim_only" in fighters.flags
    expect(page.locator(".tolls")).to_contain_text("21")
    expect(page.locator(".tolls")).to_contain_text("47")
    expect(page.locator("main")).to_contain_text("party claims only")


def look_at_timeline(page: Page, address: str, incident: Incident) -> None:
    """The one incident has its one mark, and stands in the table below."""
    page.goto(f"{address}/timeline/")
    expect(page.locator("#timeline .bars .point")).to_have_count(1)
    expect(page.locator("main")).to_contain_text(incident.title)
