"""How often a field of the labelled reports is read exactly right, style by style."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figure import Figure
from tests.extraction.labelled_reports import FIELDS, STYLES, exactly_right

# The shares that were asked for of reports in a style that the rules have never seen.
ASKED_FOR = {"killed": 0.93, "injured": 0.91, "detained": 0.85, "admin1": 0.92, "place": 0.82}


def measure() -> Iterator[Figure]:
    for style in STYLES:
        for field in FIELDS:
            right, wrong = exactly_right(style, field)
            labelled = len(right) + len(wrong)
            if labelled:
                share = len(right) / labelled
                against = f"{labelled} labelled reports"
                yield Figure(
                    f"accuracy.{style}.{field}", share, "share", against, ASKED_FOR.get(field), more_is_better=True
                )
