"""A day that was only assumed is confirmed before a report is finished."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from incidents.models import Report
from incidents.vocabulary import DayFrom, ReportStatus, SecondReading
from incidents.workflow.queue.holds import HeldByOtherError, take_report
from incidents.workflow.review.assumed_day import AssumedDayError, confirm_day
from incidents.workflow.review.finishing import finish_report
from incidents.workflow.review.second_reading import finish_apart
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 31)


@pytest.fixture
def report() -> Report:
    return factories.report(published=DAY, published_from=DayFrom.ASSUMED, published_guessed=True)


def test_a_report_whose_day_is_assumed_is_not_finished(report: Report, analyst: User) -> None:
    with pytest.raises(AssumedDayError, match="2026-08-31"):
        finish_report(report=report, person=analyst, incident=None)
    report.refresh_from_db()
    assert report.status == ReportStatus.PENDING


def test_once_it_is_confirmed_it_is_finished(report: Report, analyst: User) -> None:
    assert confirm_day(report=report, person=analyst, day=DAY)
    assert finish_report(report=report, person=analyst, incident=None).status == ReportStatus.REVIEWED


def test_a_confirmed_day_is_given_and_its_confirmation_stands_in_the_history(report: Report, analyst: User) -> None:
    confirm_day(report=report, person=analyst, day=DAY)
    report.refresh_from_db()
    assert (report.published, report.published_from, report.published_guessed) == (DAY, "given", False)
    assert list(report.history.values_list("published_from", flat=True)) == ["given", "assumed"]


def test_a_day_that_is_another_by_now_is_not_confirmed(report: Report, analyst: User) -> None:
    assert not confirm_day(report=report, person=analyst, day=date(2019, 8, 31))
    report.refresh_from_db()
    assert report.is_day_assumed


def test_somebody_elses_report_is_not_confirmed(report: Report, analyst: User) -> None:
    take_report(report=report, person=factories.person())
    with pytest.raises(HeldByOtherError):
        confirm_day(report=report, person=analyst, day=DAY)


def test_one_of_two_readers_confirms_it_too(report: Report, analyst: User) -> None:
    report.second_reading = SecondReading.WANTED
    report.save()
    with pytest.raises(AssumedDayError):
        finish_apart(report=report, person=analyst, outcome={"choice": "none"})
    confirm_day(report=report, person=analyst, day=DAY)
    finish_apart(report=report, person=analyst, outcome={"choice": "none"})
    assert report.readings.finished().count() == 1


def test_other_days_need_no_confirmation(analyst: User) -> None:
    for known in (DayFrom.GIVEN, DayFrom.TEXT, DayFrom.DATELINE, DayFrom.COPY):
        report = factories.report(published_from=known)
        assert finish_report(report=report, person=analyst, incident=None).status == ReportStatus.REVIEWED
