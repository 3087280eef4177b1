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

from incidents.extraction.gazetteer import Place, country
from incidents.extraction.parsed import text_of_doc
from incidents.extraction.places.candidates import Candidate, find_candidates
from incidents.extraction.places.choice import (
    FAR_READERS,
    adjectives_in,
    choose_namesake,
    country_votes,
    is_meant,
    joined_places,
    place_of_dateline,
)
from incidents.extraction.places.surroundings import weight_of
from incidents.extraction.sentences import sentence_spans
from incidents.extraction.types import Span

WEIGHT_OF_DATELINE = 0.5
NEAR = re.compile(
    r"\b(?:near|outside|close to|(?:kilomet(?:er|re)s?|km|miles) (?:\w+ )?(?:of|from))(?: the)?(?: \w+)?$"
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


def find_places(doc: Doc) -> tuple[PlaceMention, ...]:
    """Every place named in the text, in order, with how much its surroundings speak for it."""
    text = text_of_doc(doc)
    candidates = list(find_candidates(doc))
    votes = country_votes(doc, candidates)
    home = place_of_dateline(candidates, votes)
    chosen: list[PlaceMention] = []
    for index, candidate in enumerate(candidates):
        neighbours = joined_places(text, candidates, index)
        place = choose_namesake(candidate, neighbours, votes, home)
        if place and is_meant(candidate, place, neighbours, votes):
            chosen.append(_mention(candidate, place))
    mentions = _weigh_mentions(doc, tuple(chosen))
    return mentions if any(mention.weight > 0.5 for mention in mentions) else (*mentions, *_by_adjective(doc))


def mentions_within(part: Doc, mentions: Sequence[PlaceMention], start: int, end: int) -> tuple[PlaceMention, ...]:
    """The mentions of a text in one stretch of it, weighed by the words of that stretch alone, at its own offsets."""
    first, last = (bisect_left(mentions, at, key=lambda mention: mention.span[0]) for at in (start, end))
    moved = (replace(one, span=(one.span[0] - start, one.span[1] - start)) for one in mentions[first:last])
    return _weigh_mentions(part, tuple(moved))


def _by_adjective(doc: Doc) -> Iterator[PlaceMention]:
    """The countries whose adjectives the text has ("an Ecuadorean leader"), where it names no place."""
    text = text_of_doc(doc)
    for span, code in adjectives_in(text):
        if place := country(code):
            weight = 0.3 if code in FAR_READERS else 0.6
            yield PlaceMention(text[slice(*span)], span, place, weight, rule="adjective")


def _mention(candidate: Candidate, place: Place) -> PlaceMention:
    cue = candidate.kind_word or ("locative" if candidate.locative else "only")
    return PlaceMention(
        raw=candidate.raw,
        span=candidate.span,
        place=place,
        locative=candidate.locative or candidate.kind_word is not None,
        near=bool(NEAR.search(candidate.before.rstrip())),
        dateline=candidate.dateline,
        rule="dateline" if candidate.dateline else f"named-{cue}",
    )


def _weigh_mentions(doc: Doc, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    sentences = sentence_spans(doc)
    body = next((i for i, span in enumerate(sentences) if span[1] - span[0] > 80), 0)
    text = text_of_doc(doc)

    def weight(mention: PlaceMention) -> float:
        if mention.dateline:
            return WEIGHT_OF_DATELINE
        return weight_of(text, sentences, body, mention.span, locative=mention.locative)

    return tuple(replace(mention, weight=weight(mention)) for mention in mentions)
