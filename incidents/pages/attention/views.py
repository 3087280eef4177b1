"""Attention: how fast people read, beside what share of planted claims they caught. One's own; all, for seniors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from incidents.charts.figures import attention_over_time
from incidents.charts.frame import Caption, Chart, Column, Line
from incidents.charts.rows import AttentionRow
from incidents.filters.as_of import AsOf
from incidents.filters.days import DaysFilter
from incidents.models import ReviewRules
from incidents.pages.frame.charts import chart_csv, refused_choices
from incidents.pages.frame.requests import DeskRequest
from incidents.phrases import how_many
from incidents.workflow.attention.speed import (
    MONTHS,
    Attention,
    Days,
    attention_by_month,
    attention_by_person,
    closed_too_fast,
    together,
)
from incidents.workflow.desk.people import name_of

SEE_ALL = "incidents.set_review_rules"
TOO_FAST = 30
"""How many reports that were closed too fast are listed, the latest first."""


COLUMNS = (
    Column("month", "Month"),
    Column("planted", "Planted", is_number=True),
    Column("caught", "Caught", is_number=True),
    Column("share_caught", "Share caught", is_number=True),
    Column("reports", "Reports read", is_number=True),
    Column("seconds_a_report", "Seconds a report", is_number=True),
    Column("seconds_an_accepted_claim", "Seconds an accepted claim", is_number=True),
    Column("words_a_second", "Words a second", is_number=True),
)
"""The numbers of the chart, in order; speed is empty where nothing planted was answered."""


@require_safe
def own_attention(request: DeskRequest) -> HttpResponse:
    """How one reads oneself."""
    return page(request, request.user)


@require_safe
def own_csv(request: DeskRequest) -> HttpResponse:
    """The same as a file."""
    return csv_of(request, request.user)


@require_safe
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """How somebody reads: for themselves and for seniors."""
    return page(request, person_shown(request, pk))


@require_safe
def person_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """The same as a file."""
    return csv_of(request, person_shown(request, pk))


@require_safe
@permission_required(SEE_ALL, raise_exception=True)
def desk_attention(request: DeskRequest) -> HttpResponse:
    """How the desk reads, and everybody at it."""
    return page(request, None)


@require_safe
@permission_required(SEE_ALL, raise_exception=True)
def desk_csv(request: DeskRequest) -> HttpResponse:
    """The same as a file, without the people."""
    return csv_of(request, None)


def person_shown(request: DeskRequest, pk: int) -> User:
    if pk != request.user.pk and not request.user.has_perm(SEE_ALL):
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)


def page(request: DeskRequest, whose: User | None) -> HttpResponse:
    """The months of one person, or of the desk with its people."""
    form = DaysFilter(request.GET)
    days = days_of(form)
    months = attention_by_month(whose, days)
    csv = form.of(attention_csv(whose, request.user))
    shown: dict[str, Any] = {
        "form": form,
        "whose": whose,
        "is_own": whose == request.user,
        "may_see_all": request.user.has_perm(SEE_ALL),
        "months": [month for month in reversed(months) if month.reports or month.planted],
        "chart": attention_chart(months, csv) if any(month.planted for month in months) else None,
        "caption": attention_caption(whose, form),
        "too_fast": closed_too_fast(whose)[:TOO_FAST],
        "planted_share": ReviewRules.now().planted_share,
        "people": attention_by_person(days) if whose is None else [],
    }
    return render(request, "attention/page.html", shown)


def days_of(form: DaysFilter) -> Days:
    return Days.chosen(form.chosen.get("since"), form.chosen.get("until"))


def csv_of(request: DeskRequest, whose: User | None) -> HttpResponse:
    form = DaysFilter(request.GET)
    chart = attention_chart(attention_by_month(whose, days_of(form)))
    return refused_choices(form) or chart_csv(chart, attention_caption(whose, form))


def attention_caption(whose: User | None, form: DaysFilter) -> Caption:
    whom = f"readings of {name_of(whose)}" if whose else "readings of everybody at the desk"
    return Caption(f"{whom}, {form.filter_words or f'last {MONTHS} months'}", policy="", known_on=AsOf().label)


def attention_chart(months: Sequence[Attention], csv: str = "") -> Chart:
    """The months as a chart, and their numbers; `csv` is where its file is."""
    whole = together(months)
    return Chart(
        name="attention-by-month",
        title="Seconds a report and an accepted claim, and planted claims caught, by month",
        figure=attention_over_time([attention_row(month) for month in months]),
        takeaway=whole.sentence,
        table_title="Speed and share caught, by month",
        columns=COLUMNS,
        lines=[attention_line(month) for month in months if month.reports or month.planted],
        n=how_many(len(whole.reports), "report"),
        csv=csv,
        note="Above, medians of time; below, the share of planted claims caught, with how many of how many. "
        "Months in which nothing planted was answered are gaps in both.",
        numbers_at="months",
    )


def attention_csv(whose: User | None, viewer: User) -> str:
    if whose is None:
        return reverse("attention-desk-csv")
    return reverse("attention-csv") if whose == viewer else reverse("attention-person-csv", args=[whose.pk])


def attention_line(month: Attention) -> Line:
    """A month as a row of the file; its speed only beside the share caught."""
    label = f"{month.month:%Y-%m}"
    if month.share is None:
        return Line((label, month.planted, month.caught, None, len(month.reports), None, None, None))
    speed = (month.seconds_a_report, month.seconds_a_claim, month.words_a_second)
    return Line(
        (label, month.planted, month.caught, round_speed(month.share), len(month.reports), *map(round_speed, speed))
    )


def round_speed(number: float | None) -> float | None:
    return None if number is None else round(number, 3)


def attention_row(month: Attention) -> AttentionRow:
    """A month as the chart takes it."""
    known = month.share is not None
    return AttentionRow(
        label=f"{month.month:%Y-%m}",
        seconds_a_report=month.seconds_a_report if known else None,
        seconds_a_claim=month.seconds_a_claim if known else None,
        planted=month.planted,
        caught=month.caught,
    )
