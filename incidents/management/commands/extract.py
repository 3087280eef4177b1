"""`manage.py extract`: reports as JSON lines in, what was found in them as JSON lines out. Touches no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from incidents.management.json_lines import JsonLinesCommand

if TYPE_CHECKING:
    from incidents.extraction.batch import Answer


class Command(JsonLinesCommand):
    help = (
        "Find casualty claims, place, time and actors in reports: JSON lines in, JSON lines out. "
        "The status is 1 where a line could not be read; the other lines are answered all the same."
    )
    unit = "reports"

    def answers(self, lines: Iterable[Any], **options: Any) -> Iterator[Answer]:
        from incidents.extraction.batch import answer_lines

        return answer_lines(lines, batch_size=options["batch_size"], processes=options["processes"])
