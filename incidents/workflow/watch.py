"""What each process of a desk does beside its work, pages or tasks alike.

It loads the language model at its start, so that nobody who pastes waits for that. Then it looks again and again for
texts whose reader was stopped, and for figures that nobody derives any more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import uniform
from threading import Thread
from time import monotonic, sleep

from django.db import close_old_connections

from incidents.models import Incident
from incidents.workflow.figures.reconcile import recompute_outdated
from incidents.workflow.intake import read_what_was_left, warm_up

logger = logging.getLogger(__name__)

LOOK = 5.0
"""Seconds from one look to the next."""
LONGEST_PAUSE = 60.0
"""Seconds: where the database cannot be had, the pause doubles up to this."""
STILL = 30.0
"""Seconds after which nobody is at work on outdated figures whose first incident has stayed the same."""


def begin_watch() -> None:
    """Watch in a thread of its own, until the process ends."""
    Thread(target=watch_for_ever, name="watch", daemon=True).start()


def watch_for_ever() -> None:
    """Look again and again; no error ends it."""
    is_done(warm_up)
    pause, figures = LOOK, LeftFigures()
    while True:
        sleep(uniform(0.5, 1) * pause)  # processes that began together do not look together
        done = [is_done(work) for work in (read_what_was_left, figures.derive_if_left)]
        pause = LOOK if all(done) else min(2 * pause, LONGEST_PAUSE)


@dataclass
class LeftFigures:
    """The first incident whose figures are outdated, and since when it is that one.

    Whoever derives them goes by key, so that another comes first soon. Where none does, he was stopped.
    """

    first: int | None = None
    since: float = 0.0

    def derive_if_left(self) -> int:
        """Derive anew what nobody is at work on; how many incidents there were. Where there is nothing, one query."""
        first = Incident.objects.outdated().values_list("pk", flat=True).first()
        if first != self.first:
            self.first, self.since = first, monotonic()
        if first is None or monotonic() - self.since < STILL:
            return 0
        return recompute_outdated()


def is_done(work: Callable[[], object]) -> bool:
    """Do one thing of the watch; False where it failed, which is logged."""
    close_old_connections()
    try:
        work()
    except Exception:
        logger.exception("The watch could not do its work: %s", work.__name__)
        return False
    finally:
        close_old_connections()
    return True
