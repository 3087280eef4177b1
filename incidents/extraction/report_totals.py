"""A report's own tally."""
from __future__ import annotations

from collections.abc import Sequence

from incidents.extraction.types import ExtractedClaim, Total
from incidents.vocabulary import Measure


def report_totals(claims: Sequence[ExtractedClaim]) -> dict[Measure, Total]:
    return {}
