"""A document as its writer thinks of it: a title, figures that lead, sections. How it looks is not said here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an address of the web, or a path of the desk such as /incidents/7/."""

    words: str
    address: str


Text = str | Link | Sequence[str | Link]
"""What stands in a line or a cell: always as it stands, never read as mark-up."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known, such as killed: 12; `note` says more in small letters, such as its reported range."""

    name: str
    value: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Text


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers stand at the right of their column."""

    name: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns. A cell without a figure says so in its words: it is never empty."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    caption: Text = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of Plotly, the same that the page shows. `height` in points; None keeps the figure's own."""

    figure: Any
    caption: Text
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """A list of places to read on."""

    items: Sequence[Link]


Part = Paragraph | Table | Chart | Links


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, also in the outline of the document, and what stands under it."""

    heading: str
    parts: Sequence[Part]
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What is printed. `as_of` says in words what moment the figures are of; `address` is the page that shows them."""

    title: str
    desk: str
    as_of: str
    address: str
    sections: Sequence[Section]
    leads: Sequence[Fact] = ()
    """The few figures that a reader should see first, set large."""
    facts: Sequence[Fact] = ()
    summary: Text = ""
    language: str = "en"
