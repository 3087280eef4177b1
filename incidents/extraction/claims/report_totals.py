"""A report's own tally of each measure for its incident: distinct victims, each counted once.

A summary ("34 killed in three bombings") is not added to its details. A detail counts beyond the summary only if the
words add it ("another", "also") or if it is about another side. The tally marks the claims: which of them add up, and
which repeat people who are counted already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from incidents.claimants import THE_POLICE, origin_of, same_origin, the_police_among
from incidents.extraction.claims.drafts import ClaimNote, FoundClaims
from incidents.extraction.types import ExtractedClaim, Quantity, Total
from incidents.vocabulary import OF_ATTACKERS, Hedge, Measure, Scope, Status

# Rules of figures that sum up what was told before: they are never added to it.
TOLLS = {"toll", "losses-raised-to"}
EVERYBODY = {"people", "person", "victim"}
HARM = {Measure.KILLED, Measure.INJURED}


class Tally(NamedTuple):
    """The total of each measure, and the claims, tied to one another as they were counted."""

    totals: dict[Measure, Total]
    claims: tuple[ExtractedClaim, ...]


class Told(NamedTuple):
    """A claim, its place among the claims of the report, what is noted of it, and whose voice it is."""

    place: int
    claim: ExtractedClaim
    note: ClaimNote
    voice: str | None
    """None where nobody is quoted."""

    @property
    def number(self) -> int:
        return _Sum.of(self).number


def tally(found: FoundClaims, attackers: Collection[str] = (), groups: Collection[str] = ()) -> Tally:
    """The tally of every measure that the report has claims of. `attackers` are the nouns and `groups` the armed
    groups of those who attacked: where others came to harm, their own dead and hurt are kept apart."""
    totals: dict[Measure, Total] = {}
    claims = list(found.claims)
    voices = _voices(claims)
    for measure in Measure:
        told = [
            Told(place, claim, note, voice)
            for place, (claim, note, voice) in enumerate(zip(found.claims, found.notes, voices, strict=True))
            if claim.measure is measure and _counts(claim)
        ]
        if not told:
            continue
        body = _without_headline(told)
        victims = _without_attackers(body, attackers, groups) if measure in HARM else body
        populations = _populations(victims)
        totals[measure] = _total(populations)
        _tie(claims, populations, headline=_without(told, body))
        _set_apart(claims, _without(body, victims))
    return Tally(totals, tuple(claims))


def _voices(claims: Sequence[ExtractedClaim]) -> list[str | None]:
    """Who is heard in each claim; the police are one, whatever the report calls them."""
    origins = [
        origin_of(claimant=claim.claimant.name, role=claim.claimant.role, publisher="") if claim.claimant else None
        for claim in claims
    ]
    police = the_police_among(origin for origin in origins if origin is not None)
    return [THE_POLICE if origin in police else origin and same_origin(origin) for origin in origins]


def _counts(claim: ExtractedClaim) -> bool:
    return not claim.denies and claim.scope is not Scope.LARGER and claim.part_of is None


def _without_headline(told: list[Told]) -> list[Told]:
    body = [each for each in told if not each.note.headline]
    return body or told


def _without(told: Sequence[Told], others: Sequence[Told]) -> list[Told]:
    places = {each.place for each in others}
    return [each for each in told if each.place not in places]


def _without_attackers(told: list[Told], nouns: Collection[str], groups: Collection[str]) -> list[Told]:
    """Without those who died attacking, where others died: victims are counted apart from them. Who shot others and
    then took his own life is one of the dead of a shooting, and stays."""
    victims = [
        each for each in told if each.note.own_hand or (each.note.noun not in nouns and not _is_of(each.claim, groups))
    ]
    return told if not victims or _may_hold_all(victims, _without(told, victims)) else victims


def _may_hold_all(victims: Sequence[Told], attackers: Sequence[Told]) -> bool:
    """Whether the victims are given only in words such as "dozens", and the attackers in numbers that these may
    include. The numbers stand then (methodology.md, section 6, the worked example)."""
    counts = [each.claim for each in victims if each.claim.quantity.hedge is not Hedge.NAMED]
    if not counts or not all(each.quantity.is_vague and each.victims.status is Status.UNKNOWN for each in counts):
        return False
    most = max((each.number for each in attackers if not each.claim.quantity.is_vague), default=0)
    return most >= max(each.quantity.low for each in counts)


def _is_of(claim: ExtractedClaim, groups: Collection[str]) -> bool:
    victims = claim.victims
    return victims.actor in groups and victims.status is Status.COMBATANT and not victims.named


@dataclass(slots=True)
class _Sum:
    """Low, best and high of what is counted so far; None where open or not told."""

    low: int = 0
    best: int | None = 0
    high: int | None = 0
    behind: tuple[Told, ...] = ()

    @classmethod
    def of(cls, told: Told) -> _Sum:
        """ "Up to 14" has no best of its own; the tally takes the only number that the report gives."""
        quantity: Quantity = told.claim.quantity
        best = quantity.high if quantity.hedge is Hedge.UP_TO else quantity.best
        return cls(quantity.low, best, quantity.high, (told,))

    def plus(self, other: _Sum) -> _Sum:
        return _Sum(
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
class _Population:
    """The tally of one population: its summary, and the details told after it."""

    status: Status
    actor: str | None
    summary: _Sum
    vague: bool
    has_vague: bool
    voice: str | None
    sentence: int
    nouns: set[str]
    details: _Sum
    detailed: set[tuple[int, str]]
    told: set[int]
    toll: bool
    members: list[Told] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)
    """Places of figures that a later one takes back in so many words, whoever gave them."""

    def may_hold(self, claim: ExtractedClaim) -> bool:
        """Whether a claim's victims may be among these: not civilians among combatants, nor one side among another."""
        victims = claim.victims
        if Status.UNKNOWN in {self.status, victims.status}:
            return True
        if self.status is not victims.status:
            return False
        return self.actor == victims.actor or None in {self.actor, victims.actor}

    @property
    def total(self) -> _Sum:
        return self.summary if self.summary.number >= self.details.number else self.details


