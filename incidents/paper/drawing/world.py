"""The shapes of land and borders that the browser draws too, read from their TopoJSON file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "static" / "vendor" / "topojson"

Place = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the Earth, degrees. `east` may be above 180 and `west` below -180."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        return (
            self.west < other.east and other.west < self.east and self.south < other.north and other.south < self.north
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring or a line of the map and the box around it."""

    places: Sequence[Place]
    box: Box


@dataclass(frozen=True, slots=True)
class Feature:
    """A country, a lake, a river ...: its outlines, and for a country its ISO code of three letters."""

    outlines: Sequence[Outline]
    code: str


@cache
def topology(resolution: int) -> dict[str, Any]:
    """The file of 1 to 50 or 110 million. Arcs hold differences of whole numbers: TopoJSON 1.0, section 2.1.4."""
    content = json.loads((FOLDER / f"world_{resolution}m.json").read_text(encoding="utf-8"))
    scale, moved = content["transform"]["scale"], content["transform"]["translate"]
    arcs: list[list[Place]] = []
    for differences in content["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in differences:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + moved[0], y * scale[1] + moved[1]))
        arcs.append(arc)
    return {"arcs": arcs, "objects": content["objects"]}


@cache
def features(layer: str, resolution: int) -> tuple[Feature, ...]:
    """What a layer of the file holds: land, ocean, lakes, rivers, countries, coastlines."""
    content = topology(resolution)
    return tuple(
        Feature([outline_of(numbers, content["arcs"]) for numbers in lines_of(shape)], str(shape.get("id") or ""))
        for shape in content["objects"][layer]["geometries"]
    )


def lines_of(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The numbers of the arcs of each ring or line."""
    if shape["type"] == "LineString":
        yield shape["arcs"]
    elif shape["type"] in ("Polygon", "MultiLineString"):
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon


def outline_of(numbers: Sequence[int], arcs: Sequence[Sequence[Place]]) -> Outline:
    """Arcs one after another; one with a negative number is run backwards, and each shares a point with the next."""
    places: list[Place] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        places.extend(arc[1:] if places else arc)
    places = unbroken(places)
    longitudes, latitudes = [x for x, _ in places], [y for _, y in places]
    return Outline(places, Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


def unbroken(places: list[Place]) -> list[Place]:
    """An outline that goes on beyond 180 degrees instead of jumping to -180; one around a pole stays as it is."""
    turns = 0.0
    found: list[Place] = []
    for x, y in places:
        if found and abs(x + turns - found[-1][0]) > 180:
            turns += -360.0 if x + turns > found[-1][0] else 360.0
        found.append((x + turns, y))
    is_closed = places[0] == places[-1]
    return places if is_closed and turns else found


# --- Cutting to a box -----------------------------------------------------------------------------------


def ring_within(places: Sequence[Place], box: Box) -> list[Place]:
    """The part of a ring in a box, closed along the box's sides (Sutherland and Hodgman, 1974)."""
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        kept: list[Place] = []
        for before, here in zip([*places[-1:], *places[:-1]], places, strict=True):
            was_in, is_in = sign * (before[axis] - limit) >= 0, sign * (here[axis] - limit) >= 0
            if was_in != is_in:
                kept.append(crossing(before, here, axis, limit))
            if is_in:
                kept.append(here)
        places = kept
    return list(places)


def crossing(before: Place, here: Place, axis: int, limit: float) -> Place:
    share = (limit - before[axis]) / (here[axis] - before[axis])
    other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def runs_within(places: Sequence[Place], box: Box) -> list[list[Place]]:
    """The parts of a line that lie in a box, each with one point beyond."""
    inside = [box.west <= x <= box.east and box.south <= y <= box.north for x, y in places]
    runs: list[list[Place]] = [[]]
    for at, place in enumerate(places):
        if inside[at] or (at and inside[at - 1]) or (at + 1 < len(places) and inside[at + 1]):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]
