"""What one accepted claim costs in a record of a hundred claims, and in one of a million."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Claim, Incident, Report, ReportLink, Source
from incidents.models.report import fingerprint
from incidents.vocabulary import Measure, ReportStatus, Role, Standing
from incidents.workflow.desk.roles import give_role
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.review.decisions import accept_claim
from tests.benchmarks.figure import Figure
from tests.benchmarks.review import empty_record

FIRST_DAY = date(2015, 1, 1)
CLAIMS_A_REPORT = 10
BATCH = 10_000


def measure() -> Iterator[Figure]:
    with empty_record():
        person = User.objects.create_user("bench")
        give_role(person, Role.ANALYST)
        sources = [Source.objects.create(name=f"Wire {number}") for number in range(50)]
        counted = {}
        for claims in (100, 1_000_000):
            fill(person, sources, upto=claims // CLAIMS_A_REPORT)
            queries, elapsed = cost_of_one_claim(person)
            counted[claims] = queries
            against = f"one claim accepted in a record of {claims:,} claims"
            yield Figure(f"record.accept_queries_{claims}", queries, "queries", against)
            yield Figure(f"record.accept_seconds_{claims}", elapsed, "s", against)
        few, many = counted.values()
        yield Figure("record.accept_queries_ratio", many / few, "times", "the queries with 100 claims", 1)


def fill(person: User, sources: list[Source], *, upto: int) -> None:
    """Add incidents of one report with ten accepted claims each, until there are `upto` incidents."""
    numbers = iter(range(Incident.objects.count(), upto))
    while batch := list(islice(numbers, BATCH // CLAIMS_A_REPORT)):
        days = [FIRST_DAY + timedelta(days=number % 4000) for number in batch]
        incidents = Incident.objects.bulk_create(
            Incident(title=f"Incident {number}", date_start=day, date_end=day, made_by=person)
            for number, day in zip(batch, days, strict=True)
        )
        texts = [f"Report {number}: 12 people were killed near the lake." for number in batch]
        reports = Report.objects.bulk_create(
            Report(
                text=text,
                text_fingerprint=fingerprint(text),
                title=f"Report {number}",
                source=sources[number % len(sources)],
                published=day,
                added_by=person,
                status=ReportStatus.REVIEWED,
            )
            for number, text, day in zip(batch, texts, days, strict=True)
        )
        ReportLink.objects.bulk_create(
            ReportLink(report=report, incident=incident, linked_by=person)
            for report, incident in zip(reports, incidents, strict=True)
        )
        Claim.objects.bulk_create(
            claim for report, incident in zip(reports, incidents, strict=True) for claim in claims_of(report, incident)
        )


def claims_of(report: Report, incident: Incident) -> Iterator[Claim]:
    for place in range(CLAIMS_A_REPORT):
        low = 12 + place % 3
        yield Claim(
            report=report,
            incident=incident,
            number=place + 1,
            found=FOUND,
            raw="12 people",
            start=0,
            end=9,
            measure=Measure.KILLED if place % 2 else Measure.INJURED,
            low=low,
            best=low,
            high=low,
            claimant_name=f"witness {place}",
            standing=Standing.ACCEPTED,
        )


FOUND = {
    "measure": Measure.KILLED.value,
    "low": 12,
    "best": 12,
    "high": 12,
    "open_upper": False,
    "hedge": "exact",
    "denies": False,
    "victims": {"actor": None, "status": "unknown", "group": None},
    "claimant": None,
    "scope": "whole",
    "as_of": None,
    "confidence": 1,
}


def cost_of_one_claim(person: User) -> tuple[int, float]:
    """The queries and seconds of accepting one more claim of an incident in the middle of the record."""
    incident = Incident.objects.order_by("pk")[Incident.objects.count() // 2]
    recompute_estimates(incident)
    report = incident.reports.get()
    claim = Claim.objects.create(
        report=report,
        incident=incident,
        number=CLAIMS_A_REPORT + 1 + report.claims.count(),
        found=FOUND,
        raw="12 people",
        start=0,
        end=9,
        measure=Measure.KILLED,
        low=12,
        best=12,
        high=12,
    )
    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        accept_claim(claim=claim, person=person)
        elapsed = time.perf_counter() - start
    return len(asked), elapsed
