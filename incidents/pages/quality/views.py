"""How well the program reads, by what people decided: figures, chart, CSV, the claims behind, and labelled texts."""

from __future__ import annotations

import csv
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.charts.figures import shares_as_bars, shares_over_time
from incidents.charts.frame import Caption, Chart
from incidents.charts.quality import MOST_BARS, share_marks
from incidents.charts.series.periods import last_day_of_period
from incidents.days import is_recordable
from incidents.exports.sheets import spreadsheet_safe
from incidents.filters.as_of import AsOf
from incidents.filters.quality import UNKNOWN, QualityClaimsFilter, QualityFilter
from incidents.models import Claim
from incidents.pages.frame.charts import refused_choices
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many, per_cent, went_words
from incidents.vocabulary import Measure, Scope, Standing
from incidents.workflow.quality.labels import WARNING, label_lines, reason_of_rejection
from incidents.workflow.quality.measures import (
    FEWEST,
    OUTCOMES,
    Row,
    Tally,
    behind,
    fields_corrected,
    whole_and_rows,
)
from incidents.workflow.standing.actors import ActorNames

logger = logging.getLogger(__name__)

PER_PAGE = 50
LABELS = {"month": "Month", "rule": "Rule", "source": "Source", "measure": "Found as", "pipeline": "Program version"}
COUNTS = ("found", "right", "corrected", "rejected", "missed")
SHARES = ("precision", "precision_strict", "recall")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its row, and the address of its claims, ready for `&outcome=`."""

    row: Row
    address: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One claim, the fields in which it was corrected, and why it was rejected."""

    claim: Claim
    fields: tuple[str, ...]
    reason: str

    @property
    def found_measure(self) -> Measure:
        return Measure(self.claim.found["measure"])

    @property
    def found_scope(self) -> Scope:
        return Scope(self.claim.found["scope"])


@require_GET
def quality(request: DeskRequest) -> HttpResponse:
    """The page: a sentence, a chart, the same numbers as a table, and what was corrected."""
    form = QualityFilter(request.GET)
    claims, by = form.claims(), form.by_chosen
    whole, rows = whole_and_rows(claims, by)
    context = {
        "form": form,
        "whole": whole,
        "lines": [Line(row, claims_address(form, row)) for row in rows],
        "chart": quality_chart(form, whole, rows) if rows else None,
        "caption": Caption(form.filter_words, policy="", known_on=AsOf().label),
        "fields": whole.fields.most_common(),
        "by": by,
        "by_label": LABELS[by],
        "labels": LABELS,
        "query": form.address(),
        "claims_address": f"{reverse('quality-claims')}?{form.address()}",
        "fewest": FEWEST,
        "warning": WARNING,
    }
    return render(request, "quality/page.html", context)


def quality_chart(form: QualityFilter, whole: Tally, rows: Sequence[Row]) -> Chart:
    """The chart of the rows, whose numbers are in the table of the page."""
    by = form.by_chosen
    drawn = [row for row in rows if is_recordable(row.key)] if by == "month" else rows[:MOST_BARS]
    marks = share_marks(drawn, {row.key: claims_address(form, row) for row in drawn})
    title = f"Extraction quality by {LABELS[by].lower()}"
    return Chart(
        name=f"extraction-quality-by-{by}",
        title=title,
        figure=None if not marks else shares_over_time(marks) if by == "month" else shares_as_bars(marks),
        takeaway=sentence_on_quality(drawn, by),
        table_title=title,
        columns=(),
        lines=(),
        n=f"{how_many(whole.found, 'claim')} found",
        csv=f"{reverse('quality-csv')}?{form.address()}",
        note=note(by, len(rows) - len(drawn)),
        numbers_at="quality-numbers",
    )


def sentence_on_quality(rows: Sequence[Row], by: str) -> str:
    """The one sentence of the chart: how precision moved, or where it is best and worst."""
    told = [row for row in rows if row.tally.precision.is_telling]
    if len(told) < 2:
        return "Too few claims to compare."
    if by == "month":
        return went_words("Precision", *((row.label, precision_of(row)) for row in (told[0], told[-1])))
    ends = (max(told, key=precision_of), min(told, key=precision_of))
    best, worst = (f"{per_cent(precision_of(row))} ({row.label})" for row in ends)
    return f"Precision is from {best} down to {worst}."


