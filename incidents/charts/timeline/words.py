"""The numbers of the timeline as rows of a table and a file, and what is said of them."""

from __future__ import annotations

from incidents.charts.frame import FIGURE_COLUMNS, FILE, HIGH_IS_OPEN, PAGE, Cell, Column, Line, Value, high_cell
from incidents.charts.rows import PeriodRow
from incidents.charts.series.periods import Totals
from incidents.charts.timeline.selection import Selection
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many
from incidents.vocabulary import Measure

COLUMNS = (
    Column("period", "Period", only=PAGE),
    Column("first_day", "First day", only=FILE),
    Column("last_day", "Last day", only=FILE),
    Column("category", "Told apart as"),
    Column("measure", "Measure", only=FILE),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("incidents", "Incidents", is_number=True),
    Column("unknown", "Without a figure", is_number=True),
)
"""The numbers of the chart, in order."""


def timeline_line(row: PeriodRow, measure: Measure) -> Line:
    """One period as a row of the table and of the file."""
    unsaid = Cell(None, "not known") if row.best is not None else None
    low: Value | Cell = unsaid if row.low is None else row.low
    high = unsaid if row.high is None else high_cell(row.figure)
    incidents = Cell(None, "not known") if row.incidents is None else row.incidents
    figures = (low, row.best, high, row.figure.is_open, incidents, row.unknown)
    return Line((row.days, row.first, row.last, row.category, measure, *figures), row.url)


def sentence_on_timeline(form: TimelineFilter, selection: Selection) -> str:
    """The one sentence of the chart: when most were counted, and how many incidents nobody counts."""
    counted = [row for row in selection.whole if row.best]
    if not counted:
        return "Nobody gives a figure." if selection.totals.best is None else "All who give a figure say 0."
    highest = max(counted, key=lambda row: row.best or 0)
    when = f"{'the ' if selection.every == 'week' else ''}{highest.label}"
    said = f"Most in {when}: {highest.best:,} {form.counted_words} in {how_many(highest.incidents or 0, 'incident')}."
    return " ".join([said, *excess_words(selection), *unknown_words(selection.totals)])


def unknown_words(totals: Totals) -> list[str]:
    if not totals.unknown:
        return []
    return [f"{how_many(totals.unknown, 'incident')} without a figure (ticks under the axis)."]


def not_told_apart(form: TimelineFilter) -> str:
    """That a view leaves aside what was to be told apart."""
    return " Incidents are not told apart in this view." if form.told_apart_by else ""


def excess_words(selection: Selection) -> list[str]:
    if not selection.excess:
        return []
    return [
        f"Told apart they come to {selection.excess:,} more than the whole, where a person set the whole, "
        "or a neutral count of it stands against what a side claims."
    ]


def timeline_found_words(form: TimelineFilter, totals: Totals) -> str:
    """What was found, for those who hear the page."""
    figure = "no figure" if totals.best is None else f"{totals.best:,} {form.counted_words}"
    return f"{how_many(totals.incidents, 'incident')}, {figure}"
