"""The figures of a source or claimant against those that stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from incidents.charts.rows import RatioMark
from incidents.models.claim import population_label
from incidents.models.outcome import OutcomeQuerySet
from incidents.vocabulary import Interest, Measure

MOST_RATIOS = 300
"""How many figures of a record are drawn: the newest."""


def ratio_marks(outcomes: OutcomeQuerySet[Any], most: int | None = MOST_RATIOS) -> list[RatioMark]:
    """The newest figures of a record that have a ratio to the accepted one, at most so many, newest first."""
    found = (
        outcomes.compared()
        .filter(final__gt=0)
        .values_list(
            "first_said",
            "first",
            "final",
            "measure",
            "actor__name",
            "status",
            "group",
            "interest",
            "origin",
            "incident__title",
            "withdrawn",
            "first_claim",
            "first_claim__report",
        )
    )
    return [
        RatioMark(
            at=at,
            first=first,
            final=final,
            measure=Measure(measure),
            population=population_label(actor or "", status, group),
            interest=Interest(interest),
            origin=origin,
            incident=incident,
            withdrawn=withdrawn,
            url=f"{reverse('report', args=[report])}#words-{claim}",
        )
        for at, first, final, measure, actor, status, group, interest, origin, incident, withdrawn, claim, report in (
            found[:most]
        )
    ]
