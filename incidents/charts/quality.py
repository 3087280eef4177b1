"""From the tallies of what the program read to the marks of their chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from incidents.charts.rows import ShareMark
from incidents.workflow.quality.measures import Row, Share

PRECISION, STRICT, RECALL = "precision", "strict precision", "recall"
MOST_BARS = 12
"""How many rows are drawn as bars: those with most claims."""


def share_marks(rows: Sequence[Row], addresses: Mapping[object, str]) -> dict[str, list[ShareMark]]:
    """A mark for each share that a row has; `addresses` leads from the key of a row to its claims."""
    shares = {
        PRECISION: [share_mark(row, row.tally.precision, addresses[row.key], "found") for row in rows],
        STRICT: [share_mark(row, row.tally.strict_precision, addresses[row.key], "found") for row in rows],
        RECALL: [share_mark(row, row.tally.recall, addresses[row.key], "counted") for row in rows],
    }
    return {name: [mark for mark in marks if mark] for name, marks in shares.items()}


def share_mark(row: Row, share: Share, address: str, outcome: str) -> ShareMark | None:
    """The mark of one share, or None of nothing."""
    if share.value is None or share.interval is None:
        return None
    return ShareMark(
        label=row.label,
        first=row.key if isinstance(row.key, date) else None,
        value=share.value,
        low=share.interval.low,
        high=share.interval.high,
        part=share.part,
        whole=share.whole,
        is_telling=share.is_telling,
        url=f"{address}&outcome={outcome}",
    )
