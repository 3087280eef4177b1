"""What passes from the record to the charts: plain frozen rows that a table can show as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from incidents.extent import Extent, normalise_longitude
from incidents.figure import UNKNOWN, Figure, HasFigure
from incidents.vocabulary import GeoPrecision, Interest, Measure, Policy, Scope

OTHERS = "all others"
NOT_SAID = "not recorded"
NOT_TOLD_APART = "not told apart"
LAST_CATEGORIES = (OTHERS, NOT_SAID, NOT_TOLD_APART)
"""Categories that are no names: they come after all others, in this order."""


@dataclass(frozen=True, slots=True)
class PeriodRow(HasFigure):
    """Incidents of one day, week, month or year, and of one category where they are told apart.

    `incidents` counts all, `unknown` those without a figure; low, best and high add up the others and
    are None where there is none: unknown is not zero. Of what is left of a whole when its parts are taken
    away only `best` may be known; `incidents` is None where nobody can say how many such people are from.
    """

    first: date
    last: date
    incidents: int | None
    unknown: int
    figure: Figure
    category: str = ""
    url: str = ""

    @property
    def label(self) -> str:
        """The period in words: "2025-03-04", "week of 2025-03-03", "March 2025", "2025"."""
        days = (self.last - self.first).days
        if days == 0:
            return self.first.isoformat()
        if days == 6:
            return f"week of {self.first.isoformat()}"
        return f"{self.first:%Y}" if days > 31 else f"{self.first:%B %Y}"

    @property
    def days(self) -> str:
        """The first and the last day, or the only one."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)


def category_order(category: str) -> tuple[int, str]:
    """Names in the order of the alphabet, then what is left."""
    return (LAST_CATEGORIES.index(category) if category in LAST_CATEGORIES else -1, category)


def add_up_periods(rows: Sequence[PeriodRow], category: str = "") -> PeriodRow:
    """One row for several, from the first day of all to the last."""
    counted = [row.incidents for row in rows if row.incidents is not None]
    return PeriodRow(
        first=min(row.first for row in rows),
        last=max(row.last for row in rows),
        incidents=sum(counted) if len(counted) == len(rows) else None,
        unknown=sum(row.unknown for row in rows),
        figure=sum((row.figure for row in rows), UNKNOWN),
        category=category,
        url=rows[0].url,
    )


@dataclass(frozen=True, slots=True)
class DayRow(HasFigure):
    """Incidents of one day. A day without any has no row: nothing recorded is not zero.

    `unknown` counts those without a figure, `inexact` those of which the day itself is not sure; low, best and high
    add up the figures and are None where there is none.
    """

    day: date
    incidents: int
    unknown: int
    inexact: int
    figure: Figure
    url: str = ""


class Delay(StrEnum):
    """The two delays, and how charts name them."""

    FIRST = "first report"
    SETTLED = "settled figure"


@dataclass(frozen=True, slots=True)
class DelayClassRow:
    """How many incidents have a delay of so many days. None: the class does not apply to that delay."""

    label: str
    first: int | None
    settled: int | None


@dataclass(frozen=True, slots=True)
class DelayRow:
    """The delays of the incidents of one period: median and quartiles in days of the `n` that have one."""

    delay: Delay
    begins: date
    ends: date
    n: int
    lower: float
    median: float
    upper: float
    url: str = ""

    @property
    def is_thin(self) -> bool:
        """Whether too few stand behind it for a median that says much."""
        return self.n < 5


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


@dataclass(frozen=True, slots=True)
class LaneMark(HasFigure):
    """One incident in one lane; it happened between `first` and `last`. low, best, high are None without a figure."""

    lane: str
    title: str
    place: str
    first: date
    last: date
    precision: str
    figure: Figure
    url: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and how many incidents are in it, drawn or not."""

    name: str
    incidents: int


DIGITS = {GeoPrecision.EXACT: 2, GeoPrecision.NEAR: 1, GeoPrecision.ADMIN2: 1}
"""How many digits of a coordinate are known: two are about a kilometre, one is eleven; for what is wider, none."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Where an incident happened, degrees, and how exactly that is known."""

    label: str
    latitude: float
    longitude: float
    precision: GeoPrecision

    @property
    def coordinates(self) -> str:
        """Latitude and longitude, no more exactly than is known: "15.64, 32.48", "about 16, 32"."""
        digits = DIGITS.get(self.precision, 0)
        numbers = f"{self.latitude:.{digits}f}, {self.longitude:.{digits}f}"
        return numbers if self.precision is GeoPrecision.EXACT else f"about {numbers}"


