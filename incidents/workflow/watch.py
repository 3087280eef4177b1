"""What each process of a desk does beside its work: read the texts whose reader was stopped, pages or tasks alike."""

from __future__ import annotations

import logging
from random import uniform
from threading import Thread
from time import sleep

from django.db import close_old_connections

from incidents.workflow.intake import read_what_was_left

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
    pause = LOOK
    while True:
        sleep(uniform(0.5, 1) * pause)  # processes that began together do not look together
        close_old_connections()
        try:
            read_what_was_left()
            pause = LOOK
        except Exception:
            logger.exception("Could not look for texts that nobody reads")
            pause = min(2 * pause, LONGEST_PAUSE)
        finally:
            close_old_connections()
