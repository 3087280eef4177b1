"""Attention: how fast people read, beside what share of planted claims they caught. One's own; all, for seniors."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from incidents.charts.figures import as_text, attention_over_time
from incidents.charts.rows import AttentionRow
from incidents.models import ReviewRules
from incidents.views.requests import DeskRequest
from incidents.workflow.attention import Attention, attention_by_month, attention_by_person, closed_too_fast, together

SEE_ALL = "incidents.set_review_rules"
TOO_FAST = 30
"""How many reports that were closed too fast are listed, the latest first."""


@require_safe
def own(request: DeskRequest) -> HttpResponse:
    """How one reads oneself."""
    return page(request, request.user)


@require_safe
def person(request: DeskRequest, pk: int) -> HttpResponse:
    """How somebody reads: for themselves and for seniors."""
    if pk != request.user.pk and not request.user.has_perm(SEE_ALL):
        raise PermissionDenied
    return page(request, get_object_or_404(User, pk=pk))


@require_safe
@permission_required(SEE_ALL, raise_exception=True)
def desk(request: DeskRequest) -> HttpResponse:
    """How the desk reads, and everybody at it."""
    return page(request, None)


def page(request: DeskRequest, whose: User | None) -> HttpResponse:
    """The months of one person, or of the desk with its people."""
    months = attention_by_month(whose)
    rows = [row_of(month) for month in months]
    shown: dict[str, Any] = {
        "whose": whose,
        "is_own": whose == request.user,
        "may_see_all": request.user.has_perm(SEE_ALL),
        "months": [month for month in reversed(months) if month.reports or month.planted],
        "whole": together(months),
        "chart": as_text(attention_over_time(rows)) if any(row.planted for row in rows) else None,
        "too_fast": closed_too_fast(whose)[:TOO_FAST],
        "planted_share": ReviewRules.now().planted_share,
        "people": attention_by_person() if whose is None else [],
    }
    return render(request, "incidents/attention.html", shown)


def row_of(month: Attention) -> AttentionRow:
    """A month as the chart takes it."""
    known = month.share is not None
    return AttentionRow(
        label=f"{month.month:%Y-%m}",
        seconds_a_report=month.seconds_a_report if known else None,
        seconds_a_claim=month.seconds_a_claim if known else None,
        planted=month.planted,
        caught=month.caught,
    )
