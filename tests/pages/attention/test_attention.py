"""The page of attention, and finishing faster than anybody reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from incidents.models import Planted, Reading, Report
from tests import factories

pytestmark = pytest.mark.django_db
LONG = "Fighters attacked the town and people fled over the bridge to the hills. " * 20


def answered(person: User, verdict: str) -> None:
    """A finished reading of this month with an answered planted claim."""
    report = factories.report()
    claim = factories.claim(report)
    now = timezone.now()
    reading = Reading.objects.create(report=report, person=person, active_seconds=40, finished_at=now)
    Planted.objects.create(reading=reading, claim=claim, person=person, shown={}, verdict=verdict, answered_at=now)


def test_an_empty_page_says_what_to_do(as_analyst: Client) -> None:
    page = as_analyst.get("/attention/").content.decode()
    assert "Nothing to show yet" in page
    assert "/review/rules/" in page


def test_ones_own_speed_is_shown_beside_the_share_caught(as_analyst: Client, analyst: User, senior: User) -> None:
    answered(analyst, "rejected")
    answered(senior, "accepted")
    page = as_analyst.get("/attention/").content.decode()
    assert "1 of 1 planted claims caught" in page
    assert "data-figure" in page
    assert "40 s" in page


def test_speed_is_never_shown_alone(as_analyst: Client, analyst: User) -> None:
    answered(analyst, "")
    Planted.objects.all().delete()
    page = as_analyst.get("/attention/").content.decode()
    assert "not shown: nothing planted was answered" in page
    assert "40 s" not in page
    assert "data-figure" not in page


def test_an_analyst_sees_nobody_elses_page(as_analyst: Client, analyst: User, senior: User) -> None:
    assert as_analyst.get(f"/attention/{senior.pk}/").status_code == 403
    assert as_analyst.get("/attention/desk/").status_code == 403
    assert as_analyst.get(f"/attention/{analyst.pk}/").status_code == 200


def test_a_senior_sees_the_desk_and_everybody(as_senior: Client, analyst: User) -> None:
    answered(analyst, "accepted")
    page = as_senior.get("/attention/desk/").content.decode()
    assert f'href="/attention/{analyst.pk}/"' in page
    assert "0 of 1" in as_senior.get(f"/attention/{analyst.pk}/").content.decode()


def test_the_page_asks_the_same_few_queries(
    as_senior: Client, analyst: User, django_assert_max_num_queries: Any
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(15) as captured:
            as_senior.get("/attention/desk/")
        return len(captured)

    answered(analyst, "accepted")
    few = count()
    for _ in range(8):
        answered(factories.person(), "rejected")
    assert count() == few


def finished(client: Client, report: Report, seconds: float) -> Any:
    """Open a report, and finish it so long after."""
    client.get(f"/review/{report.pk}/")
    Reading.objects.update(started_at=timezone.now() - timedelta(seconds=seconds))
    return client.post(f"/review/{report.pk}/finish/", {"choice": "none"}, follow=True)


def test_a_report_closed_in_four_seconds_is_marked_for_a_second_reader(as_analyst: Client, as_senior: Client) -> None:
    report = factories.report(LONG)
    answer = finished(as_analyst, report, 4).content.decode()
    report.refresh_from_db()
    assert (report.second_reading, report.status) == ("due", "reviewed")
    assert report.title in as_senior.get("/review/?tab=second").content.decode()
    assert report.title not in as_analyst.get("/review/?tab=second").content.decode()
    assert "closed in 4 s; reading it takes 52 s" in answer
    assert report.title in as_analyst.get("/attention/").content.decode()


def test_a_report_that_was_read_is_finished(as_analyst: Client) -> None:
    report = factories.report(LONG)
    finished(as_analyst, report, 60)
    report.refresh_from_db()
    assert (report.second_reading, report.status) == ("", "reviewed")


def test_the_file_has_the_months_of_the_page_and_speed_only_beside_the_share_caught(
    as_analyst: Client, analyst: User, senior: User
) -> None:
    answered(analyst, "rejected")
    answered(senior, "accepted")
    month = f"{timezone.localdate():%Y-%m}"
    head, *rows = as_analyst.get("/attention/figures.csv").content.decode().splitlines()
    assert head.startswith("month,planted,caught,share_caught,reports,seconds_a_report,")
    assert [row.split(",")[:6] for row in rows] == [[month, "1", "1", "1.0", "1", "40.0"]]
    Planted.objects.all().delete()
    assert f"{month},0,0,,1,,,," in as_analyst.get("/attention/figures.csv").content.decode()


def test_the_files_of_others_are_for_seniors(
    as_analyst: Client, as_senior: Client, analyst: User, senior: User
) -> None:
    assert as_analyst.get("/attention/desk/figures.csv").status_code == 403
    assert as_analyst.get(f"/attention/{senior.pk}/figures.csv").status_code == 403
    assert as_senior.get("/attention/desk/figures.csv").status_code == 200
    assert as_senior.get(f"/attention/{analyst.pk}/figures.csv").status_code == 200


# --- Days ---------------------------------------------------------------------------------------------


def months_filed(client: Client, query: str) -> list[list[str]]:
    rows = client.get(f"/attention/figures.csv{query}").content.decode().splitlines()[1:]
    return [row.split(",")[:5] for row in rows]


def test_months_and_file_are_of_the_days_chosen(as_analyst: Client, analyst: User) -> None:
    answered(analyst, "rejected")
    answered(analyst, "accepted")
    long_ago = timezone.make_aware(datetime(2023, 5, 9, 12))
    Reading.objects.filter(pk=Reading.objects.earliest("pk").pk).update(finished_at=long_ago)
    Planted.objects.filter(verdict="rejected").update(answered_at=long_ago)
    assert months_filed(as_analyst, "") == [[f"{timezone.localdate():%Y-%m}", "1", "0", "0.0", "1"]]
    for query in ("?since=2023-05-09&until=2023-05-09", "?until=2023-05-31"):
        assert months_filed(as_analyst, query) == [["2023-05", "1", "1", "1.0", "1"]]
        assert [one.month for one in as_analyst.get(f"/attention/{query}").context["months"]] == [date(2023, 5, 1)]
    assert [row[0] for row in months_filed(as_analyst, "?since=2023-01-01")] == [
        "2023-05",
        f"{timezone.localdate():%Y-%m}",
    ]
    assert months_filed(as_analyst, "?since=2023-05-10&until=2023-12-31") == []


@pytest.mark.parametrize("query", ["since=9999-12-31", "until=0001-01-01"])
def test_days_without_any_reading_are_an_empty_page(as_analyst: Client, analyst: User, query: str) -> None:
    answered(analyst, "rejected")
    assert "Nothing to show on these days" in as_analyst.get(f"/attention/?{query}").content.decode()


def test_a_wrong_day_is_said_and_its_file_refused(as_analyst: Client, analyst: User) -> None:
    answered(analyst, "rejected")
    page = as_analyst.get("/attention/?since=soon").content.decode()
    assert 'id="id_since_error">Write the day as 2024-03-31.</p>' in page
    assert "1 of 1 planted claims caught" in page
    assert as_analyst.get("/attention/figures.csv?since=soon").status_code == 422
