"""From degrees on the Earth to places on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import atan, degrees, exp, log, pi, radians, tan
from typing import Any

from incidents.paper.drawing.parts import Part, at
from incidents.paper.drawing.world import Box

Flat = Callable[[float, float], tuple[float, float]]
FARTHEST = 84.0
"""The latitude beyond which a Mercator map shows nothing, for it would have no end."""


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    held = max(-FARTHEST, min(FARTHEST, latitude))
    return radians(longitude), log(tan(pi / 4 + radians(held) / 2))


def equirectangular(longitude: float, latitude: float) -> tuple[float, float]:
    return radians(longitude), radians(latitude)


def natural_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Natural Earth I as d3 has it (Šavrič, Jenny, Patterson, Petrovič and Hurni, 2011)."""
    x, y = radians(longitude), radians(latitude)
    y2 = y * y
    y4 = y2 * y2
    return (
        x * (0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))),
        y * (1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4))),
    )


PROJECTIONS: Mapping[str, Flat] = {
    "mercator": mercator,
    "equirectangular": equirectangular,
    "natural earth": natural_earth,
}
BACK: Mapping[str, Callable[[float], float]] = {
    "mercator": lambda y: degrees(2 * atan(exp(y)) - pi / 2),
    "equirectangular": degrees,
}
"""From a height on the map to its latitude, where every parallel is a straight line as long as the equator."""


@dataclass(frozen=True, slots=True)
class View:
    """The part of the Earth that a map shows, and how; px."""

    flat: Flat
    scale: float
    middle: tuple[float, float]
    """What stands in the middle of the map, flat."""
    centre: tuple[float, float]
    """Where the middle of the map stands, px."""
    box: Box
    """What can be seen, degrees."""

    def px(self, longitude: float, latitude: float) -> tuple[float, float]:
        x, y = self.flat(longitude, latitude)
        return self.centre[0] + (x - self.middle[0]) * self.scale, self.centre[1] + (y - self.middle[1]) * self.scale

    def near(self, longitude: float, to: float | None = None) -> float:
        """The same meridian, by the turn that is nearest to the middle of the view or to another."""
        by = (self.box.west + self.box.east) / 2 if to is None else to
        return by + (longitude - by + 180) % 360 - 180


def view_of(
    geo: Part, places: Sequence[tuple[float, float]], left: float, bottom: float, right: float, top: float
) -> View:
    """Fits the figure's ranges into a box of the paper; a map with straight parallels then fills the box."""
    kind = str(at(geo, "projection.type", "equirectangular"))
    flat = PROJECTIONS[kind]
    asked = asked_for(geo, places)
    corners = [
        flat(x, y)
        for x in (asked.west, asked.east)
        for y in (asked.south, asked.north, 0.0)
        if asked.south <= y <= asked.north
    ]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    scale = min((right - left) / (east - west), (top - bottom) / (north - south)) * float(
        at(geo, "projection.scale", 1)
    )
    middle = ((west + east) / 2, (south + north) / 2)
    if geo.get("center"):
        middle = flat(
            float(at(geo, "center.lon", (asked.west + asked.east) / 2)),
            float(at(geo, "center.lat", (asked.south + asked.north) / 2)),
        )
    seen = asked if kind not in BACK else filling(BACK[kind], middle, (right - left) / scale, (top - bottom) / scale)
    return View(flat, scale, middle, ((left + right) / 2, (bottom + top) / 2), seen)


def filling(back: Callable[[float], float], middle: tuple[float, float], width: float, height: float) -> Box:
    across, limit = degrees(min(width, 2 * pi)) / 2, 90.0
    lowest, highest = back(middle[1] - height / 2), back(middle[1] + height / 2)
    longitude = degrees(middle[0])
    return Box(longitude - across, max(-limit, lowest), longitude + across, min(limit, highest))


def asked_for(geo: Part, places: Sequence[tuple[float, float]]) -> Box:
    if geo.get("fitbounds") and places:
        xs, ys = [x for x, _ in places], [y for _, y in places]
        across, up = max(2.0, (max(xs) - min(xs)) * 0.08), max(2.0, (max(ys) - min(ys)) * 0.08)
        return Box(min(xs) - across, max(-85, min(ys) - up), max(xs) + across, min(85, max(ys) + up))
    west, east = ends_of(at(geo, "lonaxis.range"), (-180.0, 180.0))
    south, north = ends_of(
        at(geo, "lataxis.range"), (-80.0, 84.0) if at(geo, "projection.type") == "mercator" else (-90.0, 90.0)
    )
    return Box(west, south, east if east > west else east + 360, north)


def ends_of(given: Any, usual: tuple[float, float]) -> tuple[float, float]:
    return (float(given[0]), float(given[1])) if given else usual
