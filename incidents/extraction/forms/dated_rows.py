"""Tables with a day and a place in each row, as pasted from a spreadsheet: each row is an incident, put into words.

"Date / Town / Device / Killed / Remarks" over "3 Jan / Saraqib / mine / 2 / see note 4" becomes "3 Jan, in Saraqib:
with mine, 2 killed." What numbers stand in other columns are no figures, and a row of totals is no incident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from incidents.extraction.forms.outcome_lists import Piece
from incidents.extraction.forms.tables import COLUMNS, LONGEST_ROW, NOBODY, NUMBER, TOTAL
from incidents.extraction.types import Span

SEPARATORS = tuple(re.compile(pattern) for pattern in (r"\t", r"\t+", r" ?\| ?", r" {2,}", r" ?; ?", r", ?"))
DAY_HEAD = re.compile(r"(?:(?:event|incident|attack) )?(?:date|day)(?: of (?:the )?\w+)?|when", re.I)
DAY_NAMED = re.compile(r"\b(?:date|day|when)\b", re.I)
# From the narrowest to the widest.
PLACE_HEADS = (
    re.compile(r"place|location|locality|site|town|village|city|settlement|camp|neighbou?rhood|where|community", re.I),
    re.compile(r"(?:sub-?)?district|commune|municipality|lga|ward|county|woreda|upazila|territory|raion|area", re.I),
    re.compile(r"governorate|province|region|state|oblast|department|zone|division", re.I),
    re.compile(r"country", re.I),
)
MEANS_HEAD = re.compile(r"(?:type|kind|device|weapon|means|method|event|incident|attack|what|cause)\b", re.I)
WHOSE = re.compile(
    r"\b(?:civilians?|soldiers?|police(?:men)?|fighters?|militants?|children|women|rebels|people)\b", re.I
)
LONGEST_HEAD = 4
"""In words."""


class _Column(NamedTuple):
    """What a column holds: "day", "place", "means" or "count", for a count of what, and how narrow its places are."""

    kind: str
    counted: str = ""
    width: int = 0


class _Head(NamedTuple):
    """What parts the cells under a row of headings, and what each column holds."""

    separator: re.Pattern[str]
    columns: list[_Column]


def rows_of_incidents(text: str) -> Iterator[tuple[Span, list[Piece]]]:
    """The lines of each such table, heads and totals among them, and what stands there instead."""
    lines = list(_lines(text))
    under: _Head | None = None
    for line, following in pairwise([*lines, (len(text), len(text))]):
        words = text[slice(*line)]
        if under is not None:
            if not words.strip("|-:+= \t"):
                yield line, []
                continue
            separator, columns = under
            cells = _cells(text, line, separator)
            if TOTAL.match(words.strip(" |*\t;,")):
                yield line, []
                continue
            if _fits(text, cells, columns):
                yield line, list(_sentence_of_row(text, cells, columns))
                continue
        under = _table_under(text, line, following)
        if under is not None:
            yield line, []


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _table_under(text: str, head: Span, first: Span) -> _Head | None:
    """How a table with this head is parted, and its columns; None where the line heads no table of incidents."""
    if not 0 < head[1] - head[0] <= LONGEST_ROW or not DAY_NAMED.search(text, *head):
        return None
    if not text[slice(*first)].strip("|-:+= \t"):
        end = text.find("\n", first[1] + 1)
        first = (first[1] + 1, end if end >= 0 else len(text))
    for separator in SEPARATORS:
        heads = [text[slice(*cell)] for cell in _cells(text, head, separator)]
        columns = [_column(head) for head in heads]
        kinds = [column.kind for column in columns]
        short = all(len(head.split()) <= LONGEST_HEAD for head in heads)
        of_incidents = kinds.count("day") == 1 and {"place", "count"} <= set(kinds)
        if of_incidents and short and _fits(text, _cells(text, first, separator), columns):
            return _Head(separator, columns)
    return None


def _column(head: str) -> _Column:
    words = head.strip(" *")
    if DAY_HEAD.fullmatch(words):
        return _Column("day")
    if counted := next((count for count, found in COLUMNS.items() if found.search(words)), ""):
        whose = WHOSE.search(words)
        return _Column("count", f"{whose.group().lower()} {counted}" if whose else counted)
    for width, kind in enumerate(PLACE_HEADS):
        if kind.match(words):
            return _Column("place", width=width)
    return _Column("means" if MEANS_HEAD.match(words) else "")


def _cells(text: str, line: Span, separator: re.Pattern[str]) -> list[Span]:
    """The cells of a line without the blanks and bars around them."""
    start, end = line
    words = text[start:end]
    if "|" in separator.pattern:
        start += len(words) - len(words.lstrip().removeprefix("|"))
        end -= len(words) - len(words.rstrip().removesuffix("|"))
    elif "\t" not in separator.pattern:
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
    cells = []
    for found in separator.finditer(text, start, max(start, end)):
        cells.append(_stripped(text, start, found.start()))
        start = found.end()
    return [*cells, _stripped(text, start, max(start, end))]


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return left, max(left, start + len(words.rstrip()))


def _fits(text: str, cells: Sequence[Span], columns: Sequence[_Column]) -> bool:
    """Whether a line is a row under these columns: a day, and numbers where people are counted. The last cells of a
    line may be left out."""
    if len(cells) > len(columns) or len(cells) < 2:
        return False
    told = {"day": False, "place": False, "count": False}
    for cell, column in zip(cells, columns, strict=False):
        words = text[slice(*cell)]
        if column.kind == "count":
            if not NUMBER.fullmatch(words) and words.casefold() not in NOBODY:
                return False
            told["count"] = True
        elif column.kind == "day":
            told["day"] = any(map(str.isdigit, words))
        elif column.kind == "place":
            told["place"] = told["place"] or words[:1].isalpha()
    return all(told.values())


def _sentence_of_row(text: str, cells: Sequence[Span], columns: Sequence[_Column]) -> Iterator[Piece]:
    """ "3 Jan 2025, in Saraqib, Idlib: with a mine, 2 killed, 1 injured."."""
    filled = [
        (column, cell)
        for column, cell in zip(columns, cells, strict=False)
        if text[slice(*cell)].casefold() not in NOBODY
    ]
    yield from ("• ", next(cell for column, cell in filled if column.kind == "day"))
    before = ", in "
    names: set[str] = set()
    for _, cell in sorted((pair for pair in filled if pair[0].kind == "place"), key=lambda pair: pair[0].width):
        if text[slice(*cell)] not in names:
            yield from (before, cell)
            before = ", "
            names.add(text[slice(*cell)])
    before = ": "
    for kind in ("means", "count"):
        for column, cell in filled:
            if column.kind == kind:
                yield from (before, "with " if kind == "means" else "", cell, column.counted and f" {column.counted}")
                before = ", "
    yield "."
