"""Marks whose areas are in proportion to numbers of people, and the key that says so on the figure."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10, pi, sqrt
from typing import Any

from incidents.charts.figures.common import INK, MUTED

LARGEST_BEST, LARGEST_HIGH = 54, 90
"""Pixels: the widest disc for a best figure, and the widest ring for a high one."""
FLOOR = 14
"""Pixels from the lower edge of the figure to the discs of the key."""
LEAST = 6
"""Pixels: a mark that can still be seen and hit."""

HEXAGON = sqrt(2 * pi / (3 * sqrt(3)))
"""How much wider a hexagon is, corner to corner, than the disc of the same area."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much area a person has: `squared` is the square of the width of the disc for one."""

    squared: float

    @classmethod
    def for_most(cls, best: int, high: int) -> Scale:
        """The largest marks that fit."""
        return cls(min(LARGEST_BEST**2 / max(1, best), LARGEST_HIGH**2 / max(1, high), 12**2))

    def disc(self, people: int) -> float:
        """The width of a disc for so many people, pixels."""
        return round(max(LEAST, sqrt(self.squared * people)), 2)

    def hexagon(self, people: int) -> float:
        """The width between the corners of a hexagon of the same area."""
        return round(self.disc(people) * HEXAGON, 2)


def key_sizes(most: int) -> list[int]:
    """Round numbers for a key of sizes, largest first: up to three, each a fifth of the one before or less."""
    steps: list[int] = []
    number = most
    while number >= 1 and len(steps) < 3:
        steps.append(rounded_down(number))
        number = steps[-1] // 5
    return steps


def rounded_down(number: int) -> int:
    """The next lower 1, 2 or 5 with noughts."""
    power = 10 ** floor(log10(number))
    return int(max(each for each in (1, 2, 5) if each * power <= number) * power)


def size_key(scale: Scale, most: int, counted: str) -> dict[str, Any]:
    """Shapes and annotations for a layout: discs of round numbers in the lower right corner."""
    steps = [step for step in key_sizes(most) if scale.disc(step) > LEAST] if most else []
    if not steps:
        return {}
    widest = scale.disc(steps[0])
    heights = label_heights([FLOOR + scale.disc(step) for step in steps])
    return {
        "shapes": [key_ground(widest), *(key_disc(scale.disc(step), -(widest / 2 + 62)) for step in steps)],
        "annotations": [
            *(key_words(f"{step:,}", height) for step, height in zip(steps, heights, strict=True)),
            key_words(counted, FLOOR + widest + 20),
        ],
    }


def label_heights(tops: list[float]) -> list[float]:
    """The heights of the words beside discs, highest first: at their tops, but never on each other."""
    heights: list[float] = []
    for at, top in enumerate(reversed(tops)):
        heights.append(top if at == 0 else max(top, heights[-1] + 12))
    return heights[::-1]


def key_ground(widest: float) -> dict[str, Any]:
    """What the key stands on, so that it is read over land and sea alike."""
    return pixels(-(widest + 80), 4, -6, widest + 46) | {
        "type": "rect",
        "fillcolor": "var(--chart-key)",
        "line": {"width": 0},
    }


def key_disc(width: float, middle: float) -> dict[str, Any]:
    return pixels(middle - width / 2, FLOOR, middle + width / 2, FLOOR + width) | {
        "type": "circle",
        "line": {"color": MUTED, "width": 1.25},
    }


def pixels(left: float, bottom: float, right: float, top: float) -> dict[str, Any]:
    """A shape so many pixels from the lower right corner."""
    corner = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 1, "yanchor": 0}
    return {**corner, "x0": left, "y0": bottom, "x1": right, "y1": top}


def key_words(words: str, height: float) -> dict[str, Any]:
    return {
        "text": words,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "middle",
        "xshift": -14,
        "yshift": height,
        "showarrow": False,
        "font": {"size": 11, "color": INK},
    }
