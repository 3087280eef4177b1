"""What follows what on the pages: each part of a document as something that reportlab can place and break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, TableStyle
from reportlab.platypus import Paragraph as Block
from reportlab.platypus import Table as Grid

from incidents.paper.document import Document, Fact, Links, Paragraph, Part, Section, Table, Text
from incidents.paper.drawing import draw
from incidents.paper.drawing.leads import leads_in
from incidents.paper.letters import FALLBACK
from incidents.paper.looks import BOTTOM, LINE, PAGE_HEIGHT, TOP, WIDTH, styles
from incidents.paper.tables import table_of
from incidents.paper.texts import mark_up, paragraph, plain, whole_address

MOST = PAGE_HEIGHT - TOP - BOTTOM - 90
"""How high a chart can be, points, so that its heading and its caption stand on the same page."""
FEW_LEADS = 5
"""As many figures as stand side by side; more begin another row."""
LACKING = f"{FALLBACK} stands for a letter that the type of this document lacks. The page of the desk shows it."


class Heading(Block):
    """A heading that is also in the outline of the document."""

    def __init__(self, words: str, style: str, level: int, key: str) -> None:
        super().__init__(mark_up(words, ""), styles()[style])
        self.words, self.level, self.key = words, level, key


def flow_of(document: Document) -> list[Flowable]:
    home = document.address
    found: list[Flowable] = [Heading(document.title, "title", 0, "title")]
    if plain(document.summary):
        found.append(paragraph(document.summary, "summary", home))
    found += lead_rows(document.leads, home)
    found += fact_rows(document.facts, home)
    for number, section in enumerate(document.sections):
        found += section_of(section, f"section-{number}", home)
    if lacks_letters(document):
        found += [Spacer(0, 10), paragraph(LACKING, "soft", home)]
    return found


def section_of(section: Section, key: str, home: str) -> Iterator[Flowable]:
    """A heading stays with what it is over; with a table only with its first rows."""
    is_over_table = bool(section.parts) and isinstance(section.parts[0], Table)
    yield PageBreak() if section.starts_page else CondPageBreak(120 if is_over_table else 70)
    heading = Heading(section.heading, "heading", 1, key)
    heading.keepWithNext = not is_over_table
    yield heading
    for part in section.parts:
        yield from part_of(part, home)


def part_of(part: Part, home: str) -> Iterator[Flowable]:
    if isinstance(part, Paragraph):
        yield paragraph(part.words, "body", home)
    elif isinstance(part, Links):
        for link in part.items:
            yield Block(mark_up(link, home), styles()["item"], bulletText="\u2013")
    elif isinstance(part, Table):
        yield table_of(part, home)
        if plain(part.caption):
            yield paragraph(part.caption, "caption", home)
    else:
        yield Picture(draw(part.figure, WIDTH, part.height, MOST), home)
        yield paragraph(part.caption, "caption", home)


class Picture(Flowable):
    """A drawing that stays with its caption, and whose marks lead to the desk at the address `home`."""

    keepWithNext = True  # noqa: N815 - a name of reportlab's

    def __init__(self, drawing: Drawing, home: str) -> None:
        super().__init__()
        self.home = home
        self.drawing, self.width, self.height = drawing, drawing.width, drawing.height

    def draw(self) -> None:
        renderPDF.draw(self.drawing, self.canv, 0, 0)
        for path, box in leads_in(self.drawing):
            if address := whole_address(path, self.home):
                self.canv.linkURL(address, box, relative=1)


# --- Facts ----------------------------------------------------------------------------------------------


def lead_rows(leads: Sequence[Fact], home: str) -> Iterator[Flowable]:
    """Figures side by side, each with its name above and its note below."""
    for first in range(0, len(leads), FEW_LEADS):
        row = leads[first : first + FEW_LEADS]
        cells = [
            [
                paragraph(lead.name, "soft", home),
                paragraph(lead.value, "lead", home),
                *([paragraph(lead.note, "soft", home)] if plain(lead.note) else []),
            ]
            for lead in row
        ]
        widths = [WIDTH / max(3, len(row))] * len(row)
        yield Grid([cells], colWidths=widths, hAlign="LEFT", style=LEAD_STYLE, spaceBefore=3, spaceAfter=7)


def fact_rows(facts: Sequence[Fact], home: str) -> Iterator[Flowable]:
    """Name and value in two columns, the note after the value."""
    if facts:
        rows: list[list[Any]] = [[paragraph(fact.name, "soft", home), value_of(fact, home)] for fact in facts]
        widths = [WIDTH * 0.2, WIDTH * 0.8]
        yield Grid(rows, colWidths=widths, hAlign="LEFT", style=FACT_STYLE, splitInRow=1, spaceAfter=4)


def value_of(fact: Fact, home: str) -> list[Block]:
    note = [paragraph(fact.note, "soft", home)] if plain(fact.note) else []
    return [paragraph(fact.value, "cell", home), *note]


TIGHT = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
FACT_STYLE = TableStyle([*TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 0), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)])
LEAD_STYLE = TableStyle([*TIGHT, ("LEFTPADDING", (0, 0), (-1, -1), 7), ("LINEBEFORE", (0, 0), (-1, -1), 1.6, LINE)])


def lacks_letters(document: Document) -> bool:
    """Whether any words have letters that no glyph was found for."""
    return any(FALLBACK in plain(words) for words in texts_of(document))


def texts_of(document: Document) -> Iterator[Text]:
    yield from (document.title, document.desk, document.summary)
    for fact in (*document.leads, *document.facts):
        yield from (fact.name, fact.value, fact.note)
    for section in document.sections:
        yield section.heading
        for part in section.parts:
            yield from words_in(part)


def words_in(part: Part) -> Iterator[Text]:
    if isinstance(part, Paragraph):
        yield part.words
    elif isinstance(part, Links):
        yield from part.items
    elif isinstance(part, Table):
        yield part.caption
        yield from (cell for row in part.rows for cell in row)
    else:
        yield part.caption
