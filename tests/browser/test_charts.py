"""The charts in a real browser: drawn under the desk's policy, leading to words, following filters and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import Hedge, Interest, Measure, Scope, Side
from tests import factories
from tests.browser.desk import wait_for_frames
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
PAGES = (
    "/",
    "/sources/",
    "/timeline/?by=country",
    "/map/",
    "/calendar/",
    "/policies/",
    "/delay/",
    "/incidents/",
    "/incidents/{pk}/",
    "/history/incident/{pk}/",
)
SERIOUS = ("serious", "critical")


@pytest.fixture
def anselm(transactional_db: None) -> User:
    return factories.person("anselm")


@pytest.fixture
def desk(page: Page, live_server: LiveServer, anselm: User) -> Iterator[Page]:
    """A page signed in as an analyst; fails where the policy was broken or anything outside was asked for."""
    client = signed_in(anselm)
    client.get("/timeline/")  # what only the first page loads is in no test's time
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.add_init_script(WATCH)
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if not is_inside(asked.url, live_server) else None)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert page.evaluate("window.violations") == []
    assert outside == []
    assert failures == []


def is_inside(address: str, server: LiveServer) -> bool:
    return address.startswith((server.url, "data:", "blob:"))


@pytest.fixture
def clash(anselm: User) -> Incident:
    """A clinic that counts 12, a column that claims at least 30 of its enemy, and a copy that does not count."""
    incident = factories.incident(made_by=anselm, geo_precision="admin2")
    column, guard = factories.actor("Northern Column"), factories.actor("Town guard")
    factories.takes_part(incident, column, Side.A)
    factories.takes_part(incident, guard, Side.B)
    at_least = {"high": None, "open_upper": True, "hedge": Hedge.AT_LEAST}
    factories.reviewed_report(
        incident,
        {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"},
        {"low": 30, "best": 30, "words": "30 guards", "actor": guard, "speaker": column, "claimant_name": "Col. Ost"}
        | at_least,
        {"low": 7, "words": "7 hurt", "measure": Measure.INJURED},
    )
    factories.reviewed_report(
        incident, {"low": 12, "words": "12 dead", "claimant_name": "the clinic"}, published=date(2024, 3, 7)
    )
    factories.reviewed_report(incident, {"low": 900, "words": "900 this year", "scope": Scope.LARGER})
    assert incident.claims.get(low=30).interest == Interest.PARTY_CLAIM
    return incident


@pytest.fixture
def spring(anselm: User) -> list[Incident]:
    """Two incidents of March, one of them without a figure, and one of April in another country."""

    def toll(day: date, best: int | None, country: str) -> Incident:
        incident = factories.incident(f"Clash of {day}", date_start=day, country=country, made_by=anselm)
        if best is not None:
            incident.estimates.create(
                measure="killed", population_key=PEOPLE_KEY, low=best - 1, best=best, high=best + 4
            )
        return incident

    return [
        toll(date(2024, 3, 4), 12, "Norland"),
        toll(date(2024, 3, 20), None, "Norland"),
        toll(date(2024, 4, 9), 8, "Sudland"),
    ]


def open_page(desk: Page, server: LiveServer, path: str) -> None:
    """Every chart of it is drawn and listens: a chart is seen some moments before a drag over it is heard."""
    desk.goto(server.url + path)
    desk.locator("figure[data-drawn='yes'] .chart__canvas").first.wait_for()
    expect(desk.locator("figure[data-drawn='begun']")).to_have_count(0)


MARKS = "[...document.querySelectorAll('#claims-figure .points path.point')].filter((mark) => mark.__data__.data)"
"""The marks that lead to words: neither what is drawn over and under them nor their labels."""


def expect_marks(desk: Page, count: int) -> None:
    desk.wait_for_function(f"count => {MARKS}.length === count", arg=count)


def middle_of_first_mark(desk: Page) -> tuple[float, float]:
    box = desk.evaluate_handle(f"{MARKS}[0]").as_element().bounding_box()  # type: ignore[union-attr]
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def click_middle(desk: Page, mark: Locator) -> None:
    box = mark.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_every_claim_about_the_incident_is_a_mark(desk: Page, live_server: LiveServer, clash: Incident) -> None:
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    expect_marks(desk, 4)
    expect(desk.locator("#claims-figure .ytitle, #claims-figure .y2title")).to_have_text(["killed", "injured"])


def test_claims_can_be_seen_by_the_day_of_which_they_speak(
    desk: Page, live_server: LiveServer, clash: Incident
) -> None:
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    title = desk.locator("#claims-figure .xtitle")
    expect(title).to_have_text("time of publication")
    desk.click("#time-event")
    expect(title).to_have_text("day of which the claim speaks, else of the incident")
    assert desk.url.endswith("?time=event")
    expect(desk.locator("#time-event")).to_be_focused()
    expect_marks(desk, 4)


def test_a_mark_opens_its_words(desk: Page, live_server: LiveServer, clash: Incident) -> None:
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    middle = middle_of_first_mark(desk)
    desk.mouse.move(*middle)
    desk.mouse.click(*middle)
    desk.wait_for_url(re.compile(r"/reports/\d+/#words-\d+$"))


def test_a_mark_says_on_hover_what_it_stands_for(desk: Page, live_server: LiveServer, clash: Incident) -> None:
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    desk.mouse.move(*middle_of_first_mark(desk))
    expect(desk.locator("#claims-figure .hovertext")).to_contain_text("12 bodies")


def test_the_map_is_drawn_from_this_desk(desk: Page, live_server: LiveServer, clash: Incident) -> None:
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    expect(desk.locator(".chart--map .scattergeo path.js-line").first).to_be_visible()
    expect(desk.locator(".chart--map .countries path")).to_have_count(1)


def test_charts_follow_the_colours_of_the_page(desk: Page, live_server: LiveServer, clash: Incident) -> None:
    desk.emulate_media(color_scheme="light")
    open_page(desk, live_server, f"/incidents/{clash.pk}/")
    title = desk.locator("#claims-figure .ytitle").first
    light = title.evaluate("title => getComputedStyle(title).fill")
    desk.emulate_media(color_scheme="dark")
    desk.wait_for_function("was => getComputedStyle(document.querySelector('.ytitle')).fill !== was", arg=light)
    expect_marks(desk, 4)


def test_a_bar_opens_the_incidents_of_its_period(desk: Page, live_server: LiveServer, spring: list[Incident]) -> None:
    open_page(desk, live_server, "/timeline/?every=month")
    click_middle(desk, desk.locator("#timeline .bars .point").nth(1))
    desk.wait_for_url(re.compile(r"since=2024-04-01&until=2024-04-30"))
    expect(desk.locator("#incidents tbody tr")).to_have_count(1)
    expect(desk.locator("#incidents tbody a")).to_have_text("Clash of 2024-04-09")


def test_filters_redraw_the_chart_and_stand_in_the_address(
    desk: Page, live_server: LiveServer, spring: list[Incident]
) -> None:
    open_page(desk, live_server, "/timeline/?every=month")
    expect(desk.locator("#timeline .bars .point")).to_have_count(2)
    desk.click("summary:text('More filters')")
    desk.click("#id_country")
    desk.get_by_label("Sudland").check()
    expect(desk.locator("#timeline .bars .point")).to_have_count(1)
    assert "country=Sudland" in desk.url
    expect(desk.locator("#found-status")).to_have_text("1 incident, 8 killed")
    desk.reload()
    expect(desk.locator("#timeline .bars .point")).to_have_count(1)
    expect(desk.locator("#id_country")).to_have_text("Sudland")


def test_dragging_across_the_chart_chooses_days(desk: Page, live_server: LiveServer, spring: list[Incident]) -> None:
    open_page(desk, live_server, "/timeline/")
    box = desk.locator("#timeline .nsewdrag").first.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 5, box["y"] + 60)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + 80, steps=6)
    desk.mouse.up()
    expect(desk.locator("#id_until")).not_to_have_value("")
    expect(desk.locator("#incidents tbody tr")).to_have_count(2)


def test_an_unknown_toll_is_a_tick_and_no_bar(desk: Page, live_server: LiveServer, spring: list[Incident]) -> None:
    open_page(desk, live_server, "/timeline/?until=2024-03-31&every=week")
    expect(desk.locator("#timeline .bars .point")).to_have_count(1)
    expect(desk.locator("#chart-killed-by-week .scatterlayer .points path.point")).to_have_count(2)


def test_the_timeline_works_without_javascript(
    browser: Browser, live_server: LiveServer, anselm: User, spring: list[Incident]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    session = signed_in(anselm).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/timeline/")
    page.click("summary:text('More filters')")
    page.click("#id_country")
    page.get_by_label("Sudland").check()
    page.click("button:text('Show')")
    expect(page.locator("#incidents tbody tr")).to_have_count(1)
    page.click("summary:text('as a table')")
    expect(page.locator(".chart__numbers tbody tr")).to_have_count(1)
    context.close()


def test_a_day_of_the_calendar_opens_its_incidents(desk: Page, live_server: LiveServer, spring: list[Incident]) -> None:
    open_page(desk, live_server, "/calendar/")
    cells = desk.locator(".heatmaplayer image").first.bounding_box()
    assert cells is not None
    week, weekday = 9, 0  # 4 March 2024 was the Monday of the tenth week, of 26 that touch half a year
    desk.mouse.move(cells["x"] + (week + 0.5) * cells["width"] / 26, cells["y"] + (weekday + 0.5) * cells["height"] / 7)
    desk.mouse.down()
    desk.mouse.up()
    desk.wait_for_url(re.compile(r"/timeline/\?since=2024-03-04&until=2024-03-04"))
    expect(desk.locator("#incidents tbody a")).to_have_text("Clash of 2024-03-04")


@pytest.mark.parametrize(("path", "mark"), [("/policies/?every=month", ".subplot.x2y2 .bars .point"),
                                            ("/delay/", ".subplot.xy .points path.point")])  # fmt: skip
def test_a_mark_of_policies_and_delays_opens_the_incidents_of_its_period(
    desk: Page, live_server: LiveServer, spring: list[Incident], path: str, mark: str
) -> None:
    for incident in spring:
        Incident.objects.filter(pk=incident.pk).update(known_from=datetime(2024, 4, 20, tzinfo=UTC))
    Incident.objects.get(pk=spring[0].pk).estimates.update(other_policies={"lowest": {"low": 9, "best": 9, "high": 9}})
    open_page(desk, live_server, path)
    drawn = desk.locator(f"figure[data-name*=by-month] {mark}").first
    drawn.evaluate("mark => mark.scrollIntoView({block: 'center', behavior: 'instant'})")
    click_middle(desk, drawn)
    desk.wait_for_url(re.compile(r"/timeline/\?since=2024-03-01&until=2024-03-31"))
    expect(desk.locator("#incidents tbody tr")).to_have_count(2)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(desk: Page, live_server: LiveServer, clash: Incident, path: str) -> None:
    desk.goto(live_server.url + path.format(pk=clash.pk))
    desk.wait_for_load_state("networkidle")
    desk.locator("details:not(.menu)").evaluate_all("all => all.forEach(one => one.open = true)")
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        wait_for_frames(desk)  # in which charts are redrawn in the other colours
        found = Axe().run(desk).response["violations"]
        serious = {fault["id"]: fault["nodes"][0]["html"] for fault in found if fault["impact"] in SERIOUS}
        assert serious == {}, scheme


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_needs_no_sideways_scrolling(
    desk: Page, live_server: LiveServer, clash: Incident, path: str
) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(live_server.url + path.format(pk=clash.pk))
    desk.wait_for_load_state("networkidle")
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
