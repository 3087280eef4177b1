"""The part that the grammar gives to whoever is named in a sentence: who did the violence, and who suffered it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from incidents.extraction.rules import rule_words
from incidents.extraction.types import Span

Part = Literal["acted", "accused", "suffered", "both", "aside"]
"""Someone `accused` is blamed for it by others; who stands `aside` only speaks, mourns, mediates or denies it."""

WITHIN_NAME = ("compound", "amod", "nmod", "poss")
CALLED = ("known", "called", "named", "dubbed", "styled")
LONGEST_CHAIN = 6
"""How many words may stand between somebody's name and the verb, as in "fighters of a faction of the group"."""

lemmas = partial(rule_words, "event_types", "sides")


def part_in_violence(doc: Doc, span: Span) -> Part | None:
    """The part of whoever is named at a span; None where the words tell of none."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return None
    token = _head_of_name(found)
    if _is_ruled_out(found) or _is_disguise(found):
        return "aside"
    telling = token.dep_ == "nsubj" and token.head.lemma_.lower() in lemmas("telling")
    if not telling and _SPEAKING.match(doc[found.end : found.end + 8].text):
        return "aside"
    if token.lemma_.lower() in lemmas("deeds") and len(found) > 1:
        return "acted"
    for _ in range(LONGEST_CHAIN):
        if token.dep_ in WITHIN_NAME and token.head.lemma_.lower() in lemmas("deeds"):
            return None if _is_of_victim(token) else "acted"
        further = _whose_part_it_is(token)
        if further is None:
            break
        token = further
    if _are_its_arms(token):
        return "accused"
    if _is_told_apart(found.root):
        return _part_in_relative_clause(found.root.head)
    disguise = _disguise_of(found)
    if disguise is not None and (part := _part_in_clause(disguise)):
        return part
    return _part_in_clause(token) or _part_in_relative_clause(token)


def _is_disguise(name: Words) -> bool:
    """The soldiers of "militants disguised as soldiers killed": no soldiers."""
    start = name.start - (name.start > 0 and name.doc[name.start - 1].pos_ == "DET")
    before = [token.lower_ for token in name.doc[max(start - 2, name.sent.start) : start]]
    return len(before) == 2 and before[0] in lemmas("disguised") and before[1] == "as"


def _disguise_of(name: Words) -> Token | None:
    """The word for whom somebody is dressed up as, which the parse may take for the doer."""
    after = [token.lower_ for token in name.doc[name.end : name.end + 2]]
    if len(after) < 2 or after[0] not in lemmas("disguised") or after[1] != "as":
        return None
    nouns = (token for token in name.doc[name.end + 2 : name.end + 6] if token.pos_ in ("NOUN", "PROPN"))
    return next((noun for noun in nouns if noun.dep_ not in WITHIN_NAME), None)


def _is_ruled_out(name: Words) -> bool:
    """ "Not the army but", "it was not its soldiers who": said not to have done it."""
    before = [token.lower_ for token in name.doc[max(name.start - 4, name.sent.start) : name.start]]
    while before and before[-1] in ("the", "its", "their", "a", "an", "any", "by", "his", "own"):
        before.pop()
    return before[-1:] in (["not"], ["n't"]) and name.end < name.sent.end


def _head_of_name(name: Words) -> Token:
    """The word that carries a name in its clause, also where the parse tears it apart ("Front | for the Defense")."""
    root = name.root
    if root.pos_ != "ADP":
        return root
    return next((token for token in name if token.pos_ in ("PROPN", "NOUN") and token.head not in name), root)


_SPEAKING = re.compile(
    r"(?:and (?:\w+ )?)?(?:(?:officials?|sources?|officers?|spokes\w+|chief|authorities|witnesses) )*"
    r"(?:said|say|told|reported|confirmed|announced)\b"
)
"""What follows somebody who only tells of it ("police and medical sources said")."""


def _whose_part_it_is(token: Token) -> Token | None:
    """The word that has the part, where another only tells whose it is ("the positions of", "believed to be from")."""
    if belongs_to_people(token):
        return token.head.head
    if token.dep_ in (*WITHIN_NAME, "conj", "appos"):
        return token.head
    if (called := _who_is_called(token)) is not None:
        return called
    behind = token.dep_ == "pobj" and token.head.lower_ in ("from", "to")
    being = token.head.head if behind else token.head
    if being.lemma_ in ("be", "belong") and (behind or token.dep_ == "attr"):
        return _who_is_taken_for(being.head if being.dep_ != "pcomp" else being.head.head)
    return None


def _who_is_called(name: Token) -> Token | None:
    """ "Coalition" in "a coalition of gangs known as", "a militia called"."""
    calling = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "as" else name.head
    if calling.lower_ not in CALLED or calling.dep_ != "acl" or name.dep_ not in ("pobj", "oprd", "dobj"):
        return None
    noun = calling.head
    return noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun


def _who_is_taken_for(verb: Token) -> Token | None:
    """ "Men" in "men believed to be fighters of the group"."""
    if verb.lemma_.lower() not in lemmas("believing"):
        return None
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def _is_told_apart(name: Token) -> bool:
    """The bandits of "it was not soldiers but bandits who killed them": what follows is told of them alone."""
    first = name.head
    joined = name.dep_ == "conj" and any(child.lower_ == "but" for child in first.rights)
    negated = any(child.dep_ == "neg" for child in (*first.lefts, *first.head.lefts, *first.head.rights))
    return joined and negated and name.nbor(1).lower_ in ("who", "that", "which")


def _is_of_victim(token: Token) -> bool:
    """Whether "the farmer's killing" tells whose it was, not who did it: no victim follows it."""
    deed = token.head
    if token.dep_ != "poss" or deed.lemma_.lower() not in lemmas("losses"):
        return False
    return not any(child.lower_ == "of" for child in deed.children)


def belongs_to_people(token: Token) -> bool:
    """Whether it names whose people, arms or posts are meant ("fighters of the group", "a drone of", "a base of")."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "from")
        and token.head.head.lemma_.lower() in lemmas("people_of") | lemmas("holdings") | lemmas("arms")
    )


