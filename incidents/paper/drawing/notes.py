"""What a figure draws beside its traces: lines and boxes across the axes, and words at a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from incidents.paper.drawing.axis import Axis
from incidents.paper.drawing.colours import colour, faded
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.parts import Part, at, text_of
from incidents.paper.drawing.pen import Letters, Stroke, block_height, box, line, words
from incidents.paper.drawing.words import block_width, lines_of

Axes = Mapping[str, Axis]
Ends = tuple[float, float]


def px_of(value: Any, ref: str, axes: Axes, paper: Ends) -> float | None:
    """A place in px: on an axis, on a share of an axis ("x domain"), or on a share of the whole plot ("paper")."""
    if ref == "paper":
        return paper[0] + float(value) * (paper[1] - paper[0])
    name, _, of = ref.partition(" ")
    if name not in axes:
        raise NotDrawnError(f"a place on {ref}, an axis without a trace")
    axis = axes[name]
    return axis.start + float(value) * axis.length if of else axis.px(value)


def draw_shape(shape: Part, axes: Axes, across: Ends, up: Ends) -> list[Any]:
    if shape.get("visible") is False:
        return []
    x0, x1 = (px_of(shape[end], shape.get("xref") or "x", axes, across) for end in ("x0", "x1"))
    y0, y1 = (px_of(shape[end], shape.get("yref") or "y", axes, up) for end in ("y0", "y1"))
    if x0 is None or x1 is None or y0 is None or y1 is None:
        return []
    strength = float(at(shape, "opacity", 1))
    shade = colour(at(shape, "line.color", "var(--chart-ink)"))
    stroke = Stroke(faded(shade, strength), float(at(shape, "line.width", 2)), at(shape, "line.dash", "solid"))
    if shape.get("type") == "line":
        return line([(x0, y0), (x1, y1)], stroke)
    fill = faded(colour(shape["fillcolor"]), strength) if shape.get("fillcolor") else None
    (left, right), (bottom, top) = sorted((x0, x1)), sorted((y0, y1))
    return box(left, bottom, right, top, fill, stroke)


def draw_annotation(note: Part, layout: Part, axes: Axes, across: Ends, up: Ends) -> list[Any]:
    if note.get("visible") is False or not text_of(note.get("text")):
        return []
    x = px_of(note.get("x", 0), note.get("xref") or "x", axes, across)
    y = px_of(note.get("y", 0), note.get("yref") or "y", axes, up)
    if x is None or y is None:
        return []
    size = font_size(note, layout)
    shade = colour(at(note, "font.color", at(layout, "font.color", "var(--chart-ink)")))
    block = lines_of(note["text"], at(note, "font.weight") in ("bold", 700))
    hang, up_ = anchor_across(note), anchor_up(note)
    x += float(note.get("xshift") or 0)
    y += float(note.get("yshift") or 0)
    turn = -float(note.get("textangle") or 0)
    drawn = [] if turn else ground_of(note, block, size, x, y, hang, up_)
    strength = float(at(note, "opacity", 1))
    return [*drawn, *words(block, x, y, Letters(size, faded(shade, strength), hang, up_, turn))]


def font_size(note: Part, layout: Part) -> float:
    return float(at(note, "font.size", at(layout, "font.size", 12)))


def anchor_across(note: Part) -> str:
    """Plotly's own choice is by the third of the plot in which the place lies."""
    given = note.get("xanchor") or "auto"
    if given == "auto":
        is_share = note.get("xref") == "paper" or "domain" in (note.get("xref") or "")
        share = float(note.get("x", 0)) if is_share else 0.5
        given = "left" if share < 1 / 3 else "right" if share > 2 / 3 else "center"
    return {"left": "start", "center": "middle", "right": "end"}[given]


def anchor_up(note: Part) -> str:
    given = note.get("yanchor") or "auto"
    if given == "auto":
        is_share = note.get("yref") == "paper" or "domain" in (note.get("yref") or "")
        share = float(note.get("y", 0)) if is_share else 0.5
        given = "bottom" if share < 1 / 3 else "top" if share > 2 / 3 else "middle"
    return str(given)


def ground_of(note: Part, block: Any, size: float, x: float, y: float, hang: str, up: str) -> list[Any]:
    """The box behind the words."""
    fill = colour(note["bgcolor"]) if note.get("bgcolor") else None
    edge = Stroke(colour(note["bordercolor"]), float(at(note, "borderwidth", 1))) if note.get("bordercolor") else None
    if fill is None and edge is None:
        return []
    pad = float(at(note, "borderpad", 1)) + 1
    width, height = block_width(block, size), block_height(block, size)
    left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[hang] * width
    bottom = y - {"bottom": 0.0, "middle": 0.5, "top": 1.0}[up] * height
    return box(left - pad, bottom - pad, left + width + pad, bottom + height + pad, fill, edge)


def overhang(layout: Part) -> float:
    """How far words stand above the plot, px, so that room can be left for them."""
    heights = [0.0]
    for note in layout.get("annotations") or ():
        is_share = note.get("yref") == "paper" or "domain" in (note.get("yref") or "")
        if is_share and float(note.get("y", 0)) >= 0.98 and anchor_up(note) == "bottom":
            size = font_size(note, layout)
            heights.append(block_height(lines_of(note.get("text")), size) + float(note.get("yshift") or 0))
    return max(heights)
