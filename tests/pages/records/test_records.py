"""The record of sources and claimants: the lists, the pages, and the way from each number to its claims."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.models import ClaimantOutcome, Incident, Source, SourceOutcome
from incidents.models.outcome import SHOWN
from incidents.vocabulary import EventType, SubEventType
from tests import factories

pytestmark = pytest.mark.django_db

LAKESIDE = (50, 80, 92, 100, 100)
"""Lakeside's first figures for five incidents in each of which 100 were accepted."""


def told(low: int, source: Source, day: int, incident: Incident, claimant: str = "") -> None:
    factories.reviewed_report(
        incident,
        {"low": low, "claimant_name": claimant},
        source=source,
        published=date(2024, 3, 1) + timedelta(days=day),
    )


@pytest.fixture(scope="module")
def record(module_db: None) -> None:
    """Lakeside is first in five incidents; two others say 100 each time, one of them quoting the mayor."""
    lakeside, hill, valley = (factories.source(name) for name in ("Lakeside Wire", "Hill Radio", "Valley Post"))
    for number, low in enumerate(LAKESIDE):
        incident = factories.incident(f"Shelling {number}")
        told(low, lakeside, number, incident)
        told(100, hill, number + 1, incident)
        told(100, valley, number + 1, incident, "The Mayor")


@pytest.fixture
def lakeside(record: None, db: None) -> Source:
    return Source.objects.get(name="Lakeside Wire")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


# --- The chart of the list ------------------------------------------------------------------------------


def test_the_list_draws_the_medians_that_it_says_with_their_quartiles(as_reader: Client, lakeside: Source) -> None:
    page = as_reader.get("/sources/")
    marks = page.context["chart"].figure.data[0]
    assert [line.cells[0] for line in page.context["chart"].lines] == ["Lakeside Wire", "Hill Radio", "Valley Post"]
    assert list(marks.x) == [0.92, 1, 1]
    assert (marks.error_x.arrayminus[0], marks.error_x.array[0]) == pytest.approx((0.12, 0.08))
    assert marks.customdata[0] == f"/sources/{lakeside.pk}/?show=compared#figures"
    assert [row.summary.first_ratio for row in page.context["rows"]] == [1, 0.92, 1]


def test_the_file_of_the_list_has_the_numbers_of_its_rows(as_reader: Client, lakeside: Source) -> None:
    answer = as_reader.get("/sources/figures.csv?q=lakeside")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (row["name"], row["grade"], row["figures"], row["compared"]) == ("Lakeside Wire", "B", "5", "5")
    assert (row["first_ratio"], row["first_ratio_lower_quartile"], row["first_ratio_upper_quartile"]) == (
        "0.92",
        "0.8",
        "1.0",
    )
    assert (row["first"], row["filter"]) == ("5", "names with “lakeside”")


def test_whose_figures_are_too_few_has_no_median_on_the_chart_and_is_told(as_reader: Client, lakeside: Source) -> None:
    told(90, factories.source("Dune FM"), 20, Incident.objects.earliest("pk"))
    chart = as_reader.get("/sources/").context["chart"]
    assert "Dune FM" not in [line.cells[0] for line in chart.lines]
    assert "1 with fewer than 5 compared figures have no median." in chart.note
    assert chart.n == "3 of 4 sources"


