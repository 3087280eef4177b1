"""The reported range as three numbers that can be compared, and how it reads when it moves."""

from __future__ import annotations

from typing import NamedTuple

from incidents.reconciliation.types import Estimate


class Range(NamedTuple):
    """Low, best and high in whole people; None together where nothing is known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    open_upper: bool = False

    @property
    def is_known(self) -> bool:
        return self.best is not None


UNKNOWN = Range()


def range_of(estimate: Estimate) -> Range:
    return Range(estimate.low, estimate.best, estimate.high, estimate.open_upper)


def range_in_words(reported: Range) -> str:
    """ "34 (34 to 56)", "34 (34 to 56 or more)", "34", "34 or more", "no figure"."""
    if not reported.is_known:
        return "no figure"
    more = " or more" if reported.open_upper else ""
    if reported.low == reported.high:
        return f"{reported.best}{more}"
    return f"{reported.best} ({reported.low} to {reported.high}{more})"
