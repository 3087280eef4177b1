"""When it happened: which of the dates that a text tells is the incident's, decided by the words around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Doc

from incidents.extraction.dates.datelines import Dateline, dateline, month_of_document
from incidents.extraction.dates.forms import load_words
from incidents.extraction.dates.mentions import DateMention, find_recordable_dates, with_its_length
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.places.surroundings import is_of_a_meeting, speaks_of_violence
from incidents.extraction.places.words import place_alternatives
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedClaim, ExtractedDate, Span
from incidents.vocabulary import DatePrecision, Scope

UNDATED_DAYS_BACK = 3
RECENT_DAYS, LONGEST_AGO = 10, 45
OPENING = 300
"""In characters: in which a text says what it is."""
LONGEST_FIELD = 50
"""In characters: the label of a form's field, up to its value."""
CALENDAR_RULES = {
    "days-of-month",
    "month-days",
    "days-across-months",
    "month-days-across-months",
    "day-time-group",
    "day-month",
    "month-day",
    "iso",
    "numeric",
    "compact",
    "short-numeric",
    "part-of-month",
    "month",
    "from-to",
}


# The date of the incident


def incident_date(doc: Doc, published: date | None, claims: Sequence[ExtractedClaim] = ()) -> ExtractedDate | None:
    """First and last day of the incident; None where neither the text nor `published` gives any day.

    A text without a date of its own gets the day of its dateline, else the day of publication and the three before it
    (methodology.md, section 7), both with a precision of days. Else it gets the month that the document's number gives.
    """
    text = text_of_doc(doc)
    own = dateline(text, published)
    anchor = _anchor(own, published)
    if anchor is None and (document := month_of_document(text)):
        return _by_the_calendar(doc, document, claims)
    return _told_day(doc, own, anchor, claims) or _day_of_report(text, own, published)


def anchor_day(doc: Doc, published: date | None) -> date | None:
    """The day from which a text speaks."""
    return _anchor(dateline(text_of_doc(doc), published), published)


def _anchor(own: Dateline | None, published: date | None) -> date | None:
    """The day from which the text speaks: its dateline's, where that fits the publication date.

    A summary that opens with the day of the attack is often published years later, and speaks from that day.
    """
    if not own or (own.opens_text and published and own.day <= published):
        return own.day if own else published
    if published and not timedelta(days=-1) <= published - own.day <= timedelta(days=RECENT_DAYS):
        return published
    return own.day


def _told_day(
    doc: Doc, own: Dateline | None, anchor: date | None, claims: Sequence[ExtractedClaim], calendar_only: bool = False
) -> ExtractedDate | None:
    text = text_of_doc(doc)
    mentions = [
        mention
        for mention in find_recordable_dates(text, anchor)
        if (mention.span[0] >= (own.span[1] if own else 0) or _field_points(text, mention) > 0)
        and (anchor is None or mention.start <= anchor)
        and (mention.rule in CALENDAR_RULES or not calendar_only)
        and not _stands_in_title_number(text, mention.span)
    ]
    scored = _score_mentions(doc, mentions, anchor, claims)
    score, best = max(scored, key=lambda pair: (pair[0], -pair[1].span[0]), default=(0.0, None))
    if not best or score <= 0:
        return None
    best = with_its_length(text, best, anchor)
    end = min(best.end, anchor) if anchor else best.end
    return ExtractedDate(best.start, end, best.precision, best.span, best.raw, f"date:{best.rule}")


def _day_of_report(text: str, own: Dateline | None, published: date | None) -> ExtractedDate | None:
    if own:
        precision = DatePrecision.DAY if own.opens_text else DatePrecision.DAYS
        return ExtractedDate(own.day, own.day, precision, own.span, text[slice(*own.span)], "date:dateline")
    if published and _NEWS_OF_TODAY.match(text):
        return ExtractedDate(published, published, DatePrecision.DAY, rule="date:flash")
    if published:
        return ExtractedDate(
            published - timedelta(days=UNDATED_DAYS_BACK), published, DatePrecision.DAYS, rule="date:undated"
        )
    return None


def _by_the_calendar(doc: Doc, document: tuple[date, date, Span], claims: Sequence[ExtractedClaim]) -> ExtractedDate:
    """With only the month of the document known: a day of the calendar that the text tells, else that month."""
    first, last, span = document
    text = text_of_doc(doc)
    told = _told_day(doc, None, last, claims, calendar_only=True)
    month = ExtractedDate(first, last, DatePrecision.MONTH, span, text[slice(*span)], "date:document-number")
    return told or month


def _stands_in_title_number(text: str, span: Span) -> bool:
    """Whether it is a part of a document's number ("2011-03-S-081")."""
    return bool(re.match(r"-\w", text[span[1] : span[1] + 2]))


