"""What a mark says in words: on hover, and in the table and the file."""

from __future__ import annotations

from incidents.charts.figures.common import escape_tags
from incidents.charts.rows import ClaimMark
from incidents.phrases import shorten_words


def claim_mark_words(mark: ClaimMark) -> str:
    return "<br>".join(
        (
            f"{escape_tags(mark.origin)}, {mark.at:%Y-%m-%d}",
            f"{escape_tags(mark.population)} {mark.measure.label}: {claim_figure_words(mark)}",
            f"“{escape_tags(shorten_words(mark.words, 90))}”",
            f"{mark.interest.label}; {escape_tags(mark.standing)}",
        )
    )


def claim_figure_words(mark: ClaimMark) -> str:
    if mark.denies:
        return "denied"
    if not mark.has_number:
        return "no figure"
    if mark.best is None:
        return f"up to {mark.high:,}"
    if mark.high is None:
        return f"at least {mark.low:,}"
    return f"{mark.best:,}" if mark.low == mark.high else f"{mark.best:,} ({mark.low:,} to {mark.high:,})"


def range_words(mark: ClaimMark) -> str:
    """The interval that a word stands for: "12–99", "12 or more"."""
    return f"{mark.low:,}{mark.figure.more}" if mark.high is None else mark.figure.dashed
