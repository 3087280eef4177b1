"""From a document to a PDF: typst sets the words, matplotlib draws the figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import typst

from incidents.paper.document import Chart, Document, Link
from incidents.paper.figures import draw
from incidents.paper.looks import FONTS, MISSING, colour, printable

TEMPLATE = Path(__file__).with_name("document.typ")
COLOURS = ("ink", "ink-soft", "accent", "line", "line-strong")
WIDTH, MOST = 487.6, 600.0
"""Points: between the margins of a page, and the highest chart whose heading and caption stand on the same page."""
LACKS = f"{MISSING} stands for a letter that the type of this document lacks. The page of the desk shows it."
# The letters of matplotlib alone, so that a document looks the same on every machine.
LETTERS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def set_pages(document: Document) -> bytes:
    content = values_of(document, document.address) | {"home": values_of(Link(document.address, document.address), "")}
    content["lacks"] = LACKS if MISSING in json.dumps(content, ensure_ascii=False) else ""
    content["colours"] = {name: colour(f"var(--{name})")[:3] for name in COLOURS}
    inputs = {"content": json.dumps(content)}
    return typst.compile(str(TEMPLATE), font_paths=LETTERS, sys_inputs=inputs)


def values_of(part: Any, home: str) -> Any:
    """What the template sets, as plain values; paths lead to the desk at `home`."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, Link):
        return {"words": printable(part.words), "address": whole_address(part.address, home)}
    if isinstance(part, Chart):
        svg, boxes = draw(part.figure, WIDTH, min(part.height or MOST, MOST))
        links = [(whole_address(address, home), *box) for address, *box in boxes]
        return {"kind": "Chart", "svg": svg, "links": links, "caption": values_of(part.caption, home)}
    if is_dataclass(part):
        own = {each.name: values_of(getattr(part, each.name), home) for each in fields(part)}
        return {"kind": type(part).__name__, **own}
    return [values_of(each, home) for each in part] if isinstance(part, Sequence) else part


def whole_address(address: str, home: str) -> str:
    """An address of the web; "" for one that leads nowhere, or where a document may not lead, such as javascript:."""
    try:
        found = urljoin(home, address)
        return found if urlsplit(found).scheme in ("http", "https", "mailto") else ""
    except ValueError:
        return ""
