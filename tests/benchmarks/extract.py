"""How long reports take to read, against the bare spaCy pipeline as it is installed, in the same run.

Ratios of work in one process are of processor time, the least of some rounds, so that other programs on the
machine do not count; what several processes gain can only be seen on the clock, on a machine that is idle.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import spacy

from incidents.extraction import extract
from incidents.extraction.batch import answer_lines
from incidents.extraction.model import DEFAULT_MODEL, MODEL_VARIABLE, language_model
from tests.benchmarks.figure import Figure, seconds
from tests.benchmarks.reports import reports

ARTICLE = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")
PUBLISHED = date(2024, 11, 29)
BATCH = 64


def measure() -> Iterator[Figure]:
    bare = spacy.load(os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL)
    yield from _article(bare)
    yield from _thousand_reports(bare)
    yield from _long_text()
    yield from _command()


def _article(bare: spacy.language.Language) -> Iterator[Figure]:
    whole = seconds(lambda: extract(ARTICLE, published=PUBLISHED))
    words = len(ARTICLE.split())
    yield Figure("extract.article_seconds", whole, "s", f"one article of {words} words, warm")
    model = language_model()
    own, parse, given = _cpu([lambda: extract(ARTICLE, PUBLISHED), lambda: model(ARTICLE), lambda: bare(ARTICLE)], 21)
    yield Figure("extract.article_ratio", own / given, "times", f"the bare spaCy pass, {given:.3f} s", 1.4)
    yield Figure("extract.article_own_ratio", own / parse, "times", f"the parse inside extraction, {parse:.3f} s")


def _thousand_reports(bare: spacy.language.Language) -> Iterator[Figure]:
    texts = reports()
    pairs = [_batch(bare, texts[first : first + BATCH]) for first in range(0, len(texts), BATCH)]
    given, whole = (sum(seconds) for seconds in zip(*pairs, strict=True))
    words = sum(len(text.split()) for text in texts) // len(texts)
    against = f"the bare spaCy pipeline over the same 1,000 reports of {words} words on average, {given:.1f} s"
    yield Figure("extract.reports_ratio", whole / given, "times", against, 1.3)


def _batch(bare: spacy.language.Language, texts: list[str]) -> list[float]:
    """The least processor time of a batch, in the bare pipeline and in ours: so few seconds are seldom disturbed."""
    lines = _lines(texts)
    return _cpu(
        [lambda: list(bare.pipe(texts, batch_size=BATCH)), lambda: list(answer_lines(lines, batch_size=BATCH))], 4
    )


def _long_text() -> Iterator[Figure]:
    text = " ".join(reports(400))
    short, long = _cpu([partial(extract, text[:size], PUBLISHED) for size in (20_000, 200_000)], 2)
    yield Figure("extract.long_ratio", long / short, "times", f"a tenth of the 200,000 characters, {short:.2f} s", 15)


def _command() -> Iterator[Figure]:
    """`manage.py extract` from its start to its end, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text("\n".join(_lines(reports())), encoding="utf-8")
        runs = {processes: [_run(source, processes) for _ in range(2)] for processes in (1, 2)}
    one, two = (min(elapsed for elapsed, _ in runs[processes]) for processes in (1, 2))
    yield Figure("extract.command_seconds", one, "s", "1,000 reports, start-up included")
    yield Figure("extract.two_processes_gain", one / two, "times", "the speed of one process", 1.7, more_is_better=True)
    largest = max(megabytes for several in runs.values() for _, megabytes in several)
    yield Figure("extract.memory", largest, "MB", "the largest process of the command", 700)


# A process starts with the memory of the one that starts it, so a small one stands between.
WATCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def _run(source: Path, processes: int) -> tuple[float, float]:
    """The seconds that the command takes, and the megabytes of its largest process."""
    command = [sys.executable, "manage.py", "extract", "--input", str(source), "--output", os.devnull]
    command += ["--processes", str(processes), "--batch-size", str(BATCH)]
    done = subprocess.run([sys.executable, "-c", WATCHER, *command], check=True, capture_output=True, text=True)
    elapsed, megabytes = map(float, done.stdout.split())
    return elapsed, megabytes


def _lines(texts: list[str]) -> list[str]:
    return [json.dumps({"id": k, "text": text, "published": "2024-11-29"}) for k, text in enumerate(texts)]


def _cpu(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The least processor time of each work, after a first call that is not counted. The works take turns, so that a
    machine whose speed changes while it runs is as fast for one as for the other."""
    for work in works:
        work()
    return [min(times) for times in zip(*([_once(work) for work in works] for _ in range(rounds)), strict=True)]


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
