"""When it happened: date words of the text, resolved against the publication date.

Each form of date is one small function, registered with the pattern that finds it; which of the
dates found is the incident's is decided by the words around it. Words are data: rules/dates.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from incidents.extraction.parsed import text_of
from incidents.extraction.place_surroundings import is_of_a_meeting, speaks_of_violence
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedClaim, ExtractedDate, Span
from incidents.vocabulary import DatePrecision, Scope

RULES = Path(__file__).parent / "rules" / "dates.toml"
HEADER_LENGTH = 400
UNDATED_DAYS_BACK = 3
RECENT_DAYS = 10

Days = tuple[date, date, DatePrecision]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as worded: the days that it covers, and the rule that read it."""

    start: date
    end: date
    precision: DatePrecision
    span: Span
    raw: str
    rule: str


@dataclass(frozen=True, slots=True)
class DateRule:
    """A form of date: its name, the pattern that finds it, and how to read a match from an anchor day."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], Days | None]


@cache
def load_words(path: Path = RULES) -> dict[str, Any]:
    """The tables of dates.toml. Raises ValueError that names any key that it does not know."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"months", "weekdays", "days", "spans", "numbers", "context"}
    if unknown := sorted(set(tables) - known):
        raise ValueError(f"{path.name}: unknown key {', '.join(unknown)}")
    if unknown := sorted(set(tables["context"]) - {"reporting", "telling", "bound", "background", "aftermath"}):
        raise ValueError(f"{path.name}: unknown key context.{', '.join(unknown)}")
    return tables


# The grammar


def _either(table: str) -> str:
    words = sorted(load_words()[table], key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


_RULES: list[DateRule] = []


def _rule(pattern: str) -> Callable[[Callable[[re.Match[str], date | None], Days | None]], Callable[..., Days | None]]:
    """Register a reader for a form of date; names in braces stand for the words of that table."""
    words = {name: _either(name) for name in ("months", "weekdays", "days", "spans", "numbers")}
    filled = pattern
    for name, alternatives in words.items():
        filled = filled.replace(f"{{{name}}}", alternatives)

    def register(read: Callable[[re.Match[str], date | None], Days | None]) -> Callable[..., Days | None]:
        _RULES.append(DateRule(read.__name__.strip("_").replace("_", "-"), re.compile(filled, re.I), read))
        return read

    return register


DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
DAY_2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
MONTH = r"(?P<month>{months})\b\.?"
YEAR = r"(?P<year>(?:19|20)\d\d|['’]?\d\d(?![\d:.,]|\s*(?:people|dead|killed|wounded|civilians|soldiers)))"
FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
JOIN = r"\s*(?:-|–|to|and|through|until|or)\s*"


@_rule(rf"\b{DAY}{JOIN}{DAY_2}\s+(?:of\s+)?{MONTH}(?:,?\s+{FULL_YEAR})?\b")
def _days_of_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return _range(_calendar(found, anchor), _calendar(found, anchor, day="day2"))


@_rule(rf"\b{MONTH}\s+{DAY}{JOIN}{DAY_2}(?:,?\s+{FULL_YEAR})?\b")
def _month_days(found: re.Match[str], anchor: date | None) -> Days | None:
    return _range(_calendar(found, anchor), _calendar(found, anchor, day="day2"))


@_rule(rf"\b{DAY}(?:\s+of)?[\s-]+{MONTH}(?:,?[\s-]+{YEAR})?(?!\w)")
def _day_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_calendar(found, anchor))


@_rule(rf"\b{MONTH}\s+(?:the\s+)?{DAY}(?![\d:.]\d|\d)(?:,?\s+{FULL_YEAR})?\b")
def _month_day(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_calendar(found, anchor))


