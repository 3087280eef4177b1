"""The record of each source and claimant: how near its figures came to what was accepted. Everybody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.series import records as series
from incidents.forms.as_of import AsOf
from incidents.forms.record_filter import ClaimantFilter, OutcomeFilter, RecordFilter, SourceFilter
from incidents.models import ClaimantOutcome, Source, SourceOutcome
from incidents.models.outcome import OutcomeQuerySet
from incidents.views.as_of import replayable
from incidents.views.charts import chart_csv, refused
from incidents.views.record_charts import (
    Row,
    all_figures,
    all_voices,
    claimant_csv_address,
    figures_chart,
    record_caption,
    source_csv_address,
    voices_caption,
    voices_chart,
)
from incidents.views.requests import DeskRequest
from incidents.workflow.record import FEWEST, Record, Summary, claimant_outcomes_of, record_of, summaries

PER_PAGE = 50


@require_GET
@replayable
def sources(request: DeskRequest) -> HttpResponse:
    """Every source with its grade and its record, side by side."""
    form = SourceFilter(request.GET)
    page = Paginator(form.chosen_sources(request.as_of.moment), PER_PAGE).get_page(request.GET.get("page"))
    rows = source_rows(list(page), request.as_of)
    return render(request, "incidents/sources.html", list_context(request, form, page, rows, "source"))


@require_GET
@replayable
def sources_csv(request: DeskRequest) -> HttpResponse:
    """The records of all sources that fit, whichever page they are on."""
    form = SourceFilter(request.GET)
    rows = source_rows(list(form.chosen_sources(request.as_of.moment)), request.as_of)
    return refused(request.as_of) or list_csv(form, rows, "source", request.as_of)


def source_rows(found: Sequence[Source], as_of: AsOf) -> list[Row]:
    """The rows of these sources, in one query."""
    told = summaries(SourceOutcome.objects.of_sources(found).first_said_by(as_of.moment), "source_id")
    return [Row(each.name, address_of_source(each, as_of), told.get(each.pk, Summary()), each) for each in found]


@require_GET
@replayable
def claimants(request: DeskRequest) -> HttpResponse:
    """Everybody who is quoted for a figure, each with its record."""
    form = ClaimantFilter(request.GET)
    page = Paginator(form.chosen_claimants(request.as_of.moment), PER_PAGE).get_page(request.GET.get("page"))
    rows = claimant_rows(list(page), request.as_of)
    return render(request, "incidents/claimants.html", list_context(request, form, page, rows, "claimant"))


@require_GET
@replayable
def claimants_csv(request: DeskRequest) -> HttpResponse:
    """The records of all claimants that fit, whichever page they are on."""
    form = ClaimantFilter(request.GET)
    rows = claimant_rows(list(form.chosen_claimants(request.as_of.moment)), request.as_of)
    return refused(request.as_of) or list_csv(form, rows, "claimant", request.as_of)


def claimant_rows(found: Sequence[dict[str, Any]], as_of: AsOf) -> list[Row]:
    """The rows of these claimants, in one query."""
    keys = [each["origin_key"] for each in found]
    told = summaries(ClaimantOutcome.objects.filter(origin_key__in=keys).first_said_by(as_of.moment), "origin_key")
    return [
        Row(each["name"], address_of_claimant(each["origin_key"], as_of), told[each["origin_key"]]) for each in found
    ]


def list_context(
    request: DeskRequest, form: RecordFilter, page: Page[Any], rows: list[Row], kind: str
) -> dict[str, Any]:
    query = form.address()
    csv = reverse(f"{kind}s-csv") + (f"?{query}" if query else "")
    return {
        "form": form,
        "page": page,
        "rows": rows,
        "fewest": FEWEST,
        "chart": voices_chart(rows, kind, csv),
        "csv": csv,
        "caption": voices_caption(form, kind, request.as_of),
    }


def list_csv(form: RecordFilter, rows: Sequence[Row], kind: str, as_of: AsOf) -> HttpResponse:
    return chart_csv(all_voices(rows, kind), voices_caption(form, kind, as_of))


@require_GET
@replayable
def source(request: DeskRequest, pk: int) -> HttpResponse:
    """The record of one source, and the figures behind it."""
    found = get_object_or_404(Source.objects.select_related("affiliation"), pk=pk)
    outcomes = SourceOutcome.objects.of_sources([found]).first_said_by(request.as_of.moment)
    ways = Ways(address_of_source(found, request.as_of), source_csv_address(found, request.as_of))
    context = record_context(request, record_of(found.name, outcomes), outcomes, ways)
    return render(request, "incidents/source.html", context | {"source": found})


@require_GET
@replayable
def source_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The figures of one source that have a ratio to the accepted ones, all of them."""
    found = get_object_or_404(Source, pk=pk)
    outcomes = SourceOutcome.objects.of_sources([found]).first_said_by(request.as_of.moment)
    return refused(request.as_of) or figures_csv(found.name, outcomes, request.as_of)


@require_GET
@replayable
def claimant(request: DeskRequest) -> HttpResponse:
    """The record of one claimant, named in the address in whatever spelling."""
    known, outcomes = claimant_asked_for(request)
    key = known.origin_key
    ways = Ways(address_of_claimant(key, request.as_of), claimant_csv_address(key, request.as_of))
    context = record_context(request, record_of(known.origin, outcomes), outcomes, ways)
    return render(request, "incidents/claimant.html", context)


@require_GET
@replayable
def claimant_csv(request: DeskRequest) -> HttpResponse:
    """The figures of one claimant that have a ratio to the accepted ones, all of them."""
    known, outcomes = claimant_asked_for(request)
    return refused(request.as_of) or figures_csv(known.origin, outcomes, request.as_of)


def claimant_asked_for(request: DeskRequest) -> tuple[ClaimantOutcome, OutcomeQuerySet[ClaimantOutcome]]:
    """The newest outcome of the claimant that the address names, and all of them; 404 where there is none."""
    outcomes = claimant_outcomes_of(request.GET.get("name", ""), request.as_of.moment)
    known = outcomes.first()
    if known is None:
        raise Http404("Nobody of that name is quoted for a figure.")
    return known, outcomes


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a record is, ready for more of a query, and where the file of its figures is."""

    page: str
    csv: str


def record_context(request: DeskRequest, record: Record, outcomes: OutcomeQuerySet[Any], ways: Ways) -> dict[str, Any]:
    """What the pages of a source and of a claimant share."""
    form = OutcomeFilter(request.GET)
    marks = series.ratio_marks(outcomes) if record.whole.is_telling else []
    found = form.narrow(outcomes).with_words()
    return {
        "record": record,
        "address": ways.page,
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "chart": figures_chart(record.name, record.whole, marks, ways.csv) if marks else None,
        "caption": record_caption(record.name, request.as_of),
        "fewest": FEWEST,
    }


def figures_csv(name: str, outcomes: OutcomeQuerySet[Any], as_of: AsOf) -> HttpResponse:
    chart = all_figures(name, record_of(name, outcomes).whole, outcomes)
    return chart_csv(chart, record_caption(name, as_of))


def address_of_source(source: Source, as_of: AsOf) -> str:
    """Where a source's record is, ready for more of a query."""
    return open_query(as_of.keep(reverse("source", args=[source.pk])))


def address_of_claimant(key: str, as_of: AsOf) -> str:
    """Where a claimant's record is, ready for more of a query."""
    return open_query(as_of.keep(f"{reverse('claimant')}?{urlencode({'name': key})}"))


def open_query(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}"
