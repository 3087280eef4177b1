"""Who changed what, when, from what, to what: one page for everything that the record keeps a history of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.models import Actor, Claim, Decision, Incident, IncidentActor, Report, ReportLink, SavedView, Source
from incidents.pages.frame.requests import person_of
from incidents.pages.history.choice_rows import CHOICE_PAGES, CHOICE_TITLES, entries_of_choices
from incidents.pages.history.rows import Entry, changes_of, decisions_on, groupings_of, regroupings_of, revisions_of
from incidents.workflow.history.desk_choices import CHOICES, RIGHTS

KINDS: dict[str, type[Model]] = {
    "source": Source,
    "actor": Actor,
    "report": Report,
    "claim": Claim,
    "incident": Incident,
    "view": SavedView,
}
MOST_ENTRIES = 500


@require_GET
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The history of one record, newest first. 404 for a kind that keeps none."""
    if kind not in KINDS:
        raise Http404(f"Nothing of the kind “{kind}” keeps a history.")
    kept = get_object_or_404(KINDS[kind], pk=pk)
    person = person_of(request)
    if isinstance(kept, Claim) and not Claim.objects.visible_to(person).filter(pk=pk).exists():
        raise Http404("This claim is another reader's until it is settled.")
    if isinstance(kept, SavedView) and kept.person_id not in (None, person.pk):
        raise Http404("This view is somebody else's.")
    page = {
        "kept": kept,
        "kind": kind,
        "may_revert": may_revert(kept, person),
        "back": kept.get_absolute_url() if hasattr(kept, "get_absolute_url") else None,
    }
    return history_page(request, page, history_entries(kept, person))


def history_page(request: HttpRequest, page: dict[str, Any], entries: Iterable[Entry]) -> HttpResponse:
    """The entries, newest first; `page` says whose they are."""
    told = sorted(entries, key=lambda entry: entry.at, reverse=True)
    page |= {"entries": told[:MOST_ENTRIES], "left_out": max(0, len(told) - MOST_ENTRIES)}
    return render(request, "history/page.html", page)


@require_GET
def choices(request: HttpRequest, kind: str) -> HttpResponse:
    """What the desk chose for itself, from the first choice on. 404 for what it does not choose."""
    if kind not in CHOICES:
        raise Http404(f"The desk chooses nothing of the kind “{kind}”.")
    page = {
        "kept": CHOICE_TITLES[kind],
        "may_revert": person_of(request).has_perm(RIGHTS[CHOICES[kind]]),
        "back": reverse(CHOICE_PAGES[kind]),
    }
    return history_page(request, page, entries_of_choices(kind))


def may_revert(kept: Model, person: User) -> bool:
    """Whether the rows offer to be reverted; what each asks of a person is checked where it is done."""
    right = {"source": "change_source", "actor": "change_actor", "incident": "change_incident"}
    return person.has_perm(f"incidents.{right.get(kept._meta.model_name or '', 'review_report')}")


def history_entries(kept: Model, person: User) -> Iterator[Entry]:
    """Everything that happened to a record and to what hangs on it, as far as a person may see it."""
    decisions = Decision.objects.visible_to(person)
    yield from changes_of(kept.history.all())  # type: ignore[attr-defined]
    if isinstance(kept, Incident):
        yield from changes_of(IncidentActor.history.filter(incident=kept), named_after="actor")
        yield from changes_of(ReportLink.history.filter(incident=kept), named_after="report")
        yield from decisions_on(decisions.filter(Q(incident=kept) | Q(claim__incident=kept)))
        yield from revisions_of(kept.revisions.all())
        yield from regroupings_of(Q(from_incident=kept) | Q(to_incident=kept), person)
    if isinstance(kept, Report):
        yield from decisions_on(decisions.filter(claim__report=kept))
        yield from groupings_of(kept, person)
    if isinstance(kept, Claim):
        yield from decisions_on(decisions.filter(claim=kept))
