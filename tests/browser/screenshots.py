"""`make screenshots`: pictures of every page, at two widths, light and dark, into var/screenshots (ONLY= for some).
`make pictures`: those that README and docs show, wide and light, into docs/images.

A demonstration desk of its own is loaded into a temporary folder and served, so that the pictures
are the same wherever they are taken and no desk's own record is shown. Charts are taken a second time on a desk
with 600 invented incidents, for the few of the demonstration do not show what they do with many.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENSHOTS, IMAGES = ROOT / "var" / "screenshots", ROOT / "docs" / "images"
WIDTHS = {"": 1440, "-narrow": 390}
SCHEMES: dict[str, Literal["light", "dark"]] = {"": "light", "-dark": "dark"}
LOOKS = {width + scheme: (WIDTHS[width], SCHEMES[scheme]) for scheme in SCHEMES for width in WIDTHS}
"""What a picture's name ends in, by its width and colours."""
HEIGHT, MOST_HEIGHT = 900, 2400
PAGES = {
    "dashboard": "/",
    "dashboard-replayed": "/?as_of=2025-02-02",
    "queue": "/review/",
    "queue-mine": "/review/?tab=mine",
    "queue-second": "/review/?tab=second",
    "queue-returned": "/review/?tab=returned",
    "review": "/review/44/",
    "review-copy": "/review/28/",
    "paste": "/reports/new/",
    "reports": "/reports/",
    "incidents": "/incidents/",
    "incident": "/incidents/3/",
    "incident-replayed": "/incidents/1/?as_of=2025-02-02",
    "incident-by-event-time": "/incidents/1/?time=event",
    "incident-briefing": "/incidents/1/briefing/",
    "what-if": "/incidents/1/what-if/",
    "decisions": "/decisions/",
    "timeline": "/timeline/",
    "timeline-by-type": "/timeline/?every=month&by=type",
    "timeline-by-actor": "/timeline/?every=month&by=actor",
    "timeline-cumulative": "/timeline/?every=month&view=cumulative",
    "timeline-by-country": "/timeline/?every=month&view=multiples",
    "timeline-compared": "/timeline/?every=month&view=compare&since=2025-01-01&until=2025-12-31"
    "&with_since=2024-01-01&with_until=2024-12-31",
    "timeline-replayed": "/timeline/?every=month&as_of=2025-02-02",
    "map": "/map/",
    "calendar": "/calendar/",
    "policies": "/policies/",
    "delay": "/delay/",
    "briefing": "/briefing/",
    "views": "/views/",
    "sources": "/sources/",
    "claimants": "/claimants/",
    "source": "/sources/1/",
    "sources-admin": "/admin/incidents/source/",
    "report": "/reports/1/",
    "merge": "/incidents/2/merge/?with=7",
    "split": "/incidents/2/split/",
    "history": "/history/claim/4/",
    "story": "/reports/9/story/",
    "to-settle": "/review/?tab=settle",
    "settle": "/review/18/settle/",
    "agreement": "/agreement/",
    "agreement-differences": "/agreement/differences/",
    "attention": "/attention/desk/",
    "review-rules": "/review/rules/",
    "comments": "/comments/report/39/",
    "notices": "/notices/",
    "preferences": "/preferences/",
    "quality": "/quality/",
    "quality-rules": "/quality/?by=rule",
    "quality-claims": "/quality/claims/?outcome=corrected",
}

OF_MANY = {
    "timeline-of-many": "/timeline/",
    "timeline-of-many-by-type": "/timeline/?by=type",
    "timeline-of-many-by-actor": "/timeline/?by=actor&every=year",
    "timeline-of-many-by-status": "/timeline/?by=status&every=year",
    "timeline-of-many-cumulative": "/timeline/?view=cumulative",
    "timeline-of-many-by-country": "/timeline/?view=multiples&every=year",
    "timeline-of-many-compared": "/timeline/?view=compare&since=2023-01-01&until=2023-12-31&every=month"
    "&with_since=2022-01-01&with_until=2022-12-31",
    "map-of-many": "/map/",
    "calendar-of-many": "/calendar/?since=2022-01-01",
    "policies-of-many": "/policies/?every=year",
    "delay-of-many": "/delay/",
    "briefing-of-many": "/briefing/?since=2023-01-01",
}
"""Pages of charts on the desk with many incidents."""
FILL = """
from random import Random
from django.contrib.auth.models import User
from tests.benchmarks.large_record import Block
Block(User.objects.get(username="senior"), Random("pictures")).write(600)
"""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served_demonstration(*, with_many: bool = False) -> Iterator[str]:
    """The address of a demonstration desk that lives as long as the block; `with_many` incidents beside its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "VAR_DIR": folder, "GAZETTEER_PATH": str(ROOT / "var" / "gazetteer.sqlite3")}
        manage = [sys.executable, str(ROOT / "manage.py")]
        fill = [["shell", "--verbosity", "0", "--command", FILL]] if with_many else []
        for command in (["migrate", "--verbosity", "0"], ["load_demonstration"], *fill):
            subprocess.run([*manage, *command], env=settings, check=True, cwd=ROOT)
        server = subprocess.Popen([*manage, "serve", "--port", str(port)], env=settings, stdout=subprocess.DEVNULL)
        try:
            wait_for(address + "/health/")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=40)


def wait_for(address: str, seconds: int = 60) -> None:
    """Return when the address answers; raise TimeoutError when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(address)


def sign_in(page: Page, address: str) -> None:
    people = (ROOT / "incidents" / "demonstration" / "people.toml").read_text(encoding="utf-8")
    password = re.search(r'username = "senior".*?password = "([^"]+)"', people, re.DOTALL)
    assert password
    page.goto(address + "/sign-in/")
    page.get_by_label("Name", exact=False).first.fill("senior")
    page.locator("input[type=password]").fill(password[1])
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/")


def shown_in_docs() -> set[str]:
    """The names of the pictures that README and docs show."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))]
    return {name for text in texts for name in re.findall(r"images/([\w-]+)\.png", text)}


def take(browser: Browser, address: str, pages: Mapping[str, str], folder: Path, looks: Sequence[str]) -> None:
    """Take pages by their names; what is not there is said, and no picture of an error is kept."""
    for look in looks:
        width, scheme = LOOKS[look]
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        page = context.new_page()
        sign_in(page, address)
        for name, path in pages.items():
            found = page.goto(address + path)
            if found is None or not found.ok:
                print(f"{name}: no page at {path}")
                continue
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(400)  # charts finish drawing after the network is quiet
            picture(page, folder / f"{name}{look}.png", width)
            print(f"{name}{look}.png")
        context.close()


def picture(page: Page, path: Path, width: int) -> None:
    """What is seen at first, or where there are charts, as far down as most of them reach; in 256 colours."""
    if page.locator("figure[data-figure]").count():
        height = min(MOST_HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
        page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    else:
        page.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path)


def main() -> None:
    for_docs = sys.argv[1:] == ["--docs"]
    folder, looks = (IMAGES, [""]) if for_docs else (SCREENSHOTS, list(LOOKS))
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    wanted = shown_in_docs() if for_docs else sys.argv[1:] or [*PAGES, *OF_MANY]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for pages in (PAGES, OF_MANY):
            chosen = {name: pages[name] for name in wanted if name in pages}
            if chosen:
                with served_demonstration(with_many=pages is OF_MANY) as address:
                    take(browser, address, chosen, folder, looks)
        browser.close()


if __name__ == "__main__":
    main()
