"""The record of a source or claimant, read from what became of its claims; reading it changes nothing, no grade either.

Each function asks once, however many figures there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incidents.claimants import same_origin
from incidents.models import ClaimantOutcome
from incidents.models.outcome import OutcomeQuerySet
from incidents.reconciliation.record.summary import FEWEST, Summary, sentence, summarise, summarise_by
from incidents.vocabulary import Interest, Measure

__all__ = ["FEWEST", "Record", "Summary", "claimant_outcomes_of", "record_of", "summaries"]

JUDGED = (
    "incident_id",
    "measure",
    "interest",
    "first",
    "last",
    "final",
    "by_hand",
    "came_first",
    "stood_alone",
    "withdrawn",
)
"""What a summary needs of an outcome."""


@dataclass(frozen=True, slots=True)
class Record:
    """How one voice's figures fared: all together, and told apart by its interest and by what was counted."""

    name: str
    whole: Summary
    by_interest: Sequence[tuple[Interest, Summary]]
    by_measure: Sequence[tuple[Measure, Summary]]

    @property
    def sentence(self) -> str:
        """The record in plain words."""
        return sentence(self.name, self.whole)


def record_of(name: str, outcomes: OutcomeQuerySet[Any]) -> Record:
    """The record that some outcomes of one voice make."""
    judged = list(outcomes.order_by().values_list(*JUDGED, named=True))
    by_interest = summarise_by(judged, lambda each: each.interest)
    by_measure = summarise_by(judged, lambda each: each.measure)
    return Record(
        name,
        summarise(judged),
        [(interest, by_interest[interest]) for interest in Interest if interest in by_interest],
        [(measure, by_measure[measure]) for measure in Measure if measure in by_measure],
    )


def summaries(outcomes: OutcomeQuerySet[Any], by: str) -> dict[Any, Summary]:
    """A summary for each value of one column, such as `source_id`."""
    groups: dict[Any, list[Any]] = {}
    for each in outcomes.order_by().values_list(*JUDGED, by, named=True):
        groups.setdefault(getattr(each, by), []).append(each)
    return {value: summarise(judged) for value, judged in groups.items()}


def claimant_outcomes_of(name: str, known_at: datetime | None) -> OutcomeQuerySet[ClaimantOutcome]:
    """What a claimant said, under whichever spelling of its name, as far as it was known at a moment."""
    return ClaimantOutcome.objects.filter(origin_key=same_origin(name)).first_said_by(known_at)
