"""What lies around a point of the map, from the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.extraction.gazetteer import towns_within

MOST_TOWNS = 14


@dataclass(frozen=True, slots=True)
class Town:
    """A town to find one's way by; latitude and longitude in degrees."""

    name: str
    latitude: float
    longitude: float


def towns_around(*, latitude: float, longitude: float, height: float, width: float) -> list[Town]:
    """The largest towns of a stretch of so many degrees around a point, largest first."""
    found = towns_within(
        latitude - height / 2, latitude + height / 2, longitude - width / 2, longitude + width / 2, MOST_TOWNS
    )
    return [Town(place.name, place.latitude, place.longitude) for place in found]
