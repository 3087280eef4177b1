"""The spaCy pipeline and the way of a text through it: parse once, then read claims, place, time and actors.

Offsets are those of the text as given. What is read is that text without its furniture and with broken words mended
(mending.py), so that spans are put back in the end. What the parser sees has the same length as what is read: wrapped
lines are joined, odd blanks replaced and capitals-only copy recased, each character by one character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from incidents.days import is_recordable
from incidents.extraction.claims.furniture import figures_in_furniture
from incidents.extraction.dates.finder import anchor_day
from incidents.extraction.forms.tables import with_parts
from incidents.extraction.language import is_readable, recognise
from incidents.extraction.mending import ReadingText, order_stretches, reading_text
from incidents.extraction.model import language_model
from incidents.extraction.places.finder import PlaceMention, find_places
from incidents.extraction.preparation import pieces, readable_text
from incidents.extraction.segments import find_segments
from incidents.extraction.spans import with_spans, with_words_of
from incidents.extraction.stretches import read_segments, read_stretch
from incidents.extraction.types import ExtractedIncident, ExtractedReport, Furniture, Span
from incidents.ingest.furniture import find_furniture

PIPELINE_VERSION = "0.5"
Progress = Callable[[float], None]


def extract(
    text: str,
    published: date | None = None,
    *,
    progress: Progress | None = None,
    furniture: Sequence[Furniture] | None = None,
    language: str | None = None,
    country: str | None = None,
) -> ExtractedReport:
    """All that one report says of casualties, place, time and actors. `progress` is called with shares of 1.

    `furniture` is all that is no part of the report, as people have marked it; None lets the program find it.
    `language` is its ISO 639-1 code, where it is known; None lets the program recognise it. `country` is the ISO
    alpha-2 code of the country that the text is about, where somebody says so: it settles namesakes.
    """
    page = _page(text, published, furniture, language, country)
    parsed = []
    for doc in language_model().pipe(page.pieces, batch_size=8):
        parsed.append(doc)
        if progress:
            progress(0.9 * len(parsed) / len(page.pieces))
    report = _read_page(page, parsed)
    if progress and report.readable:
        progress(1.0)
    return report


def extract_many(
    texts_with_dates: Iterable[tuple[str, date | None]], *, batch_size: int = 64, processes: int = 1
) -> Iterator[ExtractedReport]:
    """As `extract`, for many reports, in order; with `processes` > 1 the work is shared among as many processes."""
    if processes <= 1:
        for batch in _batches(texts_with_dates, batch_size):
            yield from _extract_pairs(batch)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for reports in pool.map(_extract_pairs, _batches(texts_with_dates, batch_size)):
            yield from reports


def _extract_pairs(batch: list[tuple[str, date | None]]) -> list[ExtractedReport]:
    return extract_batch([(text, published, None) for text, published in batch])


def extract_batch(batch: list[tuple[str, date | None, str | None]]) -> list[ExtractedReport]:
    """The reports of one batch, each with its day and the country that it is about, all parsed in one pass."""
    pages = [_page(text, published, country=country) for text, published, country in batch]
    docs = iter(language_model().pipe((piece for page in pages for piece in page.pieces), batch_size=len(batch)))
    return [_read_page(page, list(islice(docs, len(page.pieces)))) for page in pages]


@dataclass(frozen=True, slots=True)
class _Page:
    """A text as given, what of it is furniture, and the report in it, in pieces for the parser; none if unreadable."""

    text: str
    published: date | None
    furniture: tuple[Furniture, ...]
    reading: ReadingText
    language: str
    country: str | None
    pieces: list[str]


def _page(
    text: str,
    published: date | None,
    furniture: Sequence[Furniture] | None = None,
    language: str | None = None,
    country: str | None = None,
) -> _Page:
    if furniture is None:
        furniture = [Furniture((found.start, found.end), found.why) for found in find_furniture(text)]
    furniture = order_stretches(furniture, text)
    reading = reading_text(text, furniture)
    language = language or recognise(reading.text)
    parts = pieces(readable_text(reading.text)) if is_readable(language) else []
    return _Page(text, published, furniture, reading, language, country, parts)


def _read_page(page: _Page, docs: list[Doc]) -> ExtractedReport:
    """What is told in the report of a page, with spans and words of the page as given."""
    if not page.pieces:
        report = ExtractedReport(language=page.language, pipeline_version=PIPELINE_VERSION, readable=False)
        return replace(report, furniture=page.furniture)
    tables = [page.reading.found_at(*table.span) for table in page.reading.tables]
    report = _read(page, _join_docs(docs), tables)
    if page.reading.text != page.text:
        report = with_words_of(page.text, with_spans(report, page.reading.place))
    claims = with_parts(report.claims, page.reading.tables)
    left_out = (*report.not_claims, *figures_in_furniture(page.text, page.furniture))
    return replace(report, claims=claims, not_claims=left_out, furniture=page.furniture)


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


def _read(page: _Page, doc: Doc, tables: Sequence[Span]) -> ExtractedReport:
    text, published = page.reading.text, page.published
    if published and not is_recordable(published):
        published = None  # no day can be told from such a one
    places = find_places(doc, page.country)
    segments = find_segments(doc, places, anchor_day(doc, published), tables)
    several = read_segments(doc, text, segments, places, published) if segments else None
    told = several or _read_one(doc, text, places, published)
    return replace(told, language=page.language, pipeline_version=PIPELINE_VERSION)


def _read_one(doc: Doc, text: str, places: Sequence[PlaceMention], published: date | None) -> ExtractedReport:
    """An ordinary report, which tells of one incident from its first word to its last."""
    told = read_stretch(doc, text, places, published)
    return ExtractedReport(
        language="",
        pipeline_version="",
        claims=told.claims,
        not_claims=told.not_claims,
        totals=told.totals,
        event=told.event,
        incidents=(ExtractedIncident((0, len(text)), "the whole text", told.event, told.totals),),
    )
