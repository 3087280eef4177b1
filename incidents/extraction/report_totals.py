"""A report's own tally of each measure for its incident: distinct victims, each counted once.

A summary ("34 killed in three bombings") is not added to its details; a detail counts beyond the
summary only where the words add it ("another", "also") or where it is of another side.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from incidents.extraction.claim_drafts import ClaimNote, FoundClaims
from incidents.extraction.types import ExtractedClaim, Quantity, Total, Victims
from incidents.vocabulary import Hedge, Measure, Scope, Status

# Rules of figures that sum up what was told before: they are never added to it.
TOLLS = {"toll", "losses-raised-to"}
EVERYBODY = {"people", "person", "victim"}
HARM = {Measure.KILLED, Measure.INJURED}


def report_totals(
    found: FoundClaims, attackers: Collection[str] = (), groups: Collection[str] = ()
) -> dict[Measure, Total]:
    """The tally of every measure that the report has claims of. `attackers` are the nouns and `groups` the armed
    groups of those who attacked: where others came to harm, their own dead and hurt are kept apart."""
    totals: dict[Measure, Total] = {}
    for measure in Measure:
        counted = [
            (claim, note)
            for claim, note in zip(found.claims, found.notes, strict=True)
            if claim.measure is measure and _counts(claim)
        ]
        if counted:
            counted = _without_headline(counted)
            totals[measure] = _tally(_without_attackers(counted, attackers, groups) if measure in HARM else counted)
    return totals


def _counts(claim: ExtractedClaim) -> bool:
    return not claim.denies and claim.scope is not Scope.LARGER and claim.part_of is None


def _without_headline(counted: list[tuple[ExtractedClaim, ClaimNote]]) -> list[tuple[ExtractedClaim, ClaimNote]]:
    body = [(claim, note) for claim, note in counted if not note.headline]
    return body or counted


def _without_attackers(
    counted: list[tuple[ExtractedClaim, ClaimNote]], nouns: Collection[str], groups: Collection[str]
) -> list[tuple[ExtractedClaim, ClaimNote]]:
    """Without those who died attacking, where others died: victims are counted apart from them."""
    victims = [(claim, note) for claim, note in counted if note.noun not in nouns and not _is_of(claim.victims, groups)]
    return victims or counted


def _is_of(victims: Victims, groups: Collection[str]) -> bool:
    return victims.actor in groups and victims.status is Status.COMBATANT and not victims.named


@dataclass(slots=True)
class _Sum:
    """Low, best and high of what is counted so far; None where open or not told."""

    low: int = 0
    best: int | None = 0
    high: int | None = 0

    @classmethod
    def of(cls, quantity: Quantity) -> _Sum:
        """ "Up to 14" has no best of its own; the tally takes the only number that the report gives."""
        best = quantity.high if quantity.hedge is Hedge.UP_TO else quantity.best
        return cls(quantity.low, best, quantity.high)

    def plus(self, other: _Sum) -> _Sum:
        return _Sum(self.low + other.low, _added(self.best, other.best), _added(self.high, other.high))

    @property
    def number(self) -> int:
        return self.low if self.best is None else self.best


def _added(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


@dataclass(slots=True)
class _Population:
    """The tally of one population: its summary, and the details told after it."""

    status: Status
    actor: str | None
    summary: _Sum
    vague: bool
    has_vague: bool
    claimant: str | None
    sentence: int
    nouns: set[str]
    details: _Sum
    detailed: set[tuple[int, str]]
    told: set[int]
    toll: bool

    def may_hold(self, victims: Victims) -> bool:
        """Whether victims may be among these people: not civilians among combatants, nor one side among another."""
        if Status.UNKNOWN in {self.status, victims.status}:
            return True
        if self.status is not victims.status:
            return False
        return self.actor == victims.actor or None in {self.actor, victims.actor}

    @property
    def total(self) -> _Sum:
        return self.summary if self.summary.number >= self.details.number else self.details


def _tally(counted: Sequence[tuple[ExtractedClaim, ClaimNote]]) -> Total:
    populations: list[_Population] = []
    for claim, note in _numbers_first(counted):
        if _is_toll(claim) and claim.victims.status is Status.UNKNOWN and len(populations) > 1:
            _sum_up(populations, claim, note)
            continue
        population = next((known for known in populations if known.may_hold(claim.victims)), None)
        if population is None:
            populations.append(_opened(claim, note))
        else:
            _count(population, claim, note)
    total = _Sum()
    for population in populations:
        total = total.plus(population.total)
    return Total(total.low, total.best, total.high)


def _sum_up(populations: list[_Population], claim: ExtractedClaim, note: ClaimNote) -> None:
    """A toll of all takes the place of what was told of each side, unless more was told."""
    told = sum(population.total.number for population in populations)
    if _Sum.of(claim.quantity).number >= told:
        populations[:] = [_opened(claim, note)]


def _numbers_first(
    counted: Sequence[tuple[ExtractedClaim, ClaimNote]],
) -> Sequence[tuple[ExtractedClaim, ClaimNote]]:
    """Losses with no figure say nothing where a figure stands."""
    figures = [(claim, note) for claim, note in counted if claim.quantity.hedge is not Hedge.UNQUANTIFIED]
    return figures or counted


def _opened(claim: ExtractedClaim, note: ClaimNote) -> _Population:
    return _Population(
        status=claim.victims.status,
        actor=claim.victims.actor,
        summary=_Sum.of(claim.quantity),
        vague=claim.quantity.is_vague,
        has_vague=claim.quantity.is_vague,
        claimant=claim.claimant.name if claim.claimant else None,
        sentence=note.sentence,
        nouns={note.noun},
        details=_Sum(),
        detailed=set(),
        told={_Sum.of(claim.quantity).number} if note.more or note.several else set(),
        toll=_is_toll(claim),
    )


def _count(population: _Population, claim: ExtractedClaim, note: ClaimNote) -> None:
    amount = _Sum.of(claim.quantity)
    value = amount.number
    if _is_repeat(population, claim, note):
        return
    if note.more:
        population.told.add(value)
    speaker = claim.claimant.name if claim.claimant else None
    rival = speaker is not None and population.claimant is not None and speaker != population.claimant
    if _is_toll(claim):
        if value > population.summary.number:
            _raise(population, amount, claim, supersedes=note.update)
    elif note.sentence == population.sentence and _sums_up(population, claim, note):
        if value > population.summary.number:
            _raise(population, amount, claim, supersedes=note.supersedes)
    elif note.sentence == population.sentence and not rival and not (population.toll and not note.adds):
        population.summary = population.summary.plus(amount)
    elif population.vague and not claim.quantity.is_vague and _is_number_of(population, claim, note):
        population.summary, population.vague = amount, False
        population.status, population.actor = claim.victims.status, claim.victims.actor
        population.claimant = claim.claimant.name if claim.claimant else None
    elif (note.additive or (note.own and claim.quantity.best == 1)) and not note.update and claim.scope is Scope.WHOLE:
        _add(population, amount, note)
    elif value == population.summary.number:
        return
    elif value > population.summary.number:
        _raise(population, amount, claim, supersedes=note.supersedes)
    elif (value, note.noun) not in population.detailed:
        population.details = population.details.plus(amount)
        population.detailed.add((value, note.noun))
    population.has_vague |= claim.quantity.is_vague
    population.nouns.add(note.noun)


def _is_number_of(population: _Population, claim: ExtractedClaim, note: ClaimNote) -> bool:
    """Whether a number takes the place of a vague word told before: it is no less, or it counts the same people."""
    value = _Sum.of(claim.quantity).number
    return value > population.summary.low or (value > 1 and note.noun in population.nouns and not note.additive)


def _is_toll(claim: ExtractedClaim) -> bool:
    """Whether a figure sums up what was told before and after it ("the toll rose to five after a boy died")."""
    return claim.rules[0] in TOLLS or claim.rules[0].startswith("number-of:")


def _sums_up(population: _Population, claim: ExtractedClaim, note: ClaimNote) -> bool:
    """Whether a second figure of a sentence tells of the people of the first, and of no more: "people" beside those
    named, or a plural with no number beside a number."""
    if note.additive or note.adds or note.several:
        return False
    if note.noun in EVERYBODY and note.noun in population.nouns:
        return True
    fewer = _Sum.of(claim.quantity).number < population.summary.number
    return fewer and claim.quantity.is_vague and not population.vague and claim.victims.group is None


def _is_repeat(population: _Population, claim: ExtractedClaim, note: ClaimNote) -> bool:
    """The same people told of again: one sum, or a vague word where a vague word has been counted."""
    value = _Sum.of(claim.quantity).number
    same_sum = value in {population.summary.number, population.details.number}
    apart = note.more or (note.own and claim.quantity.best == 1)
    if apart and note.sentence != population.sentence and value not in population.told:
        return False
    if same_sum and claim.quantity.best != 1 and (note.several or note.noun in population.nouns):
        return True
    if note.noun == "victim" and not note.adds and value <= population.summary.number:
        return True
    return claim.quantity.is_vague and population.has_vague and note.sentence != population.sentence


def _add(population: _Population, amount: _Sum, note: ClaimNote) -> None:
    if population.detailed:
        population.details = population.details.plus(amount)
        population.detailed.add((amount.number, note.noun))
    else:
        population.summary = population.summary.plus(amount)


def _raise(population: _Population, amount: _Sum, claim: ExtractedClaim, *, supersedes: bool) -> None:
    """A later, higher figure: an update, or another claimant's, which widens the range and leaves best."""
    speaker = claim.claimant.name if claim.claimant else None
    rival = speaker is not None and population.claimant is not None and speaker != population.claimant
    if rival and not supersedes:
        high = None if amount.high is None else max(amount.high, population.summary.high or 0)
        population.summary = _Sum(population.summary.low, population.summary.best, high)
    else:
        population.summary = amount
