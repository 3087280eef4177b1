"""People whom armed men took from where they were, told by verbs that say so of much else: "took four nurses from a
clinic", "made off with 20 passengers", "are holding nine herders"."""

from __future__ import annotations

from functools import partial

from spacy.tokens import Token

from incidents.extraction.losses.clauses import doers_of, nouns_after, objects_of, resolve_pronouns, shared_subject
from incidents.extraction.losses.cues import listed_words, state_words
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import COUNTED_ALONE, Quantities
from incidents.extraction.people.words import is_person_noun, person_nouns
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

_words = partial(rule_words, "casualties", "captives")
_attackers = partial(rule_words, "victims", "attackers")


def captive_loss(verb: Token, quantities: Quantities) -> Loss | None:
    """Who was taken, if those who did it are armed; by the law they were detained."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return None
    people = _taken_along(verb) or _taken_away(verb) or _held_people(verb)
    if people is None or not _may_be_captives(people, quantities):
        return None
    doers = set().union(*map(_names, _doers(verb)))
    if not _are_armed(verb) and not (lemma in _words("robbing") and _particle(verb, "off")):
        return None
    by_law = not doers.isdisjoint(listed_words("taking", "law"))
    if _goes_to_safety(verb) or _are_killed(verb) or (by_law and lemma in _words("holding") | _words("gentle")):
        return None
    measure = Measure.DETAINED if by_law else Measure.ABDUCTED
    return Loss(measure, verb, resolve_pronouns((people,), verb), f"taken-by-force:{lemma}")


def _taken_along(verb: Token) -> Token | None:
    """The passengers of "made off with 20 passengers", "fled with four girls"."""
    if verb.lemma_.lower() not in _words("leaving"):
        return None
    found = next(nouns_after(verb, {"with"}), None)
    own = found is not None and any(child.tag_ == "PRP$" for child in found.lefts)
    return None if own else found


def _taken_away(verb: Token) -> Token | None:
    """The nurses of "took four nurses from a clinic", "four nurses were pulled out of a car by gunmen"."""
    if verb.lemma_.lower() not in _words("taking"):
        return None
    people = _done_to(verb)
    if people is None:
        return None
    ways = {child.lower_ for word in (verb, people) for child in word.rights if child.i > verb.i}
    return people if not ways.isdisjoint(_words("ways")) else None


def _held_people(verb: Token) -> Token | None:
    """The herders of "bandits are holding nine herders"."""
    if verb.lemma_.lower() not in _words("holding"):
        return None
    return _done_to(verb)


def _done_to(verb: Token) -> Token | None:
    return next(iter(objects_of(verb)), None) or next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)


def _may_be_captives(people: Token, quantities: Quantities) -> bool:
    """Whether a noun counts people, or names one of them, who are neither dead nor hurt."""
    if people.lower_ in state_words():
        return False
    of = next((word for child in people.rights if child.lower_ == "of" for word in child.children), people)
    if not (is_person_noun(people) or people.lower_ in COUNTED_ALONE or is_person_noun(of)):
        return False
    told = {people.lemma_.lower(), *(word.lower_ for word in people.lefts)}
    if not told.isdisjoint(rule_words("casualties", "moved_away", "patients") - {"soldier", "policeman"}):
        return False
    mention = quantities.of(people)
    counted = mention if mention is not None else quantities.at(people.i)
    return (counted is not None and counted.reason is None) or people.tag_ in {"NN", "NNP"}


def _doers(verb: Token) -> list[Token]:
    """Who does it, also where the verb shares its subject: "stopped a bus and took 20 men off"."""
    return doers_of(verb) or [noun for noun in shared_subject(verb) if noun.dep_ == "nsubj"]


def _are_armed(verb: Token) -> bool:
    """Whether those who do it are armed by their name or by a word beside it: "masked men", "men on motorbikes"."""
    armed = person_nouns()["combatants"] | _attackers("always") | _attackers("armed") | _words("captors")
    for noun in _doers(verb):
        beside = {child.lower_ for child in noun.lefts}
        on = {word.lemma_.lower() for child in noun.rights if child.dep_ == "prep" for word in child.children}
        if not armed.isdisjoint(_names(noun)) or not beside.isdisjoint(_words("described")):
            return True
        if is_person_noun(noun) and not on.isdisjoint(_words("equipped")):
            return True
    return False


def _names(noun: Token) -> set[str]:
    """A noun in the singular: taggers take "Soldiers" at the head of a report for a name, which has no other form."""
    return {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}


def _particle(verb: Token, word: str) -> bool:
    return any(child.lower_ == word for child in verb.rights)


def _are_killed(verb: Token) -> bool:
    """Whether those taken are killed at once: "dragged eight men off a bus and shot them"."""
    joined = (child.lemma_.lower() for child in verb.rights if child.dep_ == "conj")
    return not _words("killing").isdisjoint(joined)


def _goes_to_safety(verb: Token) -> bool:
    """Whether soldiers bring people where they are safe, or out of a flood."""
    words = {token.lemma_.lower() for token in verb.subtree if token.head.lower_ != "from"}
    return not words.isdisjoint(_words("rescuing"))
