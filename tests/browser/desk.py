"""What browser tests share: signing in with a cookie, and pressing keys that are counted."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect


def sign_in(page: Page, address: str, person: User) -> None:
    """Give the browser the cookie of a signed-in person."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


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


def leave(page: Page) -> None:
    """Leave the page, and wait until the desk has let go of its report, before the database is emptied."""
    page.goto("about:blank")
    page.wait_for_timeout(500)
