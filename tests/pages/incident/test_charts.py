"""The charts of one incident: figure, table and file say the same, today and as known on a date."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from incidents.charts.figures import figure_json
from incidents.charts.frame import Chart
from incidents.models import Incident
from incidents.models.people import PEOPLE_KEY
from incidents.vocabulary import Group, Hedge, Measure, Side, Status
from incidents.workflow.review.decisions import reject_claim
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


def drawn(found: Chart) -> list[dict[str, Any]]:
    """The traces of a chart."""
    traces: list[dict[str, Any]] = figure_json(found.figure)["data"] if found.figure else []
    return traces


def marks(found: Chart) -> list[tuple[str, float]]:
    """The address and the height of every mark."""
    return [
        (url, y)
        for trace in drawn(found)
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
    (line,) = [trace for trace in drawn(chart(as_reader, clash, "claims_chart")) if trace.get("name") == "said next"]
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
        for trace in drawn(found)
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


# --- Whose losses -------------------------------------------------------------------------------------


@pytest.fixture
def apart(clash: Incident) -> Incident:
    """Beside the 15 of the clinic: 4 of the town guard, 6 civilians, 2 of them women."""
    guard = factories.actor("Town guard")
    factories.reviewed_report(
        clash,
        {"low": 4, "actor": guard, "status": Status.COMBATANT, "words": "4 guards"},
        {"low": 6, "status": Status.CIVILIAN, "words": "6 civilians"},
        {"low": 2, "status": Status.CIVILIAN, "group": Group.WOMEN, "words": "2 women"},
        published=date(2024, 3, 8),
    )
    return clash


def test_populations_stand_in_the_order_of_the_tree_with_what_nobody_tells_apart(
    as_reader: Client, apart: Incident
) -> None:
    written = rows(as_reader, f"/incidents/{apart.pk}/populations.csv")
    assert [(row["population"], row["level"], row["best"], row["is_group"]) for row in written] == [
        ("people as a whole", "0", "15", "false"),
        ("civilians", "1", "6", "false"),
        ("women", "2", "2", "true"),
        ("Town guard", "1", "4", "false"),
        ("not told apart", "1", "5", "false"),
    ]


def test_what_only_a_side_claims_is_no_part_of_what_others_count(as_reader: Client, apart: Incident) -> None:
    guard, column = apart.claims.get(low=4).actor, factories.actor("Northern Column")
    factories.takes_part(apart, guard, Side.A)
    factories.takes_part(apart, column, Side.B)
    claimed = {"low": 3, "actor": column, "status": Status.COMBATANT, "speaker": guard, "claimant_name": "Col. Ost"}
    factories.reviewed_report(apart, {"words": "3 rebels", **claimed}, published=date(2024, 3, 8))
    written = {row["population"]: row for row in rows(as_reader, f"/incidents/{apart.pk}/populations.csv")}
    assert "party claims only" in written["Northern Column"]["flags"]
    assert written["not told apart"]["best"] == "5"


def test_whose_losses_are_the_same_in_figure_table_and_file(as_reader: Client, apart: Incident) -> None:
    found = chart(as_reader, apart, "populations_chart")
    written = rows(as_reader, f"/incidents/{apart.pk}/populations.csv")
    assert [row["best"] for row in written] == [str(line.cells[4]) for line in found.lines]
    assert sorted(x for trace in drawn(found) if "customdata" in trace for x in trace["x"]) == [2, 4, 5, 6, 15]
    assert found.takeaway == "Of 15 killed, nobody tells apart who 5 were."


def test_each_population_leads_to_its_figure_on_the_page(as_reader: Client, apart: Incident) -> None:
    page = as_reader.get(f"/incidents/{apart.pk}/")
    targets = [line.url.partition("#")[2] for line in page.context["populations_chart"].lines]
    assert "figure-killed-civilian-women" in targets
    assert all(f'id="{target}"' in page.content.decode() for target in targets)


def test_where_nobody_is_told_apart_there_is_no_such_chart(as_reader: Client, clash: Incident) -> None:
    assert as_reader.get(f"/incidents/{clash.pk}/").context["populations_chart"] is None


def test_what_was_rejected_is_nobodys_loss(as_reader: Client, apart: Incident) -> None:
    factories.reviewed_report(apart, {"low": 9, "actor": factories.actor("Column"), "words": "9 fighters"})
    reject_claim(claim=apart.claims.get(low=9), person=apart.made_by, reason="A drill.")
    labels = [line.cells[0].value for line in chart(as_reader, apart, "populations_chart").lines]  # type: ignore[union-attr]
    assert "Column" not in labels


# --- Claims by origin ---------------------------------------------------------------------------------


def test_an_origin_stands_by_its_latest_figure_and_shows_what_it_said_before(
    as_reader: Client, clash: Incident
) -> None:
    page = as_reader.get(f"/incidents/{clash.pk}/")
    clinic = page.context["matrix"].rows[0]
    (cell,) = clinic.cells
    assert (clinic.name, clinic.grade, clinic.reports) == ("the clinic", "B", 2)
    assert (cell.latest.claim.words, [said.claim.words for said in cell.others]) == ("15 bodies", ["12 bodies"])
    assert "<s>12</s>" in page.content.decode()


def test_a_replay_has_the_figure_of_that_day(as_reader: Client, clash: Incident) -> None:
    matrix = as_reader.get(f"/incidents/{clash.pk}/?as_of=2024-03-05").context["matrix"]
    assert [row.cells[0].latest.claim.words for row in matrix.rows] == ["12 bodies", "dozens", "losses"]


def test_why_a_claim_was_dropped_is_in_its_cell_in_words(as_reader: Client, clash: Incident) -> None:
    shown = as_reader.get(f"/incidents/{clash.pk}/").content.decode()
    assert '<span class="said__why">dropped: the clinic said something newer since</span>' in shown
    assert '<span class="said__why">dropped: a word does not vote where a number does</span>' in shown


def test_the_best_grade_of_an_origins_sources_is_shown(as_reader: Client, clash: Incident) -> None:
    factories.reviewed_report(
        clash,
        {"low": 16, "words": "16 bodies", "claimant_name": "the Clinic"},
        source=factories.source(reliability="A"),
        published=date(2024, 3, 9),
    )
    row = as_reader.get(f"/incidents/{clash.pk}/").context["matrix"].rows[0]
    assert (row.grade, row.reports) == ("A", 3)


def test_the_estimate_of_each_column_stands_at_the_foot(as_reader: Client, apart: Incident) -> None:
    page = as_reader.get(f"/incidents/{apart.pk}/")
    assert [(head.population, str(head.estimate.figure)) for head in page.context["matrix"].columns] == [
        ("people", people(apart)),
        ("civilians", "6"),
        ("women", "2"),
        ("Town guard", "4"),
    ]
    assert 'href="#figure-killed-civilian-women">2</a>' in page.content.decode()


def people(incident: Incident) -> str:
    return str(incident.estimates.get(measure="killed", population_key=PEOPLE_KEY).figure)


def test_the_file_of_origins_has_every_claim_of_the_matrix(as_reader: Client, apart: Incident) -> None:
    written = rows(as_reader, f"/incidents/{apart.pk}/origins.csv")
    matrix = as_reader.get(f"/incidents/{apart.pk}/").context["matrix"]
    shown = [said.claim for row in matrix.rows for cell in row.cells if cell for said in (cell.latest, *cell.others)]
    assert [row["claim"] for row in written] == [str(claim.pk) for claim in shown]
    assert {row["words"]: row["is_latest"] for row in written}["12 bodies"] == "false"
    assert len(written) == 8


# --- All files ----------------------------------------------------------------------------------------

FILES = ("claims", "known", "origins", "populations")


@pytest.mark.parametrize("name", FILES)
def test_a_file_as_of_no_day_has_no_figures(as_reader: Client, clash: Incident, name: str) -> None:
    answer = as_reader.get(f"/incidents/{clash.pk}/{name}.csv?as_of=soon")
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")


@pytest.mark.parametrize("name", FILES)
def test_an_incident_of_which_nothing_was_known_has_no_file(as_reader: Client, clash: Incident, name: str) -> None:
    assert as_reader.get(f"/incidents/{clash.pk}/{name}.csv?as_of=2024-03-01").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_the_page_leads_to_its_files_as_known_then(as_reader: Client, apart: Incident, name: str) -> None:
    shown = as_reader.get(f"/incidents/{apart.pk}/?as_of=2024-03-08").content.decode()
    address = f"/incidents/{apart.pk}/{name}.csv?as_of=2024-03-08"
    assert f'href="{address}"' in shown
    assert as_reader.get(address).status_code == 200


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
