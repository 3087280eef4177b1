"""Where it happened, no more exactly than is known."""

from __future__ import annotations

from math import cos, radians

from plotly import graph_objects as go

from incidents.charts.figures.common import (
    INK,
    PAPER,
    base_layout,
    escape_tags,
)
from incidents.charts.figures.maps.earth import KM_PER_DEGREE, RADIUS_KM, circle, earth
from incidents.charts.rows import PlaceMark


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
        text=[escape_tags(place.label)],
        textposition="top center",
        textfont={"color": INK, "size": 13},
        hovertemplate=f"{escape_tags(place.label)}: {place.precision.label}<extra></extra>",
    )
    view = max(5.0, 2.2 * radius / KM_PER_DEGREE)
    east = 1.2 * view / max(0.2, cos(radians(place.latitude)))
    figure.update_layout(
        base_layout(
            height=260,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            showlegend=False,
            geo=earth(
                longitudes=(place.longitude - east, place.longitude + east),
                latitudes=(max(-80, place.latitude - view), min(82, place.latitude + view)),
            ),
        )
    )
    return figure
