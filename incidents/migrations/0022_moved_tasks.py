"""Let tasks that were enqueued before their modules moved be found where these are now."""

from django.db import migrations

MOVED = {
    "incidents.workflow.reconcile.recompute_outdated_later": "incidents.workflow.figures.reconcile.recompute_outdated_later",
    "incidents.workflow.notice_email.email_notice": "incidents.workflow.desk.notice_email.email_notice",
    "incidents.workflow.priority.weigh_reports_later": "incidents.workflow.reports.priority.weigh_reports_later",
}


def point_to_new_modules(apps, schema_editor):
    results = apps.get_model("django_tasks_database", "DBTaskResult")
    for old, new in MOVED.items():
        results.objects.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0021_revisions"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(point_to_new_modules, migrations.RunPython.noop)]
