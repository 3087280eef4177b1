"""What a pasted text tells of itself: headline, dateline, day of publication. Guesses, and shown as such."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from incidents.ingest.furniture import find_furniture, without

STAMPED = {"time stamp", "counts", "byline"}
HEADS = {"head of the page", "letterhead", "menu"}
LONGEST_HEADLINE = 160
LONGEST_TITLE = 120
NO_HEADLINES = {
    "press release",
    "news release",
    "press statement",
    "statement",
    "communiqué",
    "communique",
    "breaking",
    "breaking news",
    "update",
    "highlights",
    "summary",
    "key points",
    "key messages",
    "overview",
    "situation overview",
    "news",
    "report",
    "sitrep",
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
# "a": in any case of its own letters. Else a long s and a dotless i would pass for others, and make no known name.
MONTH = "(?P<month>(?a:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"))\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FULL_DATES = (
    re.compile(rf"\b{YEAR}-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b(?P<day>[0-3]?\d)\.(?P<month_number>[01]?\d)\.{YEAR}\b"),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
)

# "KABUL, Afghanistan (Reuters) - ", "GOMA, 3 March —": a place in front, a dash behind, on one short stretch.
# Blanks are never given back, or a long run of them would be tried in every way.
DATELINE = re.compile(
    r"\A\s*+(?P<dateline>[A-ZÀ-Þ][\w'’.\- ]{1,40}(?:,\s*+[\w'’.\- ]{2,30}){0,2}\s*+(?:\([^)\n]{2,40}\))?)"
    r"\s*+(?:--?|–|—)\s+"
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s")


@dataclass(frozen=True, slots=True)
class Guesses:
    """What was guessed; empty where the text tells nothing."""

    title: str = ""
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class PageParts:
    """The report in a page, and what else of it may tell its day.

    The stamps ("Published 12 May 2024") and bylines do; the head of the page may give the day on which it was opened.
    """

    report: str
    stamps: str
    heads: str


def parts_of_page(text: str) -> PageParts:
    """The report in a pasted page, told apart from its furniture."""
    furniture = find_furniture(text)
    stamps, heads = ("\n".join(text[s.start : s.end] for s in furniture if s.why in why) for why in (STAMPED, HEADS))
    return PageParts(without(text, furniture), stamps, heads)


def guess(text: str) -> Guesses:
    """Read headline and dateline off a text. Its day of publication is told in days.py."""
    report = parts_of_page(text).report
    return Guesses(guess_title(report), guess_dateline(report))


def guess_title(text: str) -> str:
    """The headline, where the first line stands alone and is no sentence; else the start of the first sentence."""
    lines = [line for line in text.split("\n") if line.strip()] or [""]
    at = next((i for i, line in enumerate(lines) if not _is_no_headline(line)), 0)
    first, rest = " ".join(lines[at].split()), "".join(lines[at + 1 :])
    if rest and len(first) <= LONGEST_HEADLINE and not first.endswith((".", ",", ";")):
        return first
    body = DATELINE.sub("", first, count=1)
    sentence = SENTENCE_END.split(body, maxsplit=1)[0].strip()
    return cut_at_space(sentence or first, LONGEST_TITLE)


def _is_no_headline(line: str) -> bool:
    """A date, or the name of a part of a document, such as stand above a headline."""
    plain = line.casefold().strip(" \t:*#|–—-")
    return plain in NO_HEADLINES or any(
        match and match.end() >= len(plain) for match in (one.match(plain) for one in FULL_DATES)
    )


def guess_dateline(text: str) -> str:
    """The place (and agency) that opens the first or second paragraph of wire copy, or nothing."""
    for paragraph in [line for line in text.split("\n") if line.strip()][:3]:
        match = DATELINE.match(paragraph)
        if match:
            return " ".join(match["dateline"].split())
    return ""


def guess_published(text: str, today: date) -> date | None:
    """The first full date in the opening lines that is not after `today`; None where there is none."""
    opening = text.lstrip()[:600]
    found = sorted(
        (match for pattern in FULL_DATES for match in pattern.finditer(opening)), key=lambda match: match.start()
    )
    for match in found:
        day = date_of(match)
        if day and day <= today:
            return day
    return None


def date_of(match: re.Match[str]) -> date | None:
    """The day that a match of FULL_DATES names, or None where no calendar has it."""
    groups = match.groupdict()
    month = int(groups["month_number"]) if groups.get("month_number") else MONTHS[groups["month"].lower()]
    try:
        return date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def cut_at_space(words: str, most: int) -> str:
    """The words, cut at a space before `most` characters, with an ellipsis where something was cut."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
