"""Where incidents happened: sized by the best figure, ringed by the reported range, no more exact than is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from plotly import graph_objects as go

from incidents.charts.figures.common import INK, PAPER, base_layout, escape_tags
from incidents.charts.figures.maps.earth import KM_PER_DEGREE, RADIUS_KM, circle, earth
from incidents.charts.figures.maps.names import Box, Spot, positions_of_names
from incidents.charts.figures.maps.sizes import LEAST, Scale, size_key
from incidents.charts.rows import PlaceRow
from incidents.extent import RATIO, Extent, height_at

PLACE = "var(--chart-place)"
HALO = "var(--chart-halo)"
SOFT = "var(--chart-place-soft)"
PIXELS_WIDE = 960
"""The usual width of the map: what is smaller than a few pixels at it is not drawn."""
PIXELS_OF_PAPER = 680
"""The map's width on paper: where names have room there, they have room everywhere."""
ROOM_FOR_NUMBER = 19
MOST_NAMES = 6


def incident_map(rows: Sequence[PlaceRow], extent: Extent, counted: str, most: int) -> go.Figure:
    """Places as discs, several places together as hexagons with their number of incidents.

    `counted` says what is counted: "killed"; `most` is the number that has the largest mark.
    """
    figure = go.Figure()
    scale = Scale.for_most(most, max((row.high or 0 for row in rows), default=0))
    drawn = sorted(rows, key=lambda row: -(row.best or 0))
    known = [row for row in drawn if row.best is not None]
    unknown = [row for row in drawn if row.best is None]
    add_halos(figure, drawn, extent)
    add_rings(figure, known, scale)
    for name, fits, looks in KINDS:
        add_place_marks(figure, [row for row in known if fits(row)], scale, counted, name, looks)
    add_inner_rings(figure, known, scale)
    add_points(figure, known, scale)
    add_open_triangles(figure, known, scale)
    add_hollow_marks(figure, unknown, counted)
    add_numbers(figure, drawn, scale)
    add_names(figure, drawn, scale, extent)
    figure.update_layout(
        base_layout(
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            geo=earth((extent.west, extent.east), (extent.south, extent.north)),
            showlegend=True,
            legend=key_below(),
            **size_key(scale, most, counted),
        )
    )
    return figure


def key_below() -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": -0.01,
        "yanchor": "top",
        "itemsizing": "constant",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": 12},
    }


KINDS: tuple[tuple[str, Callable[[PlaceRow], bool], dict[str, Any]], ...] = (
    (
        "several places, with their number of incidents",
        lambda row: not row.is_one_place,
        {"symbol": "hexagon", "color": PLACE, "line": {"color": PAPER, "width": 1}},
    ),
    (
        "area: somewhere within",
        lambda row: row.is_one_place and row.is_area,
        {"symbol": "circle", "color": SOFT, "line": {"color": PLACE, "width": 1}},
    ),
    (
        "place: exact or within 25 km",
        lambda row: row.is_one_place and not row.is_area,
        {"symbol": "circle", "color": PLACE, "line": {"color": PAPER, "width": 1}},
    ),
)


