"""Which requests the desk is answering and has answered: a browser that is closed sends its last ones as it goes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished, request_started

QUIET = 0.2  # seconds without a request after which a closed browser sends no more
PATIENCE = 20  # seconds; longer than any answer of the desk takes


class InFlight:
    """Counts the requests that the desk has begun and not ended, in all threads of the live server."""

    def __init__(self) -> None:
        self.count = 0
        self.answered: Counter[str] = Counter()
        """How many requests of each path were answered since the test began."""
        self.changed = threading.Condition()
        self.here = threading.local()
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def start(self) -> None:
        with self.changed:
            self.count = 0
            self.answered.clear()

    def begin(self, environ: dict[str, Any], **signal: Any) -> None:
        self.here.path = environ["PATH_INFO"]
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def end(self, **signal: Any) -> None:
        with self.changed:
            self.count -= 1
            self.answered[getattr(self.here, "path", "")] += 1
            self.changed.notify_all()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Return once something holds; asked anew after each answer of the desk."""
        with self.changed:
            assert self.changed.wait_for(holds, PATIENCE), (
                f"not so after {PATIENCE} seconds; {self.count} have no answer"
            )

    def wait_for_none(self) -> None:
        """Return once every request has its answer."""
        self.wait_until(lambda: self.count <= 0)

    def wait_for_quiet(self) -> None:
        """Return once every request has its answer, and no other came for a while."""
        deadline = time.monotonic() + PATIENCE
        with self.changed:
            while self.changed.wait(QUIET) or self.count > 0:
                assert time.monotonic() < deadline, f"{self.count} requests have no answer after {PATIENCE} seconds"