def precision_of(row: Row) -> float:
    return row.tally.precision.value or 0


def note(by: str, not_drawn: int) -> str:
    """How to read the chart."""
    said = ["Month of publication. The band is" if by == "month" else "Bars are shares, their whiskers"]
    said.append(f"the 95 % interval (Wilson); hollow where it rests on fewer than {FEWEST} claims.")
    if by == "rule":
        said.append(
            "A claim counts under each rule that made it; no rule made what people added: rules have no recall."
        )
    if not_drawn > 0:
        which = "outside 1800 to tomorrow" if by == "month" else "with the fewest claims"
        said.append(f"The {not_drawn} {which} are in the table only.")
    return " ".join(said)


def claims_address(form: QualityFilter, row: Row) -> str:
    """Where the claims of a row are."""
    by, key = form.by_chosen, row.key
    narrower: dict[str, Any] = {by: key or UNKNOWN}
    if isinstance(key, date):
        chosen, last = form.chosen, last_day_of_period(key, "month")
        narrower = {"since": max(key, chosen.get("since", key)), "until": min(last, chosen.get("until", last))}
    return f"{reverse('quality-claims')}?{form.address(**narrower)}"


@require_GET
def quality_csv(request: DeskRequest) -> HttpResponse:
    """Exactly the numbers of the table, as CSV; a share of nothing is an empty cell."""
    form = QualityFilter(request.GET)
    claims, by = form.claims(), form.by_chosen
    if refusal := refused_choices(form):
        return refusal
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="extraction-quality-by-{by}.csv"'
    sheet = csv.writer(answer)
    sheet.writerow([by, *COUNTS, *(f"{name}{bound}" for name in SHARES for bound in ("", "_low", "_high"))])
    whole, rows = whole_and_rows(claims, by)
    for row in (Row("", "all claims", whole), *rows):
        sheet.writerow([spreadsheet_safe(row.label), *cells(row.tally)])
    return answer


def cells(tally: Tally) -> list[int | float | None]:
    """The counts of a tally, and each share with its bounds."""
    told = tally.as_json()
    shares = [told[name][bound] for name in SHARES for bound in ("value", "low", "high")]
    return [told[name] for name in COUNTS] + [None if share is None else round(share, 4) for share in shares]


@require_GET
def quality_claims(request: DeskRequest) -> HttpResponse:
    """The claims behind one number, each with what was found and what stands."""
    form = QualityClaimsFilter(request.GET)
    chosen = form.chosen
    outcome = chosen.get("outcome", "found")
    found = behind(form.claims(), outcome, field=chosen.get("field", ""), rule=chosen.get("rule", ""))
    page = Paginator(found.for_cards(), PER_PAGE).get_page(request.GET.get("page"))
    actors = ActorNames()
    context = {
        "form": form,
        "page": page,
        "answered": [claim_with_answers(claim, actors) for claim in page],
        "outcome_words": OUTCOMES["corrected" if chosen.get("field") else outcome],
        "back": f"{reverse('quality')}?{form.address(outcome=None, field=None, rule=None)}",
    }
    return render(request, "quality/claims.html", context)


def claim_with_answers(claim: Claim, actors: ActorNames) -> Answered:
    """A claim with what people made of it."""
    fields = () if claim.made_by_id else fields_corrected(claim, actors)
    return Answered(claim, fields, reason_of_rejection(claim) if claim.standing == Standing.REJECTED else "")


@require_GET
@permission_required("incidents.change_report", raise_exception=True)
def quality_labels(request: DeskRequest) -> HttpResponseBase:
    """The finished reports as labelled texts, line by line as they are read from the record."""
    form = QualityFilter(request.GET)
    if refusal := refused_choices(form):
        return refusal
    logger.info("%s takes away the labelled texts", request.user)
    lines = label_lines(form.reports().order_by("pk"), without_names=request.GET.get("names") != "with")
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="labels.jsonl"'
    return answer
