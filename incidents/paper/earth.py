"""The land, water and borders that the page's maps show too, read from the same TopoJSON files."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path as File
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from incidents.paper.looks import colour
from incidents.paper.marks import PT, Part, known

FOLDER = File(__file__).resolve().parents[2] / "static" / "vendor" / "topojson"
LAYERS = {"land": "land", "lakes": "lake", "rivers": "river", "countries": "country", "coastlines": "coastline"}
NAMES = " ".join(f"show{layer} {name}color {name}width" for layer, name in LAYERS.items())


def mercator(latitudes: Any) -> Any:
    """How far north places are drawn, in degrees of the equator."""
    return np.degrees(np.arcsinh(np.tan(np.radians(np.clip(latitudes, -85, 85)))))


@cache
def outlines(resolution: int) -> dict[str, list[Any]]:
    """The rings and lines of each layer: places by longitude and as far north as drawn, their least and their most."""
    content = json.loads((FOLDER / f"world_{resolution}m.json").read_text())
    scale, moved = content["transform"]["scale"], content["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + moved for arc in content["arcs"]]  # TopoJSON 1.0, section 2.1.4
    found: dict[str, list[Any]] = {layer: [] for layer in LAYERS}
    for layer in LAYERS:
        for numbers in lines_of([shape["arcs"] for shape in content["objects"][layer]["geometries"]]):
            places = np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers])
            longitudes = np.unwrap(places[:, 0], period=360)  # goes on beyond 180 degrees
            if (places[0] == places[-1]).all() and abs(longitudes[0] - longitudes[-1]) > 1:
                longitudes = places[:, 0]  # around a pole
            outline = np.column_stack([longitudes, mercator(places[:, 1])])
            found[layer].append((outline, outline.min(axis=0), outline.max(axis=0)))
    return found


def lines_of(arcs: Any) -> list[list[int]]:
    """The numbers of the arcs of each ring or line, however deep they lie."""
    return [arcs] if isinstance(arcs[0], int) else [line for part in arcs for line in lines_of(part)]


def draw_earth(axes: Axes, geo: Part) -> None:
    """All layers that a map asks for, and more to two sides, so that a degree is as long across as up."""
    known(geo, f"projection lonaxis lataxis resolution bgcolor {NAMES}")
    axes.add_artist(PathPatch(Path.unit_rectangle(), transform=axes.transAxes, color=colour(geo["bgcolor"]), zorder=0))
    low, high = axes.viewLim.get_points()
    room = axes.bbox.size / (axes.bbox.size / (high - low)).min() / 2
    (west, south), (east, north) = (low + high) / 2 - room, (low + high) / 2 + room
    axes.set(xlim=(west, east), ylim=(south, north))
    for layer, name in LAYERS.items():
        ink, width = colour(geo[f"{name}color"]), geo.get(f"{name}width", 0) * PT
        paths = [
            Path(axes.transData.transform(outline + np.array([turn, 0])).round(1))  # tenths of a point are enough
            for outline, least, most in (outlines(geo["resolution"])[layer] if geo[f"show{layer}"] else ())
            for turn in (-360, 0, 360)
            if least[0] + turn < east and most[0] + turn > west and least[1] < north and most[1] > south
        ]
        paths = paths if width else [path.clip_to_bbox(axes.bbox) for path in paths]
        shapes = Path.make_compound_path(*paths)
        axes.add_artist(PathPatch(shapes, fill=not width, fc=ink, ec=ink, lw=width, zorder=0, transform=None))
