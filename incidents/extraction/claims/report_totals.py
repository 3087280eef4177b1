"""A report's own tally of each measure for its incident: distinct victims, each counted once.

A short text is counted claim by claim. A long one quotes many, and has no running sum: its first sentence with a number
or the one after it tells the total. The tally marks the claims: which of them add up, and which repeat people who are
counted already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from incidents.claimants import THE_POLICE, origin_of, same_origin, the_police_among
from incidents.extraction.claims.drafts import ClaimNote, FoundClaims
from incidents.extraction.claims.populations import Population, Told, count_people, is_rival, sum_of
from incidents.extraction.claims.rival_tolls import weigh_rivals
from incidents.extraction.claims.sides_listed import listed_side_of
from incidents.extraction.types import ExtractedClaim, Total
from incidents.vocabulary import OF_ATTACKERS, Hedge, Measure, Scope, Status

UNPROVEN = "unproven"
HARM = {Measure.KILLED, Measure.INJURED}
# In sentences: a longer text has no running sum.
SHORT = 5


HEARSAY = "hearsay"
"""The voice of reports whose authors nobody names."""


class Tally(NamedTuple):
    """The total of each measure, and the claims, tied to one another as they were counted."""

    totals: dict[Measure, Total]
    claims: tuple[ExtractedClaim, ...]


def tally(
    found: FoundClaims, attackers: Collection[str] = (), groups: Collection[str] = (), *, battle: bool = False
) -> Tally:
    """The tally of every measure that the report has claims of. `attackers` are the nouns and `groups` the armed
    groups of those who attacked: where others came to harm, their own dead and hurt are kept apart. In a `battle` they
    are not, if all others were armed: both sides' dead are those of the incident."""
    totals: dict[Measure, Total] = {}
    claims = list(found.claims)
    voices = _voices(claims, found.notes)
    for measure in Measure:
        told = [
            Told(place, claim, note, voice)
            for place, (claim, note, voice) in enumerate(zip(found.claims, found.notes, voices, strict=True))
            if claim.measure is measure and _counts(claim)
        ]
        if not told:
            continue
        body = _without_fears(_without_former(_without_headline(told)), found.claims)
        listed = _listed_by_side(body)
        unlike = _without_attackers(body, attackers, groups) if measure in HARM and not listed else body
        fought = battle and _both_fought(unlike, _without(body, unlike))
        victims = body if fought else unlike
        headline = _without(told, body)
        counted = listed or (_of_lead(victims, found.sentences, headline) if measure in HARM else victims)
        populations = count_people([each for each in counted if each in unlike] if fought else counted)
        if fought:
            known = {population.actor for population in populations} - {None}
            apart = [one for one in count_people(_without(body, unlike)) if one.actor not in known]
            populations += apart
            theirs = [each for population in apart for each in population.members]
            counted = [each for each in victims if (each in counted and each in unlike) or each in theirs]
        _add_members(populations, _without(victims, counted))
        if len(populations) == 1:
            weigh_rivals(populations[0], victims, groups)
        totals[measure] = sum_of(populations)
        _tie(claims, populations, headline)
        _set_apart(claims, _without(body, victims))
    return Tally(totals, tuple(claims))


def _voices(claims: Sequence[ExtractedClaim], notes: Sequence[ClaimNote]) -> list[str | None]:
    """Who is heard in each claim; the police are one, whatever the report calls them, and so is hearsay."""
    origins = [
        origin_of(claimant=claim.claimant.name, role=claim.claimant.role, publisher="") if claim.claimant else None
        for claim in claims
    ]
    police = the_police_among(origin for origin in origins if origin is not None)
    heard = [THE_POLICE if origin in police else origin and same_origin(origin) for origin in origins]
    return [voice or (HEARSAY if note.hearsay else None) for voice, note in zip(heard, notes, strict=True)]


def _counts(claim: ExtractedClaim) -> bool:
    return not claim.denies and claim.scope is not Scope.LARGER and claim.part_of is None


def _without_headline(told: list[Told]) -> list[Told]:
    body = [each for each in told if not each.note.headline]
    return body or told


def _without_former(told: list[Told]) -> list[Told]:
    """Without what somebody had told before, where the report has a figure as of now: "at least 35 had been counted; it
    is 37 now". A much smaller figure is of some of these people, and takes nobody's place."""
    former = [each for each in told if each.note.former and _is_number(each)]
    if not former:
        return told
    newer = [each for each in told if not each.note.former and _is_number(each)]
    return [each for each in told if each not in former or not any(_takes_place(one, each) for one in newer)]


def _without_fears(told: list[Told], claims: Sequence[ExtractedClaim]) -> list[Told]:
    """Without the dead who were feared, where the report counts those found and others who are missing still."""
    missing = any(claim.measure is Measure.MISSING and _counts(claim) and claim.quantity.low for claim in claims)
    found = [each for each in told if UNPROVEN not in each.claim.rules and _is_number(each)]
    return [each for each in told if UNPROVEN not in each.claim.rules] if missing and found else told


def _takes_place(newer: Told, former: Told) -> bool:
    same = newer.claim.victims.actor == former.claim.victims.actor or None in {
        newer.claim.victims.actor,
        former.claim.victims.actor,
    }
    return same and not newer.note.more and 2 * newer.number >= former.number


def _without(told: Sequence[Told], others: Sequence[Told]) -> list[Told]:
    places = {each.place for each in others}
    return [each for each in told if each.place not in places]


def _listed_by_side(told: Sequence[Told]) -> list[Told]:
    """The losses that a list tells side by side; none where it tells those of one side at most."""
    listed = [each for each in told if listed_side_of(each.claim)]
    return listed if len({listed_side_of(each.claim) for each in listed}) > 1 else []


