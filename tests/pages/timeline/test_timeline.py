"""The timeline: what is counted in which period, what is unknown, and that chart, table and CSV agree."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.charts.series import periods as series
from incidents.models import Incident
from incidents.vocabulary import Measure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def spring(analyst: User) -> list[Incident]:
    """Two incidents in one week of March, one without a figure in the next, one in April."""
    return [
        factories.toll(date(2024, 3, 4), (10, 12, 20), made_by=analyst),
        factories.toll(date(2024, 3, 10), (3, 3, 5), made_by=analyst, country="Sudland"),
        factories.toll(date(2024, 3, 11), None, made_by=analyst),
        factories.toll(date(2024, 4, 2), (7, 8, 9), made_by=analyst, event_type="Riots"),
    ]


def rows(client: Client, query: str = "") -> list[tuple[Any, ...]]:
    selection = client.get(f"/timeline/{query}").context["selection"]
    return [(str(row.first), row.category, row.low, row.best, row.high, row.unknown) for row in selection.rows]


def test_the_period_fits_the_span(as_reader: Client, spring: list[Incident]) -> None:
    assert as_reader.get("/timeline/").context["selection"].every == "day"
    factories.toll(date(2023, 6, 1), (1, 1, 1))
    assert as_reader.get("/timeline/").context["selection"].every == "week"
    factories.toll(date(2019, 6, 1), (1, 1, 1))
    assert as_reader.get("/timeline/").context["selection"].every == "month"


def test_incidents_of_a_day_are_one_row(as_reader: Client, spring: list[Incident]) -> None:
    factories.toll(date(2024, 3, 4), (1, 2, 3))
    assert rows(as_reader, "?every=day")[0] == ("2024-03-04", "", 11, 14, 23, 0)


def test_weeks_begin_on_monday(as_reader: Client, spring: list[Incident]) -> None:
    assert rows(as_reader, "?every=week") == [
        ("2024-03-04", "", 13, 15, 25, 0),
        ("2024-03-11", "", None, None, None, 1),
        ("2024-04-01", "", 7, 8, 9, 0),
    ]


def test_a_month_adds_up_what_is_known_and_counts_what_is_not(as_reader: Client, spring: list[Incident]) -> None:
    assert rows(as_reader, "?every=month") == [
        ("2024-03-01", "", 13, 15, 25, 1),
        ("2024-04-01", "", 7, 8, 9, 0),
    ]


def test_other_measures_are_counted_apart(as_reader: Client, spring: list[Incident]) -> None:
    factories.toll(date(2024, 3, 4), (4, 5, 6), measure=Measure.INJURED)
    assert rows(as_reader, "?measure=injured&every=month")[0] == ("2024-03-01", "", 4, 5, 6, 3)


def test_types_can_be_told_apart(as_reader: Client, spring: list[Incident]) -> None:
    assert [(row[0], row[1], row[3]) for row in rows(as_reader, "?by=type&every=month")] == [
        ("2024-03-01", "Battles", 15),
        ("2024-04-01", "Riots", 8),
    ]


def test_countries_can_be_told_apart(as_reader: Client, spring: list[Incident]) -> None:
    assert [(row[1], row[3]) for row in rows(as_reader, "?by=country&every=month")] == [
        ("Norland", 12),
        ("Sudland", 3),
        ("Norland", 8),
    ]


def test_beyond_six_categories_the_smaller_go_together(analyst: User, as_reader: Client) -> None:
    for number in range(8):
        factories.toll(date(2024, 3, 4), (number, number, number), made_by=analyst, country=f"Land {number}")
    found = rows(as_reader, "?by=country")
    assert len(found) == 6
    assert ("2024-03-04", "all others", 3, 3, 3, 0) in found


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("?country=Sudland", 3),
        ("?type=Riots", 8),
        ("?since=2024-04-01", 8),
        ("?until=2024-03-04", 12),
        ("?country=Nowhere", 23),
        ("?since=soon&every=hour&measure=sadness", 23),
    ],
)
def test_the_address_narrows_the_selection(as_reader: Client, spring: list[Incident], query: str, best: int) -> None:
    assert as_reader.get(f"/timeline/{query}").context["selection"].totals.best == best


def test_actors_narrow_the_selection_and_none_is_counted_twice(as_reader: Client, spring: list[Incident]) -> None:
    column = factories.actor("Northern Column")
    factories.takes_part(spring[0], column)
    factories.takes_part(spring[0], factories.actor("Town guard"))
    assert as_reader.get(f"/timeline/?actor={column.pk}").context["selection"].totals.best == 12
    assert as_reader.get("/timeline/").context["selection"].totals.best == 23


def test_days_in_the_wrong_order_are_said(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/timeline/?since=2024-05-01&until=2024-03-01").content.decode()
    assert "The last day lies before the first." in shown


def test_a_figure_set_by_hand_goes_before_the_derived_one(as_reader: Client, spring: list[Incident]) -> None:
    spring[3].estimates.update(override_low=30, override_best=31, override_high=32)
    assert rows(as_reader, "?type=Riots") == [("2024-04-02", "", 30, 31, 32, 0)]


def test_each_period_leads_to_its_incidents(as_reader: Client, spring: list[Incident]) -> None:
    (row,) = as_reader.get("/timeline/?type=Riots&every=month").context["selection"].rows
    assert row.url == "/timeline/?type=Riots&since=2024-04-01&until=2024-04-30#incidents"
    assert [each.title for each in as_reader.get(row.url).context["page"]] == ["Clash of 2024-04-02"]


def test_incidents_of_the_selection_are_listed_with_a_link(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/timeline/?type=Riots").content.decode()
    assert f'<a href="/incidents/{spring[3].pk}/">Clash of 2024-04-02</a>' in shown
    assert "Clash of 2024-03-04" not in shown


def test_an_unknown_toll_is_never_zero_on_the_page(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2024, 3, 11), None, made_by=analyst)
    shown = as_reader.get("/timeline/").content.decode()
    assert "<strong>no figure</strong> in 1 incident" in shown
    assert '<td class="number">0</td>' not in shown


def test_the_csv_has_exactly_the_numbers_of_the_page(as_reader: Client, spring: list[Incident]) -> None:
    query = "?by=country&every=week&since=2024-03-05"
    answer = as_reader.get(f"/timeline/figures.csv{query}")
    downloaded = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [
        (
            row["first_day"],
            row["category"],
            *(int(row[name]) if row[name] else None for name in ("low", "best", "high", "unknown")),
        )
        for row in downloaded
    ] == rows(as_reader, query)


def test_unknown_is_an_empty_cell_of_the_csv(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2024, 3, 11), None, made_by=analyst)
    (row,) = csv.DictReader(io.StringIO(as_reader.get("/timeline/figures.csv").content.decode()))
    assert (row["low"], row["best"], row["high"], row["unknown"]) == ("", "", "", "1")


def test_a_spreadsheet_finds_no_formula(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2024, 3, 11), None, made_by=analyst, country="=HYPERLINK(1)")
    assert ",'=HYPERLINK(1)," in as_reader.get("/timeline/figures.csv?by=country").content.decode()


def test_htmx_gets_the_timeline_without_its_frame(as_reader: Client, spring: list[Incident]) -> None:
    shown = as_reader.get("/timeline/", headers={"HX-Request": "true"}).content.decode()
    assert 'id="timeline"' in shown
    assert "timeline-filters" not in shown


def test_nothing_recorded_is_no_empty_chart(as_reader: Client) -> None:
    shown = as_reader.get("/timeline/").content.decode()
    assert "No incident yet" in shown
    assert "data-figure" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "by=country",
        "by=actor",
        "by=status",
        "by=type&country=Norland&as_of=2026-01-01&page=2",
        "by=actor&as_of=2026-01-01",
    ],
)
def test_the_timeline_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, spring: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get(f"/timeline/?{query}")
    for number in range(1, 29):
        factories.toll(date(2024, 2, number), (number, number, number), made_by=spring[0].made_by)
    with django_assert_max_num_queries(12) as many:
        as_reader.get(f"/timeline/?{query}")
    assert len(many) == len(few)


def test_a_bar_of_a_category_leads_to_its_incidents_alone(as_reader: Client, spring: list[Incident]) -> None:
    norland = as_reader.get("/timeline/?by=country&every=month").context["selection"].rows[0]
    assert norland.url == "/timeline/?by=country&country=Norland&since=2024-03-01&until=2024-03-31#incidents"
    assert as_reader.get(norland.url).context["selection"].totals.best == norland.best == 12


def test_a_period_that_is_cut_off_leads_to_what_it_counts(as_reader: Client, spring: list[Incident]) -> None:
    (row,) = as_reader.get("/timeline/?every=month&since=2024-03-05&until=2024-03-31").context["selection"].rows
    assert row.url == "/timeline/?since=2024-03-05&until=2024-03-31#incidents"
    assert as_reader.get(row.url).context["selection"].totals.best == row.best == 3


def test_provinces_can_be_told_apart(as_reader: Client, spring: list[Incident]) -> None:
    Incident.objects.filter(pk=spring[0].pk).update(admin1="Upper Norland")
    assert [(row[1], row[3]) for row in rows(as_reader, "?by=province&every=year")] == [
        ("Upper Norland", 12),
        ("not recorded", 11),
    ]


@pytest.mark.parametrize(
    ("first", "every", "last"),
    [
        (date(2024, 2, 1), "month", date(2024, 2, 29)),
        (date(2023, 12, 1), "month", date(2023, 12, 31)),
        (date(2024, 2, 26), "week", date(2024, 3, 3)),
        (date(2024, 2, 29), "day", date(2024, 2, 29)),
    ],
)
def test_the_last_day_of_a_period(first: date, every: str, last: date) -> None:
    assert series.last_day_of_period(first, every) == last
