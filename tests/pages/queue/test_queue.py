"""The queue: what waits, in which order, and its filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.models import Reading, Report
from incidents.vocabulary import Measure
from incidents.workflow.queue.holds import take_report
from tests import factories


def rows(client: Client, **filters: str) -> list[str]:
    """Titles in the queue, in order."""
    return [report.title for report in client.get("/review/", filters).context["rows"]]


def test_what_weighs_alike_comes_as_it_came(as_analyst: Client) -> None:
    factories.report(title="first")
    factories.report(title="second")
    assert rows(as_analyst) == ["first", "second"]


@pytest.mark.parametrize("status", ["unreadable", "failed"])
def test_what_the_program_could_not_read_waits_for_a_person(as_analyst: Client, status: str) -> None:
    report = factories.report(status=status)
    assert rows(as_analyst) == [report.title]
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert "add each claim from its words" in page


def test_reviewed_reports_do_not_wait(as_analyst: Client) -> None:
    factories.report(title="done", status="reviewed")
    factories.report(title="unreadable", status="unreadable")
    assert rows(as_analyst) == ["unreadable"]


@pytest.mark.parametrize(("status", "title"), [("reviewed", "done"), ("unreadable", "foreign"), ("failed", "broken")])
def test_reports_are_found_by_status(as_analyst: Client, status: str, title: str) -> None:
    factories.report(title=title, status=status)
    factories.report(title="waits")
    assert rows(as_analyst, status=status) == [title]


def test_reports_are_found_by_source(as_analyst: Client) -> None:
    coast = factories.source("Coast Wire")
    factories.report(title="coast", source=coast)
    factories.report(title="valley")
    assert rows(as_analyst, source=str(coast.pk)) == ["coast"]


def test_reports_are_found_by_the_country_that_was_found(as_analyst: Client) -> None:
    factories.report(title="there", country="Norland")
    factories.report(title="elsewhere", country="Sudland")
    factories.report(title="nowhere")
    assert rows(as_analyst, country="Norland") == ["there"]


def test_reports_are_found_by_what_they_claim(as_analyst: Client) -> None:
    held = factories.report(title="held")
    factories.claim(held, measure=Measure.DETAINED)
    factories.claim(held, measure=Measure.DETAINED)
    factories.claim(factories.report(title="killed"))
    assert rows(as_analyst, measure="detained") == ["held"]


@pytest.mark.parametrize(("age", "found"), [("1", ["new"]), ("7", ["days", "new"]), ("older", ["weeks"])])
def test_reports_are_found_by_how_long_they_wait(as_analyst: Client, age: str, found: list[str]) -> None:
    for title, days in (("weeks", 20), ("days", 3), ("new", 0)):
        report = factories.report(title=title)
        Report.objects.filter(pk=report.pk).update(added_at=timezone.now() - timedelta(days=days))
    assert rows(as_analyst, age=age) == found


def test_flagged_reports_are_found(as_analyst: Client) -> None:
    factories.claim(factories.report(title="doubtful"), flagged=True)
    factories.claim(factories.report(title="plain"))
    assert rows(as_analyst, status="flagged") == ["doubtful"]


def test_a_filter_that_means_nothing_shows_the_page_all_the_same(as_analyst: Client) -> None:
    assert as_analyst.get("/review/", {"source": "x", "page": "many", "age": "?"}).status_code == 200


def test_a_row_tells_source_place_toll_and_how_sure_the_least_sure_total_is(as_analyst: Client) -> None:
    found = {
        "event": {"place": {"name": "Ashkel", "country": "Norland"}},
        "trust": {
            "killed": {"word": "sure", "why": [], "score": 0.9},
            "injured": {"word": "unsure", "why": ["the text has a larger figure"], "score": 0.4},
        },
    }
    report = factories.report(source=factories.source("Coast Wire"), found=found, toll=34)
    factories.claim(report, low=34)
    factories.claim(report, "Five soldiers", low=5)
    page = as_analyst.get("/review/").content.decode()
    assert all(
        words in page
        for words in ("Coast Wire", "Ashkel, Norland", ">34<", ">unsure<", "the text has a larger figure", "2 of 2")
    )


def test_an_empty_queue_says_what_to_do(as_analyst: Client) -> None:
    page = as_analyst.get("/review/").content.decode()
    assert "Nothing waits" in page
    assert "/reports/new/" in page


def test_filters_that_leave_nothing_can_be_cleared(as_analyst: Client) -> None:
    factories.report()
    assert "clear them all" in as_analyst.get("/review/", {"measure": "missing"}).content.decode()


def test_fifty_reports_make_a_page_and_filters_stay_on_the_next(as_analyst: Client) -> None:
    shared: dict[str, Any] = {"source": factories.source(), "added_by": factories.person()}
    for _ in range(51):
        factories.report(**shared)
    page = as_analyst.get("/review/", {"status": "all"})
    assert len(page.context["rows"]) == 50
    assert "?status=all&amp;page=2" in page.content.decode()


def test_reports_are_searched_by_their_words(as_analyst: Client) -> None:
    factories.report("The mill at Orsk burned and two died.", title="Fire")
    factories.report(title="Raid")
    page = as_analyst.get("/reports/", {"q": "orsk"}).content.decode()
    assert "Fire" in page
    assert "Raid" not in page


def test_a_search_for_rubbish_finds_nothing(as_analyst: Client) -> None:
    assert as_analyst.get("/reports/", {"q": "\x00'%_"}).status_code == 200


# --- Order and tabs ---


def test_what_matters_most_comes_first(as_analyst: Client) -> None:
    factories.report(title="small", priority=1)
    factories.report(title="great", priority=2)
    assert rows(as_analyst) == ["great", "small"]


def test_a_row_says_why_it_comes_where_it_does(as_analyst: Client) -> None:
    report = factories.report(toll=34, contested=True)
    Report.objects.filter(pk=report.pk).update(added_at=timezone.now() - timedelta(days=3))
    assert "toll 34 · contested · B · waits 3 days" in as_analyst.get("/review/").content.decode()


def test_a_row_says_who_holds_it_and_whose_it_is(as_analyst: Client, senior: User) -> None:
    take_report(report=factories.report(assigned_to=senior), person=senior)
    page = as_analyst.get("/review/").content.decode()
    assert "held by selma until" in page
    assert "assigned to selma" in page


@pytest.fixture
def one_of_each(analyst: User, senior: User) -> None:
    """A report for each tab of Anselm the analyst."""
    factories.report(title="free")
    factories.report(title="mine", assigned_to=analyst)
    factories.report(title="hers", assigned_to=senior)
    factories.report(title="returned", assigned_to=analyst, returned_at=timezone.now())
    factories.report(title="twice", second_reading="wanted")
    read = factories.report(title="read already", second_reading="wanted")
    Reading.objects.create(report=read, person=analyst, finished_at=timezone.now())
    factories.report(title="to settle", second_reading="wanted", status="adjudication")


@pytest.mark.parametrize(
    ("tab", "titles"),
    [
        ("", ["free", "mine", "hers", "returned", "twice", "read already"]),
        ("mine", ["mine", "returned"]),
        ("unassigned", ["free", "twice", "read already"]),
        ("second", ["twice"]),
        ("returned", ["returned"]),
    ],
)
def test_a_tab_shows_and_counts_its_reports(as_analyst: Client, one_of_each: None, tab: str, titles: list[str]) -> None:
    assert rows(as_analyst, tab=tab) == titles
    counted = {one.name: one.count for one in as_analyst.get("/review/").context["tabs"]}
    assert counted[tab] == len(titles)


def test_who_settles_readings_has_a_tab_for_them(as_senior: Client, as_analyst: Client, one_of_each: None) -> None:
    assert rows(as_senior, tab="settle") == ["to settle"]
    assert "to be settled <" in as_senior.get("/review/").content.decode()
    assert "to be settled <" not in as_analyst.get("/review/").content.decode()


def test_filters_stay_in_a_tab(as_analyst: Client, analyst: User) -> None:
    factories.report(title="there", country="Norland", assigned_to=analyst)
    factories.report(title="elsewhere", country="Sudland", assigned_to=analyst)
    factories.report(title="not mine", country="Norland")
    assert rows(as_analyst, tab="mine", country="Norland") == ["there"]
    assert 'name="tab" value="mine"' in as_analyst.get("/review/", {"tab": "mine"}).content.decode()


def test_an_empty_tab_says_so(as_analyst: Client) -> None:
    factories.report()
    assert "No report was sent back to you." in as_analyst.get("/review/", {"tab": "returned"}).content.decode()


def test_the_queue_asks_the_same_queries_for_one_report_and_for_sixty(
    as_senior: Client,
) -> None:
    shared: dict[str, Any] = {"source": factories.source(), "added_by": factories.person()}

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_senior.get("/review/")
        return len(queries)

    factories.report(**shared)
    few = asked()
    for _ in range(59):
        factories.report(**shared)
    assert asked() == few <= 15
