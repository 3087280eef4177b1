"""Places told beside that of the incident: of another time, in a clause about somebody, or what a protest is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.parsed import keep_once, lower_text, token_starts, tokens_of
from incidents.extraction.places.words import place_alternatives
from incidents.extraction.types import Span

OF_ANOTHER_TIME, OF_SOMEBODY, OF_A_GRIEVANCE = 0.1, 0.5, 0.3
"""What is left of a place's weight there: a text may name no other. But for another time, only where the sentence tells
another place."""
LONGEST_CLIMB = 12
BEFORE, AFTER = 60, 60
"""In characters: how far from a place the words for its time are read."""


def share_of_weight(doc: Doc, sentence: Span, name: Span) -> float:
    """The part, up to 1, that is left of the weight of a place told at `name`, in its sentence."""
    if is_of_another_time(doc, sentence, name):
        return OF_ANOTHER_TIME
    if _is_of_a_grievance(lower_text(doc), sentence, name):
        return OF_A_GRIEVANCE
    return OF_SOMEBODY if _is_in_clause_about_somebody(doc, name) else 1.0


def is_of_another_time(doc: Doc, sentence: Span, name: Span) -> bool:
    """Whether the words right beside a place put it into another time: "who vanished in Iguala in 2014"."""
    text = lower_text(doc)
    if _LONG_AGO.match(text, name[1], min(sentence[1], name[1] + AFTER)):
        return True
    after = _YEAR_AFTER.match(text, name[1], min(sentence[1], name[1] + AFTER))
    before = _year_before().search(text, max(sentence[0], name[0] - BEFORE), name[0])
    told = after or before
    return told is not None and told["year"] not in _own_years(doc)


_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_PARTS = r"(?:early |late |mid-?|the (?:spring|summer|autumn|fall|winter|end|beginning|start) of )?"
_YEAR_AFTER = re.compile(
    rf",? (?:\w+ )?(?:back )?(?:in|of|during|since|until|before|between|from|around) (?:the )?{_PARTS}(?:{_MONTHS} )?"
    r"(?P<year>(?:19|20)\d\d)\b(?!-)"
)
_LONG_AGO = re.compile(
    r",? (?:(?:some |about |more than |almost |nearly |over |just )?"
    r"(?:an? |two |three |four |five |six |seven |eight |nine |ten |several |many |some |a few |\d{1,3} )?"
    r"(?:years?|months?|decades?|weeks?|centur(?:y|ies)|generations?) (?:ago|earlier|before|previously)"
    r"|last (?:year|month|summer|winter|spring|autumn)|the (?:year|month|week) before|in the (?:19|20)?\d0s)\b"
)
"""What stands behind a place of former times ("in Kobi two years ago")."""


@cache
def _year_before() -> re.Pattern[str]:
    """A year that leads up to a place, with its attack or without ("the 2011 massacre in Kobi")."""
    deeds = place_alternatives("former_deeds")
    return re.compile(
        rf"\b(?:in|of|during|since|from|the|a|an|before|after) {_PARTS}(?:{_MONTHS} )?(?P<year>(?:19|20)\d\d)"
        rf"(?: (?:[a-z-]{{2,15}} ){{0,2}}?(?:{deeds}))?,? (?:in|at|on|near|of|against|around|outside) (?:the )?\Z"
    )


_EXACT_DAY = re.compile(
    rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tonight|overnight)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}|\b{_MONTHS} \d{{1,2}}\b(?!\d)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS},? ((?:19|20)\d\d)\b"
    rf"|\b{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-\d\d-\d\d\b"
)
SHORTEST_BODY = 40
"""Letters of the first sentence that tells what happened."""


def _own_years(doc: Doc) -> set[str]:
    """The years of the text's own days; where it tells none, and no other day, those of its first sentence."""

    def find() -> set[str]:
        text = lower_text(doc)
        own = {year for found in _YEAR_OF_DAY.findall(text) for year in found if year}
        opening = next((sent.text.lower() for sent in doc.sents if len(sent.text) > SHORTEST_BODY), text)
        return own if _EXACT_DAY.search(opening) else {*own, *_YEAR.findall(opening)}

    return keep_once(doc, "years of its own days", find)


# Clauses about somebody


def _is_in_clause_about_somebody(doc: Doc, name: Span) -> bool:
    """Whether only a clause on the subject of its sentence tells a place: "relatives of men held in Kobi marched"."""
    tokens = tokens_of(doc)
    at = bisect_left(token_starts(doc), name[0])
    if at >= len(tokens):
        return False
    token, clause = tokens[at], None
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head.i == token.i:
            return False
        if token.dep_ in ("acl", "relcl"):
            clause = token
        elif clause is not None and token.dep_ in ("nsubj", "nsubjpass"):
            return _is_somebody(clause.head) and clause.i < head.i
        token = head
    return False


def _is_somebody(noun: Token) -> bool:
    """Whether a clause hangs on people, whose past it may tell, and not on a thing or deed ("a bomb planted in")."""
    return noun.tag_ in ("NNS", "NNPS") or noun.ent_type_ == "PERSON"


# What a protest is about


@cache
def _protest() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_alternatives('protests')})\b")


@cache
def _about_what() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{place_alternatives('grievances')})\b")


_NEW_CLAUSE = re.compile(
    r"\b(?:when|until|but|while|before|leaving|and then|outside|in front of)\b"
    r"|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:\band|\bas|,|;) (?:the )?(?:riot )?(?:police|troops|soldiers|officers|security|army|gunmen|militants)\b"
)


def _is_of_a_grievance(text: str, sentence: Span, name: Span) -> bool:
    """Whether a sentence on a protest tells a place in what the protest is about ("against the killings in Kobi")."""
    protest = _protest().search(text, sentence[0], name[0])
    about = _about_what().search(text, protest.start(), name[0]) if protest else None
    return about is not None and not _NEW_CLAUSE.search(text, about.end(), name[0])
