"""What every browser test needs: a database that is emptied only once the desk has answered the last request."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.browser.in_flight import InFlight

expect.set_options(timeout=20_000)  # what is expected comes at once, but not on a busy machine


@pytest.fixture(scope="session")
def in_flight() -> InFlight:
    return InFlight()


@pytest.fixture(autouse=True)
def answered(transactional_db: None, in_flight: InFlight) -> Iterator[None]:
    """Closing a page lets go of its report by a last request: PostgreSQL refuses to empty tables that it reads.

    Asked for before the page is, so that it ends after the page is closed. SQLite lets a late one wait its turn.
    """
    in_flight.start()
    yield
    if connection.vendor == "postgresql":
        in_flight.wait_for_quiet()
    else:
        in_flight.wait_for_none()
