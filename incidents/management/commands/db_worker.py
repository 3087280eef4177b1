"""`manage.py db_worker`: the library's worker of tasks, which also takes up what was left when others were stopped."""

from __future__ import annotations

import logging
import os
import signal
from argparse import ArgumentParser
from threading import Thread
from time import sleep
from typing import Any

from django.db import close_old_connections
from django_tasks_db.management.commands import db_worker

from incidents.workflow.desk.left_tasks import keep_tasks_fresh
from incidents.workflow.watch import begin_watch

logger = logging.getLogger(__name__)

BEAT = 5.0
"""Seconds from one sign of life to the next."""


class Command(db_worker.Command):
    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--beside", type=int, help="End when the process of this number, which started it, is gone")

    def handle(self, *, worker_id: str, beside: int | None, **options: Any) -> None:  # type: ignore[override]
        begin_watch()
        Thread(target=give_signs_of_life, args=(worker_id, beside), daemon=True).start()
        super().handle(worker_id=worker_id, **options)


def give_signs_of_life(worker_id: str, beside: int | None) -> None:
    """Keep the tasks in hand fresh, until the process ends; end it, its task done, where it was left alone."""
    while beside is None or os.getppid() == beside:
        close_old_connections()
        try:
            keep_tasks_fresh(worker_id)
        except Exception:
            logger.exception("Could not look after the tasks in hand")
        close_old_connections()
        sleep(BEAT)
    os.kill(os.getpid(), signal.SIGTERM)
