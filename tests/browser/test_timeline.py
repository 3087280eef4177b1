"""The timeline in a real browser: dense charts, the brush and back, its fields beside the chart, lanes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import FloatRect, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Estimate, Incident
from incidents.models.people import PEOPLE_KEY
from tests import factories
from tests.browser.desk import wait_for_frames
from tests.browser.test_charts import WATCH, open_page
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

LANDS = ("Norland", "Sudland", "Eastmark", "Westria", "Lakonia")


@pytest.fixture
def anselm(transactional_db: None) -> User:
    return factories.person("anselm")


@pytest.fixture
def desk(page: Page, live_server: LiveServer, anselm: User) -> Iterator[Page]:
    """A page signed in as an analyst; fails where the policy was broken or a script failed."""
    client = signed_in(anselm)
    client.get("/timeline/")  # what only the first page loads is in no test's time
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.add_init_script(WATCH)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert page.evaluate("window.violations") == []
    assert failures == []


@pytest.fixture
def years(anselm: User) -> list[Incident]:
    """600 incidents, one a day, in five countries."""
    made = Incident.objects.bulk_create(
        Incident(
            title=f"Clash {number}", event_type="Battles", country=LANDS[number % 5], made_by=anselm,
            date_start=day, date_end=day,
        )
        for number in range(600)
        for day in [date(2021, 1, 4) + timedelta(days=number)]
    )  # fmt: skip
    Estimate.objects.bulk_create(
        Estimate(incident=one, measure="killed", population_key=PEOPLE_KEY, low=low, best=low + 2, high=low + 9)
        for number, one in enumerate(made)
        if number % 7
        for low in [number % 23]
    )
    return made


def chart_area(desk: Page) -> FloatRect:
    """Where the first chart's marks are, once nothing that comes after the page can move it."""
    desk.wait_for_load_state("networkidle")
    wait_for_frames(desk)
    box = desk.locator("#timeline .nsewdrag").first.bounding_box()
    assert box is not None
    return box


@pytest.mark.parametrize("query", ["by=country&every=week", "every=day"])
def test_many_periods_are_drawn_with_fewer_shapes_than_days(
    desk: Page, live_server: LiveServer, years: list[Incident], query: str
) -> None:
    """A category is one area; a gap in a line makes one shape more. How long it takes is in test_chart_speed.py."""
    open_page(desk, live_server, f"/timeline/?{query}")
    expect(desk.locator("#timeline .bars .point")).to_have_count(0)
    assert 0 < desk.locator(".chart__canvas").first.locator("path").count() < len(years)


def test_a_period_of_a_dense_chart_opens_its_incidents(
    desk: Page, live_server: LiveServer, years: list[Incident]
) -> None:
    open_page(desk, live_server, "/timeline/?every=week")
    box = chart_area(desk)
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(desk.locator("#timeline .hovertext").first).to_contain_text("reported range")
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.wait_for_url(re.compile(r"since=2021-1\d-\d\d&until=2021-1\d-\d\d#incidents"))


def test_all_days_takes_the_brush_back(desk: Page, live_server: LiveServer, years: list[Incident]) -> None:
    open_page(desk, live_server, "/timeline/?measure=killed&country=Norland")
    box = chart_area(desk)
    desk.mouse.move(box["x"] + 5, box["y"] + 60)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + 80, steps=6)
    desk.mouse.up()
    expect(desk.locator("#id_until")).not_to_have_value("")
    expect(desk.locator("#found-status")).not_to_have_text(re.compile("^120 incidents"))
    desk.click("[data-all-days]")
    expect(desk.locator("#found-status")).to_have_text(re.compile("^120 incidents"))
    expect(desk.locator("#id_since")).to_have_value("")
    assert "country=Norland" in desk.url
    assert "since=" not in desk.url


def test_a_drag_is_heard_though_another_chart_is_drawn_before_it_ends(
    desk: Page, live_server: LiveServer, years: list[Incident]
) -> None:
    """As the lanes are, which come after the page: drawing them clears what Plotly keeps of a drag for 100 ms."""
    open_page(desk, live_server, "/timeline/?measure=killed&country=Norland")
    box = chart_area(desk)
    desk.mouse.move(box["x"] + 5, box["y"] + 60)
    desk.mouse.down()
    desk.evaluate(
        """() => document.addEventListener("mouseup", () => {
             const other = document.body.appendChild(document.createElement("div"));
             Plotly.newPlot(other, [{ x: [1], y: [1] }]);
           }, { capture: true, once: true })"""
    )
    desk.mouse.move(box["x"] + box["width"] / 4, box["y"] + 80)
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + 80)
    desk.mouse.up()
    expect(desk.locator("#id_until")).not_to_have_value("")


def test_what_is_compared_is_chosen_beside_the_chart_and_stands_in_the_address(
    desk: Page, live_server: LiveServer, years: list[Incident]
) -> None:
    open_page(desk, live_server, "/timeline/?since=2021-01-01&until=2021-12-31")
    desk.select_option("#id_view", "compare")
    desk.fill("#id_with_since", "2022-01-01")
    desk.locator("#id_with_since").blur()
    expect(desk.locator(".timeline__name").nth(1)).to_have_text("from 2022-01-01")
    assert "view=compare" in desk.url
    assert "with_since=2022-01-01" in desk.url
    desk.reload()
    expect(desk.locator("#id_with_since")).to_have_value("2022-01-01")
    expect(desk.locator(".chart .legendtext").first).to_have_text("2021-01-01 to 2021-12-31")


def test_lanes_come_after_the_page_and_a_mark_opens_its_incident(
    desk: Page, live_server: LiveServer, anselm: User
) -> None:
    incident = factories.incident(made_by=anselm)
    open_page(desk, live_server, "/timeline/")
    mark = desk.locator("#lanes .scatterlayer .points path.point")
    expect(mark).to_have_count(1)
    desk.click("#lanes-by-country")
    expect(desk.locator("#lanes .annotation-text")).to_have_text("Norland: 1 incident")
    assert desk.url.endswith("/timeline/?lanes=country")
    box = mark.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.wait_for_url(re.compile(rf"/incidents/{incident.pk}/$"))


def test_small_multiples_stand_below_one_another_on_a_telephone(
    desk: Page, live_server: LiveServer, years: list[Incident]
) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    open_page(desk, live_server, "/timeline/?view=multiples")
    lefts = desk.locator("#timeline .nsewdrag").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
    )
    assert len(lefts) >= 5
    assert len(set(lefts[:5])) == 1
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
