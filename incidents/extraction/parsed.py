"""What is asked of a parsed text again and again, put together once: spaCy makes it anew at each access."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc

Made = TypeVar("Made")


def text_of_doc(doc: Doc) -> str:
    """The text as the parser saw it."""
    return keep_once(doc, "text", lambda: str(doc.text))


def lower_text(doc: Doc) -> str:
    """The text in lower case, character for character."""
    return keep_once(doc, "lower text", lambda: _lower_case(text_of_doc(doc)))


def _lower_case(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def lower_words(doc: Doc) -> list[str]:
    """The words in lower case, one a token."""
    return keep_once(doc, "lower words", lambda: [token.lower_ for token in doc])


def keep_once(doc: Doc, name: str, make: Callable[[], Made]) -> Made:
    """What was made of a document under this name before, or else is made now."""
    if name not in doc.user_data:
        doc.user_data[name] = make()
    kept: Made = doc.user_data[name]
    return kept
