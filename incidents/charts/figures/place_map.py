"""Where it happened, no more exactly than is known."""

from __future__ import annotations

from math import cos, pi, radians, sin

from plotly import graph_objects as go

from incidents.charts.figures.common import (
    INK,
    MUTED,
    PAPER,
    base_layout,
    escaped,
)
from incidents.charts.rows import PlaceMark
from incidents.vocabulary import GeoPrecision

KM_PER_DEGREE = 111.2

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


def place_map(place: PlaceMark) -> go.Figure:
    """A small map: a point where the place is exact, else a faint circle as wide as what is not known."""
    radius = RADIUS_KM[place.precision]
    figure = go.Figure()
    if radius:
        latitudes, longitudes = circle(place.latitude, place.longitude, radius)
        figure.add_scattergeo(
            lat=latitudes,
            lon=longitudes,
            mode="lines",
            fill="toself",
            fillcolor="var(--chart-halo)",
            line={"color": "var(--chart-place)", "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
    figure.add_scattergeo(
        lat=[place.latitude],
        lon=[place.longitude],
        mode="markers+text",
        marker={"size": 4 if radius else 11, "color": "var(--chart-place)", "line": {"color": PAPER, "width": 2}},
        text=[escaped(place.label)],
        textposition="top center",
        textfont={"color": INK, "size": 13},
        hovertemplate=f"{escaped(place.label)}: {place.precision.label}<extra></extra>",
    )
    view = max(5.0, 2.2 * radius / KM_PER_DEGREE)
    east = 1.2 * view / max(0.2, cos(radians(place.latitude)))
    figure.update_layout(
        base_layout(
            height=260,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            showlegend=False,
            geo={
                "projection": {"type": "mercator"},
                "resolution": 50,
                "lataxis": {"range": [max(-80, place.latitude - view), min(82, place.latitude + view)]},
                "lonaxis": {"range": [place.longitude - east, place.longitude + east]},
                "bgcolor": "var(--chart-sea)",
                "showland": True,
                "landcolor": "var(--chart-land)",
                "showrivers": True,
                "rivercolor": "var(--chart-river)",
                "riverwidth": 1,
                "showlakes": True,
                "lakecolor": "var(--chart-sea)",
                "showcountries": True,
                "countrycolor": MUTED,
                "countrywidth": 1,
                "showcoastlines": True,
                "coastlinecolor": MUTED,
                "coastlinewidth": 0.7,
                "showframe": False,
            },
        )
    )
    return figure


def circle(latitude: float, longitude: float, radius_km: float) -> tuple[list[float], list[float]]:
    """Points of a circle on the Earth, degrees, ending where it began; good enough below a few hundred km."""
    north = radius_km / KM_PER_DEGREE
    east = north / max(0.1, cos(radians(latitude)))
    angles = [-2 * pi * step / 48 for step in range(49)]
    latitudes = [max(-89.0, min(89.0, latitude + north * sin(angle))) for angle in angles]
    return latitudes, [longitude + east * cos(angle) for angle in angles]
