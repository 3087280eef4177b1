"""How many people a text says came to harm, as tests of a sentence or two ask it."""

from __future__ import annotations

from datetime import date

from incidents.extraction import extract
from incidents.vocabulary import Measure

PUBLISHED = date(2024, 5, 10)


def told(text: str, measure: Measure = Measure.KILLED) -> int:
    """The report's own tally of one measure: best, else low; 0 where it tells of none."""
    total = extract(text, PUBLISHED).totals.get(measure)
    if total is None:
        return 0
    return total.low if total.best is None else total.best
