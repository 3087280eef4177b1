"""The places named in a text, looked up in the gazetteer.

A name is taken for a place by the words around it ("in", "district of", "city"), not by the model's
labels alone, which go wrong in war.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from incidents.extraction.gazetteer import Place, country, look_up
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.places.beside import OF_ANOTHER_TIME, share_of_weight
from incidents.extraction.places.candidates import Candidate, find_candidates
from incidents.extraction.places.choice import (
    choose_namesake,
    country_votes,
    is_meant,
    joined_places,
    place_of_dateline,
    provinces_spoken_of,
    settled_names,
    tells_no_place,
    without_parts_elsewhere,
)
from incidents.extraction.places.support import Sign, Votes, fights_abroad, signs_of_countries
from incidents.extraction.places.surroundings import weight_of
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import Span

WEIGHT_OF_DATELINE = 0.5
WEIGHT_OF_SUPPORT = 0.6
LEAST_SUPPORT = 0.5
"""Votes from which a country is told that no place in the text names."""
CLEARLY_MORE = 1.4
"""How many times the votes of any other country it needs."""
KNOWN_TOWN = 50_000
"""Inhabitants of a town by whose name an office or club is known to be there ("the Hyderabad Press Club")."""
PART_OF_A_NAME = 0.5
"""What a place's name inside the name of something else speaks for its country."""
NOWHERE = (0, 0)
"""The span of a country that no word of the text names."""
NEAR = re.compile(
    r"\b(?:near|outside|close to"
    r"|(?:roads?|highway|route|railway|track) (?:between|from|linking|connecting|joining|leading to|to|towards?)"
    r"|(?:kilomet(?:er|re)s?|km|miles) (?:\w+ )?(?:of|from))(?: the)?(?: \w+)?$"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at one span of the text, with the gazetteer entry that it most probably is.

    `weight` says how much the words around it speak for the violence having been there, from 0.
    """

    raw: str
    span: Span
    place: Place
    weight: float = 0.0
    locative: bool = False
    near: bool = False
    dateline: bool = False
    rule: str = "gazetteer"


def find_places(doc: Doc, given: str | None = None) -> tuple[PlaceMention, ...]:
    """Every place named in the text, in order, with how much its surroundings speak for it.

    `given` is the country that somebody says the text is about, ISO alpha-2: it settles namesakes.
    """
    text = text_of_doc(doc)
    candidates = without_parts_elsewhere(text, list(find_candidates(doc)))
    beside = [joined_places(text, candidates, index) for index in range(len(candidates))]
    signs = signs_of_countries(text)
    votes = country_votes(doc, candidates, beside, signs, given)
    home = place_of_dateline(candidates, votes)
    spoken_of = provinces_spoken_of(signs, candidates)
    chosen: list[PlaceMention] = []
    others: list[PlaceMention] = []
    placed = [
        choose_namesake(candidate, near, votes, home, spoken_of)
        for candidate, near in zip(candidates, beside, strict=True)
    ]
    settled = settled_names(candidates, beside, placed)
    for candidate, neighbours, likely in zip(candidates, beside, placed, strict=True):
        if likely is None:
            continue
        elsewhere = settled.get(candidate.raw.casefold(), likely)
        place = elsewhere if likely.kind != "country" and elsewhere in candidate.entries else likely
        if place.kind == "country" and tells_no_place(candidate, place):
            if not fights_abroad(place.country_code):
                others.append(_mention(candidate, place))
            continue
        if is_meant(candidate, place, neighbours, votes, home):
            chosen.append(_mention(candidate, place))
        elif not candidate.partial or candidate.part or votes[place.country_code] >= LEAST_SUPPORT:
            others.append(_mention(candidate, place))
    mentions = _weigh_mentions(doc, tuple(chosen))
    told = [mention for mention in mentions if mention.weight > 0.5]
    if not told:
        return (*mentions, *_by_support(text, signs, votes, others, given))
    nations = {mention.place.country_code for mention in told}
    if len(nations) == 1 and all(mention.place.kind == "country" for mention in told):
        return (*mentions, *_names_in(nations.pop(), others))
    return mentions


def mentions_within(part: Doc, mentions: Sequence[PlaceMention], start: int, end: int) -> tuple[PlaceMention, ...]:
    """The mentions of a text in one stretch of it, weighed by the words of that stretch alone, at its own offsets."""
    first, last = (bisect_left(mentions, at, key=lambda mention: mention.span[0]) for at in (start, end))
    moved = (replace(one, span=(one.span[0] - start, one.span[1] - start)) for one in mentions[first:last])
    return _weigh_mentions(part, tuple(moved))


def _by_support(
    text: str, signs: Sequence[Sign], votes: Votes, others: Sequence[PlaceMention], given: str | None
) -> Iterator[PlaceMention]:
    """The country that all that the text says speaks for, where it names no place in it; a well-known name in it first.

    It is none rather than a wrong one: where two countries have nearly the same support, nothing is told.
    """
    support = votes.copy()
    for code in {other.place.country_code for other in others if _is_known(other.place)}:
        support[code] += PART_OF_A_NAME
    best, second = [*sorted(support, key=lambda code: -support[code]), "", ""][:2]
    if support[best] < LEAST_SUPPORT or CLEARLY_MORE * support[second] > support[best]:
        return
    own = [sign for sign in signs if sign.country_code == best]
    named = list(_names_in(best, others))
    if within := [mention for mention in named if mention.place.kind != "country"]:
        yield from within
    elif place := _province_of(own) or country(best):
        for sign in own:
            yield PlaceMention(text[slice(*sign.span)], sign.span, place, WEIGHT_OF_SUPPORT, rule=sign.rule)
        if not own:
            yield from named
        if not own and not named and best == given:
            yield PlaceMention(place.name, NOWHERE, place, WEIGHT_OF_SUPPORT, rule="given")


def _province_of(signs: Sequence[Sign]) -> Place | None:
    """The province that the signs speak for, where it is one: that of a party or group which no other has."""
    told = {(sign.admin1, sign.country_code) for sign in signs if sign.admin1}
    if len(told) != 1:
        return None
    name, code = told.pop()
    return next((one for one in look_up(name) if one.kind == "admin1" and one.country_code == code), None)


def _names_in(code: str, others: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Known places of a country inside names of something else, which is there ("the Hyderabad Press Club")."""
    for other in others:
        if other.place.country_code == code and _is_known(other.place):
            yield replace(other, weight=WEIGHT_OF_SUPPORT, rule="support")


def _is_known(place: Place) -> bool:
    return place.is_main_name and (place.population >= KNOWN_TOWN or place.kind == "admin1")


def _mention(candidate: Candidate, place: Place) -> PlaceMention:
    cue = candidate.kind_word or ("locative" if candidate.locative else "only")
    return PlaceMention(
        raw=candidate.raw,
        span=candidate.span,
        place=place,
        locative=candidate.locative or candidate.kind_word is not None,
        near=candidate.on_road or bool(NEAR.search(candidate.before.rstrip())),
        dateline=candidate.dateline,
        rule="dateline" if candidate.dateline else f"named-{cue}",
    )


def _weigh_mentions(doc: Doc, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    sentences = sentence_spans(doc)
    body = next((i for i, span in enumerate(sentences) if span[1] - span[0] > 80), 0)
    text = text_of_doc(doc)
    numbers = [sentence_number(sentences, mention.span) for mention in mentions]
    shares = [
        1.0 if mention.dateline else share_of_weight(doc, sentences[number], mention.span)
        for mention, number in zip(mentions, numbers, strict=True)
    ]
    scenes = {
        number
        for mention, number, share in zip(mentions, numbers, shares, strict=True)
        if share == 1.0 and mention.place.kind != "country"
    }

    def weight(mention: PlaceMention, number: int, share: float) -> float:
        if mention.dateline:
            return WEIGHT_OF_DATELINE
        around = weight_of(text, sentences, body, mention.span, locative=mention.locative)
        return around * (share if number in scenes or share <= OF_ANOTHER_TIME else 1.0)

    return tuple(
        replace(mention, weight=weight(mention, number, share))
        for mention, number, share in zip(mentions, numbers, shares, strict=True)
    )
