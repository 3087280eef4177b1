"""Reports as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.models import Report


def report_rows(keys: Sequence[int]) -> list[Report]:
    """What the rows show of these reports, in their order, in one query; the texts stay in the database."""
    reports = Report.objects.filter(pk__in=keys).with_claim_counts().defer("text")
    by_key = {one.pk: one for one in reports.select_related("source", "held_by", "assigned_to")}
    return [by_key[key] for key in keys if key in by_key]
