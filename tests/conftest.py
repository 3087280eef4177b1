"""What all tests share: people of each role, signed-in clients, and a browser that is on the machine."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from incidents.vocabulary import Role
from tests import factories

# Playwright's synchronous interface runs inside an event loop, where Django refuses database work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each process of tests has its database in a file of its own, as a desk has.

    Django's choice, a database in memory that all threads share, refuses whoever writes while another
    does; in a file they wait for each other. On PostgreSQL each process has a database of its own too.
    """
    chosen = settings.DATABASES["default"]
    if chosen["ENGINE"] == "django.db.backends.sqlite3":
        chosen["TEST"] = {**chosen.get("TEST", {}), "NAME": str(tmp_path_factory.mktemp("desk") / "desk.sqlite3")}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the machine, where there is one; else the one that Playwright fetched."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    path = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **path, "args": ["--no-sandbox"]}


@pytest.fixture
def reader(db: None) -> User:
    return factories.person("rosa", Role.READER)


@pytest.fixture
def analyst(db: None) -> User:
    return factories.person("anselm", Role.ANALYST)


@pytest.fixture
def senior(db: None) -> User:
    return factories.person("selma", Role.SENIOR)


@pytest.fixture
def administrator(db: None) -> User:
    return factories.person("adam", Role.ADMINISTRATOR)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_reader(reader: User) -> Client:
    """The desk as a reader sees it."""
    return signed_in(reader)


@pytest.fixture
def as_analyst(analyst: User) -> Client:
    """The desk as an analyst sees it."""
    return signed_in(analyst)


@pytest.fixture
def as_senior(senior: User) -> Client:
    """The desk as a senior analyst sees it."""
    return signed_in(senior)


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    """The desk as its administrator sees it."""
    return signed_in(administrator)
