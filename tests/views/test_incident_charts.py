"""The charts of one incident: figure, table and file say the same, today and as known on a date."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.charts.figures import as_json
from incidents.charts.frame import Chart
from incidents.models import Incident
from incidents.vocabulary import Hedge, Measure
from tests import factories

pytestmark = pytest.mark.django_db

DOZENS = {"low": 12, "best": 24, "high": 99, "hedge": Hedge.VAGUE, "words": "dozens"}
NO_FIGURE = {"low": 1, "best": None, "high": None, "open_upper": True, "hedge": Hedge.UNQUANTIFIED, "words": "losses"}
DENIAL = {"low": 0, "best": 0, "high": 0, "denies": True, "hedge": Hedge.DENIAL, "words": "nobody died"}


@pytest.fixture
def clash(analyst: User) -> Incident:
    """A clinic counts 12 and then 15; a mayor says dozens, a colonel losses, a spokesman nobody."""
    incident = factories.incident(made_by=analyst, date_start=date(2024, 3, 4))
    factories.reviewed_report(
        incident,
        {"low": 12, "words": "12 bodies", "claimant_name": "the clinic"},
        {"claimant_name": "the mayor", **DOZENS},
        {"claimant_name": "the colonel", **NO_FIGURE},
    )
    factories.reviewed_report(
        incident,
        {"low": 15, "words": "15 bodies", "claimant_name": "the clinic", "as_of": date(2024, 3, 6)},
        {"claimant_name": "the spokesman", **DENIAL},
        published=date(2024, 3, 7),
    )
    return incident


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))


def chart(client: Client, incident: Incident, name: str, query: str = "") -> Chart:
    found = client.get(f"/incidents/{incident.pk}/{query}").context[name]
    assert isinstance(found, Chart)
    return found


def marks(found: Chart) -> list[tuple[str, float]]:
    """The address and the height of every mark."""
    data = as_json(found.figure)["data"] if found.figure else []
    return [
        (url, y)
        for trace in data
        if "customdata" in trace
        for url, y in zip(trace["customdata"], trace["y"], strict=True)
    ]


# --- Claims over time -------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?as_of=2024-03-05"])
def test_figure_table_and_file_have_the_same_claims(as_reader: Client, clash: Incident, query: str) -> None:
    found = chart(as_reader, clash, "claims_chart", query)
    written = rows(as_reader, f"/incidents/{clash.pk}/claims.csv{query}")
    assert sorted(url for url, _ in marks(found)) == sorted(line.url for line in found.lines)
    assert [row["words"] for row in written] == [line.cells[5] for line in found.lines]
    heights = sorted(y for _, y in marks(found) if y >= 0)
    assert heights == sorted(float(row["best"] or row["low"]) for row in written if row["low"])
    assert found.n == ("3 claims" if query else "5 claims")


def test_a_claim_without_a_figure_is_an_empty_cell_of_the_file(as_reader: Client, clash: Incident) -> None:
    (row,) = [row for row in rows(as_reader, f"/incidents/{clash.pk}/claims.csv") if row["words"] == "losses"]
    assert (row["low"], row["best"], row["high"]) == ("", "", "")


def test_a_denial_is_0_in_the_file_and_said_to_be_one(as_reader: Client, clash: Incident) -> None:
    (row,) = [row for row in rows(as_reader, f"/incidents/{clash.pk}/claims.csv") if row["words"] == "nobody died"]
    assert (row["best"], row["denies"]) == ("0", "true")


def test_what_was_replaced_is_joined_to_what_took_its_place(as_reader: Client, clash: Incident) -> None:
    by_words = {row["words"]: row for row in rows(as_reader, f"/incidents/{clash.pk}/claims.csv")}
    assert by_words["12 bodies"]["replaced_by"] == by_words["15 bodies"]["claim"]
    (line,) = [
        trace
        for trace in as_json(chart(as_reader, clash, "claims_chart").figure)["data"]  # type: ignore[arg-type]
        if trace.get("name") == "said next"
    ]
    assert line["y"] == [12, 15, None]


def test_nothing_was_replaced_before_something_newer_was_known(as_reader: Client, clash: Incident) -> None:
    written = rows(as_reader, f"/incidents/{clash.pk}/claims.csv?as_of=2024-03-05")
    assert {row["replaced_by"] for row in written} == {""}


def test_by_event_claims_stand_at_their_own_day_else_at_that_of_the_incident(
    as_reader: Client, clash: Incident
) -> None:
    found = chart(as_reader, clash, "claims_chart", "?time=event")
    first = {
        url: x[:10]
        for trace in as_json(found.figure)["data"]  # type: ignore[arg-type]
        if "customdata" in trace
        for url, x in zip(trace["customdata"], trace["x"], strict=True)
    }
    days = {claim.words: first[claim.get_absolute_url()] for claim in clash.claims.select_related("report")}
    assert (days["12 bodies"], days["15 bodies"]) == ("2024-03-04", "2024-03-06")


def test_a_switch_leads_from_one_time_to_the_other_and_keeps_the_date(as_reader: Client, clash: Incident) -> None:
    shown = as_reader.get(f"/incidents/{clash.pk}/?time=event&as_of=2024-03-05").content.decode()
    assert f'href="/incidents/{clash.pk}/?as_of=2024-03-05#claims-over-time" id="time-published"' in shown
    assert 'id="time-event" aria-current="true"' in shown


def test_the_caption_says_what_the_chart_is_drawn_from(as_reader: Client, clash: Incident) -> None:
    caption = as_reader.get(f"/incidents/{clash.pk}/?as_of=2024-03-05").context["caption"]
    assert (caption.filter, caption.policy, caption.as_of) == (
        "Armed clash in Ashkel",
        "desk",
        "as known on 2024-03-05",
    )


# --- The estimate as known then -----------------------------------------------------------------------


def test_the_estimate_is_written_at_each_moment_at_which_it_changed(as_reader: Client, clash: Incident) -> None:
    written = rows(as_reader, f"/incidents/{clash.pk}/known.csv")
    assert [(row["known_from"], row["low"], row["best"], row["high"]) for row in written] == [
        ("2024-03-05", "12", "12", "12"),
        ("2024-03-07", "15", "15", "15"),
    ]
    assert [line.cells[2] for line in chart(as_reader, clash, "known_chart").lines] == [12, 15]


def test_a_replay_writes_what_was_known_by_then(as_reader: Client, clash: Incident) -> None:
    written = rows(as_reader, f"/incidents/{clash.pk}/known.csv?as_of=2024-03-06")
    assert [(row["best"], row["as_known_on"]) for row in written] == [("12", "2024-03-06")]


# --- All files ----------------------------------------------------------------------------------------

FILES = ("claims", "known")


@pytest.mark.parametrize("name", FILES)
def test_a_file_as_of_no_day_has_no_figures(as_reader: Client, clash: Incident, name: str) -> None:
    answer = as_reader.get(f"/incidents/{clash.pk}/{name}.csv?as_of=soon")
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")


@pytest.mark.parametrize("name", FILES)
def test_an_incident_of_which_nothing_was_known_has_no_file(as_reader: Client, clash: Incident, name: str) -> None:
    assert as_reader.get(f"/incidents/{clash.pk}/{name}.csv?as_of=2024-03-01").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_the_page_leads_to_its_files_as_known_then(as_reader: Client, clash: Incident, name: str) -> None:
    shown = as_reader.get(f"/incidents/{clash.pk}/?as_of=2024-03-05").content.decode()
    assert f'href="/incidents/{clash.pk}/{name}.csv?as_of=2024-03-05"' in shown


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_for_those_who_signed_in(client: Client, clash: Incident, name: str) -> None:
    assert client.get(f"/incidents/{clash.pk}/{name}.csv").status_code == 302


# --- The map ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "words"),
    [("exact", "exact place, 12.53, 40.25."), ("near", "about 12.5, 40.2."), ("admin1", "about 13, 40.")],
)
def test_no_more_digits_are_shown_than_are_known(as_reader: Client, precision: str, words: str) -> None:
    incident = factories.incident(latitude=12.534, longitude=40.248, geo_precision=precision)
    assert words in chart(as_reader, incident, "map_chart").takeaway


def test_a_measure_of_which_nobody_gives_a_figure_is_not_on_the_chart(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(clash, {**NO_FIGURE, "measure": Measure.INJURED, "words": "many were hurt"})
    assert "many were hurt" not in [line.cells[5] for line in chart(as_reader, clash, "claims_chart").lines]
