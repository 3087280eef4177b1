"""Who is counted of each measure: the people of each side, told first as a sum or one by one, and what is told of them
afterwards.

Once a toll stands, who is told of later is one of its people. On top come those whom the words put there ("another
two", "a sixth"), those whom others hurt or another attack hit, and beside a lone victim whoever else is told of.
Another speaker's figure is a rival, which widens the range and leaves best (methodology.md, section 3a).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from incidents.extraction.claims.drafts import ClaimNote
from incidents.extraction.claims.sides_listed import listed_side_of
from incidents.extraction.types import ExtractedClaim, Quantity, Total
from incidents.vocabulary import Hedge, Measure, Scope, Status

# Rules of figures that sum up what was told before: they are never added to it.
TOLLS = {"toll", "told-alone", "losses-raised-to"}
EVERYBODY = {"people", "person", "victim"}
DEATHS = {"death", "fatality", "body", "corpse"}


# From here on a word such as "dozens" says more than any smaller number.
SMALLEST_DOZEN = 10


class Told(NamedTuple):
    """A claim, its place among the claims of the report, what is noted of it, and whose voice it is."""

    place: int
    claim: ExtractedClaim
    note: ClaimNote
    voice: str | None
    """None where nobody is quoted."""

    @property
    def number(self) -> int:
        return Sum.of(self).number


@dataclass(slots=True)
class Sum:
    """Low, best and high of what is counted so far; None where open or not told."""

    low: int = 0
    best: int | None = 0
    high: int | None = 0
    behind: tuple[Told, ...] = ()

    @classmethod
    def of(cls, told: Told) -> Sum:
        """ "Up to 14" has no best of its own; the tally takes the only number that the report gives."""
        quantity: Quantity = told.claim.quantity
        best = quantity.high if quantity.hedge is Hedge.UP_TO else quantity.best
        return cls(quantity.low, best, quantity.high, (told,))

    def plus(self, other: Sum) -> Sum:
        return Sum(
            self.low + other.low,
            _add_known(self.best, other.best),
            _add_known(self.high, other.high),
            (*self.behind, *other.behind),
        )

    @property
    def number(self) -> int:
        return self.low if self.best is None else self.best


def _add_known(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


@dataclass(slots=True)
class Population:
    """The tally of one population: its summary, and the details told after it."""

    status: Status
    actor: str | None
    summary: Sum
    vague: bool
    has_vague: bool
    voice: str | None
    sentence: int
    colons: int
    nouns: set[str]
    details: Sum
    detailed: set[tuple[int, str]]
    told: set[int]
    toll: bool
    side: str = ""
    """Under which line of a list they are told, where it names a side."""
    members: list[Told] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)
    """Places of figures that a later one takes back in so many words, whoever gave them."""

    def may_hold(self, claim: ExtractedClaim) -> bool:
        """Whether a claim's victims may be among these: not civilians among combatants, nor one side among another."""
        victims = claim.victims
        if len({listed_side_of(claim), self.side} - {""}) > 1:
            return False
        if Status.UNKNOWN in {self.status, victims.status}:
            return True
        if self.status is not victims.status:
            return False
        return self.actor == victims.actor or None in {self.actor, victims.actor}

    @property
    def total(self) -> Sum:
        return self.summary if self.summary.number >= self.details.number else self.details


def count_people(counted: Sequence[Told]) -> list[Population]:
    populations: list[Population] = []
    for told in _numbers_first(counted):
        of_all = len(populations) > 1 and told.claim.victims.status is Status.UNKNOWN
        if of_all and (_is_toll(told.claim) or _adds_up(populations, told)):
            _sum_up(populations, told)
            continue
        population = next((known for known in populations if known.may_hold(told.claim)), None)
        if population is None:
            populations.append(_with_open_end(told))
        else:
            _count(population, told)
            population.members.append(told)
    return populations


def sum_of(populations: Sequence[Population]) -> Total:
    total = Sum()
    for population in populations:
        total = total.plus(population.total)
    return Total(total.low, total.best, total.high)


def _sum_up(populations: list[Population], toll: Told) -> None:
    """A toll of all takes the place of what was told of each side, unless more was told."""
    if toll.number >= sum(population.total.number for population in populations):
        members = [each for population in populations for each in population.members]
        opened = _with_open_end(toll)
        opened.members = [*members, toll]
        populations[:] = [opened]


def _adds_up(populations: Sequence[Population], told: Told) -> bool:
    """Whether a figure sums up what was told of each side ("ten soldiers and 16 rebels died, so that in all 26 people
    lost their lives"): it is their sum, or counts "people" of whom there are more, in the same voice."""
    note, told_of_sides = told.note, sum(population.total.number for population in populations)
    if told.claim.victims.actor is not None or note.more or note.adds or note.additive or note.several:
        return False
    heard = any(not is_rival(population.voice, told) for population in populations)
    return told.number == told_of_sides or (heard and note.noun in EVERYBODY and told.number > told_of_sides)


