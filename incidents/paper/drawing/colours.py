"""Colours as figures name them, in their light values: a document is printed on white."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from plotly.colors import get_colorscale
from reportlab.lib.colors import Color, HexColor

from incidents.paper.drawing.errors import NotDrawnError

STYLES = Path(__file__).resolve().parents[3] / "static"
ROOT = re.compile(r"^:root\s*\{(.*?)^\}", re.DOTALL | re.MULTILINE)
DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
NAMED = {"white": "#ffffff", "black": "#000000", "transparent": "rgba(0,0,0,0)"}

Stops = Sequence[tuple[float, Color]]


@cache
def variables() -> dict[str, str]:
    """The CSS variables of the desk's light looks, of all its style sheets."""
    found: dict[str, str] = {}
    for sheet in sorted(STYLES.glob("*/*.css")):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        for block in ROOT.findall(text):
            found.update(DECLARED.findall(block))
    return found


@cache
def colour(name: str) -> Color:
    """A CSS colour or the name of a variable, with its transparency."""
    text = name.strip().lower()
    if variable := VARIABLE.fullmatch(text):
        if variable.group(1) not in variables():
            raise NotDrawnError(f"no style sheet has the colour {name}")
        return colour(variables()[variable.group(1)])
    text = NAMED.get(text, text)
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return HexColor(text)
    if parts := re.fullmatch(r"rgba?\(([\d.%,/\s]+)\)", text):
        return from_parts([part for part in re.split(r"[\s,/]+", parts.group(1)) if part])
    raise NotDrawnError(f"{name} is no colour that paper knows")


def from_parts(parts: Sequence[str]) -> Color:
    """Red, green and blue from 0 to 255; how opaque, from 0 to 1 or in per cent."""
    red, green, blue = (float(part) / 255 for part in parts[:3])
    opacity = parts[3] if len(parts) > 3 else "1"
    alpha = float(opacity[:-1]) / 100 if opacity.endswith("%") else float(opacity)
    return Color(red, green, blue, alpha)


def faded(shade: Color, opacity: float) -> Color:
    return Color(shade.red, shade.green, shade.blue, shade.alpha * opacity)


def stops_of(colorscale: Any, is_reversed: bool = False) -> Stops:
    """The colours of a scale from 0 to 1: Plotly's name of one, or pairs of place and colour."""
    if colorscale is None:
        raise NotDrawnError("a scale of colours without `colorscale`")
    pairs = get_colorscale(colorscale) if isinstance(colorscale, str) else colorscale
    stops = [(float(place), colour(shade)) for place, shade in pairs]
    return [(1 - place, shade) for place, shade in reversed(stops)] if is_reversed else stops


def on_scale(share: float, stops: Stops) -> Color:
    """The colour at a place from 0 to 1 of a scale."""
    share = min(1.0, max(0.0, share))
    for (start, first), (end, last) in pairwise(stops):
        if share <= end and end > start:
            return between(first, last, max(0.0, (share - start) / (end - start)))
    return stops[-1][1]


def between(first: Color, last: Color, part: float) -> Color:
    mixed = [a + (b - a) * part for a, b in zip(rgba(first), rgba(last), strict=True)]
    return Color(*mixed)


def rgba(shade: Color) -> tuple[float, float, float, float]:
    return shade.red, shade.green, shade.blue, shade.alpha


def reads_on(ground: Color) -> Color:
    """Ink or paper, whichever is easier to read on a ground."""
    light = 0.2126 * ground.red + 0.7152 * ground.green + 0.0722 * ground.blue
    return colour("var(--chart-paper)" if light * ground.alpha + 1 - ground.alpha < 0.5 else "var(--chart-ink)")
