"""People lost with the things that were destroyed: "two trucks were destroyed along with 21 people"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from incidents.extraction.losses.clauses import OBJECTS
from incidents.extraction.losses.cues import Cue
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.words import is_person_noun

TOGETHER = {"along", "together"}
WITHIN = {"inside", "aboard", "in", "within", "on", "onboard", "underneath", "under"}


def destroyed_with_things(verb: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    """The counted people who were destroyed with a thing, or inside it."""
    hit = {"nsubjpass", *OBJECTS}
    if verb.dep_ != "acl" and not any(child.dep_ in hit for child in verb.children):
        return None
    for people, together in _with_whom(verb):
        following = verb.doc[people.i + 1] if people.i + 1 < verb.sent.end else people
        inside = following.lower_ in WITHIN
        goes_on = any(word.tag_ == "VBG" for word in following.subtree)  # "with three people inside escaping unhurt"
        mention = quantities.of(people) if (together or inside) and not goes_on else None
        if mention is not None and mention.reason is None and is_person_noun(people):
            return Loss(cue.measure, verb, (people,), f"with-things:{cue.lemma}", people_counted=True)
    return None


def _with_whom(verb: Token) -> Iterator[tuple[Token, bool]]:
    """The nouns after "with", and whether it is "along with" or "together with"."""
    things = [child for child in verb.children if child.dep_ in OBJECTS]
    for preposition in (child for word in (verb, *things) for child in word.rights):
        if preposition.lower_ in TOGETHER:
            for inner in preposition.rights:
                yield from ((noun, True) for noun in inner.rights if inner.lower_ == "with")
        elif preposition.lower_ == "with":
            together = preposition.i > 0 and preposition.nbor(-1).lower_ in TOGETHER
            yield from ((noun, together) for noun in preposition.rights if noun.dep_ == "pobj")
