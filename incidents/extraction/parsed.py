"""What is asked of a parsed text again and again, put together once: spaCy makes it anew at each access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc, Token

ANNOTATIONS: list[int | str] = ["LEMMA", "MORPH", "ENT_IOB", "ENT_TYPE", "TAG", "POS", "DEP", "HEAD"]
INSIDE, BEGINS = 1, 3
"""An entity's later words, and its first, as ENT_IOB has them."""

Made = TypeVar("Made")


def text_of_doc(doc: Doc) -> str:
    """The text as the parser saw it."""
    return keep_once(doc, "text", lambda: str(doc.text))


def lower_text(doc: Doc) -> str:
    """The text in lower case, character for character."""
    return keep_once(doc, "lower text", lambda: in_lower_case(text_of_doc(doc)))


def in_lower_case(text: str) -> str:
    """A text in lower case, character for character. Its words are found several times as fast as words in any case."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens: spaCy makes each anew whenever one goes through a document."""
    return keep_once(doc, "tokens", lambda: list(doc))


def lower_words(doc: Doc) -> list[str]:
    """The words in lower case, one a token."""
    return keep_once(doc, "lower words", lambda: [token.lower_ for token in tokens_of(doc)])


def token_starts(doc: Doc) -> list[int]:
    """Where each token begins, in characters."""
    return keep_once(doc, "token starts", lambda: [token.idx for token in tokens_of(doc)])


def keep_once(doc: Doc, name: str, make: Callable[[], Made]) -> Made:
    """What was made of a document under this name before, or else is made now."""
    if name not in doc.user_data:
        doc.user_data[name] = make()
    kept: Made = doc.user_data[name]
    return kept


def part_of(doc: Doc) -> Callable[[tuple[int, int]], Doc]:
    """What makes a document of its own of tokens [start, end), as they were parsed, in time linear in their number:
    spaCy's `Span.as_doc` looks at all entities of the whole document each time."""
    annotations: Any = doc.to_array(ANNOTATIONS)

    def cut(tokens: tuple[int, int]) -> Doc:
        words = doc[slice(*tokens)]
        part = Doc(doc.vocab, words=[token.text for token in words], spaces=[bool(t.whitespace_) for t in words])
        part = part.from_array(ANNOTATIONS, _within(annotations[slice(*tokens)].copy()))
        part.user_data["lower words"] = lower_words(doc)[slice(*tokens)]
        part.user_data["text"] = text_of_doc(doc)[starts[tokens[0]] : starts[tokens[1]]]
        return part

    starts = [*token_starts(doc), len(text_of_doc(doc))]
    return cut


def _within(rows: Any) -> Any:
    """The annotations of a stretch, without heads outside of it and entities that begin before it."""
    heads = rows[:, ANNOTATIONS.index("HEAD")].astype(np.int64) + np.arange(len(rows))
    rows[(heads < 0) | (heads >= len(rows)), ANNOTATIONS.index("HEAD")] = 0
    if rows[0, ANNOTATIONS.index("ENT_IOB")] == INSIDE:
        rows[0, ANNOTATIONS.index("ENT_IOB")] = BEGINS
    return rows
