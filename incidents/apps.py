"""The desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """Registers what must be there after each migration (the four roles), and what happens at each sign-in."""

    name = "incidents"
    verbose_name = "Record of incidents"

    def ready(self) -> None:
        from incidents.workflow.desk.key_map import remember_keys
        from incidents.workflow.desk.roles import ensure_roles

        user_logged_in.connect(remember_keys)
        post_migrate.connect(ensure_roles, sender=self)
