"""Which tests a run takes: told by what a test asks for, not by a list that somebody keeps."""

from __future__ import annotations

import pytest
from hypothesis import settings as hypothesis

from tests.browser import test_desk_flow
from tests.conftest import is_taken

TESTS = """
import pytest

def test_of_words(): ...

def test_of_rows(db): ...

@pytest.fixture
def a_row(db): ...

def test_of_rows_by_a_fixture(a_row): ...

@pytest.mark.django_db
def test_of_rows_by_a_mark(): ...

@pytest.mark.any_database
def test_of_drawing(db): ...

@pytest.mark.deep
def test_that_is_slow(db): ...

@pytest.mark.browser
def test_in_a_browser(live_server): ...

@pytest.mark.browser
@pytest.mark.end_to_end
def test_from_end_to_end(live_server): ...

@pytest.mark.browser
def test_in_a_browser_without_rows(): ...
"""


@pytest.fixture(scope="module")
def tests(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[pytest.Function]:
    """One test of each kind, as pytest finds them."""
    path = tmp_path_factory.mktemp("tests") / "test_of_each_kind.py"
    path.write_text(TESTS, encoding="utf-8")
    found = pytest.Module.from_parent(request.session, path=path).collect()
    return [test for test in found if isinstance(test, pytest.Function)]


def taken(tests: list[pytest.Function], *, on_postgresql: bool, deep: bool) -> list[str]:
    return [test.name for test in tests if is_taken(test, on_postgresql=on_postgresql, deep=deep)]


def test_a_run_on_sqlite_takes_all_but_what_is_slow(tests: list[pytest.Function]) -> None:
    everything = [test.name for test in tests]
    assert taken(tests, on_postgresql=False, deep=False) == [name for name in everything if name != "test_that_is_slow"]
    assert taken(tests, on_postgresql=False, deep=True) == everything


def test_a_run_on_postgresql_takes_what_touches_a_database_and_one_browser_test(tests: list[pytest.Function]) -> None:
    assert taken(tests, on_postgresql=True, deep=False) == [
        "test_of_rows",
        "test_of_rows_by_a_fixture",
        "test_of_rows_by_a_mark",
        "test_from_end_to_end",
    ]


def test_a_deep_run_on_postgresql_takes_every_test_that_touches_a_database(
    tests: list[pytest.Function],
) -> None:
    assert taken(tests, on_postgresql=True, deep=True) == [
        "test_of_rows",
        "test_of_rows_by_a_fixture",
        "test_of_rows_by_a_mark",
        "test_of_drawing",
        "test_that_is_slow",
        "test_in_a_browser",
        "test_from_end_to_end",
    ]


def test_the_way_of_a_report_by_keyboard_goes_from_end_to_end() -> None:
    assert "end_to_end" in [mark.name for mark in test_desk_flow.pytestmark]


def test_this_run_takes_what_drives_a_browser_for_a_browser_test(request: pytest.FixtureRequest) -> None:
    browsing = [test for test in request.session.items if "browser" in getattr(test, "fixturenames", [])]
    assert [test.nodeid for test in browsing if not test.get_closest_marker("browser")] == []


def test_properties_are_tried_on_the_same_200_examples_in_ordinary_runs_and_on_thousands_in_deep_ones() -> None:
    ordinary, deep = hypothesis.get_profile("ordinary"), hypothesis.get_profile("deep")
    assert (ordinary.max_examples, ordinary.derandomize) == (200, True)
    assert (deep.max_examples, deep.derandomize) == (4000, False)


def test_no_test_can_hang_the_suite(request: pytest.FixtureRequest) -> None:
    assert 0 < float(request.config.getini("timeout")) <= 300
