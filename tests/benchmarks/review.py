"""The queue, the review page and the way to the next report: queries and median seconds, with few reports and many.

With REVIEW_REPORTS reports waiting (100,000 where it is not set) each page must ask as often as with 100, and take
less than half longer. Runs on the desk's database server; `.ci/postgres make bench ONLY=review` on PostgreSQL.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.utils import timezone

from incidents.filters.queue import TABS, TO_SETTLE
from incidents.models import Claim, Report, Source
from incidents.models.report import fingerprint
from incidents.vocabulary import Measure, Reliability, ReportStatus, Role, SecondReading
from incidents.workflow.desk.roles import give_role
from incidents.workflow.reports.priority import priority_of
from tests.benchmarks.figure import Figure, seconds

FEW, MANY = 100, int(os.environ.get("REVIEW_REPORTS", "100000"))
MOST_QUERIES = 15
LONGEST = 1.5
"""How many times as long a page may take with many reports as with few."""
ROUNDS = 15
TEXT = "Report {number}: gunmen killed 12 people and wounded 7 near Goma on Friday, a doctor said. Nobody was detained."
FOUND = ((Measure.KILLED, 12, "12 people"), (Measure.INJURED, 7, "7"), (Measure.DETAINED, 0, "Nobody"))
PLACE = {"name": "Goma", "country": "DR Congo", "span": [67, 71]}


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


def fill(person: User, sources: list[Source], *, upto: int) -> None:
    """Add reports with three claims each until there are `upto`.

    So that pages show as many rows with few reports as with many, the first hundred fill the tabs: ten are assigned
    to `person` (five of them sent back), fifty are read twice, ten wait to be settled. Of the others one in twenty
    is read twice, and what is a person's own does not grow with the desk.
    """
    there = Report.objects.count()
    for first in range(there, upto, 2_000):
        reports = [a_report(number, person, sources) for number in range(first, min(first + 2_000, upto))]
        Report.objects.bulk_create(reports, batch_size=500)
        Claim.objects.bulk_create((claim for report in reports for claim in claims_of(report)), batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def a_report(number: int, person: User, sources: list[Source]) -> Report:
    """A report that waits, of one of the sources and of one of fifty countries."""
    text, is_first = TEXT.format(number=number), number < FEW
    read_twice = number >= 40 if is_first else number % 20 == 0
    report = Report(
        text=text,
        text_fingerprint=fingerprint(text),
        title=f"Report {number}",
        source=sources[number % len(sources)],
        published=date(2024, 5, 3),
        added_by=person,
        added_at=timezone.now() - timedelta(minutes=number % 50_000),
        status=ReportStatus.ADJUDICATION if 90 <= number < FEW else ReportStatus.PENDING,
        assigned_to=person if number < 10 else None,
        returned_at=timezone.now() if number < 5 else None,
        second_reading=SecondReading.WANTED if read_twice else "",
        toll=number % 300,
        country=f"Country {number % 50}",
        found={"event": {"place": PLACE}},
    )
    report.priority = priority_of(report)
    return report


def claims_of(report: Report) -> Iterator[Claim]:
    """Three claims at words of the report."""
    for place, (measure, low, raw) in enumerate(FOUND, start=1):
        start = report.text.index(raw)
        victims = {"raw": raw, "actor": None, "status": "unknown", "group": None, "named": []}
        yield Claim(
            report=report,
            number=place,
            found={
                "measure": measure.value,
                "low": low,
                "best": low,
                "high": low,
                "open_upper": False,
                "hedge": "exact",
                "denies": False,
                "victims": victims,
                "claimant": None,
                "scope": "whole",
                "as_of": None,
            },
            raw=raw,
            start=start,
            end=start + len(raw),
            measure=measure,
            low=low,
            best=low,
            high=low,
            confidence=0.9,
        )


def pages(client: Client) -> dict[str, Callable[[], None]]:
    """What is measured, by name: each tab of the queue, one report, and the way to the next."""
    report = Report.objects.by_priority().filter(second_reading="").first()
    assert report

    def page(address: str, status: int = 200) -> Callable[[], None]:
        def fetched() -> None:
            answer = client.get(address)
            assert answer.status_code == status, f"{address} answered {answer.status_code}"

        return fetched

    def next_one() -> None:
        Report.objects.exclude(held_by=None).update(held_by=None, held_until=None)
        page("/review/next/", 302)()

    tabs = {f"queue_{tab.name or 'all'}": page(f"/review/?tab={tab.name}") for tab in (*TABS, TO_SETTLE)}
    return {**tabs, "page": page(f"/review/{report.pk}/"), "next": next_one}


def queries_of(work: Callable[[], None]) -> int:
    """How many queries one call asks, once it was called before."""
    work()
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def measure() -> Iterator[Figure]:
    with empty_record():
        person = User.objects.create_user("bench")
        give_role(person, Role.SENIOR)
        grades = [grade for grade in Reliability for _ in range(5)]
        sources = [Source.objects.create(name=f"Wire {n}", reliability=grade) for n, grade in enumerate(grades)]
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        fill(person, sources, upto=FEW)
        few = {name: (queries_of(work), seconds(work, rounds=ROUNDS)) for name, work in pages(client).items()}
        fill(person, sources, upto=MANY)
        for name, work in pages(client).items():
            queries, took = queries_of(work), seconds(work, rounds=ROUNDS)
            before, took_before = few[name]
            yield from compared(name, queries, took, before, took_before)


def compared(name: str, queries: int, took: float, before: int, took_before: float) -> Iterator[Figure]:
    """The figures of one page."""
    on = f"{connection.vendor}, {MANY:,} reports"
    yield Figure(f"review.{name}_queries", queries, "queries", on, MOST_QUERIES)
    yield Figure(f"review.{name}_more_queries", queries - before, "queries", f"{on} against {FEW}: {before}", 0)
    yield Figure(f"review.{name}_seconds", took, "s", on)
    yield Figure(f"review.{name}_ratio", took / took_before, "×", f"{on} against {FEW}: {took_before:.3f} s", LONGEST)
