"""Which single claim, or which single origin, a figure hangs on: the estimate without it (leave one out)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.claimants import same_origin
from incidents.figure import UNKNOWN, Figure
from incidents.reconciliation.counting import is_accepted
from incidents.reconciliation.estimate import reconcile
from incidents.reconciliation.explain import people_in_words, statement_words
from incidents.reconciliation.origins import wording
from incidents.reconciliation.statements import NO_FIGURE, statement
from incidents.reconciliation.types import PEOPLE, Claim, Population
from incidents.vocabulary import Measure, Policy

FOR_GOOD = {"counting", "supersession", "tiers", "staleness", "words"}
"""The steps that set a claim aside because of what others say, which stays so without it."""


@dataclass(frozen=True, slots=True)
class Influence:
    """What becomes of one estimate without some claims: one claim, or all of one origin.

    `before` is the estimate with every claim, `without` the one that leaves out `claim_ids`.
    """

    claim_ids: tuple[int, ...]
    origin: str
    before: Figure
    without: Figure
    text: str
    """One sentence: Without Interior Ministry's 56 the range would end at 34."""

    @property
    def change(self) -> tuple[int, int, int] | None:
        """How low, best and high would move, in people; None where a figure would come or go."""
        was, now = self.before, self.without
        if was.low is None or was.best is None or was.high is None:
            return None
        if now.low is None or now.best is None or now.high is None:
            return None
        return now.low - was.low, now.best - was.best, now.high - was.high


def sensitivity(
    claims: Sequence[Claim],
    *,
    measure: Measure,
    population: Population = PEOPLE,
    policy: Policy = Policy.DESK,
    parents: Mapping[str, str] | None = None,
) -> tuple[Influence, ...]:
    """Each accepted claim without which the estimate would be another, the one that matters most first.

    First come claims that decide whether there is a figure at all. The others follow by how far best would move, then
    low and high together, then by id. Claims that change no number are left out, so an empty answer says that the
    figure depends on no single claim. `claims` are all of one incident. Each of them that may matter takes one
    reconciliation of the measure.
    """
    concerned = _claims_concerned(claims, measure)
    idle = _idle(concerned, policy, parents)
    groups = [(claim,) for claim in concerned if claim.measure is measure and claim.id not in idle]
    return _influences(concerned, groups, measure, population, policy, parents)


def sensitivity_by_origin(
    claims: Sequence[Claim],
    *,
    measure: Measure,
    population: Population = PEOPLE,
    policy: Policy = Policy.DESK,
    parents: Mapping[str, str] | None = None,
) -> tuple[Influence, ...]:
    """As `sensitivity`, with all accepted claims of one origin left out at once.

    If an origin has spoken more than once, its older figure takes the place of the claim that is left out. So only this
    shows how much depends on the origin.
    """
    concerned = _claims_concerned(claims, measure)
    voices: dict[str, list[Claim]] = {}
    for claim in concerned:
        if is_accepted(claim) and claim.measure is measure:
            voices.setdefault(same_origin(claim.origin), []).append(claim)
    return _influences(concerned, voices.values(), measure, population, policy, parents)


def _claims_concerned(claims: Sequence[Claim], measure: Measure) -> list[Claim]:
    """The claims of the measure, and those of other measures that some of them are a part of."""
    wholes = {claim.part_of for claim in claims if claim.measure is measure}
    return [claim for claim in claims if claim.measure is measure or claim.id in wholes]


def _idle(claims: Sequence[Claim], policy: Policy, parents: Mapping[str, str] | None) -> set[int]:
    """Claims that a step has set aside for good, so that no number can change without them.

    Not among them are claims that may still change something. A copy can give its grade, a replaced claim a name, a
    whole the scope of its parts. A replaced denial keeps away the number that it took back, which a later word cannot
    do. Without the first statement a later copy is heard. A term of a sum may count for its own population.
    """
    leaned_on = {key for claim in claims for key in (claim.part_of, claim.beside, claim.retells)}
    said = Counter((same_origin(claim.origin), wording(claim)) for claim in claims)
    silent = {
        claim.id
        for claim in claims
        if not (claim.named or claim.denies or claim.beside is not None)
        and claim.id not in leaned_on
        and claim.measure is not Measure.CASUALTIES
        and said[same_origin(claim.origin), wording(claim)] == 1
    }
    return {
        dropped.claim_id
        for one in reconcile(claims, policy=policy, parents=parents)
        for dropped in one.dropped
        if dropped.step in FOR_GOOD and dropped.claim_id in silent
    }


def _influences(
    claims: Sequence[Claim],
    groups: Iterable[Sequence[Claim]],
    measure: Measure,
    population: Population,
    policy: Policy,
    parents: Mapping[str, str] | None,
) -> tuple[Influence, ...]:
    def reported(kept: Sequence[Claim]) -> Figure:
        for one in reconcile(kept, policy=policy, parents=parents):
            if one.measure is measure and one.population == population:
                return one.figure
        return UNKNOWN

    before = reported(claims)
    found: list[Influence] = []
    for group in groups:
        left_out = sorted(claim.id for claim in group)
        without = reported([claim for claim in claims if claim.id not in left_out])
        if without != before:
            text = f"Without {_group_words(group, population)} {_moves(before, without)}."
            found.append(Influence(tuple(left_out), group[0].origin, before, without, text))
    return tuple(sorted(found, key=_strongest_first))


def _strongest_first(one: Influence) -> tuple[object, ...]:
    if one.change is None:
        return (0, 0, 0, one.claim_ids)
    low, best, high = one.change
    return (1, -abs(best), -abs(low) - abs(high), one.claim_ids)


def _group_words(group: Sequence[Claim], population: Population) -> str:
    """ "Interior Ministry's 56", "army's 34 (Northern Front)", "all that Interior Ministry says"."""
    claim = group[0]
    if len(group) > 1:
        return f"all that {claim.origin} says"
    figure = _figure(claim)
    people = "" if claim.population == population else f" ({people_in_words(claim.population)})"
    return f"{claim.origin}'{'' if claim.origin.endswith('s') else 's'} {figure}{people}"


def _figure(claim: Claim) -> str:
    if claim.denies:
        return "denial"
    said = statement(claim)
    return "report without a figure" if said.firmness == NO_FIGURE else statement_words(said)


def _moves(before: Figure, without: Figure) -> str:
    """What would be otherwise: "the best figure would be 34, and the range would begin at 30 and end at 34"."""
    if not (before.is_known and without.is_known):
        return f"there would be {UNKNOWN if before.is_known else without.in_working}"
    ends = []
    if without.low != before.low:
        ends.append(f"begin at {without.low}")
    if without.high != before.high:
        ends.append(f"end at {without.high}{without.more}")
    elif without.is_open != before.is_open:
        ends.append("be open" if without.is_open else f"end at {without.high}, not beyond")
    clauses = [f"the best figure would be {without.best}"] if without.best != before.best else []
    if ends:
        clauses.append(f"the range would {' and '.join(ends)}")
    return ", and ".join(clauses)
