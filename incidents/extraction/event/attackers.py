"""Who attacked, by the nouns that a report gives them: their own dead are told, and kept apart from the victims."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.people.words import person_nouns
from incidents.extraction.rules import load_rules


def attacking_nouns(doc: Doc) -> frozenset[str]:
    """The lemmas of the armed people who are said to have attacked ("three robbers opened fire"), and of those whose
    name says so ("bomber")."""
    rules = _rules()
    found = set(rules["always"])
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in rules["verbs"]:
            found.update(lemma for noun in _doers(token) if _is_armed(lemma := noun.lemma_.lower()))
    return frozenset(found)


def _doers(verb: Token) -> list[Token]:
    """The subjects of a verb, or the agents of its passive."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    agents = [
        noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"
    ]
    antecedents = [verb.head for subject in subjects if subject.lower_ in {"who", "that"}]
    return [*subjects, *agents, *antecedents]


def _is_armed(lemma: str) -> bool:
    rules = _rules()
    return (lemma in person_nouns()["combatants"] or lemma in rules["armed"]) and lemma not in rules["forces"]


@cache
def _rules() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_rules("victims")["attackers"].items()}
