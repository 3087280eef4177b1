"""Names on a map: of the places that matter most, each where it covers no mark and no other name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LETTER, LINE = 7.0, 15.0
"""Pixels: the usual width of a letter and the height of a line."""


class Spot(NamedTuple):
    """A mark on the figure: its middle in pixels, how wide it is, and what it is called."""

    x: float
    y: float
    size: float
    name: str


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        is_across = self.left <= other.left and other.right <= self.right
        return is_across and self.top <= other.top and other.bottom <= self.bottom

    def covers(self, other: Box) -> bool:
        is_beside = self.right <= other.left or other.right <= self.left
        return not (is_beside or self.bottom <= other.top or other.bottom <= self.top)


def spot_box(spot: Spot) -> Box:
    half = spot.size / 2
    return Box(spot.x - half, spot.y - half, spot.x + half, spot.y + half)


def name_box(spot: Spot, position: str) -> Box:
    """Where a name stands, at a position as Plotly calls it."""
    width, half = LETTER * len(spot.name), spot.size / 2 + 2
    if position == "bottom center":
        return Box(spot.x - width / 2, spot.y + half, spot.x + width / 2, spot.y + half + LINE)
    if position == "top center":
        return Box(spot.x - width / 2, spot.y - half - LINE, spot.x + width / 2, spot.y - half)
    left = spot.x + half if position == "middle right" else spot.x - half - width
    return Box(left, spot.y - LINE / 2, left + width, spot.y + LINE / 2)


POSITIONS = ("bottom center", "top center", "middle left", "middle right")


def positions_of_names(spots: Sequence[Spot], most: int, frame: Box) -> dict[int, str]:
    """By the place of a spot in the list, which has what matters most first, the position of its name."""
    taken = [spot_box(spot) for spot in spots]
    found: dict[int, str] = {}
    for at, spot in enumerate(spots):
        if len(found) == most:
            break
        others = taken[:at] + taken[at + 1 :]
        for position in POSITIONS:
            box = name_box(spot, position)
            if frame.holds(box) and spot.name and not any(box.covers(other) for other in others):
                found[at] = position
                taken.append(box)
                break
    return found
