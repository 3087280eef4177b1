"""A figure is one value: low, best and high in whole people, and whether the high end is open.

All three are None where nobody counts: unknown is not zero. A claim may give no best ("up to 40") or no high
("at least 34"). Here a figure is added up, compared and put into words, for every page, chart, file and sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class Figure:
    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_upper: bool = False

    @classmethod
    def of(cls, source: Any) -> Self:
        """The figure of what has the numbers under these names: a row, a claim, a quantity, or a mapping."""
        found = source if isinstance(source, Mapping) else {name: getattr(source, name) for name in cls.__slots__}
        return cls(found["low"], found.get("best"), found.get("high"), bool(found.get("open_upper")))

    def columns(self, suffix: str = "") -> dict[str, Any]:
        """The numbers by name, as columns and files have them."""
        return {f"{name}{suffix}": getattr(self, name) for name in self.__slots__}

    @property
    def is_known(self) -> bool:
        return self.best is not None

    @property
    def is_one_number(self) -> bool:
        """Whether the ends say no more than best; what is unknown has none that could."""
        return self.low == self.high

    @property
    def has_number(self) -> bool:
        """Whether a claim's words give any number: "there were deaths" is kept as one or more, and gives none."""
        return self.best is not None or self.high is not None or (self.low or 0) > 1

    @property
    def is_open(self) -> bool:
        """Whether there is no end above: a claim of "at least 34" has no high at all."""
        return self.open_upper or (self.high is None and self.low is not None)

    # --- Algebra ---------------------------------------------------------------------------------------

    def __add__(self, other: Figure) -> Figure:
        """Both together; what is unknown adds nothing, and an open end leaves the sum open."""
        return Figure(
            known_sum(self.low, other.low),
            known_sum(self.best, other.best),
            known_sum(self.high, other.high),
            self.open_upper or other.open_upper,
        )

    def contains(self, number: int) -> bool:
        """Whether a number lies between the ends; an open end has none above it."""
        if self.low is None or number < self.low:
            return False
        return self.open_upper or self.high is None or number <= self.high

    def ends_below(self, other: Figure) -> bool:
        """Whether it ends before the other begins; an open end is nowhere."""
        if self.high is None or other.low is None:
            return False
        return not self.open_upper and self.high < other.low

    # --- Words -----------------------------------------------------------------------------------------

    def __str__(self) -> str:
        """As lists and tables have it: "34", "34+", "34 (12–56+)"; one number where the ends say no more."""
        if self.best is None:
            return NO_FIGURE
        if self.is_one_number or self.high is None:
            return f"{self.best:,}{self.plus}"
        return f"{self.best:,} ({self.dashed})"

    @property
    def plus(self) -> str:
        return "+" if self.is_open else ""

    @property
    def more(self) -> str:
        return " or more" if self.is_open else ""

    @property
    def dashed(self) -> str:
        """The ends alone, as short as can be: "12–56+"."""
        return f"{self.low:,}–{self.high:,}{self.plus}"

    @property
    def ends(self) -> str:
        """The ends alone, for sentences: "12 to 56 or more"."""
        return f"{self.low:,} to {self.high:,}{self.more}"

    @property
    def beside_best(self) -> str:
        """What a page says beside a best that stands alone: "12 to 56 or more", "or more", or nothing."""
        if self.best is None:
            return ""
        return self.more.strip() if self.is_one_number else self.ends

    def counted(self, people: str) -> str:
        """As a chart says it under the pointer: "34 killed, reported range 12 to 56 or more"."""
        if self.best is None:
            return NO_FIGURE
        known = self.low is not None and self.high is not None
        return f"{self.best:,} {people}, {f'reported range {self.ends}' if known else 'their own range is not known'}"

    @property
    def cells(self) -> tuple[str, str, str]:
        """Low, best and high as the cells of a printed table."""
        if self.best is None:
            return NO_FIGURE, NO_FIGURE, NO_FIGURE
        return f"{self.low:,}", f"{self.best:,}", f"{self.high:,}{self.plus}"

    @property
    def in_working(self) -> str:
        """As the engine's own sentences have it, digits ungrouped: "34 (12 to 56 or more)"."""
        if self.best is None:
            return NO_FIGURE
        if self.is_one_number:
            return f"{self.best}{self.more}"
        return f"{self.best} ({self.low} to {self.high}{self.more})"

    @property
    def as_claimed(self) -> str:
        """As a claim gives it: "34", "34 +", "24 (12 +)", "24 (12–99)", "up to 40"."""
        if self.low is None:
            return NO_FIGURE
        if self.best is None:
            return f"{self.low:,} +" if self.high is None else f"up to {self.high:,}"
        if self.is_open:
            return f"{self.best:,} +" if self.low == self.best else f"{self.best:,} ({self.low:,} +)"
        return str(self)


UNKNOWN = Figure()


class HasFigure:
    """What has a figure and lets its numbers be asked for directly."""

    __slots__ = ()
    figure: Figure

    @property
    def is_known(self) -> bool:
        return self.figure.is_known

    @property
    def low(self) -> int | None:
        return self.figure.low

    @property
    def best(self) -> int | None:
        return self.figure.best

    @property
    def high(self) -> int | None:
        return self.figure.high


def known_sum(*numbers: int | None) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
