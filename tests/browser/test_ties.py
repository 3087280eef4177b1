"""Ties and places put right in a real browser: a chip's cross and its undo, a tie by keyboard, another place."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from incidents.models import Claim, Report
from tests import factories
from tests.browser.desk import expect_focus, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    report = factories.report()
    event = factories.event_json(report)
    place = {"name": "Sloviansk", "admin1": "Donetsk", "admin2": "Kramatorskyi Raion", "country": "Ukraine"}
    event["place"] |= place | {"country_code": "UA", "latitude": 48.85, "longitude": 37.6}
    report.found = {"event": event}
    report.save()
    return report


@pytest.fixture
def claims(report: Report) -> list[Claim]:
    """Twelve, five that were found beside them, and three that are tied to nothing."""
    twelve = factories.claim(report, "At least 12 fighters")
    five = factories.claim(report, "Five soldiers", low=5, beside=twelve)
    five.found |= {"beside": 0}
    Claim.objects.filter(pk=five.pk).delete()
    five.save(force_insert=True)
    return [twelve, five, factories.claim(report, "dead fighters", low=3)]


@pytest.fixture
def desk(page: Page, live_server: Any, report: Report, claims: list[Claim]) -> Page:
    failures = note_failures(page)
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    yield page
    assert failures == []


def card(page: Page, claim: Claim) -> Any:
    return page.locator(f"#claim-{claim.pk}")


def again(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_a_cross_takes_the_tie_away_and_z_brings_it_back(desk: Page, claims: list[Claim]) -> None:
    twelve, five, _ = claims
    card(desk, five).get_by_role("button", name="Take away: beside 12 killed").click()
    expect(card(desk, five)).to_have_attribute("data-standing", "corrected")
    expect(card(desk, five).locator(".tie")).to_have_count(0)
    assert again(five).beside is None
    desk.keyboard.press("z")
    expect(card(desk, five).locator(".tie")).to_have_text("beside 12 killed×")
    assert (again(five).beside, again(five).standing) == (twelve, "pending")


def test_t_ties_the_current_claim_by_keyboard_alone(desk: Page, claims: list[Claim]) -> None:
    twelve, _, three = claims
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect_focus(desk, f"claim-{three.pk}-title")
    desk.keyboard.press("t")
    choice = card(desk, three).locator("select")
    expect(choice).to_be_focused()
    desk.keyboard.type("tells")
    expect(choice).to_have_value(f"retells-{twelve.pk}")
    expect(desk.locator(f"#words-{twelve.pk}")).to_have_class("words words--claim is-tied")
    desk.keyboard.press("Enter")
    expect(card(desk, three).locator(".tie")).to_have_text("tells again 12 killed×")
    assert again(three).retells == twelve
    expect_focus(desk, f"claim-{twelve.pk}-title")


def test_escape_leaves_the_ties_as_they_were(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("t")
    expect(card(desk, claims[0]).locator("[data-leave]")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(card(desk, claims[0]).locator(".card__form")).to_have_count(0)


def test_a_chip_marks_the_words_of_the_other_claim(desk: Page, claims: list[Claim]) -> None:
    five = claims[1]
    card(desk, five).locator(".tie").hover()
    expect(desk.locator(".words.is-tied")).to_have_text("At least 12 fighters")
    desk.mouse.move(0, 0)
    expect(desk.locator(".words.is-tied")).to_have_count(0)
    card(desk, five).locator(".tie__cross").focus()
    expect(desk.locator(".words.is-tied")).to_have_text("At least 12 fighters")


def test_the_form_of_a_tie_has_no_barrier(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("t")
    expect(card(desk, claims[2]).locator("select")).to_be_focused()
    found = Axe().run(desk)
    assert found.violations_count == 0, found.generate_report()


def test_another_place_of_the_name_fills_the_form_and_moves_the_pin(desk: Page) -> None:
    desk.locator(".new-incident > details > summary").click()
    desk.locator("#place-map").scroll_into_view_if_needed()
    expect(desk.locator("#place-map")).to_have_attribute("data-drawn", "yes")
    desk.locator(".place-chip > summary").focus()
    desk.keyboard.press("Enter")
    nikopol = desk.get_by_role("button", name="Nikopol")
    expect(nikopol).to_contain_text("Nikopol Raion, Dnipropetrovsk, Ukraine 277 km away")
    desk.keyboard.press("Tab")
    expect(nikopol).to_be_focused()
    desk.keyboard.press("Enter")
    for name, value in {
        "place_name": "Nikopol",
        "admin2": "Nikopol Raion",
        "admin1": "Dnipropetrovsk",
        "country": "Ukraine",
        "country_code": "UA",
        "geo_precision": "exact",
    }.items():
        expect(desk.locator(f"#id_{name}")).to_have_value(value)
    assert round(float(desk.locator("#id_latitude").input_value()), 1) == 47.6
    expect(desk.locator("#place-map svg")).to_have_attribute(
        "aria-label", "Map: the pin is at 47.5683° north, 34.3913° east"
    )
    expect(desk.locator(".place-chip > summary")).to_be_focused()
