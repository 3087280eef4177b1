"""How long reports take from arrival to accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from incidents.models import Report
from incidents.workflow.queue.service_time import service_time, service_time_by_week
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 13, 12, tzinfo=UTC)  # a Thursday
HOUR = timedelta(hours=1)


def finished(hours: float, *, at: datetime = NOW - HOUR, status: str = "reviewed") -> None:
    """A report that was accepted at that moment, after so many hours."""
    report = factories.report(status=status)
    Report.objects.filter(pk=report.pk).update(reviewed_at=at, added_at=at - hours * HOUR)


def test_half_of_the_reports_took_no_longer_than_the_median() -> None:
    for hours in (1, 2, 30):
        finished(hours)
    lately = service_time(NOW)
    assert (lately.count, lately.median, lately.ninetieth) == (3, 2 * HOUR, 30 * HOUR)


def test_nine_in_ten_took_no_longer_than_the_ninetieth() -> None:
    for hours in range(1, 11):
        finished(hours)
    lately = service_time(NOW)
    assert (lately.median, lately.ninetieth) == (5 * HOUR, 9 * HOUR)


def test_one_report_is_both() -> None:
    finished(7)
    lately = service_time(NOW)
    assert (lately.count, lately.median, lately.ninetieth) == (1, 7 * HOUR, 7 * HOUR)


def test_what_was_accepted_longer_ago_or_is_open_does_not_count() -> None:
    finished(1, at=NOW - timedelta(days=31))
    finished(1, status="pending")
    assert service_time(NOW).count == 0


def test_twelve_weeks_are_told_apart_those_without_any_too() -> None:
    finished(1, at=datetime(2024, 6, 10, 0, tzinfo=UTC))
    finished(5, at=datetime(2024, 6, 9, 23, tzinfo=UTC))
    weeks = service_time_by_week(NOW)
    assert [(one.week, one.count, one.median) for one in weeks[-3:]] == [
        (date(2024, 5, 27), 0, None),
        (date(2024, 6, 3), 1, 5 * HOUR),
        (date(2024, 6, 10), 1, HOUR),
    ]
    assert (len(weeks), weeks[0].week) == (12, date(2024, 3, 25))


def test_each_asks_one_query_however_many_reports(django_assert_num_queries: Any) -> None:
    for hours in range(1, 30):
        finished(hours, at=NOW - timedelta(days=2 * hours))
    with django_assert_num_queries(1):
        service_time(NOW)
    with django_assert_num_queries(1):
        service_time_by_week(NOW)


def test_the_first_page_tells_it_with_a_table(as_analyst: Client) -> None:
    finished(3, at=datetime.now(tz=UTC) - HOUR)
    page = as_analyst.get("/").content.decode()
    assert "half within <b>3 h</b>" in page
    assert page.count('scope="row">week of') == 12


def test_the_weeks_are_drawn_once_two_of_them_have_times(as_analyst: Client) -> None:
    now = datetime.now(tz=UTC)
    finished(3, at=now - HOUR)
    assert "<svg" not in as_analyst.get("/").content.decode()
    finished(3, at=now - 8 * 24 * HOUR)
    assert "<svg" in as_analyst.get("/").content.decode()


def test_a_desk_that_has_accepted_nothing_says_so(as_analyst: Client) -> None:
    assert "No report was accepted in the last 30 days" in as_analyst.get("/").content.decode()
