"""Numbers that count no people: ages, dates, distances, money, codes, with the reason that a reviewer is shown."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.parsed import lower_words
from incidents.extraction.people.numerals import Numerals, is_month, people_words
from incidents.extraction.people.persons import rows_of_people
from incidents.extraction.rules import load_rules

GLUED = "part of a name or code"
OLDEST = 115
AGE_MARKS = {(",", ","), (",", "."), (",", ";"), ("(", ")"), ("(", ","), ("[", "]")}
AGED = {"aged", "age", "ages"}
LONGEST_AGES = 24
PARENTS = {"mother", "father", "parent", "parents", "mum", "mom", "dad", "grandmother", "grandfather"}
OFFSPRING = {"children", "sons", "daughters", "kids", "boys", "girls"}
YOUNG_AND_OLD = {"boy", "girl", "man", "woman", "child", "youth", "teenager", "lad"}
YEAR_BEFORE = {"in", "since", "of", "during", "from", "until", "by", ",", "year", "(", "late", "early", "mid"}
# "In May 12 soldiers": a month that stands for the whole of it.
MONTH_BEFORE = {"in", "during", "throughout", "this", "last", "early", "mid", "late", "of"}
COUNTED = {"NOUN", "PROPN", "ADJ", "VERB", "AUX", "ADV", "PRON", "DET"}


class Uncounted:
    """What the numbers of one document count, where they count no people."""

    def __init__(self, doc: Doc, numerals: Numerals) -> None:
        self.doc = doc
        self.lower = lower_words(doc)
        self.numerals = numerals
        self.ages = rows_of_people(doc).ages

    def reason(self, i: int, end: int, number: int) -> str | None:
        """Why the number at tokens [i, end) counts no people; None where it may."""
        if reason := self.unit_after(end) or _reasons("before").get((self.lower[i - 1] if i else "",)):
            return reason
        if self._is_date(i, end, number):
            return "a date"
        if i > 1 and self.lower[i - 1] == "of" and self.lower[i - 2] in PARENTS and self._are_offspring(end):
            return "somebody's children"
        if i in self.ages or self._is_age_beside(i, end, number):
            return "an age"
        if self._is_listed_age(i, number) or self._is_age_bound(i, number):
            return "an age"
        return None

    def _are_offspring(self, end: int) -> bool:
        """Whether "mother of three" ends there, or goes on with children: not "mother of three soldiers"."""
        return end >= len(self.doc) or self.doc[end].tag_ != "NNS" or self.lower[end] in OFFSPRING

    def unit_after(self, end: int) -> str | None:
        """What the words after a number make of it ("km", "years old")."""
        for size in (4, 3, 2, 1):
            if reason := _reasons("after").get(tuple(self.lower[end : end + size])):
                return reason
        return None

    def _is_date(self, i: int, end: int, number: int) -> bool:
        """ "12 May", "May 12", "2014"; after "5 May" and "in May" a number before a noun or a verb counts."""
        if not self.lower[i][0].isdigit():
            return False
        counts = end < len(self.doc) and self.doc[end].pos_ in COUNTED
        if number <= 31 and is_month(self.doc, i - 1):
            whole = self._ends_day(i - 2) or (i > 1 and self.lower[i - 2] in MONTH_BEFORE)
            return not (whole and counts)
        if number <= 31 and is_month(self.doc, end):
            return True
        written_as_year = end == i + 1 and len(self.lower[i]) == 4 and self.lower[i].isdigit()
        if not (written_as_year and 1900 <= number <= 2100):
            return False
        before = self.lower[i - 1] if i else ""
        counts = end < len(self.doc) and self.doc[end].pos_ in {"NOUN", "ADJ"}
        return before in YEAR_BEFORE or is_month(self.doc, i - 1) or not counts

    def _ends_day(self, i: int) -> bool:
        """Whether the words before a month give its day: "5 May", "the 5th of May"."""
        if i >= 1 and self.lower[i] == "of":
            i -= 1
        day = self.lower[i].rstrip("dhnrst") if i >= 0 else ""
        return day.isdecimal() and len(day) <= 2

    def _is_age_beside(self, i: int, end: int, number: int) -> bool:
        """ "A boy, 9, and his uncle", "Amina Yusuf (34) was shot": a number set off right after one person."""
        if number > OLDEST or i < 2 or not self.lower[i].isdigit():
            return False
        if self.lower[i - 1] == "of" and self.lower[i - 2] in YOUNG_AND_OLD:
            return end >= len(self.doc) or self.doc[end].tag_ != "NNS"  # "a boy of 12"
        closing = self.lower[end] if end < len(self.lower) else "."
        if (self.lower[i - 1], closing) not in AGE_MARKS:
            return False
        person = self.doc[i - 2]
        if person.tag_ == "NNP":
            full_name = i > 2 and self.doc[i - 3].tag_ == "NNP" and closing == ","
            return full_name or person.ent_type_ in {"PERSON", ""}
        return person.tag_ == "NN" and _is_listed_person(person)

    def _is_age_bound(self, i: int, number: int) -> bool:
        """ "Children under 5", "those over 60"."""
        if number > OLDEST or i < 2 or self.lower[i - 1] not in {"under", "over", "above", "below"}:
            return False
        return self.doc[i - 2].tag_ in {"NNS", "DT"} and self.doc[i - 2].pos_ in {"NOUN", "PRON", "DET"}

    def _is_listed_age(self, i: int, number: int) -> bool:
        """ "Two men, ages 17 and 18", "three women aged 20, 22 and 31", "two brothers, 31 and 40, were shot"."""
        if number > OLDEST or not self.lower[i].isdecimal():
            return False
        first = i
        while first > max(i - LONGEST_AGES, 1) and self._is_in_row_of_ages(first - 1):
            first -= 1
        before = self.lower[first - 1] if first else ""
        if before in AGED:
            return True
        last = i
        while last + 1 < min(i + LONGEST_AGES, len(self.lower)) and self._is_in_row_of_ages(last + 1):
            last += 1
        while self.lower[last] == "and":
            last -= 1  # "19 and 22, and their cousin"
        people = self.doc[first - 1]
        if self.lower[last] != "," and self.lower[last + 1 : last + 2] not in (["."], [")"]):
            return False
        listed = sum(word.isdecimal() for word in self.lower[first : last + 1])
        if self.lower[first] == "," and people.tag_ == "NNP" and listed > 1:
            return self._are_joined_names(first, listed)
        if self.lower[first] != "," or people.tag_ != "NNS" or not _is_listed_person(people):
            return False
        counts = (self.numerals.at(k) for k in range(max(first - 4, 0), first - 1))
        return listed > 1 and any(count is not None and count.number == listed for count in counts)

    def _are_joined_names(self, end: int, count: int) -> bool:
        """Whether so many names stand before a token: "Musa and Isa Bello, 19 and 22"."""
        start = end
        while start > max(end - LONGEST_AGES, 0) and (
            self.doc[start - 1].pos_ == "PROPN" or self.lower[start - 1] in {"and", ","}
        ):
            start -= 1
        names = 1 + sum(self.lower[k] in {"and", ","} for k in range(start + 1, end))
        return names == count

    def _is_in_row_of_ages(self, i: int) -> bool:
        word = self.lower[i]
        return word in {",", "and", "to", "-", "–"} or (word.isdecimal() and int(word) <= OLDEST)

    def is_glued(self, i: int, end: int) -> bool:
        """Part of a code ("2012-11-S"), a compound ("two-storey") or a name ("Highway One")."""
        doc = self.doc
        if end < len(doc) and doc[end].lower_ in {"-", "/", ":", "."} and not doc[end - 1].whitespace_:
            joined = end + 1 < len(doc) and not doc[end].whitespace_ and doc[end + 1].is_alpha
            is_range = self.numerals.at(end + 1) is not None
            if doc[end].lower_ != "." and (joined or doc[end].lower_ == "/") and not is_range:
                return True
        if i and doc[i - 1].lower_ in {"-", "/", ":", "#"} and not doc[i - 1].whitespace_ and self.lower[i].isdigit():
            return i < 2 or self.numerals.at(i - 2) is None
        if not i or doc[i - 1].pos_ != "PROPN" or not doc[i - 1].text[0].isalpha() or is_month(doc, i - 1):
            return False
        return doc[i].head.i == i - 1 and doc[i].dep_ == "nummod"


@cache
def _reasons(side: str) -> dict[tuple[str, ...], str]:
    rows = load_rules("quantities")["not_people"]
    return {tuple(phrase.split()): row["reason"] for row in rows for phrase in row[side]}


def _is_listed_person(noun: Token) -> bool:
    return noun.lemma_.lower() in people_words()
