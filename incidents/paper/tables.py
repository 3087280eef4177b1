"""Tables that break over pages with their heads repeated, and columns as wide as their words ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import LongTable, TableStyle

from incidents.paper.document import Column, Table, Text
from incidents.paper.letters import BOLD, REGULAR, width_of
from incidents.paper.looks import CELL, CELL_LEADING, INK, LINE, SMALL, STRONG_LINE, WIDTH
from incidents.paper.texts import is_plain, paragraph, plain

PAD = 4.0
LONG = 1500
"""Characters in a cell that may not fit on one page, so that its row has to be broken."""
SAMPLE = 400
"""Rows that are measured for the widths of columns; those of a longer table are much like them."""
WIDEST_WORD = 0.2
"""The share of the page that the longest word of a column may claim; a longer one is broken."""


def table_of(table: Table, home: str) -> LongTable:
    widths = widths_of(table)
    heads = [paragraph(column.name, "number head" if column.is_number else "head", home) for column in table.columns]
    rows = [
        [cell_of(cell, column, width, home) for cell, column, width in zip(row, table.columns, widths, strict=True)]
        for row in table.rows
    ]
    is_long = any(len(plain(cell)) > LONG for row in table.rows for cell in row)
    drawn = LongTable(
        [heads, *rows], colWidths=widths, repeatRows=1, splitInRow=int(is_long), hAlign="LEFT", spaceAfter=4
    )
    drawn.setStyle(style_of(table.columns))
    return drawn


def cell_of(cell: Text, column: Column, width: float, home: str) -> Any:
    """Words alone where they fit in one line, which is quick; else a paragraph."""
    words = plain(cell)
    if is_plain(cell) and width_of(words, CELL) <= width - 2 * PAD:
        return words
    return paragraph(cell, "number" if column.is_number else "cell", home)


def style_of(columns: Sequence[Column]) -> TableStyle:
    numbers = [at for at, column in enumerate(columns) if column.is_number]
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, CELL, CELL_LEADING),
            ("TEXTCOLOR", (0, 0), (-1, -1), INK),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 2.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, STRONG_LINE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
            *(("ALIGN", (at, 0), (at, -1), "RIGHT") for at in numbers),
        ]
    )


def widths_of(table: Table) -> list[float]:
    """Each column's width in points; together that of the page."""
    wanted = [wants(column, [row[at] for row in table.rows[:SAMPLE]]) for at, column in enumerate(table.columns)]
    least, most = [each.least for each in wanted], [each.most for each in wanted]
    if sum(least) >= WIDTH:
        return [low * WIDTH / sum(least) for low in least]
    if sum(most) <= WIDTH:
        grows = [0.0 if column.is_number else high for column, high in zip(table.columns, most, strict=True)]
        return shared(most, grows if any(grows) else most)
    return shared(least, [max(0.0, each.usual - each.least) for each in wanted])


def shared(widths: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Widths with what is left of the page's dealt out by shares."""
    left = WIDTH - sum(widths)
    shares = shares if any(shares) else widths
    return [width + left * share / sum(shares) for width, share in zip(widths, shares, strict=True)]


@dataclass(frozen=True, slots=True)
class Wants:
    """Widths of a column, in points: so that no word is broken, for the usual cell in one line, for every cell."""

    least: float
    usual: float
    most: float


def wants(column: Column, cells: Sequence[Text]) -> Wants:
    texts = [plain(cell) for cell in cells]
    whole = [width_of(text, CELL) for text in texts] or [0.0]
    words = max((width_of(word, CELL) for text in texts for word in text.split()), default=0)
    head = max((width_of(word, SMALL, BOLD) for word in column.name.split()), default=0)
    least = min(max(head, max(whole) if column.is_number else words), WIDTH * WIDEST_WORD)
    most = max(least, *whole, width_of(column.name, SMALL, BOLD))
    around = 2 * PAD + 0.5
    return Wants(least + around, sum(whole) / len(whole) + around, min(most, WIDTH) + around)
