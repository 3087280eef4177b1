"""Which language a text is written in, told by its script and its commonest short words.

No model is needed for a choice this coarse: can the pipeline read it or not. Short texts with no
telling words count as English, so that a headline is never refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from incidents.extraction.rules import check_tables, load_rules

ENGLISH = "en"
SAMPLE = 6_000
TELLING_WORDS = 4
WORD = re.compile(r"[^\W\d_]+")


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    rules = load_rules("languages")
    check_tables("languages", rules, {"readable", "words", "scripts", "letters"})
    return {language: frozenset(words) for language, words in rules["words"].items()}


def is_readable(language: str) -> bool:
    """Whether the pipeline can read a language, given by its ISO 639-1 code."""
    return language in load_rules("languages")["readable"]


def recognise(text: str) -> str:
    """The ISO 639-1 code of the language; English where the text does not tell."""
    sample = text[:SAMPLE].lower()
    return _by_script(sample) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    letters = [letter for letter in sample if letter.isalpha()]
    foreign = [letter for letter in letters if ord(letter) > 0x2FF]
    if not letters or len(foreign) * 2 < len(letters):
        return None
    rules = load_rules("languages")
    scripts = Counter(_script(letter) for letter in foreign)
    language = rules["scripts"].get(scripts.most_common(1)[0][0])
    present = set(foreign)
    candidates = {"CYRILLIC": ("uk",), "ARABIC": ("ur", "fa")}.get(scripts.most_common(1)[0][0], ())
    for candidate in candidates:
        if present & set(rules["letters"][candidate]):
            return candidate
    return language or "und"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]


def _by_words(sample: str) -> str:
    words = WORD.findall(sample)
    scores = {language: sum(word in listed for word in words) for language, listed in _word_lists().items()}
    best = max(scores, key=lambda language: (scores[language], language == ENGLISH))
    if scores[best] < TELLING_WORDS or scores[best] <= 1.3 * scores[ENGLISH]:
        return ENGLISH
    return best
