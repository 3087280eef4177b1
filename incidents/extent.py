"""A part of the Earth as a map shows it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, degrees, exp, isfinite, log, pi, radians, tan

RATIO = 1.6
"""The width of every map by its height."""
LEAST_WIDTH = 1.5
"""Degrees: shapes are too coarse to come nearer."""


def height_at(latitude: float) -> float:
    """How high a parallel lies on Mercator's map, in degrees of the equator."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def latitude_at(height: float) -> float:
    """The parallel that lies so high."""
    return degrees(2 * atan(exp(radians(height))) - pi / 2)


TOP = height_at(79)
BOTTOM = TOP - 360 / RATIO


@dataclass(frozen=True, slots=True)
class Extent:
    """What lies between two meridians and two parallels, degrees; across the date line `east` is more than 180."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        """As an address has it: "35,5.5,45,17"; "170,-20,-170,0" goes across the date line."""
        east = self.east - 360 if self.east > 180 else self.east
        return ",".join(f"{degree:.3f}".rstrip("0").rstrip(".") for degree in (self.west, self.south, east, self.north))

    @property
    def width(self) -> float:
        return self.east - self.west

    @property
    def _middle(self) -> tuple[float, float]:
        return (self.west + self.east) / 2, (height_at(self.south) + height_at(self.north)) / 2

    def shaped(self, least_height: float = 0) -> Extent:
        """The smallest part of the Earth in the shape of a map, at least so many degrees high, that shows all of it."""
        tall = max(height_at(self.north) - height_at(self.south), least_height)
        return extent_around(*self._middle, max(self.width, tall * RATIO))

    def with_margin(self, share: float) -> Extent:
        """The same with a margin on each side: a share of its width and height, and a little."""
        beside, above = (share * side + 0.001 for side in (self.width, self.north - self.south))
        south, north = limit_latitude(self.south - above), limit_latitude(self.north + above)
        if self.width + 2 * beside >= 360:
            return Extent(-180, south, 180, north)
        west = normalise_longitude(self.west - beside)
        return Extent(west, south, west + self.width + 2 * beside, north)

    def zoomed(self, factor: float) -> Extent:
        """The same middle, so many times as wide."""
        return extent_around(*self._middle, self.width * factor)

    def moved(self, east: float = 0, north: float = 0) -> Extent:
        """As wide, moved by shares of its width and height."""
        longitude, height = self._middle
        return extent_around(longitude + east * self.width, height + north * self.width / RATIO, self.width)


def normalise_longitude(longitude: float) -> float:
    """The same meridian between -180 and 180."""
    return (longitude + 180) % 360 - 180


def limit_latitude(latitude: float) -> float:
    """The parallel, or the last one before a pole that Mercator's map can show."""
    return max(-85.0, min(85.0, latitude))


def extent_around(longitude: float, height: float, width: float) -> Extent:
    """The map of a width about a point, moved north or south where it would reach beyond what can be shown."""
    width = min(360.0, max(LEAST_WIDTH, width))
    half = width / RATIO / 2
    height = min(TOP - half, max(BOTTOM + half, height))
    west = -180.0 if width == 360 else normalise_longitude(longitude - width / 2)
    return Extent(west, latitude_at(height - half), west + width, latitude_at(height + half))


WORLD = extent_around(0, 0, 360)


def read_extent(words: str) -> Extent:
    """What `west,south,east,north` names; raises ValueError, which says why, where it names no part of the Earth."""
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        raise ValueError("Write west,south,east,north in degrees, as 35,5,45,17.") from None
    if not all(map(isfinite, (west, south, east, north))) or max(abs(west), abs(east)) > 180:
        raise ValueError("West and east lie between -180 and 180.")
    if not -90 <= south < north <= 90:
        raise ValueError("South lies below north, both between -90 and 90.")
    if west == east:
        raise ValueError("West and east are the same.")
    return Extent(west, limit_latitude(south), east + 360 if east < west else east, limit_latitude(north))