def _populations(counted: Sequence[Told]) -> list[_Population]:
    populations: list[_Population] = []
    for told in _numbers_first(counted):
        if _is_toll(told.claim) and told.claim.victims.status is Status.UNKNOWN and len(populations) > 1:
            _sum_up(populations, told)
            continue
        population = next((known for known in populations if known.may_hold(told.claim)), None)
        if population is None:
            populations.append(_with_open_end(told))
        else:
            _count(population, told)
            population.members.append(told)
    return populations


def _total(populations: Sequence[_Population]) -> Total:
    total = _Sum()
    for population in populations:
        total = total.plus(population.total)
    return Total(total.low, total.best, total.high)


def _sum_up(populations: list[_Population], toll: Told) -> None:
    """A toll of all takes the place of what was told of each side, unless more was told."""
    if toll.number >= sum(population.total.number for population in populations):
        members = [each for population in populations for each in population.members]
        opened = _with_open_end(toll)
        opened.members = [*members, toll]
        populations[:] = [opened]


def _numbers_first(counted: Sequence[Told]) -> Sequence[Told]:
    """What has no figure, families among it, says nothing where a figure stands."""
    figures = [
        each for each in counted if each.claim.quantity.best is not None or each.claim.quantity.hedge is Hedge.UP_TO
    ]
    return figures or counted


def _with_open_end(told: Told) -> _Population:
    claim, note = told.claim, told.note
    return _Population(
        status=claim.victims.status,
        actor=claim.victims.actor,
        summary=_Sum.of(told),
        vague=claim.quantity.is_vague,
        has_vague=claim.quantity.is_vague,
        voice=told.voice,
        sentence=note.sentence,
        nouns={note.noun},
        details=_Sum(),
        detailed=set(),
        told={told.number} if note.more or note.several else set(),
        toll=_is_toll(claim),
        members=[told],
    )


def _count(population: _Population, told: Told) -> None:
    claim, note = told.claim, told.note
    amount = _Sum.of(told)
    value = amount.number
    if _is_repeat(population, told):
        return
    if note.more:
        population.told.add(value)
    rival = _is_rival(population.voice, told)
    if _is_toll(claim):
        if value > population.summary.number:
            _raise(population, told, supersedes=note.update)
    elif note.sentence == population.sentence and _sums_up(population, told):
        if value > population.summary.number:
            _raise(population, told, supersedes=note.supersedes)
    elif note.sentence == population.sentence and not rival and not (population.toll and not note.adds):
        population.summary = population.summary.plus(amount)
    elif population.vague and not claim.quantity.is_vague and _is_number_of(population, told):
        population.summary, population.vague = amount, False
        population.status, population.actor = claim.victims.status, claim.victims.actor
        population.voice = told.voice
    elif claim.scope is Scope.WHOLE and _comes_on_top(population, told):
        _add(population, amount, note)
    elif value == population.summary.number:
        return
    elif value > population.summary.number:
        _raise(population, told, supersedes=note.supersedes)
    elif (value, note.noun) not in population.detailed:
        population.details = population.details.plus(amount)
        population.detailed.add((value, note.noun))
    population.has_vague |= claim.quantity.is_vague
    population.nouns.add(note.noun)


