"""Sums that run on from period to period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from incidents.charts.rows.periods import PeriodRow
from incidents.figure import known_sum


def running(whole: Iterable[PeriodRow]) -> list[PeriodRow]:
    """Each period, in order of time, with the sums from the first one to it: they never fall."""
    return list(accumulate(whole, add_on))


def add_on(before: PeriodRow, row: PeriodRow) -> PeriodRow:
    return replace(
        row,
        incidents=known_sum(before.incidents, row.incidents),
        unknown=before.unknown + row.unknown,
        figure=before.figure + row.figure,
    )
