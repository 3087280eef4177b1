"""Sentences that tell what was before, or what somebody does as a rule: nobody's part in this incident."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from incidents.extraction.parsed import lower_text
from incidents.extraction.rules import any_of, load_rules
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import Span


@cache
def aside_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["aside"])


@cache
def elsewhen_words() -> re.Pattern[str]:
    return any_of(load_rules("event_types")["context"]["elsewhen"])


def is_background(doc: Doc, span: Span, *, accused: bool = False) -> bool:
    """Whether the sentence of a span tells of other times, or whose deeds somebody is known for; of one who is
    `accused` in it ("is believed to be responsible") only the first."""
    spans = sentence_spans(doc)
    words = lower_text(doc)[slice(*spans[sentence_number(spans, span)])]
    return bool((not accused and aside_words().search(words)) or elsewhen_words().search(words))
