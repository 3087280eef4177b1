"""Words of a document as reportlab takes them: what looks like mark-up stands as it is, links lead where they may."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape, quoteattr

from reportlab.platypus import Paragraph

from incidents.paper.document import Link, Text
from incidents.paper.letters import printable
from incidents.paper.looks import ACCENT, styles

SCHEMES = {"http", "https", "mailto"}


def paragraph(text: Text, style: str, home: str) -> Paragraph:
    """A paragraph in one of the styles of `looks`; paths lead to the desk at the address `home`."""
    return Paragraph(mark_up(text, home), styles()[style])


def mark_up(text: Text, home: str) -> str:
    return "".join(linked(part, home) for part in parts_of(text))


def plain(text: Text) -> str:
    """The words without their links."""
    return printable("".join(part if isinstance(part, str) else part.words for part in parts_of(text)))


def is_plain(text: Text) -> bool:
    return all(isinstance(part, str) for part in parts_of(text))


def parts_of(text: Text) -> list[str | Link]:
    if isinstance(text, str | Link):
        return [text]
    return list(text)


def linked(part: str | Link, home: str) -> str:
    if isinstance(part, str):
        return escape(printable(part))
    address = whole_address(part.address, home)
    words = escape(printable(part.words))
    return (
        f'<a href={quoteattr(address)} color="{ACCENT.hexval().replace("0x", "#")}">{words}</a>' if address else words
    )


def whole_address(address: str, home: str) -> str:
    """An address of the web; "" for one that leads nowhere, or where a document may not lead, such as javascript:."""
    try:
        found = urljoin(home, address)
        return found if urlsplit(found).scheme in SCHEMES else ""
    except ValueError:
        return ""
