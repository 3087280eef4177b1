"""What the desk shows as a PDF document, without a browser. Nothing here knows the database.

to_pdf(Document(title, desk, as_of, address, sections=[Section("Why", [Paragraph("..."), Chart(figure, "...")])]))
"""

from incidents.paper.document import Chart, Column, Document, Fact, Link, Links, Paragraph, Section, Table, Text
from incidents.paper.pages import to_pdf

__all__ = [
    "Chart",
    "Column",
    "Document",
    "Fact",
    "Link",
    "Links",
    "Paragraph",
    "Section",
    "Table",
    "Text",
    "to_pdf",
]
