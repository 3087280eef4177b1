"""The map: what lies close goes together, what is not known has no pin, and every incident is somewhere in its rows."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.charts.series import places
from incidents.extent import WORLD
from incidents.models import Incident
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import GeoPrecision
from tests import factories

pytestmark = pytest.mark.django_db


def clash(place: str, latitude: float | None, longitude: float | None, best: int | None = 5, **values: Any) -> Incident:
    """An incident at a place that is known exactly, with one less than best to four more; no figure for None."""
    incident = factories.incident(
        f"Clash in {place}",
        **{"geo_precision": GeoPrecision.EXACT, "place_name": place, "latitude": latitude, "longitude": longitude}
        | values,
    )
    if best is not None:
        incident.estimates.create(
            measure="killed", population_key=PEOPLE_KEY, low=max(0, best - 1), best=best, high=best + 4
        )
    return incident


@pytest.fixture
def norland(analyst: User) -> list[Incident]:
    """Two towns close to each other, one of them twice, one far away, a district, and what is known no closer."""
    return [
        clash("Ashkel", 12.5, 40.25, 30, made_by=analyst),
        clash("Ashkel", 12.5, 40.25, 4, made_by=analyst, date_start=date(2024, 5, 7)),
        clash("Brin", 12.62, 40.3, None, made_by=analyst),
        clash("Ostwick", 18.0, 31.0, 7, made_by=analyst, country="Sudland"),
        clash("Low district", 8.0, 44.0, 2, made_by=analyst, geo_precision=GeoPrecision.ADMIN2),
        clash("", 15.0, 40.0, 100, made_by=analyst, geo_precision=GeoPrecision.COUNTRY),
        clash("A farm", None, None, 3, made_by=analyst),
    ]


def marks(client: Client, query: str = "") -> list[tuple[str, int, int | None]]:
    return [(row.label, row.incidents, row.best) for row in client.get(f"/map/{query}").context["selection"].marks]


def off_map(client: Client, query: str = "") -> list[tuple[str, int, int | None]]:
    return [(row.label, row.incidents, row.best) for row in client.get(f"/map/{query}").context["selection"].off_map]


def test_incidents_that_lie_close_are_one_mark_on_a_wide_map(as_reader: Client, norland: list[Incident]) -> None:
    assert marks(as_reader) == [
        ("around Ashkel, Norland", 3, 34),
        ("Ostwick, Sudland", 1, 7),
        ("Low district, Norland", 1, 2),
    ]


def test_they_come_apart_when_the_map_comes_nearer(as_reader: Client, norland: list[Incident]) -> None:
    assert marks(as_reader, "?box=40,12,41,13") == [("Ashkel, Norland", 2, 34), ("Brin, Norland", 1, None)]


def test_a_mark_for_several_leads_to_a_map_on_which_they_come_apart(as_reader: Client, norland: list[Incident]) -> None:
    first = as_reader.get("/map/").context["selection"].marks[0]
    nearer = as_reader.get(first.url).context["selection"].marks
    assert [row.label for row in nearer] == ["Ashkel, Norland", "Brin, Norland"]


def test_the_mark_of_one_incident_leads_to_its_page(as_reader: Client, norland: list[Incident]) -> None:
    ostwick = as_reader.get("/map/").context["selection"].marks[1]
    assert ostwick.url == f"/incidents/{norland[3].pk}/"


def test_the_mark_of_one_place_leads_to_the_list_of_its_incidents(as_reader: Client, norland: list[Incident]) -> None:
    ashkel = as_reader.get("/map/?box=40,12,41,13").context["selection"].marks[0]
    answer = as_reader.get(ashkel.url)
    assert [incident.pk for incident in answer.context["page"]] == [norland[1].pk, norland[0].pk]


def test_a_mark_stands_in_the_middle_of_its_incidents(as_reader: Client, norland: list[Incident]) -> None:
    around_ashkel = as_reader.get("/map/").context["selection"].marks[0]
    assert around_ashkel.latitude == pytest.approx((12.5 + 12.5 + 12.62) / 3)


def test_a_place_without_a_figure_is_unknown_and_not_zero(as_reader: Client, norland: list[Incident]) -> None:
    brin = as_reader.get("/map/?box=40,12,41,13").context["selection"].marks[1]
    assert (brin.low, brin.best, brin.high, brin.unknown) == (None, None, None, 1)
    assert "no figure" in as_reader.get("/map/?box=40,12,41,13").content.decode()


def test_what_is_known_no_closer_than_its_country_is_listed_and_has_no_mark(
    as_reader: Client, norland: list[Incident]
) -> None:
    assert off_map(as_reader) == [("Norland, no closer", 1, 100), ("no coordinates", 1, 3)]
    page = as_reader.get("/map/").content.decode()
    assert "Not on the map: 2 incidents (1 known no closer than their country, 1 without coordinates)." in page


def test_a_place_of_unrecorded_precision_is_not_taken_to_be_exact(as_reader: Client) -> None:
    clash("Ashkel", 12.5, 40.25, geo_precision="")
    assert marks(as_reader) == []
    assert off_map(as_reader) == [("Norland, no closer", 1, 5)]


@pytest.mark.parametrize(("group", "at"), [("country:Norland", 5), ("nowhere", 6)])
def test_what_has_no_mark_leads_to_its_incidents(
    as_reader: Client, norland: list[Incident], group: str, at: int
) -> None:
    answer = as_reader.get(f"/map/?group={group}")
    assert [incident.pk for incident in answer.context["page"]] == [norland[at].pk]


def test_what_lies_outside_the_part_that_is_shown_is_counted(as_reader: Client, norland: list[Incident]) -> None:
    assert ("outside this map", 2, 9) in off_map(as_reader, "?box=40,12,41,13")


def test_the_map_opens_on_what_was_found_and_no_nearer_than_eight_degrees(as_reader: Client) -> None:
    clash("Ashkel", 12.5, 40.25)
    extent = as_reader.get("/map/").context["selection"].extent
    assert extent.south < 12.5 < extent.north
    assert extent.north - extent.south == pytest.approx(8, rel=0.05)


@pytest.mark.parametrize("box", ["12", "40,13,41,12", "40,12,400,13"])
def test_a_wrong_part_of_the_map_says_so_and_shows_all(as_reader: Client, norland: list[Incident], box: str) -> None:
    answer = as_reader.get(f"/map/?box={box}")
    assert "This choice narrows nothing" in answer.content.decode()
    assert answer.context["form"]["box"].errors
    assert len(answer.context["selection"].marks) == 3


def test_a_map_across_the_date_line_shows_both_sides(as_reader: Client) -> None:
    clash("West reef", -10.0, 179.0, 3)
    clash("East reef", -10.0, -179.0, 4)
    clash("Ashkel", 12.5, 40.25)
    assert marks(as_reader, "?box=170,-20,-170,0") == [("East reef, Norland", 1, 4), ("West reef, Norland", 1, 3)]


def test_a_hundred_thousand_places_are_some_three_hundred_marks(as_reader: Client, analyst: User) -> None:
    told = random.Random(6)
    Incident.objects.bulk_create(
        Incident(
            title="Clash", date_start=date(2024, 3, 5), date_end=date(2024, 3, 5), made_by=analyst,
            geo_precision="exact", latitude=told.uniform(-50, 70), longitude=told.uniform(-180, 180),
        )
        for _ in range(3000)
    )  # fmt: skip
    assert 150 < len(marks(as_reader)) <= 21 * 14


def test_every_incident_is_counted_once_whatever_the_part_of_the_map(as_reader: Client, analyst: User) -> None:
    told = random.Random(7)
    best = {}
    for number in range(60):
        best[number] = told.choice([None, 0, told.randrange(90)])
        somewhere = told.random() < 0.8
        clash(
            f"Town {number}",
            told.uniform(-90, 90) if somewhere else None,
            told.uniform(-180, 180) if somewhere else None,
            best[number],
            made_by=analyst,
            geo_precision=told.choice([*GeoPrecision, ""]),
            country=told.choice(["Norland", "Sudland", ""]),
        )
    known = [number for number in best.values() if number is not None]
    for query in ("", "?box=-180,-50,180,70", "?box=10,0,60,30", "?box=150,-40,-120,40", "?country=Sudland"):
        selection = as_reader.get(f"/map/{query}").context["selection"]
        listed = as_reader.get(f"/incidents/{query}").context["page"].paginator.count
        assert selection.incidents == listed
        if "country" not in query:
            assert sum(row.unknown for row in selection.rows) == 60 - len(known)
            assert (selection.best, selection.low) == (sum(known), sum(max(0, each - 1) for each in known))
            assert selection.high == sum(each + 4 for each in known)


def test_the_table_and_the_file_have_the_same_rows(as_reader: Client, norland: list[Incident]) -> None:
    table = as_reader.get("/map/").context["chart"].lines
    file = list(csv.DictReader(io.StringIO(as_reader.get("/map/figures.csv").content.decode())))
    assert [row["place"] for row in file] == [line.cells[0] for line in table]
    assert [row["best"] for row in file] == ["34", "7", "2", "100", "3"]
    assert (file[1]["latitude"], file[1]["longitude"], file[1]["drawn_as"]) == ("18.0", "31.0", "place")
    assert (file[2]["precision"], file[2]["drawn_as"]) == ("district", "area")
    assert (file[3]["latitude"], file[3]["drawn_as"]) == ("", "country only")


def test_the_one_sentence_says_where_most_were_counted(as_reader: Client, norland: list[Incident]) -> None:
    assert "Most: Ashkel, Norland, 34 killed in 2 incidents." in as_reader.get("/map/?box=40,12,41,13").content.decode()


def test_the_filters_of_the_record_narrow_the_map(as_reader: Client, norland: list[Incident]) -> None:
    assert marks(as_reader, "?country=Sudland") == [("Ostwick, Sudland", 1, 7)]
    assert marks(as_reader, "?since=2024-04-01&box=40,12,41,13") == [("Ashkel, Norland", 1, 4)]


def test_a_replay_shows_what_was_known_then(as_reader: Client) -> None:
    incident = clash("Ashkel", 12.5, 40.25, 30)
    Incident.objects.filter(pk=incident.pk).update(known_from=datetime(2024, 3, 6, tzinfo=UTC))
    incident.vintages.create(
        measure="killed", population_key=PEOPLE_KEY, low=1, best=2, high=3, known_from=datetime(2024, 3, 6, tzinfo=UTC)
    )
    assert marks(as_reader, "?as_of=2024-03-07") == [("Ashkel, Norland", 1, 2)]
    assert marks(as_reader, "?as_of=2024-03-05") == []
    answer = as_reader.get("/map/?as_of=2024-03-07")
    assert answer.context["selection"].marks[0].url == f"/incidents/{incident.pk}/?as_of=2024-03-07"


# --- When it happened ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("?at=2024-03", [30]),
        ("?at=2024-05", [34]),
        ("?at=2024-05&span=only", [4]),
        ("?at=2024-W10&span=only", [30]),
        ("?at=2024&span=only", [34]),
        ("?at=2023", []),
    ],
)
def test_the_map_shows_what_happened_up_to_a_time_or_only_then(
    as_reader: Client, norland: list[Incident], query: str, best: list[int]
) -> None:
    found = [row for row in marks(as_reader, f"{query}&box=40,12,41,13") if row[2] is not None]
    assert [row[2] for row in found] == best


def test_the_caption_says_the_time(as_reader: Client, norland: list[Incident]) -> None:
    assert "happened up to March 2024" in as_reader.get("/map/?at=2024-03").context["caption"].filter
    assert "happened in March 2024" in as_reader.get("/map/?at=2024-03&span=only").context["caption"].filter


@pytest.mark.parametrize("at", ["2024-13", "soon", "9999-12", "2024-W60"])
def test_a_wrong_time_says_so_and_shows_any_time(as_reader: Client, norland: list[Incident], at: str) -> None:
    answer = as_reader.get(f"/map/?at={at}")
    assert "Write the month as 2024-03" in answer.content.decode()
    assert len(answer.context["selection"].marks) == 3


def test_the_slider_goes_by_weeks_months_or_years_as_fits(as_reader: Client, norland: list[Incident]) -> None:
    def steps() -> list[str]:
        return [step.text for step in as_reader.get("/map/").context["steps"].steps]

    assert steps()[::9] == ["2024-W10", "2024-W19"]
    clash("Ostwick", 18.0, 31.0, date_start=date(2023, 10, 1))
    assert steps() == ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
    clash("Ostwick", 18.0, 31.0, date_start=date(2010, 12, 1))
    assert steps()[:2] == ["2010", "2011"]


def test_the_slider_stands_behind_its_last_step_while_any_time_is_shown(
    as_reader: Client, norland: list[Incident]
) -> None:
    assert as_reader.get("/map/").context["steps"].position == 10
    assert as_reader.get("/map/?at=2024-W10").context["steps"].position == 0


def test_sizes_stay_while_time_goes_by(as_reader: Client, norland: list[Incident]) -> None:
    whole = as_reader.get("/map/?box=40,12,41,13").context["selection"].most
    assert as_reader.get("/map/?box=40,12,41,13&at=2024-05&span=only").context["selection"].most == whole == 34


# --- Around the map -----------------------------------------------------------------------------------


def test_the_ways_around_the_map_are_plain_links_that_keep_the_filters(
    as_reader: Client, norland: list[Incident]
) -> None:
    ways = {way.key: way.address for way in as_reader.get("/map/?country=Norland&box=40,12,41,13").context["ways"]}
    assert ways["all"] == "/map/?country=Norland"
    assert all("country=Norland" in address for address in ways.values())
    nearer = as_reader.get(ways["in"]).context["selection"].extent
    assert nearer.width < as_reader.get("/map/?box=40,12,41,13").context["selection"].extent.width


def test_a_way_that_leads_nowhere_from_here_is_none(as_reader: Client, norland: list[Incident]) -> None:
    ways = {way.key: way.address for way in as_reader.get(f"/map/?box={WORLD}").context["ways"]}
    assert (ways["out"], ways["north"], ways["west"]) == ("", "", "")
    assert ways["in"]


def test_a_part_of_the_page_answers_htmx(as_reader: Client, norland: list[Incident]) -> None:
    part = as_reader.get("/map/?at=2024-03", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="record">')
    assert "<html" not in part


def test_a_map_of_nothing_says_so(as_reader: Client) -> None:
    assert "No incident yet" in as_reader.get("/map/").content.decode()


def test_the_map_asks_the_same_few_queries_whatever_it_shows(
    as_reader: Client, norland: list[Incident], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get("/map/?at=2024&box=-180,-60,180,75")
    for number in range(30):
        clash(f"Town {number}", 5.0 + number, 20.0 + number, number, made_by=norland[0].made_by)
    with django_assert_max_num_queries(12) as many:
        as_reader.get("/map/?at=2024&box=-180,-60,180,75")
    assert len(many) == len(few)


def test_cells_keep_their_places_while_the_map_is_moved(as_reader: Client, norland: list[Incident]) -> None:
    shown = as_reader.get("/map/?box=30,6,46,16").context["selection"].extent
    moved = shown.moved(east=0.05)
    of = {row.label: row.incidents for row in places.gather_places(Incident.objects.with_toll(), shown).marks}
    assert {row.label: row.incidents for row in places.gather_places(Incident.objects.with_toll(), moved).marks} == of


def test_a_row_that_is_none_lists_nothing(as_reader: Client, norland: list[Incident]) -> None:
    assert list(as_reader.get("/map/?group=somewhere").context["page"]) == []
