"""Lexicons and patterns as data: one TOML file a subject."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TABLES = {
    "actors": "state_names state_heads unnamed unnamed_names peoples acronyms coalitions voices",
    "attribution": "verbs prepositions figures nobody carried pronouns roles",
    "context": (
        "unreal factual granted ordered unproven falsity reports nominal modals conditional denying larger part "
        "additive kin mourning protest compared sums updating backdrop motive known_for recalled periods rate former "
        "fiction"
    ),
    "event_types": "rule context weapons sides terms by_weapon",
    "former_provinces": "province",
    "homes": "words shortened abroad",
    "languages": "readable words scripts letters",
    "nations": "adjectives",
    "places": "build stop context country_names place",
    "provinces": "admin1",
    "quantities": "words multipliers glued_multipliers before after range vague fixed bare_plural not_people months",
    "segments": "attacks apart perhaps again sums past told_before",
    "towns": "place",
    "trust": "intercept weights words cuts",
    "verbs": "irregular",
    "victims": (
        "combatants civilians people groups group_phrases not_people collectives counted_groups households attackers "
        "units descriptive runaways kin titles"
    ),
}
"""The tables that a file has, where it may have no others."""


class RuleFileError(ValueError):
    """A rules file says something that the module that reads it does not know."""


@cache
def load_rules(name: str) -> dict[str, Any]:
    """The tables of `rules/<name>.toml`. Raises RuleFileError where the file is no valid TOML, or has other tables."""
    try:
        rules = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"rules/{name}.toml: {error}") from error
    if name in TABLES:
        check_tables(name, rules, set(TABLES[name].split()))
    return rules


@cache
def rule_words(name: str, table: str, key: str = "words") -> frozenset[str]:
    """The words under one key of a table of a file."""
    return frozenset(load_rules(name)[table][key])


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern for texts in lower case, which are searched twice as fast as others without regard to case."""
    lower = re.sub(r"(?<!\\)[A-Z]", lambda letter: letter.group().lower(), "|".join(patterns))
    return re.compile(rf"(?<![\w-])(?:{lower})(?!\w)")


def any_word_of(words: Iterable[str], blank: str = r"\ ") -> str:
    """A pattern for one of some words, the longest first, with a pattern for what stands at a blank. They are parted by
    their first letters: most need not be tried where one is sought without regard to case."""
    endings: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        endings.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", blank))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(several)})" for letter, several in endings.items())


def check_rows(name: str, rows: Iterable[Iterable[str]], known: set[str]) -> None:
    """Raises RuleFileError where a row of a rules file, or a table, has an unknown key."""
    if unknown := sorted({key for row in rows for key in row} - known):
        raise RuleFileError(f"rules/{name}.toml: unknown key {', '.join(unknown)}")


def check_tables(name: str, rules: dict[str, Any], expected: set[str]) -> None:
    """Raises RuleFileError where a rules file lacks an expected table or has an unknown one."""
    if unknown := set(rules) - expected:
        raise RuleFileError(f"rules/{name}.toml: unknown tables {sorted(unknown)}")
    if lacking := expected - set(rules):
        raise RuleFileError(f"rules/{name}.toml: lacks {sorted(lacking)}")


def irregular_forms() -> dict[str, list[str]]:
    """Of each verb that no rule inflects, the past tense and then its other forms."""
    forms: dict[str, list[str]] = load_rules("verbs")["irregular"]
    return forms
