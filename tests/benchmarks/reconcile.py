"""How long claims take to reconcile, against what `json.loads` takes to read the same claims, in the same run.

Processor time, so that other programs on the machine do not count. Incidents are made in chunks, of which one at a
time is in memory, so that the largest run needs no more of it than the smallest.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from incidents.reconciliation import Claim, conflicts, reconcile
from tests.benchmarks.figure import Figure
from tests.benchmarks.incidents import CLAIMS_EACH, claims, lines

T = TypeVar("T")

CHUNK = 1_000
FEW, MANY = 10_000, 100_000


@dataclass(slots=True)
class Seconds:
    """Processor time over all incidents of one run."""

    read: float = 0
    reconciled: float = 0
    explained: float = 0
    compared: float = 0


def measure() -> Iterator[Figure]:
    _run(CHUNK)
    few = _run(FEW)
    memory = _megabytes()
    many = _run(MANY)
    against = f"json.loads of the same {FEW:,} incidents with {CLAIMS_EACH} claims each, {few.read:.2f} s"
    yield Figure("reconcile.ratio", few.reconciled / few.read, "times", against, 10)
    yield Figure("reconcile.ratio_with_reasons", few.explained / few.read, "times", against, 10)
    yield Figure("reconcile.conflicts_ratio", few.compared / few.read, "times", against, 10)
    tenth = f"{MANY:,} incidents against {FEW:,}, {few.reconciled:.2f} s"
    yield Figure("reconcile.growth", many.reconciled / few.reconciled, "times", tenth, 11)
    yield Figure("reconcile.memory_growth", _megabytes() / memory, "times", f"{memory:.0f} MB after {FEW:,}", 1.1)


def _run(count: int) -> Seconds:
    spent = Seconds()
    for start in range(0, count, CHUNK):
        written = list(lines(CHUNK, start))
        spent.read += _cpu(json.loads, written)
        incidents = [claims(line) for line in written]
        spent.reconciled += _cpu(reconcile, incidents)
        spent.explained += _cpu(_reconcile_and_explain, incidents)
        spent.compared += _cpu(conflicts, incidents)
    return spent


def _reconcile_and_explain(said: list[Claim]) -> list[str]:
    return [one.why for one in reconcile(said)]


def _cpu(work: Callable[[T], object], subjects: Iterable[T]) -> float:
    start = time.process_time()
    for each in subjects:
        work(each)
    return time.process_time() - start


def _megabytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
