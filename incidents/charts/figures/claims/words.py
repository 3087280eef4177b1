"""What a mark says in words: on hover, and in the table and the file."""

from __future__ import annotations

from incidents.charts.figures.common import escaped
from incidents.charts.rows import ClaimMark
from incidents.phrases import shortened


def mark_words(mark: ClaimMark) -> str:
    return "<br>".join(
        (
            f"{escaped(mark.origin)}, {mark.at:%Y-%m-%d}",
            f"{escaped(mark.population)} {mark.measure.label}: {figure_words(mark)}",
            f"“{escaped(shortened(mark.words, 90))}”",
            f"{mark.interest.label}; {escaped(mark.standing)}",
        )
    )


def figure_words(mark: ClaimMark) -> str:
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
