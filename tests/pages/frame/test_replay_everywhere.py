"""As known on, on every page and file that can be replayed: the strip, no figure of later, 422 for what is no date.

The list is read off the addresses of the desk, so that a new page of figures is tested by being there.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.models import Incident
from incidents.urls import urlpatterns
from tests import factories

pytestmark = pytest.mark.django_db

REPLAYED = {str(one.name): str(one.pattern) for one in urlpatterns if getattr(one.callback, "is_replayable", False)}
CHARTS = {"policies": "totals", "delay": "periods"}
"""Rooms that have a file for each of their charts, and one of these."""
FILES = {name for name, route in REPLAYED.items() if re.search(r"\.\w+$", route)}
PAGES = {*REPLAYED} - FILES
BESIDE_TODAY = {"sources", "source", "source-csv", "claimants", "claimant", "claimant-csv"}
"""Records compare what was first said by then with what stands today, and say so."""
SHOWS_WHAT_CAME_LATER = {"incident", "report"}
"""An incident has the way to each later moment, and its chart a line "known later"; a report is its own words."""
FIGURES = {"dashboard", "incidents", "incident", "timeline", "decisions", "sources", "source", "claimants", "claimant"}


@pytest.fixture
def told_twice(analyst: User) -> Incident:
    """A clinic tells of 12 dead on 5 March 2024; on the 8th it tells of 9741."""
    incident = factories.incident("Shelling of Ashkel", made_by=analyst, admin1="Hill")
    wire = factories.source("Coast Wire")
    for number, day in ((12, 5), (9741, 8)):
        said = {"low": number, "words": f"{number} bodies", "claimant_name": "the clinic"}
        factories.reviewed_report(incident, said, source=wire, published=date(2024, 3, day))
    return incident


def address_of(name: str, incident: Incident) -> str:
    """Where the page of that name is, of the incident, its first report, or that report's source."""
    report = incident.reports.order_by("published")[0]
    keys = {"incidents": incident.pk, "reports": report.pk, "sources": report.source_id}
    route = REPLAYED[name]
    room = route.split("/")[0]
    address = "/" + re.sub(r"<int:\w+>", str(keys.get(room, "")), route)
    address = address.replace("<slug:chart>", CHARTS.get(room, ""))
    return f"{address}?{'name=the clinic&' if name.startswith('claimant') else ''}as_of="


def content_of(answer: object) -> str:
    body = answer.getvalue()  # type: ignore[attr-defined]
    return str(body.decode("utf-8", "replace"))


def test_the_pages_of_figures_are_replayed() -> None:
    assert FIGURES <= PAGES
    assert {"timeline-csv", "incidents-csv"} <= FILES


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_says_as_of_when_and_keeps_the_date_on_the_way_to_others(
    as_senior: Client, told_twice: Incident, name: str
) -> None:
    answer = as_senior.get(address_of(name, told_twice) + "2024-03-07")
    shown = content_of(answer)
    assert answer.status_code == 200
    assert "As known on <strong>2024-03-07</strong>" in shown
    for room in ("/", "/incidents/", "/timeline/", "/decisions/", "/sources/"):
        assert f'href="{room}?as_of=2024-03-07"' in shown


@pytest.mark.parametrize("name", sorted({*REPLAYED} - BESIDE_TODAY - SHOWS_WHAT_CAME_LATER))
def test_no_figure_of_later_is_there(as_senior: Client, told_twice: Incident, name: str) -> None:
    later = re.compile(r"9,?741")
    answer = as_senior.get(address_of(name, told_twice) + "2024-03-07")
    assert answer.status_code == (404 if name == "incident-populations-csv" else 200)  # no population is told apart
    assert not later.search(content_of(answer))


@pytest.mark.parametrize("name", sorted(BESIDE_TODAY & PAGES))
def test_records_say_that_they_stand_beside_today(as_senior: Client, told_twice: Incident, name: str) -> None:
    shown = content_of(as_senior.get(address_of(name, told_twice) + "2024-03-07"))
    assert "Only figures first published by 2024-03-07 are here, beside what stands today." in shown


@pytest.mark.parametrize("name", sorted(REPLAYED))
def test_what_is_no_date_is_refused(as_senior: Client, told_twice: Incident, name: str) -> None:
    answer = as_senior.get(address_of(name, told_twice) + "2024-02-30")
    assert answer.status_code == 422
    shown = content_of(answer)
    if name in PAGES:
        assert "“2024-02-30” is no day that can be shown." in shown
        assert "These are today’s figures" in shown
    else:
        assert not re.search(r"9,?741", shown)


def test_before_anybody_had_told_there_is_nothing(as_senior: Client, told_twice: Incident) -> None:
    for path in ("/", "/incidents/", "/timeline/", "/decisions/"):
        assert "Shelling of Ashkel" not in content_of(as_senior.get(f"{path}?as_of=2024-03-04"))
