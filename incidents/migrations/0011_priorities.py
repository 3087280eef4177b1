"""Weigh the reports that are there, as workflow/priority.py did when this was written."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from math import log10

from django.db import migrations

GRADES = {"A": 0.5, "B": 0.4, "C": 0.3, "D": 0.2, "E": 0.1, "F": 0.2}
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
RIVALS = ("measure", "actor_id", "status", "group")


def is_contested(claims):
    """Whether one denies losses, or two give different numbers of the same people."""
    numbers = defaultdict(set)
    for claim in claims:
        if claim.denies:
            return True
        if claim.scope == "whole" and not (claim.part_of_id or claim.beside_id or claim.retells_id):
            numbers[tuple(getattr(claim, name) for name in RIVALS)].add((claim.low, claim.best, claim.high))
    return any(len(rivals) > 1 for rivals in numbers.values())


def weigh_all(apps, schema_editor):
    """Five hundred at a time; the texts stay in the database."""
    Report = apps.get_model("incidents", "Report")
    reports = Report.objects.select_related("source").defer("text", "found").prefetch_related("claims")
    changed = []
    for report in reports.iterator(chunk_size=500):
        report.contested = is_contested(report.claims.all())
        waiting = (report.added_at - BEGINNING) / timedelta(days=1)
        grade = GRADES.get(report.source.reliability, 0.2)
        report.priority = log10(1 + (report.toll or 0)) + 0.5 * report.contested + grade - 0.1 * waiting
        changed.append(report)
        if len(changed) == 500:
            Report.objects.bulk_update(changed, ["contested", "priority"])
            changed = []
    Report.objects.bulk_update(changed, ["contested", "priority"])


class Migration(migrations.Migration):
    dependencies = [("incidents", "0010_contested")]

    operations = [migrations.RunPython(weigh_all, migrations.RunPython.noop)]
