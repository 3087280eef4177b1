"""Figures that differ, and why: contradictions told apart from what only looks like one.

methodology.md, sections 2, 6 and 10; docs/methodology.md, section 6, "Kinds of conflict".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from incidents.reconciliation.breakdown import add_up_within_reports
from incidents.reconciliation.comparison import differences
from incidents.reconciliation.comparison.accounts import Account, Agreement, Key, gather_accounts, group_by_figure
from incidents.reconciliation.counting import hear_bodies, is_accepted, parents_of_parts
from incidents.reconciliation.desk import STALE_AFTER
from incidents.reconciliation.populations import grow_tree, reading_order
from incidents.reconciliation.statements import NO_FIGURE, NUMBER, WORD, Statement, voice_of
from incidents.reconciliation.types import Claim, Population
from incidents.vocabulary import ConflictKind, Interest, Measure

Tree = Mapping[Population, Population | None]
KINDS, MEASURES = tuple(ConflictKind), tuple(Measure)
HARM = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims whose figures differ, the kind that explains the difference best, and one plain sentence.

    `first` and `second` are ids of claims in the order that the kind gives them:

    - contradiction, overlap: the lower and the higher; if a part exceeds its whole, the whole and the part
    - denial: the denial and the count
    - update, outdated, copy: the earlier and the later
    - vague: the word and the number
    - subset: the whole and the part
    - different_scope: the figure for this incident and the larger one; of two parts the lower and the higher
    - different_population: the wider population, or the first in reading order, and the other

    `measure` and `population` are those of the first.
    """

    kind: ConflictKind
    measure: Measure
    population: Population
    first: int
    second: int
    reason: str


def conflicts(claims: Sequence[Claim], *, parents: Mapping[str, str] | None = None) -> tuple[Conflict, ...]:
    """What differs among the accepted claims of one incident, what calls for a decision first.

    Each pair of claims is listed once, with the first of these kinds that fits: copy, update, denial, subset, outdated,
    vague, contradiction, overlap, different scope, different population. Equal figures of different origins agree and
    are not listed.

    The list stays short. An origin is compared by its latest figure. Claims of one report that add up are compared by
    their sum, under the id of the first. Equal figures count as one. Each figure is compared with the nearest lower one
    that it excludes. If any two figures of one population exclude each other, at least one contradiction is listed.
    `parents` maps an actor to the actor that it belongs to.
    """
    accepted = hear_bodies([claim for claim in claims if is_accepted(claim)])
    by_id = parents_of_parts(accepted)
    accounts = gather_accounts(add_up_within_reports(accepted, by_id) if by_id else accepted, by_id)
    populations = {population for _, population in accounts}
    tree = grow_tree(populations, populations, parents or {})
    found: dict[frozenset[int], Conflict] = {}
    for one in _in_order_of_precedence(accounts, tree):
        if one.first != one.second:
            found.setdefault(frozenset((one.first, one.second)), one)
    return tuple(sorted(found.values(), key=_most_telling_first))


def _most_telling_first(one: Conflict) -> tuple[object, ...]:
    return (
        KINDS.index(one.kind),
        MEASURES.index(one.measure),
        reading_order(one.population),
        one.first,
        one.second,
    )


def _in_order_of_precedence(accounts: Mapping[Key, Account], tree: Tree) -> Iterator[Conflict]:
    for account in accounts.values():
        yield from _copies(account)
        yield from _updates(account)
    yield from _denials(accounts, tree)
    yield from _parts_by_name(accounts)
    for account in accounts.values():
        yield from _parts(account)
        yield from _figures_of_the_whole(account)
        yield from _larger(account)
    for measure in Measure:
        yield from _populations({where: each for (of, where), each in accounts.items() if of is measure}, tree)


def _conflict(kind: ConflictKind, first: Statement, second: Statement, reason: str) -> Conflict:
    claim = first.claim
    return Conflict(kind, claim.measure, claim.population, claim.id, second.claim.id, reason)


def _copies(account: Account) -> Iterator[Conflict]:
    for first, copy in account.copies:
        yield _conflict(ConflictKind.COPY, first, copy, differences.copy(first))


def _updates(account: Account) -> Iterator[Conflict]:
    for earlier, later in account.updates:
        if _differ(earlier, later):
            yield _conflict(ConflictKind.UPDATE, earlier, later, differences.update(earlier, later))


