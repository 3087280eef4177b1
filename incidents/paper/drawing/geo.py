"""Maps: land, water and borders, and the marks on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import degrees
from typing import Any

from reportlab.lib.colors import Color

from incidents.paper.drawing.colours import colour, faded
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.leads import lead_of_mark
from incidents.paper.drawing.parts import Part, at, each_of
from incidents.paper.drawing.pen import Corners, Point, Stroke, area, box, clipped, lines
from incidents.paper.drawing.points import drawn_mark, marks_of, modes_of, scale_of, words_beside
from incidents.paper.drawing.projections import View, view_of
from incidents.paper.drawing.scatter import fill_colour, line_of
from incidents.paper.drawing.world import Box, Feature, Outline, features, ring_within, runs_within

CLOSE = 0.8
"""Points of an outline nearer to one another than this are one on paper, px."""
FILLS = (("land", "showland", "landcolor"), ("lakes", "showlakes", "lakecolor"))
LINES = (
    ("countries", "showcountries", "countrycolor", "countrywidth"),
    ("coastlines", "showcoastlines", "coastlinecolor", "coastlinewidth"),
    ("rivers", "showrivers", "rivercolor", "riverwidth"),
)


def draw_map(
    name: str, traces: Sequence[Part], layout: Part, left: float, bottom: float, right: float, top: float, room: float
) -> list[Any]:
    """One map with its traces in a box of the figure."""
    geo = layout.get(name) or {}
    own = [trace for trace in traces if (trace.get("geo") or "geo") == name]
    (first, last), (low, high) = at(geo, "domain.x", [0, 1]), at(geo, "domain.y", [0, 1])
    left, right = left + first * (right - left), left + last * (right - left)
    bottom, top = bottom + low * (top - bottom), bottom + high * (top - bottom)
    view = view_of(geo, [place for trace in own for place in places_of(trace) if place], left, bottom, right, top)
    shapes = [*ground(geo, view, left, bottom, right, top)]
    taken: list[Corners] = []
    for trace in own:
        if trace["type"] == "choropleth":
            shapes += draw_choropleth(trace, layout, geo, view)
        else:
            shapes += draw_scattergeo(trace, layout, view, room, taken)
    return clipped(left, bottom, right, top, shapes)


def resolution_of(geo: Part) -> int:
    return int(geo.get("resolution") or 110)


def places_of(trace: Part) -> list[tuple[float, float] | None]:
    return [
        None if x is None or y is None else (float(x), float(y))
        for x, y in zip(trace.get("lon") or (), trace.get("lat") or (), strict=True)
    ]


# --- The Earth ------------------------------------------------------------------------------------------


def ground(geo: Part, view: View, left: float, bottom: float, right: float, top: float) -> Iterator[Any]:
    if geo.get("bgcolor"):
        yield from box(left, bottom, right, top, colour(geo["bgcolor"]))
    if geo.get("showocean"):
        yield from area([globe(view)], ocean_colour(geo))
    for layer, shown, shade in FILLS:
        if geo.get(shown):
            if not geo.get(shade):
                raise NotDrawnError(f"a map with {shown} and no {shade}")
            yield from area(rings_of(features(layer, resolution_of(geo)), view), colour(geo[shade]))
    for layer, shown, shade, width in LINES:
        if geo.get(shown, layer == "coastlines"):
            stroke = Stroke(colour(geo.get(shade) or "var(--chart-muted)"), float(at(geo, width, 1)))
            yield from lines(runs_of(features(layer, resolution_of(geo)), view), stroke)
    if geo.get("showframe"):
        edge = Stroke(colour(geo.get("framecolor") or "var(--chart-muted)"), float(at(geo, "framewidth", 1)))
        yield from area([globe(view)], None, edge)


def ocean_colour(geo: Part) -> Color:
    """The sea is what lies under the land: a map that shows it without land would show sea everywhere."""
    if not geo.get("showland") or not geo.get("oceancolor"):
        raise NotDrawnError("a map with showocean that lacks showland or oceancolor")
    return colour(geo["oceancolor"])


def globe(view: View) -> list[Point]:
    """The outline of all that the view can show."""
    west, south, east, north = view.box.west, view.box.south, view.box.east, view.box.north
    up = [south + (north - south) * step / 60 for step in range(61)]
    return [*(view.px(west, latitude) for latitude in up), *(view.px(east, latitude) for latitude in reversed(up))]


def seen(outline: Outline, view: View) -> Iterator[tuple[Outline, Box, float]]:
    """An outline where it is within the view, by as many turns around the Earth as it appears there."""
    margin = 0 if view.box.east - view.box.west >= 360 else degrees(6 / view.scale)
    wide = Box(
        view.box.west - margin, max(-90, view.box.south - margin), view.box.east + margin, view.box.north + margin
    )
    for turn in (-360.0, 0.0, 360.0):
        moved = Box(wide.west - turn, wide.south, wide.east - turn, wide.north)
        if outline.box.meets(moved):
            yield outline, moved, turn


def rings_of(layer: Sequence[Feature], view: View) -> Iterator[list[Point]]:
    for feature in layer:
        for outline in feature.outlines:
            for own, window, turn in seen(outline, view):
                yield thinned([view.px(x + turn, y) for x, y in ring_within(own.places, window)])


def runs_of(layer: Sequence[Feature], view: View) -> Iterator[list[Point]]:
    for feature in layer:
        for outline in feature.outlines:
            for own, window, turn in seen(outline, view):
                for run in runs_within(own.places, window):
                    yield thinned([view.px(x + turn, y) for x, y in run])


def thinned(points: Sequence[Point]) -> list[Point]:
    """An outline without the points that no eye could tell apart."""
    kept: list[Point] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= CLOSE:
            kept.append((round(x, 2), round(y, 2)))
    return kept


# --- The marks ------------------------------------------------------------------------------------------


def draw_scattergeo(trace: Part, layout: Part, view: View, room: float, taken: list[Corners]) -> list[Any]:
    places = places_of(trace)
    modes = modes_of(trace)
    strength = float(at(trace, "opacity", 1))
    drawn: list[Any] = []
    if "lines" in modes:
        runs = paths_of(places, view)
        if trace.get("fill") == "toself":
            drawn += area(runs, faded(fill_colour(trace), strength))
        stroke = line_of(trace, strength)
        drawn += lines(runs, stroke) if stroke else []
    marks = marks_of(trace, layout, len(places)) if "markers" in modes and places else [None] * len(places)
    for number, (place, mark) in enumerate(zip(places, marks, strict=True)):
        if place is None:
            continue
        x, y = view.px(view.near(place[0]), place[1])
        if mark:
            drawn += [*drawn_mark(mark, x, y), *lead_of_mark(trace, number, x, y, mark.radius)]
        if "text" in modes:
            drawn += words_beside(trace, layout, number, x, y, mark.radius if mark else 0, room, taken)
    return drawn


def paths_of(places: Sequence[tuple[float, float] | None], view: View) -> list[list[Point]]:
    """Lines between places, each place by the turn nearest to the one before it."""
    runs: list[list[Point]] = [[]]
    last: float | None = None
    for place in places:
        if place is None:
            runs.append([])
            last = None
            continue
        last = view.near(place[0], last)
        runs[-1].append(view.px(last, place[1]))
    return [run for run in runs if run]


def draw_choropleth(trace: Part, layout: Part, geo: Part, view: View) -> list[Any]:
    """Countries in the colour of their number; one without a number stays land."""
    codes, values = trace.get("locations") or [], trace.get("z") or []
    found = [value for value in values if value is not None]
    scale = scale_of(trace, layout, found, "z")
    countries: dict[str, list[Feature]] = {}
    for feature in features("countries", resolution_of(geo)):
        countries.setdefault(feature.code, []).append(feature)
    edges = each_of(at(trace, "marker.line.color", "var(--chart-muted)"), len(codes))
    widths = each_of(at(trace, "marker.line.width", 1), len(codes))
    drawn: list[Any] = []
    for code, value, edge, width in zip(codes, values, edges, widths, strict=True):
        if value is None:
            continue
        if code not in countries:
            raise NotDrawnError(f"no country {code} on the map of 1 to {resolution_of(geo)} million")
        fill = faded(scale.colour(value), float(at(trace, "marker.opacity", 1)))
        drawn += area(rings_of(countries[code], view), fill, Stroke(colour(edge), float(width)))
    return drawn
