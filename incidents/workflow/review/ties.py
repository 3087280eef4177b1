"""Tying a claim to another of its report, and letting go of a tie: a correction like any other, taken back like one."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects

from incidents.models import Claim, Report
from incidents.vocabulary import Scope, Tie
from incidents.workflow.acts import act
from incidents.workflow.review.decisions import claim_to_decide, correct_claim
from incidents.workflow.standing.actors import ActorNames
from incidents.workflow.standing.groups import groups_for
from incidents.workflow.standing.playback import as_seen_by, decisions_seen_by, keys_by_place, play
from incidents.workflow.standing.ties import Homes, why_not_tied


class BadTieError(ValueError):
    """Two claims that cannot be tied so: the message says why."""


def claims_as_seen(claim: Claim, person: User) -> list[Claim]:
    """The claims of a report in the order of its words, as they stand for a person: never saved where two read apart.

    Two queries; while two read the report apart, their decisions in one more.
    """
    found = Claim.objects.filter(report=claim.report_id).visible_to(person)
    claims = list(found.select_related("actor__parent", "report__source").order_by("start", "end", "number"))
    if claims and claims[0].report.is_read_apart:
        prefetch_related_objects(claims, "decisions")
        actors, keys = ActorNames(), keys_by_place(claims)
        for one in claims:
            play(one, decisions_seen_by(person, one), actors, keys)
        prefetch_related_objects(claims, "actor__parent")
    return claims


def homes_as_seen(claims: Sequence[Claim], person: User, report: Report | None = None) -> Homes:
    """In which group of their report each of these claims is for a person; none where there is nothing to tie.

    One query, as `groups_for` has it: none where the `report` was read with what tells that nobody grouped it.
    """
    if len(claims) < 2:
        return {}
    groups = groups_for(report or claims[0].report, claims, person)
    return {key: group.start for key, group in groups.home.items()}


@act
def tie_claim(*, claim: Claim, person: User, tie: Tie, other: int, seen_version: int | None = None) -> Claim:
    """The claim is tied to the other of its report, by its key, and counts so. What is a part covers a part.

    Raises BadTieError where the two cannot be tied, StaleError and HeldByOtherError.
    """
    claim = claim_to_decide(claim, person, seen_version)
    claims = claims_as_seen(claim, person)
    by_key = {one.pk: one for one in claims}
    own = by_key[claim.pk]
    if other not in by_key:
        raise BadTieError("There is no such claim in this report.")
    if why := why_not_tied(own, tie, by_key[other], claims, homes_as_seen(claims, person)):
        raise BadTieError(refusal_of(why))
    value = {tie.column: other} | _scope_with(tie, own, Scope.WHOLE, Scope.PART)
    return correct_claim(claim=claim, person=person, value=value)


def refusal_of(why: str) -> str:
    """What is said of two claims that cannot be tied."""
    return f"These two cannot be tied: {why}. A tie holds within one incident, one voice, one measure and one people."


@act
def untie_claim(*, claim: Claim, person: User, tie: Tie, seen_version: int | None = None) -> Claim:
    """The claim is no longer tied so, and counts: what was a part of another covers the whole again.

    Raises StaleError and HeldByOtherError.
    """
    claim = claim_to_decide(claim, person, seen_version)
    value = {tie.column: None} | _scope_with(tie, as_seen_by(person, claim), Scope.PART, Scope.WHOLE)
    return correct_claim(claim=claim, person=person, value=value)


def _scope_with(tie: Tie, claim: Claim, before: Scope, after: Scope) -> dict[str, Scope]:
    """The scope that goes with a tie to a whole; none where the scope is another than it was."""
    return {"scope": after} if tie is Tie.PART_OF and claim.scope == before else {}