def _numbers_first(counted: Sequence[Told]) -> Sequence[Told]:
    """What has no figure, families among it, says nothing where a figure stands."""
    figures = [
        each for each in counted if each.claim.quantity.best is not None or each.claim.quantity.hedge is Hedge.UP_TO
    ]
    return figures or counted


def _with_open_end(told: Told) -> Population:
    claim, note = told.claim, told.note
    return Population(
        status=claim.victims.status,
        actor=claim.victims.actor,
        summary=Sum.of(told),
        vague=claim.quantity.is_vague,
        has_vague=claim.quantity.is_vague,
        voice=told.voice,
        sentence=note.sentence,
        colons=note.colons,
        nouns={note.noun},
        details=Sum(),
        detailed=set(),
        told={told.number} if note.more or note.several else set(),
        toll=_is_toll(claim),
        side=listed_side_of(claim),
        members=[told],
    )


def _count(population: Population, told: Told) -> None:
    claim, note = told.claim, told.note
    amount = Sum.of(told)
    value = amount.number
    if _is_repeat(population, told):
        return
    if note.more:
        population.told.add(value)
    rival = is_rival(population.voice, told)
    listed = note.colons > population.colons  # "three deaths: a farmer who ..."
    numbered = population.vague and not claim.quantity.is_vague and _is_number_of(population, told)
    if _is_toll(claim):
        if numbered:
            _give_number(population, told)
        elif value > population.summary.number or note.lowered:
            _raise(population, told, supersedes=note.update)
        elif rival and _is_lower_toll(population, told):
            _lower(population, amount)
    elif numbered and note.sentence == population.sentence and _numbers_the_same(population, told):
        _give_number(population, told)
    elif note.sentence == population.sentence and _sums_up(population, told):
        if value > population.summary.number:
            _raise(population, told, supersedes=note.supersedes)
    elif note.sentence == population.sentence and not (rival or listed) and (note.adds or not population.toll):
        population.summary = population.summary.plus(amount)
    elif numbered:
        _give_number(population, told)
    elif claim.scope is Scope.WHOLE and _comes_on_top(population, told):
        _add(population, amount, note)
    elif value == population.summary.number:
        return
    elif value > population.summary.number:
        _raise(population, told, supersedes=note.supersedes)
    elif (value, note.noun) not in population.detailed:
        if rival and _is_lower_toll(population, told):
            _lower(population, amount)
        else:
            population.details = population.details.plus(amount)
        population.detailed.add((value, note.noun))
    population.has_vague |= claim.quantity.is_vague
    population.nouns.add(note.noun)


def _give_number(population: Population, told: Told) -> None:
    """A number in the place of a vague word."""
    population.summary, population.vague = Sum.of(told), False
    population.status, population.actor = told.claim.victims.status, told.claim.victims.actor
    population.voice = told.voice


def _comes_on_top(population: Population, told: Told) -> bool:
    """Whether a figure's people are others than those before it: by its words, or since others hurt them ("at the same
    time, six were injured by settlers")."""
    note = told.note
    if note.update or note.mourned:
        return False
    if note.more or note.apart or (note.adds and note.additive and told.number > 1):
        return True
    if note.rank:
        return note.rank > population.total.number
    if _are_suspects(population, told):
        return True
    if (note.additive or _is_relative(population, told)) and _is_lone(population):
        return True
    doers = {each.note.doers for each in population.members} - {""}
    others = told.note.doers and doers and told.note.doers not in doers
    return bool(others) and not is_rival(population.voice, told)


def _are_suspects(population: Population, told: Told) -> bool:
    """Whether several suspects were held beside the one known person held first ("arrested a leader ... detained four
    suspected insurgents"): he is none of them."""
    if told.claim.measure is not Measure.DETAINED or told.number < 2 or not _is_lone(population):
        return False
    before = any("suspect" in each.claim.raw.lower() for each in population.members)
    return "suspect" in told.claim.raw.lower() and not before


def _is_number_of(population: Population, told: Told) -> bool:
    """Whether a number takes the place of a vague word told before: it is no less, or it counts the same people."""
    value, note = told.number, told.note
    if value > population.summary.low:
        return True
    if population.summary.low >= SMALLEST_DOZEN and told.voice is not None and told.voice == population.voice:
        return False  # "dozens died; seven died when a bus was hit", says one speaker: some of them
    return value > 1 and note.noun in population.nouns and not note.additive


