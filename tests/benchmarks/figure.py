"""One measured figure, as `make bench` prints it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; `against` says what it was measured against, `limit` the largest that is well, or the least."""

    name: str
    value: float
    unit: str
    against: str
    limit: float | None = None
    more_is_better: bool = False

    @property
    def ok(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit

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
