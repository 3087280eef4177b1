"""Who attacked, by the nouns that a report gives them: their own dead are told, and kept apart from the victims."""

from __future__ import annotations

from functools import partial

from spacy.tokens import Doc, Token

from incidents.extraction.losses.clauses import doers_of
from incidents.extraction.parsed import tokens_of
from incidents.extraction.people.words import person_nouns
from incidents.extraction.rules import rule_words

_words = partial(rule_words, "victims", "attackers")


def attacking_nouns(doc: Doc) -> frozenset[str]:
    """The lemmas of the armed people who are said to have attacked ("three robbers opened fire"), and of those whose
    name says so ("bomber")."""
    found = set(_words("always"))
    for token in tokens_of(doc):
        if token.pos_ == "VERB" and token.lemma_.lower() in _words("verbs"):
            found.update(lemma for noun in doers_of(token) if _is_armed(lemma := noun.lemma_.lower()))
    return frozenset(found)


def kind_of_doers(cue: Token) -> str:
    """Whose act a word of loss tells: "forces", "armed", "settlers", "villagers"; empty where nobody is named."""
    lemmas = {noun.lemma_.lower() for noun in doers_of(cue)}
    kinds = {
        "settlers": lemmas & {"settler", "colonist"},
        "forces": lemmas & (_words("forces") - {"enemy"}),
        "armed": lemmas & (person_nouns()["combatants"] | _words("armed") | _words("always")) - _words("forces"),
        "villagers": lemmas & {"villager", "farmer", "herder", "resident", "mob", "vigilante", "protester", "youth"},
    }
    told = [kind for kind, nouns in kinds.items() if nouns]
    return told[0] if len(told) == 1 else ""


def _is_armed(lemma: str) -> bool:
    return lemma in (person_nouns()["combatants"] | _words("armed")) - _words("forces")
