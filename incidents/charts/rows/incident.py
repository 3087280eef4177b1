"""What is drawn of one incident: its claims, and the estimate as it was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incidents.figure import Figure, HasFigure
from incidents.vocabulary import Interest, Measure, Scope


@dataclass(frozen=True, slots=True)
class ClaimMark(HasFigure):
    """One claim on the chart of an incident. Whole people; `best` and `high` are None where the words give none."""

    measure: Measure
    at: datetime
    """When it was published."""
    figure: Figure
    denies: bool
    interest: Interest
    counts: bool
    origin: str
    words: str
    population: str
    of_people: bool
    standing: str
    url: str
    id: int = 0
    replaced_by: int | None = None
    """The id of what its origin said next in its place; None where it stands, or was dropped for another reason."""
    event_at: datetime | None = None
    """The day of which it speaks; the incident's own where it names none."""
    is_word: bool = False
    """Whether a word stands for the number: "dozens", "several"."""
    source: str = ""
    grade: str = ""
    scope: Scope = Scope.WHOLE

    @property
    def has_number(self) -> bool:
        return self.figure.has_number

    @property
    def number(self) -> int:
        """Where the mark stands: at best, or at low where none is given."""
        return (self.low if self.best is None else self.best) or 0

    @property
    def is_dropped(self) -> bool:
        """Whether it moves no number, for any reason but that its origin said something newer."""
        return not self.counts and self.replaced_by is None


@dataclass(frozen=True, slots=True)
class KnownThen(HasFigure):
    """The estimate for people as a whole, from the claims that were known at a time. None together where unknown."""

    measure: Measure
    at: datetime
    figure: Figure


@dataclass(frozen=True, slots=True)
class SetByHand(HasFigure):
    """A figure that a person set in place of the derived one."""

    measure: Measure
    figure: Figure
