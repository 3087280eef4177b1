"""A report of several incidents by keyboard: pasted, reviewed, its groups changed, finished, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from incidents.models import Grouping, Incident, Report
from incidents.workflow.standing.groups import Groups, groups_for
from tests import factories
from tests.browser.desk import Keyboard, note_failures, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

MOST_MORE = 2
"""Keys that an incident of a round-up may take more than a report of it alone."""
ITEMS = (
    "In Kabul, a suicide bomber killed eight policemen at a checkpoint on Monday, the Interior Ministry said.",
    "In Kandahar, a roadside bomb killed three civilians in a minibus on Monday, a provincial spokesman said.",
    "In Herat, gunmen on a motorcycle shot dead two judges on Monday, police said.",
    "In Kunduz, an air strike killed 14 Taliban fighters on Monday, the Defence Ministry said.",
    "In Jalalabad, a magnetic bomb on a car killed one doctor on Monday, hospital officials said.",
    "In Ghazni, Taliban fighters attacked an army base and killed nine soldiers on Monday, a local official said.",
    "In Mazar-i-Sharif, a grenade thrown into a wedding killed six guests on Monday, police said.",
    "In Lashkar Gah, mortar shells hit a market and killed five shoppers on Monday, residents said.",
    "In Farah, insurgents ambushed a convoy and killed seven soldiers on Monday, the governor said.",
    "In Zaranj, border guards shot and killed ten migrants on Monday, rights groups said.",
    "In Faizabad, a bomb in a mosque killed 12 worshippers on Monday, a police spokesman said.",
    "In Tarin Kot, a car bomb killed 11 recruits on Monday, officials said.",
)
HEAD = "KABUL, 2 March 2021"


@pytest.fixture
def analyst(transactional_db: None) -> User:
    return factories.person()


@pytest.fixture
def desk(page: Page, live_server: Any, analyst: User) -> Page:
    page.set_viewport_size({"width": 1440, "height": 1000})
    sign_in(page, live_server.url, analyst)
    page.emulate_media(reduced_motion="reduce")
    return page


def open_review(desk: Page, live_server: Any, report: Report) -> Keyboard:
    desk.goto(f"{live_server.url}/review/{report.pk}/")
    expect(desk.locator(".card.is-current")).to_have_count(1)
    return Keyboard(desk)


def groups(report: Report, person: User) -> Groups:
    return groups_for(report, report.claims.select_related("report"), person)


def dead(report: Report, person: User) -> list[list[int]]:
    return [[claim.low for claim in group.claims] for group in groups(report, person)]


def pasted(desk: Page, live_server: Any, words: str) -> Report:
    """Paste a text with its source and day into the form, and send it."""
    desk.goto(f"{live_server.url}/reports/new/")
    expect(desk.locator("#id_text")).to_be_focused()
    desk.keyboard.insert_text(words)
    desk.keyboard.press("Tab")
    desk.keyboard.type("Harbour Wire")
    desk.locator("#id_published").fill("2021-03-02")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/review/*/")
    return Report.objects.latest("pk")


def review(desk: Page, report: Report) -> int:
    """Accept each claim of a report and finish it; how many keys that takes."""
    keys, claims = Keyboard(desk), report.claims.count()
    expect(desk.locator("#counts")).to_contain_text(f"{claims} of {claims}")
    for left in range(claims - 1, -1, -1):
        keys.press("a")
        expect(desk.locator("#counts")).to_contain_text(f"{left} of" if left else f"all {claims}")
    keys.press("n")
    expect(desk.locator("#messages")).to_contain_text("is recorded under")
    return keys.count


def test_a_round_up_of_twelve_is_finished_into_twelve_incidents_with_few_keys(desk: Page, live_server: Any) -> None:
    factories.source("Harbour Wire")
    failures = note_failures(desk)
    single = sum(review(desk, pasted(desk, live_server, f"{HEAD}\n{item}")) for item in ITEMS[:3]) / 3
    alone = Incident.objects.count()
    assert alone == 3
    factories.claim(factories.report(title="What waits next"))
    report = pasted(desk, live_server, "\n".join((HEAD, *ITEMS)))
    expect(desk.locator(".group")).to_have_count(12)
    keys = review(desk, report)
    assert report.incidents.count() == 12
    assert Incident.objects.count() == 12, "three of them were known already"
    assert keys / 12 <= single + MOST_MORE, f"{keys} keys for twelve incidents, {single} for one alone"
    assert keys <= report.claims.count() + 2
    expect(desk.locator("h1")).to_have_text("What waits next")
    desk.keyboard.press("z")
    expect(desk.locator("#messages")).to_contain_text("Taken back")
    assert (report.links.count(), Incident.objects.count()) == (0, 3)
    expect(desk.locator(".finish-group")).to_have_count(12)
    assert failures == []


def test_one_key_goes_from_group_to_group(desk: Page, live_server: Any) -> None:
    report = factories.round_up(3, claims_each=2)
    keys = open_review(desk, live_server, report)
    for key, low in (("g", 12), ("g", 13), ("G", 12)):
        keys.press(key)
        claim = report.claims.get(low=low)
        expect(desk.locator(f"#claim-{claim.pk}-title")).to_be_focused()
    keys.press("g", "g")
    expect(desk.locator("#finish-title")).to_be_focused()


def test_a_group_begins_at_the_current_claim_and_is_merged_again(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(2, claims_each=2)
    keys = open_review(desk, live_server, report)
    keys.press("j", "b")
    expect(desk.locator(".group")).to_have_count(3)
    assert dead(report, analyst) == [[11], [21], [12, 22]]
    expect(desk.locator(f"#claim-{report.claims.get(low=21).pk}-title")).to_be_focused()
    keys.press("B")
    expect(desk.locator(".group")).to_have_count(2)
    assert dead(report, analyst) == [[11, 21], [12, 22]]


def test_undo_takes_the_last_change_of_groups_back(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(2, claims_each=2)
    keys = open_review(desk, live_server, report)
    keys.press("j", "b")
    expect(desk.locator(".group")).to_have_count(3)
    keys.press("z")
    expect(desk.locator(".group")).to_have_count(2)
    assert dead(report, analyst) == [[11, 21], [12, 22]]


def test_a_group_begins_at_the_selected_words(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(1)
    keys = open_review(desk, live_server, report)
    desk.evaluate("""() => {
        const mark = document.querySelector('#text mark').firstChild;
        getSelection().setBaseAndExtent(mark, 0, mark, 4);
    }""")
    keys.press("b")
    expect(desk.locator(".group")).to_have_count(2)
    assert [group.start for group in groups(report, analyst)] == [0, report.text.index("Police said")]


def test_a_claim_goes_into_the_next_group_and_out_of_all(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(2, claims_each=2)
    keys = open_review(desk, live_server, report)
    keys.press(">")
    expect(desk.locator(".group").nth(1).locator(".card")).to_have_count(3)
    assert dead(report, analyst) == [[21], [11, 12, 22]]
    keys.press("<")
    expect(desk.locator(".group").first.locator(".card")).to_have_count(2)
    keys.press("<")
    expect(desk.locator(".group--whole .card")).to_have_count(1)
    assert [claim.low for claim in groups(report, analyst).rest] == [11]


def test_a_border_is_moved_by_keyboard(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(2)
    keys = open_review(desk, live_server, report)
    desk.locator("[data-border][data-number='2']").focus()
    keys.press("ArrowUp")
    expect(desk.locator(".border-preview")).to_be_visible()
    keys.press("Escape", "ArrowUp", "Enter")
    expect(desk.locator("#messages")).to_contain_text("now begins at")
    expect(desk.locator("[data-border][data-number='2']")).to_be_focused()
    assert dead(report, analyst) == [[], [11, 12]]


def test_a_border_is_dragged(desk: Page, live_server: Any, analyst: User) -> None:
    report = factories.round_up(2)
    open_review(desk, live_server, report)
    border = desk.locator("[data-border][data-number='2']").bounding_box()
    goal = desk.locator("#text mark").nth(1).bounding_box()
    assert border
    assert goal
    desk.mouse.move(border["x"] + 60, border["y"] + border["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(goal["x"] + 5, goal["y"] + goal["height"] / 2, steps=6)
    expect(desk.locator(".border-preview")).to_be_visible()
    desk.mouse.up()
    expect(desk.locator("#messages")).to_contain_text("now begins at")
    assert groups(report, analyst).groups[1].start == report.text.index("Police said 12")


def test_what_was_typed_for_a_group_comes_back_after_groups_changed(desk: Page, live_server: Any) -> None:
    report = factories.round_up(2, claims_each=2)
    keys = open_review(desk, live_server, report)
    desk.locator(".finish-group summary").first.click()
    title = desk.locator("#id_g0-title")
    with desk.expect_response(lambda answer: answer.url.endswith("/drafts/")):
        title.fill("The bomb at the bridge")
    desk.locator(".card__title").nth(1).focus()
    keys.press("b")
    expect(desk.locator(".group")).to_have_count(3)
    expect(title).to_have_value("The bomb at the bridge")


def test_finishing_from_among_the_cards_shows_the_list_first(desk: Page, live_server: Any) -> None:
    report = factories.round_up(2)
    keys = open_review(desk, live_server, report)
    for left in ("1 of 2", "all 2"):
        keys.press("a")
        expect(desk.locator("#counts")).to_contain_text(left)
    keys.press("k", "n")
    expect(desk.locator("#finish-title")).to_be_focused()
    assert Incident.objects.count() == 0
    keys.press("n")
    expect(desk.locator("#messages")).to_contain_text("2 incidents")
    assert Incident.objects.count() == 2


def test_the_line_of_a_group_follows_what_is_chosen(desk: Page, live_server: Any) -> None:
    report = factories.round_up(2)
    open_review(desk, live_server, report)
    group = desk.locator(".finish-group").nth(1)
    group.locator("summary").first.click()
    group.get_by_role("radio", name="No incident").check()
    expect(group.locator("[data-goal]")).to_have_text("→ No incident")
    start = group.get_attribute("data-finish")
    expect(desk.locator(f"[data-goal-of='{start}']")).to_have_text("→ No incident")


def test_the_map_goes_to_the_group_that_is_opened(desk: Page, live_server: Any) -> None:
    report = factories.round_up(2)
    open_review(desk, live_server, report)
    group = desk.locator(".finish-group").nth(1)
    group.locator("summary").first.click()
    group.locator(".new-incident > details > summary").click()
    group.locator("#place-map").scroll_into_view_if_needed()
    expect(group.locator("#place-map[data-drawn]")).to_be_visible()
    expect(group.locator("[data-place-said]")).to_contain_text("12.0000° north")
    assert Grouping.objects.count() == 0