def _score_mentions(
    doc: Doc, mentions: Sequence[DateMention], anchor: date | None, claims: Sequence[ExtractedClaim]
) -> Iterator[tuple[float, DateMention]]:
    text, sentences = text_of_doc(doc), sentence_spans(doc)
    counted = {sentence_number(sentences, claim.span) for claim in claims if claim.scope is not Scope.LARGER}
    numbers = [sentence_number(sentences, mention.span) for mention in mentions]
    in_sentence = Counter(numbers)
    deeds = (
        mention.start
        for mention, number in zip(mentions, numbers, strict=True)
        if _is_of_a_deed(text, sentences[number], mention, anchor)
    )
    first_deed = min(deeds, default=date.max)
    told_exactly = {
        number
        for mention, number in zip(mentions, numbers, strict=True)
        if _is_exact_beside_night(text, sentences[number], mention)
    }
    for mention, number in zip(mentions, numbers, strict=True):
        beside = in_sentence[number] > 1
        score = _score(text, sentences[number], mention, anchor)
        told = _TOLD.search(text[slice(*sentences[number])])
        score -= 3.0 * bool(beside and mention.start == anchor and told)
        if beside or first_deed <= mention.start:
            score -= 4.0 * _is_of_the_telling(text, sentences[number], mention)
        score -= 4.0 * (is_of_a_night(mention) and number in told_exactly)
        score += 2.0 / (1 + number - numbers[0]) + 1.5 * (number in counted)
        yield score, mention


def is_of_a_night(mention: DateMention) -> bool:
    """Whether it says at what time of the day rather than on which: "an overnight operation"."""
    return mention.raw.lower() == "overnight"


def _is_exact_beside_night(text: str, sentence: Span, mention: DateMention) -> bool:
    """Whether it is the day of a night told in its sentence: "an overnight operation in Paktika on Monday"."""
    of_the_telling = _is_of_the_telling(text, sentence, mention)
    return mention.precision is DatePrecision.DAY and not is_of_a_night(mention) and not of_the_telling


def _is_of_a_deed(text: str, sentence: Span, mention: DateMention, anchor: date | None) -> bool:
    """Whether a recent day stands in a sentence of violence and is not when somebody spoke, nor a bound."""
    recent = anchor is not None and (anchor - mention.end).days <= RECENT_DAYS
    exact = mention.precision in (DatePrecision.DAY, DatePrecision.DAYS)
    bound = _ends_with(_words_before(text, sentence, mention), "bound") and not mention.rule.startswith("weekday")
    words = text[slice(*sentence)].lower()
    told = any(phrase in words for table in ("background", "aftermath") for phrase in load_words()["context"][table])
    told = told or _COURT.search(words) is not None
    spoken = _is_of_the_telling(text, sentence, mention)
    return recent and exact and not bound and not told and not spoken and speaks_of_violence(words)


def _score(text: str, sentence: Span, mention: DateMention, anchor: date | None) -> float:
    """How much speaks for this being the day of the violence; 0 or less for a date of something else."""
    words = text[slice(*sentence)]
    before = _words_before(text, sentence, mention)
    score = _PRECISION_POINTS[mention.precision]
    score += 2.0 * speaks_of_violence(words)
    judged = mention.rule in CALENDAR_RULES and bool(_YEAR.search(mention.raw)) and is_of_court(text)
    if anchor:
        age = (anchor - mention.end).days
        score += 2.0 if age <= RECENT_DAYS else 0.0 if age <= LONGEST_AGO or judged else -2.5
    score -= 2.0 * _is_of_the_telling(text, sentence, mention)
    if _ends_with(before, "bound") and mention.rule != "since":
        score -= 3.0
    if any(phrase in words.lower() for phrase in load_words()["context"]["background"]):
        score -= 3.5
    score += 1.0 * (mention.rule == "step" and mention.start < (anchor or mention.start))
    if _PLANNED.search(before) or (_FOR.search(before) and _IS_THAT_DAY.match(text, mention.span[1])):
        score -= 5.0
    if mention.rule != "days-after" and any(phrase in words.lower() for phrase in load_words()["context"]["aftermath"]):
        score -= 4.0
    if not judged and _COURT.search(words):
        score -= 4.0
    return score + _FIELD_POINTS * _field_points(text, mention)


def is_of_court(text: str) -> bool:
    """Whether a text opens as that of a hearing: what it tells may be years ago."""
    return _COURT.search(text, 0, OPENING) is not None


