"""`manage.py export_labels`: what people decided about the claims of finished reports, as JSON lines for `extract`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from incidents.management.chosen_reports import add_choice_of_reports, chosen_by
from incidents.management.json_lines import STANDARD
from incidents.workflow.quality.labels import WARNING, label_lines, reports_to_label


class Command(BaseCommand):
    help = (
        "Write the finished reports as JSON lines that `manage.py extract` reads as they are, each with `gold`: the "
        "claims as they stand (accepted, corrected, added by people) and those found that were rejected, with the "
        "reason. Reports whose two readings are not settled yet are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice_of_reports(cast(CommandParser, parser))
        parser.add_argument("--out", default=STANDARD, metavar="FILE", help="the file to write, or - for stdout")
        parser.add_argument(
            "--without-names",
            action="store_true",
            help="leave out the names of victims, and black them out of the texts, letter for letter so that spans "
            "hold; names that the program did not find stay in the texts",
        )

    def handle(self, *args: Any, out: str, without_names: bool, **options: Any) -> None:
        reports = reports_to_label(**chosen_by(options))
        count = reports.count()
        self.stderr.write(self.style.WARNING(WARNING))
        with ExitStack() as stack:
            target = self.target(out, stack)
            lines = label_lines(reports, without_names=without_names)
            for line in tqdm(lines, total=count, unit=" reports", file=sys.stderr, disable=not sys.stderr.isatty()):
                target.write(line)
        self.stderr.write(f"{count} report{'' if count == 1 else 's'} written")

    def target(self, name: str, stack: ExitStack) -> TextIO:
        """Where the lines go. Raises CommandError for a file that cannot be written."""
        if name == STANDARD:
            self.stdout.ending = ""
            return cast(TextIO, self.stdout)
        try:
            return stack.enter_context(Path(name).open("w", encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"cannot write {name}: {error.strerror}", returncode=2) from error
