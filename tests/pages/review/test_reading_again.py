"""Pages of a text whose reading stands still or failed: they say so, and have it read again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from incidents.models import Report
from incidents.models.report import READING_LEASE
from incidents.vocabulary import ReportStatus
from incidents.workflow.queue.holds import take_report
from tests import factories

TEXT = "A mine killed four shepherds near Herat on Sunday, the district governor said."


def being_read(last_progress: timedelta) -> Report:
    until = timezone.now() - last_progress + READING_LEASE
    return factories.report(TEXT, status="reading", progress=40, reading_by="a reader", reading_until=until)


def page_of(client: Client, report: Report) -> str:
    return client.get(f"/reports/{report.pk}/").content.decode()


def again(report: Report) -> str:
    return f"/reports/{report.pk}/read-again/"


def test_progress_that_stands_still_says_so_with_a_button(as_analyst: Client) -> None:
    report = being_read(timedelta(minutes=1))
    page = page_of(as_analyst, report)
    assert f"Reading stands still since {timezone.localtime(report.last_progress):%H:%M}, at 40&nbsp;%" in page
    assert f'action="{again(report)}"' in page


def test_progress_that_gets_on_has_no_button(as_analyst: Client) -> None:
    report = being_read(timedelta(seconds=2))
    page = page_of(as_analyst, report)
    assert "The program is reading this report: 40&nbsp;%" in page
    assert again(report) not in page


def test_a_text_that_could_not_be_written_down_says_when_it_is_tried_again(as_analyst: Client) -> None:
    until = timezone.now() + timedelta(minutes=5)
    report = factories.report(TEXT, status="reading", put_off=5, reading_until=until)
    page = page_of(as_analyst, report)
    assert "What was read could not be written down" in page
    assert f"tried again by itself, at {timezone.localtime(until):%H:%M}" in page
    assert again(report) in page


@pytest.mark.parametrize("address", ["/reports/?q=", "/review/?status=reading"])
def test_lists_tell_what_stands_still(as_analyst: Client, address: str) -> None:
    being_read(timedelta(minutes=1))
    assert "being read, stands still" in as_analyst.get(address).content.decode()


@pytest.mark.parametrize("page", ["review", "reports"])
def test_a_text_that_failed_is_read_again_by_a_button(as_analyst: Client, page: str) -> None:
    report = factories.report(TEXT, status="failed")
    assert f'action="{again(report)}"' in as_analyst.get(f"/{page}/{report.pk}/").content.decode()
    answer = as_analyst.post(again(report))
    assert answer["Location"] == f"/review/{report.pk}/"
    report.refresh_from_db()
    assert (report.status, report.claims.get().low) == (ReportStatus.PENDING, 4)


def test_a_text_that_stands_still_is_read_again_by_a_button(as_analyst: Client) -> None:
    report = being_read(timedelta(seconds=12))
    answer = as_analyst.post(again(report), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/review/{report.pk}/"
    report.refresh_from_db()
    assert report.status == ReportStatus.PENDING


def test_a_text_that_ended_its_reader_ten_times_says_so(as_analyst: Client) -> None:
    report = factories.report(TEXT, status="failed", interruptions=10)
    assert "was interrupted 10 times" in page_of(as_analyst, report)


def test_a_text_that_somebody_else_reads_by_hand_is_left_to_them(as_analyst: Client, senior: User) -> None:
    report = take_report(report=factories.report(TEXT, status="failed"), person=senior)
    page = as_analyst.post(again(report), follow=True).content.decode()
    assert "Held by" in page
    report.refresh_from_db()
    assert report.status == ReportStatus.FAILED


def test_a_reader_has_nothing_read_again(as_reader: Client) -> None:
    report = factories.report(TEXT, status="failed")
    assert as_reader.post(again(report)).status_code == 403
    assert again(report) not in page_of(as_reader, report)


def test_nothing_is_read_again_by_a_link(as_analyst: Client) -> None:
    assert as_analyst.get(again(factories.report(TEXT, status="failed"))).status_code == 405


def test_a_report_that_is_not_there_is_not_read_again(as_analyst: Client) -> None:
    assert as_analyst.post("/reports/4711/read-again/").status_code == 404