def _field_points(text: str, mention: DateMention) -> int:
    """1 for the day behind "Date of incident:", -1 for that behind "Date reported:", else 0."""
    label = _FIELD_OF_DAY.search(text, max(0, mention.span[0] - LONGEST_FIELD), mention.span[0])
    if label is None:
        return 0
    if _OF_THE_REPORT.search(label["label"]):
        return -1
    return 1 if _OF_THE_INCIDENT.search(label["label"]) else 0


def _is_of_the_telling(text: str, sentence: Span, mention: DateMention) -> bool:
    """Whether it is the day on which somebody spoke ("officials said on Saturday"), not one whose deed is spoken of
    ("claimed Saturday's attack")."""
    if _days_deed().match(text, mention.span[1]):
        return False
    told_after = _telling_after().match(text, mention.span[1])
    if told_after or is_of_a_meeting(text[sentence[0] : mention.span[0]]):
        return True
    if _DIED_LATER.match(text, mention.span[1]):
        return True
    before = _words_before(text, sentence, mention)
    return _ends_with(before, "reporting") or bool(_TOLD_SOMEBODY.search(before))


@cache
def _days_deed() -> re.Pattern[str]:
    """What the day before it is called by: "'s deadly attack"."""
    deeds = "|".join(place_alternatives(name) for name in ("former_deeds", "onslaughts"))
    return re.compile(rf"['’]s (?:(?:[a-z-]{{2,15}}|[A-Z]\w{{2,20}}) ){{0,3}}?(?:{deeds})\b")


@cache
def _telling_after() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_words()["context"]["telling"])
    return re.compile(rf"\s+(?:also\s+)?(?:{words})\b", re.I)


def _words_before(text: str, sentence: Span, mention: DateMention) -> str:
    return " ".join(text[max(sentence[0], mention.span[0] - 40) : mention.span[0]].lower().split())


_NEWS_OF_TODAY = re.compile(
    r"\W{0,9}(?:breaking(?: news)?|just in|urgent|(?:news ?)?flash|developing(?: story)?|live(?: updates?| blog)?)"
    r"\s{0,3}[:|!–—-]",
    re.I,
)
"""What opens a flash or a live page: it tells what has just happened."""
_COURT = re.compile(r"\b(?:court|tribunal|trial|hearing|prosecution|sentenced|verdict|indictment)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIELD_OF_DAY = re.compile(r"(?:^|[\n|;])\W{0,4}(?P<label>[^\W\d_][^\n:|;]{2,40}):[^\n:|;]{0,12}\Z")
_OF_THE_REPORT = re.compile(
    r"\b(?:report(?:ed|ing)?|filed|received|published|issued|entry|entered|logged|posted|printed)\b", re.I
)
_OF_THE_INCIDENT = re.compile(r"\b(?:incident|occurrence|occurred|event|attack|offence|crime|when|time)\b", re.I)
_FIELD_POINTS = 6.0
_TOLD = re.compile(r"\b(?:confirmed|announced|identified|acknowledged|released)\b")
"""Where these tell what became known today, the other day in the sentence is when it happened."""

_TOLD_SOMEBODY = re.compile(r"\btold (?:the |a )?[\w'-]+(?: [\w'-]+){0,2}?(?: (?:on|late|early))*$")
_DIED_LATER = re.compile(r"\s+(?:from|of)\s+(?:(?:his|her|their|the)\s+)?(?:injuries|wounds|burns)\b")

_PLANNED = re.compile(
    r"\b(?:(?:will|would|shall)(?! (?:say|tell|argue|show|prove|hear|allege))|(?:is|are|was|were)\s+to|due|scheduled"
    r"|planned|plans?\s+to|expected|upcoming|adjourned|goes on|continues|resumes|reopens|reconvenes)\b[^,;:.]*$"
)
"""Where these stand before, the day is that of something to come."""
_FOR, _IS_THAT_DAY = (
    re.compile(r"\bfor(?: the)?$"),
    re.compile(r"\s*(?:[.,;:)]|$|(?:and|to|in|at|near|morning|afternoon)\b)"),
)
"""Around the day of something to come: "another march for Friday", but not "for Friday's attack"."""

_PRECISION_POINTS = {
    DatePrecision.DAY: 2.0,
    DatePrecision.DAYS: 1.5,
    DatePrecision.WEEK: 0.5,
    DatePrecision.MONTH: 0.0,
    DatePrecision.YEAR: -2.5,
}


def _ends_with(before: str, context: str) -> bool:
    return bool(_ending(context).search(before))


@cache
def _ending(context: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load_words()["context"][context])
    return re.compile(rf"\b(?:{words})(?: (?:{_BETWEEN}))*$")


_BETWEEN = "on|in|late|early|earlier|the|(?:evening|morning|night|afternoon|end) of|reporters|in a statement|a|at|local"
