"""What passes from the record to the charts: plain frozen rows that a table can show as well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from incidents.vocabulary import GeoPrecision, Interest, Measure


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """One claim on the chart of an incident. Whole people; `best` and `high` are None where the words give none."""

    measure: Measure
    at: datetime
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

    @property
    def has_number(self) -> bool:
        """Whether the words give any number: "there were deaths" is kept as one or more, and gives none."""
        return self.best is not None or self.high is not None or self.low > 1

    @property
    def figure(self) -> int:
        """Where the mark stands: the best figure, or the low one where none is given."""
        return self.low if self.best is None else self.best


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


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Incidents of one day, week or month, and of one category where they are told apart.

    `incidents` counts all, `unknown` those without a figure; low, best and high add up the others and
    are None where there is none: unknown is not zero.
    """

    first: date
    last: date
    incidents: int
    unknown: int
    low: int | None
    best: int | None
    high: int | None
    open_upper: bool = False
    category: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """The period in words: "2025-03-04", "week of 2025-03-03", "March 2025"."""
        days = (self.last - self.first).days
        if days == 0:
            return self.first.isoformat()
        return f"week of {self.first.isoformat()}" if days == 6 else f"{self.first:%B %Y}"


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Where an incident happened, degrees, and how exactly that is known."""

    label: str
    latitude: float
    longitude: float
    precision: GeoPrecision


@dataclass(frozen=True, slots=True)
class RatioMark:
    """A first figure beside the accepted one, which is above zero. Whole people."""

    at: datetime
    first: int
    final: int
    measure: Measure
    population: str
    interest: Interest
    origin: str
    incident: str
    withdrawn: bool
    url: str

    @property
    def ratio(self) -> float:
        return self.first / self.final


@dataclass(frozen=True, slots=True)
class ShareMark:
    """One share of claims between 0 and 1 with its 95 % interval: `part` of `whole`; `first` where it is a month's."""

    label: str
    first: date | None
    value: float
    low: float
    high: float
    part: int
    whole: int
    is_telling: bool
    url: str


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """How fast was read in a month, medians in seconds, and how many of the planted claims were caught.

    Speed is None where nothing planted was answered: it is never shown without the share caught.
    """

    label: str
    seconds_a_report: float | None
    seconds_a_claim: float | None
    planted: int
    caught: int

    @property
    def share(self) -> float | None:
        return self.caught / self.planted if self.planted else None
