"""`manage.py load_demonstration`: fill a new database with the demonstration desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.demonstration.load import is_new_desk, load_demonstration


class Command(BaseCommand):
    help = "Load the demonstration desk, if the database is new"

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration's passwords are public: it is never loaded in production.")
        if not is_new_desk():
            self.stdout.write("Demonstration desk: the database is in use, nothing to load")
            return
        self.stdout.write("Demonstration desk: reading its reports")
        load_demonstration(lambda title: self.stdout.write(f"  {title}"))
        self.stdout.write("Demonstration desk: ready")
