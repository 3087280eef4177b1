"""The source of a web page or feed, pasted whole: which of it are tags, and which words it shows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

FEWEST_TAGS = 2
_NAME = r"[A-Za-z][A-Za-z0-9]{0,15}(?::[A-Za-z]{1,15})?"
_TAG = re.compile(
    rf"(?:<|&lt;)(?P<close>/?)(?P<name>{_NAME})(?:[\s/](?:(?!&[lg]t;)[^<>]){{0,2000}})?(?:>|&gt;)"
    r"|(?P<comment><!--)|(?P<comment_end>-->)|<!\[CDATA\[|\]\]>|<[!?][A-Za-z][^<>]{0,500}>"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|[A-Za-z]{2,8}\d?);")
# What stands within a line; all other elements have lines of their own.
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr",
}  # fmt: skip
# What holds no words for a reader.
COMMENT = "!--"
_UNSEEN = {"!--", "script", "style", "link", "guid", "noscript", "svg", "template", "iframe", "object"}
# What stands around the report.
_AROUND = {"nav": "menu", "footer": "about the publisher", "aside": "points to another report"}
_CELLS = {"td", "th"}
_HEADINGS = {"h1", "h2", "h3", "h4", "title"}
LINK_ALONE = "points to another report"


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    closes: bool

    @property
    def shown(self) -> str:
        """What a reader sees in its place."""
        if not self.name or self.name in _INLINE:
            return ""
        if self.name in _CELLS:
            return "\t" if self.closes else ""
        if self.name == "br":
            return "\n"
        return "\n- " if self.name == "li" and not self.closes else "\n\n"


def has_markup(text: str) -> bool:
    """Whether a text is the source of a page: it has some tags that open and close."""
    tags = list(_tags(text[:20_000]))
    closed = {tag.name for tag in tags if tag.closes} & {tag.name for tag in tags if not tag.closes}
    return len(tags) >= FEWEST_TAGS and bool(closed or any(tag.name == "br" for tag in tags))


def without_tags(text: str) -> Iterator[tuple[int, int, str]]:
    """Each tag and each coded sign as an edit: start, end, and what a reader sees there."""
    reached = 0
    for start, end, shown in _unseen(text):
        yield from _decoded(text, reached, start)
        yield start, end, shown
        reached = end
    yield from _decoded(text, reached, len(text))


def as_lines(text: str) -> str:
    """The text with blanks for what no reader sees, of the same length, each element on a line of its own."""
    kept: list[str] = []
    reached = 0
    for start, end, shown in _unseen(text):
        mark = "\n" if "\n" in shown else "\t" if shown else " "
        kept += text[reached:start], " " * (end - start - 1) + mark
        reached = end
    return "".join([*kept, text[reached:]])


def stretches_around(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and reason of what stands around the report, in order: menus, and links on a line of their own."""
    reached = 0
    for start, end, why in sorted({*_elements_around(text), *_links_alone(text)}):
        if start >= reached:
            yield start, end, why
            reached = end


def _elements_around(text: str) -> Iterator[tuple[int, int, str]]:
    opened: dict[str, int] = {}
    for tag in _tags(text):
        if tag.name in _AROUND and not tag.closes:
            opened.setdefault(tag.name, tag.end)
        elif tag.name in opened:
            yield opened.pop(tag.name), tag.start, _AROUND[tag.name]


def _links_alone(text: str) -> Iterator[tuple[int, int, str]]:
    tags = [tag for tag in _tags(text) if tag.name]
    blocks = [tag for tag in tags if tag.name not in _INLINE]
    links = [
        (one, two) for one, two in pairwise(tag for tag in tags if tag.name == "a") if two.closes and not one.closes
    ]
    at = 0
    for opening, closing in links:
        while at + 1 < len(blocks) and blocks[at + 1].end <= opening.start:
            at += 1
        if at + 1 >= len(blocks) or blocks[at].name in _HEADINGS or blocks[at].end > opening.start:
            continue
        before, after = text[blocks[at].end : opening.start], text[closing.end : blocks[at + 1].start]
        if not _words(before) and not _words(after) and _words(text[opening.end : closing.start]):
            yield opening.end, closing.start, LINK_ALONE


def _words(source: str) -> str:
    return _TAG.sub("", source).strip()


def _tags(text: str) -> Iterator[_Tag]:
    for found in _TAG.finditer(text):
        name = COMMENT if found["comment"] or found["comment_end"] else (found["name"] or "").lower()
        yield _Tag(found.start(), found.end(), name, bool(found["close"] or found["comment_end"]))


def _unseen(text: str) -> Iterator[tuple[int, int, str]]:
    """Each tag, and each element that holds no words for a reader as a whole."""
    hidden: _Tag | None = None
    for tag in _tags(text):
        if hidden is None and tag.name in _UNSEEN and not tag.closes and text[tag.end - 2] != "/":
            hidden = tag
        elif hidden is not None and tag.name == hidden.name and tag.closes:
            yield hidden.start, tag.end, "\n\n"
            hidden = None
        elif hidden is None:
            yield tag.start, tag.end, tag.shown
    if hidden is not None:
        yield hidden.start, hidden.end, "\n\n"


def _decoded(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _ENTITY.finditer(text, start, end):
        sign = html.unescape(html.unescape(found.group()))
        if sign != found.group():
            yield found.start(), found.end(), sign
