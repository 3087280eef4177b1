"""Reverting a change from its row: what would be put back is shown first, with what stands now; then a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents.models import Decision, IncidentActor, ReportLink
from incidents.views.history_rows import decisions_on, in_words, names_of_values
from incidents.views.requests import DeskRequest
from incidents.workflow import revert as putting_back
from incidents.workflow.review import NothingToTakeBackError
from incidents.workflow.versions import StaleError, version_of

REFUSED = (putting_back.CannotRevertError, putting_back.ChangedSinceError, NothingToTakeBackError, StaleError)


@require_http_methods(["GET", "HEAD", "POST"])
def revert(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Ask for the reason and show what would be put back; sent a reason, do it."""
    if kind == "decision":
        return revert_decision(request, key)
    if kind not in putting_back.RECORDS:
        raise Http404(f"Nothing of the kind “{kind}” can be reverted here.")
    row = get_object_or_404(putting_back.RECORDS[kind].history.all(), history_id=key)  # type: ignore[attr-defined]
    if not putting_back.may_revert_record(request.user, row):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        try:
            putting_back.revert_record(row=row, person=request.user, **given(request))
        except REFUSED as refused:
            error = str(refused)
        else:
            return reverted(request, home_of(kind, row))
    record = putting_back.current_of(row)
    page = {"puts": puts_of(row), "version": version_of(record) if record else 0, "back": home_of(kind, row)}
    return revert_page(request, page, error)


def puts_of(row: Any) -> list[dict[str, Any]]:
    """What would be put back, in words."""
    puts = putting_back.fields_put_back(row)
    names = names_of_values(row, {put.field: (put.before, put.given, put.now) for put in puts})
    return [
        {
            "field": row._meta.get_field(put.field).verbose_name,
            "before": in_words(row, put.field, put.before, names),
            "given": in_words(row, put.field, put.given, names),
            "now": in_words(row, put.field, put.now, names),
            "changed_since": put.changed_since,
        }
        for put in puts
    ]


def home_of(kind: str, row: Any) -> str:
    """The history page that shows a row."""
    if row.instance_type in (IncidentActor, ReportLink):
        return reverse("history", args=["incident", row.incident_id])
    return reverse("history", args=[kind, row.id])


def revert_decision(request: DeskRequest, key: int) -> HttpResponse:
    """Take back one decision on a claim or a figure, the last or an earlier one."""
    seen = Decision.objects.visible_to(request.user).select_related("claim__report__source", "incident", "person")
    decision = get_object_or_404(seen, pk=key)
    if not putting_back.may_revert_decision(request.user, decision):
        raise PermissionDenied
    subject = ("claim", decision.claim_id) if decision.claim_id else ("incident", decision.incident_id)
    back = reverse("history", args=subject)
    error = ""
    if request.method == "POST":
        try:
            putting_back.revert_decision(decision=decision, person=request.user, **given(request))
        except REFUSED as refused:
            error = str(refused)
        else:
            return reverted(request, back)
    last = putting_back.last_decision(decision)
    page = {
        "decision": decision,
        "entry": next(decisions_on(Decision.objects.filter(pk=key))),
        "later": last if last.pk != decision.pk and decision.incident_id else None,
        "version": last.pk,
        "back": back,
    }
    return revert_page(request, page, error)


def given(request: DeskRequest) -> dict[str, Any]:
    """The reason, what the person had seen, and whether to go on although it changed since."""
    seen = request.POST.get("version", "")
    return {
        "reason": request.POST.get("reason", ""),
        "seen_version": int(seen) if seen.isdecimal() and len(seen) < 18 else None,
        "anyway": "anyway" in request.POST,
    }


def reverted(request: DeskRequest, back: str) -> HttpResponse:
    messages.success(request, "Reverted. Both changes stay in the history.")
    return redirect(back)


def revert_page(request: DeskRequest, page: dict[str, Any], error: str) -> HttpResponse:
    page |= {"error": error, "reason": request.POST.get("reason", ""), "longest": putting_back.LONGEST_REASON}
    page["must_confirm"] = bool(page.get("later")) or any(put["changed_since"] for put in page.get("puts", ()))
    return render(request, "incidents/revert.html", page, status=422 if error else 200)
