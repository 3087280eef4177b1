"""Losses told by a noun: deaths, casualties, bodies, lives, cut throats, no survivors."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from incidents.extraction.losses.clauses import OBJECTS, SUBJECTS, resolve_pronouns, shared_subject
from incidents.extraction.losses.cues import listed_words, loss_nouns
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities, head_before, head_of
from incidents.extraction.people.quantities import QuantityMention
from incidents.extraction.people.words import is_person_noun
from incidents.vocabulary import Measure

SHOOTINGS = {"shooting", "stabbing"}
NOBODY_DETERMINERS = {"no", "neither"}


def noun_losses(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "No casualties", "14 deaths", "the death of a teacher", "suffered losses"."""
    lemma = noun.lemma_.lower()
    measure, is_act = loss_nouns()[lemma]
    if lemma == "loss" and not _is_human_loss(noun):
        yield from _loss_of(noun, quantities)
        return
    if _gives_no_figure(noun):
        return
    if lemma == "loss" and (total := _raised_to(noun, quantities)) is not None:
        yield Loss(Measure.KILLED, noun, (), "losses-raised-to", toll=total, larger=True)
        return
    joined = noun.head if noun.dep_ == "conj" and noun.head.lemma_.lower() in loss_nouns() else noun
    if any(child.lower_ in NOBODY_DETERMINERS for one in (noun, joined) for child in one.lefts):
        yield Loss(measure, noun, (), f"none:{lemma}", nobody=True)
        return
    mention = quantities.of(noun)
    counts = not is_act or lemma in listed_words("single_acts", "lemmas")
    if mention is not None and mention.reason is None and counts:
        yield Loss(measure, noun, (noun,), f"counted:{lemma}", counts_itself=True)
        return
    victim = _of_whom(noun)
    if victim is not None and lemma in listed_words("killers", "lemmas") and quantities.of(victim) is None:
        return
    if victim is not None and not (is_act and _is_generic(victim, quantities)):
        yield Loss(measure, noun, (victim,), f"of:{lemma}")
        return
    if is_act:
        return
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        hurt = head_before(noun.head, quantities)
        if hurt is not None and is_person_noun(hurt):
            yield Loss(measure, noun, (hurt,), f"with:{lemma}")
            return
    if loss := _unquantified(noun, measure):
        yield loss


def shooting_of(noun: Token, quantities: Quantities) -> Loss | None:
    """ "The shooting of four girls": counted people who were hit."""
    victim = _of_whom(noun) if noun.lemma_.lower() in SHOOTINGS and noun.pos_ == "NOUN" else None
    if victim is None or quantities.of(victim) is None:
        return None
    return Loss(Measure.CASUALTIES, noun, (victim,), f"of:{noun.lemma_.lower()}", people_counted=True)


