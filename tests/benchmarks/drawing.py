"""How long a real browser takes to draw the timeline, against the same chart with ten marks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from django.conf import settings
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.benchmarks.figure import Figure

MOST_TIMES = 3
ROUNDS = 5
TEN_MARKS = {
    "whole": ("every=month", "every=month&since=2019-03-01&until=2019-12-31"),
    "by_type": ("every=month&by=type", "every=month&by=type&since=2019-03-01&until=2019-04-30"),
}
"""A chart of ten years, and the same of so few months that it has about ten marks."""
DRAWN = """() => {
    const name = document.querySelector("#timeline figure[data-figure]").dataset.name;
    return (performance.getEntriesByName(`chart ${name}`)[0]?.duration ?? 0) / 1000;
}"""
"""The seconds that the chart of the timeline took, by the mark that charts/draw.js sets; 0 before it is drawn."""
SHAPES = "() => document.querySelector('#timeline .chart__canvas').querySelectorAll('svg *').length"


def drawing_figures(session: str) -> Iterator[Figure]:
    """Each page is loaded anew in each round; the two take turns."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs inside an event loop
    server = LiveServer("localhost")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(180_000)
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])
            for name, (many, few) in TEN_MARKS.items():
                yield from compared(page, name, f"{server}/timeline/?{many}", f"{server}/timeline/?{few}")
            browser.close()
    finally:
        server.stop()


def compared(page: Page, name: str, many: str, few: str) -> Iterator[Figure]:
    drawn(page, many)
    drawn(page, few)
    times: dict[str, list[float]] = {few: [], many: []}
    for _ in range(ROUNDS):
        for address, taken in times.items():
            taken.append(drawn(page, address))
    shapes = page.evaluate(SHAPES)
    took, took_few = median(times[many]), median(times[few])
    against = f"the same with ten marks, {took_few:.3f} s"
    yield Figure(f"timeline.drawn.{name}.seconds", took, "s", "Chromium, as its performance marks say")
    yield Figure(f"timeline.drawn.{name}.times_ten_marks", took / took_few, "×", against, MOST_TIMES)
    yield Figure(f"timeline.drawn.{name}.shapes", shapes, "elements", "SVG elements of the chart")


def drawn(page: Page, address: str) -> float:
    """The seconds that the chart of a page took, newly loaded."""
    page.goto(address)
    return float(page.wait_for_function(DRAWN).json_value())


def chromium() -> str:
    """The path of the machine's Chromium; fetched where there is none."""
    finder = Path(__file__).resolve().parents[2] / ".ci" / "chromium"
    return (
        os.environ.get("CHROMIUM")
        or subprocess.run([finder], check=True, capture_output=True, text=True).stdout.strip()
    )
