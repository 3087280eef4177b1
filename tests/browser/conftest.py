"""What browser tests share: pages ask for nothing in the background, unless a test is about that."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

IN_BACKGROUND = ("test_next_report", "test_drafts")
"""Tests of what pages ask for by themselves. A database in memory refuses two who write at once."""


@pytest.fixture(autouse=True)
def quiet_background(request: pytest.FixtureRequest) -> None:
    """Let pages fetch no next report and no drafts."""
    if "page" in request.fixturenames and request.module.__name__.rsplit(".", 1)[-1] not in IN_BACKGROUND:
        page: Page = request.getfixturevalue("page")
        for address in ("**/review/ahead/", "**/drafts/**"):
            page.route(address, lambda route: route.abort())