def _loss_of(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "the loss of four of its men"."""
    victim = _of_whom(noun)
    if victim is not None and quantities.of(victim) is not None:
        yield Loss(Measure.KILLED, noun, (victim,), "of:loss", people_counted=True)


def _raised_to(noun: Token, quantities: Quantities) -> QuantityMention | None:
    """The number of "bringing its losses to 300"."""
    doc = noun.doc
    if noun.head.lemma_.lower() not in {"bring", "raise", "take", "push"} or noun.i + 2 >= len(doc):
        return None
    mention = quantities.at(noun.i + 2) if doc[noun.i + 1].lower_ == "to" else None
    return mention if mention is not None and mention.reason is None else None


def _gives_no_figure(noun: Token) -> bool:
    """ "gave no losses of its own" tells nothing; it does not deny."""
    denied = any(child.lower_ in NOBODY_DETERMINERS for child in noun.lefts)
    return denied and noun.dep_ in OBJECTS and noun.head.lemma_.lower() in listed_words("figures", "verbs")


def _is_human_loss(noun: Token) -> bool:
    return noun.tag_ == "NNS" and not any(child.lower_ in {"financial", "economic", "material"} for child in noun.lefts)


def _of_whom(noun: Token) -> Token | None:
    """Whose death: "the death of three soldiers", "injuries to six", "the murder by gunmen of an elder"."""
    by = [agent for child in noun.rights if child.lower_ == "by" for agent in child.children]
    caused = noun.dep_ == "dobj" and noun.head.lemma_.lower() in {"cause", "inflict"}
    of_the_verb: list[Token] = []
    if caused:
        of_the_verb = [child for child in noun.head.rights if child.lower_ in {"to", "on", "upon"}]
    for child in (*noun.rights, *(child for agent in by for child in agent.rights), *of_the_verb):
        if child.lower_ in {"of", "to", "among", "on", "upon"} and child.dep_ in {"prep", "dative"}:
            if child.lower_ != "of" and noun.lemma_.lower() not in {"injury", "casualty"}:
                continue
            for victim in child.children:
                if victim.dep_ == "pobj":
                    return victim
    return None


def _is_generic(victim: Token, quantities: Quantities) -> bool:
    return victim.tag_ in {"NNS", "NNPS"} and quantities.of(victim) is None


def _unquantified(noun: Token, measure: Measure) -> Loss | None:
    if noun.tag_ not in {"NNS", "NNPS"}:
        return None
    verb = noun.head
    while noun.dep_ == "conj" and verb.lemma_.lower() in loss_nouns():
        noun, verb = verb, verb.head
    verbs = listed_words("unquantified", "verbs")
    if noun.dep_ in OBJECTS and verb.lemma_.lower() in verbs:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"] or shared_subject(verb)
        sufferers = verb.lemma_.lower() in {"suffer", "sustain", "take", "incur", "have"}
        victims = resolve_pronouns(subjects[:1], verb) if sufferers else ()
        return Loss(measure, noun, victims, f"unquantified:{verb.lemma_.lower()}", unquantified=True)
    exists = verb.lemma_ == "be" and any(child.dep_ == "expl" for child in verb.children)
    told = noun.dep_ == "nsubjpass" and verb.lemma_.lower() in verbs
    if exists or told:
        return Loss(
            measure, noun, (), "unquantified:existential" if exists else "unquantified:reported", unquantified=True
        )
    return None


def bodies(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "The bodies of four men were found", "recovered six bodies"."""
    cues = listed_words("bodies", "cues")
    around = {ancestor.lemma_.lower() for ancestor in noun.ancestors}
    around |= {child.lemma_.lower() for child in noun.rights}
    if not around & cues:
        return
    whose = _of_whom(noun) or next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if whose is None and noun.tag_ == "NN" and any(child.lower_ in {"a", "another"} for child in noun.lefts):
        yield Loss(Measure.KILLED, noun, (noun,), "bodies-counted", counts_itself=True)
        return
    one = whose is not None and (noun.tag_ == "NN" or any(child.lower_ in {"a", "an"} for child in whose.lefts))
    if whose is not None and (one or whose.dep_ == "poss" or quantities.of(whose) is not None):
        yield Loss(Measure.KILLED, noun, (whose,), "bodies-of")
    elif quantities.of(noun) is not None:
        yield Loss(Measure.KILLED, noun, (noun,), "bodies-counted", counts_itself=True)


def lives(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "Claimed nine lives", "took the lives of two nurses"."""
    verb = noun.head
    if noun.dep_ not in OBJECTS | {"nsubjpass", "nsubj"} or verb.lemma_.lower() not in listed_words(
        "lives", "verbs"
    ) | {"lose"}:
        return
    mention = quantities.of(noun)
    if mention is not None and mention.reason is None:
        yield Loss(Measure.KILLED, noun, (noun,), f"lives:{verb.lemma_.lower()}", counts_itself=True)
    elif victim := _of_whom(noun):
        yield Loss(Measure.KILLED, noun, (victim,), f"lives-of:{verb.lemma_.lower()}")
    elif noun.dep_ != "nsubj" and (people := _whose_lives(noun, quantities)) is not None:
        yield Loss(Measure.KILLED, noun, (people,), f"lives-of:{verb.lemma_.lower()}", people_counted=True)


def _whose_lives(noun: Token, quantities: Quantities) -> Token | None:
    """The people counted last before "a missile took their lives", if nobody but the missile did it; and those of "cost
    four guards their lives"."""
    verb = noun.head
    theirs = [child for child in noun.lefts if child.lower_ == "their"]
    cost = [child for child in verb.rights if theirs and verb.lemma_ == "cost" and verb.i < child.i < noun.i]
    if paid := next((child for child in cost if quantities.of(child) is not None), None):
        return paid
    own = any(child.lower_ == "own" for child in noun.lefts)
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    if not theirs or own or verb.lemma_.lower() == "lose" or any(doer.lower_ in {"they", "who"} for doer in doers):
        return None
    before = doers[0].left_edge.i if doers else verb.i
    first = noun.doc[noun.sent.start - 1].sent.start if noun.sent.start else 0
    for i in range(before - 1, first - 1, -1):
        mention = quantities.at(i)
        if mention is not None and mention.reason is None and is_person_noun(people := head_of(mention, noun.doc)):
            return people
    return None


def throats(noun: Token) -> Iterator[Loss]:
    """ "Had their throats cut", "with their throats slit", "slit the throats of four farmers"."""
    near = {noun.head.lower_, *(token.lower_ for token in noun.doc[noun.i + 1 : noun.i + 3])}
    if not near & listed_words("throats", "cuts"):
        return
    victim = _of_whom(noun)
    for above in noun.ancestors if victim is None else ():
        subjects = [child for child in above.children if child.dep_ in SUBJECTS and child.i < noun.i]
        if subjects and (above.lemma_ == "have" or subjects[0].dep_ == "nsubjpass"):
            victim = subjects[0]
            break
    if victim is not None:
        yield Loss(Measure.KILLED, noun, resolve_pronouns((victim,), noun.head), "throat-cut")


def none_survived(verb: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "None of the four occupants survived", "two of the wounded did not survive". The cue of the latter is its "not",
    which denies the living and not the dead."""
    negation = next((child for child in verb.lefts if child.dep_ == "neg"), None)
    if negation is not None and any(child.lower_ == "did" for child in verb.lefts):
        for subject in (child for child in verb.lefts if child.dep_ == "nsubj"):
            yield Loss(Measure.KILLED, negation, (subject,), "not-survived")
    for none in verb.lefts:
        nobody = none.lower_ == "none" or (none.lower_ == "one" and any(child.dep_ == "neg" for child in none.lefts))
        victim = _of_whom(none) if none.dep_ == "nsubj" and nobody else None
        if victim is not None and quantities.of(victim) is not None:
            yield Loss(Measure.KILLED, verb, (victim,), "none-survived")


def did_not_live(verb: Token) -> Loss | None:
    """ "Did not survive", "did not make it"."""
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if verb.lemma_ == "make" and following != "it":
        return None
    denied = next((child for child in verb.lefts if child.dep_ == "neg"), None)
    if denied is None or not any(child.lower_ == "did" for child in verb.lefts):
        return None
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS] or shared_subject(verb)
    people = resolve_pronouns(subjects[:1], verb)
    return Loss(Measure.KILLED, denied, people, "did-not-live") if people else None


def no_survivors(noun: Token, quantities: Quantities) -> Iterator[Loss]:
    if not any(child.lower_ == "no" for child in noun.lefts):
        return
    for i in range(noun.i + 1, noun.sent.end):
        mention = quantities.at(i)
        if mention is not None and mention.reason is None and mention.start == i:
            yield Loss(Measure.KILLED, noun, (), "no-survivors", toll=mention)
            return