def _comes_on_top(population: _Population, told: Told) -> bool:
    """Whether a figure's people are others than those before it: by its words, or since others hurt them ("at the same
    time, six were injured by settlers")."""
    if (told.note.additive or _is_relative(population, told)) and not told.note.update:
        return True
    doers = {each.note.doers for each in population.members} - {""}
    others = told.note.doers and doers and told.note.doers not in doers
    return bool(others) and not _is_rival(population.voice, told)


def _is_number_of(population: _Population, told: Told) -> bool:
    """Whether a number takes the place of a vague word told before: it is no less, or it counts the same people."""
    value, note = told.number, told.note
    return value > population.summary.low or (value > 1 and note.noun in population.nouns and not note.additive)


def _is_toll(claim: ExtractedClaim) -> bool:
    """Whether a figure sums up what was told before and after it ("the toll rose to five after a boy died")."""
    return claim.rules[0] in TOLLS or claim.rules[0].startswith("number-of:")


def _sums_up(population: _Population, told: Told) -> bool:
    """Whether a second figure of a sentence tells of the people of the first, and of no more: "people" beside those
    named, or a plural with no number beside a number."""
    claim, note = told.claim, told.note
    if note.additive or note.adds or note.several:
        return False
    if note.noun in EVERYBODY and note.noun in population.nouns:
        return True
    fewer = told.number < population.summary.number
    return fewer and claim.quantity.is_vague and not population.vague and claim.victims.group is None


def _is_repeat(population: _Population, told: Told) -> bool:
    """The same people told of again: one sum, or a vague word where a vague word has been counted."""
    claim, note = told.claim, told.note
    value = told.number
    same_sum = value in {population.summary.number, population.details.number}
    apart = note.more or _is_relative(population, told)
    if apart and note.sentence != population.sentence and value not in population.told:
        return False
    if same_sum and claim.quantity.best != 1 and (note.several or note.noun in population.nouns):
        return True
    if note.noun == "victim" and not note.adds and value <= population.summary.number:
        return True
    return claim.quantity.is_vague and population.has_vague and note.sentence != population.sentence


def _is_relative(population: _Population, told: Told) -> bool:
    """Whether one person is told of as another's ("his wife"), and adds to the people told of one by one; a number
    told before ("four were found dead") holds her already."""
    counted_singly = all(each.claim.quantity.best == 1 for each in population.summary.behind)
    return told.note.own and told.claim.quantity.best == 1 and counted_singly


def _add(population: _Population, amount: _Sum, note: ClaimNote) -> None:
    if population.detailed:
        population.details = population.details.plus(amount)
        population.detailed.add((amount.number, note.noun))
    else:
        population.summary = population.summary.plus(amount)


def _raise(population: _Population, told: Told, *, supersedes: bool) -> None:
    """A later, higher figure: an update, or another claimant's, which widens the range and leaves best."""
    amount = _Sum.of(told)
    if _is_rival(population.voice, told) and not supersedes:
        before = population.summary
        high = None if amount.high is None else max(amount.high, before.high or 0)
        population.summary = replace(before, high=high)
    else:
        if supersedes:
            population.replaced.update(told.place for told in population.summary.behind)
        population.summary = amount


def _is_rival(voice: str | None, told: Told) -> bool:
    """Whether somebody else than a first claimant speaks: nobody is the rival of a figure without a claimant."""
    return voice is not None and told.voice is not None and told.voice != voice


# How the claims were counted


def _tie(claims: list[ExtractedClaim], populations: Sequence[_Population], headline: Sequence[Told]) -> None:
    """Tie claims that add up to the first of them, and those that tell of the same people again."""
    for population in populations:
        head, *others = sorted(population.total.behind)
        for told in others:
            claims[told.place] = replace(claims[told.place], beside=head.place)
        for told in _retelling(population):
            claims[told.place] = replace(claims[told.place], retells=head.place)
    agreed = {population.total.number for population in populations} | {_total(populations).best}
    for told in headline:
        if told.number not in agreed:
            same = next((one for one in populations if one.may_hold(told.claim)), populations[0])
            claims[told.place] = replace(claims[told.place], retells=min(same.total.behind).place)


def _retelling(population: _Population) -> Iterator[Told]:
    """Claims that tell of some of the people counted, or what was said of them before: neither rivals nor in accord."""
    counted = {told.place for told in population.total.behind}
    head = min(population.total.behind)
    for told in population.members:
        if told.place in counted or told.number == population.total.number:
            continue
        is_rival = _is_rival(head.voice, told) and told.place not in population.replaced
        is_one_of_them = told.claim.quantity.hedge is Hedge.NAMED and told.number < population.total.number
        if len(counted) > 1 or is_one_of_them or not is_rival:
            yield told


def _set_apart(claims: list[ExtractedClaim], attackers: Sequence[Told]) -> None:
    for told in attackers:
        claims[told.place] = replace(claims[told.place], rules=(*told.claim.rules, OF_ATTACKERS))
