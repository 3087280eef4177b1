"""A claim as somebody saw it at an earlier version."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib.auth.models import User

from incidents.models import Claim
from incidents.vocabulary import CORRECTABLE
from incidents.workflow.standing.playback import holding, play


def claim_as_seen(*, claim: Claim, person: User, version: int) -> Claim:
    """A copy of the claim as it stood for a person when its last decision was `version`. Nothing is saved."""
    made = [one for one in claim.decisions.all() if one.pk <= version]
    if claim.report.is_read_apart:
        made = [one for one in made if one.person_id == person.pk]
    return play(copy(claim), holding(made))


def values_to_keep(claim: Claim) -> dict[str, Any]:
    """The values of a claim as `correct_claim` takes them; an interest only where a person set it."""
    names = [name for name in CORRECTABLE if name != "interest" or claim.interest_is_set]
    return {name: getattr(claim, name) for name in names}
