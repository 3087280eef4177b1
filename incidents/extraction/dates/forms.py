"""The forms that a date takes, each resolved against an anchor day.

Each form of date is one small function, registered with the pattern that finds it. Words are data: rules/dates.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from incidents.extraction.rules import FOLDER, any_word_of
from incidents.vocabulary import DatePrecision

RULES = FOLDER / "dates.toml"
STYLE_LENGTH = 2000
"""In characters: how much of a text is looked at to know in which order it writes day and month."""

Days = tuple[date, date, DatePrecision]


@dataclass(frozen=True, slots=True)
class DateForm:
    """A form of date: its name, the pattern that finds it, and how to read a match from an anchor day. A text without
    the letters that it `needs` has none, nor one without the name of a month where the form has one."""

    name: str
    pattern: re.Pattern[str]
    in_lower_case: re.Pattern[str]
    """The pattern for a text in lower case, which is searched several times as fast."""
    read: Callable[[re.Match[str], date | None], Days | None]
    needs: str
    has_month: bool


@cache
def load_words(path: Path = RULES) -> dict[str, Any]:
    """The tables of dates.toml. Raises ValueError that names any key that it does not know."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"months", "weekdays", "days", "spans", "parts_of_month", "steps", "numbers", "context"}
    if unknown := sorted(set(tables) - known):
        raise ValueError(f"{path.name}: unknown key {', '.join(unknown)}")
    if unknown := sorted(set(tables["context"]) - {"reporting", "telling", "bound", "background", "aftermath"}):
        raise ValueError(f"{path.name}: unknown key context.{', '.join(unknown)}")
    return tables


# The grammar


def _either(table: str) -> str:
    return any_word_of(load_words()[table], blank=r"\s+")


FORMS: list[DateForm] = []


def _rule(
    pattern: str, *, needs: str = ""
) -> Callable[[Callable[[re.Match[str], date | None], Days | None]], Callable[..., Days | None]]:
    """Register a reader for a form of date; names in braces stand for the words of that table. What it needs spares
    most texts the search."""
    words = {name: _either(name) for name in ("months", "weekdays", "days", "spans", "parts_of_month", "numbers")}
    filled = pattern
    for name, alternatives in words.items():
        filled = filled.replace(f"{{{name}}}", alternatives)

    def register(read: Callable[[re.Match[str], date | None], Days | None]) -> Callable[..., Days | None]:
        name = read.__name__.strip("_").replace("_", "-")
        FORMS.append(
            DateForm(name, re.compile(filled, re.I), re.compile(filled), read, needs, has_month="{months}" in pattern)
        )
        return read

    return register


MONTH_NAME = re.compile(rf"\b(?:{_either('months')})\b")
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
DAY_2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
MONTH = r"(?P<month>{months})\b\.?"
MONTH_2 = r"(?P<month2>{months})\b\.?"
YEAR = (
    r"(?P<year>(?:19|20)\d\d|['’]\d\d(?![\d:.,])|0\d(?![\d:.,])"
    r"|\d\d(?![\d:.,%]|\s*-\s*[a-z]|\s+(?!(?:at|in|on|near|by|from|to|and|when|as|after|while|where|for|the)\b)[a-z]))"
)
"""A year, of two digits only where they count nothing: "on 3 June 30 villagers" tells no year."""
FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
JOIN = r"\s*(?:-|–|to|and|through|until|or)\s*"
DAY_OF_SOME_MONTH = (
    r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?:\s+of\s+(?:this|the)\s+month)?"
    r"(?=\s*(?:[.,;:)]|$|\s(?:when|as|after|while|and|in|at|near|by|with|that|leaving|killing|wounding|but)\b))"
)
COUNT = r"(?P<count>\d{1,2}|{numbers})"


@_rule(rf"\b{DAY}(?:\s+of)?\s+{MONTH}{JOIN}{DAY_2}(?:\s+of)?\s+{MONTH_2}(?:,?\s+{FULL_YEAR})?\b")
def _days_across_months(found: re.Match[str], anchor: date | None) -> Days | None:
    return _across_months(found, anchor)


@_rule(rf"\b{MONTH}\s+{DAY}{JOIN}{MONTH_2}\s+{DAY_2}(?:,?\s+{FULL_YEAR})?\b")
def _month_days_across_months(found: re.Match[str], anchor: date | None) -> Days | None:
    return _across_months(found, anchor)


