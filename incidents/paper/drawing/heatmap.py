"""A table of numbers as a table of colours."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from incidents.paper.drawing.axis import Axis, Reach
from incidents.paper.drawing.colours import colour, faded, reads_on
from incidents.paper.drawing.errors import NotDrawnError
from incidents.paper.drawing.leads import lead
from incidents.paper.drawing.numbers import as_words
from incidents.paper.drawing.parts import Part, at
from incidents.paper.drawing.pen import Letters, block_height, box, words
from incidents.paper.drawing.points import ColourScale, scale_of
from incidents.paper.drawing.words import block_width, lines_of


def table_of(trace: Part) -> list[list[Any]]:
    rows = trace.get("z") or []
    return [list(column) for column in zip(*rows, strict=True)] if trace.get("transpose") else rows


def values_along(trace: Part, letter: str) -> list[Any]:
    rows = table_of(trace)
    count = len(rows) if letter == "y" else max((len(row) for row in rows), default=0)
    return list(trace.get(letter) or range(count))


def edges_of(trace: Part, axis: Axis) -> list[float]:
    """Where the cells begin and end along an axis, in its unit: half way between their middles, or as given."""
    rows = table_of(trace)
    count = len(rows) if axis.name[0] == "y" else max((len(row) for row in rows), default=0)
    units = [axis.unit(value) for value in values_along(trace, axis.name[0])]
    middles = [unit for unit in units if unit is not None]
    if len(middles) != len(units):
        raise NotDrawnError(f"a heatmap with an empty place on {axis.name}")
    if len(middles) == count + 1:
        return middles
    if len(middles) < 2:
        half = 0.5 if axis.kind != "date" else 43_200_000.0
        return [middle + by for middle in middles for by in (-half, half)]
    between = [(first + second) / 2 for first, second in pairwise(middles)]
    return [2 * middles[0] - between[0], *between, 2 * middles[-1] - between[-1]]


def scale(trace: Part, layout: Part) -> ColourScale:
    return scale_of(trace, layout, [value for row in table_of(trace) for value in row if value is not None], "z")


def reaches(trace: Part, x: Axis, y: Axis) -> tuple[list[Reach], list[Reach]]:
    found = []
    for axis in (x, y):
        edges = edges_of(trace, axis)
        found.append([Reach(min(edges), max(edges), False, False)] if edges else [])
    return found[0], found[1]


def draw_heatmap(trace: Part, layout: Part, x: Axis, y: Axis) -> list[Any]:
    """A box a cell; a cell without a number is left as paper."""
    colours = scale(trace, layout)
    across = [x.place(edge) for edge in edges_of(trace, x)]
    up = [y.place(edge) for edge in edges_of(trace, y)]
    gap_x, gap_y = float(trace.get("xgap") or 0) / 2, float(trace.get("ygap") or 0) / 2
    strength = float(at(trace, "opacity", 1))
    drawn: list[Any] = []
    for row, values in enumerate(table_of(trace)):
        for column, value in enumerate(values):
            if value is None:
                continue
            left, right = sorted((across[column], across[column + 1]))
            bottom, top = sorted((up[row], up[row + 1]))
            fill = colours.colour(value)
            drawn += box(left + gap_x, bottom + gap_y, right - gap_x, top - gap_y, faded(fill, strength))
            drawn += lead(address_of(trace, row, column), left, bottom, right, top)
            drawn += cell_words(trace, layout, row, column, value, fill, (left, bottom, right, top))
    return drawn


def address_of(trace: Part, row: int, column: int) -> Any:
    rows = trace.get("customdata")
    return rows[row][column] if rows else None


def cell_words(
    trace: Part,
    layout: Part,
    row: int,
    column: int,
    value: float,
    fill: Any,
    corners: tuple[float, float, float, float],
) -> list[Any]:
    template = trace.get("texttemplate")
    if not template:
        return []
    text = filled_in(template, value, trace.get("text"), row, column)
    block = lines_of(text)
    size = float(at(trace, "textfont.size", at(layout, "font.size", 12)))
    left, bottom, right, top = corners
    size *= min(
        1.0, (right - left - 2) / (block_width(block, size) or 1), (top - bottom) / (block_height(block, size) or 1)
    )
    shade = at(trace, "textfont.color")
    return words(
        block,
        (left + right) / 2,
        (bottom + top) / 2,
        Letters(size, colour(shade) if shade else reads_on(fill), "middle"),
    )


def filled_in(template: str, value: float, texts: Any, row: int, column: int) -> str:
    """ "%{z}", "%{z:,d}" and "%{text}" of a template, with the cell's own."""
    head, found, rest = template.partition("%{")
    if not found:
        return head
    name, _, tail = rest.partition("}")
    word, _, form = name.partition(":")
    if word == "z":
        own = as_words(value, form)
    elif word == "text":
        own = str(texts[row][column] if texts and texts[row][column] is not None else "")
    else:
        raise NotDrawnError(f"texttemplate {template}")
    return head + own + filled_in(tail, value, texts, row, column)
