"""`manage.py estimate`: incidents as JSON lines in, their estimates as JSON lines out. Touches no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandParser

from incidents.management.json_lines import JsonLinesCommand
from incidents.vocabulary import Policy

if TYPE_CHECKING:
    from incidents.extraction.batch import Answer


class Command(JsonLinesCommand):
    help = (
        "Find what the reports of each incident claim, and reconcile it: JSON lines in, JSON lines out. "
        "The status is 1 where a line could not be read; the other lines are answered all the same."
    )
    unit = "incidents"
    batch_size = 16

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--policy",
            choices=[policy.value for policy in Policy],
            default=Policy.DESK.value,
            help="by which policy claims become one figure (docs/methodology.md, section 6)",
        )

    def answers(self, lines: Iterable[Any], **options: Any) -> Iterator[Answer]:
        from incidents.estimation.batch import answer_incidents

        return answer_incidents(
            lines,
            batch_size=options["batch_size"],
            processes=options["processes"],
            policy=Policy(options["policy"]),
        )
