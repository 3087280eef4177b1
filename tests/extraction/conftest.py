"""What the tests of extraction share: the spaCy pipeline, loaded once, and a short way to read a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from incidents.extraction import extract
from incidents.extraction.model import DEFAULT_MODEL, language_model
from incidents.extraction.types import ExtractedClaim, ExtractedReport


@pytest.fixture(scope="session")
def nlp() -> Language:
    return language_model()


@pytest.fixture(scope="session")
def given() -> Language:
    """The model as spaCy gives it, without our ways of remembering and of reading a batch together."""
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.tokenizer.infix_finditer = language_model().tokenizer.infix_finditer
    nlp.add_pipe("paragraph_borders", before="parser")
    return nlp


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[str], Doc]:
    return nlp


@pytest.fixture(scope="session")
def found() -> Callable[..., ExtractedReport]:
    return lambda text, published=date(2024, 3, 9): extract(text, published)


@pytest.fixture(scope="session")
def figures(found: Callable[..., ExtractedReport]) -> Callable[[str], list[tuple[str, str, int | None]]]:
    """Each claim of a text as (measure, words, best number)."""
    return lambda text: [(claim.measure.value, claim.raw, claim.quantity.best) for claim in found(text).claims]


@pytest.fixture(scope="session")
def only(found: Callable[..., ExtractedReport]) -> Callable[[str], ExtractedClaim]:
    """The one claim that a text makes."""

    def one(text: str) -> ExtractedClaim:
        (claim,) = found(text).claims
        return claim

    return one
