"""Every date that a text tells: each form read, then the days that are told by way of another date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from incidents.days import is_recordable
from incidents.extraction.dates.forms import FORMS, MONTH_NAME, DateForm, days_from_to, load_words, number_of_word
from incidents.extraction.parsed import in_lower_case
from incidents.extraction.places.surroundings import speaks_of_violence
from incidents.extraction.rules import any_word_of
from incidents.extraction.types import Span
from incidents.vocabulary import DatePrecision

LONGEST_SINCE = 10
LONGEST_JOINED = 31
STEP_REACH = 600
FARTHEST_NAMED = 200


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as worded: the days that it covers, and the rule that read it."""

    start: date
    end: date
    precision: DatePrecision
    span: Span
    raw: str
    rule: str


@lru_cache(maxsize=4)  # the head of a text and the whole of it are often the same
def find_dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    """Every date in the text, in order; of overlapping readings the first form's stands, of adjoining the exact one."""
    in_order = sorted(_in_any_form(text, anchor), key=lambda mention: mention.span)
    joined = [_since(text, mention, anchor) for mention in _join_pairs(text, _most_exact(text, in_order))]
    return tuple(_with_steps(text, _counted_from_named(text, joined), anchor))


def find_recordable_dates(text: str, anchor: date | None) -> tuple[DateMention, ...]:
    """Those of the dates that a record may have: a text may speak of 2099, but nothing happened then."""
    found = find_dates(text, anchor)
    return tuple(mention for mention in found if is_recordable(mention.start) and is_recordable(mention.end))


def _in_any_form(text: str, anchor: date | None) -> Iterator[DateMention]:
    taken = bytearray(len(text))
    for form, found in _matches(text):
        days = form.read(found, anchor)
        start, end = _without_preposition(text, found.span("core" if "core" in form.pattern.groupindex else 0))
        if days and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield DateMention(*days, (start, end), text[start:end], form.name)


@lru_cache(maxsize=2)  # the head of a text is read from one day, and the whole of it from another
def _matches(text: str) -> tuple[tuple[DateForm, re.Match[str]], ...]:
    """Where the words of each form of date stand, whatever days they tell."""
    lower = in_lower_case(text)
    has_month = bool(MONTH_NAME.search(lower))
    forms = (form for form in FORMS if form.needs in lower and (has_month or not form.has_month))
    return tuple(
        (form, found)
        for form in forms
        for there in form.in_lower_case.finditer(lower)
        # Where case is disregarded, other letters pass for "i" and "s" too, which the tables of words do not have.
        if (found := form.pattern.match(text, there.start(), there.end()))
    )


def _without_preposition(text: str, span: Span) -> Span:
    """The span without a leading preposition, which only helped to find it, and without a full stop."""
    words = text[slice(*span)]
    lead = re.match(r"(?:in|during|of|since|by|until|from)\s+", words, re.I)
    return (span[0] + lead.end() if lead else span[0], span[1] - words.endswith("."))


_LOOSE = {"told-day": 1, "weekday": 2, "weekday-pair": 2}
_WIDE = {"month", "year", "week", "told-month", "part-of-month", "past-week"}
_BESIDE = re.compile(r"[\s,\[(]*+(?:on|of|early|late|from|in)?[\s,\[(]*+")


