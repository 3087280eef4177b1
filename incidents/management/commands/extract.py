"""`manage.py extract`: reports as JSON lines in, what was found in them as JSON lines out. Touches no database."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

STANDARD = "-"


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ArgumentTypeError("must be 1 or more")
    return number


class Command(BaseCommand):
    help = "Find casualty claims, place, time and actors in reports: JSON lines in, JSON lines out."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", default=STANDARD, help="a file of JSON lines, or - for standard input")
        parser.add_argument("--output", default=STANDARD, help="the file to write, or - for standard output")
        parser.add_argument("--processes", type=_positive, default=1, help="how many processes share the work")
        parser.add_argument("--batch-size", type=_positive, default=64, help="reports parsed in one go")

    def handle(self, *args: Any, **options: Any) -> None:
        from incidents.extraction.batch import answer_lines

        failures = 0
        with ExitStack() as stack:
            source = self._source(options["input"], stack)
            target = self._target(options["output"], stack)
            lines = self._with_progress(source, options["output"])
            for answer in answer_lines(lines, batch_size=options["batch_size"], processes=options["processes"]):
                target.write(answer.line + "\n")
                failures += answer.failed
            target.flush()
        if failures:
            raise CommandError(f"{failures} of the lines could not be read; see their error lines", returncode=1)

    def _source(self, name: str, stack: ExitStack) -> TextIO:
        if name == STANDARD:
            return sys.stdin
        try:
            return stack.enter_context(Path(name).open(encoding="utf-8", errors="replace"))
        except OSError as error:
            raise CommandError(f"cannot read {name}: {error.strerror}") from error

    def _target(self, name: str, stack: ExitStack) -> TextIO:
        if name == STANDARD:
            return cast(TextIO, self.stdout)
        try:
            return stack.enter_context(Path(name).open("w", encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"cannot write {name}: {error.strerror}") from error

    @staticmethod
    def _with_progress(source: TextIO, output: str) -> Iterator[str]:
        from tqdm import tqdm

        yield from tqdm(source, unit=" reports", file=sys.stderr, disable=not sys.stderr.isatty())
