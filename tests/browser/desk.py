"""What browser tests share: signing in with a cookie, and pressing keys that are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from incidents.models import Report
from tests import factories

SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
EVERY_SCREEN = pytest.mark.parametrize(
    ("scheme", "size"),
    [
        ("light", "wide"),
        ("dark", "narrow"),
        pytest.param("dark", "wide", marks=pytest.mark.deep),
        pytest.param("light", "narrow", marks=pytest.mark.deep),
    ],
)
"""Light and dark, wide and narrow. Ordinary runs look at each once, since a colour seldom depends on a width."""


def sign_in(page: Page, address: str, person: User) -> None:
    """Give the browser the cookie of a signed-in person."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


def keep_from_next_report(page: Page) -> None:
    """The page never asks for the next report: it would be given the one that a test lets go of."""
    page.route("**/review/ahead/", lambda route: route.abort())


def note_failures(page: Page, failures: list[str] | None = None) -> list[str]:
    """A list that gets what goes wrong in the page's scripts, refusals of the content security policy among them."""
    noted: list[str] = [] if failures is None else failures
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("console", lambda said: noted.append(said.text) if "Content Security" in said.text else None)
    return noted


FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def wait_for_frames(page: Page) -> None:
    """Return once the page has handled what was pressed before, and has drawn what came of it."""
    page.evaluate(FRAMES)


@contextmanager
def expect_no_act(page: Page) -> Iterator[None]:
    """Nothing that is pressed meanwhile makes the page send a form; that it asks for the next report is no act."""
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    yield
    wait_for_frames(page)
    assert [address for address in sent if not address.endswith("/review/ahead/")] == []


def queue_of(claims: Sequence[int]) -> list[Report]:
    """Reports of so many claims each, in the order in which they are given."""
    return [report_of(count, number) for number, count in enumerate(claims)]


def report_of(claims: int, number: int) -> Report:
    """A report that waits, told of in so many sentences, each a claim of its own number of dead."""
    dead = [100 * number + each + 20 for each in range(claims)]
    report = factories.report(
        ". ".join(f"{low} people died" for low in dead), title=f"Attack {number}", priority=10 - number
    )
    for low in dead:
        factories.claim(report, f"{low} people died", low=low)
    return report


class Keyboard:
    """Presses keys and counts them; a chord such as Control+Enter counts as two."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += len(key.split("+"))

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.count += len(words)


def expect_focus(page: Page, key: str) -> None:
    """The element of that id has the focus, or gets it in a moment."""
    expect(page.locator(f"#{key}")).to_be_focused()
