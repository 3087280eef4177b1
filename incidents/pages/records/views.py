"""The record of each source and claimant: how near its figures came to what was accepted. Everybody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.series import records as series
from incidents.filters.as_of import AsOf
from incidents.filters.narrowing import query_of_choices
from incidents.filters.records import ClaimantFilter, OutcomeFilter, RecordFilter, SourceFilter
from incidents.models import ClaimantOutcome, Source, SourceOutcome
from incidents.models.outcome import OutcomeQuerySet
from incidents.pages.frame.charts import chart_csv, refused_choices
from incidents.pages.frame.replay import replayable
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.records.charts import (
    Row,
    all_figures,
    all_voices,
    figures_chart,
    record_caption,
    voices_caption,
    voices_chart,
)
from incidents.workflow.figures.record import FEWEST, Summary, claimant_outcomes_of, record_of, summaries

PER_PAGE = 50


@require_GET
@replayable
def sources(request: DeskRequest) -> HttpResponse:
    """Every source with its grade and its record, side by side."""
    form = SourceFilter(request.GET)
    page = Paginator(form.chosen_sources(request.as_of.moment), PER_PAGE).get_page(request.GET.get("page"))
    rows = source_rows(list(page), form, request.as_of)
    return render(request, "records/sources.html", list_context(request, form, page, rows, "source"))


@require_GET
@replayable
def sources_csv(request: DeskRequest) -> HttpResponse:
    """The records of all sources that fit, whichever page they are on."""
    form = SourceFilter(request.GET)
    rows = source_rows(list(form.chosen_sources(request.as_of.moment)), form, request.as_of)
    return refused_choices(form) or list_csv(form, rows, "source", request.as_of)


def source_rows(found: Sequence[Source], form: SourceFilter, as_of: AsOf) -> list[Row]:
    """The rows of these sources, in one query."""
    told = summaries(form.counted(SourceOutcome.objects.of_sources(found).first_said_by(as_of.moment)), "source_id")
    return [
        Row(each.name, open_query(form.record_address(page_of(each), as_of)), told.get(each.pk, Summary()), each)
        for each in found
    ]


@require_GET
@replayable
def claimants(request: DeskRequest) -> HttpResponse:
    """Everybody who is quoted for a figure, each with its record."""
    form = ClaimantFilter(request.GET)
    page = Paginator(form.chosen_claimants(request.as_of.moment), PER_PAGE).get_page(request.GET.get("page"))
    rows = claimant_rows(list(page), form, request.as_of)
    return render(request, "records/claimants.html", list_context(request, form, page, rows, "claimant"))


@require_GET
@replayable
def claimants_csv(request: DeskRequest) -> HttpResponse:
    """The records of all claimants that fit, whichever page they are on."""
    form = ClaimantFilter(request.GET)
    rows = claimant_rows(list(form.chosen_claimants(request.as_of.moment)), form, request.as_of)
    return refused_choices(form) or list_csv(form, rows, "claimant", request.as_of)


def claimant_rows(found: Sequence[dict[str, Any]], form: ClaimantFilter, as_of: AsOf) -> list[Row]:
    """The rows of these claimants, in one query."""
    keys = [each["origin_key"] for each in found]
    outcomes = ClaimantOutcome.objects.filter(origin_key__in=keys).first_said_by(as_of.moment)
    told = summaries(form.counted(outcomes), "origin_key")
    page = reverse("claimant")
    return [
        Row(each["name"], open_query(form.record_address(page, as_of, name=key)), told[key])
        for each, key in zip(found, keys, strict=True)
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
    voice = voice_of_source(found, request.as_of)
    return render(request, "records/source.html", record_context(request, voice) | {"source": found})


@require_GET
@replayable
def source_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The figures of one source that have a ratio to the accepted ones, all of them."""
    return figures_csv(request, voice_of_source(get_object_or_404(Source, pk=pk), request.as_of))


@require_GET
@replayable
def claimant(request: DeskRequest) -> HttpResponse:
    """The record of one claimant, named in the address in whatever spelling."""
    return render(request, "records/claimant.html", record_context(request, claimant_asked_for(request)))


@require_GET
@replayable
def claimant_csv(request: DeskRequest) -> HttpResponse:
    """The figures of one claimant that have a ratio to the accepted ones, all of them."""
    return figures_csv(request, claimant_asked_for(request))


@dataclass(frozen=True, slots=True)
class Voice:
    """A source or claimant: everything that it said, its page and file, and what else their addresses need."""

    name: str
    outcomes: OutcomeQuerySet[Any]
    page: str
    csv: str
    named: dict[str, str]


def voice_of_source(source: Source, as_of: AsOf) -> Voice:
    outcomes = SourceOutcome.objects.of_sources([source]).first_said_by(as_of.moment)
    return Voice(source.name, outcomes, page_of(source), reverse("source-csv", args=[source.pk]), {})


def claimant_asked_for(request: DeskRequest) -> Voice:
    """The claimant that the address names, as its newest figure spells it; 404 where there is none."""
    outcomes = claimant_outcomes_of(request.GET.get("name", ""), request.as_of.moment)
    known = outcomes.first()
    if known is None:
        raise Http404("Nobody of that name is quoted for a figure.")
    return Voice(known.origin, outcomes, reverse("claimant"), reverse("claimant-csv"), {"name": known.origin_key})


def record_context(request: DeskRequest, voice: Voice) -> dict[str, Any]:
    """What the pages of a source and of a claimant share."""
    form = OutcomeFilter(request.GET)
    outcomes = form.counted(voice.outcomes)
    record = record_of(voice.name, outcomes)
    marks = series.ratio_marks(outcomes) if record.whole.is_telling else []
    csv = form.record_address(voice.csv, request.as_of, **voice.named)
    return {
        "record": record,
        "address": open_query(form.record_address(voice.page, request.as_of, **voice.named)),
        "clear": f"{voice.page}?{query_of_choices(voice.named)}",
        "form": form,
        "page": Paginator(form.narrow(outcomes).with_words(), PER_PAGE).get_page(request.GET.get("page")),
        "chart": figures_chart(record.name, record.whole, marks, csv) if marks else None,
        "caption": record_caption(form, record.name, request.as_of),
        "fewest": FEWEST,
        "is_of_one_measure": "measure" in form.chosen,
    }


def figures_csv(request: DeskRequest, voice: Voice) -> HttpResponse:
    form = OutcomeFilter(request.GET)
    outcomes = form.counted(voice.outcomes)
    chart = all_figures(voice.name, record_of(voice.name, outcomes).whole, outcomes)
    return refused_choices(form) or chart_csv(chart, record_caption(form, voice.name, request.as_of))


def page_of(source: Source) -> str:
    return reverse("source", args=[source.pk])


def open_query(address: str) -> str:
    """An address, ready for more of a query."""
    return f"{address}{'&' if '?' in address else '?'}"
