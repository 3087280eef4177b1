"""The calendar: what stands on which day, what is unknown, and that chart, table and CSV agree."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.models.people import PEOPLE_KEY
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spring(analyst: User) -> list[Incident]:
    """Two incidents on one day of March, one without a figure, one of April where nobody died."""
    return [
        factories.toll(date(2024, 3, 4), (10, 12, 20), made_by=analyst),
        factories.toll(date(2024, 3, 4), (3, 3, 5), made_by=analyst, country="Sudland"),
        factories.toll(date(2024, 3, 11), None, made_by=analyst, date_precision="month"),
        factories.toll(date(2024, 4, 2), (0, 0, 0), made_by=analyst, event_type="Riots"),
    ]


def rows(client: Client, query: str = "") -> list[tuple[Any, ...]]:
    days = client.get(f"/calendar/{query}").context["days"]
    return [(str(row.day), row.low, row.best, row.high, row.incidents, row.unknown, row.inexact) for row in days.rows]


def test_a_day_adds_up_its_incidents_and_unknown_is_not_zero(as_reader: Client, spring: list[Incident]) -> None:
    assert rows(as_reader) == [
        ("2024-03-04", 13, 15, 25, 2, 0, 0),
        ("2024-03-11", None, None, None, 1, 1, 1),
        ("2024-04-02", 0, 0, 0, 1, 0, 0),
    ]


def test_the_table_says_no_figure_and_0_apart(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/calendar/").content.decode()
    assert shown.count('<td class="number soft">no figure</td>') == 3
    assert '2024-04-02</a></th><td class="number">0</td>' in shown


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("?country=Sudland", [("2024-03-04", 3)]),
        ("?type=Riots", [("2024-04-02", 0)]),
        ("?since=2024-03-05", [("2024-03-11", None), ("2024-04-02", 0)]),
        ("?measure=injured&until=2024-03-10", [("2024-03-04", None)]),
        ("?since=soon&measure=sadness", [("2024-03-04", 15), ("2024-03-11", None), ("2024-04-02", 0)]),
    ],
)
def test_filters_narrow_the_calendar(
    as_reader: Client, spring: list[Incident], query: str, days: list[tuple[str, int | None]]
) -> None:
    assert [(row[0], row[2]) for row in rows(as_reader, query)] == days


def test_the_calendar_can_be_replayed(as_reader: Client, spring: list[Incident]) -> None:
    """One report of 5 March counted 4, one of 20 March 12; of the other incidents nothing was published."""
    first, second = (datetime(2024, 3, day, tzinfo=UTC) for day in (5, 20))
    Incident.objects.filter(pk=spring[0].pk).update(known_from=first)
    figure = {"measure": "killed", "population_key": PEOPLE_KEY}
    spring[0].vintages.create(**figure, low=4, best=4, high=4, known_from=first, known_until=second)
    spring[0].vintages.create(**figure, low=10, best=12, high=20, known_from=second)
    assert rows(as_reader, "?as_of=2024-03-04") == []
    assert rows(as_reader, "?as_of=2024-03-19") == [("2024-03-04", 4, 4, 4, 1, 0, 0)]
    assert rows(as_reader, "?as_of=2024-03-20") == [("2024-03-04", 10, 12, 20, 1, 0, 0)]


def test_each_day_leads_to_its_incidents(as_reader: Client, spring: list[Incident]) -> None:
    row = as_reader.get("/calendar/?country=Sudland").context["days"].rows[0]
    assert row.url == "/timeline/?country=Sudland&since=2024-03-04&until=2024-03-04#incidents"
    assert [each.pk for each in as_reader.get(row.url).context["page"]] == [spring[1].pk]


def test_a_day_of_a_replay_leads_to_the_same_replay(as_reader: Client, spring: list[Incident]) -> None:
    Incident.objects.update(known_from=datetime(2024, 4, 3, tzinfo=UTC))
    row = as_reader.get("/calendar/?as_of=2024-04-03").context["days"].rows[0]
    assert row.url == "/timeline/?as_of=2024-04-03&since=2024-03-04&until=2024-03-04#incidents"


def test_chart_table_and_file_have_the_same_numbers(as_reader: Client, spring: list[Incident]) -> None:
    query = "?until=2024-03-31"
    answer = as_reader.get(f"/calendar/figures.csv{query}")
    downloaded = list(csv.DictReader(io.StringIO(answer.content.decode())))
    names = ("low", "best", "high", "incidents", "unknown", "inexact")
    assert [
        (row["day"], *(int(row[name]) if row[name] else None for name in names)) for row in downloaded
    ] == rows(as_reader, query)  # fmt: skip
    drawn = as_reader.get(f"/calendar/{query}").context["chart"].figure.to_plotly_json()["data"][0]
    cells = [(line, column) for line in range(7) for column in range(len(drawn["z"][0]))]
    at = [drawn["text"][line][column] for line, column in cells if drawn["customdata"][line][column]]
    assert at == [
        "2024-03-04, Monday<br>15 killed, reported range 13 to 25<br>2 incidents",
        "2024-03-11, Monday<br>no figure<br>1 incident<br>1 of them not dated to the day",
    ]


def test_a_file_of_a_wrong_date_has_no_figures(as_reader: Client, spring: list[Incident]) -> None:
    assert as_reader.get("/calendar/figures.csv?as_of=soon").status_code == 422


def test_years_stand_newest_first(as_reader: Client, spring: list[Incident]) -> None:
    factories.toll(date(2022, 12, 31), (1, 1, 1))
    assert as_reader.get("/calendar/").context["days"].years == [2024, 2023, 2022]


def test_of_a_long_record_the_newest_six_years_are_shown_and_the_rest_said(
    as_reader: Client, spring: list[Incident]
) -> None:
    factories.toll(date(2018, 12, 31), (1, 1, 1))
    factories.toll(date(2011, 6, 1), None)
    answer = as_reader.get("/calendar/")
    assert answer.context["days"].years == [2024, 2023, 2022, 2021, 2020, 2019]
    assert "Only the newest 6 years, 2019 to 2024: 2 incidents before." in answer.content.decode()
    assert answer.context["chart"].n == "4 incidents"
    earlier = as_reader.get(f"/calendar/?{answer.context['before']}")
    assert earlier.context["days"].years == [2018, 2017, 2016, 2015, 2014, 2013]


def test_the_sentence_says_the_worst_day(as_reader: Client, spring: list[Incident]) -> None:
    assert (
        as_reader.get("/calendar/").context["chart"].takeaway
        == "Most on 2024-03-04: 15 killed in 2 incidents. 1 day with incidents has no figure."
    )
    assert as_reader.get("/calendar/?type=Riots").context["chart"].takeaway == "On no day is anybody counted."


def test_nothing_recorded_is_no_empty_calendar(as_reader: Client) -> None:
    shown = as_reader.get("/calendar/").content.decode()
    assert "No incident yet" in shown
    assert "data-figure" not in shown


def test_htmx_gets_the_calendar_without_its_frame(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/calendar/", headers={"HX-Request": "true"}).content.decode()
    assert shown.lstrip().startswith('<div id="record"')
    assert "3 incidents on 2 days" in as_reader.get(
        "/calendar/?until=2024-03-31", headers={"HX-Request": "true"}
    ).content.decode()  # fmt: skip


def test_the_calendar_is_a_tab_of_the_record_and_keeps_the_choices(as_reader: Client, spring: list[Incident]) -> None:
    assert '<a href="/calendar/?country=Sudland"' in as_reader.get("/timeline/?country=Sudland").content.decode()


def test_the_calendar_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, spring: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get("/calendar/")
    for number in range(1, 29):
        factories.toll(date(2023, 2, number), (number, number, number), made_by=spring[0].made_by)
    with django_assert_max_num_queries(12) as many:
        as_reader.get("/calendar/")
    assert len(many) == len(few)