def _most_exact(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Without days that stand more exactly right beside: "overnight on Friday", "Sunday [13 January]"."""
    beside = [pair for pair in pairwise(mentions) if _BESIDE.fullmatch(text, pair[0].span[1], pair[1].span[0])]
    looser = {id(one) for pair in beside for one, other in (pair, pair[::-1]) if _is_looser(one, other)}
    return [mention for mention in mentions if id(mention) not in looser]


def _is_looser(one: DateMention, other: DateMention) -> bool:
    rank = _LOOSE.get(one.rule)
    if rank is None or _LOOSE.get(other.rule, 3) <= rank or other.rule in _WIDE:
        return False
    return one.raw.lower() != "yesterday" or other.rule != "weekday"


# Days told by way of another date


def _is_one_day(mention: DateMention) -> bool:
    return mention.precision is DatePrecision.DAY


_JOIN = re.compile(
    r"\s*+(?:night|evening|morning|afternoon)?\s*+(?:-|–|to|until|till|through|into)\s*+(?:early\s++|late\s++)?(?:on\s+)?"
    r"|[^.\n]{0,60}?\b(?:lasted|continued|raged|ran|went\s+on|dragged\s+on|ended|subsided|died\s+down)\s++"
    r"(?:only\s++)?(?:until|till|to|through|into|on|by)?\s*+(?:early\s++|late\s++)?(?:on\s+)?",
    re.I,
)


def _join_pairs(text: str, mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Two days that begin and end something as one mention: "broke out on Tuesday and lasted until Thursday"."""
    waiting: DateMention | None = None
    for mention in mentions:
        whole = waiting and _from_to(text, waiting, mention)
        if whole:
            yield whole
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = mention
    if waiting:
        yield waiting


def _from_to(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    if not (_is_one_day(first) and _is_one_day(last) and _JOIN.fullmatch(text, first.span[1], last.span[0])):
        return None
    start = first.start
    if start > last.start and first.rule == "weekday":
        start -= timedelta(days=7)
    days = days_from_to(start, last.start)
    if not days or (last.start - start).days > LONGEST_JOINED:
        return None
    span = (first.span[0], last.span[1])
    return DateMention(*days, span, text[slice(*span)], "from-to")


_SINCE = re.compile(r"\bsince\s+(?:(?:early|late|last|the\s+night\s+of|the\s+early\s+hours\s+of)\s+)?$", re.I)
_FIRST_SINCE = re.compile(r"\b(?:first|only|\w+est|most|worst|biggest|not\s+seen|resumed|again|calm)\b[^.\n]*$", re.I)


def _since(text: str, mention: DateMention, anchor: date | None) -> DateMention:
    """From a recent day up to the anchor ("fighting since Thursday"), unless it only compares ("the worst since")."""
    before = text[max(0, mention.span[0] - 100) : mention.span[0]]
    longest = LONGEST_JOINED if mention.rule == "part-of-month" else LONGEST_SINCE if _is_one_day(mention) else 0
    if not (anchor and longest and _SINCE.search(before)) or _FIRST_SINCE.search(before):
        return mention
    days = days_from_to(mention.start, anchor)
    if not days or (anchor - mention.start).days > longest:
        return mention
    return replace(mention, start=days[0], end=days[1], precision=days[2], rule="since")


@cache
def _step_words() -> re.Pattern[str]:
    words = any_word_of(load_words()["steps"], blank=r"\s+")
    return re.compile(
        rf"\b(?P<words>{words})\b(?!\s+yesterday)"
        r"(?:(?<!before)(?<!after)|(?=\s*(?:[.,;:)]|$|(?:in|at|near|when|by|and|had|was|were|killed|left)\b)))"
    )


def _with_steps(text: str, mentions: Sequence[DateMention], anchor: date | None) -> list[DateMention]:
    """With the days that are counted from the one told before them: "... on Friday. The day before, gunmen ..."."""
    in_order = list(mentions)
    for found in _step_words().finditer(in_lower_case(text)):
        place = bisect_left(in_order, found.span(), key=lambda mention: mention.span)
        told = next((mention for mention in in_order[max(0, place - 5) : place][::-1] if _is_one_day(mention)), None)
        if not told or not 0 <= found.start() - told.span[1] <= STEP_REACH:
            told = _day_of_telling(text, found, in_order[place : place + 1])
        if not told:
            continue
        day = told.start + timedelta(days=load_words()["steps"][" ".join(found["words"].split())])
        follows_freely = place == len(in_order) or in_order[place].span[0] >= found.end()
        if follows_freely and (anchor is None or day <= anchor):
            in_order.insert(
                place, DateMention(day, day, DatePrecision.DAY, found.span(), text[slice(*found.span())], "step")
            )
    return in_order


def _day_of_telling(text: str, step: re.Match[str], following: Sequence[DateMention]) -> DateMention | None:
    """The day on which somebody tells of the day before it ("... a day earlier, police said on Monday")."""
    for mention in following:
        if _is_one_day(mention) and _TELLING.fullmatch(text, step.end(), mention.span[0]):
            return mention
    return None


_TELLING = re.compile(
    r",?[^.\n]{0,80}?\b(?:said|says|told|reported|announced|confirmed|added)\s+(?:[a-z]++\s+)?(?:on\s+)?"
)


_COUNTED = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|six|\d{1,2})\s+days?\s+(?P<way>before|after|ahead\s+of|prior\s+to)\b"
)


