"""Numbers of people as English words them: hedges, ranges and vague words around a number (methodology.md, section 2).

The reader works on the line of words, not on the parse, so that a faulty parse costs no number. It takes the whole
phrase before the noun: its hedges, both ends of a range, and what multiplies them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor

from spacy.tokens import Doc

from incidents.extraction.parsed import lower_words
from incidents.extraction.people.numerals import Numeral, Numerals
from incidents.extraction.people.uncounted import GLUED, Uncounted
from incidents.extraction.rules import load_rules, rule_words
from incidents.extraction.types import Quantity
from incidents.vocabulary import Hedge

SINGLE = Quantity(1, 1, 1, hedge=Hedge.NAMED)
NOBODY = Quantity(0, 0, 0, hedge=Hedge.DENIAL)
NOTHING = Quantity(0, 0, 0)
UNQUANTIFIED = Quantity(1, None, None, open_upper=True, hedge=Hedge.UNQUANTIFIED)

LONGEST_PHRASE = 6
LONGEST_JOINER = 4
# In words: how far back "as many" and "all but two" look for their number.
LONGEST_ELLIPSIS = 25
# "12 people or more": how far behind the number.
WORDS_TO_HEDGE = 3
# "Rose from 27 to 31" gives two figures, and no range.
WORDS_TO_CHANGE = 4
# Before a blank they mark what somebody quotes.
SIGNS = {"<", ">"}
# Of several hedges a bound decides: "up to around 40".
BOUNDS = {Hedge.UP_TO, Hedge.AT_LEAST, Hedge.MORE_THAN}
# Before "up to 9", where a toll was put there; so many words at most.
RAISED = {"revised", "revising", "raised", "raising", "pushed", "pushing", "brought", "bringing", "moved", "moving"}
WORDS_TO_RAISED = 10
# Between a toll and "up to 9", where that tells how far it has come; so many words at most.
RISEN = {"is", "was", "now", "went", "goes", "gone", "has", "'s", ":", "-", "–", "—", "already", "currently"}
LONGEST_RISE = 4


TIMES = {"twice": (2, 1), "thrice": (3, 1), "double": (2, 1), "triple": (3, 1), "half": (1, 2)}
# "Double that number": what stands for the number told before, where something multiplies it.
SAME_NUMBER = {("that", "number"), ("that", "figure"), ("this", "number"), ("the", "number"), ("that", "many")}


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity at tokens [start, end) of the document; `reason` says why it counts no people, where it does not."""

    start: int
    end: int
    quantity: Quantity
    rule: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Hedging:
    """A hedge, and whether it leaves the number itself out ("fewer than 20": at most 19)."""

    hedge: Hedge
    below: bool = False


