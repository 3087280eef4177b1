"""Incidents over time: the chart, the same numbers as a table and as CSV, and the incidents behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.figures import incidents_over_time
from incidents.charts.frame import FILE, PAGE, Cell, Chart, Column, Line
from incidents.charts.rows import PeriodRow
from incidents.charts.series import periods
from incidents.forms.timeline_filter import TimelineFilter
from incidents.models import Incident
from incidents.phrases import how_many
from incidents.views.as_of import replayable
from incidents.views.charts import caption_of, chart_csv, refused
from incidents.views.record_pages import record_answer, record_context
from incidents.views.requests import DeskRequest
from incidents.vocabulary import Measure

PER_PAGE = 50
COLUMNS = (
    Column("period", "Period", only=PAGE),
    Column("first_day", "First day", only=FILE),
    Column("last_day", "Last day", only=FILE),
    Column("category", "Told apart as"),
    Column("measure", "Measure", only=FILE),
    Column("low", "Low", is_number=True),
    Column("best", "Best", is_number=True),
    Column("high", "High", is_number=True),
    Column("high_is_open", "High is open", only=FILE),
    Column("incidents", "Incidents", is_number=True),
    Column("unknown", "Without a figure", is_number=True),
)
"""The numbers of the chart, in order."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters choose: its totals, its periods (`rows` by category, `whole` all together)."""

    measure: Measure
    every: str
    totals: periods.Totals
    rows: Sequence[PeriodRow]
    whole: Sequence[PeriodRow]


@require_GET
@replayable
def timeline(request: DeskRequest) -> HttpResponse:
    """The timeline; without its filters and frame where htmx asks."""
    form = TimelineFilter(request.GET)
    selection = select(form)
    context = record_context(request, form) | {
        "selection": selection,
        "chart": chart_of(form, selection),
        "page": incidents_page(form, request),
        "wider": form.address(since=None, until=None) if {"since", "until"} & set(form.chosen) else None,
        "found_words": found_words(form, selection.totals),
    }
    return record_answer(request, "timeline", context)


@require_GET
@replayable
def timeline_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the chart and its table, as CSV; unknown is an empty cell. No figures for a wrong date."""
    form = TimelineFilter(request.GET)
    return refused(request.as_of) or chart_csv(chart_of(form, select(form)), caption_of(form, request.as_of))


def select(form: TimelineFilter) -> Selection:
    """What the filters choose, as known then, in two queries beside the form's own."""
    tolls = form.tolls()
    found = periods.totals(tolls)
    every = form.chosen.get("every") or periods.fitting_period(found.first, found.last)
    rows = [
        replace(row, url=period_address(form, row))
        for row in periods.period_rows(tolls, every, form.chosen.get("by", ""))
    ]
    whole = [periods.add_up(list(same)) for _, same in groupby(rows, key=lambda row: row.first)]
    return Selection(form.measure_chosen, every, found, rows, whole)


def chart_of(form: TimelineFilter, selection: Selection) -> Chart:
    """The chart of a selection and its numbers."""
    figure = incidents_over_time(selection.rows, selection.whole, selection.measure) if selection.whole else None
    title = f"People {form.counted_words} by {selection.every} in which the incident began"
    return Chart(
        name=f"{selection.measure}-by-{selection.every}",
        title=title,
        figure=figure,
        takeaway=takeaway(form, selection),
        table_title=f"{title}: best figure and reported range",
        columns=COLUMNS,
        lines=[line_of(row, selection.measure) for row in selection.rows],
        n=how_many(selection.totals.incidents, "incident"),
        csv=f"{reverse('timeline-csv')}?{form.address()}",
        note="Not cumulative. Choose a bar, or drag across the chart, to see what it stands for.",
    )


def takeaway(form: TimelineFilter, selection: Selection) -> str:
    """The one sentence of the chart: when most were counted, and how many incidents nobody counts."""
    counted = [row for row in selection.whole if row.best]
    if not counted:
        return "Nobody gives a figure."
    highest = max(counted, key=lambda row: row.best or 0)
    when = f"{'the ' if selection.every == 'week' else ''}{highest.label}"
    said = f"Most in {when}: {highest.best:,} {form.counted_words} in {how_many(highest.incidents, 'incident')}."
    unknown = selection.totals.unknown
    return f"{said} {how_many(unknown, 'incident')} without a figure (ticks under the axis)." if unknown else said


def line_of(row: PeriodRow, measure: Measure) -> Line:
    """One period as a row of the table and of the file."""
    days = f"{row.first}" if row.first == row.last else f"{row.first} to {row.last}"
    high = row.high if row.high is None else Cell(row.high, f"{row.high:,}{'+' if row.open_upper else ''}")
    figures = (row.low, row.best, high, row.open_upper)
    return Line((days, row.first, row.last, row.category, measure, *figures, row.incidents, row.unknown), row.url)


def found_words(form: TimelineFilter, totals: periods.Totals) -> str:
    """What was found, for those who hear the page."""
    figure = "no figure" if totals.best is None else f"{totals.best:,} {form.counted_words}"
    return f"{how_many(totals.incidents, 'incident')}, {figure}"


def period_address(form: TimelineFilter, row: PeriodRow) -> str:
    """The timeline narrowed to one period, in periods that fit it."""
    query = form.address(since=row.first.isoformat(), until=row.last.isoformat(), every=None)
    return f"{reverse('timeline')}?{query}#incidents"


def incidents_page(form: TimelineFilter, request: DeskRequest) -> Page[Incident]:
    """The incidents of the selection, newest first, each with its toll."""
    return Paginator(form.tolls().order_by("-date_start", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
