"""Words that a scanner misread ("wouncled", "frorn", "1O"), mended where a text shows several of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from incidents.extraction.preparation import is_english_word

FEWEST_WORDS = 2
SHORTEST_WORD, SHORTEST_SMALL_WORD = 5, 4
# What a scanner makes of a letter, and the letter.
CONFUSED = {
    "cl": "d", "rn": "m", "vv": "w", "ii": "n", "li": "h", "tn": "m", "lc": "k", "1": "l", "0": "o", "I": "l", "|": "l",
    "5": "s", "6": "b", "8": "b",
}  # fmt: skip
_CONFUSED_LETTERS = re.compile("|".join(map(re.escape, CONFUSED)))
_PRINTED_WORD = re.compile(r"(?<![\w|])(?=[A-Za-z01568|]{0,24}[a-z])[A-Za-z0|1][A-Za-z01568|]{3,24}(?![\w|])")
MISREAD_DIGIT = re.compile(r"(?<![A-Za-z])(?<=\d)[OolIS](?![A-Za-z])|(?<![\w.])[lI](?=\d{1,3}(?!\w))")
DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1", "S": "5"}


def misread_words(text: str) -> Iterator[tuple[int, int, str]]:
    """An edit for each misread word or number: start, end, and what was printed; none where one word alone seems so."""
    words = [(found.span(), meant) for found in _PRINTED_WORD.finditer(text) if (meant := _meant(found.group()))]
    sure = {meant for (start, _), meant in words if text[start].islower()}
    if len(sure) < FEWEST_WORDS:
        return
    edits = [(start, end, meant) for (start, end), meant in words]
    edits += [(digit.start(), digit.end(), DIGITS[digit.group()]) for digit in MISREAD_DIGIT.finditer(text)]
    reached = 0
    for start, end, meant in sorted(edits):
        if start >= reached:
            yield start, end, meant
            reached = end


@lru_cache(maxsize=4096)
def _meant(word: str) -> str | None:
    """The English word that is one misread letter, or the same one all over, away from a word that is none."""
    groups = list(_CONFUSED_LETTERS.finditer(word))
    shortest = SHORTEST_SMALL_WORD if word[0].islower() else SHORTEST_WORD
    if not groups or len(word) < shortest or is_english_word(word.lower()):
        return None
    tries = [word[: one.start()] + CONFUSED[one.group()] + word[one.end() :] for one in groups]
    tries.append(_CONFUSED_LETTERS.sub(lambda one: CONFUSED[one.group()], word))
    return next((each for each in tries if is_english_word(each.lower())), None)
