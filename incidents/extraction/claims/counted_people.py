"""Whether the words of a victim phrase count people, at a time of their own, whom nobody has told of yet."""

from __future__ import annotations

from spacy.tokens import Token

from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.groups import VictimGroup
from incidents.extraction.people.noun_phrases import Quantities
from incidents.extraction.people.victims import may_be_displaced
from incidents.extraction.people.words import EVERYONE, ORDINALS, is_person_noun, may_name_person
from incidents.vocabulary import Measure

# Verbs of harm to which more than people falls victim: hopes are hurt, orders executed, pictures hung.
HAS_OTHER_OBJECTS = {"execute", "hang", "hurt", "slaughter", "butcher", "wound", "mutilate", "disfigure", "drown"}
OTHERS = {"other", "others", "more", "people", "person", "man", "member"}


def is_one_of_a_row(group: VictimGroup) -> bool:
    """ "The third journalist killed this month": a count of such losses, told of one that is counted already."""
    words = {child.lower_ for child in group.head.lefts}
    return "the" in words and bool(words & (ORDINALS | {"latest"}))


def is_one_more(group: VictimGroup) -> bool:
    """ "A fourth victim": one person beside those told of."""
    words = [token.lower_ for token in group.head.doc[group.start : group.end]]
    return words[0] in {"a", "another"} and (words[0] == "another" or not ORDINALS.isdisjoint(words))


def counts_nobody(group: VictimGroup) -> bool:
    """ "Any soldiers", "how many soldiers", "nearly all the casualties": told of with no number, and maybe none."""
    words = {token.lower_ for token in group.head.doc[group.start : group.head.i]}
    return bool(words & {"any", "how"}) or {"all", "the"} <= words


def is_those(group: VictimGroup) -> bool:
    """ "Those who were killed", with no number: people told of and not counted."""
    return group.rule == "pronoun" and group.head.lower_ == "those"


def are_people_in(group: VictimGroup, measure: Measure) -> bool:
    """Whether counted words name people for a verb that tells of losses only then."""
    if measure is Measure.INJURED:
        return is_person_noun(group.noun) or group.noun.pos_ == "NUM" or is_one_more(group)
    if measure is not Measure.DISPLACED:
        return is_person_noun(group.noun) or _are_told_of(group)
    return is_person_noun(group.noun) and may_be_displaced(group)


def _are_told_of(group: VictimGroup) -> bool:
    """Whether a number counts people by the words beside it: "two of the nine", "two, sisters of 16 and 19"."""
    apposed = any(child.dep_ == "appos" and is_person_noun(child) for child in group.head.children)
    return group.noun.pos_ == "NUM" and (apposed or group.part)


def is_people_or_number(group: VictimGroup, quantities: Quantities) -> bool:
    """Whether a counted word names people, or is a number alone."""
    mention = quantities.at(group.noun.i)
    return is_person_noun(group.noun) or mention is not None or group.noun.lower_ in OTHERS


def may_be_people(group: VictimGroup, loss: Loss) -> bool:
    """Whether a group with no number of its own names people: known ones, or any noun where the word of loss is
    one of which only people are the victims."""
    if group.head.lower_ in ORDINALS | EVERYONE | {"another"}:
        return True
    if is_person_noun(group.noun) or is_person_noun(group.head):
        return True
    if group.quantity.is_vague or loss.cue.lemma_.lower() in HAS_OTHER_OBJECTS:
        return False
    takes_people = loss.measure in {Measure.KILLED, Measure.INJURED} or _takes_people_only(loss)
    return takes_people and may_name_person(group.noun)


def _takes_people_only(loss: Loss) -> bool:
    """Whether the verb itself shows that its object is a person ("arrested a weapons dealer")."""
    return loss.cue.lemma_.lower() in {"arrest", "detain", "apprehend", "abduct", "kidnap"}


def is_nation(group: VictimGroup) -> bool:
    """ "The Ruritanian people": a nation, and no number of people."""
    head = group.head
    if group.rule != "bare-plural" or not group.definite or head.lower_ != "people":
        return False
    told_apart = head.i + 1 < len(head.doc) and head.nbor(1).pos_ in {"ADP", "PRON", "VERB"}
    return not told_apart and any(child.ent_type_ == "NORP" for child in head.lefts)


def is_generic(cue: Token) -> bool:
    """Told of no single time: "attacks that kill civilians", "responsible for killing soldiers"."""
    after = cue.dep_ == "pcomp" and cue.head.lower_ in {"before", "after", "by", "while", "when"}
    gerund = cue.tag_ == "VBG" and cue.dep_ in {"pcomp", "amod", "compound"} and not after
    verbs = [cue, cue.head] if cue.dep_ == "conj" else [cue]
    auxiliaries = [child for verb in verbs for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    going_on = cue.tag_ == "VBG" or any(child.lower_ == "being" for child in auxiliaries)
    if going_on and any(child.lemma_ == "be" and child.tag_ in {"VBP", "VBZ"} for child in auxiliaries):
        return True
    return cue.tag_ in {"VBZ", "VBP", "VB"} or gerund


def refers_back(group: VictimGroup) -> bool:
    """Whether a group is named by "the" or a pronoun."""
    return group.definite or group.rule == "pronoun"


def agents(verb: Token) -> list[Token]:
    """Who does what a verb tells, itself or by the verb that it is joined to: never the "them" of its object."""
    found: list[Token] = []
    while True:
        found += [child for child in verb.children if child.dep_ == "nsubj"]
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            return found
        verb = verb.head