def _without_attackers(told: list[Told], nouns: Collection[str], groups: Collection[str]) -> list[Told]:
    """Without those who died attacking, where others died: victims are counted apart from them. Who shot others and
    then took his own life is one of the dead of a shooting, and stays."""
    victims = [
        each
        for each in told
        if (each.note.own_hand and each.note.noun != "bomber")
        or (each.note.noun not in nouns and not _is_of(each.claim, groups))
    ]
    return told if not victims or _may_hold_all(victims, _without(told, victims)) else victims


def _both_fought(victims: Sequence[Told], attackers: Sequence[Told]) -> bool:
    """Whether all who are told to have come to harm before the last of those who attacked were armed as well; what a
    report tells in the end, as its background, says nothing of it."""
    last = max((each.note.sentence for each in attackers), default=-1)
    before = [each for each in victims if each.note.sentence <= last]
    return bool(before) and all(each.claim.victims.status is Status.COMBATANT for each in before)


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


# The total of a long text


def _of_lead(told: list[Told], sentences: Sequence[int], headline: Sequence[Told]) -> list[Told]:
    """What is counted. Of a long text that is the first sentence with a number, or the next where it comes to more and
    nobody else speaks there; the words that stand before; and what later sentences add or raise in so many words. A
    headline that counts several is the lead where the text begins with one of them."""
    first = next((each for each in told if _is_number(each)), None)
    if len(sentences) <= SHORT or first is None or _is_table(told, first):
        return told
    start = first.note.sentence
    after = next((sentence for sentence in sentences if sentence > start), start)
    lead = [each for each in told if each.note.sentence == start]
    following = [each for each in told if each.note.sentence == after]
    if _number_of(following) > _number_of(lead) and not any(is_rival(first.voice, each) for each in following):
        lead = following
    if _number_of(lead) == 1 < _number_of(headline):
        lead = list(headline)
    before = [each for each in told if each.note.sentence < start]
    lone = first.claim.measure is Measure.KILLED and _number_of(lead) == 1
    later = [each for each in told if each.note.sentence > lead[0].note.sentence]
    return [*before, *lead, *(each for each in later if _changes(each, lead[0], lone=lone) or _is_left_out(each, lead))]


def _is_left_out(told: Told, lead: Sequence[Told]) -> bool:
    """Whether a later sentence counts civilians, where all whom the lead counts are armed, side by side."""
    sides = [each.claim.victims.status for each in lead]
    counted = all("number" in each.claim.rules for each in lead)
    of_sides = counted and (len(lead) > 1 or "list" in lead[0].claim.rules)
    armed_only = of_sides and set(sides) == {Status.COMBATANT}
    return armed_only and told.claim.victims.status is Status.CIVILIAN and _is_number(told)


def _is_table(told: Sequence[Told], first: Told) -> bool:
    """Whether the figures are entries of a table or a list ("Bardera: 3 killed", "Garissa: 4 killed"), to be summed."""
    return first.note.colons > 0 and any(
        each.note.colons > 0 and each.note.sentence != first.note.sentence for each in told
    )


def _changes(told: Told, lead: Told, *, lone: bool) -> bool:
    """Whether a later sentence says that it adds to the total of a long text, or raises it: "four more", "a sixth",
    "the toll rose to", those whom others hurt. "Also" adds another of the dead to a lone one."""
    note = told.note
    if note.update or note.rank:
        return True
    if note.more:
        return told.claim.rules[1].startswith("number")
    others = note.doers != "" and lead.note.doers not in {"", note.doers}
    return others or (lone and note.additive)


def _is_number(told: Told) -> bool:
    quantity = told.claim.quantity
    counts = quantity.best is not None or quantity.hedge is Hedge.UP_TO
    return counts and not quantity.is_vague and told.claim.scope is Scope.WHOLE


def _number_of(told: Sequence[Told]) -> int:
    total = sum_of(count_people(told))
    return total.low if total.best is None else total.best


def _add_members(populations: Sequence[Population], told: Sequence[Told]) -> None:
    """Those who were not counted are some of the people who were."""
    for each in told:
        if population := next((known for known in populations if known.may_hold(each.claim)), None):
            population.members.append(each)


# How the claims were counted


def _tie(claims: list[ExtractedClaim], populations: Sequence[Population], headline: Sequence[Told]) -> None:
    """Tie claims that add up to the first of them, and those that tell of the same people again."""
    for population in populations:
        head, *others = sorted(population.total.behind)
        for told in others:
            claims[told.place] = replace(claims[told.place], beside=head.place)
        for told in _retelling(population):
            claims[told.place] = replace(claims[told.place], retells=head.place)
    agreed = {population.total.number for population in populations} | {sum_of(populations).best}
    for told in headline:
        if told.number not in agreed:
            same = next((one for one in populations if one.may_hold(told.claim)), populations[0])
            claims[told.place] = replace(claims[told.place], retells=min(same.total.behind).place)


def _retelling(population: Population) -> Iterator[Told]:
    """Claims that tell of some of the people counted, or what was said of them before: neither rivals nor in accord."""
    counted = {told.place for told in population.total.behind}
    head = min(population.total.behind)
    for told in population.members:
        if told.place in counted or told.number == population.total.number:
            continue
        rivals = is_rival(head.voice, told) and told.place not in population.replaced
        is_one_of_them = told.claim.quantity.hedge is Hedge.NAMED and told.number < population.total.number
        if len(counted) > 1 or is_one_of_them or not rivals:
            yield told


def _set_apart(claims: list[ExtractedClaim], attackers: Sequence[Told]) -> None:
    for told in attackers:
        claims[told.place] = replace(claims[told.place], rules=(*told.claim.rules, OF_ATTACKERS))
