"""Incidents over time: the chart, the same numbers as a table and as CSV, and the incidents behind them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts import series
from incidents.charts.figures import as_text, incidents_over_time
from incidents.charts.rows import PeriodRow
from incidents.forms.as_of import AsOf
from incidents.forms.timeline_filter import TimelineFilter
from incidents.models import Incident
from incidents.views.as_of import replayable
from incidents.views.fragments import wants_fragment
from incidents.views.requests import DeskRequest
from incidents.vocabulary import Measure

PER_PAGE = 50
COLUMNS = (
    "first_day",
    "last_day",
    "category",
    "measure",
    "low",
    "best",
    "high",
    "high_is_open",
    "incidents",
    "unknown",
    "as_known_on",
)
"""The columns of the CSV, in order."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the filters choose: its totals, its periods (`rows` by category, `whole` all together), its incidents."""

    measure: Measure
    every: str
    totals: series.Totals
    rows: Sequence[PeriodRow]
    whole: Sequence[PeriodRow]


@require_GET
@replayable
def timeline(request: DeskRequest) -> HttpResponse:
    """The timeline; without its filters and frame where htmx asks."""
    form = TimelineFilter(request.GET)
    selection = select(form, request.as_of)
    context = {
        "form": form,
        "selection": selection,
        "page": incidents_page(form, selection.measure, request),
        "chart": as_text(incidents_over_time(selection.rows, selection.whole, selection.measure))
        if selection.whole
        else None,
        "highest": max((row for row in selection.whole if row.best), key=lambda row: row.best or 0, default=None),
        "query": form.address(),
        "wider": form.address(since=None, until=None) if {"since", "until"} & set(form.chosen) else None,
        "is_fragment": wants_fragment(request),
    }
    return render(request, "incidents/_timeline.html" if context["is_fragment"] else "incidents/timeline.html", context)


@require_GET
@replayable
def timeline_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the chart and its table, as CSV; unknown is an empty cell. No figures for a wrong date."""
    if request.as_of.error:
        return HttpResponse(f"as_of: {request.as_of.error}\n", status=422, content_type="text/plain; charset=utf-8")
    selection = select(TimelineFilter(request.GET), request.as_of)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    known_on = request.as_of.label
    name = f"{selection.measure}-by-{selection.every}-as-known-on-{known_on.replace(' ', 'T').replace(':', '')}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    sheet = csv.writer(answer)
    sheet.writerow(COLUMNS)
    for row in selection.rows:
        sheet.writerow(
            [
                row.first,
                row.last,
                spreadsheet_safe(row.category),
                selection.measure,
                row.low,
                row.best,
                row.high,
                str(row.open_upper).lower(),
                row.incidents,
                row.unknown,
                known_on,
            ]
        )
    return answer


def spreadsheet_safe(words: str) -> str:
    """Words that a spreadsheet will not take for a formula."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def select(form: TimelineFilter, as_of: AsOf) -> Selection:
    """What the filters choose, as known then, in two queries beside the form's own."""
    incidents = form.narrow(Incident.objects.unmerged())
    measure = form.measure_chosen
    found = series.totals(incidents, measure, as_of.moment)
    every = form.chosen.get("every") or series.fitting_period(found.first, found.last)
    rows = [
        replace(row, url=period_address(form, row))
        for row in series.period_rows(incidents, measure, every, form.chosen.get("by", ""), as_of.moment)
    ]
    whole = [series.add_up(list(same)) for _, same in groupby(rows, key=lambda row: row.first)]
    return Selection(measure, every, found, rows, whole)


def period_address(form: TimelineFilter, row: PeriodRow) -> str:
    """The timeline narrowed to one period, in periods that fit it."""
    query = form.address(since=row.first.isoformat(), until=row.last.isoformat(), every=None)
    return f"{reverse('timeline')}?{query}#incidents"


def incidents_page(form: TimelineFilter, measure: Measure, request: DeskRequest) -> Page[Incident]:
    """The incidents of the selection, newest first, each with its toll."""
    found = form.narrow(Incident.objects.unmerged()).with_toll(measure, request.as_of.moment)
    return Paginator(found.order_by("-date_start", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
