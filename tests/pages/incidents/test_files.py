"""The file of the incidents that a filter chooses: what its columns say, and what it never makes up."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident
from incidents.vocabulary import EventType, Hedge, Side, Status
from tests import factories

pytestmark = pytest.mark.django_db


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of the file, by the names of its columns."""
    answer = client.get(f"/incidents/export.csv{query}")
    assert answer.status_code == 200, answer.content.decode()
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))  # type: ignore[attr-defined]


@pytest.fixture
def clash(analyst: User) -> Incident:
    """At least 12 dead by one report of 5 March, 20 by another of 9 March; two sides and a bystander."""
    incident = factories.incident(
        admin1="Northern Province", admin2="Ashkel District", geo_precision="exact", made_by=analyst
    )
    for name, side in (("Town guard", Side.B), ("Northern Column", Side.A), ("Sudland", Side.OTHER)):
        factories.takes_part(incident, factories.actor(name), side)
    told = {"open_upper": True, "high": None, "hedge": Hedge.AT_LEAST, "claimant_name": "the clinic"}
    factories.reviewed_report(incident, told)
    factories.reviewed_report(incident, {"low": 20, "claimant_name": "the governor"}, published=date(2024, 3, 9))
    return incident


def test_a_row_says_what_happened_and_what_stands(as_reader: Client, clash: Incident) -> None:
    (row,) = rows(as_reader, "?country=Norland")
    assert row == {
        "id": str(clash.pk),
        "title": "Armed clash in Ashkel",
        "date_start": "2024-03-05",
        "date_end": "2024-03-05",
        "date_precision": "day",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "country": "Norland",
        "admin1": "Northern Province",
        "admin2": "Ashkel District",
        "place": "Ashkel",
        "latitude": "12.5",
        "longitude": "40.25",
        "geo_precision": "exact",
        "side_a": "Northern Column",
        "side_b": "Town guard",
        "other_actors": "Sudland",
        "measure": "killed",
        "whose": "everybody",
        "low": "20",
        "best": "20",
        "high": "20",
        "high_is_open": "false",
        "flags": "",
        "reports": "2",
        "as_known_on": datetime.now(UTC).date().isoformat(),
        "policy": "desk",
        "filter": "country Norland",
        "address": f"http://testserver/incidents/{clash.pk}/",
    }


def test_as_of_an_earlier_day_it_says_what_was_known_then(as_reader: Client, clash: Incident) -> None:
    (row,) = rows(as_reader, "?as_of=2024-03-07")
    assert (row["low"], row["best"], row["high"], row["high_is_open"]) == ("12", "12", "12", "true")
    assert (row["reports"], row["as_known_on"]) == ("1", "2024-03-07")
    assert row["address"] == f"http://testserver/incidents/{clash.pk}/?as_of=2024-03-07"


