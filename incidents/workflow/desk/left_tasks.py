"""Tasks whose worker was stopped in the midst: found by their age, for a worker that lives keeps its own fresh.

The library leaves them as they are for ever. Every task can safely run twice, so they are run again.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LEFT = timedelta(seconds=45)
"""A task in hand that was not kept fresh for so long has no worker any more."""
STALE = timedelta(days=1)
"""A task left longer ago is run no more: a letter of last week is of no use."""
MOST_RUNS = 5


def keep_tasks_fresh(worker_id: str) -> None:
    """Say that a worker still lives: what it has in hand counts as begun now. Others' tasks that were left go back."""
    now = timezone.now()
    for task in DBTaskResult.objects.running():
        in_hand = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if task.worker_ids[-1:] == [worker_id]:
            in_hand.update(started_at=now)
        elif task.started_at is None or task.started_at < now - LEFT:
            if task.started_at and task.started_at > now - STALE and len(task.worker_ids) < MOST_RUNS:
                in_hand.update(status=TaskResultStatus.READY)
            else:
                in_hand.update(status=TaskResultStatus.FAILED, finished_at=now)
