"""What a person should decide about a figure, what people have decided about it, and what came since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from incidents.figure import Figure
from incidents.models import Claim, Decision, Estimate
from incidents.models.people import PEOPLE_KEY, population_key
from incidents.vocabulary import Flag, Question, Scope
from incidents.workflow.figures.basis import Basis, Key


def put_decisions_on(rows: dict[Key, Estimate], basis: Basis, moment: datetime | None) -> None:
    """Put on the derived rows what people had set by hand by a moment, and what they should decide now.

    A figure that somebody set where no claim counts any more gets a row of its own.
    """
    for key, decisions in basis.overrides.items():
        if override := standing_decision(decisions, moment):
            row = rows.setdefault(key, unfounded_row(basis, key))
            set_by_hand(row, override, basis, moment)
    ask(rows, basis, moment)


def ask(rows: Mapping[Key, Estimate], basis: Basis, moment: datetime | None) -> None:
    """Write on each row what a person should decide, without what a confirmation that stands has settled."""
    counted = counted_keys(basis, moment)
    for key, row in rows.items():
        row.questions = [question.value for question in reasons_to_ask(row, key in counted)]
    for key, decisions in basis.confirmations.items():
        confirmation = standing_decision(decisions, moment)
        if confirmation and key in rows and still_holds(confirmation, rows[key], basis, moment):
            for row in keys_covered(rows, key):
                settle_by_confirmation(row, confirmation)


def reasons_to_ask(row: Estimate, is_counted: bool) -> list[Question]:
    """Why a figure needs a decision, whoever may have looked at it; one set by hand only if claims came since.

    `is_counted`: whether accepted claims of the incident speak of these very people.
    """
    if row.is_overridden:
        return [Question.CHANGED_SINCE] if row.changed_since else []
    asked = {
        Question.NO_FIGURE: Flag.UNQUANTIFIED in row.flags or (row.best is None and is_counted),
        Question.CONTESTED: Flag.CONTESTED in row.flags,
        Question.PARTY_CLAIM_ONLY: Flag.PARTY_CLAIM_ONLY in row.flags,
        Question.PART_EXCEEDS_WHOLE: Flag.PART_EXCEEDS_WHOLE in row.flags,
        Question.UNGRADED: row.rests_on_ungraded,
    }
    return [question for question in Question if asked.get(question)]


def counted_keys(basis: Basis, moment: datetime | None) -> set[Key]:
    """What the accepted claims count that are not of more than the incident."""
    return {
        (claim.measure, population_key(claim.actor_id, claim.status, claim.group))
        for claim in basis.claims
        if claim.counts and claim.scope != Scope.LARGER and (moment is None or claim.report.known_at <= moment)
    }


def still_holds(confirmation: Decision, row: Estimate, basis: Basis, moment: datetime | None) -> bool:
    """Whether a figure is the one that a person let stand, and no claim on it came since."""
    same = Figure.of(confirmation.value) == row.figure
    return same and not arrived_since(row, confirmation, basis, moment)


def keys_covered(rows: Mapping[Key, Estimate], key: Key) -> list[Estimate]:
    """What a decision on a figure speaks of: people as a whole take in everybody within."""
    measure, population = key
    if population != PEOPLE_KEY:
        return [rows[key]]
    return [row for row in rows.values() if row.measure == measure]


def settle_by_confirmation(row: Estimate, confirmation: Decision) -> None:
    """Ask no more of a figure what a confirmation has answered."""
    left = [question for question in row.questions if question not in confirmation.value["questions"]]
    if left != row.questions:
        row.questions, row.confirmation = left, confirmation


def standing_decision(decisions: Sequence[Decision], moment: datetime | None) -> Decision | None:
    """The override or confirmation that stood at a moment: the last by then, unless it was taken back."""
    by_then = [decision for decision in decisions if moment is None or decision.at <= moment]
    return by_then[-1] if by_then and by_then[-1].value else None


def arrived_since(row: Estimate, override: Decision, basis: Basis, moment: datetime | None = None) -> list[Claim]:
    """The claims on the same people that were decided on, or came with a report, after a figure was set by hand."""
    concerned = (
        claim
        for claim in basis.claims
        if claim.measure == row.measure
        and (moment is None or claim.report.known_at <= moment)
        and row.population_key in (PEOPLE_KEY, population_key(claim.actor_id, claim.status, claim.group))
    )
    return [claim for claim in concerned if when_counted(claim, basis) > override.at]


def when_counted(claim: Claim, basis: Basis) -> datetime:
    """When a claim began to count as it does: the last decision on it, or the link of its report if later."""
    decided_at = getattr(claim, "decided_at", None) or claim.made_at
    return max(decided_at, basis.linked_at.get(claim.report_id, decided_at))


def unfounded_row(basis: Basis, key: Key) -> Estimate:
    """A row for a figure that somebody set where no claim counts any more."""
    measure, population = key
    actor_id, status, group = population.split("/")
    return Estimate(
        incident=basis.incident,
        measure=measure,
        actor_id=int(actor_id) if actor_id else None,
        status=status,
        group=group,
        population_key=population,
        policy=basis.policy.value,
        why="No claim counts here any more.",
    )


def set_by_hand(row: Estimate, override: Decision, basis: Basis, moment: datetime | None) -> None:
    """Put what a person set beside the derived numbers, and say whether anything came since."""
    row.override = override
    row.override_low, row.override_best, row.override_high = (override.value[name] for name in ("low", "best", "high"))
    row.changed_since = bool(arrived_since(row, override, basis, moment))
