"""The language of filters on lists of reports: the queue, and all reports."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.filters.reports import ReportFilter
from incidents.models import Report
from incidents.vocabulary import EventType, Measure, SubEventType
from tests import factories

pytestmark = pytest.mark.django_db

ALL = {"Raid", "Fire", "March"}


def found(query: str) -> set[str]:
    """Titles of the reports that fit."""
    return {report.title for report in ReportFilter(QueryDict(query)).narrow(Report.objects.all())}


def event(kind: str, sub: str = "") -> dict[str, object]:
    return {"event": {"event_type": kind, "sub_event_type": sub, "place": None}}


@pytest.fixture
def three(db: None) -> dict[str, Report]:
    """Three reports that differ in everything that can be chosen; Coast Wire is also called CW."""
    coast = factories.source("Coast Wire", aliases=["CW"])
    hill = factories.source("Hill Radio", reliability="D")
    somebody = factories.person()
    told = {
        "Raid": {
            "text": "Herders were attacked near Orsk. At least 12 fighters were killed.",
            "source": coast,
            "country": "Norland",
            "published": date(2024, 3, 5),
            "found": event(EventType.BATTLES, SubEventType.ARMED_CLASH),
            "url": "https://coast.example/2024/raid-17",
        },
        "Fire": {
            "text": "The mill burned; two died.",
            "source": hill,
            "country": "Sudland",
            "published": date(2024, 3, 9),
            "found": event(EventType.EXPLOSIONS, SubEventType.AIR_DRONE_STRIKE),
        },
        "March": {"text": "Thousands walked.", "source": hill, "published": date(2024, 4, 1), "found": {}},
    }
    made = {title: factories.report(title=title, added_by=somebody, **values) for title, values in told.items()}
    factories.claim(made["Raid"])
    return made


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ALL),
        ("country=Norland", {"Raid"}),
        ("country=Norland&country=Sudland", {"Raid", "Fire"}),
        ("grade=D", {"Fire", "March"}),
        ("grade=B&grade=D", ALL),
        ("measure=killed", {"Raid"}),
        ("measure=detained", set()),
        ("type=Battles", {"Raid"}),
        ("type=Air/drone strike", {"Fire"}),
        ("type=Battles&type=Air/drone strike", {"Raid", "Fire"}),
        ("since=2024-03-09", {"Fire", "March"}),
        ("until=2024-03-09", {"Raid", "Fire"}),
        ("country=Sudland&grade=B", set()),
        ("q=raid", {"Raid"}),
        ("q=herders orsk", {"Raid"}),
        ("q=orsk herders", {"Raid"}),
        ('q="orsk herders"', set()),
        ("q=coast", {"Raid"}),
        ("q=cw", {"Raid"}),
        ("q=raid-17", {"Raid"}),
        ("q=radio mill", {"Fire"}),
        ("q=%25", set()),
    ],
)
def test_each_name_narrows_what_it_says(three: dict[str, Report], query: str, titles: set[str]) -> None:
    assert found(query) == titles


def test_sources_repeat(three: dict[str, Report]) -> None:
    coast, hill = three["Raid"].source, three["Fire"].source
    assert found(f"source={coast.pk}") == {"Raid"}
    assert found(f"source={coast.pk}&source={hill.pk}") == ALL


@pytest.mark.parametrize("query", ["country=Nowhere", "source=x", "grade=G", "type=Picnic", "since=soon", "q=%00"])
def test_what_is_wrong_narrows_nothing_and_says_so(as_reader: Client, three: dict[str, Report], query: str) -> None:
    assert found(query) == ALL
    for path in ("/reports/", "/review/"):
        shown = as_reader.get(f"{path}?{query}").content.decode()
        assert "This choice narrows nothing:" in shown
        assert shown.count('aria-invalid="true"') == 1


def test_the_queue_and_the_reports_speak_the_same_language(as_reader: Client, three: dict[str, Report]) -> None:
    query = "country=Norland&country=Sudland&since=2024-03-06&q=mill&type=Air/drone strike&grade=D"
    for path in ("/reports/", "/review/"):
        answer = as_reader.get(f"{path}?{query}")
        assert [report.title for report in answer.context["rows"]] == ["Fire"]
        assert '<input type="checkbox" name="country" value="Norland" checked>' in answer.content.decode()


def test_the_status_of_the_queue_is_that_of_the_review(as_reader: Client, three: dict[str, Report]) -> None:
    Report.objects.filter(title="Fire").update(status="reviewed")
    assert [one.title for one in as_reader.get("/review/?status=reviewed&grade=D").context["rows"]] == ["Fire"]
    assert [one.title for one in as_reader.get("/review/?grade=D").context["rows"]] == ["March"]


def test_a_chip_of_the_queue_keeps_tab_and_status(as_reader: Client, three: dict[str, Report]) -> None:
    shown = as_reader.get("/review/?tab=unassigned&grade=D&age=1").content.decode()
    assert 'href="/review/?age=1&amp;tab=unassigned"' in shown
    assert 'href="/review/?grade=D&amp;tab=unassigned"' in shown
    shown = as_reader.get("/review/?status=all&grade=D").content.decode()
    assert 'href="/review/?status=all"' in shown


@pytest.mark.parametrize(("path", "most"), [("/reports/", 10), ("/review/", 12)])
def test_many_reports_cost_as_much_as_few(
    as_reader: Client,
    three: dict[str, Report],
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    query = "?q=at&country=Norland&grade=B&measure=killed&type=Battles"
    with django_assert_max_num_queries(most) as few:
        as_reader.get(path + query)
    raid = three["Raid"]
    for _ in range(5):
        more = factories.report(source=raid.source, country="Norland", found=raid.found, added_by=raid.added_by)
        factories.claim(more, measure=Measure.KILLED)
    with django_assert_max_num_queries(most) as many:
        assert len(as_reader.get(path + query).context["rows"]) == 6
    assert len(many) == len(few)
