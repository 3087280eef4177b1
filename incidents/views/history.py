"""Who changed what, when, from what, to what: one page for everything that the record keeps a history of."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from incidents.models import Actor, Claim, Decision, Incident, IncidentActor, Report, ReportLink, Source
from incidents.views.history_rows import Entry, changes_of, decisions_on, regroupings_of
from incidents.views.review import person_of

KINDS: dict[str, type[Model]] = {
    "source": Source,
    "actor": Actor,
    "report": Report,
    "claim": Claim,
    "incident": Incident,
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
    entries = sorted(entries_of(kept, person), key=lambda entry: entry.at, reverse=True)
    return render(
        request,
        "incidents/history.html",
        {
            "kept": kept,
            "kind": kind,
            "may_revert": may_revert(kept, person),
            "entries": entries[:MOST_ENTRIES],
            "left_out": max(0, len(entries) - MOST_ENTRIES),
            "back": kept.get_absolute_url() if hasattr(kept, "get_absolute_url") else None,
        },
    )


def may_revert(kept: Model, person: User) -> bool:
    """Whether the rows offer to be reverted; what each asks of a person is checked where it is done."""
    right = {"source": "change_source", "actor": "change_actor", "incident": "change_incident"}
    return person.has_perm(f"incidents.{right.get(kept._meta.model_name or '', 'review_report')}")


def entries_of(kept: Model, person: User) -> Iterator[Entry]:
    """Everything that happened to a record and to what hangs on it, as far as a person may see it."""
    decisions = Decision.objects.visible_to(person)
    yield from changes_of(kept.history.all())  # type: ignore[attr-defined]
    if isinstance(kept, Incident):
        yield from changes_of(IncidentActor.history.filter(incident=kept), named_after="actor")
        yield from changes_of(ReportLink.history.filter(incident=kept), named_after="report")
        yield from decisions_on(decisions.filter(Q(incident=kept) | Q(claim__incident=kept)))
        yield from regroupings_of(Q(from_incident=kept) | Q(to_incident=kept))
    if isinstance(kept, Report):
        yield from decisions_on(decisions.filter(claim__report=kept))
    if isinstance(kept, Claim):
        yield from decisions_on(decisions.filter(claim=kept))