def _denials(accounts: Mapping[Key, Account], tree: Tree) -> Iterator[Conflict]:
    """Each denial against the firmest, newest count that it denies, once for each measure (step 10).

    It covers everybody within its population, and all harm where it speaks of casualties.
    """
    if not any(account.denials for account in accounts.values()):
        return
    counts = _counts_within(accounts, tree)
    for (measure, population), account in accounts.items():
        for denial in account.denials:
            for denied in HARM if measure is Measure.CASUALTIES else (measure,):
                others = [each for each in counts.get((denied, population), ()) if not _left_since(denial, each)]
                if others:
                    count = max(others, key=_most_telling)
                    yield _conflict(ConflictKind.DENIAL, denial, count, differences.denial(denial, count))


def _counts_within(accounts: Mapping[Key, Account], tree: Tree) -> dict[Key, list[Statement]]:
    """The counts of somebody in each population and all those within it."""
    counts: dict[Key, list[Statement]] = {}
    for (measure, population), account in accounts.items():
        somebody = [each for each in account.wholes + account.parts if each.top > 0 and not each.claim.denies]
        above: Population | None = population
        while above is not None:
            counts.setdefault((measure, above), []).extend(somebody)
            above = tree[above]
    return counts


def _left_since(denial: Statement, count: Statement) -> bool:
    """Nobody disputes a figure that they have given themselves since."""
    return voice_of(denial.claim) == voice_of(count.claim) and count.said_at > denial.said_at


def _parts_by_name(accounts: Mapping[Key, Account]) -> Iterator[Conflict]:
    """Claims that say what they are part of: "12 killed, including 3 children"."""
    told = [each for account in accounts.values() for each in account.wholes + account.parts]
    standing = {claim_id: each for each in told for claim_id in each.claim_ids}
    for part in told:
        whole = None if part.claim.part_of is None else standing.get(part.claim.part_of)
        if whole is not None and whole is not part and whole.claim.measure is part.claim.measure:
            yield from _part_of(whole, part)


def _parts(account: Account) -> Iterator[Conflict]:
    """Each part against a whole that it exceeds, else its own origin's, else the firmest and newest (step 9).

    Where there is no whole the parts may be of different places, so that they contradict nobody.
    """
    wholes = [each for each in account.wholes if each.firmness != NO_FIGURE]
    parts = [each for each in account.parts if each.firmness != NO_FIGURE]
    if not wholes:
        for lower, higher in pairwise(group_by_figure(parts)):
            reason = differences.two_parts(lower, higher)
            yield _conflict(ConflictKind.DIFFERENT_SCOPE, lower.first, higher.first, reason)
        return
    smallest = min(wholes, key=lambda each: (each.is_open, each.top, each.claim.id))
    newest = max(wholes, key=_most_telling)
    of_origin = {voice_of(each.claim): each for each in wholes}
    named = {claim_id for each in wholes for claim_id in each.claim_ids}
    for part in parts:
        if smallest.figure.ends_below(part.figure):
            yield from _part_of(smallest, part)
        elif part.claim.part_of not in named:
            yield from _part_of(of_origin.get(voice_of(part.claim), newest), part)


def _part_of(whole: Statement, part: Statement) -> Iterator[Conflict]:
    if NO_FIGURE in (whole.firmness, part.firmness) or not _differ(whole, part):
        return
    if whole.figure.ends_below(part.figure):
        yield _conflict(ConflictKind.CONTRADICTION, whole, part, differences.part_exceeds_whole(whole, part))
    else:
        yield _conflict(ConflictKind.SUBSET, whole, part, differences.subset(whole, part))


def _figures_of_the_whole(account: Account) -> Iterator[Conflict]:
    """Figures of one population for the whole incident: steps 5 and 6, then whose ranges meet and whose do not."""
    standing = [each for each in account.wholes if each.firmness != NO_FIGURE]
    overtaken = list(_older_figures(standing))
    for earlier, later in overtaken:
        if _differ(earlier, later):
            yield _conflict(ConflictKind.OUTDATED, earlier, later, differences.overtaken_words(earlier, later))
    old = {earlier.claim.id for earlier, _ in overtaken}
    standing = [each for each in standing if each.claim.id not in old]
    numbers = group_by_figure([each for each in standing if each.firmness == NUMBER])
    words = group_by_figure([each for each in standing if each.firmness == WORD])
    for word in words if numbers else ():
        number = max(numbers, key=lambda each: (_misfit(word.first, each.first), _most_telling(each.first)))
        yield _conflict(ConflictKind.VAGUE, word.first, number.first, differences.vague(word, number))
    yield from _neighbours(numbers)
    yield from _neighbours(words)


