"""Which language a text is written in, told by its script, its short words and the dictionary of English.

No model is needed for a choice this coarse: can the pipeline read it or not. A text of names and nothing
else counts as English, so that a headline is never refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from incidents.extraction.preparation import is_english_word
from incidents.extraction.rules import load_rules

ENGLISH = "en"
UNKNOWN = "und"
SAMPLE = 3_000
TELLING_WORDS = 4
"""So many words of another language make a text in capitals one of that language, whatever its names are."""
PLAINLY_ENGLISH = 0.2
"""From this share of the commonest English words on, a text is English unless it has as many of another language."""
HARDLY_ENGLISH = 0.5
"""Below this share of English words among those in small letters, a text is in another language."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NAME_PARTICLES = re.compile(r"\b([A-ZÀ-Þ][\w-]{0,40}+)(?: [a-zà-ÿ]{1,3}){1,2}(?= [A-ZÀ-Þ])")
"""Short words between the parts of a name ("Maria de la Cruz"), which tell nothing of the text around it."""


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in load_rules("languages")["words"].items()}


def is_readable(language: str) -> bool:
    """Whether the pipeline can read a language, given by its ISO 639-1 code."""
    return language in load_rules("languages")["readable"]


def recognise(text: str) -> str:
    """The ISO 639-1 code of the language; English where the text does not tell, "und" for some other language."""
    sample = text[:SAMPLE]
    return _by_script(sample.lower()) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    letters = [letter for letter in sample if letter.isalpha()]
    foreign = [letter for letter in letters if ord(letter) > 0x2FF and not 0x1E00 <= ord(letter) < 0x1F00]
    if not letters or len(foreign) * 2 < len(letters):
        return None
    rules = load_rules("languages")
    scripts = Counter(_script(letter) for letter in foreign)
    common = scripts.most_common(1)[0][0]
    if common == "CJK" and scripts.keys() & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    present = set(foreign)
    for candidate in {"CYRILLIC": ("uk",), "ARABIC": ("ps", "ku", "ur", "fa")}.get(common, ()):
        if present & set(rules["letters"][candidate]):
            return candidate
    return str(rules["scripts"].get(common, UNKNOWN))


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]


def _by_words(sample: str) -> str:
    shouted = sample.isupper()
    words = WORD.findall(sample if shouted else NAME_PARTICLES.sub(r"\1", sample))
    telling = [word.lower() for word in words if shouted or word[0].islower() or len(word) > 2]
    scores = {language: sum(word in listed for word in telling) for language, listed in _word_lists().items()}
    english = scores.pop(ENGLISH)
    best = max(scores, key=lambda language: scores[language])
    if english >= PLAINLY_ENGLISH * len(words) and scores[best] <= 1.3 * english:
        return ENGLISH
    if shouted:
        return best if scores[best] >= TELLING_WORDS and scores[best] > 1.3 * english else ENGLISH
    small = [word for word in words if word[0].islower() and len(word) > 1]
    known = sum(is_english_word(word) for word in small)
    if known >= HARDLY_ENGLISH * len(small) and scores[best] < max(known, 2):
        return ENGLISH
    if len(small) < 2 and scores[best] < 2:
        return ENGLISH
    return best if scores[best] > english else UNKNOWN
