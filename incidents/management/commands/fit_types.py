"""`manage.py fit_types`: learn anew which words speak for which type of event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from incidents.extraction.event.learned_types import own_weights_path
from incidents.extraction.event.type_fitting import fit_weights, shipped_notes, weights_json
from incidents.management.chosen_reports import add_choice_of_reports, chosen_by
from incidents.workflow.quality.labels import reports_to_label, texts_with_types


class Command(BaseCommand):
    help = (
        "Where no rule tells the type of an event, it is guessed from the words of the text. Learn these words anew: "
        "from the notes that come with the program, and from the finished reports of this desk that tell of one "
        "incident, by the type that people gave it. Names and numbers are left out. Reports that are read from then "
        "on use them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_choice_of_reports(parser)
        parser.add_argument("--notes-only", action="store_true", help="leave out the reports of this desk")
        parser.add_argument(
            "--out", type=Path, default=own_weights_path(), metavar="FILE", help="the file to write (%(default)s)"
        )

    def handle(self, *args: Any, out: Path, notes_only: bool, **options: Any) -> None:
        notes = shipped_notes()
        reviewed = [] if notes_only else texts_with_types(reports_to_label(**chosen_by(options)))
        weights = fit_weights([*notes, *reviewed])
        fresh = out.with_suffix(".new")
        try:
            fresh.write_text(weights_json(weights), encoding="utf-8")
            fresh.replace(out)
        except OSError as error:
            raise CommandError(f"cannot write {out}: {error.strerror}", returncode=2) from error
        self.stdout.write(f"{len(weights.words)} words from {len(notes)} notes and {len(reviewed)} reports in {out}")
