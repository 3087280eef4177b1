"""Whether the words of a loss claim that it happened: negation, plans, threats, conditions, fears, denials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Token

from incidents.extraction.claims.taken_back import verdict_on
from incidents.extraction.parsed import keep_once, lower_text
from incidents.extraction.rules import rule_words

CLAUSE_LINKS = {"ccomp", "xcomp", "advcl", "conj", "acl", "relcl", "pcomp", "parataxis", "csubj", "csubjpass", "aux"}
APART = {":", ";"}
# "Telephoned to say that ten had died": what is told is told as a fact.
TELLING = {"say", "report", "confirm", "announce", "tell", "inform", "notify", "advise"}
ABOUT = {"about", "on", "concerning", "regarding", "over"}
QUESTION_REACH = 40
COMPLEMENTS = {"dobj", "pobj", "prep", "nsubjpass", "oprd", "acomp"}
PRESUPPOSING = {"when", "after", "because", "since", "while"}
NOT_A_NEGATION_BEFORE = {"only", "fewer", "less", "more", "least"}


# "In the second season, ...", "In this novel which ...": what follows is made up.
FICTION = re.compile(
    r"\W{0,3}in (?:the|this|that|his|her|their|its|a|one) (?:[\w'’-]{1,20} ){0,3}"
    r"(?:seasons?|episode|films?|movie|novel|novella|video ?game|sitcom|thriller|comic|opera|sequel|musical|finale|"
    r"trilogy|screenplay|telenovela|cartoon|fable|fairy tale)(?=,| which\b| that\b| by [a-z])"
)


@dataclass(frozen=True, slots=True)
class Reality:
    """What the context makes of a loss. `reason` is set where it is no claim; `denied` where it is a denial."""

    denied: bool = False
    reason: str | None = None
    certainty: float = 1.0
    rules: tuple[str, ...] = ()


REAL = Reality()
VERDICTS = {
    "denied": Reality(denied=True, rules=("denied:account",)),
    "taken-for-granted": REAL,
    "taken-back": Reality(reason="taken back by whoever said it", rules=("taken-back",)),
    "in-error": Reality(reason="said in error, as the text says", rules=("in-error",)),
    "contrary": Reality(reason="what the text speaks against", rules=("contrary-to",)),
    "alive": Reality(reason="thought dead, and alive", rules=("alive",)),
    "averted": Reality(reason="said of what did not happen", rules=("averted",)),
}

_context_words = partial(rule_words, "context")


def reality(cue: Token) -> Reality:
    """How the clause of a cue word, and those that govern it, stand to the facts."""
    return keep_once(cue.doc, f"reality {cue.i}", lambda: _reality(cue))  # asked for segments, and again for claims


def _reality(cue: Token) -> Reality:
    if cue.lemma_.lower() in _context_words("nominal", "killers"):
        return REAL
    if _is_fiction(cue):
        return Reality(reason="a story, not what happened", rules=("fiction",))
    if _is_asked(cue):
        return Reality(reason="a question, not a fact", rules=("question",))
    if found := _of_its_adjectives(cue):
        return found
    if verdict := verdict_on(cue):
        return VERDICTS[verdict]
    certainty, rules = 1.0, []
    negated = _is_negated(cue)
    for clause in _clauses(cue):
        if _is_unproven(clause, cue):
            certainty, rules = 0.5, ["unproven"]
            negated = any(child.dep_ == "neg" for child in cue.children)
            break
        if clause.head.lemma_ == "order" and clause.i == cue.i and cue.tag_ == "NN" and clause.dep_ == "dobj":
            return Reality(certainty=0.5, rules=("ordered",)) if _is_act(cue) else _unreal(clause, cue) or REAL
        if found := _unreal(clause, cue):
            return found
        if any(
            child.lower_ in _context_words("modals", "uncertain") and child.dep_ == "aux" for child in clause.children
        ):
            if any(map(_is_condition, clause.lefts)):
                return Reality(reason="said of what could or will happen, not of what did", rules=("modal:unreal",))
            certainty, rules = 0.5, ["modal:uncertain"]
    if negated:
        return Reality(denied=True, rules=("negation",))
    return Reality(certainty=certainty, rules=tuple(rules))


def _is_asked(cue: Token) -> bool:
    """Whether a question asks if, or how many; "why were six killed" takes the six for granted."""
    sent = cue.sent
    if not any(token.text == "?" for token in sent[-3:]):
        return False
    clause = cue
    while (
        clause.dep_ in {"acl", "ccomp", "conj", "attr", "dobj", "acomp", "oprd", "amod"} and clause.head.i != clause.i
    ):
        clause = clause.head
    before = cue.doc[max(sent.start, cue.i - QUESTION_REACH) : cue.i]
    asking = {token.lower_ for token in before if token.tag_ in {"WP", "WRB", "WDT"}}
    if asking:
        return "how" in asking and "many" in {token.lower_ for token in before}
    verbs = [clause, *(child for child in clause.children if child.dep_ in {"aux", "auxpass"})]
    subjects = [child.i for child in clause.children if child.dep_ in {"nsubj", "nsubjpass", "expl", "attr"}]
    first = min(verb.i for verb in verbs)
    return sent.doc[first].pos_ == "AUX" and bool(subjects) and first < min(subjects)


def _is_fiction(cue: Token) -> bool:
    """Whether a sentence tells what happens in a film, a book or a game."""
    lower = lower_text(cue.doc)
    if FICTION.match(lower, cue.sent.start_char, cue.sent.end_char):
        return True
    telling = (verb for verb in cue.ancestors if verb.lemma_.lower() in _context_words("fiction", "telling"))
    tellers = (child for verb in telling for child in verb.lefts if child.dep_ == "nsubj")
    return any(teller.lemma_.lower() in _context_words("fiction", "works") for teller in tellers)


def _is_act(cue: Token) -> bool:
    """Whether a noun names a killing that follows an order to kill ("ordered the murder of")."""
    return cue.lemma_.lower() in _context_words("ordered", "acts")


def _of_its_adjectives(cue: Token) -> Reality | None:
    """ "The attempted murder of", "the alleged killing of", "unconfirmed deaths"."""
    if cue.pos_ != "NOUN":
        return None
    adjectives = {child.lower_ for child in cue.lefts if child.dep_ in {"amod", "compound"}}
    if adjectives & _context_words("nominal", "unreal"):
        return Reality(reason="said of what did not happen or may not have", rules=("adjective:unreal",))
    return (
        Reality(certainty=0.5, rules=("adjective:uncertain",))
        if adjectives & _context_words("nominal", "uncertain")
        else None
    )


def _clauses(cue: Token) -> Iterator[Token]:
    """The cue's clause and those above it, as far as one clause governs the other."""
    token = cue
    for _ in range(8):
        yield token
        if _stands_alone(token) or _is_apart(token):
            return
        if token.dep_ not in CLAUSE_LINKS | COMPLEMENTS | {"nsubj", "amod"} or token.head.i == token.i:
            return
        token = token.head


