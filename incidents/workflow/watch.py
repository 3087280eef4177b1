"""What each process of a desk does beside its work, pages or tasks alike.

It loads the language model at its start, so that nobody who pastes waits for that, and then reads again and again the
texts whose reader was stopped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from random import uniform
from threading import Thread
from time import sleep

from django.db import close_old_connections

from incidents.workflow.intake import read_what_was_left, warm_up

logger = logging.getLogger(__name__)

LOOK = 5.0
"""Seconds from one look to the next."""
LONGEST_PAUSE = 60.0
"""Seconds: where the database cannot be had, the pause doubles up to this."""


def begin_watch() -> None:
    """Watch in a thread of its own, until the process ends."""
    Thread(target=watch_for_ever, name="watch", daemon=True).start()


def watch_for_ever() -> None:
    """Look again and again; no error ends it."""
    is_done(warm_up)
    pause = LOOK
    while True:
        sleep(uniform(0.5, 1) * pause)  # processes that began together do not look together
        pause = LOOK if is_done(read_what_was_left) else min(2 * pause, LONGEST_PAUSE)


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