def _counted_from_named(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """With "two days before the vote of 30 August" and "A day after the raid, the army on Friday said" read."""
    in_order = list(mentions)
    for found in _COUNTED.finditer(in_lower_case(text)):
        place = bisect_left(in_order, found.span(), key=lambda mention: mention.span)
        named = in_order[place] if place < len(in_order) else None
        if not named or not _is_one_day(named) or named.span[0] < found.end():
            continue
        if place and in_order[place - 1].span[1] > found.start():
            continue
        between = text[found.end() : min(named.span[0], found.end() + FARTHEST_NAMED + 1)]
        sign = 1 if found["way"] == "after" else -1
        if len(between) < 60 and not re.search(r"[.,;:\n]", between):
            day = named.start + timedelta(days=sign * number_of_word(found["count"]))
            in_order.pop(place)
        elif sign > 0 and _opens_a_sentence_about_later(text, found, between, named):
            day = named.start - timedelta(days=number_of_word(found["count"]))
        else:
            continue
        raw = text[slice(*found.span())]
        in_order.insert(place, DateMention(day, day, DatePrecision.DAY, found.span(), raw, "days-after"))
    return in_order


def _opens_a_sentence_about_later(text: str, found: re.Match[str], between: str, named: DateMention) -> bool:
    """Whether the violence is in the opening words, and the rest of the sentence tells what was done about it."""
    if len(between) > FARTHEST_NAMED or re.search(r"[.\n]", between):
        return False
    opens = re.search(r"(?:^|[.\n])\W*$", text[max(0, found.start() - 4) : found.start()])
    clause, comma, main = between.rpartition(",")
    rest = main + re.split(r"[.\n]", text[named.span[1] : named.span[1] + 200])[0]
    return bool(opens and comma and speaks_of_violence(clause) and not speaks_of_violence(rest))


_LENGTH = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|[2-7])[\s-]+days?(?:[\s-]+long)?\s+(?:[a-z-]+\s+){0,2}?"
    r"(?:battle|operation|fight|fighting|siege|clash|clashes|offensive|assault|attack|attacks|rampage|raid|campaign|"
    r"wave|standoff|bombardment|sweep)\b"
)
_BEGAN = re.compile(
    r"\b(?:began|begun|begins?|started|starts|launched|erupted|broke\s+out)\W+(?:early\s+|late\s+)?(?:on\s+)?$", re.I
)
_ENDED = re.compile(r"\b(?:ended|ending|ends|concluded|finished|over|until)\W+(?:early\s+|late\s+)?(?:on\s+)?$", re.I)


def with_its_length(text: str, mention: DateMention, anchor: date | None) -> DateMention:
    """From its first to its last day, where one is told with the length: "the three-day battle ended on Thursday"."""
    before = text[max(0, mention.span[0] - STEP_REACH) : mention.span[0]]
    began, ended = _BEGAN.search(before), _ENDED.search(before)
    length = _LENGTH.search(in_lower_case(before)) if _is_one_day(mention) and (began or ended) else None
    if not length:
        return mention
    other_days = timedelta(days=number_of_word(length["count"]) - 1)
    start = mention.start if began else mention.start - other_days
    end = min(mention.start + other_days, anchor or date.max) if began else mention.start
    days = days_from_to(start, end)
    return replace(mention, start=days[0], end=days[1], precision=days[2]) if days else mention
