"""From a document to its pages: what stands above and below each, the outline, what follows what."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from incidents.paper.document import Document
from incidents.paper.flow import Heading, flow_of
from incidents.paper.letters import REGULAR, printable, register, width_of
from incidents.paper.looks import (
    ACCENT,
    BOTTOM,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    SMALL,
    SOFT,
    TOP,
    WIDTH,
)
from incidents.paper.texts import whole_address

COUNT = "pages"
HEAD, FOOT = PAGE_HEIGHT - 14 * 2.835, 12 * 2.835


def to_pdf(document: Document) -> bytes:
    """The document as a PDF of A4 pages. The same document gives the same bytes."""
    register()
    rl_config.useA85 = 0  # bytes as they are: a quarter smaller, and quicker
    output = BytesIO()
    pages = Pages(output, document)
    pages.build(flow_of(document), canvasmaker=CountedCanvas)
    return output.getvalue()


class CountedCanvas(Canvas):
    """Knows at the end how many pages there are, for a place that every page has kept for it."""

    pages = 0

    def showPage(self) -> None:  # noqa: N802 - a name of reportlab's
        self.pages += 1
        super().showPage()

    def save(self) -> None:
        self.beginForm(COUNT)
        self.setFont(REGULAR, SMALL)
        self.setFillColor(SOFT)
        self.drawString(0, 0, str(self.pages))
        self.endForm()
        super().save()


class Pages(BaseDocTemplate):
    """The pages of one document."""

    def __init__(self, output: BytesIO, document: Document) -> None:
        self.document = document
        super().__init__(
            output,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=document.title,
            author=document.desk,
            subject=document.as_of,
            creator="conflictwatch",
            lang=document.language,
            invariant=1,
            initialFontName=REGULAR,
        )
        frame = Frame(
            SIDE,
            BOTTOM,
            WIDTH,
            PAGE_HEIGHT - TOP - BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self.draw_edges))

    def beforeDocument(self) -> None:  # noqa: N802 - a hook of reportlab's
        self.canv.setViewerPreference("DisplayDocTitle", "true")
        self.canv.showOutline()

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - a hook of reportlab's
        """Each heading is a place in the outline."""
        if isinstance(flowable, Heading):
            self.canv.bookmarkPage(flowable.key)
            self.canv.addOutlineEntry(flowable.words, flowable.key, flowable.level, closed=False)

    def draw_edges(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        """Desk and title above; moment, address and page number below."""
        document = self.document
        canvas.saveState()
        canvas.setFont(REGULAR, SMALL)
        canvas.setFillColor(SOFT)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        desk = shortened(printable(document.desk), WIDTH * 0.4)
        canvas.drawString(SIDE, HEAD, desk)
        beside = document.title if canvas.getPageNumber() > 1 else document.as_of
        canvas.drawRightString(PAGE_WIDTH - SIDE, HEAD, shortened(printable(beside), WIDTH * 0.55))
        canvas.line(SIDE, HEAD - 6, PAGE_WIDTH - SIDE, HEAD - 6)
        canvas.line(SIDE, FOOT + 12, PAGE_WIDTH - SIDE, FOOT + 12)
        self.draw_number(canvas)
        self.draw_address(canvas)
        canvas.restoreState()

    def draw_number(self, canvas: Canvas) -> None:
        before = f"page {canvas.getPageNumber()} of "
        left = PAGE_WIDTH - SIDE - width_of(before + "00", SMALL)
        canvas.drawString(left, FOOT, before)
        canvas.saveState()
        canvas.translate(left + width_of(before, SMALL), FOOT)
        canvas.doForm(COUNT)
        canvas.restoreState()

    def draw_address(self, canvas: Canvas) -> None:
        moment = shortened(printable(self.document.as_of), WIDTH * 0.42)
        canvas.drawString(SIDE, FOOT, moment)
        address = whole_address(self.document.address, "")
        if not address:
            return
        left = SIDE + width_of(moment + "   ", SMALL)
        words = shortened(printable(address), PAGE_WIDTH - SIDE - 62 - left)
        canvas.setFillColor(ACCENT)
        canvas.drawString(left, FOOT, words)
        canvas.linkURL(address, (left, FOOT - 2, left + width_of(words, SMALL), FOOT + SMALL), relative=1)
        canvas.setFillColor(SOFT)


def shortened(words: str, room: float) -> str:
    """Words that fit on the line, with a sign where some are left out."""
    if width_of(words, SMALL) <= room:
        return words
    while words and width_of(words + "…", SMALL) > room:
        words = words[:-1]
    return words.rstrip() + "…"
