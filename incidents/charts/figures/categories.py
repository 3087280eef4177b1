"""How categories are told apart: by colour and by pattern; what is left of a whole is hollow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from incidents.charts.figures.common import MUTED, PAPER
from incidents.charts.rows import NOT_TOLD_APART, PeriodRow, category_order

COLOURS = tuple(f"var(--chart-category-{number})" for number in range(1, 7))
PATTERNS = ("", "/", ".", "x", "-", "\\")


class Looks(NamedTuple):
    """The fill of a category, its outline, and the pattern over it."""

    colour: str
    outline: str
    pattern: dict[str, Any]


def stacked_categories(rows: Iterable[PeriodRow]) -> list[str]:
    """The categories from the bottom of the stack to its top."""
    return sorted({row.category for row in rows}, key=category_order)


def looks_of(category: str, number: int) -> Looks:
    if category == NOT_TOLD_APART:
        return Looks(PAPER, MUTED, pattern_fill("/", MUTED, 0.9))
    kind = number % len(COLOURS)
    return Looks(COLOURS[kind], PAPER, pattern_fill(PATTERNS[kind], PAPER, 0.55))


def pattern_fill(shape: str, colour: str, strength: float) -> dict[str, Any]:
    return {
        "shape": shape,
        "fillmode": "overlay",
        "fgcolor": colour,
        "fgopacity": strength,
        "size": 7,
        "solidity": 0.2,
    }
