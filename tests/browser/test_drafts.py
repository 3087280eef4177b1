"""What was typed and not saved comes back: after a closed tab, a lost session, a server that was gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from incidents.models import Claim, Draft
from tests import factories
from tests.browser.desk import expect_no_act, keep_from_next_report, note_failures, sign_in, wait_for_frames
from tests.browser.in_flight import InFlight

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def claim(analyst: User) -> Claim:
    return factories.claim(factories.report())


@pytest.fixture
def address(live_server: Any, claim: Claim) -> str:
    return f"{live_server.url}/review/{claim.report_id}/"


@pytest.fixture
def desk(page: Page, live_server: Any, address: str, analyst: User) -> Page:
    failures = note_failures(page)
    sign_in(page, live_server.url, analyst)
    keep_from_next_report(page)
    page.goto(address)
    yield page
    assert failures == []


def edit(desk: Page, claim: Claim, number: str) -> None:
    desk.keyboard.press("e")
    expect(number_of(desk, claim)).to_be_focused()
    desk.keyboard.type(number)


def number_of(desk: Page, claim: Claim) -> Any:
    return desk.locator(f"#id_claim-{claim.pk}-best")


def wait_until_kept(in_flight: InFlight) -> None:
    """Return once the draft has reached the server."""
    in_flight.wait_until(Draft.objects.exists)


def expect_none_kept(page: Page) -> None:
    """However long a page whose clock can be put on stays open, no draft comes."""
    with expect_no_act(page):
        page.clock.run_for(20_000)
    assert not Draft.objects.exists()


def test_an_edit_survives_a_closed_tab_and_goes_once_it_is_saved(
    desk: Page, claim: Claim, address: str, in_flight: InFlight
) -> None:
    edit(desk, claim, "17")
    wait_until_kept(in_flight)
    context = desk.context
    desk.close()
    again = context.new_page()
    again.clock.install()
    again.goto(address)
    expect(number_of(again, claim)).to_have_value("17")
    expect(again.locator(f"#claim-{claim.pk} .draft-note")).to_contain_text("restored from")
    number_of(again, claim).press("Enter")
    expect(again.locator("#counts")).to_contain_text("all 1 decided")
    claim.refresh_from_db()
    assert claim.best == 17
    expect_none_kept(again)


def test_an_edit_that_is_saved_at_once_does_not_come_back(desk: Page, claim: Claim) -> None:
    edit(desk, claim, "17")
    desk.keyboard.press("Enter")
    expect(desk.locator("#counts")).to_contain_text("all 1 decided")
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []
    with desk.expect_response(lambda answer: "/drafts/?page" in answer.url):
        desk.reload()
    desk.wait_for_load_state("networkidle")
    expect(number_of(desk, claim)).to_have_count(0)


def test_a_missed_claim_that_is_added_at_once_does_not_come_back(desk: Page, claim: Claim) -> None:
    desk.evaluate("""() => {
        const words = [...document.querySelectorAll('[data-start]')].find((run) => run.textContent.includes('dawn on'));
        const at = words.firstChild.data.indexOf('town of');
        getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + 'town of'.length);
    }""")
    expect(desk.locator("#pick")).to_be_visible()
    desk.keyboard.press("c")
    expect(desk.locator("#id_added-best")).to_be_focused()
    with desk.expect_response(lambda answer: "/drafts/?page" in answer.url):
        desk.keyboard.press("3")
        desk.keyboard.press("Enter")
    expect(desk.locator(".card")).to_have_count(2)
    expect(desk.locator("#id_added-best")).to_have_value("")
    expect(desk.locator(".draft-note")).to_have_count(0)
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []
    assert desk.evaluate("document.cookie").find("saved-draft") == -1


def test_a_draft_that_arrives_after_its_form_was_saved_goes_too(desk: Page, claim: Claim) -> None:
    late: list[Route] = []
    desk.route("**/drafts/", lambda route: route.continue_() if late else late.append(route))
    with desk.expect_request("**/drafts/"):
        edit(desk, claim, "17")
    desk.keyboard.press("Enter")
    expect(desk.locator("#counts")).to_contain_text("all 1 decided")
    with desk.expect_response(lambda answer: answer.status == 204):
        late[0].continue_()
    assert not Draft.objects.exists()


def test_a_draft_is_discarded_with_one_press(desk: Page, claim: Claim, address: str, in_flight: InFlight) -> None:
    edit(desk, claim, "17")
    wait_until_kept(in_flight)
    desk.clock.install()
    desk.goto(address)
    expect(number_of(desk, claim)).to_have_value("17")
    with desk.expect_response("**/drafts/"):
        desk.get_by_role("button", name="discard").click()
    expect(number_of(desk, claim)).to_have_value("12")
    expect_none_kept(desk)


def test_an_edit_survives_a_session_that_ended(
    desk: Page, live_server: Any, claim: Claim, address: str, analyst: User, in_flight: InFlight
) -> None:
    Session.objects.all().delete()
    desk.locator(".about summary").click()
    with desk.expect_response("**/drafts/"):
        desk.locator("#id_about-title").fill("Attack at dawn")
    assert not Draft.objects.exists()
    sign_in(desk, live_server.url, analyst)
    desk.goto(address)
    expect(desk.locator("#id_about-title")).to_have_value("Attack at dawn")
    wait_until_kept(in_flight)


def test_what_was_typed_while_the_server_was_gone_is_kept_once_it_is_back(
    desk: Page, claim: Claim, address: str, in_flight: InFlight
) -> None:
    desk.route("**/drafts/**", lambda route: route.abort())
    desk.locator("#add-claim summary").click()
    with desk.expect_event("requestfailed", lambda asked: asked.method == "POST"):
        desk.locator("#id_added-words").fill("Five soldiers")
    assert not Draft.objects.exists()
    desk.unroute("**/drafts/**")
    desk.goto(address)
    expect(desk.locator("#id_added-words")).to_have_value("Five soldiers")
    wait_until_kept(in_flight)


def test_another_person_at_the_same_browser_sees_no_draft(
    desk: Page, live_server: Any, claim: Claim, address: str
) -> None:
    desk.route("**/drafts/**", lambda route: route.abort())
    desk.locator(".about summary").click()
    with desk.expect_event("requestfailed", lambda asked: asked.method == "POST"):
        desk.locator("#id_about-title").fill("Attack at dawn")
    desk.unroute("**/drafts/**")
    factories.let_go(claim.report)
    sign_in(desk, live_server.url, factories.person())
    with desk.expect_request_finished(lambda asked: "/drafts/?page" in asked.url):
        desk.goto(address)
    wait_for_frames(desk)
    expect(desk.locator("#id_about-title")).to_have_value("Town attacked at dawn")
