"""Periods counted from a first day, so that two spans of time can be laid on one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from incidents.charts.rows.periods import PeriodRow, add_up_periods

STEPS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days of a period that is counted from a first day: months and years are not alike."""


def since_start(
    days: Iterable[PeriodRow],
    start: date,
    step: int,
    address: Callable[[date, date, str], str],
    until: date | None = None,
) -> list[PeriodRow]:
    """Rows of single days, in order of time, by periods of `step` days from `start` on, the last cut off at `until`."""
    return [
        spanning(list(same), start + timedelta(days=number * step), step, address, until)
        for number, same in groupby(days, key=lambda row: (row.first - start).days // step)
    ]


def spanning(
    rows: list[PeriodRow], first: date, step: int, address: Callable[[date, date, str], str], until: date | None
) -> PeriodRow:
    last = first + timedelta(days=step - 1)
    last = min(last, until) if until else last
    return replace(add_up_periods(rows), first=first, last=last, url=address(first, last, ""))
