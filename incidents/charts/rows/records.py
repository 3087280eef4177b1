"""What is drawn of sources, claimants, the program and the people who review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from incidents.vocabulary import Interest, Measure


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
class VoiceMark:
    """How the first figures of one source or claimant stand to the accepted ones: the median of their ratios, with
    the quartiles, over `compared` figures."""

    name: str
    ratio: float
    lower: float
    upper: float
    compared: int
    url: str


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
