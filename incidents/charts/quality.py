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
        PRECISION: [row_mark(row, row.tally.precision, addresses[row.key], "found") for row in rows],
        STRICT: [row_mark(row, row.tally.strict_precision, addresses[row.key], "found") for row in rows],
        RECALL: [row_mark(row, row.tally.recall, addresses[row.key], "counted") for row in rows],
    }
    return {name: [mark for mark in marks if mark] for name, marks in shares.items()}


def row_mark(row: Row, share: Share, address: str, outcome: str) -> ShareMark | None:
    """The mark of one share of a row, or None of nothing."""
    first = row.key if isinstance(row.key, date) else None
    return share_mark(share, label=row.label, first=first, url=f"{address}&outcome={outcome}")


def share_mark(share: Share, *, label: str, first: date | None, url: str) -> ShareMark | None:
    """The mark of a share with its interval, or None of nothing."""
    if share.value is None or share.interval is None:
        return None
    return ShareMark(
        label=label,
        first=first,
        value=share.value,
        low=share.interval.low,
        high=share.interval.high,
        part=share.part,
        whole=share.whole,
        is_telling=share.is_telling,
        url=url,
    )
