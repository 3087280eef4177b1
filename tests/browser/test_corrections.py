"""Corrections by touch in a real browser: words moved by mouse, key and finger; each fact changed in place."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from incidents.models import Claim, Report
from tests import factories
from tests.browser.desk import expect_focus, expect_no_act, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    return factories.report()


@pytest.fixture
def claims(report: Report) -> list[Claim]:
    return [
        factories.claim(report, "At least 12 fighters", claimant_name="Idris Halloun"),
        factories.claim(report, "19", low=19),
    ]


@pytest.fixture
def desk(page: Page, live_server: Any, report: Report, claims: list[Claim]) -> Page:
    """The review page of two claims, open before an analyst."""
    failures = note_failures(page)
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    yield page
    assert failures == []


def select(page: Page, words: str) -> None:
    """Select words of the text that stand in one stretch."""
    page.evaluate(
        """(words) => {
            const runs = [...document.querySelectorAll('#text [data-start]')];
            const run = runs.find((one) => one.textContent.includes(words));
            const node = run.firstChild, at = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }""",
        words,
    )


def words_of(claim: Claim) -> str:
    return Claim.objects.select_related("report").get(pk=claim.pk).words


def test_m_moves_the_current_claim_to_the_selected_words_and_on(desk: Page, claims: list[Claim]) -> None:
    select(desk, "Five soldiers")
    expect(desk.locator("#move-here")).to_be_visible()
    desk.keyboard.press("m")
    expect(desk.locator(f"#words-{claims[0].pk}")).to_have_text("Five soldiers")
    expect(desk.locator(f"#claim-{claims[0].pk} .card__quote")).to_contain_text("Five soldiers")
    expect(desk.locator(".words--found-at")).to_have_text("At least 12 fighters")
    expect(desk.locator("#picked")).to_be_hidden()
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    assert words_of(claims[0]) == "Five soldiers"


def test_z_puts_a_moved_claim_back_to_where_it_was_found(desk: Page, claims: list[Claim]) -> None:
    select(desk, "Five soldiers")
    desk.keyboard.press("m")
    expect(desk.locator("#counts")).to_contain_text("1 of 2")
    desk.keyboard.press("z")
    expect(desk.locator(f"#words-{claims[0].pk}")).to_have_text("At least 12 fighters")
    expect(desk.locator("#counts")).to_contain_text("2 of 2")
    assert words_of(claims[0]) == "At least 12 fighters"


def test_moved_words_still_lead_to_their_card(desk: Page, claims: list[Claim]) -> None:
    select(desk, "Five soldiers")
    desk.locator("#move-here").click()
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    desk.locator(f"#words-{claims[0].pk}").click()
    expect_focus(desk, f"claim-{claims[0].pk}-title")


def test_m_without_selected_words_does_nothing(desk: Page, claims: list[Claim]) -> None:
    with expect_no_act(desk):
        desk.keyboard.press("m")
    assert Claim.objects.pending().count() == 2


@pytest.fixture
def tablet(browser: Browser, live_server: Any, report: Report, claims: list[Claim]) -> Page:
    """The review page on a screen that is touched."""
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    yield page
    context.close()


def test_a_finger_moves_a_claim_to_selected_words(tablet: Page, claims: list[Claim]) -> None:
    select(tablet, "Five soldiers")
    tablet.locator("#move-here").tap()
    expect(tablet.locator(f"#words-{claims[0].pk}")).to_have_text("Five soldiers")
    assert words_of(claims[0]) == "Five soldiers"


def test_what_a_finger_touches_is_large_enough(tablet: Page) -> None:
    select(tablet, "Five soldiers")
    boxes = [one.bounding_box() for one in tablet.locator("#picked button, .fact").all()]
    assert [box for box in boxes if box and min(box["width"], box["height"]) < 24] == []
    widest = max(box["x"] + box["width"] for box in boxes if box)
    assert widest <= 390


@pytest.mark.parametrize(
    ("fact", "field", "typed", "kept"),
    [
        ("Change the claimant", "claimant_name", "Maren Toll", "Maren Toll"),
        ("Change the numbers", "best", "14", 14),
    ],
)
def test_a_typed_fact_is_changed_in_place_by_keyboard(
    desk: Page, claims: list[Claim], fact: str, field: str, typed: str, kept: Any
) -> None:
    desk.locator(f"#claim-{claims[0].pk}").get_by_title(fact, exact=True).focus()
    desk.keyboard.press("Enter")
    expect_focus(desk, f"id_claim-{claims[0].pk}-{field}")
    desk.keyboard.press("Control+a")
    desk.keyboard.type(typed)
    desk.keyboard.press("Enter")
    expect(desk.locator("#counts")).to_contain_text("1 of 2")
    claims[0].refresh_from_db()
    assert getattr(claims[0], field) == kept
    expect_focus(desk, f"claim-{claims[1].pk}-title")


@pytest.mark.parametrize(
    ("fact", "field", "choice"),
    [
        ("Change the measure", "measure", "injured"),
        ("Change the wording", "hedge", "at_least"),
        ("Change the scope", "scope", "part"),
    ],
)
def test_a_chosen_fact_is_changed_in_place_and_enter_saves(
    desk: Page, claims: list[Claim], fact: str, field: str, choice: str
) -> None:
    desk.locator(f"#claim-{claims[0].pk}").get_by_title(fact, exact=True).click()
    expect_focus(desk, f"id_claim-{claims[0].pk}-{field}")
    desk.locator(f"#id_claim-{claims[0].pk}-{field}").select_option(choice)
    desk.keyboard.press("Enter")
    expect(desk.locator("#counts")).to_contain_text("1 of 2")
    claims[0].refresh_from_db()
    assert getattr(claims[0], field) == choice


def test_whose_losses_is_changed_in_place(desk: Page, claims: list[Claim]) -> None:
    desk.locator(f"#claim-{claims[0].pk}").get_by_title("Change the people counted").click()
    expect_focus(desk, f"id_claim-{claims[0].pk}-actor")
    desk.keyboard.type("Hill Guard")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#claim-{claims[0].pk} .card__whose")).to_have_text("Hill Guard")


def test_without_scripts_a_fact_leads_to_the_form_with_its_field_in_focus(
    browser: Browser, live_server: Any, claims: list[Claim]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{claims[0].report_id}/")
    page.locator(f"#claim-{claims[0].pk}").get_by_title("Change the claimant").click()
    expect_focus(page, f"id_claim-{claims[0].pk}-claimant_name")
    page.keyboard.press("Control+a")
    page.keyboard.type("Maren Toll")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/**")
    claims[0].refresh_from_db()
    assert claims[0].claimant_name == "Maren Toll"
    context.close()


def shown_order(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.card')].map((card) => card.dataset.claim)")


def test_the_switch_moves_the_cards_and_loses_nothing_that_is_typed(
    page: Page, live_server: Any, report: Report, claims: list[Claim]
) -> None:
    unsure = factories.claim(report, "Five soldiers", low=5, confidence=0.4)
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    first, last = (str(claim.pk) for claim in claims)
    assert shown_order(page) == [str(unsure.pk), first, last]
    expect_focus(page, f"claim-{unsure.pk}-title")
    page.keyboard.press("e")
    page.locator(f"#id_claim-{unsure.pk}-best").fill("77")
    page.get_by_role("button", name="In the order of the text").click()
    expect(page.get_by_role("button", name="The least sure first")).to_be_focused()
    assert shown_order(page) == [first, str(unsure.pk), last]
    expect(page.locator(f"#id_claim-{unsure.pk}-best")).to_have_value("77")
    page.goto("about:blank")
    page.goto(f"{live_server.url}/review/{report.pk}/")
    expect(page.locator(".card")).to_have_count(3)
    assert shown_order(page) == [first, str(unsure.pk), last]


def test_who_comes_back_to_a_card_before_its_answer_stays_there(desk: Page, claims: list[Claim]) -> None:
    held_back: list[Route] = []
    desk.route("**/accept/", lambda route: held_back.append(route))
    with desk.expect_request("**/accept/"):
        desk.keyboard.press("a")
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    desk.keyboard.press("k")
    expect_focus(desk, f"claim-{claims[0].pk}-title")
    held_back[0].continue_()
    expect(desk.locator("#counts")).to_contain_text("1 of 2")
    expect_focus(desk, f"claim-{claims[0].pk}-title")
