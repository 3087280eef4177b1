"""Numbers of people as English words them: digits, words, hedges and vague words (methodology.md, section 2).

The reader works on the line of words, not on the parse, so that a faulty parse costs no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor

from spacy.tokens import Doc

from incidents.extraction.parsed import lower_words
from incidents.extraction.people.persons import rows_of_people
from incidents.extraction.rules import load_rules
from incidents.extraction.types import Quantity
from incidents.vocabulary import Hedge

MOST_PEOPLE = 100_000_000
SINGLE = Quantity(1, 1, 1, hedge=Hedge.NAMED)
NOBODY = Quantity(0, 0, 0, hedge=Hedge.DENIAL)
NOTHING = Quantity(0, 0, 0)
UNQUANTIFIED = Quantity(1, None, None, open_upper=True, hedge=Hedge.UNQUANTIFIED)

OLDEST = 115
AGE_MARKS = {(",", ","), (",", "."), (",", ";"), ("(", ")"), ("(", ","), ("[", "]")}
DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
THREE_DIGITS = re.compile(r"[0-9]{3}")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
LONGEST_NUMBER = 15
LONGEST_PHRASE = 6
# In words: how far back "as many" looks for its number.
LONGEST_ELLIPSIS = 25
RANGE_JOINERS = {"-", "–", "—", "to", "or"}
NOT_A_COUNT_BEFORE_ONE = {"no", "any", "every", "each", "this", "that", "another", "which", "the", "some", "-"}
AGED = {"aged", "age", "ages"}
LONGEST_AGES = 24
YEAR_BEFORE = {"in", "since", "of", "during", "from", "until", "by", ",", "year", "(", "late", "early", "mid"}


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity at tokens [start, end) of the document; `reason` says why it counts no people, where it does not."""

    start: int
    end: int
    quantity: Quantity
    rule: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, int]
    multipliers: dict[str, int]
    before: dict[tuple[str, ...], Hedge]
    after: dict[tuple[str, ...], Hedge]
    vague: dict[tuple[str, ...], tuple[int, int, int]]
    fixed: dict[tuple[str, ...], int]
    not_people_after: dict[tuple[str, ...], str]
    not_people_before: dict[tuple[str, ...], str]
    months: frozenset[str]
    starts: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    rules = load_rules("quantities")

    def phrases(table: dict[str, list[str]]) -> dict[tuple[str, ...], Hedge]:
        return {tuple(phrase.split()): Hedge(hedge) for hedge, listed in table.items() for phrase in listed}

    def reasons(side: str) -> dict[tuple[str, ...], str]:
        return {tuple(phrase.split()): row["reason"] for row in rules["not_people"] for phrase in row[side]}

    vague = {
        tuple(phrase.split()): (row["low"], row["best"], row["high"])
        for row in rules["vague"]
        for phrase in row["words"]
    }
    fixed = {tuple(phrase.split()): int(number) for phrase, number in rules["fixed"].items()}
    return _Lexicon(
        words=rules["words"],
        multipliers=rules["multipliers"],
        before=phrases(rules["before"]),
        after=phrases(rules["after"]),
        vague=vague,
        fixed=fixed,
        not_people_after=reasons("after"),
        not_people_before=reasons("before"),
        months=frozenset(rules["months"]["names"]),
        starts=frozenset(phrase[0] for phrase in (*vague, *fixed)),
    )


def hedge_number(number: int, hedge: Hedge, raw: str = "") -> Quantity:
    """The range that a hedged number stands for (methodology.md, section 2)."""
    match hedge:
        case Hedge.AT_LEAST:
            return Quantity(number, number, None, open_upper=True, hedge=hedge, raw=raw)
        case Hedge.MORE_THAN:
            return Quantity(number + 1, number + 1, None, open_upper=True, hedge=hedge, raw=raw)
        case Hedge.UP_TO:
            return Quantity(min(1, number), None, number, hedge=hedge, raw=raw)
        case Hedge.NEARLY:
            return Quantity(ceil(0.9 * number), number, number, hedge=hedge, raw=raw)
        case Hedge.ABOUT:
            return Quantity(ceil(0.9 * number), number, floor(1.1 * number), hedge=hedge, raw=raw)
        case _:
            return Quantity(number, number, number, hedge=Hedge.EXACT, raw=raw)


