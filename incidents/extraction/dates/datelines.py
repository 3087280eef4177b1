"""The date that a report gives for itself: in its dateline, its title, the stamp over it or its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.days import is_recordable
from incidents.extraction.dates.mentions import find_recordable_dates
from incidents.extraction.types import Span

HEADER_LENGTH = 400
DAY_RULES = {"day-month", "month-day", "iso", "numeric", "short-numeric", "compact"}

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
    return own[-1] if own else None


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
    ends_line = re.match(r"[ \t]*\n\s*\S", after)
    if in_brackets and _WEEKDAY_BEFORE.search(before[-20:]):
        return False
    return bool(titled and (in_brackets or opens or marked or ends_line)) or bool(_STAMP.search(before[-40:]))
