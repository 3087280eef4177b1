"""One plain number as English writes it: "1,200", "twenty-three", "1.5 lakh", "12k", "half a million"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from incidents.extraction.parsed import lower_words
from incidents.extraction.people.words import person_nouns
from incidents.extraction.rules import load_rules, rule_words

MOST_PEOPLE = 100_000_000
LONGEST_NUMBER = 15
"""Characters of a number in digits; what is longer is a code."""
DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]+")
THREE_DIGITS = re.compile(r"[0-9]{3}")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
DECIMAL = re.compile(r"[0-9]+\.[0-9]+|[0-9]+,[0-9]{1,2}")
GLUED = re.compile(r"([0-9][0-9.,]*)([a-z]+)")
UNREADABLE = re.compile(r"[0-9]+(?:[.,'][0-9]+)+|[0-9]+/[0-9]+")
# "Per hundred", "the hundred": no number of its own.
BEFORE_NO_HUNDRED = {"per", "in", "the", "this", "that", "several", "few", "couple", "many", "old", "top"}
NOT_A_COUNT_BEFORE_ONE = {"no", "any", "every", "each", "this", "that", "another", "which", "the", "some", "-"}
BEHIND_PEOPLE = {"VERB", "AUX"}
WORDS_TO_PEOPLE = 4


class Numeral(NamedTuple):
    """A number, the token after it, and the unit that multiplies it ("12 thousand": 12000 and 1000)."""

    number: int
    end: int
    unit: int = 1


class Numerals:
    """Reads the plain numbers of one document by its words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = lower_words(doc)
        rules = load_rules("quantities")
        self.words: dict[str, int] = rules["words"]
        self.units: dict[str, int] = rules["multipliers"]
        self.glued_units: dict[str, int] = rules["glued_multipliers"]

    def at(self, i: int) -> Numeral | None:
        """The number that starts at token i."""
        if i >= len(self.lower):
            return None
        found = self._digits(i) or self._worded(i)
        return found if found and found.number <= MOST_PEOPLE else None

    def is_unreadable(self, i: int) -> bool:
        """ "1.200 people", "12/13 were hurt": digits that are no number in English, where they count something."""
        if i + 1 >= len(self.doc) or UNREADABLE.fullmatch(self.lower[i]) is None:
            return False
        return self.doc[i + 1].pos_ in {"NOUN", "PROPN", "ADJ", "VERB", "AUX"}

    def _digits(self, i: int) -> Numeral | None:
        word = self.lower[i]
        if not "0" <= word[0] <= "9" or len(word) > LONGEST_NUMBER:
            return None
        if glued := GLUED.fullmatch(word):
            unit = self.units.get(glued[2]) or self.glued_units.get(glued[2], 1)
            return _multiplied(glued[1], unit, i + 1) if unit > 1 and self._counts_people(i + 1) else None
        unit, end = self._unit(i + 1)
        if unit > 1 and (found := _multiplied(word, unit, end)):
            return found
        if not DIGITS.fullmatch(word):
            return None
        number, end = int(word.replace(",", "")), i + 1
        while len(word) <= 3 and number <= MOST_PEOPLE and self._is_spaced_thousand(end):
            number, end = number * 1000 + int(self.lower[end]), end + 1
        return Numeral(number, end)

    def _is_spaced_thousand(self, i: int) -> bool:
        """Whether token i is the next three digits of "1 200"; "5 May 120" and "May 5 120" are none."""
        follows = i < len(self.lower) and THREE_DIGITS.fullmatch(self.lower[i]) is not None
        if not follows or self.doc[i - 1].whitespace_ == "" or THOUSANDS.fullmatch(self.lower[i - 1]):
            return False
        return i < 2 or not is_month(self.doc, i - 2)

    def _unit(self, i: int) -> tuple[int, int]:
        """What multiplies the number before token i, 1 where nothing does, and the token after it."""
        at = i + 1 if self.lower[i : i + 1] == ["-"] else i
        word = self.lower[at] if at < len(self.lower) else ""
        glued = self.glued_units.get(word, 1) if at == i and not self.doc[i - 1].whitespace_ else 1
        unit = self.units.get(word) or (glued if glued > 1 and self._counts_people(at + 1) else 1)
        return (unit, at + 1) if unit > 1 else (1, i)

    def _counts_people(self, i: int) -> bool:
        """Whether "1.5m" counts people, and no metres: a noun for them or a verb follows."""
        for token in self.doc[i : i + WORDS_TO_PEOPLE]:
            if token.pos_ in BEHIND_PEOPLE or token.is_sent_start or token.lemma_.lower() in people_words():
                return not token.is_sent_start or token.i > i
            if token.pos_ not in {"ADJ", "NOUN", "PROPN", "ADV"}:
                return False
        return False

    def _worded(self, i: int) -> Numeral | None:
        end = i
        total = current = 0
        unit = 1
        if self.lower[i] in {"a", "an"}:
            if self._unit(i + 1)[0] == 1 or not self._is_score_of_people(i + 1):
                return None
            current, end = 1, i + 1
        elif self._is_bare_unit(i):
            current = 1
        elif self.lower[i] not in self.words or self._is_pronoun_one(i):
            return None
        while end < len(self.lower) and total + current <= MOST_PEOPLE:
            value = self.words.get(self.lower[end])
            if value is not None:
                if current % 10 or (current and value >= 10 and current % 100):
                    break
                current, unit, end = current + value, 1, end + 1
            elif current and (times := self._unit_of_words(end)) is not None:
                unit, end, half = times
                grown = current * unit + half
                total, current = (total, grown) if unit <= 100 else (total + grown, 0)
            elif self._joins_words(end, current or total):
                end += 1
            else:
                break
        if self.lower[end : end + 1] == ["of"] and self.lower[end - 1] in {"dozen", "score"}:
            end += 1
        return Numeral(total + current, end, unit)

    def _unit_of_words(self, i: int) -> tuple[int, int, int] | None:
        """The unit at token i of "two hundred" or "one and a half lakh", the token after it, and its half if told."""
        if self.lower[i : i + 3] == ["and", "a", "half"] and (unit := self._unit(i + 3))[0] > 1:
            return unit[0], unit[1], unit[0] // 2
        unit = self._unit(i)
        return (*unit, 0) if unit[0] > 1 else None

    def _is_score_of_people(self, i: int) -> bool:
        """Not "a score to settle"."""
        if self.lower[i] != "score":
            return True
        following = self.doc[i + 1] if i + 1 < len(self.doc) else None
        return following is not None and (
            following.lower_ in {"of", "more", "others", "or"}
            or following.pos_ in BEHIND_PEOPLE
            or following.lemma_.lower() in people_words()
        )

    def _is_bare_unit(self, i: int) -> bool:
        """ "Hundred people", as Indian papers have it."""
        if i + 1 >= len(self.doc) or self.units.get(self.lower[i], 1) == 1 or self.lower[i] == "score":
            return False
        following = self.doc[i + 1]
        before = self.lower[i - 1] if i else ""
        return following.text.islower() and following.is_alpha and before not in BEFORE_NO_HUNDRED

    def _joins_words(self, i: int, number: int) -> bool:
        """The hyphen of "twenty-three", the "and" of "one hundred and five"."""
        word, following = self.lower[i], self.lower[i + 1 : i + 2]
        if not following or following[0] not in self.words:
            return False
        tens = 20 <= number % 100 < 100 and number % 10 == 0
        return (word == "-" and tens) or (word == "and" and number >= 100 and number % 100 == 0)

    def _is_pronoun_one(self, i: int) -> bool:
        return self.lower[i] == "one" and i > 0 and self.lower[i - 1] in NOT_A_COUNT_BEFORE_ONE


def _multiplied(written: str, unit: int, end: int) -> Numeral | None:
    """Digits times their unit; a comma before one or two digits is a decimal comma there."""
    if DECIMAL.fullmatch(written):
        return Numeral(round(float(written.replace(",", ".")) * unit), end, unit)
    return Numeral(int(written.replace(",", "")) * unit, end, unit) if DIGITS.fullmatch(written) else None


@cache
def people_words() -> frozenset[str]:
    """The nouns that name people."""
    nouns = person_nouns()
    told = nouns["combatants"] | nouns["civilians"] | nouns["people"]
    return frozenset(told | {"people", "other", "others", "family", "household", "refugee"})


def is_month(doc: Doc, i: int) -> bool:
    """Whether a word names a month ("May", and not "may")."""
    return 0 <= i < len(doc) and doc[i].lower_ in rule_words("quantities", "months", "names") and doc[i].pos_ != "AUX"
