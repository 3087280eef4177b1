"""Two spans of time, or two actors, beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from incidents.charts.figures import Compared, two_series
from incidents.charts.frame import FILE, PAGE, Cell, Chart, Column, Line
from incidents.charts.rows import PeriodRow
from incidents.charts.series import periods
from incidents.charts.series.periods import STEPS, Totals, since_start
from incidents.charts.timeline.selection import Selection, Shown, addresses
from incidents.charts.timeline.words import COLUMNS, not_told_apart, timeline_line, unknown_words
from incidents.filters.timeline import TimelineFilter
from incidents.phrases import how_many
from incidents.vocabulary import Measure

COLUMNS_OF_TWO = (
    Column("series_first", "Series", only=PAGE),
    *(Column("category", "Told apart as", only=FILE) if one.name == "category" else one for one in COLUMNS),
    Column("series", "Series", only=FILE),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its name, its periods and their sums."""

    name: str
    rows: list[PeriodRow]
    start: date | None
    totals: Totals


def compare(form: TimelineFilter) -> Shown:
    """What the filters choose beside what they would choose in other days, or of another actor."""
    every = form.chosen.get("every") or periods.fitting_period(*periods.first_and_last(form.incidents()))
    first, second = side_of(form, every, form.is_other_time), side_of(form.other, every, form.is_other_time)
    measure = form.measure_chosen
    selection = Selection(measure, every, first.totals, first.rows, first.rows)
    both = [Compared(side.name, side.rows, side.start) for side in (first, second)]
    title = comparison_title(form, every, first.name, second.name)
    chart = Chart(
        name=f"{measure}-compared-by-{every}",
        title=title,
        figure=two_series(both, measure) if first.rows or second.rows else None,
        takeaway=sentence_on_comparison(form, first, second),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS_OF_TWO,
        lines=[line_beside(side, row, measure) for side in (first, second) for row in side.rows],
        n=f"{first.totals.incidents:,} and {how_many(second.totals.incidents, 'incident')}",
        csv=f"{reverse('timeline-csv')}?{form.address()}",
        note=f"Not cumulative. Choose a bar to see what it stands for.{not_told_apart(form)}",
    )
    return Shown(chart, selection, [(side.name, side.totals) for side in (first, second)])


def comparison_title(form: TimelineFilter, every: str, first: str, second: str) -> str:
    step = STEPS[every]
    by = f"by {how_many(step, 'day')} since each began" if form.is_other_time and step > 1 else f"by {every}"
    return f"People {form.counted_words} {by}: {first} and {second}"


def side_of(form: TimelineFilter, every: str, is_from_start: bool) -> Side:
    """The periods of one side: of the calendar, or counted from its first day."""
    address = addresses(form, "")
    if not is_from_start:
        rows = periods.period_rows(form.tolls(), every, address=address)
        return Side(side_name(form, is_from_start), rows, None, Totals.of(rows))
    days = periods.period_rows(form.tolls(), "day", address=address)
    start = form.chosen.get("since") or (days[0].first if days else None)
    rows = since_start(days, start, STEPS[every], address, form.chosen.get("until")) if start else []
    return Side(side_name(form, is_from_start), rows, start or date.min, Totals.of(rows))


def side_name(form: TimelineFilter, is_other_time: bool) -> str:
    """What tells a side from the other: its days, its actors, or both."""
    chosen = form.chosen
    actors = form.words_of("actor") if "actor" in chosen else ""
    if not is_other_time:
        return actors or "all incidents"
    since, until = chosen.get("since"), chosen.get("until")
    days = (
        f"{since} to {until}"
        if since and until
        else f"from {since}"
        if since
        else f"to {until}"
        if until
        else "all days"
    )
    return f"{actors}, {days}" if actors else days


def line_beside(side: Side, row: PeriodRow, measure: Measure) -> Line:
    """A period of one side; on the page with the days since its start."""
    line = timeline_line(row, measure)
    since = f"days {(row.first - side.start).days + 1} to {(row.end - side.start).days}: " if side.start else ""
    return Line((side.name, Cell(row.days, f"{since}{row.days}"), *line.cells[1:], side.name), line.url)


def sentence_on_comparison(form: TimelineFilter, first: Side, second: Side) -> str:
    """Both totals, and how much more one is, where that can be said."""
    said = f"{first.name}: {first.totals.words} {form.counted_words}. {second.name}: {second.totals.words}."
    unknown = Totals.of([*first.rows, *second.rows])
    return " ".join([said, *difference_of_totals(first, second), *unknown_words(unknown)])


def difference_of_totals(first: Side, second: Side) -> Sequence[str]:
    """How many more, and how many times as many: no ratio from nothing or from what is not known."""
    one, other = first.totals.best, second.totals.best
    if one is None or other is None:
        return []
    if one == other:
        return ["As many in both."]
    more, less = (first, second) if one > other else (second, first)
    high, low = max(one, other), min(one, other)
    times = f", {high / low:.1f} × as many" if low else ""
    return [f"{high - low:,} more in {more.name}{times}.", *overlap_words(more.totals, less.totals)]


def overlap_words(more: Totals, less: Totals) -> list[str]:
    return [] if less.figure.ends_below(more.figure) else ["The reported ranges overlap."]
