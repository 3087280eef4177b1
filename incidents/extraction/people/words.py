"""Which nouns name people: the lists in rules/victims.toml, and what the words around a noun tell where they end."""

from __future__ import annotations

from functools import cache, partial

from spacy.tokens import Token

from incidents.extraction.rules import load_rules, rule_words

ORDINALS = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
SINGULAR_PRONOUNS = {"he", "she", "him", "his", "her", "himself", "herself"}
EVERYONE = {"all", "everyone", "everybody"}
PLURAL_PRONOUNS = {"they", "them", "their", "we", "us", "those", "these"}


@cache
def person_nouns() -> dict[str, frozenset[str]]:
    """The noun lists by table."""
    rules = load_rules("victims")
    return {
        table: frozenset(rules[table]["nouns"])
        for table in ("combatants", "civilians", "people", "not_people", "collectives")
    }


titles = partial(rule_words, "victims", "titles")
"""Words that go before a personal name ("Mullah", "Dr")."""


def is_person_noun(token: Token) -> bool:
    """Whether a noun is known to name people."""
    nouns = person_nouns()
    words = {token.lemma_.lower(), token.lower_}
    if any(words & nouns[table] for table in ("combatants", "civilians", "people")):
        return True
    if token.lower_.endswith(("man", "men", "woman", "women")) and len(token) > 5 and token.pos_ in {"NOUN", "PROPN"}:
        return not words & nouns["not_people"]
    if token.lower_ == "old" and token.i > 1 and token.doc[token.i - 2].lower_ in {"year", "month"}:
        return True  # "a 19-year-old was shot"
    return token.ent_type_ in {"PERSON", "NORP"} or token.lower_ in SINGULAR_PRONOUNS | PLURAL_PRONOUNS


def sex_of(*words: Token) -> str:
    """What the first word that tells a sex makes a person: "female", "male", or empty."""
    for word in words:
        for sex in ("female", "male"):
            if {word.lower_, word.lemma_.lower()} & rule_words("victims", "kin", sex):
                return sex
    return ""


def is_not_people(token: Token) -> bool:
    """Whether a noun is known to name things or animals."""
    return bool({token.lemma_.lower(), token.lower_} & person_nouns()["not_people"])


def may_name_person(noun: Token) -> bool:
    """Whether a noun that no list has may name a person: nothing known speaks against it. Only for words to which
    people alone are done ("killed the alderman"), where such a noun nearly always does."""
    no_people = rule_words("victims", "not_people", "entities")
    if is_not_people(noun) or noun.ent_type_ in no_people or not noun.text[:1].isalpha():
        return False
    if noun.pos_ == "PROPN":
        return noun.text[:1].isupper() and noun.tag_ != "NNPS"
    return noun.tag_ == "NN" or (noun.pos_ in {"ADJ", "X"} and any(child.dep_ == "det" for child in noun.lefts))
