"""The spaCy pipeline and the way of a text through it: parse once, then read claims, place, time and actors.

Offsets are those of the text as given. What the parser sees has the same length: wrapped lines are joined,
odd blanks replaced and capitals-only copy recased, each character by one character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from incidents.extraction.actors import find_actors
from incidents.extraction.claims.finder import find_claims
from incidents.extraction.claims.report_totals import tally
from incidents.extraction.claims.survivors import with_survivors
from incidents.extraction.claims.ties import keep_ties_that_hold
from incidents.extraction.event.attackers import attacking_nouns
from incidents.extraction.event.types import find_event
from incidents.extraction.language import is_readable, recognise
from incidents.extraction.model import language_model
from incidents.extraction.people.victims import GROUP_KINDS
from incidents.extraction.places.finder import find_places
from incidents.extraction.places.of_incident import incident_country
from incidents.extraction.preparation import pieces, readable_text
from incidents.extraction.types import ExtractedEvent, ExtractedIncident, ExtractedReport
from incidents.vocabulary import EventType, Side

PIPELINE_VERSION = "0.3"
Progress = Callable[[float], None]


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
    report = _read(text, published, language, _join_docs(parsed))
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
        doc = _join_docs(list(islice(docs, len(piece_list))))
        reports.append(_read(text, published, language, doc))
    return reports


def _batches(
    texts_with_dates: Iterable[tuple[str, date | None]], batch_size: int
) -> Iterator[list[tuple[str, date | None]]]:
    remaining = iter(texts_with_dates)
    while batch := list(islice(remaining, batch_size)):
        yield batch


def _join_docs(docs: list[Doc]) -> Doc:
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
    event = _with_words_as_given(event, text)
    return ExtractedReport(
        language=language,
        pipeline_version=PIPELINE_VERSION,
        claims=keep_ties_that_hold(counted.claims),
        not_claims=found.not_claims,
        totals=counted.totals,
        event=event,
        incidents=(ExtractedIncident((0, len(text)), "the whole text", event, counted.totals),),
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
