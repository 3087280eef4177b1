"""`manage.py extract`: reports as JSON lines in, what was found in them as JSON lines out. Touches no database."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

STANDARD = "-"
STOPPED_BY_READER = 128 + 13  # what a shell gives for SIGPIPE
STOPPED_BY_PERSON = 128 + 2  # ... and for SIGINT


def _positive(value: str) -> int:
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError("must be a whole number, 1 or more")
    return number


class Command(BaseCommand):
    help = (
        "Find casualty claims, place, time and actors in reports: JSON lines in, JSON lines out. "
        "The status is 1 where a line could not be read; the other lines are answered all the same."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", default=STANDARD, help="a file of JSON lines, or - for standard input")
        parser.add_argument("--output", default=STANDARD, help="the file to write, or - for standard output")
        parser.add_argument("--processes", type=_positive, default=1, help="how many processes share the work")
        parser.add_argument("--batch-size", type=_positive, default=64, help="reports parsed in one go")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            failures = self._answer(**options)
        except KeyboardInterrupt:
            raise CommandError("stopped; the answers up to here are written", returncode=STOPPED_BY_PERSON) from None
        except BrokenPipeError:  # "... | head" has read enough: no fault, and nothing more can be said to it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(STOPPED_BY_READER)
        except OSError as error:
            raise CommandError(f"reading or writing failed: {error.strerror or error}", returncode=2) from error
        if failures:
            raise CommandError(f"{failures} of the lines could not be read; see their error lines", returncode=1)

    def _answer(self, *, input: str, output: str, processes: int, batch_size: int, **_: Any) -> int:
        """Answers every line; gives the number of those that could not be read."""
        from incidents.extraction.batch import answer_lines

        failures = 0
        with ExitStack() as stack:
            source = self._source(input, stack)
            target = self._target(output, input, stack)
            for answer in answer_lines(self._with_progress(source), batch_size=batch_size, processes=processes):
                target.write(answer.line + "\n")
                failures += answer.failed
            target.flush()
        return failures

    def _source(self, name: str, stack: ExitStack) -> Iterable[bytes] | Iterable[str]:
        """The lines as bytes, so that one with a wrong byte is a fault of that line alone."""
        if name == STANDARD:
            return getattr(sys.stdin, "buffer", sys.stdin)
        try:
            return stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise CommandError(f"cannot read {name}: {error.strerror}", returncode=2) from error

    def _target(self, name: str, source: str, stack: ExitStack) -> TextIO:
        if name == STANDARD:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
            return cast(TextIO, self.stdout)
        path = Path(name)
        if source != STANDARD and path.exists() and path.samefile(source):
            raise CommandError(f"{name} is the input; the output would overwrite it", returncode=2)
        try:
            return stack.enter_context(path.open("w", encoding="utf-8", buffering=1))
        except OSError as error:
            raise CommandError(f"cannot write {name}: {error.strerror}", returncode=2) from error

    @staticmethod
    def _with_progress(source: Iterable[Any]) -> Iterator[Any]:
        from tqdm import tqdm

        yield from tqdm(source, unit=" reports", file=sys.stderr, disable=not sys.stderr.isatty())