def _are_its_arms(token: Token) -> bool:
    """ "The drone is from the army", "the shells belonged to the army": what hit is said to be somebody's."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("from", "to", "of") or verb.lemma_ not in ("be", "belong"):
        return False
    return any(child.dep_ == "nsubj" and child.lemma_.lower() in lemmas("arms") for child in verb.children)


def _part_in_clause(token: Token) -> Part | None:
    head = token.head
    lemma = head.lemma_.lower()
    if token.dep_ == "nsubj" and _is_taken_for_verb(head):
        return "acted"
    if lemma in lemmas("blaming"):
        if any(child.lower_ in lemmas("no_longer") for child in head.children):
            return "aside"
        return "accused" if token.dep_ in ("dobj", "obj", "nsubjpass") else "aside"
    if token.dep_ == "nsubj":
        return _part_of_subject(head)
    if token.dep_ == "nsubjpass" and _is_believed_responsible(head):
        return "accused"
    if token.dep_ in ("nsubjpass", "dobj", "obj"):
        return "suffered" if lemma in lemmas("verbs") else None
    if token.dep_ == "pobj":
        return _part_after_preposition(head)
    return None


def _is_believed_responsible(verb: Token) -> bool:
    """ "Is believed to be responsible", "are thought to be behind it"."""
    if verb.lemma_.lower() not in lemmas("believing"):
        return False
    being = (child for child in verb.children if child.dep_ == "xcomp")
    return any(word.lower_ in ("responsible", "behind") for clause in being for word in clause.children)


def _is_taken_for_verb(word: Token) -> bool:
    """Whether "believed" only describes its subject, and the verb of the sentence hangs on it ("gunmen suspected to be
    rebels shot four people")."""
    if word.lemma_.lower() not in lemmas("believing") or not any(child.dep_ == "xcomp" for child in word.children):
        return False
    acts = (
        child for child in word.children if child.dep_ in ("conj", "ccomp") and child.lemma_.lower() in lemmas("verbs")
    )
    return any(not any("subj" in one.dep_ for one in act.children) for act in acts)


def _part_of_subject(verb: Token) -> Part | None:
    lemma = verb.lemma_.lower()
    if (
        lemma in lemmas("suffering")
        or _meets_attack(verb)
        or _falls_to(verb)
        or _meets_device(verb)
        or _is_struck(verb)
    ):
        return "suffered"
    if lemma in lemmas("aside") or _is_denied(verb):
        return "aside"
    if lemma == "be" and any(c.dep_ == "attr" and c.lemma_.lower() in ("target", "victim") for c in verb.children):
        return "suffered"
    if lemma == "be" and _is_behind_deed(verb):
        return "accused"
    if lemma in lemmas("light") or _sets_up(verb):
        return "acted" if _does_violence(verb) else None
    if lemma in lemmas("verbs") or _does_violence(verb) or _is_shot_dead(verb) or _comes_to_kill(verb):
        return "acted"
    return "aside" if lemma in lemmas("telling") else None


def _is_behind_deed(verb: Token) -> bool:
    """ "Was behind the massacre"."""
    behind = (word for child in verb.rights if child.lower_ == "behind" for word in child.children)
    return any(word.dep_ == "pobj" and word.lemma_.lower() in lemmas("deeds") for word in behind)


def _sets_up(verb: Token) -> bool:
    """ "Set up a court", "took up posts": no violence by itself, as "set ablaze" is."""
    return verb.lemma_ in ("set", "take", "open") and any(child.lower_ == "up" for child in verb.children)


def _comes_to_kill(verb: Token) -> bool:
    """Whether somebody fell upon others, or violence follows on their coming: in the sentence ("were killed when they
    came down on"), or done by "them" in the next."""
    if verb.lemma_ == "fall" and any(child.lower_ == "upon" for child in verb.children):
        return True
    if verb.lemma_.lower() not in lemmas("coming"):
        return False
    if verb.dep_ in ("advcl", "relcl") and any(child.lower_ in ("when", "as", "after") for child in verb.children):
        return any(above.lemma_.lower() in lemmas("verbs") for above in verb.ancestors)
    end = verb.sent.end
    if verb.dep_ != "ROOT" or end >= len(verb.doc):
        return False
    follows = verb.doc[end].sent.root
    theirs = any(child.dep_ == "nsubj" and child.lemma_.lower() in lemmas("they") for child in follows.children)
    return theirs and (follows.lemma_.lower() in lemmas("verbs") or _does_violence(follows)) and not _is_denied(follows)


def _is_struck(verb: Token) -> bool:
    """ "Three soldiers wounded.", where the parser takes the participle for the verb of those who did it."""
    if verb.lemma_.lower() == "martyr":  # nobody says so of his own deed
        return not any(child.dep_ == "dobj" for child in verb.children)
    return verb.lemma_.lower() in ("wound", "injure", "kill") and not any(
        child.dep_ in ("dobj", "ccomp", "prep", "aux") for child in verb.children
    )


def _meets_attack(verb: Token) -> bool:
    """ "A patrol fell into an ambush", "the post came under fire"."""
    if verb.lemma_.lower() not in lemmas("meeting_attack"):
        return False
    met = (word for child in verb.rights if child.lower_ in ("into", "under", "to") for word in child.children)
    return any(word.dep_ == "pobj" and word.lemma_.lower() in lemmas("deeds") for word in met)


def _falls_to(verb: Token) -> bool:
    """ "The base fell to the rebels"."""
    return verb.lemma_.lower() == "fall" and any(child.lower_ == "to" for child in verb.rights)


def _meets_device(verb: Token) -> bool:
    """ "A patrol hit a roadside bomb", "a convoy struck a mine"."""
    if verb.lemma_.lower() not in lemmas("meeting"):
        return False
    met = (child for child in verb.children if child.dep_ == "dobj")
    return any(
        not lemmas("devices").isdisjoint((device.lemma_.lower(), *(c.lower_ for c in device.lefts))) for device in met
    )


def _is_shot_dead(word: Token) -> bool:
    """Whether "dead" has an object: where the parser took the "shot" before it for a noun."""
    return word.lower_ == "dead" and any(child.dep_ == "dobj" for child in word.children)


def _is_denied(verb: Token) -> bool:
    """ "Did not attack", "ruled out that the gang had killed"."""
    excluded = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in ("rule", "deny", "exclude", "doubt")
    return excluded or any(child.dep_ == "neg" for child in verb.children)


def _does_violence(verb: Token, depth: int = 3) -> bool:
    """Whether the subject of a verb does violence in what depends on it ("said it struck", "went in and shot")."""
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.lemma_.lower() in lemmas("verbs")]
    own = (word for clause in told if not _is_denied(clause) for word in clause.children if word.dep_ == "nsubj")
    if any(map(_is_its_own, own)):
        return True
    if verb.lemma_.lower() in lemmas("telling") | lemmas("aside"):
        return False
    return any(
        child.lemma_.lower() in lemmas("verbs") | lemmas("deeds") or (depth > 0 and _does_violence(child, depth - 1))
        for child in _what_it_does(verb)
    )


