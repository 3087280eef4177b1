"""Losses told by a state: "five dead", "were among the wounded", "four in critical condition", "all are unhurt"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from incidents.extraction.losses.clauses import (
    DEFINITE,
    REPORTED_AS,
    SUBJECTS,
    first_left,
    objects_of,
    people_left,
    person_told_before,
    resolve_pronouns,
    shared_passive_subject,
    shared_subject,
    were_displaced_before,
)
from incidents.extraction.losses.cues import listed_words, state_phrases, state_words, tells_state
from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import COUNTED_ALONE, Quantities, head_before
from incidents.extraction.people.words import is_not_people
from incidents.vocabulary import Measure

# Dead whose name groups, squares and days bear: "the Martyrs Brigades".
NAMING = {"martyr", "martyrs"}


def state_losses(token: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "Five dead", "the wounded men", "two were missing"."""
    measure = state_words()[token.lower_]
    if token.pos_ == "PROPN" and token.lower_ in NAMING:
        return
    if any(child.lower_ == "no" and child.dep_ == "det" for child in token.lefts):
        yield Loss(measure, token, (), f"none:{token.lower_}", nobody=True)
        return
    if token.i and token.doc[token.i - 1].lower_ in DEFINITE:
        if (number := _number_in_apposition(token, quantities)) is not None:
            yield Loss(measure, token, (number,), f"apposition:{token.lower_}", counts_itself=True)
        return
    if (beside := head_before(token, quantities)) is not None:
        if measure is Measure.DISPLACED and were_displaced_before(token, beside, quantities):
            return
        first = first_left(token, beside)
        yield Loss(measure, token, (first or beside,), f"number-before:{token.lower_}")
        return
    if token.dep_ == "amod" and token.head.i > token.i:
        mention = quantities.of(token.head)
        if (
            mention is not None
            and mention.reason is None
            and token.head.lemma_.lower() not in listed_words("bodies", "lemmas")
        ):
            yield Loss(measure, token, (token.head,), f"adjective-of:{token.lower_}")
        return
    if _is_shot_dead(token):
        return
    if subject := _complement_subject(token, quantities):
        yield Loss(measure, token, resolve_pronouns((subject,), token), f"complement:{token.lower_}")


def counted_gone(token: Token, quantities: Quantities) -> Loss | None:
    """ "Six soldiers fallen", "two of our farmers no more": the counted people of whom nothing more is said."""
    doc, last = token.doc, token.i + 1
    ends = last >= len(doc) or doc[last].is_punct or doc[last].is_space or doc[last].is_sent_start
    if not ends or (phrase := _phrase_of_the_gone(token)) is None:
        return None
    start = token.i + 1 - len(phrase.split())
    before = doc[start - 1] if start > token.sent.start else token
    be = before.lower_ in {"are", "is", "were"}
    people = head_before(before if be else doc[start], quantities) or _number_of(doc[start - 1 - be], quantities)
    if people is None or is_not_people(people):
        return None
    return Loss(Measure.KILLED, token, (people,), f"number-before:{phrase.replace(' ', '-')}")


def _number_of(noun: Token, quantities: Quantities) -> Token | None:
    """The number of "two of our farmers"."""
    number = noun.head.nbor(-1) if noun.head.lower_ == "of" and noun.head.i else None
    return number if number is not None and quantities.at(number.i) is not None else None


def _phrase_of_the_gone(token: Token) -> str | None:
    two_words = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
    return next((phrase for phrase in (token.lower_, two_words) if phrase in listed_words("gone", "phrases")), None)


def _is_shot_dead(token: Token) -> bool:
    """ "A sniper shot dead a baker": the dead follow, whatever the parse makes of "a sniper shot"."""
    before, after = token.doc[max(token.i - 1, 0)], token.doc[min(token.i + 1, len(token.doc) - 1)]
    return before.lower_ == "shot" and after.pos_ in {"DET", "NUM"}


def _number_in_apposition(token: Token, quantities: Quantities) -> Token | None:
    """The number of "the injured, 30 of them, were taken to hospital", "the dead (12 in all)"."""
    doc = token.doc
    mention = quantities.at(token.i + 2) if token.i + 2 < len(doc) and doc[token.i + 1].text in {",", "("} else None
    if mention is None or mention.reason is not None or mention.end + 2 >= len(doc):
        return None
    told = doc[mention.end].lower_, doc[mention.end + 1].lower_
    closed = doc[mention.end + 2].text in {",", ")"}
    return doc[mention.end - 1] if closed and told in {("of", "them"), ("in", "all"), ("in", "number")} else None


