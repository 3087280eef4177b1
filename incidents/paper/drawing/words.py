"""The few tags and entities that Plotly reads in its texts; anything else stands as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from incidents.paper.letters import BOLD, ITALIC, REGULAR, printable, width_of

TAG = re.compile(r"<(/?)(b|i|strong|em|br)\s*/?>", re.IGNORECASE)
FONTS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}


def is_bold(font: object) -> bool:
    """Whether a font of Plotly's asks for the bold cut."""
    weight = font.get("weight") if isinstance(font, Mapping) else None
    return weight == "bold" or (isinstance(weight, int) and weight >= 600)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one cut of the letters."""

    text: str
    font: str = REGULAR


Line = list[Run]


def lines_of(words: object, font: object = None) -> list[Line]:
    """Plotly's text in lines."""
    text = "" if words is None else str(words)
    base = BOLD if is_bold(font) else REGULAR
    lines: list[Line] = [[]]
    cut, end = base, 0
    for tag in TAG.finditer(text):
        lines[-1] += runs_of(text[end : tag.start()], cut)
        end = tag.end()
        name = tag.group(2).lower()
        if name == "br":
            lines.append([])
        else:
            cut = base if tag.group(1) else FONTS[name]
    lines[-1] += runs_of(text[end:], cut)
    return lines


def runs_of(text: str, font: str) -> Line:
    return [Run(printable(unescape(text)), font)] if text else []


def line_width(line: Line, size: float) -> float:
    return sum(width_of(run.text, size, run.font) for run in line)


def block_width(lines: list[Line], size: float) -> float:
    return max((line_width(line, size) for line in lines), default=0.0)