@_rule(
    r"\bweek\s+(?P<way>(?:that\s+)?end(?:ing|ed)|of|(?:that\s+)?(?:beginning|starting|began|started))\s+(?:on\s+)?"
    rf"(?:{DAY}\s+{MONTH}|{MONTH_2}\s+{DAY_2})(?:,?\s+{FULL_YEAR})?\b",
    needs="week",
)
def _week_of(found: re.Match[str], anchor: date | None) -> Days | None:
    day = _calendar(found, anchor) if found["month"] else _calendar(found, anchor, "day2", "month2")
    if not day:
        return None
    ends = "end" in found["way"].lower()
    return days_from_to(day - timedelta(days=6 * ends), day + timedelta(days=6 * (not ends)))


@_rule(rf"\b{DAY}(?:,\s*[0-3]?\d){{0,20}}{JOIN}{DAY_2}\s+(?:of\s+)?{MONTH}(?:,?\s+{FULL_YEAR})?\b")
def _days_of_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return days_from_to(_calendar(found, anchor), _calendar(found, anchor, "day2"))


@_rule(rf"\b{MONTH}\s+{DAY}(?:,\s*[0-3]?\d){{0,20}}{JOIN}{DAY_2}(?:,?\s+{FULL_YEAR})?\b")
def _month_days(found: re.Match[str], anchor: date | None) -> Days | None:
    return days_from_to(_calendar(found, anchor), _calendar(found, anchor, "day2"))


@_rule(r"\b(?P<day>[0-3]\d)[0-2]\d[0-5]\d ?[a-z] ?(?P<month>{months})[ -]?(?P<year>(?:20)?\d\d)\b")
def _day_time_group(found: re.Match[str], anchor: date | None) -> Days | None:
    """The day and the minute of a message: "040615Z MAR 25"."""
    return _one_day(_calendar(found, anchor))


@_rule(rf"\b{DAY}(?:\s+of)?[\s-]+{MONTH}(?:,?[\s-]+{YEAR})?(?!\w)")
def _day_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_calendar(found, anchor))


@_rule(rf"\b{MONTH}\s+(?:the\s+)?{DAY}(?![\d:.]\d|\d)(?:,?\s+{FULL_YEAR})?\b")
def _month_day(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_calendar(found, anchor))


@_rule(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
def _iso(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_date(int(found["year"]), int(found["month"]), int(found["day"])))


@_rule(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
def _compact(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_date(int(found["year"]), int(found["month"]), int(found["day"])))


NUMERIC = (
    r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/-])"
)
SHORT_NUMERIC = r"(?<![\d/.-])(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/(?P<year>\d\d)(?![\d/-])"
MONTH_IN_FIRST_PLACE = re.compile(r"(?<![\d/.-])[01]?\d([/.-])(?:1[3-9]|2\d|3[01])\1(?:19|20)?\d\d(?!\d)")


@_rule(NUMERIC)
def _numeric(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_in_figures(found, anchor))


@_rule(SHORT_NUMERIC)
def _short_numeric(found: re.Match[str], anchor: date | None) -> Days | None:
    return _one_day(_in_figures(found, anchor))


@_rule(
    r"\b(?P<first>{weekdays})\b\.?(?:\s+(?:night|evening))?"
    r"(?:\s*[-–]\s*|\s+(?:and|to|into|through|or)\s+)(?:early\s+)?(?P<second>{weekdays})\b"
)
def _weekday_pair(found: re.Match[str], anchor: date | None) -> Days | None:
    if not (_is_weekday(found["first"]) and _is_weekday(found["second"])):
        return None
    end = _latest_weekday(found["second"], anchor)
    return days_from_to(_latest_weekday(found["first"], end), end)


@_rule(
    r"\b(?P<told>{weekdays}|{days})\b(?:\s+(?:morning|evening|night))?,?\s+"
    r"(?P<count>a|one|two|three)\s+days?\s+after\b",
    needs="after",
)
def _days_after(found: re.Match[str], anchor: date | None) -> Days | None:
    """The day of what came before: "buried their dead on Sunday, a day after the attack"."""
    if not anchor:
        return None
    told = " ".join(found["told"].lower().split())
    offset = load_words()["days"].get(told)
    later = _latest_weekday(told, anchor) if offset is None else anchor + timedelta(days=offset)
    return _one_day(later - timedelta(days=number_of_word(found["count"]))) if later else None


@_rule(
    r"\b(?P<core>overnight)\b[^.\n]{0,200}?\b(?:said|reported|announced|confirmed)\s+(?:late\s+|early\s+)?(?:on\s+)?"
    r"(?P<told>{weekdays})\b",
    needs="overnight",
)
def _night_before(found: re.Match[str], anchor: date | None) -> Days | None:
    """The night before a day told later in the sentence: "an overnight raid, officials said on Sunday"."""
    told = _latest_weekday(found["told"], anchor)
    return days_from_to(told - timedelta(days=1), told) if told else None


