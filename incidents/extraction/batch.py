"""Reports as JSON lines in, findings as JSON lines out, in order; a bad line gives an error line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import Any

from incidents.extraction.pipeline import extract, extract_batch

LONGEST_TEXT = 200_000
# Characters that many readers take for the end of a line, though JSON does not.
LINE_SEPARATORS = {separator: f"\\u{separator:04x}" for separator in (0x85, 0x2028, 0x2029)}


@dataclass(frozen=True, slots=True)
class _Request:
    """One line read: its id as given, and either a text with its date or what is wrong with it."""

    id: Any
    text: str = ""
    published: date | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One line to write, and whether it tells of an error."""

    line: str
    failed: bool


def answer_lines(lines: Iterable[str], *, batch_size: int = 64, processes: int = 1) -> Iterator[Answer]:
    """An answer for every line that is not blank, in order. Never raises for what a line holds."""
    batches = _batched((line for line in lines if line.strip()), batch_size)
    if processes <= 1:
        for batch in batches:
            yield from answer_batch(batch)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from _in_order(pool, batches, waiting=2 * processes)


def answer_batch(lines: list[str]) -> list[Answer]:
    """The answers of one batch of lines."""
    requests = [_read(line) for line in lines]
    good = [(request.text, request.published) for request in requests if request.error is None]
    found = iter(_extracted(good))
    return [
        _error(request.id, request.error) if request.error is not None else _found(request.id, next(found))
        for request in requests
    ]


def _extracted(texts: list[tuple[str, date | None]]) -> list[dict[str, Any] | Exception]:
    """The findings of each text; where the batch fails, each text alone, so that one costs no other its answer."""
    try:
        return [report.as_json() for report in extract_batch(texts)]
    except Exception:
        return [_extracted_alone(text, published) for text, published in texts]


def _extracted_alone(text: str, published: date | None) -> dict[str, Any] | Exception:
    try:
        return extract(text, published).as_json()
    except Exception as error:
        return error


def _in_order(pool: ProcessPoolExecutor, batches: Iterator[list[str]], *, waiting: int) -> Iterator[Answer]:
    """Answers in order with only a few batches in memory at a time."""
    pending = [pool.submit(answer_batch, batch) for batch in islice(batches, waiting)]
    while pending:
        yield from pending.pop(0).result()
        pending.extend(pool.submit(answer_batch, batch) for batch in islice(batches, 1))


def _batched(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    remaining = iter(lines)
    while batch := list(islice(remaining, max(size, 1))):
        yield batch


def _read(line: str) -> _Request:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _Request(None, error=f"not JSON: {error}")
    if not isinstance(given, dict):
        return _Request(None, error="not a JSON object")
    text = given.get("text")
    if not isinstance(text, str):
        return _Request(given.get("id"), error="no text")
    if len(text) > LONGEST_TEXT:
        return _Request(given.get("id"), error=f"text too long: {len(text):,} characters, at most {LONGEST_TEXT:,}")
    try:
        published = _date(given.get("published"))
    except (TypeError, ValueError):
        return _Request(given.get("id"), error="published is no date of the form YYYY-MM-DD")
    return _Request(given.get("id"), text, published)


def _date(value: Any) -> date | None:
    return None if value in (None, "") else date.fromisoformat(value)


def _found(report_id: Any, found: dict[str, Any] | Exception) -> Answer:
    if isinstance(found, Exception):
        return _error(report_id, f"could not be read: {type(found).__name__}: {found}")
    return Answer(_json({"id": report_id, **found}), failed=False)


def _error(report_id: Any, error: str | None) -> Answer:
    return Answer(_json({"id": report_id, "error": error}), failed=True)


def _json(value: dict[str, Any]) -> str:
    try:
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
        line.encode()
        return line.translate(LINE_SEPARATORS)
    except (ValueError, UnicodeEncodeError):
        return json.dumps(value, ensure_ascii=True)
