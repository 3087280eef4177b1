"""The calendar: how many were counted on each day, the same numbers as a table and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from plotly import graph_objects as go

from incidents.charts.figures import draw_calendar as calendar_figure
from incidents.charts.frame import FIGURE_COLUMNS, FILE, HIGH_IS_OPEN, Chart, Column, Line, figure_cells
from incidents.charts.rows import DayRow
from incidents.charts.series import periods
from incidents.charts.series.calendar import MOST_YEARS, day_rows, years_shown
from incidents.filters.drawn import DrawnFilter
from incidents.pages.frame.charts import chart_csv, refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, incidents_between, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many

COLUMNS = (
    Column("day", "Day"),
    Column("measure", "Measure", only=FILE),
    *FIGURE_COLUMNS,
    HIGH_IS_OPEN,
    Column("incidents", "Incidents", is_number=True),
    Column("unknown", "Without a figure", is_number=True),
    Column("inexact", "Day not sure", is_number=True, meaning="Incidents that are not dated to the day"),
)


@dataclass(frozen=True, slots=True)
class Days:
    """What the filters choose: its totals, the years that are shown of it, and their days."""

    totals: periods.Totals
    years: Sequence[int]
    rows: Sequence[DayRow]

    @property
    def n(self) -> int:
        """How many incidents are shown."""
        return sum(row.incidents for row in self.rows)

    @property
    def earlier(self) -> int:
        """How many began before the years that are shown."""
        return self.totals.incidents - self.n

    @property
    def span(self) -> str:
        """The years shown, in words: "2021 to 2026"."""
        return f"{self.years[-1]} to {self.years[0]}" if len(self.years) > 1 else f"{self.years[0]}"


@require_GET
@replayable
def calendar(request: DeskRequest) -> HttpResponse:
    """The calendar; without its filters and frame where htmx asks."""
    form = DrawnFilter(request.GET)
    days = select_days(form)
    context = frame_context(request, form) | {
        "days": days,
        "chart": calendar_chart(form, days),
        "before": form.address(since=None, until=date(days.years[-1] - 1, 12, 31)) if days.earlier else None,
        "found_words": f"{how_many(days.n, 'incident')} on {how_many(len(days.rows), 'day')}",
    }
    return record_answer(request, "calendar", context)


@require_GET
@replayable
def calendar_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the calendar, as CSV; days with nothing recorded have no row."""
    form = DrawnFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(
        calendar_chart(form, select_days(form)), selection_caption(form, request.as_of)
    )


def select_days(form: DrawnFilter) -> Days:
    """What the filters choose, as known then, in two queries beside the form's own."""
    tolls = form.tolls()
    totals = periods.totals(tolls)
    years = years_shown(totals.first, totals.last)
    return Days(totals, years, day_rows(tolls, years, lambda day: incidents_between(form, day, day)))


def calendar_chart(form: DrawnFilter, days: Days) -> Chart:
    """The calendar and its numbers."""
    title = f"People {form.counted_words} by the day on which the incident began"
    return Chart(
        name=f"{form.measure_chosen}-by-day",
        title=title,
        figure=days_to_draw(form, days) if days.rows else None,
        takeaway=sentence_on_calendar(form, days),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[day_line(row, form.measure_chosen) for row in days.rows],
        n=how_many(days.n, "incident"),
        csv=f"{reverse('calendar-csv')}?{form.address()}",
        note=note_of(days),
        kind="calendar",
    )


def days_to_draw(form: DrawnFilter, days: Days) -> go.Figure:
    """The days up to the one that is shown as the last."""
    today = form.known_at.date() if form.known_at else timezone.localdate()
    return calendar_figure(days.rows, days.years, form.counted_words, today)


def sentence_on_calendar(form: DrawnFilter, days: Days) -> str:
    """The one sentence: the worst day, and on how many days nobody gives a figure."""
    counted = [row for row in days.rows if row.best]
    unknown = sum(row.best is None for row in days.rows)
    have = "has" if unknown == 1 else "have"
    silent = f" {how_many(unknown, 'day')} with incidents {have} no figure." if unknown else ""
    if not counted:
        return f"On no day is anybody counted.{silent}"
    worst = max(counted, key=lambda row: row.best or 0)
    most = f"Most on {worst.day}: {worst.best:,} {form.counted_words} in {how_many(worst.incidents, 'incident')}."
    return f"{most}{silent}"


def note_of(days: Days) -> str:
    """How to read the calendar, and what it leaves out."""
    inexact = sum(row.inexact for row in days.rows)
    notes = ["Each step of the scale begins at about three times the one before. Choose a day to see its incidents."]
    if inexact:
        stands = "is not dated to the day and stands on its first" if inexact == 1 else (
            "are not dated to the day and stand on their first")  # fmt: skip
        notes.append(f"{how_many(inexact, 'incident')} {stands}.")
    if days.earlier:
        notes.append(f"Only the newest {MOST_YEARS} years, {days.span}: {how_many(days.earlier, 'incident')} before.")
    return " ".join(notes)


def day_line(row: DayRow, measure: str) -> Line:
    """One day as a row of the table and of the file."""
    figures = (*figure_cells(row.figure), row.figure.is_open)
    return Line((row.day.isoformat(), measure, *figures, row.incidents, row.unknown, row.inexact), row.url)
