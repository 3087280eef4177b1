"""What became of what each source and claimant said: derived with the estimates, never typed in.

A record of how near figures came. It never changes a grade: that is for people to do, with their reasons.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from incidents.models.claim import Claim
from incidents.models.people import OfPeople
from incidents.models.source import Source
from incidents.vocabulary import Interest

Kept = TypeVar("Kept", bound="Outcome")

COMPARED = Q(final__isnull=False) & (Q(by_hand=True) | Q(stood_alone=False))
"""Outcomes that the final figure can judge (docs/methodology.md, section 9)."""


class OutcomeQuerySet(models.QuerySet[Kept]):
    """Named filters over outcomes."""

    def first_said_by(self, moment: datetime | None) -> Self:
        """Those whose first figure was published by a moment; all of them without one."""
        return self.filter(first_said__lte=moment) if moment else self

    def compared(self) -> Self:
        """Those that the final figure can judge."""
        return self.filter(COMPARED)

    def with_words(self) -> Self:
        """Everything that a page shows of an outcome, with the way to the words of its claims, in one query."""
        texts = [f"{claim}__{name}" for claim in CLAIMS for name in ("found", "report__text", "report__found")]
        return self.select_related("incident", "actor", *(f"{claim}__report" for claim in CLAIMS)).defer(*texts)


CLAIMS = ("first_claim", "last_claim")

SHOWN = {
    "compared": COMPARED,
    "exact": COMPARED & Q(first=F("final")),
    "under": COMPARED & Q(first__lt=F("final")),
    "over": COMPARED & Q(first__gt=F("final")),
    "first": Q(came_first=True),
    "alone": Q(stood_alone=True),
    "raised": Q(last__gt=F("first")),
    "lowered": Q(last__lt=F("first")),
    "withdrawn": Q(withdrawn=True),
}
"""The numbers of a record, and the outcomes behind each."""


class Outcome(OfPeople):
    """A first and last figure beside the one that stands: one measure and population of one incident.

    Whole people. `final` is None where no figure stands; `by_hand` where a person set it.
    """

    origin = models.CharField(max_length=300)
    origin_key = models.CharField(max_length=300)
    """The origin's name folded, under which its spellings meet."""
    interest = models.CharField(max_length=12, choices=Interest.choices())

    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    final = models.PositiveIntegerField(null=True)
    by_hand = models.BooleanField()
    first_said = models.DateTimeField()
    first_claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    last_claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")

    came_first = models.BooleanField()
    stood_alone = models.BooleanField()
    withdrawn = models.BooleanField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.origin}: {self.first:,} {self.get_measure_display()}"

    @property
    def is_compared(self) -> bool:
        return self.final is not None and (self.by_hand or not self.stood_alone)

    @property
    def first_ratio(self) -> float | None:
        """First figure to final one; None where they cannot be compared, or 0 was accepted."""
        return self.first / self.final if self.is_compared and self.final else None


class SourceOutcomeQuerySet(OutcomeQuerySet["SourceOutcome"]):
    """Named filters over what sources published."""

    def of_sources(self, sources: Iterable[Source]) -> Self:
        """What some sources published."""
        return self.filter(source__in=list(sources))


class SourceOutcome(Outcome):
    """What a source published, in its own voice or somebody else's."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="outcomes", db_index=False)

    objects = SourceOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ("-first_said", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("incident", "measure", "population_key", "source", "origin_key"), name="one_outcome_a_source"
            ),
        )
        indexes = (
            models.Index(fields=("source", "first_said")),
            models.Index(fields=("source", "came_first", "stood_alone", "withdrawn"), name="source_tally"),
        )


class ClaimantOutcome(Outcome):
    """What a claimant said, counted once whoever prints it."""

    objects: OutcomeQuerySet[ClaimantOutcome] = OutcomeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-first_said", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("incident", "measure", "population_key", "origin_key"), name="one_outcome_a_claimant"
            ),
        )
        indexes = (
            models.Index(fields=("origin_key", "first_said")),
            models.Index(
                fields=("origin_key", "came_first", "stood_alone", "withdrawn", "origin"), name="claimant_tally"
            ),
        )
