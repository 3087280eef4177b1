"""From the name that a person types to the one source that the desk keeps, whoever else types it at that moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from incidents.models import Report, Source
from incidents.workflow.intake import submit_report
from incidents.workflow.reports.sources import find_or_add_source
from tests import factories
from tests.conftest import signed_in

EIGHT = ("BBC", " bbc ", "Bbc", "BBC", "bBC", "BBC  ", "bbc", "BbC")
CRIED = "Gunmen killed {} farmers near Ashkel on 5 March 2024, the governor said, and burned the mill beside the river."


@pytest.mark.django_db
def test_a_name_is_that_of_a_known_source_whatever_its_case_and_blanks() -> None:
    known = factories.source("Lakes Wire", aliases=["LW"])
    assert [find_or_add_source(name) for name in ("lakes  wire", " LAKES WIRE", "lw")] == [known] * 3


@pytest.mark.django_db(transaction=True)
def test_eight_people_who_name_one_new_source_at_once_all_have_their_report_under_it() -> None:
    people = [signed_in(factories.person()) for _ in EIGHT]
    ready = Barrier(len(EIGHT))

    def paste(number: int, client: Client, name: str) -> int:
        try:
            ready.wait(timeout=30)
            return client.post("/reports/new/", {"text": CRIED.format(number + 2), "source": name}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(EIGHT)) as pool:
        answers = list(pool.map(paste, range(len(EIGHT)), people, EIGHT))
    assert answers == [302] * 8
    assert Source.objects.get().reports.count() == Report.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_source_described_at_once_is_one_too(senior: User) -> None:
    first = factories.source("First Wire")
    texts = [CRIED.format(number + 2) for number in range(8)]
    reports = [submit_report(text=text, source=first, person=senior, published=date(2024, 3, 5)) for text in texts]
    people = [signed_in(factories.person()) for _ in reports]
    ready = Barrier(len(reports))

    def describe(report: Report, client: Client, name: str) -> int:
        sent = {"about-title": "Farmers killed", "about-source": name, "about-published": "2024-03-05"}
        try:
            ready.wait(timeout=30)
            return client.post(f"/reports/{report.pk}/describe/", sent, headers={"HX-Request": "true"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(reports)) as pool:
        answers = list(pool.map(describe, reports, people, EIGHT))
    assert answers == [302] * 8
    assert set(Report.objects.values_list("source__name", flat=True)) == {Source.objects.latest("pk").name}
