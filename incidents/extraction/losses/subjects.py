"""Verbs whose subject is who came to harm: "died", "blew himself up", "suffered burns", "is in critical condition"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from incidents.extraction.losses.clauses import (
    REFLEXIVES,
    SUBJECTS,
    before_aside,
    controlling_subject,
    noun_before,
    objects_of,
    people_told_before,
    person_told_before,
    resolve_pronouns,
    shared_subject,
)
from incidents.extraction.losses.cues import Cue, tells_state
from incidents.extraction.losses.loss import OWN_HAND, Loss
from incidents.extraction.people.noun_phrases import COUNTED_ALONE, Quantities, head_before
from incidents.extraction.people.words import is_person_noun, person_nouns
from incidents.vocabulary import Measure

NOBODY = {"none", "nobody", "neither"}
# "Walked into a hospital with a wound", "escaped with bruises": tells that somebody was hurt, and not only how the hurt
# fare.
FIRST_TOLD = {"recover", "arrive", "walk", "show", "turn", "come", "escape", "survive"}
# What their object is are attacks, not people: "survived an attempt on her life with a bullet in the arm".
OUTLIVING = {"survive", "escape"}
# What the hurt are given: it tells how they fare whom the text has told of before.
TREATMENTS = {"treatment", "surgery", "care", "attention", "stitch", "operation", "hospitalisation", "hospitalization"}
LIMBS = {"arm", "leg", "rib", "nose", "jaw", "hand", "wrist", "hip", "ankle", "bone", "skull", "foot"}
WORDS_TO_NOUN = 4
WHERE_AND_WHEN = {"in", "at", "near", "during", "while", "when", "as", "there", "yesterday", "today", "after"}
SUPREME = {"supreme", "ultimate"}
HOW_GRAVE = {"minor", "mild", "light", "moderate", "serious"}


def loss_of_subject(token: Token, cue: Cue, rule: str, quantities: Quantities) -> Loss | None:
    """The loss whose victim is the subject, in the clause or before it ("six who died")."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    children = list(token.children)
    subjects = [child for child in children if child.dep_ in SUBJECTS and child.i < token.i]
    if (apart := before_aside(token, quantities)) is not None:
        subjects = [apart]
    if not subjects:
        shared = shared_subject(token)
        beside = head_before(token, quantities)
        subjects = [beside] if beside is not None else shared
    if not subjects and token.dep_ in {"acl", "relcl"} and token.head.i < token.i:
        subjects = [token.head]
    if not subjects:
        noun = noun_before(token) or _of_an_age(token)
        subjects = [noun] if noun is not None else []
    if not subjects and cue.lemma in {"perish", "die"}:
        subjects = [noun for noun in objects_of(token) if quantities.of(noun) is not None]  # "there perished 3 persons"
    if not subjects and (told := person_told_before(token)) is not None:
        subjects = [told]
    if not subjects:
        return None
    people = resolve_pronouns(subjects[:1], token)
    if cue.measure is Measure.INJURED and (told := people_told_before(people[0])) is not None:
        people = (told,)
    return Loss(cue.measure, token, people, f"subject:{rule}")


def fell_in_battle(token: Token, quantities: Quantities) -> bool:
    """Whether fighters "fell" and no more is said than where and when: "two soldiers fell near Djibo"."""
    fighters = [child for child in token.children if child.dep_ == "nsubj"] or shared_subject(token)
    if not any(_are_fighters(noun) for noun in fighters):
        return False
    return not any(
        child.i > token.i and (child.dep_ in {"prt", "acomp", "dobj", "attr"} or _tells_how(child))
        for child in token.children
    )


def _are_fighters(noun: Token) -> bool:
    """Fighters, also those of "three of our soldiers"."""
    of = [word for child in noun.rights if child.lower_ == "of" for word in child.children]
    return any(word.lemma_.lower() in person_nouns()["combatants"] for word in (noun, *of))


def _tells_how(word: Token) -> bool:
    return word.pos_ in {"ADP", "ADV", "SCONJ", "ADJ"} and word.lower_ not in WHERE_AND_WHEN


def _of_an_age(token: Token) -> Token | None:
    """The person of "a 19-year-old died", whom the parse may take for an adjective."""
    first = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass"}), default=token.i)
    before = token.doc[first - 1] if first > token.sent.start else token
    return before if before.lower_ == "old" and is_person_noun(before) else None