def _stands_alone(token: Token) -> bool:
    """Whether these words remain a fact although a plan or a demand governs them: "would know who killed ten",
    "demanded a trial of those accused of the murder of ten", "would be tried because he killed ten"."""
    children = {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod"}}
    if token.dep_ == "acl":
        return token.tag_ == "VBN" and "that" not in children
    if token.dep_ == "advcl":
        return token.tag_ == "VBD" and bool(children & PRESUPPOSING)
    if _is_taken_for_granted(token):
        return True
    if token.dep_ == "prep" and token.lower_ in ABOUT:
        return True  # "I wish to make a statement on the deaths of two airmen"
    if token.dep_ == "prep" and token.head.pos_ in {"NOUN", "PROPN"}:
        lemma = token.head.lemma_.lower()
        return lemma not in _context_words("unreal", "nouns") | _context_words("reports", "nouns")
    return token.dep_ == "relcl"


def _is_taken_for_granted(token: Token) -> bool:
    """Whether a deed is the object of a verb that takes it for granted: "should investigate the killing of four"."""
    verb, lemma = token.head, token.head.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in _context_words("granted", "verbs"):
        return False
    if token.dep_ == "prep":
        return token.lower_ in _context_words("granted", "prepositions")
    return token.dep_ == "dobj" and token.pos_ == "NOUN" and lemma not in _context_words("unreal", "verbs")


def _is_apart(clause: Token) -> bool:
    """Whether a colon or a semicolon separates a clause from its head, or the head is a later clause ("40 were killed;
    the mission has called for calm"). Then the head of the parse says nothing about the clause."""
    head = clause.head
    if clause.dep_ not in {"ccomp", "conj", "advcl", "parataxis"}:
        return False
    if clause.tag_ == "VBD" and head.tag_ == "VB":
        return True
    if head.i > clause.i and clause.dep_ == "ccomp" and head.lemma_.lower() not in _context_words("denying", "verbs"):
        return True
    first, last = (clause.i, head.i) if clause.i < head.i else (head.i, clause.left_edge.i)
    return any(token.text in APART for token in clause.doc[first:last])


def _is_negated(cue: Token) -> bool:
    """Whether the cue's own predicate is negated ("are not harmed", "without hurting anyone")."""
    for token in _predicate(cue):
        for child in token.children:
            if child.dep_ == "neg" or (child.lower_ in {"not", "n't", "never"} and child.dep_ in {"neg", "advmod"}):
                following = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
                if following not in NOT_A_NEGATION_BEFORE and child.i < cue.i:
                    return True
    return (cue.dep_ == "pcomp" and cue.head.lower_ == "without") or (
        cue.head.lower_ == "without" and cue.dep_ == "pobj"
    )


def _predicate(cue: Token) -> Iterator[Token]:
    yield cue
    if (
        cue.pos_ not in {"VERB", "AUX"}
        and cue.head.pos_ in {"VERB", "AUX"}
        and cue.dep_ in {"acomp", "oprd", "attr", "dobj"}
    ):
        yield cue.head


def _is_unproven(clause: Token, cue: Token) -> bool:
    """ "Could not confirm that", "no confirmation of", "is feared to": told, and not vouched for."""
    governor = clause.head
    lemma = governor.lemma_.lower()
    if governor.i == clause.i or clause.dep_ not in CLAUSE_LINKS | COMPLEMENTS:
        return False
    if lemma in _context_words("unproven", "fears"):
        return governor.tag_ in {"VBN", "VBD", "VBP", "VBZ"} and clause.dep_ in {
            "ccomp",
            "xcomp",
            "oprd",
            "acomp",
            "dobj",
        }
    if lemma in _context_words("unproven", "verbs"):
        return _lacks_proof(governor)
    of_noun = governor.head if governor.dep_ == "prep" else governor
    return of_noun.lemma_.lower() in _context_words("unproven", "nouns") and any(
        child.lower_ in {"no", "any", "without"} for child in of_noun.lefts
    )


def _lacks_proof(verb: Token) -> bool:
    """Whether a verb of confirming is itself negated, put off or declined."""
    negated = any(child.dep_ == "neg" for child in verb.children)
    declined = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {
        "refuse",
        "decline",
        "fail",
        "try",
        "seek",
        "await",
    }
    return negated or declined


def _is_called_false(clause: Token) -> bool:
    """ "It is not true that ...", "reports that ... were false"."""
    verb = clause.head
    if verb.lemma_ != "be" or clause.dep_ not in {"ccomp", "csubj", "nsubj", "advcl"}:
        return False
    if clause.dep_ == "nsubj" and clause.lemma_.lower() not in _context_words("reports", "nouns"):
        return False
    words = {child.lemma_.lower() for child in verb.children if child.dep_ in {"acomp", "attr", "oprd"}}
    negated = any(child.dep_ == "neg" for child in verb.children)
    return bool(words & _context_words("falsity", "true" if negated else "false"))


def _unreal(clause: Token, cue: Token) -> Reality | None:
    children = list(clause.children)
    lowers = {child.lower_ for child in children if child.dep_ in {"aux", "mark", "advmod"}}
    if clause.pos_ in {"VERB", "AUX"} and lowers & _context_words("modals", "unreal") and clause.tag_ != "VBG":
        return Reality(reason="said of what could or will happen, not of what did", rules=("modal:unreal",))
    if clause.i == cue.i and cue.i and cue.nbor(-1).lower_ in {"nearly", "almost"} and clause.pos_ == "VERB":
        return Reality(reason="said of what did not happen", rules=("nearly",))
    if (
        lowers & _context_words("conditional", "words")
        or (lowers & _context_words("conditional", "awaited") and _is_present(clause, children))
    ) and clause.i <= cue.i:
        return Reality(reason="a condition, not a fact", rules=("conditional",))
    if _is_charged_with_ordering(clause.head):
        return None
    if infinitive := _unreal_infinitive(clause, children):
        return infinitive
    governor = clause.head
    if clause.i == governor.i or _is_apart(clause):
        return None
    if _is_called_false(clause):
        return Reality(denied=True, rules=("denied:false",))
    lemma = governor.lemma_.lower()
    if lemma in _context_words("denying", "verbs") and clause.dep_ in {"ccomp", "xcomp", "dobj", "pcomp", "pobj"}:
        return Reality(denied=True, rules=(f"denied:{lemma}",))
    if (
        clause.dep_ in {"xcomp", "ccomp", "pcomp", "dobj"}
        and lemma in _context_words("unreal", "verbs")
        and governor.pos_ == "VERB"
        and not (clause.dep_ == "dobj" and _tells_fact(cue))
    ):
        return Reality(reason="a plan, a threat or an attempt, not a fact", rules=(f"unreal:{lemma}",))
    if clause.dep_ in {"acl", "pobj", "pcomp"} and lemma in {"of", "to", "against", "for"}:
        lemma = governor.head.lemma_.lower()
    if clause.dep_ in {"acl", "pobj", "pcomp"} and lemma in _context_words("unreal", "nouns") and clause.tag_ != "VBN":
        return Reality(reason="a plan, a threat or an attempt, not a fact", rules=(f"unreal:{lemma}",))
    return None


def _is_charged_with_ordering(verb: Token) -> bool:
    """ "Accused of ordering soldiers to kill 22 peasants": a court judges what was done."""
    preposition = verb.head
    charged = preposition.dep_ == "prep" and preposition.head.lemma_.lower() in _context_words("ordered", "judged")
    return verb.lemma_.lower() == "order" and verb.dep_ == "pcomp" and charged


def _is_condition(clause: Token) -> bool:
    """ "Had the wind turned, ...", "if it had gone off, ..."."""
    if clause.dep_ != "advcl":
        return False
    first = clause.left_edge
    inverted = first.lower_ in _context_words("conditional", "inverted") and first.i != clause.i
    return inverted or any(child.lower_ == "if" and child.dep_ == "mark" for child in clause.lefts)


def _is_present(clause: Token, children: list[Token]) -> bool:
    """Whether a clause is in the present: "until somebody dies", "before more are killed"."""
    helpers = [child for child in children if child.dep_ in {"aux", "auxpass"} and child.i < clause.i]
    return (helpers[0] if helpers else clause).tag_ in {"VBZ", "VBP"}


def _tells_fact(cue: Token) -> bool:
    """The deaths of "they planned the raid that killed 12", "bombs targeting worshippers killed 15": they happened."""
    return cue.tag_ in {"VBD", "VBN"} and any(child.dep_ == "dobj" for child in cue.rights)


def _unreal_infinitive(clause: Token, children: list[Token]) -> Reality | None:
    """A purpose or a plan ("to kill", "in order not to harm"), unless perfect ("is said to have killed")."""
    if not any(child.lower_ == "to" and child.tag_ == "TO" for child in children):
        return None
    if any(child.lower_ == "have" for child in children):
        return None
    if clause.dep_ == "xcomp" and clause.head.lemma_.lower() in _context_words("factual", "verbs"):
        return None
    if clause.dep_ == "xcomp" and clause.head.lemma_ == "have" and clause.head.tag_ == "VBD":
        return None  # "had to have a leg amputated"
    if clause.lemma_.lower() in TELLING or clause.head.lemma_.lower() in {"plead", "confess", "admit"}:
        return None  # "pleaded guilty to murder"
    if clause.head.lemma_ == "take" and clause.head.tag_ == "VBD":
        return None  # "it took them an hour to kill 23 people"
    if clause.lemma_ == "have" and any(child.dep_ == "xcomp" and child.lemma_ in TELLING for child in children):
        return None  # "I am sorry to have to report that two men were killed"
    return Reality(reason="a purpose or a plan, not a fact", rules=("infinitive",))
