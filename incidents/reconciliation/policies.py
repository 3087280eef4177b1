"""The named policies: what each makes of the same claims (methodology.md, section 6).

A policy takes a `Cell` and gives an `Outcome`; roll-up is the same for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from incidents.reconciliation.desk import estimate_by_desk, prefer_numbers, stand_on_denials
from incidents.reconciliation.outcome import Cell, Outcome
from incidents.reconciliation.statements import Statement, is_open_above, lower_weighted_median, statement
from incidents.reconciliation.tiers import Tier, choose_tier, hear
from incidents.vocabulary import Flag, Interest, Policy, Reliability

GRADED = (Reliability.A, Reliability.B, Reliability.C)


def lowest(cell: Cell) -> Outcome:
    """As ACLED: the most conservative figure of anybody, each origin heard once."""
    outcome = Outcome()
    pool = _numbers_of_anybody(*hear(cell, outcome), outcome)
    if pool:
        best = min(each.number for each in pool)
        _settle(pool, best, outcome, f"The most conservative figure, {best}, stands.")
    return outcome


def ucdp(cell: Cell) -> Outcome:
    """As UCDP: low is the most conservative, best the most reliable source's, high the highest graded A to C.

    A neutral claim goes before a party claim. Equal grades: the newest, then the lowest figure.
    """
    outcome = Outcome()
    tier, pool = choose_tier(*hear(cell, outcome), outcome)
    if not pool:
        stand_on_denials(tier, outcome)
        return outcome
    pool, _ = prefer_numbers(pool, outcome)
    heaviest = max(each.weight for each in pool)
    trusted = [each for each in pool if each.weight == heaviest]
    best = min(each.number for each in _newest(trusted))
    graded = [each for each in pool if each.claim.reliability in GRADED]
    _settle(pool, best, outcome, f"The most reliable source's figure, {best}, stands.", highest_of=graded or trusted)
    return outcome


def gtd(cell: Cell) -> Outcome:
    """As GTD: the most recent source that is no party; then what most origins say; then the lowest."""
    outcome = Outcome()
    tier, pool = choose_tier(*hear(cell, outcome), outcome)
    if not pool:
        stand_on_denials(tier, outcome)
        return outcome
    pool, _ = prefer_numbers(pool, outcome)
    newest = {each.number for each in _newest(pool)}
    majority = _majority(pool)
    if not tier.is_party and len(newest) == 1:
        best = newest.pop()
        _settle(pool, best, outcome, f"The most recent figure, {best}, stands.")
    elif majority is not None:
        _settle(pool, majority, outcome, f"Most origins say {majority}.")
    else:
        best = min(each.number for each in pool)
        _settle(pool, best, outcome, f"Without a recent neutral figure or a majority the lowest, {best}, stands.")
    return outcome


def latest(cell: Cell) -> Outcome:
    """The newest claim with a figure, whoever makes it; of one time, the one recorded last."""
    outcome = Outcome()
    pool = _numbers_of_anybody(*_every_claim_alike(cell, outcome), outcome)
    if pool:
        last = max(pool, key=lambda each: (each.said_at, each.claim.id))
        _settle([last], last.number, outcome, f"The newest figure, {last.number}, stands.")
    return outcome


def median(cell: Cell) -> Outcome:
    """The lower median of all claims with a figure, copies and older ones included."""
    outcome = Outcome()
    pool = _numbers_of_anybody(*_every_claim_alike(cell, outcome), outcome)
    if pool:
        best = lower_weighted_median([(each.number, 1) for each in pool])
        _settle(pool, best, outcome, f"The middle figure, {best}, stands.")
    return outcome


POLICIES: Mapping[Policy, Callable[[Cell], Outcome]] = {
    Policy.DESK: estimate_by_desk,
    Policy.LOWEST: lowest,
    Policy.UCDP: ucdp,
    Policy.GTD: gtd,
    Policy.LATEST: latest,
    Policy.MEDIAN: median,
}


def _every_claim_alike(cell: Cell, outcome: Outcome) -> tuple[Tier, Tier]:
    """All counted claims in one tier, with no regard to origin, age or interest."""
    everybody = Tier(is_party=False)
    outcome.dropped = list(cell.dropped)
    outcome.reports = {claim.report_id for claim, _ in cell.counted}
    for claim, is_part in cell.counted:
        said = statement(claim)
        if claim.denies:
            (everybody.denials_of_parts if is_part else everybody.denials).append(said)
        else:
            (everybody.parts if is_part else everybody.wholes).append(said)
    return everybody, Tier(is_party=True)


def _numbers_of_anybody(neutral: Tier, party: Tier, outcome: Outcome) -> list[Statement]:
    """The pool of a policy that asks nobody's interest: wholes, else parts, numbers before words."""
    everybody = Tier(
        is_party=False,
        wholes=neutral.wholes + party.wholes,
        parts=neutral.parts + party.parts,
        denials=neutral.denials + party.denials,
        denials_of_parts=neutral.denials_of_parts + party.denials_of_parts,
    )
    outcome.denials = everybody.denials
    pool = everybody.counts()
    if not pool:
        stand_on_denials(everybody, outcome)
        return []
    return prefer_numbers(pool, outcome)[0]


def _settle(
    pool: Sequence[Statement],
    best: int,
    outcome: Outcome,
    text: str,
    *,
    highest_of: Sequence[Statement] | None = None,
) -> None:
    """Set the range around a best figure that the policy has chosen, and say why."""
    highest = highest_of or pool
    low = min(each.low for each in pool)
    high = max(each.top for each in highest)
    outcome.stand_on(pool)
    if all(each.claim.interest is Interest.PARTY_CLAIM for each in pool):
        outcome.flags.add(Flag.PARTY_CLAIM_ONLY)
    outcome.set_figure(low, best, high, is_open=is_open_above(highest))
    outcome.sets_low = _ids(each for each in pool if each.low == low)
    outcome.sets_best = _ids(each for each in pool if each.number == best)
    outcome.sets_high = _ids(each for each in pool if each.top == outcome.high)
    outcome.note("figures", text, outcome.sets_best)


def _newest(pool: Sequence[Statement]) -> list[Statement]:
    moment = max(each.said_at for each in pool)
    return [each for each in pool if each.said_at == moment]


def _majority(pool: Sequence[Statement]) -> int | None:
    """The figure that more than half of the origins give, if there is one."""
    figure, count = Counter(each.number for each in pool).most_common(1)[0]
    return figure if count > 1 and 2 * count > len(pool) else None


def _ids(statements: Iterable[Statement]) -> tuple[int, ...]:
    return tuple(sorted(claim_id for each in statements for claim_id in each.claim_ids))
