"""Where incidents happened."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.extent import Extent, normalise_longitude
from incidents.figure import Figure, HasFigure
from incidents.vocabulary import GeoPrecision

DIGITS = {GeoPrecision.EXACT: 2, GeoPrecision.NEAR: 1, GeoPrecision.ADMIN2: 1}
"""How many digits of a coordinate are known: two are about a kilometre, one is eleven; for what is wider, none."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Where an incident happened, degrees, and how exactly that is known."""

    label: str
    latitude: float
    longitude: float
    precision: GeoPrecision

    @property
    def coordinates(self) -> str:
        """Latitude and longitude, no more exactly than is known: "15.64, 32.48", "about 16, 32"."""
        digits = DIGITS.get(self.precision, 0)
        numbers = f"{self.latitude:.{digits}f}, {self.longitude:.{digits}f}"
        return numbers if self.precision is GeoPrecision.EXACT else f"about {numbers}"


AREAS = (GeoPrecision.ADMIN2, GeoPrecision.ADMIN1, GeoPrecision.AREA)


@dataclass(frozen=True, slots=True)
class PlaceRow(HasFigure):
    """Incidents of one place, or of several that lie close together on the map that is shown.

    `nearest` and `widest` are the most and the least exact that is known of where they happened. `incidents` counts
    all, `unknown` those without a figure; low, best and high add up the others and are None where there is none.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    extent: Extent
    """What of the Earth they cover: nothing but a point where they are all of one place."""
    nearest: GeoPrecision
    widest: GeoPrecision
    incidents: int
    unknown: int
    figure: Figure
    key: int = 0
    """The incident with the most people."""
    url: str = ""

    @property
    def is_one_place(self) -> bool:
        return self.extent.west == self.extent.east and self.extent.south == self.extent.north

    @property
    def group(self) -> str:
        """The one place as an address has it, to list its incidents."""
        return f"{self.extent.south:.6f},{normalise_longitude(self.extent.west):.6f}"

    @property
    def is_area(self) -> bool:
        """Whether nothing is known more exactly than a district: such a place is no point."""
        return self.nearest in AREAS

    @property
    def label(self) -> str:
        """As "Ashkel, Norland", or "around Ashkel, Norland" for several places."""
        where = ", ".join(part for part in dict.fromkeys((self.name, self.country)) if part) or "no name"
        return where if self.is_one_place else f"around {where}"

    @property
    def precision(self) -> str:
        """As "district", or "exact place to district" where it is not the same for all."""
        ends = dict.fromkeys((self.nearest.label, self.widest.label))
        return " to ".join(ends)

    @property
    def coordinates(self) -> tuple[float, float]:
        """Latitude and longitude with no more digits than are known, those of several places with one at most."""
        known = DIGITS.get(self.widest, 0)
        digits = known if self.is_one_place else min(1, known)
        return round(self.latitude, digits or None), round(normalise_longitude(self.longitude), digits or None)


@dataclass(frozen=True, slots=True)
class OffMapRow(HasFigure):
    """Incidents that the map has no mark for.

    `why`: `country` known no closer, `nowhere` without coordinates, `elsewhere` outside of the part that is shown.
    """

    why: str
    country: str
    incidents: int
    unknown: int
    figure: Figure
    url: str = ""

    @property
    def group(self) -> str:
        """As an address has it, to list its incidents: `nowhere`, `country:Norland`."""
        return f"{self.why}:{self.country}" if self.why == "country" else self.why

    @property
    def label(self) -> str:
        if self.why == "country":
            return f"{self.country or 'no country named'}, no closer"
        return "no coordinates" if self.why == "nowhere" else "outside this map"
