"""Arabic and Hebrew as a PDF needs them: letters joined, and in the order in which they stand on the line.

A PDF places glyphs from left to right and joins none. The joined forms are those that Unicode gives as characters of
their own, so a letter without such forms (a few of Pashto and Sindhi) stands unjoined.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

RIGHT_TO_LEFT = "\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
DIGITS = "\u0660-\u0669\u06f0-\u06f9"
PHRASE = re.compile(f"[{RIGHT_TO_LEFT}](?:[^A-Za-z\u00c0-\u052f]*[{RIGHT_TO_LEFT}])?")
UNITS = re.compile(rf"[\d{DIGITS}][\d{DIGITS}.,:/]*|.[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]*", re.DOTALL)
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
ALEFS_AFTER_LAM = re.compile("\u0644([\u0622\u0623\u0625\u0627])")


def as_drawn(text: str) -> str:
    """The text as its glyphs follow one another on the line, from left to right."""
    return PHRASE.sub(lambda phrase: reversed_phrase(joined(phrase.group())), text)


def reversed_phrase(phrase: str) -> str:
    """From left to right, with numbers in their own order and marks after their letters.

    Its spaces hold it on one line, for its lines would be in the wrong order.
    """
    units = UNITS.findall(phrase.replace(" ", "\u00a0"))
    return "".join(unit.translate(MIRRORED) if len(unit) == 1 else unit for unit in reversed(units))


def joined(phrase: str) -> str:
    """Each Arabic letter in the form that its neighbours ask for."""
    letters = list(ALEFS_AFTER_LAM.sub(lambda pair: ligatures()[pair.group()], phrase))
    bare = [at for at, letter in enumerate(letters) if not unicodedata.combining(letter)]
    drawn = list(letters)
    for number, at in enumerate(bare):
        before = letters[bare[number - 1]] if number else ""
        after = letters[bare[number + 1]] if number + 1 < len(bare) else ""
        is_joined_before = "initial" in forms_of(before) and "final" in forms_of(letters[at])
        is_joined_after = "initial" in forms_of(letters[at]) and "final" in forms_of(after)
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (is_joined_before, is_joined_after), "isolated"
        )
        drawn[at] = forms_of(letters[at]).get(form, letters[at])
    return "".join(drawn)


def forms_of(letter: str) -> dict[str, str]:
    return forms().get(letter, {})


@cache
def forms() -> dict[str, dict[str, str]]:
    """Letter -> {"initial": its form at the beginning of a word, ...}, as Unicode has them."""
    found: dict[str, dict[str, str]] = {}
    for character, form, letters in presentation_forms():
        if len(letters) == 1:
            found.setdefault(letters, {})[form] = character
        elif letters in ligatures():
            found.setdefault(ligatures()[letters], {})[form] = character
    return found


@cache
def ligatures() -> dict[str, str]:
    """Lam and the alef after it -> the one character that both become."""
    return {
        letters: character
        for character, form, letters in presentation_forms()
        if form == "isolated" and ALEFS_AFTER_LAM.fullmatch(letters)
    }


@cache
def presentation_forms() -> tuple[tuple[str, str, str], ...]:
    """Each character that is a form of letters: itself, which form, the letters."""
    found = []
    for code in (*range(0xFB50, 0xFDFF), *range(0xFE70, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form in {"<initial>", "<medial>", "<final>", "<isolated>"}:
            found.append((chr(code), form[1:-1], "".join(chr(int(letter, 16)) for letter in letters)))
    return tuple(found)