def range_between(low: int, high: int, raw: str = "") -> Quantity:
    """A range "X to Y": best is the middle, rounded down (methodology.md, section 2)."""
    return Quantity(low, (low + high) // 2, high, hedge=Hedge.RANGE, raw=raw)


def bare_plural(raw: str = "") -> Quantity:
    """A plural with no number ("soldiers were killed")."""
    row = load_rules("quantities")["bare_plural"]
    return Quantity(row["low"], row["best"], row["high"], hedge=Hedge.VAGUE, raw=raw)


def sum_quantities(quantities: Sequence[Quantity], raw: str = "") -> Quantity:
    """The sum of several groups; open or unknown where any of them is."""
    bests = [quantity.best for quantity in quantities]
    highs = [quantity.high for quantity in quantities]
    hedges = {quantity.hedge for quantity in quantities} - {Hedge.EXACT, Hedge.NAMED}
    return Quantity(
        low=sum(quantity.low for quantity in quantities),
        best=None if None in bests else sum(best for best in bests if best is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
        open_upper=any(quantity.open_upper for quantity in quantities),
        hedge=_joint_hedge(hedges),
        raw=raw,
    )


def _joint_hedge(hedges: set[Hedge]) -> Hedge:
    if not hedges:
        return Hedge.EXACT
    return hedges.pop() if len(hedges) == 1 else Hedge.ABOUT


@cache
def _person_nouns() -> frozenset[str]:
    rules = load_rules("victims")
    return frozenset(noun for table in ("combatants", "civilians", "people") for noun in rules[table]["nouns"])


def find_quantities(doc: Doc) -> tuple[QuantityMention, ...]:
    """Every quantity of the document, left to right, without overlaps."""
    reader = _Reader(doc)
    return tuple(reader.mentions())


class _Reader:
    """Reads the quantities of one document over its lower-case words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = lower_words(doc)
        self.lexicon = _lexicon()
        self.ages = rows_of_people(doc).ages

    def mentions(self) -> Iterator[QuantityMention]:
        i = done = 0
        last: QuantityMention | None = None
        while i < len(self.lower):
            mention = self._as_many(i, last) or self._worded(i, done) or self._numeric(i, done)
            if mention is None:
                i += 1
                continue
            last = mention if mention.reason is None else last
            yield mention
            i = done = max(mention.end, i + 1)

    def _as_many(self, i: int, last: QuantityMention | None) -> QuantityMention | None:
        """ "Three died and as many were hurt": the number told before; "as many as" is a hedge of the one to come."""
        if last is None or self.lower[i : i + 2] != ["as", "many"] or self.lower[i + 2 : i + 3] == ["as"]:
            return None
        if i - last.end > LONGEST_ELLIPSIS or last.quantity.is_vague:
            return None
        return QuantityMention(i, i + 2, replace(last.quantity, raw=self._raw(i, i + 2)), "as-many")

    def _numeric(self, i: int, done: int) -> QuantityMention | None:
        first = self._number(i)
        if first is None:
            return None
        number, end = first
        if reason := self._not_people(i, end, number):
            return QuantityMention(i, end, NOTHING, "number:not-people", reason)
        if spread := self._range(i, number, end, done):
            return spread
        start, hedge = self._hedge_before(i, done)
        after = self._hedge_after(end)
        if after is not None:
            end, hedge = after
        rule = "number" if hedge is Hedge.EXACT else f"hedge:{hedge.value}"
        return QuantityMention(start, end, hedge_number(number, hedge, self._raw(start, end)), rule)

    def _range(self, i: int, low: int, end: int, done: int) -> QuantityMention | None:
        opening = self.lower[i - 1] if i > done else ""
        joiners = {"and"} if opening == "between" else RANGE_JOINERS
        if end >= len(self.lower) or self.lower[end] not in joiners:
            return None
        second = self._number(end + 1)
        if second is None or second[0] <= low or (self.lower[end] == "or" and second[0] > 3 * low):
            return None
        high, high_end = second
        if reason := self._not_people(end + 1, high_end, high):
            return QuantityMention(i, high_end, NOTHING, "number:not-people", reason)
        start = i - 1 if opening in {"between", "from"} else self._hedge_before(i, done)[0]
        return QuantityMention(start, high_end, range_between(low, high, self._raw(start, high_end)), "hedge:range")

    def _worded(self, i: int, done: int) -> QuantityMention | None:
        if self.lower[i] not in self.lexicon.starts:
            return None
        if end := self._phrase_end(self.lexicon.fixed, i):
            number = self.lexicon.fixed[tuple(self.lower[i:end])]
            return QuantityMention(i, end, hedge_number(number, Hedge.EXACT, self._raw(i, end)), "number:fixed")
        end = self._phrase_end(self.lexicon.vague, i)
        if not end or (self.lower[i] == "some" and (self._number(end) or self.lower[end : end + 1] == ["of"])):
            return None
        if i and self.lower[i] == "many" and self.lower[i - 1] in {"as", "how", "so", "too"}:
            return None
        phrase = tuple(self.lower[i:end])
        low, best, high = self.lexicon.vague[phrase]
        if reason := self._unit_after(end):
            return QuantityMention(i, end, NOTHING, "number:not-people", reason)
        start = self._hedge_before(i, done)[0]
        quantity = Quantity(low, best, high, hedge=Hedge.VAGUE, raw=self._raw(start, end))
        return QuantityMention(start, end, quantity, "vague:" + "-".join(word for word in phrase if word != "of"))

    def _phrase_end(self, table: Mapping[tuple[str, ...], object], i: int) -> int:
        """Where the longest phrase of the table that starts at token i ends; 0 where none does."""
        for size in range(min(LONGEST_PHRASE, len(self.lower) - i), 0, -1):
            if tuple(self.lower[i : i + size]) in table:
                return i + size
        return 0

    def _hedge_before(self, i: int, done: int) -> tuple[int, Hedge]:
        for size in range(min(LONGEST_PHRASE, i - done), 0, -1):
            hedge = self.lexicon.before.get(tuple(self.lower[i - size : i]))
            if hedge is not None:
                return i - size, hedge
        return i, Hedge.EXACT

    def _hedge_after(self, end: int) -> tuple[int, Hedge] | None:
        for size in (3, 2, 1):
            words = tuple(self.lower[end : end + size])
            hedge = self.lexicon.after.get(words)
            if hedge is not None:
                return end + len(words), hedge
        return None

    def _number(self, i: int) -> tuple[int, int] | None:
        """The plain number that starts at token i, and the token after it."""
        if i >= len(self.lower):
            return None
        found = self._digits(i) or self._number_words(i)
        return found if found and found[0] <= MOST_PEOPLE else None

    def _digits(self, i: int) -> tuple[int, int] | None:
        word = self.lower[i]
        if not word[0].isdigit():
            return None
        end = i + 1
        if DECIMAL.fullmatch(word) and len(word) < LONGEST_NUMBER:
            factor = self._multiplier(end)
            return (round(float(word) * factor), end + 1) if factor > 1 else None
        if not DIGITS.fullmatch(word) or len(word) > LONGEST_NUMBER:
            return None
        number = int(word.replace(",", ""))
        while len(word) <= 3 and number <= MOST_PEOPLE and self._is_spaced_thousand(end):
            number, end = number * 1000 + int(self.lower[end]), end + 1
        factor = self._multiplier(end)
        return (number * factor, end + 1) if factor > 1 else (number, end)

    def _is_spaced_thousand(self, i: int) -> bool:
        """Whether token i is the next three digits of "1 200"."""
        follows = i < len(self.lower) and THREE_DIGITS.fullmatch(self.lower[i]) is not None
        return follows and self.doc[i - 1].whitespace_ != "" and not THOUSANDS.fullmatch(self.lower[i - 1])

    def _multiplier(self, i: int) -> int:
        return self.lexicon.multipliers.get(self.lower[i], 1) if i < len(self.lower) else 1

    def _number_words(self, i: int) -> tuple[int, int] | None:
        words, end = self.lexicon.words, i
        total = current = 0
        if self.lower[i] in {"a", "an"}:
            if self._multiplier(i + 1) == 1 or (self.lower[i + 1] == "score" and self.lower[i + 2 : i + 3] != ["of"]):
                return None
            current, end = 1, i + 1
        elif self.lower[i] not in words or self._is_pronoun_one(i):
            return None
        while end < len(self.lower) and total + current <= MOST_PEOPLE:
            word = self.lower[end]
            if word in words:
                if current % 10 or (current and words[word] >= 10 and current % 100):
                    break
                current += words[word]
            elif current and self._multiplier(end) > 1:
                factor = self._multiplier(end)
                total, current = (total, current * factor) if factor <= 100 else (total + current * factor, 0)
            elif not self._joins_number_words(end, current or total):
                break
            end += 1
        if self.lower[end : end + 1] == ["of"] and self.lower[end - 1] in {"dozen", "score"}:
            end += 1
        return total + current, end

    def _joins_number_words(self, i: int, number: int) -> bool:
        """The hyphen of "twenty-three", the "and" of "one hundred and five"."""
        word, following = self.lower[i], self.lower[i + 1 : i + 2]
        if not following or following[0] not in self.lexicon.words:
            return False
        tens = 20 <= number % 100 < 100 and number % 10 == 0
        return (word == "-" and tens) or (word == "and" and number >= 100 and number % 100 == 0)

    def _is_pronoun_one(self, i: int) -> bool:
        return self.lower[i] == "one" and i > 0 and self.lower[i - 1] in NOT_A_COUNT_BEFORE_ONE

    def _not_people(self, i: int, end: int, number: int) -> str | None:
        if reason := self._unit_after(end) or self._unit_before(i):
            return reason
        if self._is_date(i, end, number):
            return "a date"
        if i in self.ages or self._is_age_beside(i, end, number) or self._is_listed_age(i, number):
            return "an age"
        if self._is_glued(i, end):
            return "part of a name or code"
        return None

    def _unit_after(self, end: int) -> str | None:
        for size in (4, 3, 2, 1):
            if reason := self.lexicon.not_people_after.get(tuple(self.lower[end : end + size])):
                return reason
        return None

    def _unit_before(self, i: int) -> str | None:
        return self.lexicon.not_people_before.get(tuple(self.lower[max(i - 1, 0) : i]))

    def _is_age_beside(self, i: int, end: int, number: int) -> bool:
        """ "A boy, 9, and his uncle", "Amina Yusuf (34) was shot": a number set off right after one person."""
        if number > OLDEST or i < 2 or not self.lower[i].isdigit():
            return False
        closing = self.lower[end] if end < len(self.lower) else "."
        if (self.lower[i - 1], closing) not in AGE_MARKS:
            return False
        person = self.doc[i - 2]
        if person.tag_ == "NNP":
            full_name = i > 2 and self.doc[i - 3].tag_ == "NNP" and closing == ","
            return full_name or person.ent_type_ in {"PERSON", ""}
        return person.tag_ == "NN" and person.lemma_.lower() in _person_nouns()

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
        people = self.doc[first - 1]
        if self.lower[first] != "," or people.tag_ != "NNS" or people.lemma_.lower() not in _person_nouns():
            return False
        if self.lower[last] != "," and self.lower[last + 1 : last + 2] not in (["."], [")"]):
            return False
        listed = sum(word.isdecimal() for word in self.lower[first : last + 1])
        counts = (self._number(k) for k in range(max(first - 4, 0), first - 1))
        return listed > 1 and any(count is not None and count[0] == listed for count in counts)

    def _is_in_row_of_ages(self, i: int) -> bool:
        word = self.lower[i]
        return word in {",", "and", "to", "-", "–"} or (word.isdecimal() and int(word) <= OLDEST)

    def _is_date(self, i: int, end: int, number: int) -> bool:
        if number <= 31 and (self._is_month(i - 1) or self._is_month(end)):
            return True
        written_as_year = end == i + 1 and len(self.lower[i]) == 4 and self.lower[i].isdigit()
        if not (written_as_year and 1900 <= number <= 2100):
            return False
        before = self.lower[i - 1] if i else ""
        counts = end < len(self.doc) and self.doc[end].pos_ in {"NOUN", "ADJ"}
        return before in YEAR_BEFORE or self._is_month(i - 1) or not counts

    def _is_month(self, i: int) -> bool:
        return 0 <= i < len(self.lower) and self.lower[i] in self.lexicon.months and self.doc[i].pos_ != "AUX"

    def _is_glued(self, i: int, end: int) -> bool:
        """Part of a code ("2012-11-S"), a compound ("two-storey") or a name ("Highway One")."""
        doc = self.doc
        if end < len(doc) and doc[end].lower_ in {"-", "/", ":", "."} and not doc[end - 1].whitespace_:
            joined = end + 1 < len(doc) and not doc[end].whitespace_ and doc[end + 1].is_alpha
            is_range = self._number(end + 1) is not None
            if doc[end].lower_ != "." and (joined or doc[end].lower_ == "/") and not is_range:
                return True
        if i and doc[i - 1].lower_ in {"-", "/", ":", "#"} and not doc[i - 1].whitespace_ and self.lower[i].isdigit():
            return i < 2 or self._number(i - 2) is None
        return bool(i) and doc[i - 1].pos_ == "PROPN" and doc[i].head.i == i - 1 and doc[i].dep_ == "nummod"

    def _raw(self, start: int, end: int) -> str:
        return str(self.doc[start:end].text)
