"""Where incidents happened."""

from __future__ import annotations

from dataclasses import dataclass

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
