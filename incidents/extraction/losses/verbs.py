"""Losses told by a verb: "killed", "gunned down", "took hostage", "axed to death"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from incidents.extraction.losses.clauses import (
    OBJECTS,
    REFLEXIVES,
    SUBJECTS,
    antecedent,
    controlling_subject,
    objects_of,
    resolve_pronouns,
    were_displaced_before,
)
from incidents.extraction.losses.cues import Cue, listed_words, state_words, verb_cues
from incidents.extraction.losses.loss import FATALLY_APART, OWN_HAND, Loss
from incidents.extraction.losses.patients import patients
from incidents.extraction.losses.subjects import (
    fell_in_battle,
    loss_of_subject,
    own_hand,
    reflexive_loss,
    subject_phrase,
)
from incidents.extraction.losses.wreckage import destroyed_with_things
from incidents.extraction.parsed import lower_words
from incidents.extraction.people.noun_phrases import Quantities, head_after, head_before, noun_after
from incidents.extraction.people.words import is_person_noun
from incidents.vocabulary import Measure

FATALLY = {"fatally", "mortally", "lethally"}
WORDS_TO_RESULT = 8
WORDS_TO_LOSS = 3
HARMS_THINGS_TOO = {"burn", "blind", "disfigure", "cripple", "maim"}
"""Verbs that harm people where the words name people: else a number beside them may count houses."""


def verb_loss(token: Token, cues: Sequence[Cue], quantities: Quantities) -> Loss | None:
    """What a verb tells, by the first of its readings that finds a victim."""
    fatal = _is_fatal(token)
    for cue in cues:
        if loss := _by_kind(token, replace(cue, measure=Measure.KILLED) if fatal else cue, quantities):
            return _by_who_took(loss) if loss.measure is Measure.ABDUCTED and loss.people_counted else loss
    return None


def _by_who_took(loss: Loss) -> Loss | None:
    """Whom soldiers or the police "seized" or "took away" they detained; ambulances and floods took nobody captive."""
    if any(victim.lower_ in state_words() for victim in loss.victims):
        return None
    verb = loss.cue
    by = (agent for child in verb.children if child.dep_ == "agent" for agent in child.children)
    takers = {token.lemma_.lower() for token in (*(c for c in verb.children if c.dep_ == "nsubj"), *by)}
    if not takers.isdisjoint(listed_words("taking", "others")):
        return None
    return replace(loss, measure=Measure.DETAINED) if not takers.isdisjoint(listed_words("taking", "law")) else loss


def _is_fatal(token: Token) -> bool:
    """ "Fatally wounded", "shot fatally": whoever was hurt died."""
    if FATALLY.isdisjoint(lower_words(token.doc)[max(token.i - 1, 0) : token.i + 2]):
        return False  # as nearly always, so that the sentence's borders need not be found
    beside = token.doc[max(token.i - 1, token.sent.start) : min(token.i + 2, token.sent.end)]
    return any(word.lower_ in FATALLY for word in beside)


def fatally_apart(adverb: Token) -> Loss | None:
    """ "Four people were shot, one fatally", "two of them fatally", "none fatally": how many of those told died."""
    doc = adverb.doc
    last = doc[adverb.i - 1] if adverb.i > adverb.sent.start else adverb
    if last.lower_ in {"them", "whom"} and last.i > adverb.sent.start + 1 and doc[last.i - 1].lower_ == "of":
        last = doc[last.i - 2]
    if not (last.pos_ == "NUM" or last.lower_ in {"none", "another", "several"}):
        return None
    return Loss(Measure.KILLED, adverb, (last,), FATALLY_APART, counts_itself=True)


def to_death(death: Token, quantities: Quantities) -> Loss | None:
    """Any verb that ends in death ("axed to death", "burnt two elders to death")."""
    doc = death.doc
    if death.i < death.sent.start + 2 or doc[death.i - 1].lower_ != "to":
        return None
    for i in range(death.i - 2, max(death.i - 2 - WORDS_TO_RESULT, death.sent.start - 1), -1):
        token = doc[i]
        if token.lower_ in verb_cues() or token.text in {",", ";"}:
            return None
        if token.pos_ == "VERB" or (token.tag_ in {"VBN", "VBD", "VBG"}):
            if token.lemma_.lower() in listed_words("to_death", "not"):
                return None
            form = "ing" if token.tag_ == "VBG" else "past" if token.tag_ in {"VBN", "VBD"} else "base"
            return _with_result(
                token, Cue("phrase", Measure.KILLED, token.lemma_.lower(), form, (("to", "death"),)), quantities
            )
    return None


def _by_kind(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    if cue.form in {"base", "s"} and token.pos_ not in {"VERB", "AUX"} and not _heads_clause(token):
        return None
    if cue.form == "ing" and token.pos_ == "NOUN" and not objects_of(token) and cue.kind != "subject_phrase":
        return None
    match cue.kind:
        case "verb":
            return _transitive(token, cue, quantities)
        case "phrase":
            return _with_result(token, cue, quantities)
        case "subject_verb":
            if cue.results and _result(token, cue) is None:
                return None
            return loss_of_subject(token, cue, f"verb:{cue.lemma}", quantities)
        case "counted_verb":
            loss = _transitive(token, cue, quantities)
            if cue.lemma == "lose" and _lost_to_else(token):
                return None
            if cue.lemma == "bury" and loss is not None and not loss.rule.startswith("active-object"):
                return None
            return replace(loss, rule=f"counted-{loss.rule}", people_counted=True) if loss else None
        case "struck":
            return _people_struck(token, cue, quantities)
        case "counted_subject":
            if cue.lemma == "fall" and not fell_in_battle(token, quantities):
                return None
            loss = loss_of_subject(token, cue, f"verb:{cue.lemma}", quantities)
            return replace(loss, people_counted=True) if loss else None
        case "destroyed":
            return destroyed_with_things(token, cue, quantities)
        case "own_hand":
            return own_hand(token, cue)
        case "reflexive":
            return reflexive_loss(token, cue, quantities)
        case _:
            return subject_phrase(token, cue, quantities)


def _lost_to_else(verb: Token) -> bool:
    """ "The team lost two men to injury": to what is no death, or none of violence."""
    ends = {noun.i + 1 for noun in objects_of(verb)}
    to = next((word.i for word in verb.doc[verb.i : verb.sent.end] if word.lower_ == "to" and word.i in ends), None)
    behind = verb.doc[to + 1 : to + 1 + WORDS_TO_LOSS] if to is not None else ()
    return any(word.lemma_.lower() in listed_words("lost_to", "nouns") for word in behind)


def _heads_clause(token: Token) -> bool:
    return token.dep_ in {"ROOT", "relcl", "ccomp", "conj", "advcl"} and any(c.dep_ in OBJECTS for c in token.children)


def _transitive(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    if cue.lemma == "shoot" and _aims_at(token) and not _is_fatal(token):
        return None
    found = patients(token, cue.form, quantities) or _of_main_clause(token)
    if not found:
        return None
    victims, how = found
    if cue.measure is Measure.DISPLACED and were_displaced_before(token, victims[0], quantities):
        return None
    if cue.lemma == "graze" and not how.startswith(("active-object", "passive-subject")):
        return None  # "fifteen herders grazed their cattle"
    if cue.lemma in HARMS_THINGS_TOO and (_burns_down(token) or not _harms_people(token, victims)):
        return None
    if cue.lemma == "kill" and (others := _beside_oneself(token, quantities)):
        return Loss(cue.measure, token, others, "active-object:kill")
    if cue.lemma in {"kill", "shoot", "stab", "hang"} and any(o.lower_ in REFLEXIVES for o in objects_of(token)):
        dies = cue.lemma in {"kill", "hang"} or cue.measure is Measure.KILLED
        if dies or not victims:
            return Loss(Measure.KILLED, token, victims, f"{OWN_HAND}:{cue.lemma}") if victims else None
        return Loss(cue.measure, token, victims, f"oneself:{cue.lemma}")
    return Loss(cue.measure, token, victims, f"{how}:{cue.lemma}")


def _burns_down(verb: Token) -> bool:
    """ "Militiamen burned down a village": whoever burns something down is not hurt by it."""
    return any(child.dep_ == "prt" for child in verb.children)


def _harms_people(verb: Token, victims: Sequence[Token]) -> bool:
    """Whether people are whom a verb harms: "rebels burned huts" and "their bodies were burned" tell of none."""
    told = objects_of(verb) or [child for child in verb.children if child.dep_ in SUBJECTS]
    if told and victims[0] not in told and victims[0].i not in {antecedent(noun, verb).i for noun in told}:
        return False
    named = objects_of(verb) and victims[0].pos_ == "PROPN"  # maybe a shop
    return not named and all(
        is_person_noun(noun) and noun.lemma_.lower() not in listed_words("bodies", "lemmas") for noun in victims
    )


def _beside_oneself(token: Token, quantities: Quantities) -> tuple[Token, ...]:
    """The counted people of "killed himself and four soldiers"."""
    own = next((noun for noun in objects_of(token) if noun.lower_ in REFLEXIVES), None)
    following = None if own is None else token.doc[own.i + 1 : own.i + 2]
    if not following or following[0].lower_ != "and":
        return ()
    people = head_after(following[0], quantities)
    return (people,) if people is not None else ()


def _of_main_clause(token: Token) -> tuple[tuple[Token, ...], str] | None:
    """Who "is in hospital after being shot", "was held for weeks before being executed"; who did something to others
    before is no victim of theirs, unless it was an attack: "stabbed two guards before being shot"."""
    if token.dep_ != "pcomp" or token.head.lower_ not in {"after", "before"} or not _is_passive(token):
        return None
    if token.head.lower_ == "before" and objects_of(token.head.head) and not _attacks(token.head.head):
        return None
    hit = controlling_subject(token)[:1]
    if token.head.lower_ == "before" and objects_of(token.head.head) and any(noun.tag_ == "NNS" for noun in hit):
        return None  # "gunmen killed two guards before being shot": how many, nobody says
    return (resolve_pronouns(hit, token), "passive-controlled") if hit else None


def _attacks(verb: Token) -> bool:
    """Whether who does this, "before being shot dead", is the one who is shot: whom others held, they may have shot."""
    return verb.lemma_.lower() in listed_words("own_death", "before")


def slain_with_others(told: Loss) -> Loss | None:
    """The killer of "killed four people and then himself"."""
    if told.measure is not Measure.KILLED or not told.rule.startswith("active-object"):
        return None
    near = [child for word in (told.cue, *objects_of(told.cue)) for child in word.rights]
    own = next((t for t in near if t.lower_ in REFLEXIVES and t.dep_ in {"conj", "appos", "dobj"}), None)
    if own is None:
        return None
    killers = [child for child in told.cue.children if child.dep_ == "nsubj"] or controlling_subject(told.cue)[:1]
    victims = resolve_pronouns(killers, told.cue)
    return Loss(Measure.KILLED, own, victims, f"{OWN_HAND}:{told.cue.lemma_}") if victims else None


def _people_struck(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    """ "Bullets struck six people", "12 villagers were hit": the counted people who were hit, never those who hit."""
    if token.pos_ != "VERB" or not (_is_passive(token) or objects_of(token)):
        return None
    loss = _transitive(token, cue, quantities)
    if loss is None or not loss.rule.startswith(("passive", "active-object")):
        return None
    return replace(loss, people_counted=True)


def _aims_at(token: Token) -> bool:
    """ "Gunmen shot at worshippers", "they were shot at": nobody need have been hit; "were shot at close range",
    "were shot at a party" and "the ten people shot at a party" are no such."""
    following = [word.lower_ for word in token.doc[token.i + 1 : token.i + 3]]
    places = [noun for child in token.rights if child.lower_ == "at" for noun in child.children if noun.dep_ == "pobj"]
    if places and (_is_passive(token) or (token.dep_ == "acl" and not any(map(is_person_noun, places)))):
        return False
    return following[:1] == ["at"] and following[1:] not in (["close"], ["point"], ["point-blank"], ["short"])


def _with_result(token: Token, cue: Cue, quantities: Quantities) -> Loss | None:
    doc = token.doc
    result = _result(token, cue)
    if result is None or (cue.unless_alive and _tells_alive(token)):
        return None
    start, end = result
    rule = f"{cue.lemma}-{'-'.join(doc[i].lower_ for i in range(start, end))}"
    own = doc[end - 1]
    if cue.measure is Measure.ABDUCTED and own.lower_ in {"hostages", "captives"}:
        return Loss(cue.measure, token, (own,), f"active-object:{rule}")
    struck = _struck_right_after(token, end)
    found = (
        ((struck,), "active-object")
        if struck is not None
        else patients(token, cue.form, quantities) or _of_main_clause(token)
    )
    if found and any(victim.i in range(start, end) for victim in found[0]):
        found = None
    if found is None and token.tag_ == "VBN" and (beside := head_before(token, quantities)) is not None:
        found = ((beside,), "participle-after-number")
    if found is None:
        between = head_after(token, quantities, skip=range(start, end))
        found = ((between,), "number-after-verb") if between is not None else None
    if found is None and token.i > 2 and doc[token.i - 2].lower_ == "of" and is_person_noun(doc[token.i - 3]):
        found = ((doc[token.i - 3],), "reduced-relative")  # "father of five shot dead"
    if found is None and is_person_noun(doc[start - 1]) and start - 1 > token.i:
        found = ((doc[start - 1],), "active-object")  # "shot a former militant dead"
    if found is None and (following := noun_after(end, doc)) is not None and not _is_passive(token):
        found = ((following,), "noun-after-verb")
    if found is None:
        nouns = [c for c in doc[end - 1].children if c.dep_ in SUBJECTS] + [
            c
            for c in token.children
            if c.dep_ in {"nsubj", "dobj", "dative", "ccomp"}
            and c.i > token.i
            and c.i not in range(start, end)
            and c.pos_ in {"NOUN", "PROPN", "PRON"}
        ]
        found = (tuple(nouns[:1]), "active-object") if nouns else None
    if found is None:
        return None
    loss = Loss(cue.measure, token, found[0], f"{found[1]}:{rule}")
    return replace(loss, people_counted=True, how_they_fare=True) if cue.counted else loss


def _struck_right_after(token: Token, end: int) -> Token | None:
    """The elder of "two gunmen shot dead a village elder": those who stand before did it, whatever the parse."""
    doc = token.doc
    if end >= token.sent.end or doc[end].pos_ not in {"DET", "NUM"} or _is_passive(token):
        return None
    noun = noun_after(end, doc)
    return noun if noun is not None and is_person_noun(noun) else None


def _tells_alive(token: Token) -> bool:
    """Whether the sentence of a verb, or the next, says how those who were hit fare."""
    end = token.sent.end
    until = token.doc[end].sent.end if end < len(token.doc) else end
    return any(word.lower_ in listed_words("alive", "words") for word in token.doc[token.i : until])


def _is_passive(token: Token) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children)


def _result(token: Token, cue: Cue) -> tuple[int, int] | None:
    doc = token.doc
    last = min(token.i + WORDS_TO_RESULT, token.sent.end)
    for i in range(token.i + 1, last):
        for words in cue.results:
            if _is_result(doc, i, words) and _fits(token, i, words):
                return i, i + len(words)
        if doc[i].text == "," and ("dead",) in cue.results and (dead := _dead_after_name(doc[i])):
            return dead, dead + 1
        if doc[i].text in {",", ";", "."} and not (doc[i].text == "," and _closes_aside(i, doc)):
            return None
    return None


def _dead_after_name(comma: Token) -> int | None:
    """Where "dead" stands in "shot an inspector, Kemal Aydin Demir dead"."""
    for token in comma.doc[comma.i + 1 : comma.i + WORDS_TO_RESULT]:
        if token.lower_ == "dead":
            return token.i if token.i > comma.i + 1 else None
        if token.pos_ != "PROPN":
            return None
    return None


def _closes_aside(i: int, doc: Doc) -> bool:
    """Whether a comma opens, or closes, the name between commas of "hit a vendor, Carlos Ruiz, in the leg"."""
    around = {k for k in range(max(i - 6, 0), min(i + 7, len(doc))) if doc[k].text == "," and k != i}
    return any(
        all(doc[j].pos_ in {"PROPN", "NOUN", "DET", "ADJ"} for j in range(min(i, k) + 1, max(i, k))) for k in around
    )


def _is_result(doc: Doc, i: int, words: tuple[str, ...]) -> bool:
    if doc[i].lower_ != words[0] or i + len(words) > len(doc):
        return False
    return all(word == "*" or doc[k].lower_ == word for k, word in enumerate(words, i))


def _fits(token: Token, i: int, words: tuple[str, ...]) -> bool:
    if words == ("fatally",) and fatally_apart(token.doc[i]) is not None:
        return False  # "shot four people, one fatally"
    if words in {("off",), ("out",)} and token.doc[token.i + 1].lower_ == "up":
        return False  # "picked up 40 migrants off the coast"
    if words == ("down",):
        return token.lower_ in listed_words("downed", "words")
    return words != ("up",) or token.lemma_.lower() in listed_words("done_up", "verbs")