def _older_figures(standing: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Step 5: what is more than 72 hours older than a figure as firm, as well graded and of the same tier."""
    newest: dict[tuple[bool, int, int], Statement] = {}
    for each in standing:
        grade = (_is_party(each), each.weight, each.firmness)
        newest[grade] = max(each, newest.get(grade, each), key=_when_said)
    for each in standing:
        later = [
            other
            for (is_party, weight, firmness), other in newest.items()
            if is_party == _is_party(each)
            and weight >= each.weight
            and firmness >= each.firmness
            and other.said_at - each.said_at > STALE_AFTER
        ]
        if later:
            yield each, max(later, key=_when_said)


def _misfit(word: Statement, number: Statement) -> int:
    """How far the number's figure lies outside what the word can mean."""
    above = 0 if word.is_open else number.number - word.top
    return max(0, word.low - number.number, above)


def _neighbours(ordered: Sequence[Agreement]) -> Iterator[Conflict]:
    """Each figure against the nearest lower one that it excludes, else against the one before it."""
    closed = sorted((each for each in ordered if not each.first.is_open), key=lambda each: each.first.top)
    tops = [each.first.top for each in closed]
    for before, this in pairwise(ordered):
        lower = bisect_left(tops, this.first.low)
        if lower:
            excluded = closed[lower - 1]
            reason = differences.contradiction(excluded, this)
            yield _conflict(ConflictKind.CONTRADICTION, excluded.first, this.first, reason)
        else:
            yield _conflict(ConflictKind.OVERLAP, before.first, this.first, differences.apart_words(before, this))


def _larger(account: Account) -> Iterator[Conflict]:
    """A year's tally against the figure for this incident."""
    here = [each for each in account.wholes or account.parts if each.firmness != NO_FIGURE]
    if not here:
        return
    own = max(here, key=_most_telling)
    for tally in group_by_figure([each for each in account.larger if each.firmness != NO_FIGURE]):
        if _differ(own, tally.first):
            yield _conflict(ConflictKind.DIFFERENT_SCOPE, own, tally.first, differences.larger(own, tally))


def _populations(accounts: Mapping[Population, Account], tree: Tree) -> Iterator[Conflict]:
    """Each population against the nearest one above it that somebody counts, else against the first counted."""
    counted = {where: [*account.figures()] for where, account in accounts.items() if account.figures()}
    ordered = sorted(counted, key=reading_order)
    for population in ordered:
        above = _nearest_above(population, tree, counted)
        if above is not None:
            yield from _within(counted[above], counted[population])
        elif population != ordered[0]:
            first, other = (max(counted[each], key=_most_telling) for each in (ordered[0], population))
            if _differ(first, other):
                yield _conflict(ConflictKind.DIFFERENT_POPULATION, first, other, differences.other_people(first, other))


def _nearest_above(population: Population, tree: Tree, counted: Iterable[Population]) -> Population | None:
    above = tree[population]
    while above is not None and above not in counted:
        above = tree[above]
    return above


def _within(wider: Sequence[Statement], narrower: Sequence[Statement]) -> Iterator[Conflict]:
    """Some cannot be more than all: else they are simply fewer people."""
    all_of_them = min(
        (each for each in wider if not each.is_open), key=lambda each: (each.top, each.claim.id), default=None
    )
    some = max(narrower, key=lambda each: (each.low, -each.claim.id))
    if all_of_them is not None and all_of_them.figure.ends_below(some.figure):
        reason = differences.some_exceed_all(all_of_them, some)
        yield _conflict(ConflictKind.CONTRADICTION, all_of_them, some, reason)
        return
    own = {each.claim.part_of for each in narrower}
    if any(each.claim.id in own for each in wider):
        return
    all_of_them, some = max(wider, key=_most_telling), max(narrower, key=_most_telling)
    if _differ(all_of_them, some):
        yield _conflict(ConflictKind.DIFFERENT_POPULATION, all_of_them, some, differences.among(all_of_them, some))


def _differ(one: Statement, other: Statement) -> bool:
    return _numbers(one) != _numbers(other)


def _numbers(said: Statement) -> tuple[object, ...]:
    return said.low, said.best, said.top, said.is_open, said.claim.denies


def _is_party(said: Statement) -> bool:
    return said.claim.interest is Interest.PARTY_CLAIM


def _when_said(said: Statement) -> tuple[object, ...]:
    return said.said_at, said.claim.id


def _most_telling(said: Statement) -> tuple[object, ...]:
    """Numbers before words before losses without a figure; then the newest."""
    return said.firmness, said.said_at, said.claim.id
