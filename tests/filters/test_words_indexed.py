"""On PostgreSQL a search reads the indexes of words; without them it would read every text of the desk."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import QueryDict

from incidents.filters.incidents import IncidentFilter
from incidents.filters.reports import ReportFilter
from incidents.models import Report

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such index and reads the texts"),
]


def plan(rows: object) -> str:
    """How the database would find the rows if it had many: it may not simply read a whole table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return str(rows.explain())  # type: ignore[attr-defined]


def test_incidents_are_found_by_the_indexes_of_words() -> None:
    shown = plan(IncidentFilter(QueryDict("q=herders")).incidents())
    for index in ("incident_title_letters", "incident_place_letters", "incident_country_letters"):
        assert f"Bitmap Index Scan on {index}" in shown


def test_reports_are_found_by_the_indexes_of_words() -> None:
    shown = plan(ReportFilter(QueryDict("q=herders")).narrow(Report.objects.all()))
    for index in ("report_text_letters", "report_title_letters", "report_url_letters"):
        assert f"Bitmap Index Scan on {index}" in shown
