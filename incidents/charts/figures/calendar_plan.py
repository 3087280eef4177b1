"""Where the cells of a calendar stand: half years in weeks, and how much of the picture each takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

CELL = 19
"""The height of a day, pixels; its width follows from the page's."""
LABELS, BETWEEN = 42, 16
"""The room above a strip for its year and months, and below it, pixels."""


@dataclass(frozen=True, slots=True)
class Half:
    """January to June or July to December of a year; `number` is that of its axes."""

    number: int
    year: int
    is_second: bool

    WIDTH: ClassVar[int] = 28
    """Weeks that touch half a year, at most."""

    @property
    def axis(self) -> str:
        """What the names of its axes end in: the first have no number."""
        return str(self.number) if self.number > 1 else ""

    @property
    def days(self) -> list[date]:
        first = date(self.year, 7 if self.is_second else 1, 1)
        end = date(self.year + 1, 1, 1) if self.is_second else date(self.year, 7, 1)
        return [first + timedelta(days=after) for after in range((end - first).days)]

    @property
    def columns(self) -> range:
        """The weeks of the year that it touches."""
        days = self.days
        return range(self.column_of(days[0]), self.column_of(days[-1]) + 1)

    def column_of(self, day: date) -> int:
        """The week of the year, from Monday to Sunday, counted from that of the first of January, which is 0."""
        return (day.timetuple().tm_yday - 1 + date(self.year, 1, 1).weekday()) // 7


@dataclass(frozen=True, slots=True)
class Place:
    """The part of the picture, from 0 to 1 rightwards and upwards, that half a year takes."""

    across: tuple[float, float]
    down: tuple[float, float]
    has_weekdays: bool


@dataclass(slots=True)
class Plan:
    """`height` in pixels with the key; `places` by number of the half; `labels`: how high each year's own stands."""

    height: int
    places: dict[int, Place] = field(default_factory=dict)
    labels: dict[int, float] = field(default_factory=dict)


def half_years(years: Sequence[int]) -> Iterator[Half]:
    """The halves of the years, in order."""
    for at, year in enumerate(years):
        for is_second in (False, True):
            yield Half(2 * at + is_second + 1, year, is_second)


def plan_of(years: Sequence[int], *, is_narrow: bool) -> Plan:
    """Two halves beside each other, a strip a year; below each other where it is narrow."""
    strip = LABELS + 7 * (CELL - 5 * is_narrow) + BETWEEN
    strips = len(years) * (2 if is_narrow else 1)
    plan = Plan(height=strips * strip + (84 if is_narrow else 44))
    for half in half_years(years):
        at = half.number - 1 if is_narrow else (half.number - 1) // 2
        top = 1 - (at * strip + LABELS) / (strips * strip)
        down = (top - (strip - LABELS - BETWEEN) / (strips * strip), top)
        plan.places[half.number] = Place(weeks_across(half, is_narrow), down, is_narrow or not half.is_second)
        if not half.is_second:
            plan.labels[half.year] = top
    return plan


def weeks_across(half: Half, is_narrow: bool) -> tuple[float, float]:
    """As wide as Half.WIDTH weeks; half a week lies between halves that stand beside each other."""
    if is_narrow:
        return (0, 1)
    width = Half.WIDTH / (2 * Half.WIDTH + 0.5)
    return (1 - width, 1) if half.is_second else (0, width)
