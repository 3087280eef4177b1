"""The review page by keyboard: each key does what the list of keys says, and the focus is never lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Claim, Report
from incidents.vocabulary import Hedge
from tests import factories
from tests.browser.desk import expect_focus, expect_no_act, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    return factories.report()


@pytest.fixture
def claims(report: Report) -> list[Claim]:
    return [
        factories.claim(report, "At least 12 fighters", high=None, open_upper=True, hedge=Hedge.AT_LEAST),
        factories.claim(report, "Five soldiers", low=5, measure="injured"),
        factories.claim(report, "19", low=19),
    ]


@pytest.fixture
def desk(page: Page, live_server: Any, report: Report, claims: list[Claim]) -> Page:
    """The review page of three claims, open before an analyst."""
    failures = note_failures(page)
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    yield page
    assert failures == []


def standings(report: Report) -> list[str]:
    return list(report.claims.order_by("number").values_list("standing", flat=True))


def wait_for_counts(desk: Page, words: str) -> None:
    expect(desk.locator("#counts")).to_contain_text(words)


def test_the_first_claim_that_waits_has_the_focus(desk: Page, claims: list[Claim]) -> None:
    expect_focus(desk, f"claim-{claims[0].pk}-title")


def test_accept_is_one_key_and_moves_on(desk: Page, report: Report, claims: list[Claim]) -> None:
    desk.keyboard.press("a")
    wait_for_counts(desk, "2 of 3 wait")
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    assert standings(report) == ["accepted", "pending", "pending"]


def test_keys_pressed_faster_than_answers_come_decide_one_claim_each(desk: Page, report: Report) -> None:
    for key in "axa":
        desk.keyboard.press(key)
    wait_for_counts(desk, "all 3 decided")
    assert standings(report) == ["accepted", "rejected", "accepted"]
    expect_focus(desk, "finish-title")


def test_j_and_k_and_arrows_move(desk: Page, claims: list[Claim]) -> None:
    for key, at in (("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0)):
        desk.keyboard.press(key)
        expect_focus(desk, f"claim-{claims[at].pk}-title")


def test_space_skips_without_deciding(desk: Page, report: Report, claims: list[Claim]) -> None:
    desk.keyboard.press("Space")
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    assert standings(report) == ["pending"] * 3


@pytest.mark.parametrize("undo", ["z", "Control+z"])
def test_undo_takes_the_last_decision_back_and_returns_to_it(
    desk: Page, report: Report, claims: list[Claim], undo: str
) -> None:
    desk.keyboard.press("a")
    wait_for_counts(desk, "2 of 3")
    desk.keyboard.press(undo)
    wait_for_counts(desk, "3 of 3")
    assert standings(report) == ["pending"] * 3
    expect_focus(desk, f"claim-{claims[0].pk}-title")


def test_a_number_is_corrected_with_e_its_digits_and_enter(desk: Page, report: Report, claims: list[Claim]) -> None:
    desk.keyboard.press("e")
    expect(desk.locator(f"#id_claim-{claims[0].pk}-best")).to_be_focused()
    desk.keyboard.type("14")
    desk.keyboard.press("Enter")
    wait_for_counts(desk, "2 of 3")
    claims[0].refresh_from_db()
    assert (claims[0].low, claims[0].best, claims[0].standing) == (14, 14, "corrected")
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    expect(desk.locator(f"#claim-{claims[0].pk}")).to_contain_text("found: 12 +")


def test_escape_leaves_the_edit_and_keeps_the_place(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("e")
    expect(desk.locator(".card__form")).to_have_count(2)  # the card's, and that of a claim to add
    desk.keyboard.press("Escape")
    expect(desk.locator(f"#claim-{claims[0].pk} .card__form")).to_have_count(0)
    expect_focus(desk, f"claim-{claims[0].pk}-title")


def test_a_wrong_number_is_said_beside_its_field_which_has_the_focus(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("e")
    best = desk.locator(f"#id_claim-{claims[0].pk}-best")
    expect(best).to_be_focused()
    desk.locator(f"#id_claim-{claims[0].pk}-low").fill("90")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#id_claim-{claims[0].pk}-best-error")).to_contain_text("must rise")
    expect(best).to_be_focused()
    expect(desk.locator(".card.is-current")).to_have_attribute("data-claim", str(claims[0].pk))


def test_a_digit_takes_a_rival_reading(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("1")
    wait_for_counts(desk, "2 of 3")
    claims[0].refresh_from_db()
    assert (claims[0].low, claims[0].high, claims[0].standing) == (12, 12, "corrected")


def test_f_flags_and_stays(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("f")
    expect(desk.locator(f"#claim-{claims[0].pk} .tag--warn")).to_have_text("flagged")
    expect_focus(desk, f"claim-{claims[0].pk}-title")


def test_the_current_claims_words_are_marked_in_the_text(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("j")
    expect(desk.locator("mark.is-current")).to_have_text("Five soldiers")


def test_a_click_on_words_goes_to_their_card(desk: Page, claims: list[Claim]) -> None:
    desk.locator(f"#words-{claims[2].pk}").click()
    expect_focus(desk, f"claim-{claims[2].pk}-title")


def test_keys_are_silent_while_somebody_types(desk: Page, report: Report) -> None:
    desk.locator("#add-claim summary").click()
    desk.locator("#id_added-words").fill("")
    desk.locator("#id_added-words").press_sequentially("axj")
    assert desk.locator("#id_added-words").input_value() == "axj"
    assert standings(report) == ["pending"] * 3


def test_the_list_of_keys_opens_and_single_keys_can_be_switched_off(desk: Page, report: Report) -> None:
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.locator("#keys-on").uncheck()
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    with expect_no_act(desk):
        desk.keyboard.press("a")
    assert standings(report) == ["pending"] * 3


def test_a_claim_that_was_taken_back_and_edited_moves_on_like_any_other(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("a")
    expect_focus(desk, f"claim-{claims[1].pk}-title")
    wait_for_counts(desk, "2 of 3 wait")
    desk.keyboard.press("z")
    wait_for_counts(desk, "3 of 3 wait")
    expect_focus(desk, f"claim-{claims[0].pk}-title")
    desk.keyboard.press("e")
    expect(desk.locator(f"#id_claim-{claims[0].pk}-best")).to_be_focused()
    desk.keyboard.type("17")
    desk.keyboard.press("Enter")
    wait_for_counts(desk, "2 of 3 wait")
    expect_focus(desk, f"claim-{claims[1].pk}-title")


def test_a_missed_claim_is_added_from_selected_words(desk: Page, report: Report) -> None:
    desk.evaluate("""() => {
        const words = [...document.querySelectorAll('[data-start]')].find((run) => run.textContent.includes('dawn on'));
        const node = words.firstChild, at = node.data.indexOf('town of');
        getSelection().setBaseAndExtent(node, at, node, at + 'town of'.length);
    }""")
    expect(desk.locator("#pick")).to_be_visible()
    desk.keyboard.press("c")
    expect(desk.locator("#id_added-best")).to_be_focused()
    assert desk.locator("#id_added-words").input_value() == "town of"
    desk.keyboard.type("3")
    desk.keyboard.press("Enter")
    expect(desk.locator(".card")).to_have_count(4)
    claim = report.claims.order_by("-number").first()
    assert claim is not None
    assert (report.text[claim.start : claim.end], claim.low) == ("town of", 3)


def test_shift_a_accepts_only_what_was_on_screen(page: Page, live_server: Any) -> None:
    words = [f"{number} people died at mill {number}" for number in range(11, 41)]
    report = factories.report(". ".join(words))
    for number, phrase in enumerate(words, start=11):
        factories.claim(report, phrase, low=number)
    sign_in(page, live_server.url, factories.person())
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{live_server.url}/review/{report.pk}/")
    expect(page.locator(".card[data-seen]").first).to_be_attached()
    page.keyboard.press("Shift+A")
    expect(page.locator("#counts")).not_to_contain_text("30 of 30")
    accepted = report.claims.filter(standing="accepted")
    assert 0 < accepted.count() < 10
    assert max(accepted.values_list("number", flat=True)) == accepted.count()


def test_finishing_waits_for_answers_under_way(desk: Page, report: Report, live_server: Any) -> None:
    desk.locator("input[value=none]").check()
    desk.locator(".card__title").first.focus()
    for key in ("a", "a", "a", "Control+Enter"):
        desk.keyboard.press(key)
    desk.wait_for_url(f"{live_server.url}/review/")
    report.refresh_from_db()
    assert report.status == "reviewed"


def test_without_scripts_a_claim_is_accepted_and_the_report_finished(browser: Any, live_server: Any) -> None:
    report = factories.report()
    factories.claim(report)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/review/{report.pk}/")
    page.get_by_role("button", name="Accept", exact=False).first.click()
    page.get_by_role("radio", name="No incident", exact=False).check()
    page.get_by_role("button", name="Finish", exact=False).click()
    page.wait_for_url(f"{live_server.url}/review/")
    report.refresh_from_db()
    assert report.status == "reviewed"
    context.close()


def test_a_link_to_words_shows_and_focuses_them(page: Page, live_server: Any, claims: list[Claim]) -> None:
    sign_in(page, live_server.url, factories.person())
    page.goto(f"{live_server.url}/reports/{claims[1].report_id}/#words-{claims[1].pk}")
    expect(page.locator("mark.is-current")).to_have_text("Five soldiers")
    expect_focus(page, f"words-{claims[1].pk}")


def test_a_whole_paragraph_can_be_selected(desk: Page, report: Report) -> None:
    desk.locator("#text p").nth(2).click(click_count=3)
    expect(desk.locator("#pick")).to_be_visible()
    desk.locator("#pick").click()
    assert desk.locator("#id_added-words").input_value() == report.text.split("\n")[2]


def test_slash_leads_to_the_search_of_reports(desk: Page) -> None:
    desk.keyboard.press("/")
    desk.wait_for_url("**/reports/#search")
    expect(desk.locator("#search")).to_be_focused()


def test_finishing_too_early_goes_to_the_claim_that_waits(desk: Page, claims: list[Claim]) -> None:
    desk.keyboard.press("a")
    wait_for_counts(desk, "2 of 3")
    desk.keyboard.press("n")
    expect(desk.locator("#status")).to_contain_text("2 of the claims still wait")
    expect_focus(desk, f"claim-{claims[1].pk}-title")


def test_a_report_whose_claims_were_all_rejected_is_taken_to_tell_of_no_incident(desk: Page) -> None:
    expect(desk.locator("input[value=new]")).to_be_checked()
    for key in "xxx":
        desk.keyboard.press(key)
    wait_for_counts(desk, "all 3 decided")
    expect(desk.locator("input[value=none]")).to_be_checked()
    desk.keyboard.press("z")
    expect(desk.locator("input[value=new]")).to_be_checked()
