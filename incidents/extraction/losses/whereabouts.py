"""The missing, told by what nobody knows of them: "the fate of four is unknown", "have not been seen since", "rescuers
are looking for two miners", "three are yet to be found"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.losses.clauses import SUBJECTS, nouns_after
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

_words = partial(rule_words, "casualties", "whereabouts")


def is_of_whereabouts(token: Token) -> bool:
    """Whether a word may tell that nobody knows where people are."""
    return token.lemma_.lower() in _cues()


@cache
def _cues() -> frozenset[str]:
    return frozenset().union(*(_words(kind) for kind in ("nouns", "noticing", "seeking", "finding", "news")))


def missing_people(cue: Token, quantities: Quantities) -> Loss | None:
    """The counted people of whom nothing is known."""
    for told, people in _sought(cue):
        if quantities.of(people) is not None and is_person_noun(people):
            return Loss(Measure.MISSING, told, (people,), f"whereabouts:{cue.lemma_.lower()}", people_counted=True)
    return None


def _sought(cue: Token) -> Iterator[tuple[Token, Token]]:
    """Who may be sought, each with the word that tells it: where that is a "not" or a "yet", it denies no loss."""
    lemma = cue.lemma_.lower()
    if cue.pos_ == "NOUN" and lemma in _words("nouns") and _is_unknown(cue):
        yield from ((cue, people) for people in nouns_after(cue, {"of"}))
    if cue.pos_ == "NOUN" and lemma in _words("news") and any(child.lower_ == "no" for child in cue.lefts):
        yield from ((cue, people) for people in nouns_after(cue, {"of", "from"}))
    if cue.pos_ != "VERB":
        return
    subjects = [child for child in cue.lefts if child.dep_ in SUBJECTS]
    passive = any(child.dep_ == "auxpass" for child in cue.lefts)
    by_all = not any(child.dep_ == "agent" for child in cue.rights)
    if passive and by_all and lemma in _words("noticing") and any(child.lower_ in _HAVE for child in cue.lefts):
        yield from ((no, people) for no in cue.lefts if no.dep_ == "neg" for people in subjects)
    if passive and lemma in _words("finding"):
        waiting = [child for child in cue.head.children if child.lower_ == "yet"]
        yield from ((yet, people) for yet in waiting for people in cue.head.lefts if people.dep_ in SUBJECTS)
    if lemma in _words("seeking") and any(child.lemma_.lower() in _words("seekers") for child in subjects):
        yield from ((cue, people) for people in nouns_after(cue, {"for"}))


_HAVE = {"have", "has", "had"}


def _is_unknown(noun: Token) -> bool:
    """Whether the verb of "the fate of four" says that it is unknown."""
    told = (noun.head, *noun.head.children) if noun.dep_ in SUBJECTS else ()
    return any(word.lower_ in _words("unknown") for word in told)
