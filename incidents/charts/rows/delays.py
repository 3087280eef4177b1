"""How long it took from an incident to its first report, and to the figure that settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
