"""Roll-up over populations and the denials that it reveals (methodology.md, section 6, steps 10 and 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

from incidents.figure import UNKNOWN, Figure
from incidents.reconciliation.outcome import Outcome
from incidents.reconciliation.populations import reading_order
from incidents.reconciliation.statements import NUMBER, Statement, voice_of
from incidents.reconciliation.types import PEOPLE, Population
from incidents.vocabulary import Flag

Within = tuple[Population, Outcome]
"""A population within another, and its outcome."""
Tree = Mapping[Population, Population | None]

"""The populations of a tree, each with the one right above it."""

PARTY_CLAIM_ONLY, UNQUANTIFIED, CONTESTED = Flag.PARTY_CLAIM_ONLY, Flag.UNQUANTIFIED, Flag.CONTESTED


class Way(NamedTuple):
    """What one way of counting gives for a population, and the populations behind it."""

    figure: Figure
    behind: tuple[Population, ...] = ()


def roll_up(outcomes: Mapping[Population, Outcome], tree: Tree) -> dict[Population, Outcome]:
    """Step 11: raise each population to what the populations under it add up to, from the leaves up.

    Gives an outcome for every population of the tree, those below before those above.
    """
    under: dict[Population, list[Population]] = {}
    for population, above in tree.items():
        if above is not None:
            under.setdefault(above, []).append(population)
    rolled_up: dict[Population, Outcome] = {}
    _roll_up_to(PEOPLE, under, outcomes, rolled_up)
    return rolled_up


def _roll_up_to(
    population: Population,
    under: Mapping[Population, list[Population]],
    outcomes: Mapping[Population, Outcome],
    rolled_up: dict[Population, Outcome],
) -> Outcome:
    outcome = outcomes.get(population) or Outcome()
    below = under.get(population)
    if below:
        below.sort(key=reading_order)
        _absorb(outcome, [(each, _roll_up_to(each, under, outcomes, rolled_up)) for each in below])
    rolled_up[population] = outcome
    return outcome


def _absorb(outcome: Outcome, below: Sequence[Within]) -> None:
    """Raise one population to those right below it.

    Its own word ("dozens") yields to their numbers but for its low, as words yield in step 6.
    """
    counting = [each for each in below if _counts_somebody(each[1])]
    outcome.mixed = _is_mixed(outcome, counting)
    outcome.independent = _independent(counting)
    known = outcome.independent if _is_neutral_number(outcome) else counting
    if known != counting:
        outcome.note(
            "roll_up", "What only a side of the fighting claims of its enemy moves no number of a neutral count."
        )
    if not known:
        if outcome.best is None and any(UNQUANTIFIED in child.flags for _, child in below):
            outcome.flags.add(UNQUANTIFIED)
        return
    if outcome.denied_only:
        _forget_denial(outcome)
    own = outcome.figure
    own_yields = outcome.firmness != NUMBER and any(child.firmness == NUMBER for _, child in known)
    ways = _ways_to_count(known)
    if own.is_known and not own_yields:
        ways.append(Way(own))
    low = max([own.low or 0, *[way.figure.low or 0 for way in ways]])
    best = max([low, *[way.figure.best or 0 for way in ways]])
    high = max([best, *[way.figure.high or 0 for way in ways]])
    if own.is_known and own_yields and not own.contains(best):
        outcome.flags.add(Flag.VAGUE_CONFLICT)
    if own_yields:
        outcome.sets_high = ()
    _credit(outcome, ways, Figure(low, best, high, _is_open(ways, own, best, high)))
    for _, child in known:
        if child.firmness > outcome.firmness:
            outcome.firmness = child.firmness
        outcome.origins |= child.origins
        outcome.reports |= child.reports
    if outcome.from_children:
        _take_flags(outcome, [child for population, child in known if population in outcome.from_children])
        outcome.note_later("roll_up", _sum_text, (outcome.figure,))


def _sum_text(figure: Figure) -> str:
    return f"Populations within it come to {figure.low} to {figure.high}, best {figure.best}."


def _forget_denial(outcome: Outcome) -> None:
    """That nobody was harmed does not stand where some of them are counted; it contests them."""
    outcome.figure = UNKNOWN
    outcome.denied_only = False
    outcome.stand_on(())


def _counts_somebody(outcome: Outcome) -> bool:
    """Whether the outcome says anything about those above it: unknown and denied ones do not."""
    return outcome.figure.best is not None and not outcome.denied_only


def _is_neutral_number(outcome: Outcome) -> bool:
    """Whether a neutral voice or an admission counts a population itself, by number."""
    if outcome.firmness != NUMBER or outcome.figure.best is None or outcome.denied_only:
        return False
    return PARTY_CLAIM_ONLY not in outcome.flags


def _is_mixed(outcome: Outcome, below: Sequence[Within]) -> bool:
    """Whether sides of the fighting have a part in the numbers: its own voices, or those that raise it from below."""
    if PARTY_CLAIM_ONLY in outcome.flags:
        return True
    return not _is_neutral_number(outcome) and any(_has_a_part_of_sides(child) for _, child in below)


def _has_a_part_of_sides(outcome: Outcome) -> bool:
    return outcome.mixed or PARTY_CLAIM_ONLY in outcome.flags


def _independent(below: Sequence[Within]) -> Sequence[Within]:
    """Those whose numbers do not come from a side of the fighting; of the others, those within them.

    A party claim changes no number while a neutral claim or an admission is in the pool. What holds within a population
    must also hold between it and the whole (methodology.md, "How we read these steps").
    """
    if not any(_has_a_part_of_sides(child) for _, child in below):
        return below
    return [within for each in below for within in (each[1].independent if _has_a_part_of_sides(each[1]) else [each])]


def _ways_to_count(known: Sequence[Within]) -> list[Way]:
    """The sum of the populations that exclude one another, and each group by itself."""
    apart = [each for each in known if each[0].group is None]
    sums = [_sum(apart)] if apart else []
    return sums + [_sum([each]) for each in known if each[0].group is not None]


def _sum(parts: Sequence[Within]) -> Way:
    return Way(
        reduce(add, [child.figure for _, child in parts]),
        tuple([population for population, _ in parts]),
    )


def _credit(outcome: Outcome, ways: Sequence[Way], settled: Figure) -> None:
    """Set the figure; each number belongs to the claims on the whole where they reach it, else to those below."""
    own = outcome.figure
    if own.low != settled.low:
        outcome.sets_low = ()
    if settled.best not in (own.best, own.low):
        outcome.sets_best = ()
    elif settled.best != own.best:
        outcome.sets_best = outcome.sets_low
    if own.high != settled.high:
        outcome.sets_high = ()
    behind: list[Population] = []
    for figure, populations in ways:
        if (
            (figure.low == settled.low and not outcome.sets_low)
            or (figure.best == settled.best and not outcome.sets_best)
            or (figure.high == settled.high and not outcome.sets_high)
        ):
            behind += populations
    outcome.from_children = tuple(dict.fromkeys(behind))
    outcome.figure = settled


def _is_open(ways: Iterable[Way], own: Figure, best: int, high: int) -> bool:
    """Open where whoever reaches high leaves it open; a word's low that lifts high leaves it open too."""
    reaching = [way.figure for way in ways if way.figure.high == high]
    if reaching:
        return any(figure.is_open for figure in reaching)
    return best == high and (own.is_open or (own.high or 0) > high)


