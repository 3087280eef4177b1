"""Tasks whose worker was killed: which are run again, and which are given up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import get_commands
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from incidents.workflow.desk.left_tasks import keep_tasks_fresh

pytestmark = pytest.mark.django_db


def task_in_hand(worker: str, begun: timedelta, **values: Any) -> DBTaskResult:
    """A task that a worker has in hand since so long."""
    return DBTaskResult.objects.create(
        status="RUNNING",
        task_path="incidents.workflow.intake.read_report_later",
        backend_name="default",
        args_kwargs={"args": [7], "kwargs": {}},
        started_at=timezone.now() - begun,
        **{"worker_ids": [worker], **values},
    )


def status_after(task: DBTaskResult) -> str:
    keep_tasks_fresh("alive")
    task.refresh_from_db()
    return str(task.status)


def test_a_task_that_its_worker_left_is_run_again() -> None:
    assert status_after(task_in_hand("killed", timedelta(minutes=1))) == "READY"


def test_a_task_that_another_worker_keeps_fresh_is_left_to_it() -> None:
    assert status_after(task_in_hand("other", timedelta(seconds=30))) == "RUNNING"


def test_a_worker_keeps_its_own_task_however_long_it_takes() -> None:
    task = task_in_hand("alive", timedelta(hours=2))
    assert status_after(task) == "RUNNING"
    assert task.started_at
    assert timezone.now() - task.started_at < timedelta(seconds=30)


def test_a_task_that_was_left_again_and_again_is_given_up() -> None:
    task = task_in_hand("killed", timedelta(minutes=1), worker_ids=["a", "b", "c", "d", "killed"])
    assert status_after(task) == "FAILED"
    assert task in DBTaskResult.objects.finished()


def test_a_task_of_last_week_is_run_no_more() -> None:
    assert status_after(task_in_hand("killed", timedelta(days=7))) == "FAILED"


def test_the_worker_that_the_desk_starts_is_the_one_that_looks_after_left_tasks() -> None:
    assert get_commands()["db_worker"] == "incidents"
