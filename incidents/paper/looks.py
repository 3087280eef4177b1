"""Letters and colours of a document: DejaVu Sans, which matplotlib brings, and the desk's light colours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

import matplotlib
from matplotlib.colors import to_rgba
from matplotlib.ft2font import FT2Font

FONT = "DejaVu Sans"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
GLYPHS = frozenset(FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())
MISSING = "\ufffd"
"""Stands where a letter has no glyph, so that a reader sees that one is missing."""
UNSEEN = {"Cc": " ", "Cf": ""}
STYLES = Path(__file__).resolve().parents[2] / "static"
ROOT = re.compile(r"^:root\s*\{(.*?)^\}", re.DOTALL | re.MULTILINE)
DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
SHEETS = [re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL) for sheet in sorted(STYLES.glob("*/*.css"))]
VARIABLES = dict(pair for text in SHEETS for block in ROOT.findall(text) for pair in DECLARED.findall(block))
"""The CSS variables of the desk's light looks, of all its style sheets."""
PARTS = re.compile(r"rgba?\((\d+)[\s,]+(\d+)[\s,]+(\d+)[\s,/]+([\d.]+)(%?)\)")


class NotDrawnError(ValueError):
    """A part of a figure has no drawing on paper. Leaving it out would print another figure than the page shows."""


def printable(text: str) -> str:
    """Text with a sign for each letter without a glyph, and without what is never seen: breaks become spaces."""
    letters = (each if each in "\u200c\u200d" else UNSEEN.get(category(each), each) for each in normalize("NFC", text))
    return "".join(each if each == "" or ord(each) in GLYPHS else MISSING for each in letters)


@cache
def colour(name: str, strength: float = 1) -> tuple[float, float, float, float]:
    """Red, green, blue and, times `strength`, how opaque: of a CSS colour or the name of a variable."""
    if variable := re.fullmatch(r"var\((--[\w-]+)\)", name):
        return colour(VARIABLES[variable.group(1)], strength)
    if parts := PARTS.fullmatch(name):
        red, green, blue, alpha = (float(part) for part in parts.groups()[:4])
        return red / 255, green / 255, blue / 255, alpha * strength / (100 if parts.group(5) else 1)
    return to_rgba(name, strength)
