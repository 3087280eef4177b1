"""What three and more speakers of one report say of the same people: their median, from the least to the most.

Each speaker has one vote, the last figure given (methodology.md, section 6, step 7). Who fought them has none while
others speak.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from incidents.extraction.claims.populations import DEATHS, EVERYBODY, Population, Sum, Told
from incidents.vocabulary import Scope

VOICES = 3
"""Of two speakers the first gives the best figure."""
# How much less than the first figure a rival's may be, lest it is that of one street or one hospital.
LEAST_SHARE = 3


def weigh_rivals(population: Population, told: Sequence[Told], parties: Collection[str]) -> None:
    """Give a population the median of its speakers' figures; of two, the first stands, and the other widens its range.
    `parties` are the armed actors that attacked."""
    votes = _votes(population, told)
    neutral = {voice: vote for voice, vote in votes.items() if not _is_party(vote, parties)}
    counted = neutral or votes
    # Words do not vote where a number does (step 6).
    counted = {voice: vote for voice, vote in counted.items() if not vote.claim.quantity.is_vague} or counted
    if len(counted) < 2 or any(_replaces_others(vote, population) for vote in counted.values()):
        return
    in_order = sorted((_figure(population, vote) for vote in counted.values()), key=lambda one: one.number)
    highest = max(one.number if one.high is None else one.high for one in in_order)
    lowest = min(one.low for one in in_order)
    if len(counted) < VOICES:
        total = population.total
        low, high = min(lowest, total.low), None if total.high is None else max(highest, total.high)
        population.summary, population.details = replace(total, low=low, high=high), Sum()
        return
    median = in_order[(len(in_order) - 1) // 2]
    population.summary, population.details = replace(median, low=lowest, high=max(highest, median.number)), Sum()


def _is_party(vote: Told, parties: Collection[str]) -> bool:
    claimant = vote.claim.claimant
    return claimant is not None and claimant.actor in parties


def _votes(population: Population, told: Sequence[Told]) -> dict[str, Told]:
    """The last figure of each speaker for all of the population; none where the text itself counts them."""
    votes: dict[str, Told] = {}
    if population.voice is None:
        return votes
    for each in told:
        first = each.place == population.summary.behind[0].place
        if each.voice is None or not _counts_all(population, each):
            continue
        if first or not _is_one_voice(each.voice, population.voice):
            votes[population.voice if first else each.voice] = each
    return votes


def _is_one_voice(one: str, other: str) -> bool:
    """Whether one name of a speaker is in the other ("governor", "regional governor")."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _counts_all(population: Population, told: Told) -> bool:
    claim, note = told.claim, told.note
    quantity = claim.quantity
    if told.place == population.summary.behind[0].place:
        return quantity.best is not None and not quantity.is_vague
    whole = claim.scope is Scope.WHOLE and quantity.best not in {None, 0, 1} and not quantity.is_vague
    others = note.adds or note.more or note.own or note.rank or note.apart or note.former or note.mourned
    alike = note.noun in population.nouns | EVERYBODY | DEATHS or note.noun == quantity.raw.split()[-1].lower()
    enough = LEAST_SHARE * told.number > population.summary.number
    return whole and not others and alike and enough and population.may_hold(claim)


def _replaces_others(vote: Told, population: Population) -> bool:
    """Whether a speaker says that a figure takes the place of those before: "the toll rose to 12"."""
    return vote.note.update and vote.voice != population.voice


def _figure(population: Population, vote: Told) -> Sum:
    """A speaker's figure; that of who spoke first may be a sum of several."""
    behind = population.summary.behind
    summed = vote.place == behind[0].place and len(behind) > 1
    return population.summary if summed else Sum.of(vote)
