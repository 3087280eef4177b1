"""Losses as people tell them who were there: "We buried 31. I counted them", "They carry 15 women enter bush"."""

from __future__ import annotations

from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities, head_of
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

_words = partial(rule_words, "casualties", "spoken")
TELLERS = {"we", "they", "i"}
WORDS_BEHIND = 3


def is_spoken(token: Token) -> bool:
    """Whether a word may open such a loss."""
    return token.lemma_.lower() in _opening_words()


@cache
def _opening_words() -> frozenset[str]:
    return _words("losing") | _words("carrying")


def spoken_loss(verb: Token, quantities: Quantities) -> Loss | None:
    """A bare number whom somebody lost or buried, or people who were carried away."""
    lemma = verb.lemma_.lower()
    if lemma in _words("losing"):
        return _bare_number(verb, quantities)
    doc = verb.doc
    first = verb.i + 1
    apart = first < len(doc) and doc[first].lower_ in {"away", "off"}
    mention = quantities.at(first + apart)
    if mention is None or mention.reason is not None or mention.start != first + apart:
        return None
    people = head_of(mention, doc)
    behind = doc[people.i + 1 : min(people.i + 1 + WORDS_BEHIND, verb.sent.end)]
    gone = apart or (len(behind) > 0 and behind[0].lower_ in _words("gone"))
    if not gone or not is_person_noun(people):
        return None
    return Loss(Measure.ABDUCTED, verb, (people,), f"carried-away:{lemma}", people_counted=True)


def _bare_number(verb: Token, quantities: Quantities) -> Loss | None:
    """The number of "we buried 31.", "we lost 17."."""
    doc = verb.doc
    mention = quantities.at(verb.i + 1) if verb.i + 1 < len(doc) else None
    told_by = any(child.dep_ == "nsubj" and child.lower_ in TELLERS for child in verb.lefts)
    if mention is None or mention.reason is not None or not told_by:
        return None
    ends = mention.end >= len(doc) or doc[mention.end].is_punct or doc[mention.end].is_space
    if not ends or verb.tag_ not in {"VBD", "VBN", "VBP"}:
        return None
    return Loss(Measure.KILLED, verb, (doc[mention.end - 1],), f"counted:{verb.lemma_.lower()}", counts_itself=True)
