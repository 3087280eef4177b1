"""`manage.py find_near_duplicates`: find the reports that are nearly the text of an earlier one."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from incidents.models import Report
from incidents.workflow.reports.near_duplicates import keep_near_duplicates


class Command(BaseCommand):
    help = (
        "Find the reports that are nearly the text of an earlier one, in the order in which they came. New reports "
        "are compared when they come in; this is for those that were here before. Safe to stop and to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="compare also those that were compared already")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        reports = Report.objects.order_by("pk")
        waiting = reports if again else reports.filter(bands=None)
        keys = list(waiting.values_list("pk", flat=True))
        found = 0
        for pk in tqdm(keys, unit=" reports", file=sys.stderr, disable=not sys.stderr.isatty()):
            found += bool(keep_near_duplicates(Report.objects.get(pk=pk)))
        self.stdout.write(f"{len(keys)} reports compared; {found} are nearly the text of an earlier one")