AREAS = (GeoPrecision.ADMIN2, GeoPrecision.ADMIN1, GeoPrecision.AREA)


@dataclass(frozen=True, slots=True)
class PlaceRow(HasFigure):
    """Incidents of one place, or of several that lie close together on the map that is shown.

    `nearest` and `widest` are the most and the least exact that is known of where they happened. `incidents` counts
    all, `unknown` those without a figure; low, best and high add up the others and are None where there is none.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    extent: Extent
    """What of the Earth they cover: nothing but a point where they are all of one place."""
    nearest: GeoPrecision
    widest: GeoPrecision
    incidents: int
    unknown: int
    figure: Figure
    key: int = 0
    """The incident with the most people."""
    url: str = ""

    @property
    def is_one_place(self) -> bool:
        return self.extent.west == self.extent.east and self.extent.south == self.extent.north

    @property
    def group(self) -> str:
        """The one place as an address has it, to list its incidents."""
        return f"{self.extent.south:.6f},{normalise_longitude(self.extent.west):.6f}"

    @property
    def is_area(self) -> bool:
        """Whether nothing is known more exactly than a district: such a place is no point."""
        return self.nearest in AREAS

    @property
    def label(self) -> str:
        """As "Ashkel, Norland", or "around Ashkel, Norland" for several places."""
        where = ", ".join(part for part in dict.fromkeys((self.name, self.country)) if part) or "no name"
        return where if self.is_one_place else f"around {where}"

    @property
    def precision(self) -> str:
        """As "district", or "exact place to district" where it is not the same for all."""
        ends = dict.fromkeys((self.nearest.label, self.widest.label))
        return " to ".join(ends)

    @property
    def coordinates(self) -> tuple[float, float]:
        """Latitude and longitude with no more digits than are known, those of several places with one at most."""
        known = DIGITS.get(self.widest, 0)
        digits = known if self.is_one_place else min(1, known)
        return round(self.latitude, digits or None), round(normalise_longitude(self.longitude), digits or None)


@dataclass(frozen=True, slots=True)
class OffMapRow(HasFigure):
    """Incidents that the map has no mark for.

    `why`: `country` known no closer, `nowhere` without coordinates, `elsewhere` outside of the part that is shown.
    """

    why: str
    country: str
    incidents: int
    unknown: int
    figure: Figure
    url: str = ""

    @property
    def group(self) -> str:
        """As an address has it, to list its incidents: `nowhere`, `country:Norland`."""
        return f"{self.why}:{self.country}" if self.why == "country" else self.why

    @property
    def label(self) -> str:
        if self.why == "country":
            return f"{self.country or 'no country named'}, no closer"
        return "no coordinates" if self.why == "nowhere" else "outside this map"


@dataclass(frozen=True, slots=True)
class PolicyRow(HasFigure):
    """Incidents of one period, or of all periods, under one policy.

    `incidents` counts those with a figure under it; low, best and high add these up and are None where there is none.
    `followed_best` is what the policy of the desk makes of the same period.
    """

    policy: Policy
    first: date
    last: date
    incidents: int
    figure: Figure
    followed_best: int | None = None
    missing: int = 0
    """How many incidents have a figure under the followed policy but none under this one."""
    url: str = ""

    @property
    def change(self) -> int | None:
        """By how many best differs from that of the followed policy; None where either has no figure."""
        if self.best is None or self.followed_best is None:
            return None
        return self.best - self.followed_best

    @property
    def share(self) -> float | None:
        """The change as a share of the followed policy's best; None also where that is 0."""
        return self.change / self.followed_best if self.change is not None and self.followed_best else None


@dataclass(frozen=True, slots=True)
class PopulationRow(HasFigure):
    """The figure for one population as it stands; None together where nobody gives one."""

    measure: Measure
    label: str
    depth: int
    """How far it hangs below people as a whole, which is 0."""
    figure: Figure
    is_group: bool = False
    """Children, women ...: groups overlap, and are never added up."""
    is_rest: bool = False
    """Those of the whole of whom nobody says who they were: only how many, `low` and `high` are None."""
    by_hand: bool = False
    flags: str = ""
    url: str = ""


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
