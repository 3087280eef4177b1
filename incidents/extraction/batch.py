"""JSON lines in, answers as JSON lines out, in order; a bad line gives an error line.

Reports are answered with what was found in them (`answer_extract_batch`); incidents.estimation brings answers
of its own. The process that shares the lines out among others reads no report itself, and so never
loads spaCy.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from incidents.extraction.report_lines import Request, id_of, json_line, read_line

if TYPE_CHECKING:
    from incidents.extraction.types import ExtractedReport

Line = bytes | str


@dataclass(frozen=True, slots=True)
class Answer:
    """One line to write, and whether it tells of an error."""

    line: str
    failed: bool


AnswerBatch = Callable[[list[Line]], list[Answer]]


def answer_lines(
    lines: Iterable[Line], *, batch_size: int = 64, processes: int = 1, answer: AnswerBatch | None = None
) -> Iterator[Answer]:
    """An answer for every line that is not blank, in order. Never raises for what a line holds.

    `answer` gives the answers of one batch; it is a function of a module, since other processes call
    it. Unless told otherwise it is `answer_extract_batch`.
    """
    answer = answer or answer_extract_batch
    batches = _cut_into_batches((line for line in lines if line.strip()), batch_size)
    if processes <= 1:
        for batch in batches:
            yield from answer(batch)
        return
    yield from _shared_out(batches, processes, answer)


def answer_extract_batch(lines: list[Line]) -> list[Answer]:
    """The answers of one batch of lines."""
    requests = [read_line(line) for line in lines]
    texts = [(request.text, request.published, request.country) for request in requests if request.error is None]
    found = iter(extract_texts(texts))
    return [
        error_answer(request.id, request.error) if request.error is not None else _answer_line(request, next(found))
        for request in requests
    ]


def extract_texts(texts: list[tuple[str, date | None, str | None]]) -> list[ExtractedReport | Exception]:
    """What was found in each text, given with its day and the country that it is about.

    Where the batch fails, each text is read alone, so that one costs no other its answer.
    """
    from incidents.extraction.model import language_model
    from incidents.extraction.pipeline import extract_batch

    language_model()  # where it is missing, no line is at fault
    try:
        return list(extract_batch(texts))
    except Exception:
        return [_extracted_alone(*given) for given in texts]


def _extracted_alone(text: str, published: date | None, country: str | None) -> ExtractedReport | Exception:
    from incidents.extraction.pipeline import extract

    try:
        return extract(text, published, country=country)
    except Exception as error:
        return error


def _cut_into_batches(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    remaining = iter(lines)
    while batch := list(islice(remaining, max(size, 1))):
        yield batch


def _answer_line(request: Request, found: ExtractedReport | Exception) -> Answer:
    if isinstance(found, Exception):
        return error_answer(request.id, could_not_be_read(found))
    return Answer(json_line({"id": request.id, **found.as_json()}), failed=False)


def could_not_be_read(fault: Exception) -> str:
    return f"could not be read: {type(fault).__name__}: {fault}"


def error_answer(line_id: Any, error: str | None) -> Answer:
    """The line that tells of an error."""
    return Answer(json_line({"id": line_id, "error": error}), failed=True)


# Several processes


def _shared_out(batches: Iterator[list[Line]], processes: int, answer: AnswerBatch) -> Iterator[Answer]:
    """The answers of processes that work side by side, in order, with only a few batches in memory at a time."""
    with closing(_Team(processes, answer)) as team:
        waiting = deque((batch, team.ask(batch)) for batch in islice(batches, 2 * processes))
        while waiting:
            batch, answers = waiting.popleft()
            try:
                yield from answers.result()
            except BrokenProcessPool:
                yield from _one_by_one(batch, answer)
            waiting.extend((batch, team.ask(batch)) for batch in islice(batches, 1))


def _one_by_one(batch: list[Line], answer: AnswerBatch) -> Iterator[Answer]:
    """The answers of a batch during which a process died: only the line that kills its process gives an error."""
    with closing(_Team(1, answer)) as team:
        for line in batch:
            try:
                yield from team.ask([line]).result()
            except BrokenProcessPool:
                yield error_answer(id_of(line), "could not be read: the process that read it died")


class _Team:
    """Processes that read reports; when one of them dies, all that were asked before are lost, and new ones start."""

    def __init__(self, processes: int, answer: AnswerBatch) -> None:
        self.processes = processes
        self.answer = answer
        self.pool = self._start()

    def ask(self, batch: list[Line]) -> Future[list[Answer]]:
        try:
            return self.pool.submit(self.answer, batch)
        except BrokenProcessPool:
            self.pool = self._start()
            return self.pool.submit(self.answer, batch)

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.processes, mp_context=get_context("spawn"), initializer=_get_ready)


def _get_ready() -> None:
    """In each new process: leave an interrupt to the process that shares out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
