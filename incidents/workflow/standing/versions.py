"""Versions: what a person had seen of a record when they changed it, so that nobody overwrites what they never saw.

The version of a claim, and of a figure, is the key of the last decision on it. The version of a record with a history
is the key of its last history row.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from incidents.models import Claim, Planted

ABOVE_DECISIONS = 10**17
"""Where the versions of claims begin whose planted values were answered: no decision has such a key."""


class StaleError(Exception):
    """Somebody changed it since it was seen. `seen` and `now` are versions."""

    def __init__(self, seen: int, now: int) -> None:
        self.seen, self.now = seen, now
        super().__init__("Somebody changed this since you saw it. Nothing was overwritten.")


def must_be_current(seen: int | None, now: int) -> None:
    """Raise StaleError where something newer is there than what was seen; None asks for no check."""
    if seen is not None and seen != now:
        raise StaleError(seen, now)


def version_seen_by(person: User, claim: Claim) -> int:
    """The key of the last decision on a claim that a person may see, whether it holds or not; 0 for none."""
    made = claim.decisions.all()
    last = max((one.pk for one in made if not claim.report.is_read_apart or one.person_id == person.pk), default=0)
    return last or version_after_planted(person, claim)


def version_after_planted(person: User, claim: Claim) -> int:
    """What a claim without decisions counts as once a person has answered what was planted in it; 0 before.

    So whoever answered it in one window cannot decide by what another still shows.
    """
    added = vars(claim)  # by Claim.objects.with_planted_for
    if "planted_key" in added:
        key = added["planted_key"] if added["planted_answered"] else None
    else:
        answered = Planted.objects.filter(claim=claim, person=person).exclude(answered_at=None)
        key = answered.values_list("pk", flat=True).first()
    return ABOVE_DECISIONS + key if key else 0


def version_of(record: Any) -> int:
    """The key of the last row in the history of a source, actor, report or incident; 0 for none."""
    return record.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0
