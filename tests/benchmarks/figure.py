"""One measured figure, as `make bench` prints it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; `against` says what it was measured against, `limit` the largest that is well."""

    name: str
    value: float
    unit: str
    against: str
    limit: float | None = None

    @property
    def ok(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def as_json_line(self) -> str:
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 3),
                "unit": self.unit,
                "against": self.against,
                "limit": self.limit,
                "ok": self.ok,
            }
        )


def seconds(work: Callable[[], object], *, rounds: int = 7) -> float:
    """The median time of one call, after a first call that is not counted."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)
