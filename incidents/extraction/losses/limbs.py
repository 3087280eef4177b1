"""People hit in a part of the body that is itself the object of the verb: "a bullet struck the girl's leg", "wounding
his own hand"."""

from __future__ import annotations

from functools import partial

from spacy.tokens import Token

from incidents.extraction.losses.clauses import controlling_subject, nouns_after, objects_of, resolve_pronouns
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

_words = partial(rule_words, "casualties", "limbs")


def limb_loss(verb: Token) -> Loss | None:
    """Whose limb, or whose head, a verb says was hit."""
    if verb.lemma_.lower() not in _words("hitting") or verb.pos_ != "VERB":
        return None
    struck = objects_of(verb) or [child for child in verb.lefts if child.dep_ == "nsubjpass"]
    for part in map(_part_of_body, struck):
        measure = _measure_of(part)
        if measure is Measure.CASUALTIES and verb.lemma_.lower() == "graze":
            measure = Measure.INJURED
        people = _owners(part, verb) if measure is not None else ()
        if measure is not None and people and all(map(is_person_noun, people)):
            return Loss(measure, verb, people, f"limb:{verb.lemma_.lower()}-{part.lemma_.lower()}")
    return None


def _part_of_body(noun: Token) -> Token:
    """The legs of "both of his legs"."""
    return noun if _measure_of(noun) is not None else next(nouns_after(noun, {"of"}), noun)


def _measure_of(part: Token) -> Measure | None:
    """Who was hit in a limb was hurt; of a head or a chest, nobody knows."""
    words = {part.lower_, part.lemma_.lower()}
    if words & _words("limbs"):
        return Measure.INJURED
    return Measure.CASUALTIES if words & _words("vital") else None


def _owners(part: Token, verb: Token) -> tuple[Token, ...]:
    """Whose part of the body it is; "his own" is that of the one who does it."""
    owner = next((child for child in part.lefts if child.dep_ == "poss"), None) or next(nouns_after(part, {"of"}), None)
    if owner is None:
        return ()
    if owner.tag_ != "PRP$":
        return (owner,)
    if not any(child.lower_ == "own" for child in part.lefts):
        return ()
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"] or controlling_subject(verb)[:1]
    return resolve_pronouns(subjects, verb)
