"""How many requests the desk is answering: a browser that is closed sends its last ones as it goes."""

from __future__ import annotations

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started

QUIET = 0.2  # seconds without a request after which a closed browser sends no more
PATIENCE = 20  # seconds; longer than any answer of the desk takes


class InFlight:
    """Counts the requests that the desk has begun and not ended, in all threads of the live server."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = time.monotonic()
        self.lock = threading.Lock()
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def begin(self, **signal: Any) -> None:
        self.change(1)

    def end(self, **signal: Any) -> None:
        self.change(-1)

    def change(self, by: int) -> None:
        with self.lock:
            self.count += by
            self.changed = time.monotonic()

    def wait_for_none(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.count or time.monotonic() - self.changed < QUIET:
            assert time.monotonic() < deadline, f"{self.count} requests have no answer after {PATIENCE} seconds"
            time.sleep(0.02)
