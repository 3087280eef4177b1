"""How long the browser takes to draw ten years of months, against ten months: read off the marks of charts/draw.js.

Both charts are drawn in turns in one page, and the least time of each counts, so that what else the machine does falls
on both alike and weighs little. `make bench ONLY=timeline` measures the same over 100,000 incidents, in new pages.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from incidents.models import Estimate, Incident
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import EventType
from tests import factories
from tests.browser.desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 7
TEN_MONTHS = "every=month&since=2019-01-01&until=2019-10-31"
DRAW_IN_TURNS = """
async ([addresses, rounds]) => {
  const pageOf = async (address) => new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const figureOf = async (address) => (await pageOf(address)).querySelector("figure[data-figure]");
  const figures = await Promise.all(addresses.map(figureOf));
  const place = document.querySelector("main").appendChild(document.createElement("div"));
  const drawn = addresses.map(() => ({ times: [], shapes: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, figure] of figures.entries()) {
      performance.clearMeasures();
      place.replaceChildren(document.importNode(figure, true));
      const done = new Promise((resolve) => place.addEventListener("chart:drawn", resolve, { once: true }));
      document.dispatchEvent(new Event("htmx:afterSettle"));
      await done;
      const marks = performance.getEntriesByType("measure").filter(({ name }) => name.startsWith("chart "));
      if (marks.length !== 1) throw new Error(`${marks.length} marks of one chart`);
      if (round) drawn[at].times.push(marks[0].duration);
      drawn[at].shapes = place.querySelectorAll("svg *").length;
    }
  }
  return drawn;
}
"""
"""Milliseconds of each draw after the first, and the SVG elements, for the first chart of each address."""


@pytest.fixture
def ten_years(transactional_db: None) -> User:
    """An incident of each of six types in each of 120 months, each with a figure and a range."""
    anselm = factories.person("anselm")
    incidents = Incident.objects.bulk_create(
        Incident(title=f"{kind} {year}-{month}", event_type=kind, made_by=anselm, date_start=day, date_end=day)
        for year in range(2015, 2025)
        for month in range(1, 13)
        for kind in EventType
        for day in [date(year, month, 1) + timedelta(days=len(kind))]
    )
    Estimate.objects.bulk_create(
        Estimate(incident=each, measure="killed", population_key=PEOPLE_KEY, low=at % 7, best=at % 40 + 7, high=60)
        for at, each in enumerate(incidents)
    )
    return anselm


@pytest.fixture
def desk(page: Page, live_server: LiveServer, ten_years: User) -> Page:
    sign_in(page, live_server.url, ten_years)
    page.set_default_timeout(90_000)
    page.goto(f"{live_server}/timeline/?{TEN_MONTHS}")
    page.wait_for_function("performance.getEntriesByType('measure').length > 0")
    return page


def drawn(desk: Page, *queries: str) -> list[dict[str, Any]]:
    """The chart of each query: the `times` of its draws, ms, and how many `shapes` it has."""
    found: list[dict[str, Any]] = desk.evaluate(DRAW_IN_TURNS, [[f"/timeline/?{query}" for query in queries], ROUNDS])
    return found


def test_ten_years_of_months_are_drawn_in_three_times_the_time_of_ten(
    desk: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    many, few = drawn(desk, "every=month", TEN_MONTHS)
    least, least_few = min(many["times"]), min(few["times"])
    with capsys.disabled():
        print(f"\n120 months in {least:.0f} ms, 10 in {least_few:.0f} ms: {least / least_few:.2f} times")
    assert least <= 3 * least_few


@pytest.mark.parametrize("query", ["every=month", "every=month&by=type"])
def test_ten_years_are_drawn_with_few_shapes(desk: Page, query: str) -> None:
    (chart,) = drawn(desk, query)
    assert 0 < chart["shapes"] < 600