@_rule(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
def _iso(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_date(int(found["year"]), int(found["month"]), int(found["day"])))


@_rule(r"\b(?P<first>[0-3]?\d)(?P<mark>[/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)\b")
def _numeric(found: re.Match[str], anchor: date | None) -> Days | None:
    """Day first, unless only the American order makes a date."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    return _one_day(_date(year, second, first) or _date(year, first, second))


@_rule(
    r"\b(?P<first>{weekdays})\b\.?(?:\s+(?:night|evening))?"
    r"(?:\s*[-–]\s*|\s+(?:and|to|into|through|or)\s+)(?:early\s+)?(?P<second>{weekdays})\b"
)
def _weekday_pair(found: re.Match[str], anchor: date | None) -> Days | None:
    if not (_is_weekday(found["first"]) and _is_weekday(found["second"])):
        return None
    end = _latest_weekday(found["second"], anchor)
    return _range(_latest_weekday(found["first"], end), end)


@_rule(
    r"\b(?P<told>{weekdays}|{days})\b(?:\s+(?:morning|evening|night))?,?\s+"
    r"(?P<count>a|one|two|three)\s+days?\s+after\b"
)
def _days_after(found: re.Match[str], anchor: date | None) -> Days | None:
    """The day of what came before: "buried their dead on Sunday, a day after the attack"."""
    if not anchor:
        return None
    told = " ".join(found["told"].lower().split())
    offset = load_words()["days"].get(told)
    later = _latest_weekday(told, anchor) if offset is None else anchor + timedelta(days=offset)
    return _one_day(later - timedelta(days=_count(found["count"]))) if later else None


@_rule(
    r"\b(?P<told>{weekdays}|today|yesterday)\b[^.\n]{0,300}?"
    r"\b(?P<core>the\s+day\s+before|a\s+day\s+earlier|one\s+day\s+earlier|the\s+previous\s+day)\b(?!\s+yesterday)"
)
def _day_before(found: re.Match[str], anchor: date | None) -> Days | None:
    """The day before one told earlier in the sentence: "said on Saturday that the attack the day before"."""
    if not anchor:
        return None
    offset = load_words()["days"].get(found["told"].lower())
    told = _latest_weekday(found["told"], anchor) if offset is None else anchor + timedelta(days=offset)
    return _one_day(told - timedelta(days=1)) if told else None


@_rule(
    r"\b(?P<core>overnight)\b[^.\n]{0,200}?\b(?:said|reported|announced|confirmed)\s+(?:late\s+|early\s+)?on\s+"
    r"(?P<told>{weekdays})\b"
)
def _night_before(found: re.Match[str], anchor: date | None) -> Days | None:
    """The night before a day told later in the sentence: "an overnight raid, officials said on Sunday"."""
    told = _latest_weekday(found["told"], anchor)
    return _range(told - timedelta(days=1), told) if told else None


@_rule(r"\b(?P<which>last\s+|next\s+|coming\s+)?(?P<name>{weekdays})\b(?!-based)")
def _weekday(found: re.Match[str], anchor: date | None) -> Days | None:
    which = (found["which"] or "").strip().lower()
    if not _is_weekday(found["name"]):
        return None
    if which in ("next", "coming"):
        return None
    before = anchor - timedelta(days=1) if anchor and which == "last" else anchor
    return _one_day(_latest_weekday(found["name"], before))


@_rule(r"\b(?P<words>{days})\b")
def _told_day(found: re.Match[str], anchor: date | None) -> Days | None:
    offset = load_words()["days"][" ".join(found["words"].lower().split())]
    return _one_day(anchor + timedelta(days=offset)) if anchor else None


@_rule(r"\b(?P<count>\d{1,2}|{numbers})\s+(?P<unit>day|week|month)s?\s+ago\b")
def _ago(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    count, unit = _count(found["count"]), found["unit"].lower()
    if unit == "day":
        return _one_day(anchor - timedelta(days=count))
    if unit == "week":
        middle = anchor - timedelta(days=7 * count)
        return middle - timedelta(days=3), min(middle + timedelta(days=3), anchor), DatePrecision.WEEK
    return _month_of(_months_back(anchor, count), anchor)


@_rule(r"\b(?:past|last|previous)\s+(?P<count>24|48|72|\d{1,2}|{numbers})\s+(?P<unit>hour|day)s?\b")
def _past_hours(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    count = _count(found["count"])
    days = max(1, round(count / 24)) if found["unit"].lower() == "hour" else count
    return _range(anchor - timedelta(days=days), anchor)


@_rule(r"\b(?P<words>{spans})\b")
def _told_days(found: re.Match[str], anchor: date | None) -> Days | None:
    first, last = load_words()["spans"][" ".join(found["words"].lower().split())]
    return _range(anchor + timedelta(days=first), anchor + timedelta(days=last)) if anchor else None


@_rule(r"\b(?P<which>this|last|the|a)\s+(?P<what>week|weekend)\b")
def _week(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    monday = anchor - timedelta(days=anchor.weekday())
    if found["what"].lower() == "weekend":
        sunday = anchor if anchor.weekday() == 6 else monday - timedelta(days=1)
        saturday = sunday - timedelta(days=1)
        return (anchor, anchor, DatePrecision.DAYS) if anchor.weekday() == 5 else _range(saturday, sunday)
    if found["which"].lower() == "last":
        return monday - timedelta(days=7), monday - timedelta(days=1), DatePrecision.WEEK
    return (monday, anchor, DatePrecision.WEEK) if found["which"].lower() == "this" else None


@_rule(
    rf"\b(?:(?:in|during|of|since|by|until|from)\s+(?:(?:early|mid|late)[\s-]+)?{MONTH}(?:\s+{FULL_YEAR})?"
    rf"|(?:(?:early|mid|late)[\s-]+)?(?P<month2>{{months}})\b\.?\s+(?P<year2>(?:19|20)\d\d))(?!\w)(?!\s+\d)"
)
def _month(found: re.Match[str], anchor: date | None) -> Days | None:
    name, year = found["month"] or found["month2"], found["year"] or found["year2"]
    month = load_words()["months"][name.lower()]
    if name.lower() == "may" and name[0].islower():
        return None
    if not year and not anchor:
        return None
    if year:
        return _month_of(date(int(year), month, 1), anchor)
    assert anchor
    return _month_of(date(anchor.year - (month > anchor.month), month, 1), anchor)


@_rule(r"\b(?P<which>this|last)\s+month\b")
def _told_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return _month_of(_months_back(anchor, found["which"].lower() == "last"), anchor) if anchor else None


@_rule(r"\b(?:in|during|since|of|by|until)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*(?:-|,\d|people|soldiers))")
def _year(found: re.Match[str], anchor: date | None) -> Days | None:
    year = int(found["year"])
    end = min(date(year, 12, 31), anchor) if anchor else date(year, 12, 31)
    return (date(year, 1, 1), end, DatePrecision.YEAR) if date(year, 1, 1) <= end else None


# Small arithmetic of days


def _calendar(found: re.Match[str], anchor: date | None, day: str = "day") -> date | None:
    """The day of a match with month name; without a year, the latest such day up to the anchor."""
    if found["month"] == "may" and not found["year"]:
        return None
    month, number = load_words()["months"][found["month"].lower()], int(found[day])
    if found["year"]:
        return _date(_four_digits(found["year"]), month, number)
    if not anchor:
        return None
    this_year = _date(anchor.year, month, number)
    return this_year if this_year and this_year <= anchor else _date(anchor.year - 1, month, number)


def _four_digits(year: str) -> int:
    number = int(year.lstrip("'’"))
    return number if number > 99 else number + (2000 if number < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one_day(day: date | None) -> Days | None:
    return (day, day, DatePrecision.DAY) if day else None


def _range(start: date | None, end: date | None) -> Days | None:
    if not start or not end or start > end:
        return None
    length = (end - start).days + 1
    precision = DatePrecision.DAY if length == 1 else DatePrecision.DAYS if length <= 6 else DatePrecision.WEEK
    return start, end, precision if length <= 8 else DatePrecision.MONTH if length <= 31 else DatePrecision.YEAR


def _is_weekday(word: str) -> bool:
    """A full name, or a short one that is no other word ("sun", "sat", "wed")."""
    return len(word) > 5 or (word[0].isupper() and word.lower() not in ("sun", "sat", "mon", "wed"))


def _latest_weekday(name: str, anchor: date | None) -> date | None:
    if not anchor:
        return None
    return anchor - timedelta(days=(anchor.weekday() - load_words()["weekdays"][name.lower()]) % 7)


def _month_of(first: date, anchor: date | None) -> Days | None:
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    end = min(last, anchor) if anchor else last
    return (first, end, DatePrecision.MONTH) if first <= end else None


def _months_back(anchor: date, count: int) -> date:
    months = anchor.year * 12 + anchor.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int(load_words()["numbers"][word.lower()])


# Finding


@lru_cache(maxsize=4)  # the head of a text and the whole of it are often the same
def find_dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    """Every date in the text, in order; of overlapping readings the first rule's stands, of adjoining the exact one."""
    taken: list[DateMention] = []
    for rule in _RULES:
        for found in rule.pattern.finditer(text):
            days = rule.read(found, anchor)
            span = _trimmed(text, found.span("core" if "core" in rule.pattern.groupindex else 0))
            if days and not any(_overlap(span, mention.span) for mention in taken):
                taken.append(DateMention(*days, span, text[slice(*span)], rule.name))
    in_order = sorted(taken, key=lambda mention: mention.span)
    return tuple(mention for mention in in_order if not _said_better_beside(text, mention, in_order))


def _trimmed(text: str, span: Span) -> Span:
    """The span without a leading preposition, which only helped to find it, and without a full stop."""
    words = text[slice(*span)]
    lead = re.match(r"(?:in|during|of|since|by|until|from)\s+", words, re.I)
    return (span[0] + lead.end() if lead else span[0], span[1] - words.endswith("."))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _said_better_beside(text: str, mention: DateMention, mentions: Sequence[DateMention]) -> bool:
    """Whether the same day stands beside it more exactly: "overnight on Friday", "Sunday [13 January]"."""
    loose = {"told-day": 1, "weekday": 2, "weekday-pair": 2}
    rank = loose.get(mention.rule)
    if rank is None:
        return False
    for other in mentions:
        first, second = sorted((mention.span, other.span))
        if (
            other is mention
            or loose.get(other.rule, 3) <= rank
            or other.rule in ("month", "year", "week", "told-month")
        ):
            continue
        if re.fullmatch(r"[\s,\[(]*(?:on|of|early|late|from|in)?[\s,\[(]*", text[first[1] : second[0]]):
            return mention.raw.lower() != "yesterday" or other.rule != "weekday"
    return False


def dateline_date(text: str, published: date | None = None) -> tuple[date, Span] | None:
    """The date that the text's head gives for itself ("KABUL (Jan. 22, 2013)"), with its span.

    Where the head has several (a title's and a dateline's), the last, which stands next to the report.
    """
    head = text[:HEADER_LENGTH]
    year = re.search(r"\b(?:19|20)\d\d\b", head)
    latest = published or (date(int(year.group()), 12, 31) if year else None)
    own = [
        (mention.start, mention.span)
        for mention in find_dates(head, latest)
        if mention.rule in ("day-month", "month-day", "iso", "numeric") and _stands_in_header(text, mention.span)
    ]
    return own[-1] if own else None


def _stands_in_header(text: str, span: Span) -> bool:
    before, after = text[: span[0]], text[span[1] :]
    in_brackets = before.rstrip().endswith("(") and after.lstrip().startswith(")")
    marked = re.match(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:-{1,2}\s|--|—|–|:)", after)
    line = before.rsplit("\n", 1)[-1].split()
    titled = sum(word[0].isupper() or not word[0].isalpha() for word in line) >= 0.6 * len(line)
    ends_line = re.match(r"[ \t]*\n\s*\S", after) and titled
    return bool(in_brackets or marked or ends_line)


# The date of the incident


def incident_date(doc: Doc, published: date | None, claims: Sequence[ExtractedClaim] = ()) -> ExtractedDate | None:
    """First and last day of the incident; None where neither the text nor `published` gives any day.

    Without a date of its own: the dateline's day, else the day of publication and the three before
    (methodology.md, section 7), both to within days.
    """
    text = text_of(doc)
    own = dateline_date(text, published)
    anchor = _anchor(own[0] if own else None, published)
    mentions = [
        mention
        for mention in find_dates(text, anchor)
        if mention.span[0] >= (own[1][1] if own else 0)
        and (anchor is None or mention.start <= anchor)
        and not _stands_in_title_number(text, mention.span)
    ]
    scored = list(_scored(doc, mentions, anchor, claims))
    score, best = max(scored, key=lambda pair: (pair[0], -pair[1].span[0]), default=(0.0, None))
    if best and score > 0:
        end = min(best.end, anchor) if anchor else best.end
        return ExtractedDate(best.start, end, best.precision, best.span, best.raw, f"date:{best.rule}")
    if own:
        return ExtractedDate(own[0], own[0], DatePrecision.DAYS, own[1], text[slice(*own[1])], "date:dateline")
    if published:
        return ExtractedDate(
            published - timedelta(days=UNDATED_DAYS_BACK), published, DatePrecision.DAYS, rule="date:undated"
        )
    return None


def _anchor(own: date | None, published: date | None) -> date | None:
    """The day from which the text speaks: its dateline's, where that fits the publication date."""
    if own and published and not timedelta(0) <= published - own <= timedelta(days=RECENT_DAYS):
        return published
    return own or published


def _stands_in_title_number(text: str, span: Span) -> bool:
    """Whether it is a part of a document's number ("2011-03-S-081")."""
    return bool(re.match(r"-\w", text[span[1] : span[1] + 2]))


def _scored(
    doc: Doc, mentions: Sequence[DateMention], anchor: date | None, claims: Sequence[ExtractedClaim]
) -> Iterator[tuple[float, DateMention]]:
    text, sentences = text_of(doc), sentence_spans(doc)
    counted = {sentence_number(sentences, claim.span) for claim in claims if claim.scope is not Scope.LARGER}
    first = min((sentence_number(sentences, mention.span) for mention in mentions), default=0)
    deeds = [m for m in mentions if _is_of_a_deed(text, sentences[sentence_number(sentences, m.span)], m, anchor)]
    for mention in mentions:
        number = sentence_number(sentences, mention.span)
        beside = [other for other in mentions if other != mention and _overlap(other.span, sentences[number])]
        score = _score(text, sentences[number], mention, anchor)
        told = _TOLD.search(text[slice(*sentences[number])])
        score -= 3.0 * bool(beside and mention.start == anchor and told)
        score -= 4.0 * bool(
            _is_of_the_telling(text, sentences[number], mention) and (beside or _told_elsewhere(deeds, mention))
        )
        score += 2.0 / (1 + number - first) + 1.5 * (number in counted)
        yield score, mention


def _is_of_a_deed(text: str, sentence: Span, mention: DateMention, anchor: date | None) -> bool:
    """Whether a recent day stands in a sentence of violence and is not when somebody spoke, nor a bound."""
    recent = anchor is not None and (anchor - mention.end).days <= RECENT_DAYS
    exact = mention.precision in (DatePrecision.DAY, DatePrecision.DAYS)
    bound = _ends_with(_words_before(text, sentence, mention), "bound") and not mention.rule.startswith("weekday")
    words = text[slice(*sentence)].lower()
    told = any(phrase in words for table in ("background", "aftermath") for phrase in load_words()["context"][table])
    spoken = _is_of_the_telling(text, sentence, mention)
    return recent and exact and not bound and not told and not spoken and speaks_of_violence(words)


def _told_elsewhere(deeds: Sequence[DateMention], mention: DateMention) -> bool:
    """Whether the text gives a day of the violence that is not after the day on which it was told."""
    return any(deed is not mention and deed.start <= mention.start for deed in deeds)


def _score(text: str, sentence: Span, mention: DateMention, anchor: date | None) -> float:
    """How much speaks for this being the day of the violence; 0 or less for a date of something else."""
    words = text[slice(*sentence)]
    before = _words_before(text, sentence, mention)
    score = _PRECISION_POINTS[mention.precision]
    score += 2.0 * speaks_of_violence(words)
    if anchor:
        age = (anchor - mention.end).days
        score += 2.0 if age <= RECENT_DAYS else 0.0 if age <= 45 else -2.5
    score -= 2.0 * _is_of_the_telling(text, sentence, mention)
    if _ends_with(before, "bound"):
        score -= 3.0
    if any(phrase in words.lower() for phrase in load_words()["context"]["background"]):
        score -= 3.5
    if mention.rule != "days-after" and any(phrase in words.lower() for phrase in load_words()["context"]["aftermath"]):
        score -= 4.0
    return score


def _is_of_the_telling(text: str, sentence: Span, mention: DateMention) -> bool:
    """Whether it is the day on which somebody spoke ("officials said on Saturday")."""
    told_after = _telling_after().match(text, mention.span[1])
    if told_after or is_of_a_meeting(text[sentence[0] : mention.span[0]]):
        return True
    return _ends_with(_words_before(text, sentence, mention), "reporting")


@cache
def _telling_after() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_words()["context"]["telling"])
    return re.compile(rf"\s+(?:also\s+)?(?:{words})\b", re.I)


def _words_before(text: str, sentence: Span, mention: DateMention) -> str:
    return " ".join(text[max(sentence[0], mention.span[0] - 40) : mention.span[0]].lower().split())


_TOLD = re.compile(r"\b(?:confirmed|announced|identified|acknowledged|released)\b")
"""Where these tell what became known today, the other day in the sentence is when it happened."""

_PRECISION_POINTS = {
    DatePrecision.DAY: 2.0,
    DatePrecision.DAYS: 1.5,
    DatePrecision.WEEK: 0.5,
    DatePrecision.MONTH: 0.0,
    DatePrecision.YEAR: -3.0,
}


def _ends_with(before: str, context: str) -> bool:
    return bool(_ending(context).search(before))


@cache
def _ending(context: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_words()["context"][context])
    return re.compile(rf"\b(?:{words})(?: (?:on|in|late|early|earlier|the|reporters|in a statement|a|at|local))*$")
