"""Keeping estimates true to the claims: derived anew for the incidents that a change touches, and only for those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django_tasks import task

from incidents.models import Actor, Claim, Incident, Revision, Source
from incidents.workflow.acts import GoneError, act, act_alone, lock_incident
from incidents.workflow.figures.basis import read_basis
from incidents.workflow.figures.derivation import derived_rows
from incidents.workflow.figures.outcomes import outcome_rows
from incidents.workflow.figures.revisions import Happened, revisions
from incidents.workflow.figures.vintages import vintages
from incidents.workflow.reports.priority import weigh_reports_of

AT_ONCE = 20
"""How many touched incidents are recomputed while the person waits; more are left to a task."""
FIGURE = ("incident_id", "measure", "population_key")
"""What tells figures apart."""
Row = TypeVar("Row", bound=Model)


@act
def recompute_estimates(incident: Incident | None, because: Happened | None = None) -> int:
    """Derive every estimate of one incident anew, its vintages and what became of each claim; how many rows changed.

    If a figure of people as a whole changed, a Revision says so, and why if that is known. Repeating changes nothing:
    the same claims and decisions give the same rows. The number of queries depends on the size of neither record nor
    incident. An incident that was merged into another has no figures of its own.
    """
    if incident is None:
        return 0
    incident = lock_incident(incident.pk)
    if incident.merged_into_id:
        return forget_figures(incident)
    basis = read_basis(incident)
    if basis.changed_interests:
        Claim.objects.bulk_update(basis.changed_interests, ["interest"], batch_size=500)
    rows = list(derived_rows(basis).values())
    by_sources, by_claimants = outcome_rows(basis, rows)
    estimates = incident.estimates.all()
    Revision.objects.bulk_create(revisions(estimates, rows, basis, because))
    changed = write_changes(estimates, rows, key=FIGURE)
    changed += write_changes(incident.vintages.all(), vintages(basis), key=(*FIGURE, "known_from"))
    changed += write_changes(incident.sourceoutcomes.all(), by_sources, key=(*FIGURE, "source_id", "origin_key"))
    changed += write_changes(incident.claimantoutcomes.all(), by_claimants, key=(*FIGURE, "origin_key"))
    Incident.objects.filter(pk=incident.pk).update(known_from=basis.first_known_at, is_outdated=False)
    return changed


def forget_figures(incident: Incident) -> int:
    """Take away what was derived for an incident that is no longer one by itself; how many rows there were."""
    derived = (incident.estimates, incident.vintages, incident.sourceoutcomes, incident.claimantoutcomes)
    gone = sum(rows.all().delete()[0] for rows in derived)
    Incident.objects.filter(pk=incident.pk).update(known_from=None, is_outdated=False)
    return gone


def write_changes(kept: QuerySet[Row], derived: Sequence[Row], *, key: tuple[str, ...]) -> int:
    """Make the kept rows what was derived; how many were wrong, missing or too many.

    `key` names the columns that tell rows apart. Rows that are right already are not touched.
    """
    columns = [each.attname for each in kept.model._meta.concrete_fields if each.name not in ("id", "computed_at")]
    wanted = {column_values(row, key): row for row in derived}
    right, gone = set(), []
    for row in kept:
        fresh = wanted.get(column_values(row, key))
        if fresh is None:
            gone.append(row.pk)
        elif column_values(row, columns) == column_values(fresh, columns):
            right.add(column_values(row, key))
    wrong = [row for at, row in wanted.items() if at not in right]
    if gone:
        kept.filter(pk__in=gone).delete()
    if wrong:
        updated = [each.name for each in kept.model._meta.concrete_fields if each.attname not in ("id", *key)]
        kept.model._default_manager.bulk_create(
            wrong, batch_size=500, update_conflicts=True, unique_fields=key, update_fields=updated
        )
    return len(gone) + len(wrong)


def column_values(row: Model, names: Iterable[str]) -> tuple[Any, ...]:
    """The values of some columns, to compare rows by: as values, for PostgreSQL keeps JSON in an order of its own."""
    return tuple(getattr(row, name) for name in names)


# --- What a change elsewhere touches -----------------------------------------------------------------


@act_alone
def touch_source(source: Source) -> None:
    """The name, the grade or the affiliation of a source changed: its reports' incidents and priorities follow."""
    weigh_reports_of(source)
    touch(Incident.objects.filter(links__report__source=source))


@act_alone
def touch_actor(actor: Actor) -> None:
    """The name or the line of an actor changed: the incidents follow that it, or one below it, has to do with."""
    family = [actor.pk]
    below = [actor.pk]
    while below := list(Actor.objects.filter(parent__in=below).exclude(pk__in=family).values_list("pk", flat=True)):
        family += below
    touch(
        Incident.objects.filter(
            Q(parts__actor__in=family)
            | Q(claims__actor__in=family)
            | Q(claims__speaker__in=family)
            | Q(links__report__source__affiliation__in=family)
        )
    )


@act_alone
def touch(incidents: QuerySet[Incident]) -> None:
    """Recompute the incidents of a change: a few at once, many by a task, none of them lost if that is stopped."""
    Incident.objects.filter(pk__in=incidents.values("pk")).update(is_outdated=True)
    if Incident.objects.outdated().count() <= AT_ONCE:
        recompute_outdated()
    else:
        transaction.on_commit(lambda: recompute_outdated_later.enqueue())


def recompute_outdated(progress: Callable[[int], None] = lambda done: None) -> int:
    """Recompute what is outdated, each incident in a transaction of its own; how many there were.

    Several processes may do so at once: what one has done while another waited for its turn is not done again.
    """
    done = 0
    while found := list(Incident.objects.outdated()[:100]):
        for incident in found:
            with suppress(GoneError):
                recompute_if_outdated(incident)
            done += 1
            progress(done)
    return done


@act
def recompute_if_outdated(incident: Incident) -> None:
    if lock_incident(incident.pk).is_outdated:
        recompute_estimates(incident)


@task()
def recompute_outdated_later() -> None:
    """The task behind a change that touches many incidents; safe to run twice."""
    recompute_outdated()
