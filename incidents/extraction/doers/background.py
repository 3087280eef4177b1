"""What was before, or what somebody does as a rule: told beside the incident, it is nobody's part in it."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.doers.parts import clause_beside
from incidents.extraction.parsed import keep_once, lower_text, text_of_doc
from incidents.extraction.rules import any_of, load_rules
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import Span

SHORT = 40
"""Sentences of fewer letters, such as datelines and headings, do not tell what happened."""


@cache
def aside_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["aside"])


@cache
def elsewhen_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["elsewhen"])


def is_aside(doc: Doc, span: Span) -> bool:
    """Whether the sentence of a span tells whose deeds somebody is known for, what was planned, or also what was."""
    words = lower_text(doc)[slice(*_sentence_of(doc, span))]
    return bool(aside_words().search(words) or elsewhen_words().search(words))


def is_background(doc: Doc, span: Span) -> bool:
    """Whether what is told of whoever is named at a span is of another time: in the sentence, without what a relative
    clause tells beside, or in the clause that tells it ("who seized the city in 2014", "which fights both")."""
    beside = clause_beside(doc, span)
    if beside is not None:
        return _goes_on(beside) or tells_of_elsewhen(doc, (beside.left_edge.idx, _end_of(beside.right_edge)))
    start, end = _sentence_of(doc, span)
    if start < _end_of_opening(doc):
        return False
    text = lower_text(doc)
    asides = [found.span() for found in _ASIDES.finditer(text, start, end)]
    within = any(first <= span[0] < last for first, last in asides)
    if within:
        return tells_of_elsewhen(doc, (start, end))
    edges = [start, *(edge for aside in asides for edge in aside), end]
    return any(tells_of_elsewhen(doc, piece) for piece in zip(edges[::2], edges[1::2], strict=True))


_ASIDES = re.compile(r",\s(?:who|which|whose|where|when)\b[^,.;]{1,200}(?:,|(?=[.;]|\Z))")


def tells_of_elsewhen(doc: Doc, span: Span) -> bool:
    """Whether words at a span are about another time: a bare year or month that the incident's own words do not give,
    a state of years, a habit."""
    words = lower_text(doc)[slice(*span)]
    if elsewhen_words().search(words):
        return True
    years = {found[1] for found in _BARE_YEAR.finditer(words)}
    if years - _own_years(doc):
        return True
    months = {found[1] for found in _BARE_MONTH.finditer(words)}
    return bool(months) and not any(month in lower_text(doc)[: _end_of_opening(doc)] for month in months)


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_BARE_YEAR = re.compile(
    rf"\b(?:in|since|until|till|from|after|before|by|of|between|during|and|early|late)\s(?:the\s)?(?:(?:{_MONTHS})\s)?"
    r"((?:19|20)\d\d)\b(?!-)"
)
_BARE_MONTH = re.compile(rf"\b(?:in|since|last|until|during|early|late)\s({_MONTHS})\b(?!\s\d)")
_YEAR_OF_DAY = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})|\b(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?),?\s((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)-\d\d-\d\d\b"
)


def _own_years(doc: Doc) -> set[str]:
    """The years that stand with a day, or in the first sentence."""

    def find() -> set[str]:
        text = lower_text(doc)
        opening = re.findall(r"\b(?:19|20)\d\d\b", text[: _end_of_opening(doc)])
        return {*opening, *(year for found in _YEAR_OF_DAY.findall(text) for year in found if year)}

    return keep_once(doc, "own years", find)


def _end_of_opening(doc: Doc) -> int:
    """Where the first sentence ends that tells what happened, with its year and month where the text gives them."""
    return next((end for start, end in sentence_spans(doc) if end - start > SHORT), len(text_of_doc(doc)))


def _goes_on(verb: Token) -> bool:
    """Whether a clause tells what is so at all times ("who fight both")."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return not auxiliaries and verb.tag_ in ("VBP", "VBZ")


def _end_of(token: Token) -> int:
    return int(token.idx) + len(token)


def _sentence_of(doc: Doc, span: Span) -> Span:
    spans = sentence_spans(doc)
    return spans[sentence_number(spans, span)] if spans else (0, len(text_of_doc(doc)))
