"""As known on: pages, rows and exports as of a date leave out what was published later, and say so."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.filters.as_of import read_as_of
from incidents.models import Incident, Report
from incidents.workflow.figures.overrides import override_estimate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelling(analyst: object) -> Incident:
    """12 dead on 5 March; 19 by another source at 14:05 on the 6th; 21 by the first source on the 8th.

    The newer 19 weighs twice the 12, more than a day old by then (methodology.md, section 6, step 7).
    """
    incident = factories.incident("Shelling of Ashkel")
    lakeside, hill = factories.source("Lakeside Wire"), factories.source("Hill Radio")
    told = (
        (12, lakeside, date(2024, 3, 5), None),
        (19, hill, date(2024, 3, 6), time(14, 5)),
        (21, lakeside, date(2024, 3, 8), None),
    )
    for low, source, day, at in told:
        factories.reviewed_report(
            incident, {"low": low, "words": f"{low} bodies"}, source=source, published=day, published_time=at
        )
    return incident


@pytest.fixture
def ambush(shelling: Incident) -> Incident:
    """Of the same day, but told of on 10 March only: 4 dead."""
    incident = factories.incident("Ambush near Tolm", made_by=shelling.made_by)
    factories.reviewed_report(incident, {"low": 4, "words": "4 dead"}, published=date(2024, 3, 10))
    return incident


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# --- What a date means ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moment", "text", "label"),
    [
        ("2024-03-05", datetime(2024, 3, 5, 23, 59, 59, 999999, UTC), "2024-03-05", "2024-03-05"),
        (" 2024-3-5 ", datetime(2024, 3, 5, 23, 59, 59, 999999, UTC), "2024-03-05", "2024-03-05"),
        ("2024-03-05T14:05", datetime(2024, 3, 5, 14, 5, 59, 999999, UTC), "2024-03-05T14:05", "2024-03-05 14:05"),
        ("2024-03-05 14:05", datetime(2024, 3, 5, 14, 5, 59, 999999, UTC), "2024-03-05T14:05", "2024-03-05 14:05"),
    ],
)
def test_a_day_or_a_minute_lasts_to_its_end(written: str, moment: datetime, text: str, label: str) -> None:
    as_of = read_as_of(written)
    assert (as_of.moment, as_of.text, as_of.label) == (moment, text, label)


@pytest.mark.parametrize("written", ["", "2999-01-01", timezone.now().date().isoformat()])
def test_nothing_today_and_what_is_to_come_are_today(written: str) -> None:
    as_of = read_as_of(written)
    assert not as_of.is_replay
    assert not as_of.error
    assert as_of.label == timezone.localdate().isoformat()


@pytest.mark.parametrize(
    "written",
    ["yesterday", "2024-13-01", "2024-02-30", "05/03/2024", "2024-03-05T25:00", "2024", "0000-01-01", "2024-03-05\x00"],
)
def test_what_is_no_moment_is_an_error(written: str) -> None:
    as_of = read_as_of(written)
    assert as_of.error == "Write the day as 2024-03-31, or the minute as 2024-03-31T14:05."
    assert as_of.asked == written
    assert not as_of.is_replay


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/incidents/3/", "/incidents/3/?as_of=2024-03-05T14:05"),
        ("/timeline/?by=type#incidents", "/timeline/?by=type&as_of=2024-03-05T14:05#incidents"),
    ],
)
def test_an_address_keeps_the_moment(address: str, kept: str) -> None:
    assert read_as_of("2024-03-05T14:05").keep(address) == kept
    assert read_as_of("").keep(address) == address


# --- Every page with figures ------------------------------------------------------------------------

PAGES = ("/", "/incidents/", "/timeline/", "/incidents/{pk}/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_as_of_a_day_says_so_and_leads_back_to_today(as_reader: Client, shelling: Incident, path: str) -> None:
    shown = page(as_reader, path.format(pk=shelling.pk) + "?as_of=2024-03-07")
    assert "As known on <strong>2024-03-07</strong>" in shown
    assert '<a href="?">Back to today</a>' in shown


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_today_is_no_replay(as_reader: Client, shelling: Incident, path: str) -> None:
    shown = page(as_reader, path.format(pk=shelling.pk))
    assert "Back to today" not in shown


@pytest.mark.parametrize("path", [*PAGES, "/reports/{report}/"])
def test_the_rooms_keep_the_day(as_reader: Client, shelling: Incident, path: str) -> None:
    report = shelling.reports.order_by("published")[0]
    shown = page(as_reader, path.format(pk=shelling.pk, report=report.pk) + "?as_of=2024-03-07")
    assert 'href="/incidents/?as_of=2024-03-07"' in shown
    assert 'href="/timeline/?as_of=2024-03-07"' in shown


@pytest.mark.parametrize("path", PAGES)
def test_a_wrong_day_is_said_and_the_figures_are_those_of_today(
    as_reader: Client, shelling: Incident, path: str
) -> None:
    answer = as_reader.get(path.format(pk=shelling.pk) + "?as_of=2024-02-30")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "“2024-02-30” is no day that can be shown." in shown
    assert f"These are today’s figures, {timezone.localdate().isoformat()}." in shown
    assert 'value="2024-02-30"' in shown
    assert "21" in shown


def test_what_was_asked_for_is_never_markup(as_reader: Client, shelling: Incident) -> None:
    assert "<script>alert" not in page(as_reader, "/timeline/?as_of=<script>alert(1)</script>")


@pytest.mark.parametrize("path", PAGES)
def test_a_day_to_come_is_today(as_reader: Client, shelling: Incident, path: str) -> None:
    answer = as_reader.get(path.format(pk=shelling.pk) + "?as_of=2999-01-01")
    assert answer.status_code == 200
    assert "2999-01-01 is not over yet. These are today’s figures" in answer.content.decode()


# --- The list, the first page -----------------------------------------------------------------------


def tolls(client: Client, address: str) -> list[tuple[str, int | None, int | None]]:
    return [(each.title, each.toll_best, each.toll_high) for each in client.get(address).context["page"]]


def test_the_list_has_the_figures_of_that_day(as_reader: Client, shelling: Incident) -> None:
    assert tolls(as_reader, "/incidents/?as_of=2024-03-05") == [("Shelling of Ashkel", 12, 12)]
    assert tolls(as_reader, "/incidents/?as_of=2024-03-07") == [("Shelling of Ashkel", 19, 19)]
    assert tolls(as_reader, "/incidents/") == [("Shelling of Ashkel", 21, 21)]


def test_a_toll_grows_by_the_minute(as_reader: Client, shelling: Incident) -> None:
    assert tolls(as_reader, "/incidents/?as_of=2024-03-06T14:04") == [("Shelling of Ashkel", 12, 12)]
    assert tolls(as_reader, "/incidents/?as_of=2024-03-06T14:05") == [("Shelling of Ashkel", 19, 19)]


def test_what_nobody_had_told_of_is_neither_shown_nor_counted(as_reader: Client, ambush: Incident) -> None:
    assert [title for title, *_ in tolls(as_reader, "/incidents/?as_of=2024-03-09")] == ["Shelling of Ashkel"]
    assert "Ambush near Tolm" not in page(as_reader, "/?as_of=2024-03-09")
    totals = as_reader.get("/timeline/?as_of=2024-03-09").context["selection"].totals
    assert (totals.incidents, totals.best) == (1, 21)


def test_rows_keep_the_day(as_reader: Client, shelling: Incident) -> None:
    for path in ("/", "/incidents/", "/timeline/"):
        assert f'href="/incidents/{shelling.pk}/?as_of=2024-03-07"' in page(as_reader, f"{path}?as_of=2024-03-07")


def test_pages_of_a_long_list_keep_the_day(as_reader: Client, shelling: Incident) -> None:
    for number in range(51):
        incident = factories.incident(f"Clash {number}", made_by=shelling.made_by)
        Incident.objects.filter(pk=incident.pk).update(known_from=datetime(2024, 3, 5, tzinfo=UTC))
    assert 'href="?as_of=2024-03-07&amp;page=2"' in page(as_reader, "/incidents/?as_of=2024-03-07")


def test_the_first_page_of_a_replay_offers_no_work(as_analyst: Client, shelling: Incident) -> None:
    factories.report(title="Waits for review")
    shown = page(as_analyst, "/?as_of=2024-03-07")
    assert "Waits for review" not in shown
    assert "Start reviewing" not in shown


# --- The timeline -----------------------------------------------------------------------------------


def test_the_timeline_counts_what_was_known(as_reader: Client, shelling: Incident) -> None:
    selection = as_reader.get("/timeline/?as_of=2024-03-05").context["selection"]
    assert (selection.totals.low, selection.totals.best, selection.totals.high) == (12, 12, 12)
    assert [(row.low, row.best, row.high) for row in selection.rows] == [(12, 12, 12)]


def test_the_chart_leads_to_periods_of_the_same_day(as_reader: Client, shelling: Incident) -> None:
    (row,) = as_reader.get("/timeline/?as_of=2024-03-06T14:05").context["selection"].rows
    assert row.url == "/timeline/?as_of=2024-03-06T14:05&since=2024-03-05&until=2024-03-05#incidents"


def test_the_caption_says_as_of_when(as_reader: Client, shelling: Incident) -> None:
    assert "as known on 2024-03-07.</span>" in page(as_reader, "/timeline/?as_of=2024-03-07")


def test_the_fragment_is_of_that_day_and_brings_the_strip(as_reader: Client, shelling: Incident) -> None:
    answer = as_reader.get("/timeline/?as_of=2024-03-05", headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert "<strong>12</strong> killed" in shown
    assert '<div id="as-of" class="as-of-strip" hx-swap-oob="true">' in shown
    assert '<ul class="rooms__list" id="rooms" hx-swap-oob="true">' in shown
    assert "<html" not in shown


@pytest.mark.parametrize("path", ["/timeline/", "/incidents/", "/incidents/{pk}/"])
def test_going_back_in_the_browser_gets_the_whole_page(as_reader: Client, shelling: Incident, path: str) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    shown = as_reader.get(path.format(pk=shelling.pk), headers=headers).content.decode()
    assert "<html" in shown
    assert "hx-swap-oob" not in shown


def downloaded(client: Client, query: str) -> tuple[str, list[dict[str, str]]]:
    answer = client.get(f"/timeline/figures.csv{query}")
    return answer["Content-Disposition"], list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_csv_is_the_table_of_that_day_and_says_which(as_reader: Client, ambush: Incident) -> None:
    query = "?as_of=2024-03-06T14:05&by=country"
    shown = as_reader.get(f"/timeline/{query}").context["selection"].rows
    name, rows = downloaded(as_reader, query)
    assert name == 'attachment; filename="killed-by-day-as-known-on-2024-03-06T1405.csv"'
    assert [(row["low"], row["best"], row["high"], row["as_known_on"]) for row in rows] == [
        ("12", "19", "19", "2024-03-06 14:05")
    ]
    assert [str(row.best) for row in shown] == [row["best"] for row in rows]


def test_the_csv_of_today_says_today(as_reader: Client, shelling: Incident) -> None:
    _, rows = downloaded(as_reader, "")
    assert [(row["best"], row["as_known_on"]) for row in rows] == [("21", timezone.localdate().isoformat())]


def test_a_csv_as_of_a_wrong_day_has_no_figures(as_reader: Client, shelling: Incident) -> None:
    answer = as_reader.get("/timeline/figures.csv?as_of=soon")
    assert answer.status_code == 422
    assert answer.content.decode() == "as_of: Write the day as 2024-03-31, or the minute as 2024-03-31T14:05.\n"


def test_a_replayed_timeline_asks_as_many_queries_whatever_its_length(
    as_reader: Client, shelling: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as few:
        as_reader.get("/timeline/?as_of=2024-03-07&by=country")
    for number in range(2, 12):
        other = factories.incident(f"Clash {number}", made_by=shelling.made_by, date_start=date(2024, 2, number))
        factories.reviewed_report(other, {"low": number}, published=date(2024, 3, 1))
    with django_assert_max_num_queries(12) as many:
        as_reader.get("/timeline/?as_of=2024-03-07&by=country")
    assert len(many) == len(few)


# --- One incident -----------------------------------------------------------------------------------


def shown_as_of(client: Client, incident: Incident, day: str) -> str:
    return page(client, f"/incidents/{incident.pk}/?as_of={day}")


def test_an_incident_has_the_figure_and_the_reasons_of_that_day(as_reader: Client, shelling: Incident) -> None:
    shown = shown_as_of(as_reader, shelling, "2024-03-05")
    assert "<strong>12</strong>" in shown
    assert "“12 bodies”" in shown
    assert "“19 bodies”" not in shown
    assert "<strong>21</strong>" not in shown


@pytest.mark.parametrize("day", ["2024-03-05", "2024-03-06T14:05", "2024-03-07", "2024-03-08"])
def test_the_page_of_an_incident_agrees_with_its_row_in_the_list(
    as_reader: Client, shelling: Incident, day: str
) -> None:
    (row,) = tolls(as_reader, f"/incidents/?as_of={day}")
    (shown,) = as_reader.get(f"/incidents/{shelling.pk}/?as_of={day}").context["measures"]
    figure = shown.people.estimate.figure
    assert row == ("Shelling of Ashkel", figure.best, figure.high)


def test_what_was_published_later_is_listed_apart(as_reader: Client, shelling: Incident) -> None:
    shown = shown_as_of(as_reader, shelling, "2024-03-07")
    assert 'Published later <span class="soft">(1)</span>' in shown
    assert 'Reports <span class="soft">(2)</span>' in shown


def test_as_of_the_last_report_an_incident_is_as_today(as_reader: Client, shelling: Incident) -> None:
    names = ("low", "best", "high", "flags", "why", "steps", "dropped", "sets_low", "sets_best", "sets_high")

    def figures(address: str) -> list[list[object]]:
        measures = as_reader.get(address).context["measures"]
        return [[getattr(one.estimate, name) for name in names] for shown in measures for one in shown.figures]

    today = figures(f"/incidents/{shelling.pk}/")
    assert len(today) == 1
    assert figures(f"/incidents/{shelling.pk}/?as_of=2024-03-08") == today


def test_as_of_the_last_report_every_total_is_as_today(as_reader: Client, ambush: Incident) -> None:
    assert tolls(as_reader, "/incidents/?as_of=2024-03-10") == tolls(as_reader, "/incidents/")
    replayed, today = (as_reader.get(f"/timeline/{query}").context["selection"] for query in ("?as_of=2024-03-10", ""))
    assert replayed.totals == today.totals


def test_a_figure_set_by_hand_is_there_from_then_on_only(as_senior: Client, shelling: Incident) -> None:
    people = shelling.estimates.people().get()
    override_estimate(estimate=people, person=shelling.made_by, low=20, best=22, high=25, reason="The grave register.")
    moment = shelling.decisions.get().at
    shelling.decisions.update(at=moment - timedelta(days=30))
    before, after = moment - timedelta(days=31), moment - timedelta(days=29)
    assert "The grave register." not in shown_as_of(as_senior, shelling, before.date().isoformat())
    assert "The grave register." in shown_as_of(as_senior, shelling, after.date().isoformat())


def test_a_figure_cannot_be_set_in_a_replay(as_senior: Client, shelling: Incident) -> None:
    assert "Set by hand…" in page(as_senior, f"/incidents/{shelling.pk}/")
    shown = shown_as_of(as_senior, shelling, "2024-03-07")
    assert "Set by hand…" not in shown
    assert "nothing can be changed here" in shown


def test_before_the_first_report_nothing_of_an_incident_is_shown(as_reader: Client, shelling: Incident) -> None:
    shown = shown_as_of(as_reader, shelling, "2024-03-04")
    assert "Nothing was known of this incident on 2024-03-04" in shown
    assert "The first report that tells of it was published on" in shown
    assert "bodies" not in shown


def test_words_of_a_claim_keep_the_day(as_reader: Client, shelling: Incident) -> None:
    claim = shelling.claims.get(low=12)
    shown = shown_as_of(as_reader, shelling, "2024-03-07")
    assert f'href="/reports/{claim.report_id}/?as_of=2024-03-07#words-{claim.pk}"' in shown
    assert f'href="/reports/{claim.report_id}/#words-{claim.pk}"' not in shown


def tell_of_column(incident: Incident, number: int) -> None:
    column = factories.actor(f"Column of the {number}th")
    factories.takes_part(incident, column)
    factories.reviewed_report(incident, {"low": number, "actor": column}, {"low": number, "measure": "injured"})


def test_a_replayed_incident_asks_few_queries_whatever_its_length(
    as_analyst: Client, shelling: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tell_of_column(shelling, 19)
    with django_assert_max_num_queries(20) as few:
        shown_as_of(as_analyst, shelling, "2024-03-07")
    for number in range(20, 30):
        tell_of_column(shelling, number)
    with django_assert_max_num_queries(20) as many:
        shown_as_of(as_analyst, shelling, "2024-03-07")
    assert len(many) == len(few)


# --- One report -------------------------------------------------------------------------------------


def test_a_report_that_came_later_says_so(as_reader: Client, shelling: Incident) -> None:
    first, last = Report.objects.order_by("published")[0], Report.objects.order_by("-published")[0]
    words = "This report was published later than 2024-03-07"
    assert words not in page(as_reader, f"/reports/{first.pk}/?as_of=2024-03-07")
    assert words in page(as_reader, f"/reports/{last.pk}/?as_of=2024-03-07")


def test_a_report_leads_back_to_its_incident_of_that_day(as_reader: Client, shelling: Incident) -> None:
    report = shelling.reports.order_by("published")[0]
    assert f'href="/incidents/{shelling.pk}/?as_of=2024-03-07"' in page(
        as_reader, f"/reports/{report.pk}/?as_of=2024-03-07"
    )
