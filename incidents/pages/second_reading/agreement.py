"""How far two readers agree, and where they did not: by pair, by month, by what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from incidents.filters.days import DaysFilter
from incidents.models import Report
from incidents.models.reading import to_settle_by
from incidents.pages.frame.charts import chart_csv, refused_choices
from incidents.pages.frame.requests import person_of
from incidents.pages.second_reading.agreement_charts import agreement_caption, agreement_table, months_chart
from incidents.pages.second_reading.agreement_rows import (
    Cell,
    Difference,
    Row,
    chosen_units,
    pair_key,
    pair_label,
    sees_the_desk,
)
from incidents.vocabulary import ReportStatus, SecondReading
from incidents.workflow.review.agreement import (
    BY_NAME,
    FIELDS,
    MOST_REPORTS,
    Unit,
    agreement_in,
    group_units,
)

DIFFERENCES_A_PAGE = 100


# --- Who may see what -------------------------------------------------------------------------------


# --- The figures ------------------------------------------------------------------------------------


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Alpha and the share of equal answers, overall, by pair and by month; above it what waits to be settled."""
    person = person_of(request)
    form = DaysFilter(request.GET)
    units = chosen_units(person, form)
    overall, pairs, months = agreement_rows(units, form)
    csv = form.of(reverse("agreement-csv"))
    page = {
        "form": form,
        "fields": FIELDS,
        "overall": overall,
        "pairs": pairs,
        "months": months,
        "chart": months_chart(months, csv),
        "csv": csv,
        "caption": agreement_caption(sees_the_desk(person), form),
        "reports": len({unit.claim.report_id for unit in units}),
        "sees_the_desk": sees_the_desk(person),
        "to_settle": to_settle_by(person).select_related("source").defer("text")[:20],
        "waiting": Report.objects.filter(second_reading=SecondReading.WANTED).count(),
        "to_settle_count": Report.objects.filter(status=ReportStatus.ADJUDICATION).count(),
        "most_reports": MOST_REPORTS,
    }
    return render(request, "second_reading/agreement.html", page)


@require_safe
def agreement_csv(request: HttpRequest) -> HttpResponse:
    """Every cell of the table, as far as the person may see it."""
    person = person_of(request)
    form = DaysFilter(request.GET)
    overall, pairs, months = agreement_rows(chosen_units(person, form), form)
    groups = (("all", [overall]), ("pair", pairs), ("month", months))
    caption = agreement_caption(sees_the_desk(person), form)
    return refused_choices(form) or chart_csv(agreement_table(groups), caption)


def agreement_rows(units: Sequence[Unit], form: DaysFilter) -> tuple[Row, list[Row], list[Row]]:
    """All together; a row for each pair; a row for each month, the newest first."""
    by_pair, by_month = group_units(units, pair_key), group_units(units, lambda unit: unit.month)
    return (
        agreement_row("all pairs", units, form, {}),
        [agreement_row(pair_label(own[0]), own, form, {"pair": key}) for key, own in by_pair.items()],
        [agreement_row(key, by_month[key], form, {"month": key}) for key in sorted(by_month, reverse=True)],
    )


def agreement_row(label: str, units: Sequence[Unit], form: DaysFilter, asked: dict[str, str]) -> Row:
    page = reverse("agreement-differences")
    cells = [Cell(agreement_in(field, units), form.of(page, **asked, field=field.name)) for field in FIELDS]
    return Row(label, cells, form.of(page, **asked))


# --- Where they differ ------------------------------------------------------------------------------


@require_safe
def differences_page(request: HttpRequest) -> HttpResponse:
    """Each claim and field in which two readers differ; field, pair, month and days are in the address."""
    form = DaysFilter(request.GET)
    units = chosen_units(person_of(request), form)
    asked = {name: request.GET.get(name, "") for name in ("field", "pair", "month")}
    fields = [BY_NAME[asked["field"]]] if asked["field"] in BY_NAME else list(FIELDS)
    kept = [unit for unit in units if asked["pair"] in ("", pair_key(unit)) and asked["month"] in ("", unit.month)]
    found = [Difference(unit, field) for unit in kept for field in fields if unit.differs(field)]
    page = {
        "page": Paginator(found, DIFFERENCES_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asked": asked,
        "fields": FIELDS,
        "pairs": [(key, pair_label(own[0])) for key, own in group_units(units, pair_key).items()],
        "months": sorted({unit.month for unit in units}, reverse=True),
    }
    return render(request, "second_reading/agreement_differences.html", page)
