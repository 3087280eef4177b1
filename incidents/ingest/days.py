"""The day on which a pasted text was published, as far as the text tells it: in full, without a year, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from incidents.ingest.guesses import DAY, FULL_DATES, MONTH, MONTHS, date_of, guess_published, parts_of_page

OPENING = 600
"""Characters in which a dateline stands, or a day on a line of its own."""
STAMPED_WITHIN = 5_000
"""Characters in which a page says when it was published: its menus may come first."""
ROW_GOES_ON = set("\t|;:,–—-")
"""What stands behind the day that begins a row or an entry."""
LONGEST_FRONT = 90
"""Characters of what stands before the dash of a dateline, or on the line of a day."""
YEAR_WITHIN = 200
"""Characters on both sides of a day in which a year is taken to be its own."""
YEARS_BACK = 8
"""Every day of the calendar comes within so many years, 29 February too."""
SAME_SEASON = timedelta(days=60)
"""A full date near the day gives it its year only if the two lie so close."""
FITS_COPY = timedelta(days=10)
"""A text is reprinted within so many days."""

STAMP = re.compile(
    r"(?:^|\n)[ \t]*(?:first[ \t]+)?(?P<what>published|posted|issued|date|updated|last[ \t]+updated)"
    r"(?:[ \t]+(?:on|at))?[ \t]*:?[ \t]*(?P<rest>[^\n]{6,60})",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH}", re.IGNORECASE)
MONTH_DAY = re.compile(rf"\b{MONTH}\s+{DAY}(?![\d:])", re.IGNORECASE)
FRONT_END = re.compile(r"\s(?:--?|–|—)(?=\s)|—|:(?=\s)")
WEEKDAY = re.compile(r"\b((?a:mon|tue|wed|thu|fri|sat|sun))[a-z]{0,6}\b", re.IGNORECASE)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SMALL_WORDS = {"of", "on", "at", "by", "the", "and", "am", "pm", "published", "posted", "issued", "updated", "last"}
YEAR = re.compile(
    r"(?<!\bsince )(?<!\bin )(?<!\bfrom )(?<!\buntil )(?<!\bby )(?<!\bduring )(?<!\bafter )(?<!\bbefore )"
    r"\b((?:19|20)\d\d)\b(?!\s+(?:people|civilians|soldiers|dead|killed|families|houses))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayOfText:
    """The day of publication, how it is known, and the words of the text that say it; none where none do.

    `given`: by a person or a file. `text`: named in full. `dateline`: day and month are named, and a year near them.
    `copy`: the year is that of nearly the same text. `assumed`: year or day are those of the day of pasting, and a
    person should look.
    """

    day: date
    known_from: Literal["given", "text", "dateline", "copy", "assumed"]
    words: str = ""

    def with_year_of(self, copy: date, today: date) -> DayOfText | None:
        """The same day of the year, at the time at which nearly the same text was published; None where far from it."""
        for year in (copy.year, copy.year - 1, copy.year + 1):
            day = day_in_year(year, self.day.month, self.day.day)
            if day and abs(day - copy) <= FITS_COPY and not_to_come(day, today):
                return DayOfText(day, "copy", self.words)
        return None


def guess_day(text: str, today: date) -> DayOfText:
    """When a text was published. What it does not say is assumed from `today`, the day on which it was pasted.

    The head of a page tells it last: it may give the day on which the page was opened.
    """
    page = parts_of_page(text)
    opening = f"{page.stamps}\n{page.report.lstrip()[:OPENING]}"
    bears = first_yearless_day(opening)
    told_first = opening[: bears.end + len(", 2000.")] if bears else opening
    if day := stamped_day(text, today):
        return DayOfText(day, "text")
    if day := guess_published(told_first, today):
        return DayOfText(last_day_of_rows(text, day, today), "text")
    if bears and (day := day_by_year_near(bears, today)):
        return DayOfText(day, "dateline", bears.words)
    if bears and (day := latest_day(bears, today)):
        return DayOfText(day, "assumed", bears.words)
    day = guess_published(page.heads, today)
    return DayOfText(day, "text") if day else DayOfText(today, "assumed")


def stamped_day(text: str, today: date) -> date | None:
    """The full date behind "Published", else behind another such word, at the beginning of a line."""
    stamps = sorted(
        STAMP.finditer(text[:STAMPED_WITHIN]),
        key=lambda stamp: (stamp["what"].lower() != "published", "updated" in stamp["what"].lower()),
    )
    dates = (pattern.search(stamp["rest"]) for stamp in stamps for pattern in FULL_DATES)
    days = (date_of(found) for found in dates if found)
    return next((day for day in days if day and day <= today), None)


def last_day_of_rows(text: str, day: date, today: date) -> date:
    """The last of the days with which rows of a table or entries of a list begin, where one begins with `day`: what
    tells of them was not published before it."""
    lines = (line.lstrip(" \t|•*-") for line in text[:STAMPED_WITHIN].split("\n"))
    found = (date_in for line in lines for pattern in FULL_DATES if (date_in := pattern.match(line)))
    rows = (one for one in found if one.string[one.end() :].lstrip(" ")[:1] in ROW_GOES_ON)
    days = {told for one in rows if (told := date_of(one)) and told <= today}
    return max(days) if day in days else day


@dataclass(frozen=True, slots=True)
class YearlessDay:
    """A day of some year, in the words of the text, which end at `end`, and what stands around them.

    `weekday` counts from Monday as 0; None where none is named.
    """

    month: int
    day: int
    words: str
    end: int
    around: str
    weekday: int | None = None


def first_yearless_day(opening: str) -> YearlessDay | None:
    """The first day without a year that an opening bears: in a dateline, or on its own line.

    A day in the midst of a sentence is that of something else.
    """
    start = 0
    for line in opening.split("\n"):
        front = front_of(line)
        found = DAY_MONTH.search(front) or MONTH_DAY.search(front)
        if found and found["month"][0].isupper() and not says_more(front.replace(found.group(), " ")):
            weekday = WEEKDAY.search(front[: found.start()]) or WEEKDAY.search(front[found.end() :])
            return YearlessDay(
                month=MONTHS[found["month"].lower()],
                day=int(found["day"]),
                words=found.group().strip(),
                end=start + found.end(),
                around=opening[max(0, start + found.start() - YEAR_WITHIN) : start + found.end() + YEAR_WITHIN],
                weekday=WEEKDAYS.index(weekday[1].lower()) if weekday else None,
            )
        start += len(line) + 1
    return None


def day_by_year_near(wanted: YearlessDay, today: date) -> date | None:
    """The day in the one year that stands near it; None where none does, or several, or one of another season."""
    years = {int(year) for year in YEAR.findall(wanted.around)}
    day = day_in_year(years.pop(), wanted.month, wanted.day) if len(years) == 1 else None
    told = (date_of(found) for pattern in FULL_DATES for found in pattern.finditer(wanted.around))
    fits = day and not_to_come(day, today) and all(abs(day - one) <= SAME_SEASON for one in told if one)
    return day if fits else None


def front_of(line: str) -> str:
    """What stands before the dash or colon of a line; the whole of a short line; else nothing."""
    end = FRONT_END.search(line[: LONGEST_FRONT + 2])
    return line[: end.start()] if end else line if len(line) <= LONGEST_FRONT else ""


def says_more(front: str) -> bool:
    """Whether a line tells of something, rather than where, when and by whom: it has words in small letters."""
    words = re.findall(r"[^\W\d_]+", front)
    return any(word[0].islower() and word.lower() not in SMALL_WORDS for word in words)


def latest_day(wanted: YearlessDay, today: date) -> date | None:
    """The latest such day that is not to come, on its weekday where one is named and fits one of the last years."""
    years = range(today.year + 1, today.year - YEARS_BACK - 1, -1)
    days = [day for year in years if (day := day_in_year(year, wanted.month, wanted.day)) and not_to_come(day, today)]
    fitting = [day for day in days if wanted.weekday in (None, day.weekday())]
    return next(iter(fitting or days), None)


def not_to_come(day: date, today: date) -> bool:
    """Whether a day is at most tomorrow, which has begun somewhere already."""
    return day <= today + timedelta(days=1)


def day_in_year(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar of that year has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
