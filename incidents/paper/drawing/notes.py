"""Words that a figure has at a place of its own, beside its traces."""

from __future__ import annotations

from typing import Any

from incidents.paper.drawing.colours import colour, faded
from incidents.paper.drawing.parts import Part, at, text_of
from incidents.paper.drawing.pen import Letters, Stroke, block_height, box, words
from incidents.paper.drawing.places import Axes, Ends, px_of
from incidents.paper.drawing.words import block_width, lines_of


def draw_annotation(note: Part, layout: Part, axes: Axes, across: Ends, up: Ends) -> list[Any]:
    if note.get("visible") is False or not text_of(note.get("text")):
        return []
    x = px_of(note.get("x", 0), note.get("xref") or "x", axes, across)
    y = px_of(note.get("y", 0), note.get("yref") or "y", axes, up)
    if x is None or y is None:
        return []
    size = font_size(note, layout)
    shade = colour(at(note, "font.color", at(layout, "font.color", "var(--chart-ink)")))
    block = lines_of(note["text"], note.get("font"))
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
            block = lines_of(note.get("text"), note.get("font"))
            heights.append(block_height(block, font_size(note, layout)) + float(note.get("yshift") or 0))
    return max(heights)
