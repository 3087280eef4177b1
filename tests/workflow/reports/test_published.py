"""The day of a pasted text, and the record's help with its year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from incidents.models import Report
from incidents.vocabulary import DayFrom
from incidents.workflow.intake import describe_report, submit_report
from incidents.workflow.reports.near_duplicates import keep_near_duplicates
from incidents.workflow.reports.published import find_day
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 30)
DATED = f"ASHKEL, March 6 (Lakeside Wire) - {factories.TEXT}"


def in_the_record(**values: Any) -> Report:
    report = factories.report(factories.TEXT, **values)
    keep_near_duplicates(report)
    return report


def test_a_near_copy_gives_a_dateline_its_year() -> None:
    in_the_record(published=date(2024, 3, 5))
    found = find_day(DATED, TODAY)
    assert (found.day, found.known_from, found.words) == (date(2024, 3, 6), "copy", "March 6")


def test_a_near_copy_whose_own_day_was_assumed_gives_none() -> None:
    in_the_record(published=date(2024, 3, 5), published_from=DayFrom.ASSUMED)
    assert find_day(DATED, TODAY).known_from == "assumed"


def test_without_a_copy_the_year_is_assumed() -> None:
    found = find_day(DATED, TODAY)
    assert (found.day, found.known_from) == (date(2026, 3, 6), "assumed")


def test_a_report_keeps_how_its_day_is_known(analyst: User) -> None:
    report = submit_report(text=DATED, source=factories.source(), person=analyst)
    assert (report.published_from, report.published_words, report.published_guessed) == ("assumed", "March 6", True)


def test_a_text_without_a_day_is_taken_as_published_today(analyst: User) -> None:
    report = submit_report(text="Two men were shot dead.", source=factories.source(), person=analyst)
    assert (report.published, report.published_from, report.published_words) == (timezone.localdate(), "assumed", "")


def test_a_day_that_is_given_is_no_guess(analyst: User) -> None:
    given = date(2024, 3, 6)
    report = submit_report(text=DATED, source=factories.source(), person=analyst, published=given)
    assert (report.published, report.published_from, report.published_guessed) == (given, "given", False)


def test_a_day_that_a_person_puts_right_is_given() -> None:
    report = factories.report(published_from=DayFrom.ASSUMED, published_guessed=True)
    report = describe_report(report=report, title="Raid", source=report.source, published=date(2024, 3, 6))
    assert (report.published_from, report.published_guessed) == ("given", False)
