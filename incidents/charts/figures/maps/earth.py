"""The Earth below every map: its shapes, served by the desk itself, and circles on it."""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import Any

from incidents.charts.figures.common import MUTED
from incidents.vocabulary import GeoPrecision

KM_PER_DEGREE = 111.2
COARSE_FROM = 100
"""Degrees: maps as wide as that take the coarser shapes, which are a sixth of the finer."""

RADIUS_KM = {
    GeoPrecision.EXACT: 0,
    GeoPrecision.NEAR: 25,
    GeoPrecision.ADMIN2: 40,
    GeoPrecision.ADMIN1: 110,
    GeoPrecision.AREA: 110,
    GeoPrecision.COUNTRY: 400,
    GeoPrecision.INTERNATIONAL: 400,
}
"""How far from its mark an incident may have happened: half the width of a usual unit of that level."""


def earth(longitudes: tuple[float, float], latitudes: tuple[float, float]) -> dict[str, Any]:
    """Land, water and borders between two meridians and two parallels, degrees."""
    is_wide = longitudes[1] - longitudes[0] >= COARSE_FROM
    return {
        "projection": {"type": "mercator"},
        "resolution": 110 if is_wide else 50,
        "lataxis": {"range": list(latitudes)},
        "lonaxis": {"range": list(longitudes)},
        "bgcolor": "var(--chart-sea)",
        "showland": True,
        "landcolor": "var(--chart-land)",
        "showrivers": not is_wide,
        "rivercolor": "var(--chart-river)",
        "riverwidth": 1,
        "showlakes": True,
        "lakecolor": "var(--chart-sea)",
        "showcountries": True,
        "countrycolor": MUTED,
        "countrywidth": 0.5 if is_wide else 1,
        "showcoastlines": True,
        "coastlinecolor": MUTED,
        "coastlinewidth": 0.4 if is_wide else 0.7,
        "showframe": False,
    }


def circle(latitude: float, longitude: float, radius_km: float, steps: int = 48) -> tuple[list[float], list[float]]:
    """Points of a circle on the Earth, degrees, ending where it began; good enough below a few hundred km."""
    north = radius_km / KM_PER_DEGREE
    east = north / max(0.1, cos(radians(latitude)))
    angles = [-2 * pi * step / steps for step in range(steps + 1)]
    latitudes = [max(-89.0, min(89.0, latitude + north * sin(angle))) for angle in angles]
    return latitudes, [longitude + east * cos(angle) for angle in angles]
