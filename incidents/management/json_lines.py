"""What commands that answer JSON lines with JSON lines have in common. None of them touches the database."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

if TYPE_CHECKING:
    from incidents.extraction.batch import Answer

STANDARD = "-"
STOPPED_BY_READER = 128 + 13  # what a shell gives for SIGPIPE
STOPPED_BY_PERSON = 128 + 2  # ... and for SIGINT

Lines = Iterable[bytes] | Iterable[str]


def positive(value: str) -> int:
    """A whole number, 1 or more, for an option."""
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError("must be a whole number, 1 or more")
    return number


class JsonLinesCommand(BaseCommand):
    """Reads lines, writes an answer for each, and ends with status 1 where a line could not be read.

    A command gives `answers`, and says what its lines hold (`unit`) and how many it takes in one go.
    """

    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own shape
    requires_migrations_checks = False
    unit = "lines"
    batch_size = 64

    def answers(self, lines: Iterable[Any], **options: Any) -> Iterator[Answer]:
        """An answer for every line that is not blank, in order."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", default=STANDARD, help="a file of JSON lines, or - for standard input")
        parser.add_argument("--output", default=STANDARD, help="the file to write, or - for standard output")
        parser.add_argument("--processes", type=positive, default=1, help="how many processes share the work")
        parser.add_argument(
            "--batch-size", type=positive, default=self.batch_size, help=f"{self.unit} answered in one go"
        )

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

    def _answer(self, *, input: str, output: str, **options: Any) -> int:
        """Answers every line; gives the number of those that could not be read."""
        failures = 0
        with ExitStack() as stack:
            source = self._source(input, stack)
            target = self._target(output, input, stack)
            for answer in self.answers(self._with_progress(source), **options):
                target.write(answer.line + "\n")
                failures += answer.failed
            target.flush()
        return failures

    def _source(self, name: str, stack: ExitStack) -> Lines:
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

    def _with_progress(self, source: Iterable[Any]) -> Iterator[Any]:
        from tqdm import tqdm

        yield from tqdm(source, unit=f" {self.unit}", file=sys.stderr, disable=not sys.stderr.isatty())
