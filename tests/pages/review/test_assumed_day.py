"""A day that was only assumed, on the pages: shown as assumed, and asked for before the report is finished."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from incidents.models import Report
from incidents.vocabulary import DayFrom
from incidents.workflow.queue.holds import take_report
from tests import factories

DAY = date(2026, 8, 31)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def report(db: None) -> Report:
    return factories.report(
        published=DAY, published_from=DayFrom.ASSUMED, published_guessed=True, published_words="Aug 31"
    )


@pytest.mark.parametrize("address", ["/review/{}/", "/reports/{}/", "/review/", "/reports/"])
def test_what_the_text_says_stands_beside_what_was_assumed(as_analyst: Client, report: Report, address: str) -> None:
    page = as_analyst.get(address.format(report.pk)).content.decode()
    assert "the text says “Aug 31”; the year 2026 is assumed" in page


def test_a_text_that_names_no_day_is_said_to_name_none(as_analyst: Client) -> None:
    report = factories.report(published_from=DayFrom.ASSUMED)
    page = as_analyst.get(f"/review/{report.pk}/").content.decode()
    assert "the text names no day; the day of pasting is assumed" in page


def test_a_report_whose_day_is_known_asks_nothing(as_analyst: Client) -> None:
    assert 'id="assumed-day"' not in as_analyst.get(f"/review/{factories.report().pk}/").content.decode()


def test_finishing_is_refused_beside_the_question(as_analyst: Client, report: Report) -> None:
    answer = as_analyst.post(f"/review/{report.pk}/finish/", {"choice": "none"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="assumed-day-error" data-refused role="alert">Confirm this day, or change it' in page


def test_one_press_confirms_the_day_and_finishing_works(as_analyst: Client, report: Report) -> None:
    as_analyst.post(f"/reports/{report.pk}/day/", {"day": "2026-08-31"})
    as_analyst.post(f"/review/{report.pk}/finish/", {"choice": "none"})
    report.refresh_from_db()
    assert (report.status, report.published_from) == ("reviewed", "given")


def test_the_answer_takes_the_question_away_and_the_day_is_no_guess_any_more(
    as_analyst: Client, report: Report
) -> None:
    page = as_analyst.post(f"/reports/{report.pk}/day/", {"day": "2026-08-31"}, headers=HTMX).content.decode()
    assert "Published 2026-08-31, confirmed." in page
    assert 'id="byline" hx-swap-oob="true"' in page
    assert "assumed</span>" not in page


def test_a_day_that_somebody_else_set_meanwhile_is_not_confirmed(as_analyst: Client, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(published=date(2019, 8, 31), published_from=DayFrom.GIVEN)
    page = as_analyst.post(f"/reports/{report.pk}/day/", {"day": "2026-08-31"}, headers=HTMX).content.decode()
    assert "somebody set another day meanwhile" in page


def test_what_somebody_else_holds_is_refused_in_words(as_analyst: Client, report: Report) -> None:
    take_report(report=report, person=factories.person("ada"))
    answer = as_analyst.post(f"/reports/{report.pk}/day/", {"day": "2026-08-31"}, headers=HTMX)
    assert answer.status_code == 409
    assert "Held by ada" in answer.content.decode()


def test_rubbish_for_a_day_changes_nothing(as_analyst: Client, report: Report) -> None:
    as_analyst.post(f"/reports/{report.pk}/day/", {"day": "soon"})
    report.refresh_from_db()
    assert report.is_day_assumed


def test_a_reader_confirms_nothing(as_reader: Client, report: Report) -> None:
    assert as_reader.post(f"/reports/{report.pk}/day/", {"day": "2026-08-31"}).status_code == 403
