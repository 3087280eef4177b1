"""What the desk shows as a PDF document, without a browser. Nothing here knows the database.

to_pdf(Document(title, desk, as_of, address, sections=[Section("Why", [Paragraph("..."), Chart(figure, "...")])]))
"""

from incidents.paper.document import Chart, Column, Document, Fact, Link, Links, Paragraph, Section, Table, Text

__all__ = ["Chart", "Column", "Document", "Fact", "Link", "Links", "Paragraph", "Section", "Table", "Text", "to_pdf"]


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF of A4 pages. The same document gives the same bytes."""
    from incidents.paper.pages import set_pages  # matplotlib and typst are loaded by who prints, and nobody else

    return set_pages(document)