def reflexive_loss(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    """ "blew himself up": the subject is the one who died."""
    doc = token.doc
    following = {doc[i].lower_ for i in range(token.i + 1, min(token.i + 4, len(doc)))}
    if not following & REFLEXIVES:
        return None
    return loss_of_subject(token, cue, f"reflexive:{cue.lemma}", quantities)


def own_hand(token: Token, cue: Cue) -> Loss | None:
    """ "Turned the gun on himself", "before taking his own life", "committed suicide": the one who did it died."""
    told = next((noun for noun in objects_of(token) if noun.lemma_.lower() in {w[0] for w in cue.results}), None)
    if told is None or not _is_ones_own(told, token):
        return None
    subjects = [child for child in token.children if child.dep_ == "nsubj"] or controlling_subject(token)[:1]
    if not subjects:
        return None
    return Loss(cue.measure, token, resolve_pronouns(subjects, token), f"{OWN_HAND}:{cue.lemma}")


def _is_ones_own(noun: Token, verb: Token) -> bool:
    """Whether a life is the subject's own, or a gun is turned on the subject."""
    if noun.lemma_.lower() == "suicide":
        return True
    if noun.lemma_.lower() == "life":
        return any(child.lower_ == "own" for child in noun.lefts)
    return any(word.lower_ in REFLEXIVES for word in verb.subtree)


def subject_phrase(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    """ "Lost their lives", "suffered burns", "were treated for injuries": a verb and its noun, told of the subject."""
    wanted = {words[0] for words in cue.results if len(words) == 1}
    before = token.doc[token.i - 1] if token.i else token
    counted = quantities.at(before.i) is not None or before.lower_ in {"another", *COUNTED_ALONE}
    if token.dep_ == "amod" and token.head.lemma_.lower() in wanted and counted:
        # "four sustained gunshot wounds", read as wounds that are sustained
        return Loss(cue.measure, token, (before,), f"subject:{cue.lemma}")
    if token.dep_ == "compound" and token.head.dep_ == "attr" and token.head.lemma_.lower() in wanted:
        # "were nursing wounds", read as wounds that nurse
        people = tuple(child for child in token.head.head.lefts if child.dep_ == "nsubj")
        return Loss(cue.measure, token, people, f"subject:{cue.lemma}") if people else None
    told = [noun for noun in map(_thing_itself, objects_of(token)) if _is_of_the_dead(noun)]
    told += _limbs_of_clause(token)
    objects = [o for o in told if o.lemma_.lower() in wanted or ("injury" in wanted and _is_broken(o))]
    if not objects and (noun := _told_by_preposition(token, cue)) is not None:
        return _of_state(token, cue, noun, quantities)
    objects = objects or [n for n in _noun_right_after(token) if n.lemma_.lower() in wanted and _is_of_the_dead(n)]
    for noun in list(objects):
        own = quantities.of(noun)
        if own is not None and own.reason is None and cue.measure is not Measure.INJURED:
            return None
    if not objects or (cue.measure is Measure.KILLED and _is_singular_loss(objects[0])):
        return None
    loss = loss_of_subject(token, cue, f"{cue.lemma}-{objects[0].lemma_.lower()}", quantities)
    if cue.lemma == "have" and loss is not None and any(victim.lower_ in NOBODY for victim in loss.victims):
        return None  # "none of them had serious injuries"
    if loss is not None and any(child.lower_ in {"fatal", "mortal"} for child in objects[0].lefts):
        return replace(loss, measure=Measure.KILLED)  # "suffered fatal wounds"
    treated = objects[0].lemma_.lower() in TREATMENTS
    return replace(loss, people_counted=True, how_they_fare=True) if loss and treated else loss


def _is_of_the_dead(noun: Token) -> bool:
    """Of prices and sacrifices only "the supreme price" tells of a death."""
    return noun.lower_ not in {"price", "sacrifice"} or any(child.lower_ in SUPREME for child in noun.lefts)


def _limbs_of_clause(token: Token) -> list[Token]:
    """The legs of "had to have their legs amputated", which the parse takes for a subject."""
    clauses = [child for child in token.rights if child.dep_ == "ccomp"] if token.lemma_ == "have" else []
    return [child for clause in clauses for child in clause.lefts if child.dep_ in SUBJECTS and _is_broken(child)]


def _is_broken(limb: Token) -> bool:
    """ "A broken arm"."""
    broken = {"broken", "fractured", "crushed", "severed", "shattered", "dislocated", "amputated"}
    return limb.lemma_.lower() in LIMBS and any(
        word.lower_ in broken for word in (*limb.lefts, *limb.doc[limb.i + 1 : limb.i + 2])
    )


def _noun_right_after(token: Token) -> list[Token]:
    """The wound of "suffered a head wound", which the parse may take for a clause."""
    for word in token.doc[token.i + 1 : min(token.i + 1 + WORDS_TO_NOUN, token.sent.end)]:
        if word.pos_ not in {"DET", "ADJ", "NOUN"}:
            return []
        if word.pos_ == "NOUN" and (word.i + 1 == len(word.doc) or word.nbor(1).pos_ != "NOUN"):
            return [word]
    return []


def _told_by_preposition(token: Token, cue: Cue) -> Token | None:
    """The noun that says how people are: "treated for burns", "in a critical condition", "battling for life"."""
    beside = objects_of(token) if cue.lemma in OUTLIVING else []
    for preposition in (word for told in (token, *beside) for word in told.rights):
        if preposition.dep_ != "prep":
            continue
        for noun in preposition.children:
            if tells_state(preposition, noun, cue.results):
                return noun
    return None


def _of_state(token: Token, cue: Cue, noun: Token, quantities: Quantities) -> Loss | None:
    """Those in a state: the object where the verb has one ("treated nine men for burns"), else the subject."""
    rule = f"{cue.lemma}-{noun.lemma_.lower()}"
    counted = cue.measure is Measure.INJURED and cue.lemma not in FIRST_TOLD
    if cue.lemma not in OUTLIVING and (objects := objects_of(token)):
        return Loss(
            cue.measure,
            token,
            tuple(objects[:1]),
            f"active-object:{rule}",
            people_counted=counted,
            how_they_fare=counted,
        )
    loss = loss_of_subject(token, cue, rule, quantities)
    return replace(loss, people_counted=counted, how_they_fare=counted) if loss else None


def _thing_itself(noun: Token) -> Token:
    """The injuries of "various degrees of injuries", "minor to moderate injuries"."""
    if noun.lower_ in HOW_GRAVE:
        links = [link for word in (noun, noun.head) for link in word.rights if link.lower_ == "to" and link.i > noun.i]
        return next((child for to in links for child in to.children if child.dep_ == "pobj"), noun)
    if noun.lemma_.lower() not in {"degree", "variety", "kind", "type", "range", "series", "number"}:
        return noun
    return next((child for of in noun.rights if of.lower_ == "of" for child in of.children), noun)


def _is_singular_loss(noun: Token) -> bool:
    return noun.lower_ == "life" and not any(child.tag_ == "PRP$" for child in noun.children)
