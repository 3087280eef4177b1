"""The words that open parts of a figure ("including"), and the nouns and names that they list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from incidents.extraction.claims.scope import part_openers
from incidents.extraction.people.noun_phrases import Quantities, head_of, noun_after
from incidents.extraction.people.words import is_person_noun


def part_opener(start: int, end: int, lower: Sequence[str], rivals: Collection[int]) -> int | None:
    """The first token after "including" or the like; None where one of the rival cue words comes between, and after
    "not including"."""
    for i in range(start, end):
        if i in rivals:
            return None
        for phrase in part_openers().get(lower[i], ()):
            if tuple(lower[i : i + len(phrase)]) == phrase:
                return i + len(phrase) if i == 0 or lower[i - 1] != "not" else None
    return None


def listed_after(start: int, doc: Doc, quantities: Quantities, speakers: Collection[int]) -> Iterator[Token]:
    """The nouns of the list that starts at a token, up to the next verb."""
    i = start
    limit = min(start + 25, doc[min(start, len(doc) - 1)].sent.end)
    while i < limit:
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";"}:
            return
        mention = quantities.at(i)
        if i in speakers:
            return
        if mention is not None and mention.reason is not None:
            i = _after_age(mention.end, doc)
            continue
        if mention is not None:
            head = head_of(mention, doc)
            yield head
            i = max(head.i, mention.end - 1) + 1
            continue
        following = doc[i + 1] if i + 1 < len(doc) else None
        ends_phrase = following is None or following.pos_ not in {"NOUN", "PROPN", "PART"}
        if token.pos_ in {"NOUN", "PROPN"} and ends_phrase:
            if is_person_noun(token) and token.dep_ != "compound":
                yield token
            elif token.pos_ == "NOUN":
                return
        if token.pos_ == "ADP":
            return
        i += 1


def _after_age(i: int, doc: Doc) -> int:
    """The token after "15-year-old", which tells an age and counts nobody."""
    while i < len(doc) and doc[i].lower_ in {"-", "year", "years", "month", "months", "old"}:
        i += 1
    return i


def names_at(i: int, doc: Doc) -> tuple[Token, ...]:
    """The names that a list opens with at a token ("among the dead were Ada Bello and Juan Mora")."""
    names: list[Token] = []
    while i < len(doc) and doc[i].pos_ == "PROPN":
        name = noun_after(i, doc)
        if name is None or name.pos_ != "PROPN" or name.ent_type_ in {"GPE", "LOC"}:
            break
        names.append(name)
        i = name.i + 1
        while i < len(doc) and doc[i].lower_ in {",", "and"}:
            i += 1
    return tuple(names)
