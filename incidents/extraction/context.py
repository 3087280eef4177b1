"""Whether the words of a loss claim that it happened: negation, plans, threats, conditions, fears, denials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from incidents.extraction.rules import check_tables, load_rules

CLAUSE_LINKS = {"ccomp", "xcomp", "advcl", "conj", "acl", "relcl", "pcomp", "parataxis", "csubj", "csubjpass", "aux"}
NEGATIONS = {"not", "n't", "never", "no", "without"}
NOT_A_NEGATION_BEFORE = {"only", "fewer", "less", "more", "least"}
TABLES = {
    "unreal",
    "factual",
    "modals",
    "conditional",
    "denying",
    "larger",
    "year",
    "part",
    "additive",
    "updating",
    "backdrop",
}


@dataclass(frozen=True, slots=True)
class Reality:
    """What the context makes of a loss. `reason` is set where it is no claim; `denied` where it is a denial."""

    denied: bool = False
    reason: str | None = None
    certainty: float = 1.0
    rules: tuple[str, ...] = ()


REAL = Reality()


@cache
def _listed(table: str, key: str) -> frozenset[str]:
    rules = load_rules("context")
    check_tables("context", rules, TABLES)
    return frozenset(rules[table][key])


def reality(cue: Token) -> Reality:
    """How the clause of a cue word, and those that govern it, stand to the facts."""
    certainty, rules = 1.0, []
    negated = _is_negated(cue)
    for clause in _clauses(cue):
        if found := _unreal(clause, cue):
            return found
        if any(child.lower_ in _listed("modals", "uncertain") and child.dep_ == "aux" for child in clause.children):
            certainty, rules = 0.5, ["modal:uncertain"]
    if negated:
        return Reality(denied=True, rules=("negation",))
    return Reality(certainty=certainty, rules=tuple(rules))


def _clauses(cue: Token) -> Iterator[Token]:
    """The cue's clause and those above it, as far as one clause governs the other."""
    token = cue
    for _ in range(8):
        yield token
        if token.dep_ == "relcl":
            return
        if (
            token.dep_ not in CLAUSE_LINKS | {"dobj", "pobj", "prep", "nsubj", "nsubjpass", "acomp", "oprd", "amod"}
            or token.head.i == token.i
        ):
            return
        token = token.head


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


def _unreal(clause: Token, cue: Token) -> Reality | None:
    children = list(clause.children)
    lowers = {child.lower_ for child in children if child.dep_ in {"aux", "mark", "advmod"}}
    if clause.pos_ in {"VERB", "AUX"} and lowers & _listed("modals", "unreal") and clause.tag_ != "VBG":
        return Reality(reason="said of what could or will happen, not of what did", rules=("modal:unreal",))
    if lowers & _listed("conditional", "words") and clause.i <= cue.i:
        return Reality(reason="a condition, not a fact", rules=("conditional",))
    if infinitive := _unreal_infinitive(clause, children):
        return infinitive
    governor = clause.head
    if clause.i == governor.i:
        return None
    lemma = governor.lemma_.lower()
    if lemma in _listed("denying", "verbs") and clause.dep_ in {"ccomp", "xcomp", "dobj", "pcomp", "pobj"}:
        return Reality(denied=True, rules=(f"denied:{lemma}",))
    if (
        clause.dep_ in {"xcomp", "ccomp", "pcomp", "dobj"}
        and lemma in _listed("unreal", "verbs")
        and governor.pos_ == "VERB"
    ):
        return Reality(reason="a plan, a threat or an attempt, not a fact", rules=(f"unreal:{lemma}",))
    if clause.dep_ in {"acl", "pobj", "pcomp"} and lemma in {"of", "to", "against"}:
        lemma = governor.head.lemma_.lower()
    if clause.dep_ in {"acl", "pobj", "pcomp"} and lemma in _listed("unreal", "nouns") and clause.tag_ != "VBN":
        return Reality(reason="a plan, a threat or an attempt, not a fact", rules=(f"unreal:{lemma}",))
    return None


def _unreal_infinitive(clause: Token, children: list[Token]) -> Reality | None:
    """A purpose or a plan ("to kill", "in order not to harm"), unless perfect ("is said to have killed")."""
    if not any(child.lower_ == "to" and child.tag_ == "TO" for child in children):
        return None
    if any(child.lower_ == "have" for child in children):
        return None
    if clause.dep_ == "xcomp" and clause.head.lemma_.lower() in _listed("factual", "verbs"):
        return None
    return Reality(reason="a purpose or a plan, not a fact", rules=("infinitive",))
