"""Reporting delay: from the incident to its first report and to its settled figure (methodology.md, section 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from incidents.charts.figures import delay_classes, delays_over_time
from incidents.charts.figures.delays import days_words
from incidents.charts.frame import FILE, PAGE, Cell, Chart, Column, Line
from incidents.charts.rows import DelayClassRow, DelayRow
from incidents.charts.series import delays as series
from incidents.filters.delay import ReportingDelayFilter
from incidents.pages.frame.charts import chart_csv, refuse_file, selection_caption
from incidents.pages.frame.record_pages import frame_context, incidents_between, record_answer
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many

CLASSES = (
    Column("days_after", "After"),
    Column("measure", "Measure", only=FILE),
    Column("first_report", "First reports", is_number=True),
    Column("settled_figure", "Settled figures", is_number=True),
)
PERIODS = (
    Column("period", "Period", only=PAGE),
    Column("first_day", "First day", only=FILE),
    Column("last_day", "Last day", only=FILE),
    Column("delay", "To the"),
    Column("measure", "Measure", only=FILE),
    Column("lower_quartile_days", "Lower quartile", is_number=True, meaning="Days within which a quarter had it"),
    Column("median_days", "Median", is_number=True, meaning="Days within which half had it"),
    Column("upper_quartile_days", "Upper quartile", is_number=True, meaning="Days within which three quarters had it"),
    Column("n", "n", is_number=True, meaning="Incidents that have this delay"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters choose: its delays by class and by period, and the slowest of its incidents."""

    found: series.Found
    delays: series.Delays
    classes: Sequence[DelayClassRow]
    rows: Sequence[DelayRow]
    slowest: Sequence[Any]


@require_GET
@replayable
def reporting_delay(request: DeskRequest) -> HttpResponse:
    """The delays; without filters and frame where htmx asks."""
    form = ReportingDelayFilter(request.GET)
    selection = select_delays(form, with_slowest=True)
    context = frame_context(request, form) | {
        "selection": selection,
        "charts": [drawn(form, selection) for drawn in CHARTS.values()] if selection.found.incidents else [],
        "found_words": sentence_on_delays(selection),
    }
    return record_answer(request, "delay", context)


@require_GET
@replayable
def reporting_delay_csv(request: DeskRequest, chart: str) -> HttpResponse:
    """The numbers of one of the charts as CSV."""
    if chart not in CHARTS:
        raise Http404
    form = ReportingDelayFilter(request.GET)
    return refuse_file(request.as_of) or chart_csv(
        CHARTS[chart](form, select_delays(form)), selection_caption(form, request.as_of)
    )


def select_delays(form: ReportingDelayFilter, *, with_slowest: bool = False) -> Selection:
    """What the filters choose, as known then, in three queries beside the form's own, four with the slowest."""
    now = form.known_at or timezone.now()
    incidents = series.with_delays(form.tolls(), form.measure_chosen, form.known_at, form.status_chosen)
    found = series.found_of(incidents, now)
    every = form.chosen.get("every") or ("month" if days_of_selection(found) <= 366 * 6 else "year")
    delays = series.delays(incidents, every, found, now)
    rows = series.delay_rows(delays, lambda first, last: incidents_between(form, first, last))
    slowest = series.slowest(incidents, now) if with_slowest else []
    return Selection(found, delays, series.class_rows(delays), rows, slowest)


def days_of_selection(found: series.Found) -> int:
    return (found.last - found.first).days if found.first and found.last else 0


def classes_chart(form: ReportingDelayFilter, selection: Selection) -> Chart:
    """How many incidents were first reported, and how many figures settled, after how many days."""
    slowest = f"{reverse('reporting-delay')}?{form.address()}#slowest"
    title = "Days to the first report and to the settled figure"
    return Chart(
        name=f"delay-{form.measure_chosen}",
        title=title,
        figure=delay_classes(selection.classes, slowest),
        takeaway=sentence_on_delays(selection),
        table_title=f"{title}: incidents by days after the last day of the incident",
        columns=CLASSES,
        lines=[
            Line((row.label, form.measure_chosen, Cell(row.first, count_words(row.first)), row.settled), slowest)
            for row in selection.classes
        ],
        n=how_many(selection.found.incidents, "incident"),
        csv=delay_csv(form, "classes"),
        note=" ".join(notes(form, selection.delays)),
    )


def delay_periods_chart(form: ReportingDelayFilter, selection: Selection) -> Chart:
    """Medians and quartiles by the period in which the incidents began."""
    every = selection.delays.every
    title = f"Median delay by {every} in which the incident began"
    return Chart(
        name=f"delay-{form.measure_chosen}-by-{every}",
        title=title,
        figure=delays_over_time(selection.rows) if selection.rows else None,
        takeaway=f"The median, with a band from the lower to the upper quartile; a hollow mark stands for fewer than "
        f"five incidents. Figures that still move are in no {every}.",
        table_title=f"{title}: days",
        columns=PERIODS,
        lines=[delay_line(row, form.measure_chosen) for row in selection.rows],
        n=how_many(selection.found.incidents, "incident"),
        csv=delay_csv(form, "periods"),
        note="Recent periods hold only what settled fast: their medians are too low. A mark leads to its incidents.",
    )


CHARTS = {"classes": classes_chart, "periods": delay_periods_chart}


def count_words(count: int | None) -> str:
    """A count of first reports; of classes that first reports cannot have, a dash."""
    return "–" if count is None else f"{count:,}"


def delay_line(row: DelayRow, measure: str) -> Line:
    numbers = (round(row.lower, 2), round(row.median, 2), round(row.upper, 2), row.n)
    return Line((f"{row.begins} to {row.ends}", row.begins, row.ends, row.delay.value, measure, *numbers), row.url)


def sentence_on_delays(selection: Selection) -> str:
    """The one sentence: within how many days half of the incidents were reported, and half of the figures settled."""
    first, settled = (
        dict(sum(found.values(), series.Counter[int]())) for found in (selection.delays.first, selection.delays.settled)
    )
    reported = f"Half of the incidents were reported within {median_words(first)} (n = {sum(first.values()):,})"
    if not sum(first.values()):
        return "No incident has a report whose day is known."
    if not sum(settled.values()):
        return f"{reported}; no figure has settled."
    return (
        f"{reported}; half of the settled figures stood within {median_words(settled)} (n = {sum(settled.values()):,})."
    )


def median_words(counts: dict[int, int]) -> str:
    return days_words(series.quantile(counts, 0.5)) if counts else ""


def notes(form: ReportingDelayFilter, delays: series.Delays) -> list[str]:
    """What settled means, and what is counted how."""
    said = [
        f"Settled: since when the best figure of people {form.counted_words} has not changed, known only in hindsight; "
        f"what changed within {series.MOVING_DAYS} days is still moving."
    ]
    if delays.early:
        came = f"{how_many(delays.early, 'first report')} came"
        said.append(f"{came} before the last day of the incident, as days are UTC: counted as the same day.")
    if delays.undated:
        said.append(f"{delays.undated:,} without a day to count from.")
    return said


def delay_csv(form: ReportingDelayFilter, chart: str) -> str:
    return f"{reverse('reporting-delay-csv', args=[chart])}?{form.address()}"