def test_a_report_counts_from_the_minute_at_which_it_was_published(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(clash, published=date(2024, 3, 7), published_time=time(14, 5))
    assert [row["reports"] for row in rows(as_reader, "?as_of=2024-03-07T14:04")] == ["1"]
    assert [row["reports"] for row in rows(as_reader, "?as_of=2024-03-07T14:05")] == ["2"]


def test_an_incident_is_not_told_by_a_source_before_that_published(as_reader: Client, clash: Incident) -> None:
    late = factories.source("Evening post")
    factories.reviewed_report(clash, source=late, published=date(2024, 3, 7), published_time=time(14, 5))
    assert len(rows(as_reader, f"?source={late.pk}&as_of=2024-03-07T14:04")) == 0
    assert len(rows(as_reader, f"?source={late.pk}&as_of=2024-03-07T14:05")) == 1


def test_words_are_not_found_before_they_were_published(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(clash, title="Ceasefire signed", published=date(2024, 3, 7))
    assert len(rows(as_reader, "?q=ceasefire&as_of=2024-03-06")) == 0
    assert len(rows(as_reader, "?q=ceasefire&as_of=2024-03-07")) == 1


def test_what_is_unknown_is_an_empty_cell_and_never_zero(as_reader: Client, analyst: User) -> None:
    factories.incident(event_type="", sub_event_type="", country="", latitude=None, longitude=None, made_by=analyst)
    (row,) = rows(as_reader)
    unknown = ("event_type", "country", "latitude", "longitude", "side_a", "low", "best", "high", "high_is_open")
    assert [row[name] for name in unknown] == [""] * 9
    assert row["reports"] == "0"


def test_nobody_killed_is_a_zero(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 0, "denies": True, "hedge": Hedge.DENIAL})
    assert [row["best"] for row in rows(as_reader)] == ["0"]


def test_the_losses_of_civilians_alone_can_be_asked_for(as_reader: Client, analyst: User) -> None:
    incident = factories.incident(made_by=analyst)
    factories.reviewed_report(incident, {"low": 30}, {"low": 7, "status": Status.CIVILIAN})
    (row,) = rows(as_reader, "?status=civilian")
    assert (row["whose"], row["best"]) == ("civilians", "7")


def test_several_flags_and_actors_share_a_cell(as_reader: Client, clash: Incident) -> None:
    factories.takes_part(clash, factories.actor("Border guard"), Side.B)
    clash.estimates.filter(actor=None, status=Status.UNKNOWN).update(flags=["contested", "vague_conflict"])
    (row,) = rows(as_reader)
    assert row["side_b"] == "Town guard; Border guard"
    assert row["flags"] == "contested; vague_conflict"


def test_the_newest_incident_comes_first_and_merged_ones_do_not(as_reader: Client, clash: Incident) -> None:
    factories.incident("Later", date_start=date(2024, 5, 1), made_by=clash.made_by)
    factories.incident("Turned out to be another", merged_into=clash, made_by=clash.made_by)
    assert [row["title"] for row in rows(as_reader)] == ["Later", "Armed clash in Ashkel"]


def test_a_spreadsheet_finds_no_formula(as_reader: Client, analyst: User) -> None:
    incident = factories.incident("=HYPERLINK(1)", made_by=analyst)
    factories.takes_part(incident, factories.actor("@Column"))
    (row,) = rows(as_reader)
    assert (row["title"], row["side_a"]) == ("'=HYPERLINK(1)", "'@Column")


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        ("exact", ("12.34568", "40.98765")),
        ("near", ("12.35", "40.99")),
        ("", ("12.35", "40.99")),
        ("admin2", ("12.3", "41.0")),
        ("admin1", ("12.3", "41.0")),
        ("country", ("12.3", "41.0")),
    ],
)
def test_a_place_is_written_as_exactly_as_it_is_known(
    as_reader: Client, analyst: User, precision: str, written: tuple[str, str]
) -> None:
    factories.incident(latitude=12.345678, longitude=40.987654, geo_precision=precision, made_by=analyst)
    (row,) = rows(as_reader)
    assert (row["latitude"], row["longitude"]) == written
    assert row["geo_precision"] == precision


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_of=yesterday", "as_of: Write the day as 2024-03-31, or the minute as 2024-03-31T14:05."),
        ("?since=2024-13-01", "since: Write the day as 2024-03-31."),
        ("?since=2024-05-01&until=2024-03-01", "until: The last day lies before the first."),
        ("?country=Nowhere", "country: “Nowhere” is none of the choices."),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(as_reader: Client, clash: Incident, query: str, said: str) -> None:
    answer = as_reader.get(f"/incidents/export.csv{query}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert answer.content.decode() == f"{said}\n"


def test_the_file_is_named_after_what_it_counts_and_as_of_when(as_reader: Client, clash: Incident) -> None:
    answer = as_reader.get("/incidents/export.csv?measure=injured&as_of=2024-03-07T14:05")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="incidents-injured-as-known-on-2024-03-07T1405.csv"'


@pytest.mark.parametrize("page", ["/incidents/", "/timeline/"])
def test_every_page_of_the_record_leads_to_the_file_of_its_choice(
    as_reader: Client, clash: Incident, page: str
) -> None:
    factories.incident(event_type=EventType.RIOTS, sub_event_type="", made_by=clash.made_by)
    link = 'id="record-csv" href="/incidents/export.csv?type=Battles&amp;as_of=2024-03-07"'
    assert link in as_reader.get(f"{page}?type=Battles&as_of=2024-03-07&page=1").content.decode()
    assert [row["id"] for row in rows(as_reader, "?type=Battles&as_of=2024-03-07")] == [str(clash.pk)]


@pytest.mark.parametrize("page", ["/incidents/", "/timeline/"])
def test_the_link_follows_the_filters_without_a_new_page(as_reader: Client, clash: Incident, page: str) -> None:
    fragment = as_reader.get(f"{page}?type=Battles", headers={"HX-Request": "true"}).content.decode()
    assert 'id="record-csv" href="/incidents/export.csv?type=Battles"' in fragment


def test_the_file_has_the_rows_of_the_list_with_the_figures_of_the_list(as_reader: Client, clash: Incident) -> None:
    for number in range(60):
        factories.incident(f"Clash {number}", date_start=date(2024, 4, 1 + number % 30), made_by=clash.made_by)
    pages = [as_reader.get(f"/incidents/?page={number}").context["page"] for number in (1, 2)]
    shown = [(str(each.pk), str(each.toll_best or "")) for page in pages for each in page]
    assert len(shown) == 61
    assert [(row["id"], row["best"]) for row in rows(as_reader)] == shown


def test_the_file_asks_the_same_few_queries_whatever_its_length(
    as_reader: Client, clash: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8) as few:
        assert len(rows(as_reader)) == 1
    for number in range(30):
        another = factories.incident(f"Clash {number}", made_by=clash.made_by)
        factories.takes_part(another, factories.actor())
    with django_assert_max_num_queries(8) as many:
        assert len(rows(as_reader)) == 31
    assert len(many) == len(few)


def test_nobody_outside_gets_the_file(client: Client, clash: Incident) -> None:
    assert client.get("/incidents/export.csv")["Location"].startswith("/sign-in/")
