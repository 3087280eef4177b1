"""Merging two incidents that are one, splitting one that is two, and undoing either.

Each function is one act that has the desk alone, and each row that moves has its row in the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from incidents.models import Claim, Comment, Incident, IncidentActor, Regrouping, Report, ReportLink
from incidents.vocabulary import RegroupingKind, RevisionCause, Side
from incidents.workflow.acts import GoneError, act_alone, lock_incidents
from incidents.workflow.figures.reconcile import recompute_estimates
from incidents.workflow.figures.revisions import Happened
from incidents.workflow.incidents.matching import create_incident

ACROSS = {Side.A: Side.B, Side.B: Side.A}


class CannotRegroupError(ValueError):
    """What was asked cannot be done; the message says why, and what to do first."""


@act_alone
def merge_incidents(
    *, kept: Incident, merged: Incident, person: User, reason: str, repeats: Regrouping | None = None
) -> Regrouping:
    """Make two incidents one: reports, claims, actors and comments of `merged` go to `kept`.

    Figures that people set by hand on `merged` stay with it and count nowhere. Raises CannotRegroupError
    without a reason, for an incident with itself, and where either is merged already. `repeats` is a merge
    that was undone and is done again.
    """
    reason = reason_to_regroup(reason)
    if kept.pk == merged.pk:
        raise CannotRegroupError("An incident cannot be merged with itself.")
    kept, merged = as_kept(kept, merged)
    refuse_merged(kept, merged)
    why = f"merged into incident {kept.pk}"
    moved = {
        "links": move_links(links_to_move(merged, kept), kept, person, why),
        "claims": move_claims(Claim.objects.filter(incident=merged), kept, person, why),
        "parts": move_parts(joining_parts(merged, kept), kept, person, why),
        "comments": move_comments(Comment.objects.filter(incident=merged), kept),
        "left": figures_by_hand(merged),
    }
    set_merged_into(merged, kept, person, why)
    return keep_regrouping(RegroupingKind.MERGED, merged, kept, moved, person, reason, repeats)


@act_alone
def split_incident(
    *,
    incident: Incident,
    reports: Iterable[Report],
    person: User,
    reason: str,
    values: dict[str, Any],
    side_a: Sequence[str] = (),
    side_b: Sequence[str] = (),
) -> Regrouping:
    """Make one incident two: the chosen reports, with their claims, go to a new one (`Regrouping.to_incident`).

    `values` and the sides are as for `create_incident`. Figures set by hand stay where they are. Raises
    CannotRegroupError without a reason, and unless some reports go and some stay.
    """
    reason = reason_to_regroup(reason)
    (incident,) = as_kept(incident)
    refuse_merged(incident)
    links = list(ReportLink.objects.filter(incident=incident, report__in=[report.pk for report in reports]))
    refuse_none_or_all(links, incident)
    new = create_incident(person=person, values=values, side_a=list(side_a), side_b=list(side_b))
    return move_off(incident, new, links, person, reason)


def move_off(
    incident: Incident,
    new: Incident,
    links: Sequence[ReportLink],
    person: User,
    reason: str,
    repeats: Regrouping | None = None,
) -> Regrouping:
    """Give reports of an incident, with their claims, to the one that is split off."""
    why = f"split off from incident {incident.pk}"
    claims = Claim.objects.filter(incident=incident, report__in=[link.report_id for link in links])
    moved = {
        "links": move_links(links, new, person, why),
        "claims": move_claims(claims, new, person, why),
        "parts": [],
        "comments": [],
        "left": figures_by_hand(incident),
    }
    return keep_regrouping(RegroupingKind.SPLIT, incident, new, moved, person, reason, repeats)


@act_alone
def undo_regrouping(*, regrouping: Regrouping, person: User, reason: str = "") -> Regrouping:
    """Put back what a merge or split moved, as far as it is still where it was moved to.

    Reports that came since stay; claims go with their report. An incident that a split made, and that nothing is
    left with, is merged into the one that it came from. Raises CannotRegroupError where another merge stands in
    the way, or it was undone already.
    """
    regrouping = Regrouping.objects.get(pk=regrouping.pk)
    if regrouping.undone_at:
        raise CannotRegroupError("This was undone already.")
    home, away = as_kept(regrouping.from_incident, regrouping.to_incident)
    refuse_in_the_way(regrouping, home, away)
    why = f"undid that it was {regrouping.get_kind_display()}"
    move_back(regrouping.moved, home, away, person, why)
    if regrouping.kind == RegroupingKind.MERGED:
        set_merged_into(home, None, person, why)
    elif not away.links.exists():
        set_merged_into(away, home, person, why)
    regrouping.undone_by, regrouping.undone_at, regrouping.undone_reason = person, timezone.now(), reason.strip()
    regrouping.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    recompute_both(home, away)
    return regrouping


@act_alone
def regroup_again(*, regrouping: Regrouping, person: User, reason: str) -> Regrouping:
    """Do a merge or split again that was undone: a new one that names it.

    A split moves those of its reports that are still with the incident. Raises CannotRegroupError without a reason,
    where it stands or was done again already, and where another merge or nothing to split stands in the way.
    """
    reason = reason_to_regroup(reason)
    regrouping = Regrouping.objects.get(pk=regrouping.pk)
    if not regrouping.undone_at or regrouping.repeated_by.exists():
        raise CannotRegroupError("This stands, or was done again already.")
    home, away = regrouping.from_incident, regrouping.to_incident
    if regrouping.kind == RegroupingKind.MERGED:
        return merge_incidents(kept=away, merged=home, person=person, reason=reason, repeats=regrouping)
    home, away = as_kept(home, away)
    if away.merged_into_id == home.pk:
        set_merged_into(away, None, person, f"split off from incident {home.pk} again")
    refuse_merged(home, away)
    links = list(home.links.filter(pk__in=[pk for pk, _ in regrouping.moved["links"]]))
    refuse_none_or_all(links, home)
    return move_off(home, away, links, person, reason, repeats=regrouping)


def standing_for(incident: Incident | None) -> Incident | None:
    """The incident itself, or the one that it was merged into meanwhile. Raises GoneError.

    For an act that links something to an incident that was chosen a while ago: nothing is merged while it goes on.
    """
    if incident is None:
        return None
    found = Incident.objects.filter(pk=incident.pk).select_related("merged_into").first()
    if found is None:
        raise GoneError
    return standing_for(found.merged_into) if found.merged_into else found


# --- What is refused ---------------------------------------------------------------------------------


def reason_to_regroup(reason: str) -> str:
    if not reason.strip():
        raise CannotRegroupError("Say why: the reason is kept with the history of both incidents.")
    return reason.strip()


def refuse_none_or_all(links: Sequence[ReportLink], incident: Incident) -> None:
    if not links:
        raise CannotRegroupError("Choose the reports that tell of the other incident.")
    if len(links) == incident.links.count():
        raise CannotRegroupError("Some reports must stay: where all tell of something else, change the incident.")


def refuse_merged(*incidents: Incident) -> None:
    for incident in incidents:
        if incident.merged_into_id:
            raise CannotRegroupError(f"“{incident}” is merged into “{incident.merged_into}” already.")


def refuse_in_the_way(regrouping: Regrouping, home: Incident, away: Incident) -> None:
    """An incident that was merged away since has nothing to give back, and nowhere to put it."""
    waiting = [away, home] if regrouping.kind == RegroupingKind.SPLIT else [away]
    for incident in waiting:
        if incident.merged_into_id:
            raise CannotRegroupError(
                f"“{incident}” was merged into “{incident.merged_into}” since. Undo that first, then this."
            )


def as_kept(*incidents: Incident) -> list[Incident]:
    """These incidents as the record has them now, in this order. Raises GoneError."""
    found = lock_incidents(incident.pk for incident in incidents)
    if len(found) < len(incidents):
        raise GoneError
    return [found[incident.pk] for incident in incidents]


# --- What moves --------------------------------------------------------------------------------------


def links_to_move(merged: Incident, kept: Incident) -> list[ReportLink]:
    """The links of an incident, but for reports that the other has already."""
    return list(merged.links.exclude(report__in=kept.links.values("report")))


def move_links(links: Sequence[ReportLink], to: Incident, person: User, why: str) -> list[tuple[int, str]]:
    """Give the links to another incident; the keys of what moved, each with when it had been linked.

    They count as linked now, so that a figure that somebody set there is asked about again.
    """
    moved = [(link.pk, link.linked_at.isoformat()) for link in links]
    for link in links:
        link.incident, link.linked_at = to, timezone.now()
    bulk_update_with_history(
        links, ReportLink, ["incident", "linked_at"], default_user=person, default_change_reason=why
    )
    return moved


def move_claims(claims: Iterable[Claim], to: Incident, person: User, why: str) -> list[int]:
    """Give claims to another incident; their keys."""
    claims = list(claims)
    for claim in claims:
        claim.incident = to
    bulk_update_with_history(claims, Claim, ["incident"], default_user=person, default_change_reason=why)
    return [claim.pk for claim in claims]


def joining_parts(merged: Incident, kept: Incident) -> list[tuple[IncidentActor, Side]]:
    """The actors whom only `merged` has, each with the side that it takes in `kept`.

    Which side is called A is chance. If the actors that both incidents have are on opposite sides in the two, the
    joining actors change sides too. Otherwise their claims would be taken for the enemy's.
    """
    sides_there = dict(kept.parts.values_list("actor", "side"))
    parts = list(merged.parts.select_related("actor"))
    shared = [(Side(part.side), Side(sides_there[part.actor_id])) for part in parts if part.actor_id in sides_there]
    crossed = bool(shared) and all(there == ACROSS.get(here) for here, there in shared)
    return [
        (part, ACROSS.get(Side(part.side), Side(part.side)) if crossed else Side(part.side))
        for part in parts
        if part.actor_id not in sides_there
    ]


def move_parts(
    parts: Iterable[tuple[IncidentActor, Side]], to: Incident, person: User, why: str
) -> list[tuple[int, str]]:
    """Give actors to another incident on these sides; the keys of what moved, each with the side that it had."""
    parts = list(parts)
    moved = [(part.pk, part.side) for part, _ in parts]
    for part, side in parts:
        part.incident, part.side = to, side
    bulk_update_with_history(
        [part for part, _ in parts],
        IncidentActor,
        ["incident", "side"],
        default_user=person,
        default_change_reason=why,
    )
    return moved


def move_comments(comments: Iterable[Comment], to: Incident) -> list[int]:
    """Give comments to another incident; their keys."""
    keys = [comment.pk for comment in comments]
    Comment.objects.filter(pk__in=keys).update(incident=to)
    return keys


def move_back(moved: dict[str, Any], home: Incident, away: Incident, person: User, why: str) -> None:
    """Move back what is still at `away`. Claims go with their report, those found in it since included."""
    linked_at = {pk: datetime.fromisoformat(at) for pk, at in moved["links"]}
    links = list(away.links.filter(pk__in=linked_at).exclude(report__in=home.links.values("report")))
    going = Q(report__in=[link.report_id for link in links])
    left_there = Q(pk__in=moved["claims"], report__in=home.links.values("report"))
    move_claims(Claim.objects.filter(going | left_there, incident=away), home, person, why)
    for link in links:
        link.incident, link.linked_at = home, linked_at[link.pk]
    bulk_update_with_history(
        links, ReportLink, ["incident", "linked_at"], default_user=person, default_change_reason=why
    )
    sides = dict(moved["parts"])
    parts = away.parts.filter(pk__in=sides).exclude(actor__in=home.parts.values("actor"))
    move_parts([(part, Side(sides[part.pk])) for part in parts], home, person, why)
    move_comments(Comment.objects.filter(pk__in=moved["comments"], incident=away), home)


def figures_by_hand(incident: Incident) -> list[str]:
    """The figures of an incident that people set by hand, in words."""
    return [str(figure) for figure in incident.estimates.select_related("actor") if figure.is_overridden]


def set_merged_into(incident: Incident, into: Incident | None, person: User, why: str) -> None:
    incident.merged_into = into
    incident._history_user = person  # type: ignore[attr-defined]  # read by simple_history
    incident._change_reason = why  # type: ignore[attr-defined]
    incident.save()


def keep_regrouping(
    kind: RegroupingKind,
    home: Incident,
    away: Incident,
    moved: dict[str, Any],
    person: User,
    reason: str,
    repeats: Regrouping | None,
) -> Regrouping:
    """The row that says what moved, and the figures of both incidents that follow."""
    regrouping = Regrouping.objects.create(
        kind=kind,
        from_incident=home,
        to_incident=away,
        moved=moved,
        reason=reason,
        person=person,
        repeats=repeats,
    )
    recompute_both(home, away)
    return regrouping


def recompute_both(*incidents: Incident) -> None:
    regrouped = Happened(RevisionCause.REGROUPED, timezone.now())
    for incident in sorted(incidents, key=lambda one: one.pk):
        recompute_estimates(incident, regrouped)
