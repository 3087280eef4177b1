"""One line of an incident: what is known of its reports, and what is wrong with it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from incidents.estimation.incident_lines import GivenReport, read_incident
from incidents.extraction.report_lines import LineError
from incidents.vocabulary import Reliability


def reports(*given: dict[str, object]) -> tuple[GivenReport, ...]:
    return read_incident(json.dumps({"id": "ridge", "reports": given})).reports


def test_a_report_is_read_with_all_that_is_known_of_it() -> None:
    (report,) = reports(
        {
            "text": "Two died.",
            "published": "2024-05-02T09:30:00+02:00",
            "source": "Valley News",
            "reliability": "B",
            "affiliation": "National Army",
        }
    )
    assert report == GivenReport(
        text="Two died.",
        source="Valley News",
        published=date(2024, 5, 2),
        known_at=datetime(2024, 5, 2, 7, 30, tzinfo=UTC),
        reliability=Reliability.B,
        affiliation="National Army",
    )


def test_a_day_without_an_hour_begins_at_midnight_and_a_grade_that_is_not_given_is_f() -> None:
    (report,) = reports({"text": "Two died.", "published": "2024-05-02", "source": "Valley News"})
    assert (report.known_at, report.reliability) == (datetime(2024, 5, 2, tzinfo=UTC), Reliability.F)


def test_reports_without_a_date_keep_their_order() -> None:
    times = [report.known_at for report in reports({"text": "a"}, {"text": "b", "published": None}, {"text": "c"})]
    assert all(time is not None for time in times)
    assert times == sorted(set(times))


def test_a_report_without_a_date_comes_right_after_the_one_before_it() -> None:
    first, between, last = reports(
        {"text": "a", "published": "2024-05-02"}, {"text": "b"}, {"text": "c", "published": "2024-05-03"}
    )
    assert first.known_at < between.known_at < last.known_at


def test_a_source_without_a_name_goes_by_its_number() -> None:
    assert [report.source for report in reports({"text": "a"}, {"text": "b"})] == ["report 1", "report 2"]


@pytest.mark.parametrize(
    ("report", "error"),
    [
        ("no object", "report 2: not a JSON object"),
        ({}, "report 2: no text"),
        ({"text": "a", "published": "2024-02-30"}, "report 2: published is neither a date"),
        ({"text": "a", "published": 20240502}, "report 2: published is neither a date"),
        ({"text": "a", "published": "0001-01-01T00:00:00+14:00"}, "report 2: published lies before 1800"),
        ({"text": "a", "reliability": "G"}, "report 2: reliability is none of the letters A to F"),
        ({"text": "a", "source": 5}, "report 2: source is no text"),
        ({"text": "a", "affiliation": ["Army"]}, "report 2: affiliation is no text"),
    ],
)
def test_a_fault_names_the_report_and_the_field(report: object, error: str) -> None:
    line = json.dumps({"id": 7, "reports": [{"text": "fine"}, report]})
    with pytest.raises(LineError, match=error) as failure:
        read_incident(line)
    assert failure.value.id == 7


@pytest.mark.parametrize("line", ['{"id": 7}', '{"id": 7, "reports": "none"}'])
def test_an_incident_needs_a_list_of_reports(line: str) -> None:
    with pytest.raises(LineError, match="no reports"):
        read_incident(line)
