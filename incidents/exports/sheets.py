"""Rows as CSV that a spreadsheet opens and cannot take for commands."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """Gives back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The lines of a CSV file, one after the other, so that many rows need no memory. None is an empty cell."""
    sheet = csv.writer(Echo())
    yield sheet.writerow(head)
    for row in rows:
        yield sheet.writerow([as_cell(value) for value in row])


def as_cell(value: Any) -> Any:
    """A value as the file has it: truth in words, days as ISO, words that no spreadsheet runs."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return spreadsheet_safe(value) if isinstance(value, str) else value


def spreadsheet_safe(words: str) -> str:
    """Words that a spreadsheet will not take for a formula."""
    return f"'{words}" if words[:1] in FORMULA_STARTS else words