def test_a_list_with_one_median_has_no_chart_and_still_a_file(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/sources/?q=lakeside")
    assert "data-figure" not in page
    assert 'href="/sources/figures.csv?q=lakeside"' in page


def test_claimants_have_their_file_as_of_a_day(as_reader: Client, lakeside: Source) -> None:
    rows = as_reader.get("/claimants/figures.csv?as_of=2024-03-03").content.decode().splitlines()
    assert [row.split(",")[:4] for row in rows[1:]] == [["The Mayor", "", "2", "2"]]


# --- The list of sources ------------------------------------------------------------------------------


def test_sources_stand_with_grade_and_record(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/sources/")
    assert "8 % below" in page
    assert "Hill Radio" in page
    assert 'title="B · usually reliable"' in page


def test_a_reader_finds_the_sources_in_the_navigation(as_reader: Client) -> None:
    assert '<a href="/sources/" aria-current="page">Sources</a>' in shown(as_reader, "/sources/")


def test_each_number_of_the_list_leads_to_its_figures(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/sources/")
    for show in ("compared", "first"):
        assert f'href="/sources/{lakeside.pk}/?show={show}#figures"' in page


def test_sources_are_searched_by_name(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/sources/?q=lake")
    assert "Lakeside Wire" in page
    assert "Hill Radio" not in page


def test_a_search_without_an_answer_says_what_to_do(as_reader: Client, lakeside: Source) -> None:
    assert "No name has these words" in shown(as_reader, "/sources/?q=zzz")


@pytest.mark.parametrize("sort", ["", "grade", "reports", "figures", "first", "alone", "withdrawn", "nonsense"])
def test_sources_can_be_put_in_any_order(as_reader: Client, lakeside: Source, sort: str) -> None:
    assert "Lakeside Wire" in shown(as_reader, f"/sources/?sort={sort}")


def test_sources_in_order_of_how_often_they_were_first(as_reader: Client, lakeside: Source) -> None:
    lakeside.name = "Zenith Wire"
    lakeside.save()
    page = shown(as_reader, "/sources/?sort=first").split("<table")[-1]
    assert page.index("Zenith Wire") < page.index("Hill Radio") < page.index("Valley Post")


def test_the_list_asks_the_same_whatever_the_number_of_sources(
    as_reader: Client, lakeside: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_reader.get("/sources/")
    for sort in ("", "first"):
        with django_assert_num_queries(9):
            as_reader.get(f"/sources/?sort={sort}")


# --- One source ---------------------------------------------------------------------------------------


def test_the_page_of_a_source_says_its_record_first(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/")
    assert (
        "Lakeside Wire's first figure was typically 8 % below what was finally accepted "
        "(median of 5 figures in 5 incidents). "
        "Of 5 figures in 5 incidents it was first with 5, alone with none, and withdrew none."
    ) in page


def test_a_source_without_figures_has_nothing_to_compare(as_reader: Client) -> None:
    assert "nothing to compare" in shown(as_reader, f"/sources/{factories.source().pk}/")


def test_each_figure_leads_to_its_words_and_its_incident(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/")
    for outcome in SourceOutcome.objects.filter(source=lakeside):
        claim = outcome.first_claim
        assert f'href="/reports/{claim.report_id}/#words-{claim.pk}"' in page
        assert f'href="/incidents/{outcome.incident_id}/"' in page


@pytest.mark.parametrize(
    ("show", "count"), [("compared", 5), ("exact", 2), ("under", 3), ("over", 0), ("first", 5), ("alone", 0)]
)
def test_behind_each_number_stand_as_many_figures(as_reader: Client, lakeside: Source, show: str, count: int) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/?show={show}")
    assert f'<h2 id="figures-heading">Figures <span class="soft">({count})</span></h2>' in page


def test_the_numbers_of_the_table_are_those_of_the_filters(lakeside: Source) -> None:
    from incidents.workflow.figures.record import record_of

    for outcomes in (lakeside.outcomes.all(), ClaimantOutcome.objects.all(), SourceOutcome.objects.all()):
        whole = record_of("all", outcomes).whole
        assert {show: outcomes.filter(behind).count() for show, behind in SHOWN.items()} == {
            show: getattr(whole, show) for show in SHOWN
        }


def test_a_record_is_split_by_interest_and_by_measure(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/")
    assert f'href="/sources/{lakeside.pk}/?interest=neutral&show=under#figures"' in page
    assert f'href="/sources/{lakeside.pk}/?measure=killed&show=under#figures"' in page


def test_the_page_of_a_source_has_its_ratios_drawn(as_reader: Client, lakeside: Source) -> None:
    assert "n = 5 figures" in shown(as_reader, f"/sources/{lakeside.pk}/")


def test_the_file_of_a_source_has_the_figures_that_are_drawn(as_reader: Client, lakeside: Source) -> None:
    answer = as_reader.get(f"/sources/{lakeside.pk}/figures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [(row["first_said"], row["first"], row["accepted"], row["ratio"]) for row in rows] == [
        ("2024-03-05", "100", "100", "1.0"),
        ("2024-03-04", "100", "100", "1.0"),
        ("2024-03-03", "92", "100", "0.92"),
        ("2024-03-02", "80", "100", "0.8"),
        ("2024-03-01", "50", "100", "0.5"),
    ]
    page = as_reader.get(f"/sources/{lakeside.pk}/")
    drawn = [ratio for trace in page.context["chart"].figure.data for ratio in trace.y]
    assert drawn == [float(row["ratio"]) for row in rows]
    assert {row["filter"] for row in rows} == {"figures of Lakeside Wire"}
    assert "policy" not in rows[0]


def test_the_file_of_a_claimant_is_replayed_as_its_page(as_reader: Client, lakeside: Source) -> None:
    whole = as_reader.get("/claimants/record/figures.csv?name=the mayor").content.decode()
    replayed = as_reader.get("/claimants/record/figures.csv?name=the mayor&as_of=2024-03-03").content.decode()
    assert (len(whole.splitlines()), len(replayed.splitlines())) == (6, 3)
    assert as_reader.get("/claimants/record/figures.csv?name=the mayor&as_of=soon").status_code == 422
    assert as_reader.get("/claimants/record/figures.csv?name=nobody").status_code == 404


def test_the_chart_of_a_source_leads_to_the_table_of_its_page_and_to_its_file(
    as_reader: Client, lakeside: Source
) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/")
    assert '<a href="#figures">The same numbers as a table</a>' in page
    assert f'href="/sources/{lakeside.pk}/figures.csv"' in page
    assert "policy" not in page[page.index("<figcaption>") : page.index("</figcaption>")]


def test_only_who_may_edit_is_led_to_the_form(as_reader: Client, as_senior: Client, lakeside: Source) -> None:
    form = f"/admin/incidents/source/{lakeside.pk}/change/"
    assert form not in shown(as_reader, f"/sources/{lakeside.pk}/")
    assert form in shown(as_senior, f"/sources/{lakeside.pk}/")


def test_a_source_that_is_not_there_is_not_found(as_reader: Client) -> None:
    assert as_reader.get("/sources/999/").status_code == 404


def test_the_page_of_a_source_asks_the_same_whatever_the_number_of_figures(
    as_reader: Client, lakeside: Source, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_reader.get(f"/sources/{lakeside.pk}/")
    for number in range(5, 9):
        incident = factories.incident(f"Shelling {number}")
        told(10, lakeside, number, incident, f"witness {number}")
        told(12, factories.source(), number, incident)
        with django_assert_num_queries(11):
            as_reader.get(f"/sources/{lakeside.pk}/")


# --- Claimants ----------------------------------------------------------------------------------------


def test_claimants_are_those_who_are_quoted(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/claimants/")
    assert 'href="/claimants/record/?name=the+mayor&"' in page
    assert "Hill Radio" not in page


@pytest.mark.parametrize("sort", ["", "figures", "first", "alone", "withdrawn"])
def test_claimants_can_be_put_in_any_order(as_reader: Client, lakeside: Source, sort: str) -> None:
    assert "The Mayor" in shown(as_reader, f"/claimants/?sort={sort}&q=MAYOR")


def test_the_page_of_a_claimant_is_found_by_any_spelling(as_reader: Client, lakeside: Source) -> None:
    for name in ("the+mayor", "THE++MAYOR"):
        page = shown(as_reader, f"/claimants/record/?name={name}")
        assert "The Mayor's first figure was typically exactly what was finally accepted" in page


def test_the_filters_of_a_claimant_keep_its_name(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, "/claimants/record/?name=the+mayor&show=exact")
    assert '<input type="hidden" name="name" value="the mayor">' in page
    assert "(5)" in page


def test_a_claimant_that_nobody_quotes_is_not_found(as_reader: Client) -> None:
    assert as_reader.get("/claimants/record/?name=nobody").status_code == 404
    assert as_reader.get("/claimants/record/").status_code == 404


@pytest.mark.parametrize("address", ["/sources/", "/claimants/"])
def test_nobody_outside_sees_a_record(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


# --- As known on --------------------------------------------------------------------------------------


def test_a_record_as_of_a_day_holds_what_was_said_by_then(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/?as_of=2024-03-03")
    assert "Of 3 figures in 3 incidents it was first with 3" in page
    assert "Only figures first published by 2024-03-03 are here, beside what stands today." in page


def test_the_ways_on_keep_the_day(as_reader: Client, lakeside: Source) -> None:
    page = shown(as_reader, f"/sources/{lakeside.pk}/?as_of=2024-03-03")
    assert f'href="/sources/{lakeside.pk}/?as_of=2024-03-03&show=under#figures"' in page
    assert "/claimants/record/?name=lakeside+wire&as_of=2024-03-03" in page
    assert "?name=the+mayor&as_of=2024-03-03&" in shown(as_reader, "/claimants/?as_of=2024-03-03")


def test_a_claimant_not_yet_heard_is_not_found(as_reader: Client, lakeside: Source) -> None:
    assert as_reader.get("/claimants/record/?name=the+mayor&as_of=2024-03-01").status_code == 404


# --- The one language of filters ----------------------------------------------------------------------

RIOTS = {"event_type": EventType.RIOTS, "sub_event_type": SubEventType.MOB_VIOLENCE}


@pytest.fixture
def sudland(lakeside: Source) -> Source:
    """Lakeside and Dune FM also tell of a riot in Sudland on 1 May; Lakeside counts 30 injured there, the mayor 60."""
    riot = factories.incident("Riot in Sud", country="Sudland", date_start=date(2024, 5, 1), **RIOTS)
    for source, low, claimant in ((lakeside, 30, ""), (factories.source("Dune FM"), 60, "The Mayor")):
        claim = {"low": low, "claimant_name": claimant, "measure": "injured"}
        factories.reviewed_report(riot, claim, source=source, published=date(2024, 5, 2))
    return lakeside


def figures_by_name(client: Client, address: str) -> dict[str, int]:
    return {row.name: row.summary.figures for row in client.get(address).context["rows"]}


def filed(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("query", ["country=Sudland", "type=Riots", "measure=injured", "since=2024-05-01"])
def test_records_count_the_figures_that_fit(as_reader: Client, sudland: Source, query: str) -> None:
    assert figures_by_name(as_reader, "/sources/") == {
        "Dune FM": 1,
        "Hill Radio": 5,
        "Lakeside Wire": 6,
        "Valley Post": 5,
    }
    assert figures_by_name(as_reader, f"/sources/?{query}") == {"Dune FM": 1, "Lakeside Wire": 1}
    assert figures_by_name(as_reader, "/claimants/") == {"The Mayor": 6}
    assert figures_by_name(as_reader, f"/claimants/?{query}") == {"The Mayor": 1}


@pytest.mark.parametrize("query", ["country=Norland&sort=figures", "until=2024-04-30", "type=Armed clash"])
def test_the_file_and_the_chart_of_a_narrowed_list_have_its_rows(
    as_reader: Client, sudland: Source, query: str
) -> None:
    page = as_reader.get(f"/sources/?{query}")
    rows = {row.name: (row.summary.figures, row.summary.first_ratio) for row in page.context["rows"]}
    assert rows == {"Lakeside Wire": (5, 0.92), "Hill Radio": (5, 1), "Valley Post": (5, 1)}
    file = filed(as_reader, page.context["csv"])
    assert {row["name"]: (int(row["figures"]), float(row["first_ratio"])) for row in file} == rows
    assert page.context["caption"].filter == file[0]["filter"]
    assert {line.cells[0] for line in page.context["chart"].lines} == set(rows)


def test_several_countries_and_grades_are_any_of_them(as_reader: Client, sudland: Source) -> None:
    Source.objects.filter(name="Hill Radio").update(reliability="A")
    Source.objects.filter(name="Valley Post").update(reliability="D")
    assert figures_by_name(as_reader, "/sources/?grade=A&grade=D") == {"Hill Radio": 5, "Valley Post": 5}
    both = figures_by_name(as_reader, "/sources/?country=Sudland&country=Norland")
    assert both["Lakeside Wire"] == 6
    assert filed(as_reader, "/sources/figures.csv?grade=A")[0]["filter"] == "sources; grade A · completely reliable"


def test_a_number_of_a_narrowed_list_leads_to_as_many_figures(as_reader: Client, sudland: Source) -> None:
    page = shown(as_reader, "/sources/?country=Sudland&as_of=2024-06-01")
    address = f"/sources/{sudland.pk}/?country=Sudland&as_of=2024-06-01"
    assert f'href="{address}&#figures">1</a>' in page
    assert '<span class="soft">(1)</span>' in shown(as_reader, f"{address}&")


def test_one_record_is_narrowed_as_a_whole(as_reader: Client, sudland: Source) -> None:
    page = as_reader.get(f"/sources/{sudland.pk}/?country=Norland")
    assert page.context["record"].whole.figures == 5
    assert f"Of the figures that fit: {sudland.name}'s first figure" in unescape(page.content.decode())
    assert f"/sources/{sudland.pk}/?country=Norland&show=under#figures" in unescape(page.content.decode())
    file = filed(as_reader, page.context["chart"].csv)
    assert [line.cells[1] for line in page.context["chart"].lines] == [row["incident"] for row in file]
    assert {row["measure"] for row in file} == {"killed"}
    assert file[0]["filter"] == "figures of Lakeside Wire; country Norland"


def test_a_record_without_a_figure_that_fits_says_so_and_keeps_its_filters(as_reader: Client, sudland: Source) -> None:
    page = shown(as_reader, "/claimants/record/?name=the+mayor&since=2025-01-01")
    assert 'No figure of The Mayor fits. Take a filter away, or <a href="/claimants/record/?name=the+mayor">' in page
    assert 'name="since" value="2025-01-01"' in page
    assert '<a class="chip" href="/claimants/record/?name=the+mayor"' in page


@pytest.mark.parametrize("address", ["/sources/", "/claimants/", "/claimants/record/"])
def test_a_wrong_choice_narrows_nothing_and_is_said_beside_its_field(
    as_reader: Client, sudland: Source, address: str
) -> None:
    whole = shown(as_reader, f"{address}?name=the+mayor")
    page = shown(as_reader, f"{address}?name=the+mayor&country=Nowhere&since=soon")
    assert '<p class="error" id="id_since_error">Write the day as 2024-03-31.</p>' in page
    assert '<p class="error" id="id_country_error">“Nowhere” is none of the choices.</p>' in page
    assert 'name="since" value="soon"' in page
    assert re.findall(r'<td class="number">.*?</td>', page) == re.findall(r'<td class="number">.*?</td>', whole)


@pytest.mark.parametrize("address", ["/sources/", "/claimants/", "/claimants/record/"])
def test_a_file_with_a_wrong_choice_is_refused(as_reader: Client, sudland: Source, address: str) -> None:
    answer = as_reader.get(f"{address}figures.csv?name=the+mayor&country=Nowhere")
    assert (answer.status_code, answer.content.decode()) == (422, "country: “Nowhere” is none of the choices.\n")
