"""A mixed queue by keyboard alone: how many keys an accepted claim takes, and that the focus is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from incidents.models import Report
from incidents.workflow.desk.key_map import USUAL, set_keys
from incidents.workflow.review.decisions import correct_claim
from tests import factories
from tests.browser.desk import Keyboard, expect_focus, queue_of, sign_in, wait_for_frames

pytestmark = pytest.mark.django_db(transaction=True)

MIX = {"Attack 0": "aaaaax", "Attack 1": "eaaaaaaa", "Attack 2": "A", "Attack 3": "A", "Attack 4": "aaaaxaa"}
"""The keys that each report gets before it is finished; e is followed by two digits and Enter."""
CLAIMS = (6, 8, 4, 4, 7)
"""How many claims each report of the queue has."""
WATCH_FOCUS = """() => {
  if ('framesWithoutFocus' in window) return;
  window.framesWithoutFocus = 0;
  const look = () => {
    if (!document.activeElement || document.activeElement === document.body) window.framesWithoutFocus += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def queue(transactional_db: None) -> list[Report]:
    """Reports of four to eight claims, in the order in which they are given."""
    return queue_of(CLAIMS)


@pytest.fixture
def desk(page: Page, live_server: Any, analyst: User, queue: list[Report]) -> Page:
    """The first report, on a screen that shows four cards in full; every frame is watched for its focus."""
    page.set_viewport_size({"width": 1440, "height": 1000})
    sign_in(page, live_server.url, analyst)
    page.goto(f"{live_server.url}/review/{queue[0].pk}/")
    watch_focus(page)
    return page


def watch_focus(page: Page) -> None:
    """Watch every frame from the first focus on; a page that took the place of another is watched already."""
    expect(page.locator(".card.is-current .card__title")).to_be_focused()
    page.evaluate(WATCH_FOCUS)


def focus_was_kept(desk: Page) -> bool:
    """Whether no frame since the page was loaded had its focus nowhere."""
    wait_for_frames(desk)
    return bool(desk.evaluate("window.framesWithoutFocus === 0"))


def decide(keys: Keyboard, report: Report) -> None:
    """Press the keys of the mix for one report, each when the answer to the one before has come."""
    page, claims = keys.page, report.claims.count()
    expect(page.locator("h1")).to_have_text(report.title)
    watch_focus(page)
    for done, key in enumerate(MIX[report.title], start=1):
        if key == "A":
            expect(page.locator(".card[data-seen]")).to_have_count(claims)
            keys.press("Shift+A")
            done = claims
        elif key == "e":
            keys.press("e")
            expect(page.locator(".cards .card__form input[name$=-best]")).to_be_focused()
            keys.type("97")
            keys.press("Enter")
        else:
            keys.press(key)
        expect(page.locator("#counts")).to_contain_text(f"{claims - done} of" if done < claims else f"all {claims}")


def standings(report: Report) -> list[str]:
    return list(report.claims.order_by("number").values_list("standing", flat=True))


def test_a_mixed_queue_takes_at_most_1_3_keys_an_accepted_claim_and_keeps_the_focus(
    desk: Page, queue: list[Report]
) -> None:
    keys = Keyboard(desk)
    for report in queue:
        decide(keys, report)
        assert focus_was_kept(desk)
        keys.press("n")
        expect(desk.locator("#messages")).to_contain_text(f"Finished: {report.title}")
    ways = [way for report in queue for way in standings(report)]
    assert (ways.count("accepted"), ways.count("corrected"), ways.count("rejected")) == (26, 1, 2)
    assert keys.count / ways.count("accepted") <= 1.3, f"{keys.count} keys"


def test_finish_right_after_accepting_the_rest_needs_no_second_key(desk: Page, queue: list[Report]) -> None:
    expect(desk.locator(".card[data-seen]").nth(3)).to_be_attached()
    for key in ("a", "a", "Shift+A"):
        desk.keyboard.press(key)
    for key in "aaa":
        desk.keyboard.press(key)
    desk.keyboard.press("n")
    expect(desk.locator("h1")).to_have_text("Attack 1")
    assert set(standings(queue[0])) == {"accepted"}


def test_undo_after_accepting_the_rest_takes_all_of_it_back(desk: Page, queue: list[Report]) -> None:
    desk.keyboard.press("x")
    expect(desk.locator("#counts")).to_contain_text("5 of 6")
    expect(desk.locator(".card[data-seen]").nth(2)).to_be_attached()
    desk.keyboard.press("Shift+A")
    expect(desk.locator("#counts")).not_to_contain_text("5 of 6")
    assert "accepted" in standings(queue[0])
    desk.keyboard.press("z")
    expect(desk.locator("#counts")).to_contain_text("5 of 6")
    assert standings(queue[0]) == ["rejected"] + ["pending"] * 5
    assert focus_was_kept(desk)


def test_flag_and_its_undo_keep_the_focus_on_the_claim(desk: Page, queue: list[Report]) -> None:
    title = f"claim-{queue[0].claims.get(number=1).pk}-title"
    for key, flags in (("f", 1), ("z", 0)):
        desk.keyboard.press(key)
        expect(desk.locator(".card__head .tag--warn")).to_have_count(flags)
        expect_focus(desk, title)
    assert focus_was_kept(desk)


def test_an_edit_that_is_left_keeps_the_focus(desk: Page, queue: list[Report]) -> None:
    desk.keyboard.press("e")
    expect(desk.locator(".cards .card__form")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator(".cards .card__form")).to_have_count(0)
    expect_focus(desk, f"claim-{queue[0].claims.get(number=1).pk}-title")
    assert focus_was_kept(desk)


def test_a_stale_answer_and_the_way_out_of_it_keep_the_focus(desk: Page, queue: list[Report], analyst: User) -> None:
    first = queue[0].claims.get(number=1)
    correct_claim(claim=first, person=analyst, value={"low": 14, "best": 14, "high": 14})  # in another tab
    desk.keyboard.press("a")
    expect(desk.locator(".clash")).to_contain_text("Changed since you saw it")
    expect_focus(desk, f"claim-{first.pk}-title")
    desk.get_by_role("button", name="Keep mine").press("Enter")
    expect(desk.locator("#counts")).to_contain_text("5 of 6")
    expect_focus(desk, f"claim-{queue[0].claims.get(number=2).pk}-title")
    assert focus_was_kept(desk)


def test_a_half_written_comment_comes_back(desk: Page, queue: list[Report]) -> None:
    claim = queue[0].claims.get(number=1)
    field = desk.locator(f"#say-claim-{claim.pk}-text")
    desk.locator(f"[data-talk-of=talk-claim-{claim.pk}]").click()
    with desk.expect_response(lambda answer: answer.url.endswith("/drafts/")):
        field.press_sequentially("Twelve or twe")
    desk.reload()
    desk.locator(f"[data-talk-of=talk-claim-{claim.pk}]").click()
    expect(field).to_have_value("Twelve or twe")


def test_the_key_that_moves_a_claim_can_be_another(page: Page, live_server: Any, queue: list[Report]) -> None:
    person = factories.person()
    set_keys(person=person, keys={**USUAL, "move": "w"}, single_keys=True)
    sign_in(page, live_server.url, person)
    page.goto(f"{live_server.url}/review/{queue[0].pk}/")
    page.keyboard.press("?")
    row = page.locator("#keys tr", has_text="move the current claim")
    expect(row.locator("kbd")).to_have_text("W")
    page.keyboard.press("Escape")
    page.evaluate("""() => {
        const words = document.querySelector('#text [data-start]').firstChild;
        getSelection().setBaseAndExtent(words, 0, words, 2);
    }""")
    expect(page.locator("#move-here kbd")).to_have_text("W")
    page.keyboard.press("w")
    expect(page.locator("#counts")).to_contain_text("5 of 6")
