"""People who had to leave where they live, told by other words than "displaced" and "fled": moved to shelters,
evacuated from a village, driven from their homes, seeking refuge; "the displacement of 2,036 persons"."""

from __future__ import annotations

from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.losses.clauses import nouns_after, objects_of
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.words import is_person_noun
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

# The tables of words that may tell that people had to leave.
KINDS = ("nouns", "clearing", "seeking", "driving", "moving", "sending", "emptying", "abandoning", "streaming")
_words = partial(rule_words, "casualties", "moved_away")


def displaced_people(cue: Token, quantities: Quantities) -> Loss | None:
    """Counted people whom a noun or a verb tells to have left their homes."""
    lemma = cue.lemma_.lower()
    if cue.pos_ == "NOUN":
        return _loss(cue, _people_of_noun(cue), quantities)
    if cue.pos_ != "VERB":
        return None
    if (leaving := _leavers(cue) or _sent_running(cue)) is not None:
        return _loss(cue, leaving, quantities)
    seeks = any(child.dep_ == "dobj" and child.lemma_.lower() in _words("refuge") for child in cue.rights)
    if seeks and lemma in _words("seeking"):
        return _loss(cue, _subject(cue, "nsubj"), quantities)
    people = next(iter(objects_of(cue)), None) or _subject(cue, "nsubjpass")
    if people is None and cue.dep_ == "acl" and cue.tag_ == "VBN":
        people = cue.head  # "5,300 people forced from their homes"
    if people is None or _are_patients(people):
        return None
    if lemma in _words("emptying"):
        return _loss(cue, _of(cue) or _of(people), quantities)
    if lemma in _words("driving"):
        leaves = any(child.dep_ == "xcomp" and child.lemma_.lower() in _words("leaving") for child in cue.rights)
        far = _goes(cue, "from", "homes") or (_may_live_there(people) and _goes_far(cue))
        return _loss(cue, people, quantities) if leaves or far else None
    if lemma not in _words("moving"):
        return None
    live_there = people.lemma_.lower() in _words("residents")
    far = _goes(cue, "to", "shelters") or (live_there and _goes(cue, "to", "safety"))
    if lemma in _words("evacuating"):
        far = far or live_there or _goes(cue, "from", "homes")
    return _loss(cue, people, quantities) if far else None


def _people_of_noun(noun: Token) -> Token | None:
    """Those of "the displacement of"; of "the evacuation of" only such as live somewhere."""
    lemma, people = noun.lemma_.lower(), _of(noun)
    if people is None or _are_patients(people):
        return None
    lives_there = people.lemma_.lower() in _words("residents")
    return people if lemma in _words("nouns") or (lemma in _words("clearing") and lives_there) else None


def _leavers(verb: Token) -> Token | None:
    """Who "abandoned their villages", "left Mweso for Kitchanga", "poured out of Goma", "crossed into Uganda" from
    what happened at home."""
    lemma, people = verb.lemma_.lower(), _subject(verb, "nsubj")
    if people is None:
        return None
    left = next(iter(objects_of(verb)), None)
    if lemma in _words("abandoning") and left is not None:
        own = left.lemma_.lower() in _words("homes") and any(child.lower_ == "their" for child in left.lefts)
        away = any(child.lower_ == "for" for word in (verb, left) for child in word.rights)
        return people if own or (_may_live_there(people) and away and _is_place(left)) else None
    if lemma not in _words("streaming") or left is not None:
        return None
    flees = not _words("flight").isdisjoint(token.lemma_.lower() for token in verb.sent)
    return people if flees and _may_live_there(people) and _goes_far(verb) else None


def _sent_running(verb: Token) -> Token | None:
    """Whom an attack "sent fleeing"."""
    if verb.lemma_.lower() not in _words("sending"):
        return None
    runs = next((w for w in verb.rights if w.tag_ == "VBG" and w.lemma_.lower() in _words("running")), None)
    if runs is None:
        return None
    return next(iter(objects_of(verb)), None) or _subject(runs, "nsubj")


def _goes_far(verb: Token) -> bool:
    """Whether a verb says that people go out of their homes or a named place, or over a border."""
    for child in verb.subtree:
        if child.i <= verb.i or child.lower_ not in _words("far"):
            continue
        if any(
            noun.dep_ == "pobj" and (noun.lemma_.lower() in _words("homes") or _is_place(noun))
            for noun in child.children
        ):
            return True
    return False


def _may_live_there(people: Token) -> bool:
    return people.lemma_.lower() in _words("residents") | _words("anybody")


def _is_place(noun: Token) -> bool:
    """Whether a noun is written like the name of a place; taggers know few villages."""
    return noun.text[:1].isupper() and noun.ent_type_ not in {"DATE", "TIME", "EVENT"}


def is_moving(token: Token) -> bool:
    """Whether a word may tell that people had to leave."""
    return token.lemma_.lower() in _moving_words()


@cache
def _moving_words() -> frozenset[str]:
    return frozenset().union(*(_words(kind) for kind in KINDS))


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
    return next(nouns_after(noun, {"of"}), None)


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
