"""What all tests share: which of them a run takes, people of each role, signed-in clients, the machine's browser."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker

from incidents.vocabulary import Role
from tests import factories
from tests.migrated_once import MigratedOnce

# Playwright's synchronous interface runs inside an event loop, where Django refuses database work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DATABASE = {"django_db_setup", "live_server"}
"""The fixtures without which no test touches a database."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# An ordinary run draws the same examples each time: it refuses a change for what it did, never by chance. Deep runs
# search.
hypothesis.register_profile(
    "ordinary",
    max_examples=200,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
hypothesis.register_profile("deep", hypothesis.get_profile("ordinary"), max_examples=4000, derandomize=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="take what is slow too, and thousands of examples")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.load_profile("deep" if config.getoption("deep") else "ordinary")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Mark what drives a browser, leave out what this run does not take, and let processes begin with what is long."""
    for item in items:
        if "browser" in fixtures_of(item):
            item.add_marker("browser")
    on_postgresql, deep = connection.vendor == "postgresql", config.getoption("deep")
    left_out = {item for item in items if not is_taken(item, on_postgresql=on_postgresql, deep=deep)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]
    yield
    if hasattr(config, "workerinput"):
        items.sort(key=order_of_files(items))


def order_of_files(items: list[pytest.Item]) -> Callable[[pytest.Item], tuple[bool, int, str]]:
    """Long files, then those of many tests: at the end of a run no process is left alone with what takes long."""
    tests = Counter(item.path for item in items)
    return lambda item: (item.get_closest_marker("long") is None, -tests[item.path], str(item.path))


def is_taken(item: pytest.Item, *, on_postgresql: bool, deep: bool) -> bool:
    """Whether a run takes a test: all on SQLite, what touches a database on PostgreSQL; what is slow in deep runs."""
    marks = {mark.name for mark in item.iter_markers()}
    if "deep" in marks and not deep:
        return False
    if not on_postgresql:
        return True
    touches_database = "django_db" in marks or not DATABASE.isdisjoint(fixtures_of(item))
    if "any_database" in marks and not deep:
        return False
    return touches_database and (deep or "end_to_end" in marks or "browser" not in marks)


def fixtures_of(item: pytest.Item) -> list[str]:
    """The fixtures that a test asks for, and those that they ask for."""
    return getattr(item, "fixturenames", [])


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Each process of tests has its database, a clone of one that the first of them migrated: migrating takes seconds.

    On SQLite it is in a file of its own, as a desk's is. Django's choice, a database in memory that all threads
    share, refuses whoever writes while another does; in a file they wait for each other.
    """
    worker = getattr(request.config, "workerinput", {"workerid": "alone", "testrunuid": "alone"})
    base = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        migrated = MigratedOnce(base if worker["workerid"] == "alone" else base.parent, worker["testrunuid"])
        migrated.clone(worker["workerid"])
    yield
    with django_db_blocker.unblock():
        try:
            migrated.destroy(worker["workerid"])
        except DatabaseError as error:
            request.node.warn(pytest.PytestWarning(f"A database of tests stays: {error}"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the machine, where there is one; else the one that Playwright fetched."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    path = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For rows that cost much to make: they stay until the last test of a module, while each test's own go with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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
