"""The other ways to show the timeline: cumulative, country by country, two compared, and incidents in lanes."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.charts.frame import Chart
from incidents.models import Actor, Incident
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(analyst: User) -> list[Incident]:
    """Two years with two incidents each; one of the second has no figure."""
    return [
        factories.toll(date(2023, 1, 10), (8, 10, 12), made_by=analyst),
        factories.toll(date(2023, 3, 5), (2, 2, 2), made_by=analyst, country="Sudland"),
        factories.toll(date(2024, 1, 9), (15, 18, 30), made_by=analyst),
        factories.toll(date(2024, 3, 5), None, made_by=analyst, country="Sudland"),
    ]


TWO_YEARS = "view=compare&since=2023-01-01&until=2023-12-31&with_since=2024-01-01&with_until=2024-12-31"


def chart(client: Client, query: str) -> Chart:
    found: Chart = client.get(f"/timeline/?{query}").context["chart"]
    return found


def sheet(client: Client, query: str, file: str = "figures") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/timeline/{file}.csv?{query}").content.decode())))


# --- Cumulative ---------------------------------------------------------------------------------------


def test_cumulative_figures_run_on_and_never_fall(as_reader: Client, record: list[Incident]) -> None:
    rows = sheet(as_reader, "view=cumulative&every=month")
    assert [(row["last_day"], row["low"], row["best"], row["high"]) for row in rows] == [
        ("2023-01-31", "8", "10", "12"),
        ("2023-03-31", "10", "12", "14"),
        ("2024-01-31", "25", "30", "44"),
        ("2024-03-31", "25", "30", "44"),
    ]
    assert {row["first_day"] for row in rows} == {"2023-01-01"}
    assert [row["unknown"] for row in rows] == ["0", "0", "0", "1"]


def test_a_cumulative_chart_says_so_and_the_other_says_that_it_is_not(
    as_reader: Client, record: list[Incident]
) -> None:
    running, by_period = chart(as_reader, "view=cumulative"), chart(as_reader, "")
    assert "cumulative" in running.title
    assert running.takeaway.startswith("Cumulative: 30 (25 to 44) killed up to ")
    assert by_period.note.startswith("Not cumulative.")
    assert "cumulative" not in by_period.title


def test_nothing_known_yet_is_no_zero_in_a_running_total(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2024, 1, 1), None, made_by=analyst)
    factories.toll(date(2024, 2, 1), (1, 1, 1), made_by=analyst)
    assert [row["best"] for row in sheet(as_reader, "view=cumulative&every=month")] == ["", "1"]


def test_a_point_of_a_running_total_leads_to_all_that_it_counts(as_reader: Client, record: list[Incident]) -> None:
    line = chart(as_reader, "view=cumulative&every=year").lines[-1]
    assert line.url == "/timeline/?since=2023-01-01&until=2024-12-31#incidents"
    assert as_reader.get(line.url).context["selection"].totals.best == 30


# --- Country by country ---------------------------------------------------------------------------------


def test_each_country_has_a_panel_with_most_first(as_reader: Client, record: list[Incident]) -> None:
    titles = chart(as_reader, "view=multiples").figure.layout.annotations  # type: ignore[union-attr]
    assert [title.text for title in titles] == ["Norland: 28", "Sudland: 2"]


def test_beyond_nine_panels_the_smaller_countries_go_together(as_reader: Client, analyst: User) -> None:
    for number in range(1, 12):
        factories.toll(date(2024, 1, 1), (number, number, number), made_by=analyst, country=f"Land {number}")
    titles = chart(as_reader, "view=multiples").figure.layout.annotations  # type: ignore[union-attr]
    assert len(titles) == 9
    assert titles[-1].text == "all others: 6"


# --- Two compared ---------------------------------------------------------------------------------------


def test_two_periods_are_laid_on_one_another_by_days_since_each_began(
    as_reader: Client, record: list[Incident]
) -> None:
    rows = sheet(as_reader, f"{TWO_YEARS}&every=week")
    assert [(row["series"], row["first_day"], row["last_day"], row["best"]) for row in rows] == [
        ("2023-01-01 to 2023-12-31", "2023-01-08", "2023-01-14", "10"),
        ("2023-01-01 to 2023-12-31", "2023-03-05", "2023-03-11", "2"),
        ("2024-01-01 to 2024-12-31", "2024-01-08", "2024-01-14", "18"),
        ("2024-01-01 to 2024-12-31", "2024-03-04", "2024-03-10", ""),
    ]
    figure = chart(as_reader, f"{TWO_YEARS}&every=week").figure
    bars = [trace for trace in figure.data if trace.type == "bar"]  # type: ignore[union-attr]
    assert [list(bar.x) for bar in bars] == [[9.1, 65.1], [11.9]]


def test_the_last_period_ends_with_its_span(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2023, 12, 30), (1, 1, 1), made_by=analyst)
    assert sheet(as_reader, f"{TWO_YEARS}&every=month")[0]["last_day"] == "2023-12-31"


def test_the_difference_is_said_in_words(as_reader: Client, record: list[Incident]) -> None:
    said = chart(as_reader, TWO_YEARS).takeaway
    assert "2023-01-01 to 2023-12-31: 12 (10 to 14) killed. 2024-01-01 to 2024-12-31: 18 (15 to 30)." in said
    assert "6 more in 2024-01-01 to 2024-12-31, 1.5 × as many." in said
    assert "1 incident without a figure" in said


@pytest.mark.parametrize(("figures", "said"), [((0, 0, 0), "18 more in 2024"), (None, "no figure")])
def test_nothing_and_unknown_give_no_ratio(
    as_reader: Client, analyst: User, figures: tuple[int, int, int] | None, said: str
) -> None:
    factories.toll(date(2023, 1, 10), figures, made_by=analyst)
    factories.toll(date(2024, 1, 9), (15, 18, 30), made_by=analyst)
    takeaway = chart(as_reader, TWO_YEARS).takeaway
    assert said in takeaway
    assert "×" not in takeaway


def test_two_actors_are_compared_on_the_same_days(as_reader: Client, record: list[Incident]) -> None:
    column, guard = factories.actor("Column"), factories.actor("Guard")
    factories.takes_part(record[0], column)
    factories.takes_part(record[2], guard)
    rows = sheet(as_reader, f"view=compare&actor={column.pk}&with_actor={guard.pk}&every=year")
    assert [(row["series"], row["first_day"], row["best"]) for row in rows] == [
        ("Column", "2023-01-01", "10"),
        ("Guard", "2024-01-01", "18"),
    ]
    bars = [trace for trace in chart(as_reader, f"view=compare&actor={column.pk}&with_actor={guard.pk}").figure.data
            if trace.type == "bar"]  # type: ignore[union-attr]  # fmt: skip
    assert [(bar.name, bar.marker.pattern.shape) for bar in bars] == [("Column", ""), ("Guard", "/")]


def test_a_bar_of_either_leads_to_its_incidents(as_reader: Client, record: list[Incident]) -> None:
    for line in chart(as_reader, f"{TWO_YEARS}&every=month").lines:
        (incident,) = as_reader.get(line.url).context["page"]
        assert line.url.startswith(f"/timeline/?since={incident.date_start:%Y}")


def test_what_is_compared_stays_in_the_address_of_the_file(as_reader: Client, record: list[Incident]) -> None:
    assert "with_since=2024-01-01&with_until=2024-12-31" in chart(as_reader, TWO_YEARS).csv


def test_compared_days_in_the_wrong_order_are_said(as_reader: Client, record: list[Incident]) -> None:
    shown = as_reader.get("/timeline/?view=compare&with_since=2024-05-01&with_until=2024-03-01").content.decode()
    assert "The last day lies before the first." in shown


# --- All views --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "by=country", "by=actor", "view=cumulative", "view=multiples", TWO_YEARS])
def test_the_file_has_exactly_the_numbers_of_the_screen(as_reader: Client, record: list[Incident], query: str) -> None:
    drawn = chart(as_reader, query)
    names = [column.name for column in drawn.columns]
    numbers = ("low", "best", "high", "incidents", "unknown")
    shown = [
        {name: getattr(cell, "value", cell) for name, cell in zip(names, line.cells, strict=True)}
        for line in drawn.lines
    ]
    downloaded = sheet(as_reader, query)
    assert [[str("" if row[name] is None else row[name]) for name in numbers] for row in shown] == [
        [row[name] for name in numbers] for row in downloaded
    ]
    assert downloaded


def test_the_columns_of_the_file_keep_their_order(as_reader: Client, record: list[Incident]) -> None:
    head = "first_day,last_day,category,measure,low,best,high,high_is_open,incidents,unknown,as_known_on,policy,filter"
    assert list(sheet(as_reader, "view=multiples")[0]) == head.split(",")
    assert list(sheet(as_reader, TWO_YEARS)[0]) == head.replace("unknown,", "unknown,series,").split(",")


@pytest.mark.parametrize("query", ["view=cumulative", "view=multiples", TWO_YEARS])
def test_no_view_asks_more_than_twelve_queries(
    as_reader: Client, record: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    with django_assert_max_num_queries(12):
        as_reader.get(f"/timeline/?{query}&country=Norland&as_of=2026-01-01&page=2")


# --- Lanes ----------------------------------------------------------------------------------------------


@pytest.fixture
def sides(record: list[Incident]) -> tuple[Actor, Actor]:
    column, guard = factories.actor("Column"), factories.actor("Guard")
    for incident in record[:3]:
        factories.takes_part(incident, column)
    factories.takes_part(record[0], guard)
    return column, guard


def lanes(client: Client, query: str = "") -> list[tuple[str, str, str]]:
    return [(row["incident"], row["lane"], row["best"]) for row in sheet(client, query, "lanes")]


def test_an_incident_stands_in_the_lane_of_each_actor(as_reader: Client, sides: tuple[Actor, Actor]) -> None:
    assert lanes(as_reader) == [
        ("Clash of 2023-01-10", "Column", "10"),
        ("Clash of 2023-01-10", "Guard", "10"),
        ("Clash of 2023-03-05", "Column", "2"),
        ("Clash of 2024-01-09", "Column", "18"),
        ("Clash of 2024-03-05", "not recorded", ""),
    ]


def test_lanes_can_be_countries_and_places(as_reader: Client, record: list[Incident]) -> None:
    assert {row[1] for row in lanes(as_reader, "lanes=country")} == {"Norland", "Sudland"}
    assert {row[1] for row in lanes(as_reader, "lanes=place")} == {"Ashkel, Norland", "Ashkel, Sudland"}


def test_lanes_follow_the_filters(as_reader: Client, record: list[Incident]) -> None:
    assert lanes(as_reader, "lanes=country&country=Sudland&until=2023-12-31") == [
        ("Clash of 2023-03-05", "Sudland", "2")
    ]


def test_a_mark_without_a_figure_is_hollow_and_leads_to_its_incident(as_reader: Client, record: list[Incident]) -> None:
    figure = as_reader.get("/timeline/lanes/?country=Sudland").context["chart"].figure
    marks = next(trace for trace in figure.data if trace.name == "incidents")
    assert list(marks.marker.color) == ["var(--chart-category-1)", "var(--chart-paper)"]
    assert list(marks.customdata) == [f"/incidents/{record[1].pk}/", f"/incidents/{record[3].pk}/"]


def test_days_that_an_incident_may_have_been_are_a_line(as_reader: Client, analyst: User) -> None:
    factories.toll(date(2024, 3, 1), (1, 1, 1), made_by=analyst, date_end=date(2024, 3, 31))
    figure = as_reader.get("/timeline/lanes/").context["chart"].figure
    (line,) = [trace for trace in figure.data if trace.mode == "lines"]
    assert list(line.x) == ["2024-03-01", "2024-04-01", None]


def test_what_the_lanes_leave_out_is_said(as_reader: Client, analyst: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.charts.series.lanes.MOST_MARKS", 2)
    monkeypatch.setattr("incidents.charts.series.lanes.MOST_LANES", 1)
    for number in range(1, 4):
        factories.toll(date(2024, 1, number), (number, number, number), made_by=analyst)
    factories.toll(date(2024, 1, 1), (9, 9, 9), made_by=analyst, country="Sudland")
    answer = as_reader.get("/timeline/lanes/?lanes=country").context["chart"]
    assert "1 further lane with fewer incidents not drawn." in answer.takeaway
    assert "the 2 marks with most people; 1 left out." in answer.takeaway
    assert [line.cells[7] for line in answer.lines] == [2, 3]


def test_the_timeline_fetches_its_lanes_and_links_to_them(as_reader: Client, record: list[Incident]) -> None:
    shown = as_reader.get("/timeline/?country=Norland&lanes=place").content.decode()
    assert 'hx-get="/timeline/lanes/?country=Norland&amp;lanes=place"' in shown
    assert 'href="/timeline/lanes/?country=Norland&amp;lanes=place"' in shown


def test_lanes_are_a_fragment_under_the_timeline_and_else_a_page(as_reader: Client, record: list[Incident]) -> None:
    headers = {"HX-Request": "true", "HX-Target": "lanes"}
    fragment = as_reader.get("/timeline/lanes/", headers=headers).content.decode()
    page = as_reader.get("/timeline/lanes/").content.decode()
    assert fragment.strip().startswith('<section class="panel" id="lanes"')
    assert "Back to the timeline" in page
    assert 'id="record"' in page


def test_lanes_ask_the_same_few_queries_whatever_their_number(
    as_reader: Client, record: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        factories.takes_part(
            factories.toll(date(2024, 2, 1) + timedelta(days=number), (1, 1, 1), made_by=record[0].made_by),
            factories.actor(),
        )
    with django_assert_max_num_queries(11):
        as_reader.get("/timeline/lanes/")


def test_lanes_replayed_lead_to_incidents_of_that_day(as_reader: Client, record: list[Incident]) -> None:
    Incident.objects.update(known_from="2024-01-01T00:00Z")
    (line, *_) = as_reader.get("/timeline/lanes/?as_of=2025-01-01").context["chart"].lines
    assert line.url.endswith("/?as_of=2025-01-01")
