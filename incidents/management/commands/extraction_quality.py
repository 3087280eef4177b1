"""`manage.py extraction_quality`: precision and recall of the program on what this desk has reviewed."""

from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandParser

from incidents.management.chosen_reports import add_choice_of_reports, chosen_by
from incidents.models import Claim
from incidents.phrases import per_cent
from incidents.workflow.quality.labels import reports_to_label
from incidents.workflow.quality.measures import BY, FEWEST, Row, Share, Tally, overall, whole_and_rows

MEANINGS = f"""\
Precision and recall of the program on the finished reports of this desk.

  found      claims that the program found, and people decided on
  right      ... that stand exactly as found
  corrected  ... that people let stand after changing a value: found, but wrong in a named field
  rejected   ... that are no claim, or not about this: false positives
  missed     claims that people added: false negatives

  precision  (right + corrected) / found: what stood, corrections counted as found (lenient)
  strict     right / found: what stood without any change
  recall     (right + corrected) / (right + corrected + missed): what of the claims counted had been found

In brackets is the 95 % interval by Wilson; "too few" stands where a share rests on fewer than {FEWEST} claims. A claim
counts under each rule that made it; no rule made what people added, so rules have no recall. Months are those of
publication. Reports whose two readings are not settled yet are left out; claims shown wrong on purpose never count.
"""
HEADS = ("found", "right", "corrected", "rejected", "missed", "precision", "strict", "recall")


class Command(BaseCommand):
    help = MEANINGS

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice_of_reports(cast(CommandParser, parser))
        parser.add_argument("--by", choices=[name for name in BY if name], help="tell the claims apart by this as well")
        parser.add_argument("--json", action="store_true", help="write one JSON object in place of a table")

    def handle(self, *args: Any, by: str | None, json: bool, **options: Any) -> None:
        claims = Claim.objects.filter(report__in=reports_to_label(**chosen_by(options)).order_by())
        whole, rows = whole_and_rows(claims, by) if by else (overall(claims), [])
        self.stdout.write(quality_json(whole, rows, by) if json else "\n".join(as_table(whole, rows)))


def quality_json(whole: Tally, rows: Iterable[Row], by: str | None) -> str:
    """Everything as one object."""
    return json.dumps(
        {
            "overall": whole.as_json(),
            "corrected_fields": dict(whole.fields.most_common()),
            "by": by,
            "rows": [{"name": row.label, **row.tally.as_json()} for row in rows],
        },
        indent=2,
    )


def as_table(whole: Tally, rows: Iterable[Row]) -> Iterable[str]:
    """Lines of a table, and what was corrected."""
    lines = [("all claims", whole), *((row.label, row.tally) for row in rows)]
    width = max(len(label) for label, _ in lines)
    yield f"{'':{width}} " + "".join(f"{head:>{10 if place < 5 else 18}}" for place, head in enumerate(HEADS))
    for label, tally in lines:
        counts = (tally.found, tally.right, tally.corrected, tally.rejected, tally.added if tally.has_recall else "-")
        shares = (tally.precision, tally.strict_precision, tally.recall)
        yield f"{label:{width}} " + "".join(f"{count:>10}" for count in counts) + "".join(map(share_column, shares))
    if whole.fields:
        yield "corrected: " + ", ".join(f"{name} {count}" for name, count in whole.fields.most_common())


def share_column(share: Share) -> str:
    """A share in per cent with its interval, in a column of 18."""
    if share.value is None or share.interval is None:
        return f"{'-':>18}"
    if not share.is_telling:
        return f"{'too few':>18}"
    words = f"{per_cent(share.value)} ({share.interval.low * 100:.0f}-{share.interval.high * 100:.0f})"
    return f"{words:>18}"
