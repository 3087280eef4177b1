"""Merging incidents, splitting them, and undoing either: a preview first, then the deed with its reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from incidents.filters.word_search import incidents_with
from incidents.models import Incident, Regrouping, Report
from incidents.models.incident import IncidentQuerySet
from incidents.pages.frame.requests import DeskRequest
from incidents.pages.regrouping.forms import RegroupingReasonForm, SplitForm
from incidents.vocabulary import RegroupingKind
from incidents.workflow.figures.basis import links_of
from incidents.workflow.incidents.matching import proposed_incident
from incidents.workflow.incidents.regrouping import (
    CannotRegroupError,
    figures_by_hand,
    merge_incidents,
    split_incident,
    undo_regrouping,
)
from incidents.workflow.incidents.regrouping_preview import incidents_like, merged_figures, split_figures
from incidents.workflow.standing.groups import groups_for

regrouping_people = permission_required("incidents.regroup_incident", raise_exception=True)
MOST_FOUND = 20


@regrouping_people
@require_http_methods(["GET", "POST"])
def merge_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Choose the incident that is the same as this one; see what the figures would be; merge it into this one."""
    kept = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    other = chosen_other(request, kept)
    if other is None:
        return render(request, "regrouping/merge_choose.html", choice_context(request, kept))
    form = RegroupingReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            done = merge_incidents(kept=kept, merged=other, person=request.user, reason=form.cleaned_data["reason"])
        except CannotRegroupError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done_words(f"“{other}” is merged into this incident.", done))
            return redirect(kept)
    context = {
        "incident": kept,
        "other": other,
        "form": form,
        "figures": merged_figures(kept, other),
        "heads": ("kept now", "merged now", "as one"),
        "left": figures_by_hand(other),
    }
    return render(request, "regrouping/merge.html", context, status=422 if form.errors else 200)


def chosen_other(request: DeskRequest, kept: Incident) -> Incident | None:
    """The incident that the address or the form names by its number; None where it names none that could be."""
    number = (request.POST.get("with") or request.GET.get("with") or "").strip().lstrip("#")
    if not number.isdecimal() or len(number) > 9:
        return None
    return Incident.objects.unmerged().exclude(pk=kept.pk).filter(pk=int(number)).first()


def choice_context(request: DeskRequest, kept: Incident) -> dict[str, Any]:
    """The incidents to choose from: what was searched for, else those that are likely the same."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = search(words).exclude(pk=kept.pk).with_toll().order_by("-date_start", "-pk")[:MOST_FOUND] if words else []
    return {
        "incident": kept,
        "words": words,
        "found": list(found),
        "likely": [] if words else incidents_like(kept),
        "wrong_number": request.GET.get("with", ""),
    }


def search(words: str) -> IncidentQuerySet:
    """Incidents by number, or by words of their title and place."""
    number = words.lstrip("#")
    if number.isdecimal() and len(number) < 10:
        return Incident.objects.unmerged().filter(pk=int(number))
    return Incident.objects.unmerged().filter(incidents_with(words))


@regrouping_people
@require_http_methods(["GET", "POST"])
def split(request: DeskRequest, pk: int) -> HttpResponse:
    """Tick the reports that tell of another incident; see what the figures would be; make it a new one."""
    incident = get_object_or_404(Incident.objects.unmerged(), pk=pk)
    links = links_of(incident)
    there = {link.report_id for link in links}
    asked = (request.POST if request.method == "POST" else request.GET).getlist("reports")
    ticked = {int(key) for key in asked if key.isdecimal() and len(key) < 10} & there
    context: dict[str, Any] = {"incident": incident, "links": links, "ticked": ticked, "all_ticked": ticked == there}
    if not ticked or context["all_ticked"]:
        return render(request, "regrouping/split.html", context, status=422 if request.method == "POST" else 200)
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        incident=incident,
        initial=proposed_as_told(incident, Report.objects.get(pk=min(ticked)), request.user),
    )
    if form.is_valid() and (done := split_off(request, incident, form)):
        words = f"“{done.to_incident}” is split off from “{incident}”."
        messages.success(request, done_words(words, done))
        return redirect(done.to_incident)
    context |= {
        "form": form,
        "figures": split_figures(incident, ticked),
        "heads": ("now", "what stays", "what goes"),
        "left": figures_by_hand(incident),
    }
    return render(request, "regrouping/split.html", context, status=422 if form.errors else 200)


def proposed_as_told(incident: Incident, report: Report, person: User) -> dict[str, Any]:
    """Values for a new incident as a report tells of it: those of its group, where it has several, that is linked."""
    groups = groups_for(report, report.claims.all(), person)
    starts = report.links.filter(incident=incident).values_list("starts", flat=True).first() or []
    told = [group for group in groups if groups.are_several and group.start in starts]
    return proposed_incident(report, told[0] if told else None)


def split_off(request: DeskRequest, incident: Incident, form: SplitForm) -> Regrouping | None:
    """The split, or None where it was refused; the form says why."""
    try:
        return split_incident(
            incident=incident,
            reports=form.cleaned_data["reports"],
            person=request.user,
            reason=form.cleaned_data["reason"],
            values=form.incident_values(),
            side_a=form.side("side_a"),
            side_b=form.side("side_b"),
        )
    except CannotRegroupError as refused:
        form.add_error(None, str(refused))
        return None


def done_words(words: str, done: Regrouping) -> str:
    """What was done, with the way to undo it."""
    return format_html('{} <a href="#regrouping-{}">Undo</a>', words, done.pk)


@regrouping_people
@require_POST
def undo_regrouping_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Put back what a merge or a split moved; where something stands in the way, say what."""
    regrouping = get_object_or_404(Regrouping.objects.select_related("from_incident", "to_incident"), pk=pk)
    home, away = regrouping.from_incident, regrouping.to_incident
    try:
        undo_regrouping(regrouping=regrouping, person=request.user)
    except CannotRegroupError as refused:
        messages.error(request, str(refused))
        return redirect(away)
    if regrouping.kind == RegroupingKind.MERGED:
        words = format_html('“{}” stands by itself again, beside <a href="{}">“{}”</a>.', home, away_of(away), away)
    else:
        words = format_html("The reports that went to “{}” are back.", away)
    messages.success(request, words)
    return redirect(home)


def away_of(incident: Incident) -> str:
    return reverse("incident", args=[incident.pk])