def _numbers_the_same(population: Population, told: Told) -> bool:
    """Whether a number counts those whom its own sentence told of with a bare plural: "soldiers killed as rebels storm
    a post; six soldiers were killed"."""
    note, first = told.note, population.members[0].claim
    bare = "bare-plural" in first.rules and len(population.members) == 1
    return bare and note.noun in population.nouns and not (note.additive or note.more)


def _is_toll(claim: ExtractedClaim) -> bool:
    """Whether a figure sums up what was told before and after it ("the toll rose to five after a boy died")."""
    return claim.rules[0] in TOLLS or claim.rules[0].startswith("number-of:")


def _sums_up(population: Population, told: Told) -> bool:
    """Whether a second figure of a sentence tells of the people of the first, and of no more: "people" beside those
    named, or a plural with no number beside a number."""
    claim, note = told.claim, told.note
    if note.additive or note.adds or note.several:
        return False
    if note.noun in EVERYBODY and note.noun in population.nouns:
        return True
    fewer = told.number < population.summary.number
    return fewer and claim.quantity.is_vague and not population.vague and claim.victims.group is None


def _is_repeat(population: Population, told: Told) -> bool:
    """The same people told of again: one sum, or a vague word where a vague word has been counted."""
    claim, note = told.claim, told.note
    value = told.number
    same_sum = value in {population.summary.number, population.details.number}
    apart = note.more or _is_relative(population, told)
    if apart and note.sentence != population.sentence and value not in population.told:
        return False
    if same_sum and claim.quantity.best != 1 and (note.several or note.noun in population.nouns):
        return True
    behind = population.summary.behind
    summed_up = len(behind) > 1 or any(each.note.several for each in behind)
    if summed_up and value == population.summary.number and note.noun in EVERYBODY and not (note.more or note.adds):
        return True  # "nine soldiers and six rebels died, so that in all 15 people lost their lives"
    if note.mourned and value <= population.summary.number:
        return True
    if note.noun == "victim" and not (note.adds or note.rank) and value <= population.summary.number:
        return True
    return claim.quantity.is_vague and population.has_vague and note.sentence != population.sentence


def _is_relative(population: Population, told: Told) -> bool:
    """Whether one person is told of as another's ("his wife"), and adds to the people told of one by one; a number
    told before ("four were found dead") holds her already."""
    return told.note.own and told.claim.quantity.best == 1 and _is_lone(population)


def _is_lone(population: Population) -> bool:
    """Whether people have been told of one by one, and no toll of them."""
    return all(each.claim.quantity.best == 1 for each in population.summary.behind)


def _add(population: Population, amount: Sum, note: ClaimNote) -> None:
    if population.detailed:
        population.details = population.details.plus(amount)
        population.detailed.add((amount.number, note.noun))
    else:
        population.summary = population.summary.plus(amount)


def _raise(population: Population, told: Told, *, supersedes: bool) -> None:
    """A later figure: an update, or another claimant's higher one, which widens the range and leaves best."""
    amount = Sum.of(told)
    if is_rival(population.voice, told) and not supersedes:
        before = population.summary
        high = None if amount.high is None else max(amount.high, before.high or 0)
        population.summary = replace(before, high=high)
    else:
        if supersedes:
            population.replaced.update(each.place for each in population.summary.behind)
            if population.status is Status.UNKNOWN:
                population.status, population.actor = told.claim.victims.status, told.claim.victims.actor
                population.sentence = told.note.sentence
        population.summary = amount


def _is_lower_toll(population: Population, told: Told) -> bool:
    """Whether a speaker's figure is a lower toll of the people whom another has counted, and not of some of them: of
    the same noun, or of none, and not much lower. What the text itself tells stands above what it quotes."""
    quantity, note = told.claim.quantity, told.note
    whole = told.claim.scope is Scope.WHOLE and quantity.best not in {None, 1} and not quantity.is_vague
    alike = (
        note.noun in population.nouns | EVERYBODY | DEATHS or note.noun == told.claim.quantity.raw.split()[-1].lower()
    )
    fewer = population.summary.number > told.number and 3 * told.number > population.summary.number
    quoted = population.voice is not None and population.summary.best is not None
    return quoted and whole and alike and fewer and not (note.adds or note.own)


def _lower(population: Population, amount: Sum) -> None:
    """A rival's lower figure widens the range, and leaves best."""
    before = population.summary
    population.summary = replace(before, low=min(before.low, amount.low))


def is_rival(voice: str | None, told: Told) -> bool:
    """Whether somebody is quoted who is not heard in the first figure; a figure without a claimant is no rival."""
    return told.voice is not None and told.voice != voice
