"""`manage.py build_gazetteer`: write the offline gazetteer, where it is missing or of another version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from incidents.extraction import gazetteer


class Command(BaseCommand):
    help = "Build the offline gazetteer of places from the installed GeoNames data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="build even if the file is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        path = gazetteer.gazetteer_path()
        count = gazetteer.build(path, anew=options["anew"])
        self.stdout.write(f"{count:,} places in {path}")
