"""What is drawn of one incident: its claims, and the estimate as it was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incidents.vocabulary import Interest, Measure, Scope


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """One claim on the chart of an incident. Whole people; `best` and `high` are None where the words give none."""

    measure: Measure
    at: datetime
    """When it was published."""
    low: int
    best: int | None
    high: int | None
    open_upper: bool
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
        """Whether the words give any number: "there were deaths" is kept as one or more, and gives none."""
        return self.best is not None or self.high is not None or self.low > 1

    @property
    def figure(self) -> int:
        """Where the mark stands: the best figure, or the low one where none is given."""
        return self.low if self.best is None else self.best

    @property
    def is_dropped(self) -> bool:
        """Whether it moves no number, for any reason but that its origin said something newer."""
        return not self.counts and self.replaced_by is None


@dataclass(frozen=True, slots=True)
class KnownThen:
    """The estimate for people as a whole, from the claims that were known at a time. None together where unknown."""

    measure: Measure
    at: datetime
    low: int | None
    best: int | None
    high: int | None
    open_upper: bool = False


@dataclass(frozen=True, slots=True)
class SetByHand:
    """A figure that a person set in place of the derived one."""

    measure: Measure
    low: int
    best: int
    high: int
