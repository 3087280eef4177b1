"""What a drawing or a document holds, for tests to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from reportlab.graphics.shapes import Circle, Drawing, Group, Path, Shape, String, mmult

from incidents.paper.letters import width_of


@dataclass(frozen=True)
class Box:
    """Left, bottom, right, top in points."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box, slack: float = 0.3) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.bottom + slack < other.top
            and other.bottom + slack < self.top
        )


Matrix = tuple[float, float, float, float, float, float]


def leaves(drawing: Drawing | Group, matrix: Matrix = (1, 0, 0, 1, 0, 0)) -> Iterator[tuple[Shape, Matrix]]:
    """Every shape with what turns its own coordinates into those of the drawing."""
    for shape in drawing.contents:
        if isinstance(shape, Group):
            yield from leaves(shape, mmult(matrix, shape.transform))
        else:
            yield shape, matrix


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape, _ in leaves(drawing) if isinstance(shape, String)]


def boxes_of_words(drawing: Drawing) -> list[tuple[str, Box]]:
    """Each piece of words with the box of its capitals."""
    found = []
    for shape, matrix in leaves(drawing):
        if isinstance(shape, String):
            right = shape.x + width_of(shape.text, shape.fontSize, shape.fontName)
            corners = [(x, y) for x in (shape.x, right) for y in (shape.y, shape.y + 0.73 * shape.fontSize)]
            found.append((shape.text, around([moved(matrix, x, y) for x, y in corners])))
    return found


def areas(drawing: Drawing, colour: Any) -> list[Box]:
    """The boxes around what is filled with a colour."""
    found = []
    for shape, matrix in leaves(drawing):
        if getattr(shape, "fillColor", None) is None or rgb(shape.fillColor) != rgb(colour):
            continue
        if isinstance(shape, Path) and not shape.isClipPath:
            found.append(around([moved(matrix, x, y) for x, y in points_of(shape)]))
        elif isinstance(shape, Circle):
            corners = [(shape.cx - shape.r, shape.cy - shape.r), (shape.cx + shape.r, shape.cy + shape.r)]
            found.append(around([moved(matrix, x, y) for x, y in corners]))
    return found


def lines(drawing: Drawing, colour: Any) -> list[list[tuple[float, float]]]:
    """The points of each unfilled line of a colour; all its runs in one list."""
    return [
        [moved(matrix, x, y) for x, y in points_of(shape)]
        for shape, matrix in leaves(drawing)
        if isinstance(shape, Path)
        and shape.fillColor is None
        and shape.strokeColor
        and rgb(shape.strokeColor) == rgb(colour)
    ]


def points_of(path: Path) -> list[tuple[float, float]]:
    return list(zip(path.points[::2], path.points[1::2], strict=True))


def rgb(colour: Any) -> tuple[float, float, float]:
    return round(colour.red, 3), round(colour.green, 3), round(colour.blue, 3)


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(document).pages)


def addresses(document: bytes) -> list[str]:
    """Where the links of a document lead."""
    notes = [note.get_object() for page in read(document).pages for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) for note in notes]
