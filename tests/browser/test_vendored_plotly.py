"""The vendored Plotly bundle draws every kind of chart that the desk uses, under the desk's content security policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
ORIGIN = "http://desk.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'"
)
PAGE = """<!doctype html><title>charts</title>
<link id="plotly.js-style-global" class="no-inline-styles" rel="stylesheet" href="/plotly.css">
<script src="/plotly.min.js"></script>
<script src="/watch.js"></script>
<div id="chart"></div>"""
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
Plotly.setPlotConfig({topojsonURL: "/topojson/"});
"""
DAYS = ["2024-03-01", "2024-03-02", "2024-03-03"]


@pytest.fixture
def charts(page: Page) -> Iterator[Page]:
    """A page of the bundle alone; it fails when anything outside was asked for or the policy was broken."""
    outside: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if not route.request.url.startswith(ORIGIN):
            outside.append(route.request.url)
            route.abort()
        elif path == "/":
            route.fulfill(body=PAGE, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path == "/watch.js":
            route.fulfill(body=WATCH, content_type="text/javascript")
        elif (VENDOR / path[1:]).is_file():
            route.fulfill(path=VENDOR / path[1:])
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/")
    yield page
    assert page.evaluate("violations") == []
    assert outside == []


def draw(page: Page, traces: list[dict[str, Any]], layout: dict[str, Any] | None = None) -> None:
    page.evaluate(
        "async ([traces, layout]) => { await Plotly.newPlot('chart', traces, layout, {displayModeBar: false}) }",
        [traces, layout or {}],
    )


def test_bars_have_one_mark_for_each_value(charts: Page) -> None:
    draw(charts, [{"type": "bar", "x": DAYS, "y": [3, 1, 4]}])
    assert charts.locator("#chart .barlayer .point").count() == 3


def test_points_have_their_error_bars(charts: Page) -> None:
    low_and_high = {"type": "data", "symmetric": False, "array": [2, 0, 1], "arrayminus": [1, 1, 0]}
    draw(charts, [{"type": "scatter", "mode": "markers", "x": DAYS, "y": [3, 1, 4], "error_y": low_and_high}])
    assert charts.locator("#chart .scatterlayer .errorbar").count() == 3


def test_a_band_between_two_lines_is_filled(charts: Page) -> None:
    low = {"type": "scatter", "mode": "lines", "x": DAYS, "y": [1, 1, 2], "line": {"shape": "hv"}}
    high = {**low, "y": [4, 5, 6], "fill": "tonexty"}
    draw(charts, [low, high])
    assert charts.locator("#chart .scatterlayer .js-fill").count() == 1


def test_a_heat_map_is_an_image(charts: Page) -> None:
    draw(charts, [{"type": "heatmap", "z": [[1, 2], [3, 4]]}])
    assert charts.locator("#chart .heatmaplayer image").get_attribute("href", timeout=5000)


@pytest.mark.parametrize("resolution", [110, 50])
def test_places_stand_on_a_map_with_countries(charts: Page, resolution: int) -> None:
    place = {"type": "scattergeo", "mode": "markers", "lat": [36.73], "lon": [68.86]}
    whole_world = {"scope": "world", "fitbounds": False, "resolution": resolution, "showcountries": True}
    draw(charts, [place], {"geo": whole_world})
    assert charts.locator("#chart .scattergeo path.point").count() == 1
    assert len(charts.locator("#chart .countries path").get_attribute("d") or "") > 10_000


def test_a_country_can_be_filled(charts: Page) -> None:
    draw(charts, [{"type": "choropleth", "locations": ["AFG", "COD"], "z": [1, 2]}])
    assert charts.locator("#chart .choroplethlayer path").count() == 2


def test_the_legend_and_the_title_are_drawn(charts: Page) -> None:
    named = {"type": "bar", "x": DAYS, "y": [1, 2, 3], "name": "killed"}
    draw(charts, [named], {"title": {"text": "Killed by day"}, "showlegend": True})
    assert charts.locator("#chart .gtitle").text_content() == "Killed by day"
    assert charts.locator("#chart .legendtext").text_content() == "killed"
