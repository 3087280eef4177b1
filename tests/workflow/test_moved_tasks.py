"""Tasks that a desk enqueued before an update are found after it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

MIGRATION = import_module("incidents.migrations.0022_moved_tasks")


@pytest.mark.django_db
def test_a_task_that_waits_is_found_where_its_module_is_now() -> None:
    old = "incidents.workflow.priority.weigh_reports_later"
    DBTaskResult.objects.create(task_path=old, backend_name="default", args_kwargs={"args": [7], "kwargs": {}})
    MIGRATION.point_to_new_modules(apps, None)
    assert DBTaskResult.objects.get().task_path == "incidents.workflow.reports.priority.weigh_reports_later"


@pytest.mark.parametrize("path", MIGRATION.MOVED.values())
def test_a_path_that_tasks_are_pointed_to_is_that_of_a_task(path: str) -> None:
    assert import_string(path).module_path == path
