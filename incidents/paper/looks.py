"""How a document looks: sizes in points, colours of the desk's light style."""

from __future__ import annotations

from functools import cache

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from incidents.paper.drawing.colours import colour
from incidents.paper.letters import BOLD, REGULAR, register

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 19 * mm
TOP, BOTTOM = 25 * mm, 22 * mm
WIDTH = PAGE_WIDTH - 2 * SIDE
"""Of the text and of everything in it."""

INK, SOFT = colour("var(--ink)"), colour("var(--ink-soft)")
ACCENT, LINE, STRONG_LINE = colour("var(--accent)"), colour("var(--line)"), colour("var(--line-strong)")

SMALL, CELL, BODY = 7.5, 8.0, 9.2
CELL_LEADING = 10.6


@cache
def styles() -> dict[str, ParagraphStyle]:
    register()
    body = ParagraphStyle(
        "body", fontName=REGULAR, fontSize=BODY, leading=13.4, textColor=INK, spaceAfter=6, splitLongWords=1
    )
    cell = ParagraphStyle("cell", body, fontSize=CELL, leading=CELL_LEADING, spaceAfter=0)
    soft = ParagraphStyle("soft", body, fontSize=SMALL, leading=10, textColor=SOFT, spaceAfter=0)
    own = (
        body,
        cell,
        soft,
        ParagraphStyle("number", cell, alignment=TA_RIGHT),
        ParagraphStyle("head", cell, fontName=BOLD, fontSize=SMALL, leading=9.6, textColor=SOFT),
        ParagraphStyle("title", body, fontName=BOLD, fontSize=19, leading=23.5, spaceAfter=5),
        ParagraphStyle(
            "heading", body, fontName=BOLD, fontSize=12, leading=15.5, spaceBefore=13, spaceAfter=5, keepWithNext=1
        ),
        ParagraphStyle("summary", body, fontSize=10.4, leading=15, spaceAfter=8),
        ParagraphStyle("caption", soft, fontSize=SMALL, leading=10.2, spaceBefore=3, spaceAfter=9),
        ParagraphStyle("item", body, leftIndent=10, bulletIndent=0, spaceAfter=3),
        ParagraphStyle("lead", body, fontName=BOLD, fontSize=17, leading=20, spaceAfter=0),
    )
    heads = {"number head": ParagraphStyle("number head", own[4], alignment=TA_RIGHT)}
    return {style.name: style for style in own} | heads
