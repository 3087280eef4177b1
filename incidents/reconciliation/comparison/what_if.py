"""What if: the claims as they would be after some changes, and what the estimates would be then.

Nothing here is saved; a page shows the answer before anybody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.figure import UNKNOWN, Figure
from incidents.reconciliation.estimate import by_cell, reconcile
from incidents.reconciliation.populations import reading_order
from incidents.reconciliation.types import Claim, Estimate, Population
from incidents.vocabulary import Flag, Interest, Measure, Policy, Reliability, Scope

MEASURES = tuple(Measure)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to try on some claims: those of `claim_ids`, and all of the reports in `report_ids`.

    `off` leaves them out; the others replace a claim's value where they are given. Another grade for a
    source is a `reliability` for all reports of that source.
    """

    claim_ids: frozenset[int] = frozenset()
    report_ids: frozenset[int] = frozenset()
    off: bool = False
    interest: Interest | None = None
    scope: Scope | None = None
    reliability: Reliability | None = None

    def concerns(self, claim: Claim) -> bool:
        return claim.id in self.claim_ids or claim.report_id in self.report_ids

    def apply(self, claim: Claim) -> Claim:
        """The claim with the values that the change gives."""
        return replace(
            claim,
            interest=self.interest or claim.interest,
            scope=self.scope or claim.scope,
            reliability=self.reliability or claim.reliability,
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """One estimate before and after the changes; a figure is unknown where there is no estimate."""

    measure: Measure
    population: Population
    before: Figure
    after: Figure
    gained: frozenset[Flag]
    lost: frozenset[Flag]

    @property
    def moved(self) -> bool:
        """Whether any number or flag is another one."""
        return self.before != self.after or bool(self.gained or self.lost)


def apply_changes(claims: Iterable[Claim], changes: Iterable[Change]) -> list[Claim]:
    """The claims after the changes, one after the other; the given claims stay as they are.

    Raises ValueError where a change names a claim or report that none of the claims has.
    """
    after = [*claims]
    changes = [*changes]
    _refuse_strangers(after, changes)
    for change in changes:
        kept = [claim for claim in after if not (change.off and change.concerns(claim))]
        after = [change.apply(claim) if change.concerns(claim) else claim for claim in kept]
    return after


def _refuse_strangers(claims: Sequence[Claim], changes: Iterable[Change]) -> None:
    claim_ids, report_ids = {claim.id for claim in claims}, {claim.report_id for claim in claims}
    for change in changes:
        for name, strangers in (("claim", change.claim_ids - claim_ids), ("report", change.report_ids - report_ids)):
            if strangers:
                raise ValueError(f"No such {name}: {', '.join(map(str, sorted(strangers)))}")


def effects(
    before: Sequence[Claim],
    after: Sequence[Claim],
    *,
    policy: Policy = Policy.DESK,
    parents: Mapping[str, str] | None = None,
) -> tuple[Effect, ...]:
    """What becomes of each estimate, those that do not move included; in the order of `reconcile`."""
    then, now = (by_cell(reconcile(claims, policy=policy, parents=parents)) for claims in (before, after))
    cells = sorted({**then, **now}, key=_reading_order)
    return tuple(_effect(cell, then.get(cell), now.get(cell)) for cell in cells)


def _reading_order(cell: tuple[Measure, Population]) -> tuple[object, ...]:
    measure, population = cell
    return MEASURES.index(measure), *reading_order(population)


def _effect(cell: tuple[Measure, Population], then: Estimate | None, now: Estimate | None) -> Effect:
    was = then.flags if then else frozenset()
    is_now = now.flags if now else frozenset()
    return Effect(
        *cell,
        before=then.figure if then else UNKNOWN,
        after=now.figure if now else UNKNOWN,
        gained=is_now - was,
        lost=was - is_now,
    )
