"""The desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """Registers what must be there after each migration: the four roles and their permissions."""

    name = "incidents"
    verbose_name = "Record of incidents"

    def ready(self) -> None:
        from incidents.workflow.roles import ensure_roles

        post_migrate.connect(ensure_roles, sender=self)
