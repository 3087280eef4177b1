"""Adjectives of countries ("Afghan") and the codes that they stand for."""

from __future__ import annotations

import re
from functools import cache

from incidents.extraction.rules import load_rules


@cache
def adjectives() -> dict[str, tuple[str, ...]]:
    """ISO alpha-2 code -> adjectives, the usual one first."""
    return {code: tuple(words) for code, words in load_rules("nations")["adjectives"].items()}


@cache
def code_of() -> dict[str, str]:
    """Adjective in lower case -> ISO alpha-2 code."""
    return {word.casefold(): code for code, words in adjectives().items() for word in words}


def code_of_adjective(found: str) -> str:
    """The code of the country whose adjective was found in a text, in the plural too ("Afghans")."""
    word = found.casefold()
    return code_of().get(word) or code_of()[word.removesuffix("s")]


@cache
def adjective_pattern() -> re.Pattern[str]:
    """Finds the adjectives in a text, as words of their own, capital first."""
    words = sorted((word for words in adjectives().values() for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})s?(?!\w)")


def adjective(code: str) -> str | None:
    """The usual adjective of a country, for the name of its forces."""
    words = adjectives().get(code)
    return words[0] if words else None
