"""Numbers in words, by the formats of d3 that figures use: ",d" ".0%" ".1f"."""

from __future__ import annotations

import re
from math import isclose

from incidents.paper.drawing.errors import NotDrawnError

FORMAT = re.compile(r"(?P<sign>[+]?)(?P<comma>,?)(?:\.(?P<places>\d+))?(?P<trim>~?)(?P<kind>[dfg%s]?)")
SUFFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def as_words(value: float, form: str = "") -> str:
    """A number in a format of d3; without one, as it is, with thousands set apart."""
    parts = FORMAT.fullmatch(form)
    if parts is None:
        raise NotDrawnError(f"the number format {form}")
    sign, comma, kind = parts["sign"], parts["comma"], parts["kind"]
    places = int(parts["places"]) if parts["places"] else None
    if kind == "%":
        words = f"{value * 100:{sign}{comma}.{places if places is not None else 6}f}"
        return (trimmed(words) if parts["trim"] or places is None else words) + "%"
    if kind == "s":
        return with_suffix(value, places)
    if kind == "d" or (not form and isclose(value, round(value), abs_tol=1e-9)):
        return f"{round(value):{sign}{comma or ',' * (not form)}d}"
    if kind == "f":
        words = f"{value:{sign}{comma}.{places if places is not None else 6}f}"
        return trimmed(words) if parts["trim"] else words
    return f"{value:{sign}{comma or ',' * (not form)}.{places or 6}g}"


def trimmed(words: str) -> str:
    return words.rstrip("0").rstrip(".") if "." in words else words


def with_suffix(value: float, places: int | None) -> str:
    for size, suffix in SUFFIXES:
        if abs(value) >= size:
            return f"{value / size:.{places or 3}g}{suffix}"
    return f"{value:.{places or 3}g}"
