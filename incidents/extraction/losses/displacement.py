"""People who had to leave where they live, told by other words than "displaced" and "fled": moved to shelters,
evacuated from a village, driven from their homes, seeking refuge; "the displacement of 2,036 persons"."""

from __future__ import annotations

from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.losses.clauses import objects_of
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

_words = partial(rule_words, "casualties", "moved_away")


def displaced_people(cue: Token, quantities: Quantities) -> Loss | None:
    """Counted people whom a noun or a verb tells to have left their homes."""
    lemma = cue.lemma_.lower()
    if cue.pos_ == "NOUN":
        return _loss(cue, _of(cue), quantities) if lemma in _words("nouns") else None
    seeks = any(child.dep_ == "dobj" and child.lemma_.lower() in _words("refuge") for child in cue.rights)
    if seeks and lemma in _words("seeking"):
        return _loss(cue, _subject(cue, "nsubj"), quantities)
    people = next(iter(objects_of(cue)), None) or _subject(cue, "nsubjpass")
    if people is None or _are_patients(people):
        return None
    if lemma in _words("driving"):
        leaves = any(child.dep_ == "xcomp" and child.lemma_.lower() in _words("leaving") for child in cue.rights)
        return _loss(cue, people, quantities) if leaves or _goes(cue, "from", "homes") else None
    if lemma not in _words("moving"):
        return None
    live_there = people.lemma_.lower() in _words("residents")
    far = _goes(cue, "to", "shelters") or (live_there and _goes(cue, "to", "safety"))
    if lemma in _words("evacuating"):
        far = far or live_there or _goes(cue, "from", "homes")
    return _loss(cue, people, quantities) if far else None


def is_moving(token: Token) -> bool:
    """Whether a word may tell that people had to leave."""
    return token.lemma_.lower() in _moving_words()


@cache
def _moving_words() -> frozenset[str]:
    return frozenset().union(*(_words(kind) for kind in ("nouns", "seeking", "driving", "moving")))


def _loss(cue: Token, people: Token | None, quantities: Quantities) -> Loss | None:
    if people is None or quantities.of(people) is None or not is_person_noun(people):
        return None
    return Loss(Measure.DISPLACED, cue, (people,), f"moved-away:{cue.lemma_.lower()}", people_counted=True)


def _subject(verb: Token, role: str) -> Token | None:
    """The people who are the subject of a verb, "a total of" them among these."""
    subject = next((child for child in verb.lefts if child.dep_ == role), None)
    return subject if subject is None or is_person_noun(subject) else _of(subject)


def _of(noun: Token) -> Token | None:
    """Those of "the displacement of"."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None


def _are_patients(people: Token) -> bool:
    """Whether the hurt, the dead or captives are moved, who are not displaced by it."""
    told = {people.lemma_.lower(), *(word.lower_ for word in people.lefts)}
    return not told.isdisjoint(_words("patients"))


def _goes(verb: Token, way: str, where: str) -> bool:
    """Whether a verb says from where or to where people go: "from" their homes, "to" a shelter."""
    prepositions = {"from": {"from", "of"}, "to": {"to", "into", "in", "at"}}[way]
    return any(
        noun.dep_ == "pobj" and noun.lemma_.lower() in _words(where)
        for child in verb.subtree
        if child.lower_ in prepositions and child.i > verb.i
        for noun in child.children
    )
