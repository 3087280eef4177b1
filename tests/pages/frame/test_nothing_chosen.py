"""Filters that fit nothing: every page of the record says so, every file of it is there and has no numbers."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

NOTHING = "since=2031-01-01"
PAGES = (
    "/incidents/",
    "/timeline/",
    "/timeline/?view=cumulative",
    "/timeline/?view=multiples",
    "/timeline/?view=compare&with_since=2032-01-01",
    "/timeline/?by=actor",
    "/timeline/lanes/",
    "/map/",
    "/calendar/",
    "/policies/",
    "/delay/",
    "/briefing/",
)
FILES = (
    "/incidents/export.csv",
    "/timeline/figures.csv",
    "/timeline/figures.csv?view=cumulative",
    "/timeline/figures.csv?view=multiples",
    "/timeline/figures.csv?view=compare&with_since=2032-01-01",
    "/timeline/lanes.csv",
    "/map/figures.csv",
    "/calendar/figures.csv",
    "/policies/totals.csv",
    "/policies/periods.csv",
    "/delay/classes.csv",
    "/delay/periods.csv",
)


def narrowed(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{NOTHING}"


@pytest.mark.parametrize("fragment", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_there(as_reader: Client, analyst: User, page: str, fragment: bool) -> None:
    factories.incident(made_by=analyst)
    answer = as_reader.get(narrowed(page), headers={"HX-Request": "true"} if fragment else {})
    assert answer.status_code == 200
    assert "Clash in Ashkel" not in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_desk_without_incidents_has_the_page(as_reader: Client, page: str) -> None:
    assert as_reader.get(page).status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_its_head_and_no_figure(as_reader: Client, analyst: User, file: str) -> None:
    factories.incident(made_by=analyst)
    answer = as_reader.get(narrowed(file))
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert not any(row.get("best") for row in rows)
