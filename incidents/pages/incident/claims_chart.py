"""The chart of one incident's claims, and the estimate as it was known then: figure, table and file of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from incidents.charts.figures import claims_by_event, claims_over_time, measures_drawn
from incidents.charts.frame import (
    FIGURE_COLUMNS,
    FILE,
    HIGH_IS_OPEN,
    Cell,
    Chart,
    Column,
    Line,
    figure_cells,
    high_cell,
)
from incidents.charts.rows import ClaimMark, KnownThen, SetByHand
from incidents.phrases import how_many

CLAIM_COLUMNS = (
    Column("published", "Published"),
    Column("of_day", "Speaks of"),
    Column("origin", "Origin"),
    Column("source", "Source", only=FILE),
    Column("grade", "Grade", meaning="How reliable the source is, from A to E; F: cannot be judged"),
    Column("words", "Words"),
    Column("measure", "Measure"),
    Column("population", "Population"),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("denies", "Denies", only=FILE),
    Column("interest", "Interest"),
    Column("covers", "Covers", only=FILE),
    Column("standing", "In the estimate"),
    Column("claim", "Claim", only=FILE),
    Column("replaced_by", "Replaced by", only=FILE),
)
KNOWN_COLUMNS = (
    Column("known_from", "Known from"),
    Column("measure", "Measure"),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
)


def claims_chart(
    marks: Sequence[ClaimMark],
    known: Sequence[KnownThen],
    by_hand: Sequence[SetByHand],
    *,
    as_of: datetime | None,
    by_event: bool,
    takeaway: str,
    of: str,
    csv: str,
) -> Chart | None:
    """All claims that have a place on it, later ones left out; None where there is nothing to draw.

    `marks` and `known` are those of today: they make the axes, which stay while the date moves. `of` names the
    incident in the names of files.
    """
    shown = [mark for mark in marks if as_of is None or mark.at <= as_of]
    shown = [mark for mark in shown if mark.measure in measures_drawn(shown)]
    if not shown:
        return None
    draw = claims_by_event if by_event else claims_over_time
    return Chart(
        name=f"claims-{of}",
        title="Claims by the day of which they speak" if by_event else "Claims over time",
        figure=draw(marks, known, by_hand, as_of),
        takeaway=takeaway,
        table_title="Claims on the chart, as they were published",
        columns=CLAIM_COLUMNS,
        lines=[claim_line(mark) for mark in shown],
        n=how_many(len(shown), "claim"),
        csv=csv,
        note="Each mark leads to its words.",
    )


def claim_line(mark: ClaimMark) -> Line:
    """One claim as a row of the table and of the file. Where the words give no number, neither does the row."""
    has_figure = mark.has_number and not mark.denies
    nobody = 0 if mark.denies else None
    return Line(
        (
            moment_cell(mark.at),
            mark.event_at.date() if mark.event_at else None,
            mark.origin,
            mark.source,
            mark.grade,
            mark.words,
            mark.measure,
            mark.population,
            mark.low if has_figure else nobody,
            best_cell(mark),
            high_cell(mark.figure) if has_figure else nobody,
            has_figure and mark.figure.is_open,
            mark.denies,
            mark.interest.label,
            mark.scope.label,
            mark.standing,
            mark.id,
            mark.replaced_by,
        ),
        mark.url,
    )


def best_cell(mark: ClaimMark) -> int | Cell | None:
    if mark.denies:
        return Cell(0, "denied")
    return Cell(None, "not given") if mark.has_number and mark.best is None else mark.best


def moment_cell(at: datetime) -> date | Cell:
    """A day, with its hour where that is known."""
    return at.date() if at.time() == time() else Cell(at, f"{at:%Y-%m-%d %H:%M}")


def known_chart(known: Sequence[KnownThen], *, of: str, csv: str) -> Chart | None:
    """The estimate for people as a whole at each moment at which it changed; None where nothing was ever known."""
    if not any(point.best is not None for point in known):
        return None
    changes = how_many(len(known), "change")
    return Chart(
        name=f"estimate-known-then-{of}",
        title="The estimate as known then",
        figure=None,
        takeaway="People as a whole, from the claims published by each moment.",
        table_title="The estimate as known then: reported range for people as a whole",
        columns=KNOWN_COLUMNS,
        lines=[known_line(point) for point in known],
        n=changes,
        csv=csv,
    )


def known_line(point: KnownThen) -> Line:
    return Line((moment_cell(point.at), point.measure, *figure_cells(point.figure), point.figure.is_open))
