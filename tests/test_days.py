"""Which days a record may have, and that every door checks it: lines of files, forms, the admin, what a text tells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from incidents.days import countable, is_recordable, last_recordable_day
from incidents.estimation.incident_lines import read_incident
from incidents.extraction import extract
from incidents.extraction.dates.mentions import find_recordable_dates
from incidents.extraction.report_lines import LineError, read_line
from incidents.filters.as_of import read_as_of
from tests import factories

FAR = ("0001-01-01", "1799-12-31", "9999-12-31")


@pytest.mark.parametrize(("day", "is_so"), [("1799-12-31", False), ("1800-01-01", True), ("9999-12-31", False)])
def test_days_lie_between_1800_and_tomorrow(day: str, is_so: bool) -> None:
    assert is_recordable(date.fromisoformat(day)) is is_so


def test_tomorrow_is_the_last_day() -> None:
    tomorrow = date.today() + timedelta(days=1)
    assert (last_recordable_day(), is_recordable(tomorrow), is_recordable(tomorrow + timedelta(days=1))) == (
        tomorrow,
        True,
        False,
    )


def test_from_any_day_the_nearest_is_told_that_can_be_counted_from() -> None:
    days = (date.min, date(2024, 3, 5), date.max)
    assert [countable(day) for day in days] == [date(1800, 1, 1), date(2024, 3, 5), date(2999, 12, 31)]


@pytest.mark.parametrize("day", FAR)
def test_a_line_for_extract_with_another_day_says_so(day: str) -> None:
    line = f'{{"id": 1, "text": "Two died.", "published": "{day}"}}'
    assert read_line(line).error == "published is no date of the form YYYY-MM-DD, from 1800 to tomorrow"


@pytest.mark.parametrize("day", FAR)
def test_a_line_for_estimate_with_another_day_says_so(day: str) -> None:
    with pytest.raises(LineError, match="report 1: published lies before 1800 or after tomorrow"):
        read_incident(f'{{"id": 1, "reports": [{{"text": "Two died.", "published": "{day}"}}]}}')


@pytest.mark.parametrize(
    "text", ["They met on 3 March 2099.", "It begins on 2098-05-01.", "In May 2097 they will vote.", "It was in 1066."]
)
def test_a_day_that_no_record_may_have_is_not_taken_from_a_text(text: str) -> None:
    assert find_recordable_dates(text, None) == ()


@pytest.mark.parametrize("head", ["KABUL, May 3, 2099 (Wire) - ", "2099-05-S-015 ", "3 March 2099\n"])
def test_an_incident_is_on_no_day_that_no_record_may_have(head: str) -> None:
    event = extract(f"{head}Two men were killed on 5 May 2099, police said.").event
    assert event.date is None or is_recordable(event.date.end)


@pytest.mark.parametrize("words", ["0001-01-01", "1799-12-31T23:59"])
def test_nothing_is_shown_as_of_a_day_before_1800(words: str) -> None:
    assert read_as_of(words).error


@pytest.mark.parametrize("words", ["9999-12-31", "9999-12-31T23:59"])
def test_as_of_a_day_far_ahead_is_today(words: str) -> None:
    assert read_as_of(words).lies_ahead


@pytest.mark.django_db
@pytest.mark.parametrize("day", FAR)
def test_the_description_of_a_report_refuses_other_days(as_analyst: Client, day: str) -> None:
    report = factories.report()
    sent = {"about-title": "Attack", "about-source": report.source.name, "about-published": day}
    as_analyst.post(f"/reports/{report.pk}/describe/", sent)
    report.refresh_from_db()
    assert report.published == date(2024, 3, 5)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["date_start", "date_end"])
@pytest.mark.parametrize("day", FAR)
def test_a_new_incident_refuses_other_days(as_analyst: Client, field: str, day: str) -> None:
    report = factories.report()
    sent = {"choice": "new", "title": "Attack", "date_start": "2024-03-05", "date_precision": "day", field: day}
    as_analyst.get(f"/review/{report.pk}/")
    as_analyst.post(f"/review/{report.pk}/finish/", sent)
    assert not report.links.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("day", FAR)
def test_the_admin_refuses_other_days(as_administrator: Client, day: str) -> None:
    incident, report = factories.incident(), factories.report()
    sent = {"title": "Clash", "date_start": day, "date_end": "2024-03-05", "date_precision": "day"}
    sent |= {
        f"{prefix}-{form}_FORMS": "0" for prefix in ("parts", "links", "estimates") for form in ("TOTAL", "INITIAL")
    }
    as_administrator.post(f"/admin/incidents/incident/{incident.pk}/change/", sent)
    told = {"title": "Attack", "source": report.source_id, "published": day}
    told |= {f"claims-{form}_FORMS": "0" for form in ("TOTAL", "INITIAL")}
    as_administrator.post(f"/admin/incidents/report/{report.pk}/change/", told)
    incident.refresh_from_db()
    report.refresh_from_db()
    assert incident.date_start == report.published == date(2024, 3, 5)
