"""The first page: what is contested, what changed, the last thirty days; in a replay what was known then."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.models import Incident, Revision
from incidents.pages.dashboard.glance import Counted
from incidents.vocabulary import Role
from incidents.workflow.figures.overrides import override_estimate
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(db: None) -> User:
    return factories.person("ines", role=Role.SENIOR)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def raid(ago: int, *lows: int, made_by: User, title: str = "") -> Incident:
    """An incident that began so many days ago, of which as many sources tell as there are figures."""
    day = days_ago(ago)
    incident = factories.incident(title or f"Raid of {day}", date_start=day, made_by=made_by)
    for low in lows:
        factories.reviewed_report(incident, {"low": low}, published=day)
    return incident


def shown(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def counts(client: Client, address: str = "/") -> dict[str, Counted]:
    return {one.name: one for one in client.get(address).context["glance"].counts}


# --- What changed -----------------------------------------------------------------------------------


def test_a_figure_that_moved_is_shown_with_what_it_was_and_why(as_reader: Client, ines: User) -> None:
    incident = raid(2, 34, made_by=ines, title="Raid on Tolm")
    Revision.objects.update(at=timezone.now() - timedelta(days=2))
    factories.reviewed_report(incident, {"low": 41}, source=factories.source("Lakeside Wire"), published=days_ago(1))
    page = shown(as_reader)
    assert "1 figure moved" in page
    assert "<del>34</del>" in page
    assert "<b>34 (34–41)</b>" in page
    assert "a report of Lakeside Wire was reviewed" in page
    assert f'href="/history/incident/{incident.pk}/"' in page


def test_a_figure_set_by_hand_is_told_with_the_person(as_reader: Client, ines: User) -> None:
    incident = raid(2, 34, made_by=ines)
    estimate = incident.estimates.people().get()
    override_estimate(estimate=estimate, person=ines, low=30, best=31, high=32, reason="The list has 31 names.")
    move = as_reader.get("/").context["moves"].shown[0]
    assert (str(move.before), str(move.after), move.why) == ("34", "31 (30–32)", "ines set it by hand")


def test_a_report_of_long_ago_that_is_reviewed_today_is_no_silent_change(as_reader: Client, ines: User) -> None:
    raid(400, 34, made_by=ines, title="Raid on Tolm")
    move = as_reader.get("/").context["moves"].shown[0]
    assert (move.incident.title, str(move.before), str(move.after)) == ("Raid on Tolm", "no figure", "34")


def test_where_nothing_moved_the_last_moves_are_shown_as_such(as_reader: Client, ines: User) -> None:
    raid(9, 34, made_by=ines)
    Revision.objects.update(at=timezone.now() - timedelta(days=3))
    page = shown(as_reader)
    assert "No figure moved. The last that did:" in page
    assert "<b>34</b>" in page


def test_a_replay_tells_what_was_published_on_its_last_day(as_reader: Client, ines: User) -> None:
    incident = factories.incident("Raid on Tolm", made_by=ines)
    for day, low in ((5, 12), (6, 19), (9, 21)):
        factories.reviewed_report(
            incident, {"low": low}, source=factories.source(f"Wire of the {day}th"), published=date(2024, 3, day)
        )
    moves = as_reader.get("/?as_of=2024-03-06").context["moves"].shown
    assert [(str(one.before), str(one.after), one.why) for one in moves] == [
        ("12", "12 (12–19)", "a report of Wire of the 6th came")
    ]
    assert as_reader.get("/?as_of=2024-03-08").context["moves"].shown == []


# --- What is contested ------------------------------------------------------------------------------


def test_a_contested_incident_stands_with_its_figure_and_its_question(as_reader: Client, ines: User) -> None:
    incident = raid(3, made_by=ines, title="Raid on Tolm")
    factories.reviewed_report(
        incident, {"low": 30, "words": "30 people"}, {"low": 0, "words": "no losses", "denies": True}
    )
    page = shown(as_reader)
    panel = page[page.index('id="contested-title"') : page.index('id="glance-title"')]
    assert "Raid on Tolm" in panel
    assert ">contested<" in panel
    assert "<b>30</b>" in panel
    assert 'href="/decisions/"' in panel


# --- The last thirty days ---------------------------------------------------------------------------


def test_the_last_thirty_days_are_counted_beside_the_thirty_before(as_reader: Client, ines: User) -> None:
    raid(0, 10, made_by=ines)
    raid(29, 20, made_by=ines)
    raid(30, 5, made_by=ines)
    raid(60, 99, made_by=ines)
    found = counts(as_reader)
    assert (found["incidents"].figure, found["incidents"].beside) == ("2", "1 more than in the 30 days before")
    assert (found["killed"].figure, found["killed"].beside) == ("30", "more than in the 30 days before, 5")
    assert (found["injured"].figure, found["injured"].beside) == ("no figure", "no figure in the 30 days before")


def test_where_ranges_overlap_none_is_said_to_be_the_larger(as_reader: Client, ines: User) -> None:
    raid(3, 10, 30, made_by=ines)
    raid(33, 20, made_by=ines)
    assert counts(as_reader)["killed"].beside == "20 in the 30 days before: the ranges overlap"


def test_reports_added_and_reviewed_are_counted(as_reader: Client, ines: User) -> None:
    raid(3, 10, 30, made_by=ines)
    factories.report()
    found = counts(as_reader)
    assert (found["reports added"].figure, found["reports reviewed"].figure) == ("3", "2")
    assert "reports added" not in counts(as_reader, f"/?as_of={days_ago(1)}")


def test_the_chart_has_the_numbers_of_the_timeline_for_the_same_days(as_reader: Client, ines: User) -> None:
    raid(2, 10, 14, made_by=ines)
    raid(9, 20, made_by=ines)
    raid(12, made_by=ines)
    raid(45, 70, made_by=ines)
    chart = as_reader.get("/").context["glance"].chart
    bars = next(trace for trace in chart.figure.data if trace.type == "bar")
    rows = list(csv.DictReader(io.StringIO(as_reader.get(chart.csv).content.decode())))
    assert [(row["first_day"], row["best"]) for row in rows] == [
        (days_ago(12).isoformat(), ""),
        (days_ago(9).isoformat(), "20"),
        (days_ago(2).isoformat(), "10"),
    ]
    assert list(bars.y) == [20, 10]
    assert [line.cells[2] for line in chart.lines] == [None, 20, 10]


def test_an_open_figure_is_never_said_to_be_exceeded(as_reader: Client, ines: User) -> None:
    raid(3, 50, made_by=ines)
    incident = raid(33, made_by=ines)
    factories.reviewed_report(incident, {"low": 20, "best": 20, "high": None, "open_upper": True})
    assert counts(as_reader)["killed"].beside == "20+ in the 30 days before: the ranges overlap"


def test_a_record_without_anything_lately_shows_the_last_days_that_have_incidents(
    as_reader: Client, ines: User
) -> None:
    incident = raid(200, 34, made_by=ines)
    page = shown(as_reader)
    day = incident.date_start
    assert "The record has no incident that began in the last 30 days" in page
    assert f"30 days to {day}, the last with incidents" in page
    assert f'href="/timeline/?since={day - timedelta(days=29)}&until={day}&every=day"' in page


def test_a_replay_ends_its_thirty_days_with_its_date(as_reader: Client, ines: User) -> None:
    incident = factories.incident(date_start=date(2024, 3, 5), made_by=ines)
    factories.reviewed_report(incident, {"low": 12}, published=date(2024, 3, 6))
    factories.reviewed_report(incident, {"low": 40}, published=date(2024, 3, 9))
    glance = as_reader.get("/?as_of=2024-03-07").context["glance"]
    assert (glance.span.first, glance.span.last, glance.is_lately) == (date(2024, 2, 7), date(2024, 3, 7), True)
    assert counts(as_reader, "/?as_of=2024-03-07")["killed"].figure == "12"


# --- The page as a whole ----------------------------------------------------------------------------


def test_an_empty_desk_says_what_to_do(as_analyst: Client) -> None:
    page = shown(as_analyst)
    assert "No incident is recorded yet: finish the review of a report" in page
    assert "Paste a report, and what it claims is found at once." in page
    assert page[page.index("<main") :].count("button--primary") == 1


def test_there_is_one_primary_action(as_analyst: Client) -> None:
    factories.report()
    page = shown(as_analyst)
    assert page[page.index("<main") :].count("button--primary") == 1
    assert '<a class="button button--primary" href="/review/next/">Start reviewing</a>' in page


def test_the_oldest_report_that_waits_is_told(as_analyst: Client) -> None:
    report = factories.report()
    type(report).objects.filter(pk=report.pk).update(added_at=timezone.now() - timedelta(days=5, hours=1))
    assert "The oldest that waits came 5 days ago." in shown(as_analyst)


@pytest.mark.parametrize("address", ["/", f"/?as_of={datetime.now().date() - timedelta(days=1)}"])
def test_the_page_asks_the_same_however_much_there_is(
    as_analyst: Client, ines: User, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    raid(2, 10, 14, made_by=ines)
    factories.report()
    with django_assert_max_num_queries(26) as few:
        as_analyst.get(address)
    for ago in range(3, 10):
        raid(ago, 10, 14, made_by=ines)
        factories.report()
    with django_assert_max_num_queries(len(few)):
        as_analyst.get(address)
