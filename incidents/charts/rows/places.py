"""Where incidents happened."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.vocabulary import GeoPrecision


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """Where an incident happened, degrees, and how exactly that is known."""

    label: str
    latitude: float
    longitude: float
    precision: GeoPrecision
