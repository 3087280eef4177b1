"""The queue: what waits, in which order, and its filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from incidents.models import Report
from incidents.vocabulary import Measure
from tests import factories


def rows(client: Client, **filters: str) -> list[str]:
    """Titles in the queue, in order."""
    page = client.get("/review/", filters).context["page"]
    return [report.title for report in page.object_list]


def test_what_waits_longest_comes_first(as_analyst: Client) -> None:
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
    factories.report(title="there", found={"event": {"place": {"name": "Ashkel", "country": "Norland"}}})
    factories.report(title="elsewhere", found={"event": {"place": {"name": "Vel", "country": "Sudland"}}})
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


def test_a_row_tells_source_place_toll_and_least_confidence(as_analyst: Client) -> None:
    place = {"event": {"place": {"name": "Ashkel", "country": "Norland"}}}
    report = factories.report(source=factories.source("Coast Wire"), found=place, toll=34)
    factories.claim(report, low=34, confidence=0.91)
    factories.claim(report, "Five soldiers", low=5, confidence=0.42)
    page = as_analyst.get("/review/").content.decode()
    assert all(words in page for words in ("Coast Wire", "Ashkel, Norland", ">34<", "42 %", "2 of 2"))


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
    assert len(page.context["page"].object_list) == 50
    assert "?status=all&amp;page=2" in page.content.decode()


def test_reports_are_searched_by_their_words(as_analyst: Client) -> None:
    factories.report("The mill at Orsk burned and two died.", title="Fire")
    factories.report(title="Raid")
    page = as_analyst.get("/reports/", {"q": "orsk"}).content.decode()
    assert "Fire" in page
    assert "Raid" not in page


def test_a_search_for_rubbish_finds_nothing(as_analyst: Client) -> None:
    assert as_analyst.get("/reports/", {"q": "\x00'%_"}).status_code == 200