def _take_flags(outcome: Outcome, children: Sequence[Outcome]) -> None:
    """Where those below set best, what is true of all of them is true of their sum."""
    if outcome.sets_best:
        return
    for flag in (PARTY_CLAIM_ONLY, UNQUANTIFIED):
        if all(flag in child.flags for child in children):
            outcome.flags.add(flag)
        else:
            outcome.flags.discard(flag)


def flag_contested(
    outcomes: Mapping[Population, Outcome], tree: Tree, denials: Mapping[Population, Sequence[Statement]]
) -> None:
    """Step 10: flag what is counted, or claimed by a side, in a population that somebody says was spared.

    `outcomes` come with those below before those above; `denials` are those of this measure and those
    of harm of any kind. A denial about a population covers everybody within it, and a sum is contested
    where one of its terms is. Nobody is in dispute with a figure that they gave themselves since.
    """
    if not denials:
        return
    for population, outcome in outcomes.items():
        terms = [outcomes[child] for child in outcome.from_children]
        if any(CONTESTED in term.flags for term in terms) or _is_denied(population, outcome, tree, denials):
            outcome.flags.add(CONTESTED)
            outcome.note("denials", "Somebody denies what others count; no number moved.")


def _is_denied(
    population: Population, outcome: Outcome, tree: Tree, denials: Mapping[Population, Sequence[Statement]]
) -> bool:
    if not outcome.best and not (outcome.claimed and outcome.claimed[1]):
        return False
    if not outcome.pool and not outcome.claimed:
        return False  # it only adds up those within, each of whom has been asked
    above: Population | None = population
    while above is not None:
        if any(_disputes(denial, outcome) for denial in denials.get(above, ())):
            return True
        above = tree[above]
    return False


def _disputes(denial: Statement, outcome: Outcome) -> bool:
    return not any(
        voice_of(each.claim) == voice_of(denial.claim) and each.said_at > denial.said_at and not each.claim.denies
        for each in outcome.pool
    )
