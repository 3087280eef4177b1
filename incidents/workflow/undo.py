"""Undo: what one key did is taken back by one, and so is the finishing of a report."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from incidents.models import Claim, Decision
from incidents.workflow.holds import hold_to_decide
from incidents.workflow.review import (
    NothingToTakeBackError,
    decisions_seen_by,
    holding,
    locked_claim,
    reject_claim,
    take_back,
)
from incidents.workflow.versions import must_be_current, version_seen_by

TAKEN_BACK = "Taken back by the person who added it."


@transaction.atomic
def undo_last(*, claim: Claim, person: User, seen_version: int | None = None) -> list[Claim]:
    """Take back the last decision on a claim and all that was decided with the same key; the claims that this moved.

    A claim that the person added, and that stands as it was added, is rejected: that is undone in turn.
    Raises NothingToTakeBackError where there is no decision, StaleError where it changed since it was seen.
    """
    hold_to_decide(claim.report_id, person)
    claim = locked_claim(claim)
    must_be_current(seen_version, version_seen_by(person, claim))
    seen = decisions_seen_by(person, claim)
    if not seen:
        raise NothingToTakeBackError("There is nothing to undo on this claim.")
    if claim.made_by_id == person.pk and len(seen) == 1:
        return [reject_claim(claim=claim, person=person, reason=TAKEN_BACK)]
    return [take_back(decision=decision, person=person) for decision in act_of(seen[-1])]


def act_of(decision: Decision) -> list[Decision]:
    """The decisions that one key made and that hold, each the last on its claim: what came later stays."""
    if decision.act is None:
        return [decision]
    made = Decision.objects.filter(act=decision.act, person=decision.person_id).select_related("claim__report")
    return [one for one in made if one.claim and holding(one.claim.decisions.all())[-1:] == [one]]
