"""Roll-up over populations and the denials that it reveals (methodology.md, section 6, steps 10 and 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from incidents.reconciliation.origins import same_origin
from incidents.reconciliation.outcome import Outcome
from incidents.reconciliation.populations import depth, reading_order
from incidents.reconciliation.statements import NUMBER, Statement
from incidents.reconciliation.types import Population
from incidents.vocabulary import Flag

Tree = Mapping[Population, Population | None]


class Numbers(NamedTuple):
    """Three numbers that one way of counting gives for a population, and the populations behind them."""

    low: int
    best: int
    high: int
    open_upper: bool
    behind: tuple[Population, ...] = ()


def roll_up(outcomes: dict[Population, Outcome], tree: Tree) -> None:
    """Step 11: raise each population to what the populations under it add up to, from the leaves up."""
    under: dict[Population, list[Population]] = {}
    for population, above in tree.items():
        if above is not None:
            under.setdefault(above, []).append(population)
    for population in sorted(under, key=lambda each: -depth(each, tree)):
        below = sorted(under[population], key=reading_order)
        _absorb(outcomes[population], [(each, outcomes[each]) for each in below])


def _absorb(outcome: Outcome, below: Sequence[tuple[Population, Outcome]]) -> None:
    known = [(population, child) for population, child in below if _counts_somebody(child)]
    if not known:
        if outcome.best is None and any(Flag.UNQUANTIFIED in child.flags for _, child in below):
            outcome.flags.add(Flag.UNQUANTIFIED)
        return
    ways = _ways_to_count(known)
    own = _own_numbers(outcome)
    children_have_numbers = any(child.firmness == NUMBER for _, child in known)
    own_yields = own is not None and outcome.firmness != NUMBER and children_have_numbers
    if own is not None and not own_yields:
        ways.insert(0, own)
    low = max(way.low for way in (*ways, own) if way is not None)
    best = max(low, *(way.best for way in ways))
    high = max(best, *(way.high for way in ways))
    if own is not None and own_yields and best > own.high and not own.open_upper:
        outcome.flags.add(Flag.VAGUE_CONFLICT)
    _credit(outcome, own, ways, (low, best, high))
    outcome.open_upper = _is_open(ways, own, best, high)
    outcome.set_numbers(low, best, high)
    outcome.firmness = max(outcome.firmness, *(child.firmness for _, child in known))
    outcome.denied_only = False
    for _, child in known:
        outcome.origins |= child.origins
        outcome.reports |= child.reports
    if outcome.from_children:
        _take_flags(outcome, [child for population, child in known if population in outcome.from_children])
        outcome.note("roll_up", f"Populations within it come to {low} to {high}, best {best}.")


def _counts_somebody(outcome: Outcome) -> bool:
    """Whether the outcome says anything about those above it: unknown and denied ones do not."""
    return outcome.best is not None and not outcome.denied_only


def _own_numbers(outcome: Outcome) -> Numbers | None:
    if outcome.low is None or outcome.best is None or outcome.high is None or outcome.denied_only:
        return None
    return Numbers(outcome.low, outcome.best, outcome.high, outcome.open_upper)


def _ways_to_count(known: Sequence[tuple[Population, Outcome]]) -> list[Numbers]:
    """The sum of the populations that exclude one another, and each group by itself."""
    apart = [each for each in known if each[0].group is None]
    groups = [each for each in known if each[0].group is not None]
    sums = [_sum(apart)] if apart else []
    return sums + [_sum([each]) for each in groups]


def _sum(parts: Sequence[tuple[Population, Outcome]]) -> Numbers:
    return Numbers(
        sum(child.low or 0 for _, child in parts),
        sum(child.best or 0 for _, child in parts),
        sum(child.high or 0 for _, child in parts),
        any(child.open_upper for _, child in parts),
        tuple(population for population, _ in parts),
    )


def _credit(outcome: Outcome, own: Numbers | None, ways: Sequence[Numbers], settled: tuple[int, int, int]) -> None:
    """Leave a number to the claims on the whole where they reach it, else to the populations below."""
    low, best, high = settled
    if own is None or own.low < low:
        outcome.sets_low = ()
    if own is None or (own.best != best and own.low != best):
        outcome.sets_best = ()
    elif own.best != best:
        outcome.sets_best = outcome.sets_low
    if own is None or own not in ways or own.high < high:
        outcome.sets_high = ()
    behind: list[Population] = []
    for way in ways:
        if own is None or way is not own:
            reaches = (not outcome.sets_low and way.low == low) or (not outcome.sets_best and way.best == best)
            if reaches or (not outcome.sets_high and way.high == high):
                behind += way.behind
    outcome.from_children = tuple(dict.fromkeys(behind))


def _is_open(ways: Iterable[Numbers], own: Numbers | None, best: int, high: int) -> bool:
    """Open where whoever reaches high leaves it open; a word's low that lifts high leaves it open too."""
    reaching = [way for way in ways if way.high == high]
    if reaching:
        return any(way.open_upper for way in reaching)
    return own is not None and (own.open_upper or own.high > high) and best == high


def _take_flags(outcome: Outcome, children: Sequence[Outcome]) -> None:
    if any(Flag.CONTESTED in child.flags for child in children):
        outcome.flags.add(Flag.CONTESTED)
    if outcome.sets_best or not children:
        return
    for flag in (Flag.PARTY_CLAIM_ONLY, Flag.UNQUANTIFIED):
        if all(flag in child.flags for child in children):
            outcome.flags.add(flag)
        else:
            outcome.flags.discard(flag)


def flag_contested(
    outcomes: Mapping[Population, Outcome], tree: Tree, denials: Mapping[Population, Sequence[Statement]]
) -> None:
    """Step 10: flag what is counted, or claimed by a side, in a population that somebody says was spared.

    `denials` are those of this measure and those of harm of any kind. A denial about a population
    covers everybody within it. Nobody is in dispute with a figure that they gave themselves since.
    """
    if not denials:
        return
    for population, outcome in outcomes.items():
        if not (outcome.best or outcome.claimed):
            continue
        above: Population | None = population
        while above is not None:
            if any(_disputes(denial, outcome) for denial in denials.get(above, ())):
                outcome.flags.add(Flag.CONTESTED)
                outcome.note("denials", "Somebody denies what others count; no number moved.")
                break
            above = tree[above]


def _disputes(denial: Statement, outcome: Outcome) -> bool:
    return not any(
        same_origin(each.claim.origin) == same_origin(denial.claim.origin)
        and each.said_at > denial.said_at
        and not each.claim.denies
        for each in outcome.pool
    )
