"""Where the sentences of a text begin and end, and which of them a span is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from incidents.extraction.parsed import keep_once, text_of_doc
from incidents.extraction.types import Span


def sentence_spans(doc: Doc) -> list[Span]:
    """Start and end of each sentence in the text; the whole text where nothing has marked sentences."""
    return keep_once(doc, "sentence spans", lambda: _sentence_spans(doc))


def _sentence_spans(doc: Doc) -> list[Span]:
    try:
        return [(sent.start_char, sent.end_char) for sent in doc.sents]
    except ValueError:
        return [(0, len(text_of_doc(doc)))]


def sentence_number(sentences: Sequence[Span], span: Span) -> int:
    """The index of the sentence that a span starts in."""
    return min(bisect_right(sentences, span[0], key=lambda sentence: sentence[1]), len(sentences) - 1)
