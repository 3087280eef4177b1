"""What a picture or a document holds, for tests to read."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import NamedTuple

from matplotlib.textpath import TextPath
from pypdf import PdfReader

NUMBER = r"-?[\d.]+(?:e-?\d+)?"
TEXT = re.compile(r'<text style="font-size: ([\d.]+)px;([^"]*)"((?:[^>]|\n)*)>([^<]*)</text>')
PATH = re.compile(r'<path d="([^"]*)"[^>]*style="([^"]*)"/>')
USE = re.compile(rf'<use xlink:href="[^"]*" x="({NUMBER})" y="({NUMBER})" style="([^"]*)"/>')


class Box(NamedTuple):
    """Points from the left and from the top of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.3) -> bool:
        is_beside = self.right - slack <= other.left or other.right - slack <= self.left
        return not (is_beside or self.bottom - slack <= other.top or other.bottom - slack <= self.top)


def words(svg: str) -> list[str]:
    return [unescape(text) for *_, text in TEXT.findall(svg)]


def boxes_of_words(svg: str) -> list[tuple[str, Box]]:
    """Each line of words with the box of its letters."""
    found = []
    for size, style, place, text in TEXT.findall(svg):
        ends = TextPath((0, 0), unescape(text), size=float(size)).get_extents()
        turn, x, y = re.findall(NUMBER, place)[-3:] if "rotate" in place else ("0", *re.findall(NUMBER, place)[-2:])
        share = {"middle": 0.5, "end": 1.0}.get((re.findall(r"text-anchor: (\w+)", style) or [""])[0], 0.0)
        left, right = ends.x0 - share * ends.width, ends.x1 - share * ends.width
        box = (left, -ends.y1, right, -ends.y0) if float(turn) == 0 else (-ends.y1, -right, -ends.y0, -left)
        found.append((unescape(text), Box(*(float(at) + by for at, by in zip((x, y, x, y), box, strict=True)))))
    return found


def points_of(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}) ({NUMBER})", path)]


def areas(svg: str, colour: str) -> list[Box]:
    """The boxes around what is filled with a colour, without marks."""
    filled = [points_of(path) for path, style in PATH.findall(svg) if f"fill: {colour}" in style]
    boxes = [Box(*map(min, zip(*run, strict=True)), *map(max, zip(*run, strict=True))) for run in filled if run]
    return [box for box in boxes if box.right > box.left and box.bottom > box.top]


def lines(svg: str, colour: str) -> list[list[tuple[float, float]]]:
    """The points of each line of a colour."""
    return [points_of(path) for path, style in PATH.findall(svg) if f"fill: none; stroke: {colour}" in style]


def marks(svg: str, colour: str) -> list[tuple[float, float]]:
    """The places of the marks of a colour."""
    return [(float(x), float(y)) for x, y, style in USE.findall(svg) if f"fill: {colour}" in style]


def read(document: bytes) -> PdfReader:
    return PdfReader(BytesIO(document))


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(document).pages)


def addresses(document: bytes) -> list[str]:
    """Where the links of a document lead."""
    notes = [note.get_object() for page in read(document).pages for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) for note in notes]
