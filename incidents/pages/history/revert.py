"""Reverting a change from its row: what would be put back is shown first, with what stands now; then a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents.models import Decision, IncidentActor, Regrouping, ReportLink
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.history import choice_rows
from incidents.pages.history.rows import decisions_on, names_of_values, regroupings_of, value_words
from incidents.workflow.history import desk_choices
from incidents.workflow.history import revert as putting_back
from incidents.workflow.incidents.regrouping import CannotRegroupError
from incidents.workflow.review.decisions import NothingToTakeBackError
from incidents.workflow.standing.versions import StaleError, version_of

REFUSED = (
    putting_back.CannotRevertError,
    putting_back.ChangedSinceError,
    CannotRegroupError,
    NothingToTakeBackError,
    StaleError,
)


@require_http_methods(["GET", "HEAD", "POST"])
def revert(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Ask for the reason and show what would be put back; sent a reason, do it."""
    if kind == "decision":
        return revert_decision_page(request, key)
    if kind == "regrouping":
        return revert_regrouping_page(request, key)
    if kind in desk_choices.CHOICES:
        return revert_choice_page(request, kind, key)
    if kind in putting_back.RECORDS:
        return revert_record_page(request, kind, key)
    raise Http404(f"Nothing of the kind “{kind}” can be reverted here.")


def ask_for_reason(
    request: DeskRequest, deed: Callable[..., None], page: Callable[[], dict[str, Any]], back: str
) -> HttpResponse:
    """The question with what `page` says; answered with a reason, `deed` is done, and the way leads `back`."""
    error = ""
    if request.method == "POST":
        try:
            deed(person=request.user, **read_answer(request))
        except REFUSED as refused:
            error = str(refused)
        else:
            messages.success(request, "Reverted. Both changes stay in the history.")
            return redirect(back)
    shown = page()
    shown |= {"back": back, "error": error, "reason": request.POST.get("reason", "")}
    shown |= {"longest": putting_back.LONGEST_REASON}
    shown["must_confirm"] = bool(shown.get("later")) or any(put["changed_since"] for put in shown.get("puts", ()))
    return render(request, "history/revert.html", shown, status=422 if error else 200)


def read_answer(request: DeskRequest) -> dict[str, Any]:
    """The reason, what the person had seen, and whether to go on although it changed since."""
    seen = request.POST.get("version", "")
    return {
        "reason": request.POST.get("reason", ""),
        "seen_version": int(seen) if seen.isdecimal() and len(seen) < 18 else None,
        "anyway": "anyway" in request.POST,
    }


# --- Records with a history -------------------------------------------------------------------------


def revert_record_page(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Put back what a row of a history changed."""
    row = get_object_or_404(putting_back.RECORDS[kind].history.all(), history_id=key)  # type: ignore[attr-defined]
    if not putting_back.may_revert_record(request.user, row):
        raise PermissionDenied

    def page() -> dict[str, Any]:
        record = putting_back.current_of(row)
        return {"puts": puts_of(row), "version": version_of(record) if record else 0}

    return ask_for_reason(request, partial(putting_back.revert_record, row=row), page, history_page_of(kind, row))


def puts_of(row: Any) -> list[dict[str, Any]]:
    """What would be put back, in words."""
    puts = putting_back.fields_put_back(row)
    names = names_of_values(row, {put.field: (put.before, put.given, put.now) for put in puts})
    return [
        field_put_back(
            put, str(row._meta.get_field(put.field).verbose_name), partial(value_words, row, put.field, names=names)
        )
        for put in puts
    ]


def field_put_back(put: putting_back.PutBack, label: str, words: Callable[[Any], str]) -> dict[str, Any]:
    """One field that would be put back, in words."""
    return {
        "field": label,
        "before": words(put.before),
        "given": words(put.given),
        "now": words(put.now),
        "changed_since": put.changed_since,
    }


def history_page_of(kind: str, row: Any) -> str:
    """The history page that shows a row."""
    if row.instance_type in (IncidentActor, ReportLink):
        return reverse("history", args=["incident", row.incident_id])
    return reverse("history", args=[kind, row.id])


# --- Decisions --------------------------------------------------------------------------------------


def revert_decision_page(request: DeskRequest, key: int) -> HttpResponse:
    """Take back one decision on a claim or a figure, the last or an earlier one."""
    seen = Decision.objects.visible_to(request.user).select_related("claim__report__source", "incident", "person")
    decision = get_object_or_404(seen, pk=key)
    if not putting_back.may_revert_decision(request.user, decision):
        raise PermissionDenied
    subject = ("claim", decision.claim_id) if decision.claim_id else ("incident", decision.incident_id)

    def page() -> dict[str, Any]:
        last = putting_back.last_decision(decision)
        return {
            "entry": next(decisions_on(Decision.objects.filter(pk=key))),
            "told": "It is taken back; what was decided beside it stays.",
            "later": last if last.pk != decision.pk and decision.incident_id else None,
            "version": last.pk,
        }

    deed = partial(putting_back.revert_decision, decision=decision)
    return ask_for_reason(request, deed, page, reverse("history", args=subject))


# --- Merges and splits ------------------------------------------------------------------------------


def revert_regrouping_page(request: DeskRequest, key: int) -> HttpResponse:
    """Undo a merge or a split, or do one again that was undone."""
    regrouping = get_object_or_404(Regrouping.objects.select_related("from_incident", "to_incident"), pk=key)
    if not putting_back.may_regroup(request.user):
        raise PermissionDenied

    def page() -> dict[str, Any]:
        *_, last = regroupings_of(Q(pk=key), request.user)
        version = putting_back.version_of_regrouping(Regrouping.objects.get(pk=key))
        return {"entry": last, "told": DONE_AGAIN if version else UNDONE, "version": version}

    deed = partial(putting_back.revert_regrouping, regrouping=regrouping)
    return ask_for_reason(request, deed, page, reverse("history", args=["incident", regrouping.from_incident_id]))


UNDONE = "The reports, claims and actors that moved go back, as far as they are still where they were moved to."
DONE_AGAIN = "It is done again: what went back moves once more, as far as it is still there."


# --- What the desk chose for itself -----------------------------------------------------------------


def revert_choice_page(request: DeskRequest, kind: str, key: int) -> HttpResponse:
    """Give back what a choice of a policy or of rules of review changed."""
    model = desk_choices.CHOICES[kind]
    choice = get_object_or_404(desk_choices.choices_of(model), pk=key)
    if not desk_choices.may_revert_choice(request.user, choice):
        raise PermissionDenied

    def page() -> dict[str, Any]:
        puts = [
            field_put_back(put, choice_rows.choice_label(put.field), partial(choice_rows.choice_words, put.field))
            for put in desk_choices.choice_put_back(choice)
        ]
        return {"puts": puts, "version": desk_choices.version_of_choices(model)}

    deed = partial(desk_choices.revert_desk_choice, choice=choice)
    return ask_for_reason(request, deed, page, reverse("history-of-choices", args=[kind]))