@_rule(
    r"\b(?:(?P<name>{weekdays})\b,?\s+(?:of\s+)?(?P<which>last|this)\s+week"
    r"|(?P<which2>last|this)\s+week,?\s+on\s+(?P<name2>{weekdays}))\b",
    needs="week",
)
def _weekday_of_week(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    name, which = found["name"] or found["name2"], found["which"] or found["which2"]
    monday = anchor - timedelta(days=anchor.weekday() + 7 * (which.lower() == "last"))
    return _one_day(monday + timedelta(days=load_words()["weekdays"][name.lower()]))


@_rule(r"\b(?P<which>last\s+|next\s+|coming\s+)?(?P<name>{weekdays})\b(?!-based)")
def _weekday(found: re.Match[str], anchor: date | None) -> Days | None:
    which = (found["which"] or "").strip().lower()
    if not _is_weekday(found["name"]):
        return None
    if which in ("next", "coming"):
        return None
    before = anchor - timedelta(days=1) if anchor and which == "last" else anchor
    return _one_day(_latest_weekday(found["name"], before))


@_rule(rf"\b{COUNT}\s+(?P<unit>hour|day|week|fortnight|month)s?\s+ago\b", needs="ago")
def _ago(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    count, unit = number_of_word(found["count"]), found["unit"].lower()
    if unit == "hour":
        return days_from_to(anchor - timedelta(days=(count + 12) // 24), anchor)
    if unit == "day":
        return _one_day(anchor - timedelta(days=count))
    if unit in ("week", "fortnight"):
        day = anchor - timedelta(days=DAYS_OF[unit] * count)
        return day, day, DatePrecision.WEEK
    return _month_of(_months_back(anchor, count), anchor)


@_rule(r"\b(?P<words>{days})\b")
def _told_day(found: re.Match[str], anchor: date | None) -> Days | None:
    offset = load_words()["days"][" ".join(found["words"].lower().split())]
    return _one_day(anchor + timedelta(days=offset)) if anchor else None


DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


@_rule(rf"\b(?:past|last|previous)\s+{COUNT}\s+(?P<unit>hour|day|week|month)s?\b")
def _past_hours(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    count, unit = number_of_word(found["count"]), found["unit"].lower()
    days = max(1, round(count / 24)) if unit == "hour" else count * DAYS_OF[unit]
    return days_from_to(anchor - timedelta(days=days), anchor)


@_rule(r"\bpast\s+(?P<unit>day|week|month|year)\b", needs="past")
def _past_week(found: re.Match[str], anchor: date | None) -> Days | None:
    return days_from_to(anchor - timedelta(days=DAYS_OF[found["unit"].lower()]), anchor) if anchor else None


@_rule(r"\b(?P<words>{spans})\b")
def _told_days(found: re.Match[str], anchor: date | None) -> Days | None:
    first, last = load_words()["spans"][" ".join(found["words"].lower().split())]
    return days_from_to(anchor + timedelta(days=first), anchor + timedelta(days=last)) if anchor else None


@_rule(r"\b(?P<which>this|last|the|a)\s+(?P<what>week|weekend)\b", needs="week")
def _week(found: re.Match[str], anchor: date | None) -> Days | None:
    if not anchor:
        return None
    monday = anchor - timedelta(days=anchor.weekday())
    if found["what"].lower() == "weekend":
        sunday = anchor if anchor.weekday() == 6 else monday - timedelta(days=1)
        saturday = sunday - timedelta(days=1)
        return (anchor, anchor, DatePrecision.DAYS) if anchor.weekday() == 5 else days_from_to(saturday, sunday)
    if found["which"].lower() == "last":
        return monday - timedelta(days=7), monday - timedelta(days=1), DatePrecision.WEEK
    return (monday, anchor, DatePrecision.WEEK) if found["which"].lower() == "this" else None


@_rule(rf"\b(?P<words>{{parts_of_month}})[\s-]+{MONTH}(?:,?\s+(?:of\s+)?{FULL_YEAR})?(?!\w)(?!\s+\d)")
def _part_of_month(found: re.Match[str], anchor: date | None) -> Days | None:
    first, last = load_words()["parts_of_month"][" ".join(found["words"].lower().split())]
    whole = _named_month(found["month"], found["year"], anchor)
    if not whole:
        return None
    end = min(whole[0] + timedelta(days=last - 1), whole[1])
    start = min(whole[0] + timedelta(days=first - 1), end)
    return start, end, DatePrecision.WEEK if last - first < 7 else DatePrecision.MONTH


@_rule(
    rf"\b(?:(?:in|during|of|since|by|until|from|(?P<last>last))\s+{MONTH}(?:\s+{FULL_YEAR})?"
    rf"|(?P<month2>{{months}})\b\.?\s+(?P<year2>(?:19|20)\d\d))(?!\w)(?!\s+\d)"
)
def _month(found: re.Match[str], anchor: date | None) -> Days | None:
    before = anchor.replace(day=1) - timedelta(days=1) if anchor and found["last"] else anchor
    return _named_month(found["month"] or found["month2"], found["year"] or found["year2"], before)


@_rule(r"\b(?P<which>this|last)\s+month\b", needs="month")
def _told_month(found: re.Match[str], anchor: date | None) -> Days | None:
    return _month_of(_months_back(anchor, found["which"].lower() == "last"), anchor) if anchor else None


@_rule(r"\b(?:in|during|since|of|by|until)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*(?:-|,\d|people|soldiers))")
def _year(found: re.Match[str], anchor: date | None) -> Days | None:
    year = int(found["year"])
    end = min(date(year, 12, 31), anchor) if anchor else date(year, 12, 31)
    return (date(year, 1, 1), end, DatePrecision.YEAR) if date(year, 1, 1) <= end else None


@_rule(rf"\b(?:on|of)\s+the\s+{DAY_OF_SOME_MONTH}")
def _day_of_some_month(found: re.Match[str], anchor: date | None) -> Days | None:
    """The last such day: "on the 5th, when ..."; where a noun follows ("on the 5th floor") it is no date."""
    if not anchor:
        return None
    months = (_months_back(anchor, back) for back in range(4))
    days = (_date(month.year, month.month, int(found["day"])) for month in months)
    return _one_day(next((day for day in days if day and day <= anchor), None))


# Small arithmetic of days


def _in_figures(found: re.Match[str], anchor: date | None) -> date | None:
    """Day first, unless only the American order makes a date that is past, or the text writes in that order.

    Databases of attacks begin their summaries with an American date and a colon ("03/05/2014: Gunmen ...").
    """
    first, second, year = int(found["first"]), int(found["second"]), _four_digits(found["year"])
    orders = [_date(year, second, first), _date(year, first, second)]
    begins_summary = re.fullmatch(r"\s*|.*\n\s*", found.string[max(0, found.start() - 40) : found.start()], re.S)
    if (begins_summary and found.string[found.end() : found.end() + 1] == ":") or MONTH_IN_FIRST_PLACE.search(
        found.string[:STYLE_LENGTH]
    ):
        orders.reverse()
    past = [day for day in orders if day and (anchor is None or day <= anchor)]
    return next(iter(past or [day for day in orders if day]), None)


def _across_months(found: re.Match[str], anchor: date | None) -> Days | None:
    last = _calendar(found, anchor, "day2", "month2")
    if not last:
        return None
    month = load_words()["months"][found["month"].lower()]
    return days_from_to(_date(last.year - (month > last.month), month, int(found["day"])), last)


def _named_month(name: str, year: str | None, anchor: date | None) -> Days | None:
    """A month; without a year, the latest such month up to the anchor's."""
    month = load_words()["months"][name.lower()]
    if (name.lower() == "may" and name[0].islower()) or not (year or anchor):
        return None
    if year:
        return _month_of(date(int(year), month, 1), anchor)
    assert anchor
    return _month_of(date(anchor.year - (month > anchor.month), month, 1), anchor)


def _calendar(found: re.Match[str], anchor: date | None, day: str = "day", month: str = "month") -> date | None:
    """The day of a match with month name; without a year, the latest such day up to the anchor."""
    if found[month] == "may" and not found["year"]:
        return None
    number_of_month, number = load_words()["months"][found[month].lower()], int(found[day])
    if found["year"]:
        return _date(_four_digits(found["year"]), number_of_month, number)
    if not anchor:
        return None
    this_year = _date(anchor.year, number_of_month, number)
    return this_year if this_year and this_year <= anchor else _date(anchor.year - 1, number_of_month, number)


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


def days_from_to(start: date | None, end: date | None) -> Days | None:
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


def number_of_word(word: str) -> int:
    return int(word) if word.isdigit() else int(load_words()["numbers"][word.lower()])
