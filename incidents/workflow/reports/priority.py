"""What is reviewed first: many dead, figures that contradict each other, a source to be trusted, a long wait.

The sum is stored with the report. Waiting adds the same to every report each day, so it is written as
what the report lacks for having come later: the order then holds without being renewed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from math import log10
from typing import Any

from django.db.models.fields.json import KeyTransform
from django_tasks import task

from incidents.models import Claim, Report, Source
from incidents.models.report import least_sure
from incidents.vocabulary import HowSure, Reliability, Scope
from incidents.workflow.acts import act_alone

A_DAY = 0.1
"""What a day of waiting is worth: ten days as much as ten times the dead."""
CONTESTED = 0.5
GRADES = {
    Reliability.A: 0.5,
    Reliability.B: 0.4,
    Reliability.C: 0.3,
    Reliability.D: 0.2,
    Reliability.E: 0.1,
    Reliability.F: 0.2,  # not judged yet: neither trusted nor distrusted
}
DOUBT = {HowSure.SURE.value: 0.0, HowSure.LOOK.value: 0.15, HowSure.UNSURE.value: 0.4}
"""What it is worth to look at figures of which the program is not sure."""
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
AT_ONCE = 1_000
"""How many reports of a source are weighed anew while the person waits; more are left to a task."""


def priority_of(report: Report) -> float:
    """The weight of a report by its toll, whether it is contested, how sure the program is of its totals, its source's
    grade and when it was added."""
    return _weigh(report, report.trust)


def _weigh(report: Report, trust: Mapping[str, Any] | None) -> float:
    waiting = (report.added_at - BEGINNING) / timedelta(days=1)
    toll = log10(1 + (report.toll or 0))
    matters = toll + CONTESTED * report.contested + (DOUBT[trust["word"]] if trust else 0)
    return matters + GRADES[Reliability(report.source.reliability)] - A_DAY * waiting


def is_contested(claims: Iterable[Claim]) -> bool:
    """Whether a report denies losses, or gives different numbers of the same measure and population.

    Parts of a whole, what is counted beside another claim or retold, and other scopes are no rivals.
    """
    numbers = defaultdict(set)
    for claim in claims:
        if claim.denies:
            return True
        if claim.scope == Scope.WHOLE and not (claim.part_of_id or claim.beside_id or claim.retells_id):
            numbers[claim.measure, claim.actor_id, claim.status, claim.group].add((claim.low, claim.best, claim.high))
    return any(len(rivals) > 1 for rivals in numbers.values())


def set_priority(report: Report) -> None:
    """Set how contested a report is and its priority, from its claims as they are kept. Not saved."""
    report.contested = is_contested(report.claims.all())
    report.priority = priority_of(report)


def weigh_reports_of(source: Source) -> None:
    """The grade of a source changed: what waits of it takes its new place in the queue."""
    if Report.objects.waiting().filter(source=source).count() > AT_ONCE:
        weigh_reports_later.enqueue(source.pk)
    else:
        weigh_waiting(source)


def weigh_waiting(source: Source) -> None:
    """Write anew the priority of each report of a source that waits, where it differs."""
    changed = []
    reports = Report.objects.waiting().filter(source=source).only("added_at", "toll", "contested", "priority", "source")
    # Of all that was found in a report, which may be as long as its text, only how sure the totals are.
    for report in reports.annotate(trust_of_totals=KeyTransform("trust", "found")).iterator(chunk_size=2_000):
        report.source = source
        fresh = _weigh(report, least_sure(report.trust_of_totals or {}))  # type: ignore[attr-defined]
        if fresh != report.priority:
            report.priority = fresh
            changed.append(report)
    Report.objects.bulk_update(changed, ["priority"], batch_size=500)


@task()
def weigh_reports_later(source_id: int) -> None:
    """The task behind a new grade of a source with many reports; safe to run twice."""
    act_alone(weigh_waiting)(Source.objects.get(pk=source_id))
