"""How many queries the review queue asks for, with few reports waiting and with many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from incidents.models import Claim, Report, Source
from incidents.vocabulary import Measure, ReportStatus, Role
from incidents.workflow.roles import give_role
from tests.benchmarks.figure import Figure, seconds

TEXT = "Report {number}: gunmen killed 12 people and wounded 7 near Goma on Friday, a doctor said. Nobody was detained."
FOUND = ((Measure.KILLED, 12, "12 people"), (Measure.INJURED, 7, "7"), (Measure.DETAINED, 0, "Nobody"))


@contextmanager
def empty_record() -> Iterator[None]:
    """A test database beside the desk's own, gone afterwards."""
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


def fill(person: User, source: Source, *, upto: int) -> None:
    """Add pending reports with three claims each until there are `upto`."""
    for number in range(Report.objects.count() + 1, upto + 1):
        text = TEXT.format(number=number)
        report = Report.objects.create(
            text=text,
            title=f"Report {number}",
            source=source,
            published=date(2024, 5, 3),
            added_by=person,
            status=ReportStatus.PENDING,
        )
        Claim.objects.bulk_create(
            Claim(
                report=report,
                number=place,
                found={},
                raw=raw,
                start=text.index(raw),
                end=text.index(raw) + len(raw),
                measure=measure,
                low=low,
                best=low,
                high=low,
            )
            for place, (measure, low, raw) in enumerate(FOUND, start=1)
        )


def measure() -> Iterator[Figure]:
    with empty_record():
        person = User.objects.create_user("bench")
        give_role(person, Role.ANALYST)
        source = Source.objects.create(name="Lakeside Wire")
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

        def page() -> None:
            answer = client.get("/review/")
            assert answer.status_code == 200, f"/review/ answered {answer.status_code}"
            assert source.name in answer.content.decode(), "/review/ shows none of the reports that wait"

        for waiting in (10, 200):
            fill(person, source, upto=waiting)
            page()
            with CaptureQueriesContext(connection) as asked:
                page()
            against = f"/review/ with {waiting} reports waiting"
            yield Figure(f"review.queue_queries_{waiting}", len(asked), "queries", against, 15)
            yield Figure(f"review.queue_seconds_{waiting}", seconds(page), "s", against)
