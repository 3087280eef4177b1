"""Which policy the desk follows: what each makes of the whole record, and choosing another (section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from incidents.models import DeskPolicy, Incident
from incidents.models.estimate import FiguresQuerySet
from incidents.vocabulary import Measure, Policy
from incidents.workflow.acts import act_alone
from incidents.workflow.figures.reconcile import touch

TOTALLED = (Measure.KILLED, Measure.INJURED)


class BadChoiceError(ValueError):
    """A choice of policy without a reason, or of the policy that the desk follows already."""


@dataclass(frozen=True, slots=True)
class PolicyTotal:
    """What a policy makes of all incidents together, in people; `change` is best against the desk's best."""

    policy: Policy
    low: int
    best: int
    high: int
    incidents: int
    """How many incidents have a figure under it."""
    change: int

    @property
    def change_words(self) -> str:
        return "no change" if not self.change else f"{self.change:+,}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one measure under every policy, that of the desk first."""

    measure: Measure
    followed: PolicyTotal
    others: Sequence[PolicyTotal]
    open: int
    """Incidents whose figure, as it stands, has an open upper end."""
    by_hand: int
    contested: int
    contested_best: int

    @property
    def policies(self) -> list[PolicyTotal]:
        return [self.followed, *self.others]

    @property
    def contested_share(self) -> float | None:
        """What the contested incidents hold of the total best, between 0 and 1; None where there is no total."""
        return self.contested_best / self.followed.best if self.followed.best else None


def totals_by_policy(figures: FiguresQuerySet[Any], followed: Policy) -> dict[Measure, Totals]:
    """The totals of killed and of injured, where any incident tells of them. One query."""
    sums = figures.filter(measure__in=TOTALLED).totals_by_policy()
    found = {Measure(row["measure"]): totals_of(row, followed) for row in sums}
    return {measure: found[measure] for measure in TOTALLED if measure in found}


def totals_of(sums: dict[str, Any], followed: Policy) -> Totals:
    desk = sums[f"{followed}_best"] or 0
    by_policy = {
        policy: PolicyTotal(
            policy=policy,
            low=sums[f"{policy}_low"] or 0,
            best=sums[f"{policy}_best"] or 0,
            high=sums[f"{policy}_high"] or 0,
            incidents=sums[f"{policy}_incidents"],
            change=(sums[f"{policy}_best"] or 0) - desk,
        )
        for policy in Policy
    }
    return Totals(
        measure=Measure(sums["measure"]),
        followed=by_policy.pop(followed),
        others=tuple(by_policy.values()),
        open=sums["open"],
        by_hand=sums["by_hand"],
        contested=sums["contested"],
        contested_best=sums["contested_best"] or 0,
    )


def policy_chosen(choices: Iterable[DeskPolicy]) -> Policy:
    """The policy that the last of these choices made the desk follow; `desk` before the first."""
    made = list(choices)
    return Policy(made[-1].policy) if made else Policy.DESK


@act_alone
def choose_policy(*, policy: Policy, person: User, reason: str, takes_back: DeskPolicy | None = None) -> None:
    """Make the desk follow a policy: all incidents are recomputed, by a task where they are many.

    `takes_back` is the choice that is reverted by it.
    Raises BadChoiceError without a reason, or where the desk follows it already.
    """
    if not reason.strip():
        raise BadChoiceError("Say why: the choice changes every figure, and its reason is shown with it.")
    if policy == DeskPolicy.now():
        raise BadChoiceError(f"The desk follows “{policy.label}” already.")
    DeskPolicy.objects.create(policy=policy, reason=reason.strip(), person=person, takes_back=takes_back)
    touch(Incident.objects.unmerged())