def add_place_marks(
    figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale, counted: str, name: str, looks: dict[str, Any]
) -> None:
    if not rows:
        return
    figure.add_scattergeo(
        **at_places(rows),
        mode="markers",
        name=name,
        marker={"size": [place_size(row, scale) for row in rows], "opacity": 1, **looks},
        customdata=[row.url for row in rows],
        text=[place_mark_words(row, counted) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def at_places(rows: Sequence[PlaceRow]) -> dict[str, Any]:
    return {"lat": [round(row.latitude, 3) for row in rows], "lon": [round(row.longitude, 3) for row in rows]}


def place_size(row: PlaceRow, scale: Scale, number: int | None = None) -> float:
    """The width of a row's mark, pixels; of its ring where another number than the best figure is given."""
    people = row.best if number is None else number
    return scale.disc(people or 0) if row.is_one_place else scale.hexagon(people or 0)


def add_halos(figure: go.Figure, rows: Sequence[PlaceRow], extent: Extent) -> None:
    """How far from its mark it may have happened, where that is wide enough to be seen."""
    least_km = 4 * extent.width / PIXELS_WIDE * KM_PER_DEGREE
    latitudes: list[float | None] = []
    longitudes: list[float | None] = []
    for row in rows:
        radius = RADIUS_KM[row.widest]
        if row.is_one_place and radius > least_km:
            north, east = circle(row.latitude, row.longitude, radius, steps=36)
            latitudes += [*(round(each, 3) for each in north), None]
            longitudes += [*(round(each, 3) for each in east), None]
    if latitudes:
        figure.add_scattergeo(
            lat=latitudes[:-1],
            lon=longitudes[:-1],
            mode="lines",
            name="halos",
            fill="toself",
            fillcolor=HALO,
            line={"color": PLACE, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            showlegend=False,
        )


def add_rings(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale) -> None:
    """A ring as large as the high figure."""
    ringed = [row for row in rows if row.figure.is_open or (row.high or 0) > (row.best or 0)]
    if ringed:
        figure.add_scattergeo(
            **at_places(ringed),
            mode="markers",
            name="ring: high",
            marker={
                "size": [place_size(row, scale, row.high) for row in ringed],
                "symbol": ["circle" if row.is_one_place else "hexagon" for row in ringed],
                "color": HALO,
                "line": {"color": PLACE, "width": 1.25},
            },
            hoverinfo="skip",
        )


def add_open_triangles(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale) -> None:
    """A triangle on the ring of what is at least so many: it has no upper end."""
    opened = [row for row in rows if row.figure.is_open]
    if opened:
        figure.add_scattergeo(
            **at_places(opened),
            mode="markers+text",
            name="high is open (▲)",
            marker={"size": [max(1, place_size(row, scale, row.high) - 16) for row in opened], "opacity": 0},
            text=["▲"] * len(opened),
            textposition="top center",
            textfont={"size": 8, "color": PLACE},
            hoverinfo="skip",
            showlegend=False,
        )


def add_inner_rings(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale) -> None:
    """A thin ring as large as the low figure, within the mark."""
    ringed = [row for row in rows if 0 < (row.low or 0) < (row.best or 0) and place_size(row, scale, row.low) > LEAST]
    if ringed:
        figure.add_scattergeo(
            **at_places(ringed),
            mode="markers",
            name="low",
            marker={
                "size": [place_size(row, scale, row.low) for row in ringed],
                "symbol": ["circle-open" if row.is_one_place else "hexagon-open" for row in ringed],
                "color": [PLACE if row.is_area and row.is_one_place else PAPER for row in ringed],
                "line": {"width": 1},
            },
            hoverinfo="skip",
            showlegend=False,
        )


def add_points(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale) -> None:
    """A point in the middle of what happened at a place that is known; an area has none."""
    points = [
        row for row in rows if row.is_one_place and not row.is_area and not has_number_within(row, scale) and row.best
    ]
    if points:
        figure.add_scattergeo(
            **at_places(points),
            mode="markers",
            name="points",
            marker={"size": 3, "symbol": "circle", "color": PAPER},
            hoverinfo="skip",
            showlegend=False,
        )


def add_hollow_marks(figure: go.Figure, rows: Sequence[PlaceRow], counted: str) -> None:
    """Small, hollow and in a shape of its own: nobody counted any, which is not none."""
    if rows:
        figure.add_scattergeo(
            **at_places(rows),
            mode="markers",
            name="no figure",
            marker={"size": 10, "symbol": "diamond", "color": PAPER, "line": {"color": PLACE, "width": 1.5}},
            customdata=[row.url for row in rows],
            text=[place_mark_words(row, counted) for row in rows],
            hovertemplate="%{text}<extra></extra>",
        )


def has_number_within(row: PlaceRow, scale: Scale) -> bool:
    """Whether the number of incidents stands in the mark, not beside it."""
    return row.incidents > 1 and row.best is not None and place_size(row, scale) >= ROOM_FOR_NUMBER


def add_numbers(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale) -> None:
    """How many incidents a mark stands for, where there are several."""
    several = [row for row in rows if row.incidents > 1]
    if not several:
        return
    within = [has_number_within(row, scale) for row in several]
    on_mark = [PLACE if row.is_area and row.is_one_place else PAPER for row in several]
    figure.add_scattergeo(
        **at_places(several),
        mode="markers+text",
        name="numbers",
        marker={"size": [10 if row.best is None else place_size(row, scale) for row in several], "opacity": 0},
        text=[f"{row.incidents:,}" for row in several],
        textposition=["middle center" if inside else "middle right" for inside in within],
        textfont={"size": 11, "color": [at if inside else INK for at, inside in zip(on_mark, within, strict=True)]},
        hoverinfo="skip",
        showlegend=False,
    )


def add_names(figure: go.Figure, rows: Sequence[PlaceRow], scale: Scale, extent: Extent) -> None:
    """The names of the places with the most people, where there is room, so that a reader finds the way."""
    spots = [spot_of(row, scale, extent) for row in rows]
    positions = positions_of_names(spots, MOST_NAMES, Box(0, 0, PIXELS_OF_PAPER, PIXELS_OF_PAPER / RATIO))
    named = [rows[at] for at in positions]
    if named:
        figure.add_scattergeo(
            **at_places(named),
            mode="markers+text",
            name="names",
            meta="wide",
            marker={"size": [spots[at].size for at in positions], "opacity": 0},
            text=[escape_tags(spots[at].name) for at in positions],
            textposition=list(positions.values()),
            textfont={"size": 12, "color": INK},
            hoverinfo="skip",
            showlegend=False,
        )


def spot_of(row: PlaceRow, scale: Scale, extent: Extent) -> Spot:
    """Where a mark stands on paper, and the room it takes with its ring and its number."""
    pixels = PIXELS_OF_PAPER / extent.width
    x = (row.longitude - extent.west) * pixels
    y = (height_at(extent.north) - height_at(row.latitude)) * pixels
    ring = place_size(row, scale, row.high) if row.best is not None else 10
    name = row.name if row.is_one_place else f"around {row.name}"
    return Spot(x, y, max(ring, place_size(row, scale)) + (14 if row.figure.is_open else 0), name if row.best else "")


def place_mark_words(row: PlaceRow, counted: str) -> str:
    """What a mark stands for, in three short lines."""
    number = f"{row.incidents:,} incident{'' if row.incidents == 1 else 's'}"
    unknown = f", {row.unknown:,} without a figure" if row.unknown and row.best is not None else ""
    return "<br>".join([f"{escape_tags(row.label)} ({row.precision})", row.figure.counted(counted), number + unknown])
