"""The date that a report gives for itself: in its dateline, its title, the stamp over it or its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.days import is_recordable
from incidents.extraction.dates.mentions import find_recordable_dates
from incidents.extraction.types import Span

HEADER_LENGTH = 400
DAY_RULES = {"day-time-group", "day-month", "month-day", "iso", "numeric", "short-numeric", "compact"}

_YEAR = re.compile(
    r"(?<!\bsince )(?<!\bin )(?<!\bfrom )(?<!\buntil )(?<!\bof )(?<!\bby )(?<!\bduring )(?<!\bafter )(?<!\bbefore )"
    r"\b(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_STAMP = re.compile(
    r"(?:^|[\n|(•]|\.\s)\s*(?:(?:last\s+)?updated|posted|published|issued|(?:release\s+)?dated?)(?:\s+(?:on|at))?\s*:?\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$",
    re.I,
)
_DOCUMENT_NUMBER = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,4}-\d+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_ENTRY = re.compile(
    rf"^\W{{0,4}}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},? )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?(?= ?[-–—:|]|, )",
    re.I | re.M,
)
"""A day that opens a line, before its place or its news."""
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[a-z.]{2,4}\b)?"
_ENDS_LINE = re.compile(
    rf"[ \t]{{0,9}}+(?:(?:,|-|–|\bat)? ?{_CLOCK})?[ \t]{{0,9}}+(?:[|·•][^\n]{{0,200}}+)?\n\s{{0,9}}+\S", re.I
)
_YESTERDAY = re.compile(rf"^yesterday(?: at {_CLOCK})?[ \t]{{0,9}}+(?:[·•|]|$)", re.I | re.M)
"""The time stamp of a post that was copied on the day after."""
_POSTED_AT = re.compile(rf",? at {_CLOCK}[ \t]{{0,9}}+(?:[·•|]|\n)", re.I)
"""What stands behind the day of a post ("9 March at 21:40 · Jos")."""
_WEEKDAY_BEFORE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*\(?$", re.I)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day that a report bears, and whether its text opens with it, as lists and databases of attacks do."""

    day: date
    span: Span
    opens_text: bool


def dateline(text: str, published: date | None = None) -> Dateline | None:
    """The date that the text's head gives for itself ("KABUL (Jan. 22, 2013)").

    Where the head has several (a title's and a dateline's), the last, which stands next to the report.
    """
    head = text[:HEADER_LENGTH]
    latest = published or _end_of_year_named(head)
    if published and published < date.max:
        latest = published + timedelta(days=1)  # which has begun somewhere already
    own = [
        Dateline(mention.start, mention.span, not text[: mention.span[0]].strip())
        for mention in find_recordable_dates(head, latest)
        if mention.rule in DAY_RULES and _stands_in_header(text, mention.span)
    ]
    if published and not own and (stamp := _YESTERDAY.search(head)):
        return Dateline(published - timedelta(days=1), stamp.span(), opens_text=False)
    if own and (entries := _entries(text)):
        own = [one for one in own if not any(start <= one.span[0] < end for start, end in entries)]
    return own[-1] if own else None


def _entries(text: str) -> list[Span]:
    """The days that open the entries of a list, if several do: the text bears none of them."""
    found = [entry.span() for entry in _ENTRY.finditer(text)]
    return found if len(found) > 1 else []


def _end_of_year_named(head: str) -> date | None:
    year = _YEAR.search(head)
    return date(int(year["year"]), 12, 31) if year else None


def month_of_document(text: str) -> tuple[date, date, Span] | None:
    """First and last day of the month that a document's number in the head tells ("2011-07-S-015")."""
    number = _DOCUMENT_NUMBER.search(text[:HEADER_LENGTH])
    if not number:
        return None
    first = date(int(number["year"]), int(number["month"]), 1)
    if not is_recordable(first):
        return None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), number.span()


def _stands_in_header(text: str, span: Span) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    line = before.rsplit("\n", 1)[-1].rstrip(" (").split()
    titled = sum(word[0].isupper() or not word[0].isalpha() for word in line) >= 0.6 * len(line)
    closed = after.lstrip().startswith(")")
    in_brackets = before.rstrip().endswith("(") and closed
    opens = closed and before.rsplit("\n", 1)[-1].lstrip().startswith("(")
    marked = re.match(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:-{1,2}\s|--|—|–|:|\|)", after)
    if line and line[0].isupper() and len(line) < 6 and _YEAR.search(text, *span):
        marked = marked or re.match(r"\.\s+[A-Z]", after)  # "LOMÉ, 3 May 2024. Two men ..."
    ends_line = _ENDS_LINE.match(after) or (not line and _POSTED_AT.match(after))
    titled = titled or bool(ends_line and "|" in line)
    if in_brackets and _WEEKDAY_BEFORE.search(before[-20:]):
        return False
    return bool(titled and (in_brackets or opens or marked or ends_line)) or bool(_STAMP.search(before[-40:]))
