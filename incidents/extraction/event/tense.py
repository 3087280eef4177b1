"""Sentences in the present ("rebels attack a post"), as notes and headlines have them, put in the past."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from incidents.extraction.parsed import tokens_of
from incidents.extraction.rules import irregular_forms
from incidents.extraction.types import Span

PRESENT = {"VBZ", "VBP"}
Verb = tuple[int, int, str]
"""Where a verb begins and ends, and its past tense."""


def present_verbs(doc: Doc) -> list[Verb]:
    """The full verbs of a text that stand in the present, in order."""
    return [
        (token.idx, token.idx + len(token), past_of(token.lemma_.lower()))
        for token in tokens_of(doc)
        if token.tag_ in PRESENT and token.pos_ == "VERB"
    ]


def past_of(verb: str) -> str:
    """The past tense of a verb: its own where the table has one, else the regular one."""
    if verb in irregular_forms():
        return irregular_forms()[verb][0]
    if verb in _past_tenses():
        return verb
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


@cache
def _past_tenses() -> frozenset[str]:
    return frozenset(forms[0] for forms in irregular_forms().values())


def put_in_past(text: str, span: Span, verbs: Sequence[Verb]) -> str:
    """A stretch of a text with its verbs in the past."""
    at, end = span
    told = []
    for first, last, past in verbs[bisect_left(verbs, (at, 0, "")) : bisect_left(verbs, (end, 0, ""))]:
        told += [text[at:first], past]
        at = last
    return "".join([*told, text[at:end]])