def number_in_state(noun: Token, quantities: Quantities) -> Loss | None:
    """ "Left two dead and four in critical condition": a number with no verb of its own, and how they are."""
    preposition = noun.head
    if noun.lower_ == "hospital":
        return None  # "six died, four of them on the spot and two in hospital"
    if noun.dep_ != "pobj" or preposition.i < 1 or preposition.dep_ != "prep" or preposition.i > noun.i:
        return None
    people = noun.doc[preposition.i - 1]
    if quantities.at(people.i) is None and people.lower_ not in COUNTED_ALONE:
        return None
    if not tells_state(preposition, noun, state_phrases()):
        return None
    rule = f"number-before:{preposition.lower_}-{noun.lemma_.lower()}"
    return Loss(Measure.INJURED, noun, (people,), rule, people_counted=True, how_they_fare=True)


def among_the(token: Token) -> Loss | None:
    """The people of "seven soldiers and five civilians were among the dead", "was among those killed"."""
    doc = token.doc
    if token.i < 3 or doc[token.i - 1].lower_ not in DEFINITE or token.lower_ not in state_words():
        return None
    preposition = doc[token.i - 2]
    if preposition.lower_ not in {"among", "amongst"} or preposition.head.lemma_ != "be":
        return None
    people = tuple(child for child in preposition.head.children if child.dep_ == "nsubj" and child.i < token.i)
    return Loss(state_words()[token.lower_], token, people, f"among-the:{token.lower_}", part=True) if people else None


def people_unharmed(token: Token, quantities: Quantities) -> Iterator[Loss]:
    """ "Patients and staff are unhurt": people of whom the words deny any harm."""
    subject = _complement_subject(token, quantities)
    if subject is not None and subject.tag_ in {"NNS", "NNPS", "NN"}:
        plural = subject.tag_ != "NN" or any(child.dep_ == "conj" for child in subject.rights)
        if plural or subject.lower_ in {"staff", "personnel", "everyone", "everybody"}:
            yield Loss(Measure.CASUALTIES, token, (subject,), f"unharmed:{token.lower_}", nobody=True)


def _complement_subject(token: Token, quantities: Quantities) -> Token | None:
    verb = token.head
    if (left := people_left(token)) is not None:
        return left
    linking = min((child.i for child in token.children if child.dep_ in {"aux", "auxpass", "cop"}), default=None)
    if linking is not None and (beside := head_before(token.doc[linking], quantities)) is not None:
        return beside
    if token.dep_ not in {"acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "conj", "ROOT", "amod", "dobj"}:
        return None
    own = [child for child in token.children if child.dep_ in SUBJECTS and child.i < token.i]
    if own:
        return own[0]
    if token.dep_ == "conj" and verb.lower_ in state_words():
        return _complement_subject(verb, quantities)
    if verb.i >= token.i or verb.lemma_.lower() not in listed_words("linking", "verbs"):
        return None
    if (beside := head_before(verb, quantities)) is not None:
        return beside
    if verb.lemma_.lower() in listed_words("leave", "lemmas") | REPORTED_AS:
        objects = [o for o in objects_of(verb) if o.i < token.i]
        if objects:
            return objects[0]
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"] or shared_passive_subject(verb)
        return subjects[0] if subjects else person_told_before(token)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i] or shared_subject(verb)
    return subjects[0] if subjects else None


def joined_measures(cue: Token) -> set[Measure]:
    """The measures of "dead and wounded", "killed or injured": two words for one number of people."""
    doc = cue.doc
    words = {cue.i}
    for step in (-1, 1):
        i = cue.i
        while 0 <= i + 2 * step < len(doc) and doc[i + step].lower_ in {",", "and", "or", "/"}:
            i += step * (3 if doc[i + 2 * step].lower_ in {"and", "or"} else 2)
            if not 0 <= i < len(doc) or doc[i].lower_ not in state_words():
                break
            words.add(i)
    following = doc[max(words) + 1] if max(words) + 1 < len(doc) else None
    if following is not None and following.pos_ in {"NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON"}:
        return set()
    if len(words) == 1:
        return set()
    return {measure for i in words if (measure := state_words().get(doc[i].lower_))}
