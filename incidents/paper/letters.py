"""The letters of a document: DejaVu Sans Condensed, embedded, so that names look the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from unicodedata import category, normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from incidents.paper.right_to_left import as_drawn

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD, ITALIC = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "DejaVuSansCondensed-Oblique"
FALLBACK = "\ufffd"
"""Stands where a letter has no glyph in the embedded cut, so that a reader sees that one is missing."""


@cache
def register() -> None:
    """Make the letters known to reportlab; once in a process."""
    for name in (REGULAR, BOLD, ITALIC):
        pdfmetrics.registerFont(TTFont(name, FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


def printable(text: str) -> str:
    """Text as it can be set: joined and ordered, with a sign for what has no glyph, without what is never seen."""
    if text.isascii() and text.isprintable():
        return text
    register()
    has_glyph = pdfmetrics.getFont(REGULAR).face.charToGlyph
    drawn = as_drawn(normalize("NFC", "".join(map(seen, text))))
    return "".join(letter if ord(letter) in has_glyph else FALLBACK for letter in drawn)


def seen(letter: str) -> str:
    """Control characters that break lines become spaces; marks of direction and joiners are left out."""
    return {"Cc": " ", "Cf": ""}.get(category(letter), letter)


def width_of(text: str, size: float, font: str = REGULAR) -> float:
    """Of text that is printable; in the unit of `size`."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
