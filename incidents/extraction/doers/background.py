"""Sentences that tell what was before, or what somebody does as a rule: nobody's part in this incident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from incidents.extraction.parsed import lower_text
from incidents.extraction.rules import load_rules
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import Span


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case, which are searched twice as fast as others without regard to case."""
    lower = re.sub(r"(?<!\\)[A-Z]", lambda letter: letter.group().lower(), "|".join(patterns))
    return re.compile(rf"(?<![\w-])(?:{lower})(?!\w)")


@cache
def aside_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["aside"])


@cache
def elsewhen_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["elsewhen"])


def is_background(doc: Doc, span: Span) -> bool:
    """Whether the sentence of a span tells of other times, or whose deeds somebody is known for."""
    spans = sentence_spans(doc)
    words = lower_text(doc)[slice(*spans[sentence_number(spans, span)])]
    return bool(aside_words().search(words) or elsewhen_words().search(words))