Phrases = Mapping[tuple[str, ...], _Hedging]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    before: Phrases
    after: Phrases
    vague: dict[tuple[str, ...], tuple[int, int, int]]
    fixed: dict[tuple[str, ...], int]
    joiners: frozenset[tuple[str, ...]]
    starts: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    rules = load_rules("quantities")

    def phrases(table: dict[str, list[str]]) -> Phrases:
        return {
            tuple(phrase.split()): _Hedging(Hedge.UP_TO if word == "below" else Hedge(word), word == "below")
            for word, listed in table.items()
            for phrase in listed
        }

    vague = {
        tuple(phrase.split()): (row["low"], row["best"], row["high"])
        for row in rules["vague"]
        for phrase in row["words"]
    }
    fixed = {tuple(phrase.split()): int(number) for phrase, number in rules["fixed"].items()}
    return _Lexicon(
        before=phrases(rules["before"]),
        after=phrases(rules["after"]),
        vague=vague,
        fixed=fixed,
        joiners=frozenset(tuple(phrase.split()) for phrase in rules["range"]["joiners"]),
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


def number_and_odd(number: int, raw: str = "") -> Quantity:
    """ "30-odd": that many, and up to nine more."""
    return Quantity(number, number, number + 9, hedge=Hedge.RANGE, raw=raw)


def either_of(low: int, high: int, raw: str = "") -> Quantity:
    """ "Ten or eleven"."""
    return Quantity(low, low, high, hedge=Hedge.RANGE, raw=raw)


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


def find_quantities(doc: Doc) -> tuple[QuantityMention, ...]:
    """Every quantity of the document, left to right, without overlaps."""
    return tuple(_Reader(doc).mentions())


class _Reader:
    """Reads the quantities of one document over its lower-case words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lower = lower_words(doc)
        self.lexicon = _lexicon()
        self.numerals = Numerals(doc)
        self.uncounted = Uncounted(doc, self.numerals)

    def mentions(self) -> Iterator[QuantityMention]:
        i = done = 0
        told: list[QuantityMention] = []
        while i < len(self.lower):
            mention = (
                self._as_many(i, told) or self._all_but(i, told) or self._worded(i, done) or self._numeric(i, done)
            )
            if mention is None:
                i += 1
                continue
            if mention.reason is None:
                told.append(mention)
            yield mention
            i = done = max(mention.end, i + 1)

    def _as_many(self, i: int, told: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "Three died and as many were hurt", "twice as many", "half that number": by the number told before; "as many
        as" is a hedge of the one to come."""
        if not told:
            return None
        times, at = self._times(i)
        words = tuple(self.lower[at : at + 2])
        last = told[-1]
        compared = words == ("as", "many") or (times is not None and words in SAME_NUMBER)
        if not compared or self.lower[at + 2 : at + 3] == ["as"]:
            return None
        if i - last.end > LONGEST_ELLIPSIS or last.quantity.is_vague:
            return None
        quantity = replace(_multiplied(last.quantity, times or (1, 1)), raw=self._raw(i, at + 2))
        return QuantityMention(i, at + 2, quantity, "as-many")

    def _times(self, i: int) -> tuple[tuple[int, int] | None, int]:
        """By what "twice", "half" or "three times" multiplies, as a fraction, and the token after it."""
        if (times := TIMES.get(self.lower[i])) is not None:
            return times, i + 1
        number = self.numerals.at(i)
        if number is not None and self.lower[number.end : number.end + 1] == ["times"]:
            return (number.number, 1), number.end + 1
        return None, i

    def _all_but(self, i: int, told: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "All but two of the 23", or of a number told shortly before."""
        left = self.numerals.at(i + 2) if self.lower[i : i + 2] == ["all", "but"] else None
        if left is None:
            return None
        end = left.end
        of = end + 1 + (self.lower[end + 1 : end + 2] == ["the"]) if self.lower[end : end + 1] == ["of"] else 0
        whole = self.numerals.at(of) if of else None
        if whole is not None:
            number, end = whole.number, whole.end
        else:
            before = (m.quantity.best for m in reversed(told) if i - m.end <= LONGEST_ELLIPSIS)
            number = next((best for best in before if best is not None and best > left.number), 0)
        if number <= left.number:
            return None
        quantity = hedge_number(number - left.number, Hedge.EXACT, self._raw(i, end))
        return QuantityMention(i, end, quantity, "number:all-but")

    def _numeric(self, i: int, done: int) -> QuantityMention | None:
        first = self.numerals.at(i)
        if first is None:
            return self._unreadable(i)
        if reason := self.uncounted.reason(i, first.end, first.number):
            return QuantityMention(i, first.end, NOTHING, "number:not-people", reason)
        if spread := self._range(i, first, done):
            return spread
        after = self._hedge_after(first.end)
        if after is None and self.uncounted.is_glued(i, first.end):
            return QuantityMention(i, first.end, NOTHING, "number:not-people", GLUED)
        start, hedging = self._hedge_before(i, done)
        end, hedging = after or (first.end, self._hedge_behind(first.end) or hedging)
        raw = self._raw(start, end)
        if self.lower[end - 1] == "odd" and end > first.end:
            return QuantityMention(start, end, number_and_odd(first.number, raw), "hedge:odd")
        number = max(first.number - hedging.below, 0)
        rule = "number" if hedging.hedge is Hedge.EXACT else f"hedge:{hedging.hedge.value}"
        return QuantityMention(start, end, hedge_number(number, hedging.hedge, raw), rule)

    def _unreadable(self, i: int) -> QuantityMention | None:
        """ "1.200 people": digits that give no number are never turned into a bare plural."""
        if not self.numerals.is_unreadable(i):
            return None
        if reason := self.uncounted.reason(i, i + 1, 0):
            return QuantityMention(i, i + 1, NOTHING, "number:not-people", reason)
        return QuantityMention(i, i + 1, replace(UNQUANTIFIED, raw=self._raw(i, i + 1)), "number_unreadable")

    def _range(self, i: int, first: Numeral, done: int) -> QuantityMention | None:
        """ "10 to 15", "between 10 and 15", "two to three dozen", "ten or eleven"."""
        opening = self.lower[i - 1] if i > done else ""
        joined = self._joiner(first.end, opening)
        second = self.numerals.at(joined) if joined else None
        if second is None or self._is_change(i, opening):
            return None
        low = first.number
        if first.unit == 1 < second.unit and low < second.number // second.unit:
            low *= second.unit
        either = "or" in self.lower[first.end : joined]
        if second.number <= low or (either and second.number > 3 * low):
            return None
        reason = self.uncounted.reason(joined, second.end, second.number)
        if reason or self.uncounted.is_glued(joined, second.end):
            return QuantityMention(i, second.end, NOTHING, "number:not-people", reason or GLUED)
        start = self._opening(i, done) if opening in {"between", "from"} else self._hedge_before(i, done)[0]
        raw = self._raw(start, second.end)
        quantity = (either_of if either else range_between)(low, second.number, raw)
        return QuantityMention(start, second.end, quantity, "hedge:either" if either else "hedge:range")

    def _joiner(self, end: int, opening: str) -> int:
        """Where the second number of a range begins; 0 where nothing joins one to the number before."""
        for size in range(LONGEST_JOINER, 0, -1):
            words = tuple(self.lower[end : end + size])
            if words in self.lexicon.joiners or (words == ("and",) and opening == "between"):
                return end + size
        return 0

    def _is_change(self, i: int, opening: str) -> bool:
        """ "Rose from 27 to 31" gives two figures."""
        before = self.lower[max(i - 1 - WORDS_TO_CHANGE, 0) : max(i - 1, 0)]
        return opening == "from" and not rule_words("quantities", "range", "changes").isdisjoint(before)

    def _opening(self, i: int, done: int) -> int:
        """Where "anywhere between" begins, before the number at token i."""
        anywhere = i - 2 >= done and self.lower[i - 2] in {"anywhere", "somewhere"}
        return i - 2 if anywhere else i - 1

    def _worded(self, i: int, done: int) -> QuantityMention | None:
        if self.lower[i] not in self.lexicon.starts:
            return None
        if end := self._phrase_end(self.lexicon.fixed, i):
            number = self.lexicon.fixed[tuple(self.lower[i:end])]
            start, hedging = self._hedge_before(i, done)
            quantity = hedge_number(max(number - hedging.below, 0), hedging.hedge, self._raw(start, end))
            return QuantityMention(start, end, quantity, "number:fixed")
        end = self._phrase_end(self.lexicon.vague, i)
        if not end or (self.lower[i] == "some" and (self.numerals.at(end) or self.lower[end : end + 1] == ["of"])):
            return None
        if i and self.lower[i] == "many" and self.lower[i - 1] in {"as", "how", "so", "too"}:
            return None
        if self.lower[i:end] == ["a", "couple"] and not self._counts_noun(end):
            return None  # two people who belong together
        phrase = tuple(self.lower[i:end])
        low, best, high = self.lexicon.vague[phrase]
        if reason := self.uncounted.unit_after(end):
            return QuantityMention(i, end, NOTHING, "number:not-people", reason)
        start = self._hedge_before(i, done)[0]
        quantity = Quantity(low, best, high, hedge=Hedge.VAGUE, raw=self._raw(start, end))
        return QuantityMention(start, end, quantity, "vague:" + "-".join(word for word in phrase if word != "of"))

    def _counts_noun(self, i: int) -> bool:
        """Whether a plural stands behind "a couple": "a couple young men"."""
        while i < len(self.doc) and self.doc[i].pos_ == "ADJ" and self.lower[i] != "more":
            i += 1
        return i < len(self.doc) and (self.doc[i].tag_ in {"NNS", "NNPS"} or self.lower[i] == "more")

    def _phrase_end(self, table: Mapping[tuple[str, ...], object], i: int) -> int:
        """Where the longest phrase of the table that starts at token i ends; 0 where none does."""
        for size in range(min(LONGEST_PHRASE, len(self.lower) - i), 0, -1):
            if tuple(self.lower[i : i + size]) in table:
                return i + size
        return 0

    def _hedge_before(self, i: int, done: int) -> tuple[int, _Hedging]:
        """Where the hedges before token i begin, and the one that counts: a bound before any other."""
        hedging = _Hedging(Hedge.EXACT)
        start = i
        while found := self._one_hedge(start, done):
            start, outer = found
            hedging = outer if hedging.hedge is Hedge.EXACT or outer.hedge in BOUNDS else hedging
        return start, _Hedging(Hedge.EXACT) if self._tells_rise(start) else hedging

    def _tells_rise(self, i: int) -> bool:
        """Whether "up to" at token i says how far a toll has come ("now up to 9", "revised the toll up to 9"). It is no
        bound then."""
        if self.lower[i : i + 2] != ["up", "to"]:
            return False
        near = self.lower[max(i - WORDS_TO_RAISED, 0) : i]
        if "toll" in near and not RAISED.isdisjoint(near):
            return True
        first = max(i - LONGEST_RISE, 0)
        before = next((k for k in range(i - 1, first - 1, -1) if self.lower[k] not in RISEN), first)
        return self.lower[before] == "toll"

    def _one_hedge(self, i: int, done: int) -> tuple[int, _Hedging] | None:
        for size in range(min(LONGEST_PHRASE, i - done), 0, -1):
            hedging = self.lexicon.before.get(tuple(self.lower[i - size : i]))
            if hedging is not None and not (self.lower[i - 1] in SIGNS and self.doc[i - 1].whitespace_):
                return i - size, hedging
        return None

    def _hedge_after(self, end: int) -> tuple[int, _Hedging] | None:
        """Past the hedge that follows a number, and the hedge: "12 or more people"."""
        for size in range(LONGEST_PHRASE, 0, -1):
            words = tuple(self.lower[end : end + size])
            hedging = self.lexicon.after.get(words)
            if hedging is not None and self.numerals.at(end + len(words)) is None:
                return end + len(words), hedging
        return None

    def _hedge_behind(self, end: int) -> _Hedging | None:
        """The hedge behind the noun: "12 people or more"."""
        for i in range(end, min(end + WORDS_TO_HEDGE, len(self.doc))):
            if self.doc[i].pos_ not in {"NOUN", "ADJ", "PROPN"}:
                return None
            if found := self._hedge_after(i + 1):
                return found[1]
        return None

    def _raw(self, start: int, end: int) -> str:
        return str(self.doc[start:end].text)


def _multiplied(quantity: Quantity, times: tuple[int, int]) -> Quantity:
    """A quantity times a fraction; half of an odd number lies between two."""
    by, parts = times
    low, best, high = quantity.low * by // parts, quantity.best, quantity.high
    best = None if best is None else best * by // parts
    high = None if high is None else -(-high * by // parts)
    return replace(quantity, low=low, best=best, high=high)
