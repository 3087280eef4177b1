"""An axis: what its values are, from where to where it goes, and where on the paper a value stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Any

from incidents.paper.drawing.dates import DAY, is_date, to_ms
from incidents.paper.drawing.parts import Part, at

PADDING = 0.05
"""Room beyond the outermost mark, as a share of the axis."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of an axis that a mark needs, in the axis's own unit; with room beyond it or not."""

    low: float
    high: float
    room_below: bool = True
    room_above: bool = True


@dataclass
class Axis:
    """One axis of a figure. Its unit: numbers, their logarithms, milliseconds, or the places of categories."""

    name: str
    spec: Part
    kind: str = "linear"
    categories: list[Any] = field(default_factory=list)
    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    """Where `low` stands, in the figure's px from the left or from the bottom."""
    end: float = 1.0

    @property
    def is_x(self) -> bool:
        return self.name[0] == "x"

    @property
    def domain(self) -> tuple[float, float]:
        first, last = self.spec.get("domain") or (0, 1)
        return float(first), float(last)

    @property
    def side(self) -> str:
        return str(self.spec.get("side") or ("bottom" if self.is_x else "left"))

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def has_line(self) -> bool:
        """Plotly draws the line of an axis to which a figure gives a colour or a width."""
        given = self.spec.get("showline")
        return bool(given if given is not None else self.spec.get("linecolor") or self.spec.get("linewidth"))

    @property
    def ticks_point(self) -> str:
        """ "outside", "inside" or "": where the figure does not say, out if it says how ticks look."""
        given = self.spec.get("ticks")
        is_described = any(self.spec.get(name) for name in ("tickcolor", "ticklen", "tickwidth"))
        return str(given if given is not None else "outside" if is_described else "")

    @property
    def is_visible(self) -> bool:
        return self.spec.get("visible") is not False

    def unit(self, value: Any) -> float | None:
        """A value of the data in the axis's unit; None where it has no place on it."""
        if value is None:
            return None
        if self.kind == "category":
            is_known = value in self.categories
            return float(self.categories.index(value)) if is_known else as_number(value)
        if self.kind == "date":
            return to_ms(value)
        number = as_number(value)
        if self.kind == "log":
            return log10(number) if number is not None and number > 0 else None
        return number

    def place(self, unit: float) -> float:
        """Where a value in the axis's unit stands, in px."""
        return self.start + (unit - self.low) / (self.high - self.low) * self.length

    def px(self, value: Any) -> float | None:
        unit = self.unit(value)
        return None if unit is None else self.place(unit)

    def shows(self, unit: float) -> bool:
        low, high = sorted((self.low, self.high))
        slack = (high - low) * 1e-6
        return low - slack <= unit <= high + slack


def as_number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def kind_of(spec: Part, values: Sequence[Any]) -> str:
    """What an axis counts, as Plotly guesses it where the figure does not say."""
    if spec.get("type") not in (None, "-"):
        return str(spec["type"])
    filled = [value for value in values if value not in (None, "")]
    if any(is_date(value) for value in filled):
        return "date"
    return "linear" if all(as_number(value) is not None for value in filled) else "category"


def categories_of(spec: Part, values: Iterable[Any]) -> list[Any]:
    """Categories in their order along the axis; those that no list names come last."""
    found = list(dict.fromkeys(value for value in values if value is not None))
    order = spec.get("categoryorder") or ("array" if spec.get("categoryarray") else "trace")
    if order == "array":
        return list(dict.fromkeys([*(spec.get("categoryarray") or ()), *found]))
    if order == "trace":
        return found
    return sorted(found, key=str, reverse=order == "category descending")


def set_range(axis: Axis, reaches: Sequence[Reach]) -> None:
    """From where to where the axis goes: as the figure says, else around its marks."""
    low, high = range_around(axis, reaches)
    if axis.spec.get("autorange") == "reversed":
        low, high = high, low
    given = axis.spec.get("range")
    if given and axis.spec.get("autorange") in (None, False):
        ends = [as_number(end) if axis.kind == "log" else axis.unit(end) for end in given]
        low, high = (found if end is None else end for end, found in zip(ends, (low, high), strict=True))
    axis.low, axis.high = (low, high) if low != high else (low - 0.5, high + 0.5)


def range_around(axis: Axis, reaches: Sequence[Reach]) -> tuple[float, float]:
    if axis.kind == "category":
        return -0.5, max(0.5, len(axis.categories) - 0.5)
    if not reaches:
        return (0.0, float(DAY)) if axis.kind == "date" else (0.0, 1.0)
    low, high = min(reach.low for reach in reaches), max(reach.high for reach in reaches)
    span = high - low
    if span == 0:
        half = DAY if axis.kind == "date" else max(1.0, abs(low) / 2)
        low, high, span = low - half, high + half, 2 * half
    room = span * PADDING
    first = min(reach.low - room * reach.room_below for reach in reaches)
    last = max(reach.high + room * reach.room_above for reach in reaches)
    mode = at(axis.spec, "rangemode", "normal")
    if axis.kind == "linear" and mode != "normal":
        first = 0.0 if low >= 0 else first
        last = 0.0 if high <= 0 and mode == "tozero" else last
    return min(first, low), max(last, high)