def _is_its_own(noun: Token) -> bool:
    """ "It", "its drone", "their men": what a speaker tells of itself."""
    if noun.lower_ in ("it", "they"):
        return True
    whose = any(child.lower_ in ("its", "their") for child in noun.children)
    return whose and noun.lemma_.lower() in lemmas("arms") | lemmas("people_of")


def _what_it_does(verb: Token) -> Iterator[Token]:
    """The words for what the subject of a verb does besides: those with no subject of their own."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "to"):
            yield from (word for word in child.children if word.dep_ in ("pcomp", "pobj"))
        elif child.dep_ == "dobj" or (
            child.dep_ in ("xcomp", "conj") and not any("subj" in word.dep_ for word in child.children)
        ):
            yield child


def _part_in_relative_clause(noun: Token) -> Part | None:
    """The part of people of whom it is told beside ("the rebels, who had attacked")."""
    verb = _verb_beside(noun)
    word = next((one for one in verb.children if one.lower_ in ("who", "which", "that")), None) if verb else None
    if word is None:
        return None
    return "acted" if word.dep_ == "nsubj" else "suffered" if word.dep_ == "nsubjpass" else None


def _verb_beside(noun: Token) -> Token | None:
    """The verb of violence in a relative clause."""
    verbs = (verb for verb in noun.children if verb.dep_ == "relcl")
    return next((verb for verb in verbs if verb.lemma_.lower() in lemmas("verbs")), None)


def clause_beside(doc: Doc, span: Span) -> Token | None:
    """The verb of the relative clause that alone tells the part of whoever is named at a span."""
    found = doc.char_span(*span, alignment_mode="expand")
    token = _head_of_name(found) if found is not None else None
    for _ in range(LONGEST_CHAIN):
        if token is None:
            return None
        if _verb_beside(token) is not None:
            return None if _part_in_clause(token) in ("acted", "suffered", "both") else _verb_beside(token)
        token = _whose_part_it_is(token)
    return None


def _part_after_preposition(preposition: Token) -> Part | None:
    governor, word = preposition.head, preposition.lower_
    lemma = governor.lemma_.lower()
    if lemma in lemmas("impacts") and word in ("at", "near", "outside", "in", "into", "inside", "by"):
        return "suffered" if governor.pos_ == "VERB" else None
    if word in ("on", "to") and lemmas("blaming") & {lemma, governor.head.lemma_.lower()}:
        return "aside" if any(child.lower_ in lemmas("no_longer") for child in governor.children) else "accused"
    if word == "to" and _falls_to(governor):
        return "acted"
    if word in ("with", "to") and lemma in lemmas("parleys"):
        return "aside"
    if word == "between":
        return "both"
    if word == "of" and lemma in lemmas("losses"):
        return "suffered"
    if word == "to" and lemma == "fall" and any(child.lower_ == "victim" for child in governor.children):
        return "acted"
    if word == "of" and lemma in {"hand", *lemmas("fire")}:
        return "acted"
    if word == "by":
        violent = _is_violent(governor) or _is_violent(_outcome_of(governor)) or _is_supposed(preposition)
        return "acted" if violent or _makes_attack(governor) or _ends_in_deed(preposition) else None
    if word == "from":
        return "acted" if lemma in lemmas("fire") else None
    if not _is_violent(governor):
        return None
    return "suffered" if word in ("on", "against", "at", "with", "upon", "targeting") else None


def _is_supposed(by: Token) -> bool:
    """Whether "allegedly by" ends a sentence about a deed ("the killing of nine men on Sunday, allegedly by")."""
    adverb = by.nbor(-1).lower_ if by.i else ""
    return adverb in lemmas("supposing") and any(map(_is_violent, by.doc[by.sent.start : by.i]))


def _makes_attack(verb: Token) -> bool:
    """ "An ambush laid by"."""
    return verb.lemma_.lower() in lemmas("making") and verb.dep_ == "acl" and _is_violent(verb.head)


def _ends_in_deed(by: Token) -> bool:
    """ "Came under attack by": the deed right before "by", whatever the parse hangs that on."""
    return by.i > by.sent.start and by.nbor(-1).pos_ == "NOUN" and by.nbor(-1).lemma_.lower() in lemmas("deeds")


def _is_violent(word: Token) -> bool:
    lemma = word.lemma_.lower()
    return lemma in lemmas("verbs") | lemmas("deeds") | lemmas("fights")


def _outcome_of(word: Token) -> Token:
    """The verb whose outcome a word gives: "shot" of "shot dead by", "hacked" of "hacked to death by"."""
    verb = word.head.head if word.dep_ == "pobj" else word.head
    return verb if word.lemma_.lower() in ("dead", "death", "unconscious") else word


def is_own_assault(doc: Doc, span: Span) -> bool:
    """Whether an assault is somebody's own ("assault by rebels", "fighters of the group launched an offensive").

    Not where it answers one ("the army struck back").
    """
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return False
    root = found.root
    while root.dep_ in WITHIN_NAME or belongs_to_people(root):
        root = root.head if root.dep_ in WITHIN_NAME else root.head.head
    by = root.dep_ == "pobj" and root.head.lower_ == "by"
    if not by and root.dep_ != "nsubj":
        return False
    return _is_onset(root.head.head if by else root.head)


def _is_onset(governor: Token) -> bool:
    """Whether a word opens the violence, by itself ("stormed") or with its object ("launched an offensive")."""
    if any(child.lower_ == "back" for child in governor.children):
        return False
    onsets = lemmas("onsets")
    if governor.lemma_.lower() in onsets:
        return True
    opens = governor.lemma_.lower() in lemmas("openings")
    return opens and any(child.dep_ == "dobj" and child.lemma_.lower() in onsets for child in governor.children)


def names_deed(doc: Doc, span: Span) -> bool:
    """Whether the words at a span name what somebody did, not who ("Russian attacks")."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found is not None and len(found) > 1 and found.root.lemma_.lower() in lemmas("deeds")


def governor_of(doc: Doc, span: Span) -> str:
    """The lemma of the word on which the words at a span depend."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found.root.head.lemma_.lower() if found is not None else ""


def does_armed_act(doc: Doc, span: Span) -> bool:
    """Whether people who carry no arms by trade did what only the armed do ("herders raided a village")."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return False
    token = found.root
    while token.dep_ == "conj":
        token = token.head
    between = token.head.pos_ == "ADP"
    act = token.head.head if between else token.head
    if between and token.head.lower_ not in ("by", "between"):
        return False
    return (between or token.dep_ == "nsubj") and act.lemma_.lower() in lemmas("armed_acts") and not _is_denied(act)


def takes_no_part(doc: Doc, span: Span) -> bool:
    """Whether somebody only mourns, condemns, mediates and the like."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found is not None and found.root.dep_ == "nsubj" and found.root.head.lemma_.lower() in lemmas("aside")
