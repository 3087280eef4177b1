"""Which requests the desk is answering and has answered: a browser that is closed sends its last ones as it goes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished, request_started

QUIET = 0.2  # seconds without a request after which a closed browser sends no more
PATIENCE = 60  # seconds; longer than any answer of a busy desk takes


class InFlight:
    """Knows the requests that the desk has begun and not ended, in all threads of the live server."""

    def __init__(self) -> None:
        self.begun: dict[threading.Thread, str] = {}
        self.answered: Counter[str] = Counter()
        """How many requests of each path were answered since the test began."""
        self.changed = threading.Condition()
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def start(self) -> None:
        with self.changed:
            self.begun.clear()
            self.answered.clear()

    def begin(self, environ: dict[str, Any], **signal: Any) -> None:
        with self.changed:
            self.begun[threading.current_thread()] = environ["PATH_INFO"]
            self.changed.notify_all()

    def end(self, **signal: Any) -> None:
        with self.changed:
            if path := self.begun.pop(threading.current_thread(), ""):
                self.answered[path] += 1
            self.changed.notify_all()

    def unanswered(self) -> list[str]:
        """The paths under way; what a browser no longer waits for ends with its thread, and without a signal."""
        return [path for thread, path in self.begun.items() if thread.is_alive()]

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Return once something holds; asked anew after each answer of the desk."""
        deadline = time.monotonic() + PATIENCE
        with self.changed:
            while not holds():
                assert time.monotonic() < deadline, f"not so after {PATIENCE} s; without an answer: {self.unanswered()}"
                self.changed.wait(0.1)

    def wait_for_none(self) -> None:
        """Return once every request has its answer."""
        self.wait_until(lambda: not self.unanswered())

    def wait_for_quiet(self) -> None:
        """Return once every request has its answer, and no other came for a while."""
        with self.changed:
            self.wait_until(lambda: not self.changed.wait(QUIET) and not self.unanswered())
