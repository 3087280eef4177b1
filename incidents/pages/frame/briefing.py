"""What a briefing says: one content for the page and for the PDF document, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify

from incidents import paper
from incidents.charts.frame import Caption, Chart
from incidents.pages.frame.charts import file_day, named_file
from incidents.pages.frame.requests import DeskRequest
from incidents.paper import Fact, Links, Paragraph, Table, to_pdf

Part = Paragraph | Table | Links | Chart

HOW_TO_READ = (
    "The reported range goes from the lowest to the highest figure that the desk's rules let stand. It is what sources "
    "report, no measure of chance. “No figure” means that losses are not known in number; it never means none.",
    "Best is the figure that the desk holds likeliest by its policy; it may rest on few or on one-sided voices, which "
    "is said beside it. Each number on the page of the desk leads to the words that it came from.",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Briefing:
    """One page about something. `address` is that of the page itself; `leads` are the figures to see first."""

    title: str
    facts: Sequence[Fact]
    leads: Sequence[Fact]
    summary: str
    sections: Sequence[Section]
    caption: Caption
    address: str
    pdf: str

    @property
    def sections_said(self) -> list[Section]:
        """Those that have something in them."""
        return [section for section in self.sections if section.parts]


def on_paper(briefing: Briefing, desk: str, address: str) -> paper.Document:
    """The same as a document; `address` is the whole address of the page."""
    return paper.Document(
        title=briefing.title,
        desk=desk,
        as_of=f"{briefing.caption.as_of}, policy {briefing.caption.policy}",
        address=address,
        leads=briefing.leads,
        facts=briefing.facts,
        summary=briefing.summary,
        sections=[
            paper.Section(section.heading, [part_on_paper(part, briefing.caption) for part in section.parts])
            for section in briefing.sections_said
        ],
    )


def part_on_paper(part: Part, caption: Caption) -> paper.Paragraph | paper.Table | paper.Links | paper.Chart:
    if not isinstance(part, Chart):
        return part
    said = f"{part.takeaway} n = {part.n}; {caption.filter}; policy {caption.policy}; {caption.as_of}."
    return paper.Chart(part.figure, said) if part.figure else Paragraph(said)


def as_pdf(briefing: Briefing, request: DeskRequest) -> HttpResponse:
    """The document, named by its title and date."""
    document = on_paper(briefing, settings.DESK_NAME, request.build_absolute_uri(briefing.address))
    answer = HttpResponse(to_pdf(document), content_type="application/pdf")
    return named_file(answer, f"{slugify(briefing.title)[:80] or 'briefing'}-{file_day(briefing.caption)}.pdf")
