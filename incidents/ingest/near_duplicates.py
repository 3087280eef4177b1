"""Whether two texts are nearly the same, and what differs: wire copy is reprinted with a sentence more or less.

Only words are compared. Case, punctuation, quotation marks, datelines and the agency in front of a paragraph do not
count. A text is first found by its *bands*, which are hashes of a few of its MinHash values. Texts that are alike
share some of them (Broder 1997; banding as in Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel
from rensa import RMinHash

from incidents.ingest.guesses import DATELINE

PHRASE = 3
"""Words in a phrase; texts are alike as far as they share phrases."""
VALUES_A_BAND = 4
BANDS_OF_TEXT, BANDS_OF_LEAD = 24, 8
"""Texts that share 6 of 10 of all their phrases have a band in common 96 times in 100, those that share 8 always."""
WORDS_OF_LEAD = 40
"""The lead is looked up by itself, for a copy that was cut off keeps it."""
SEED = 20240305
FEWEST_WORDS = 12
"""Shorter texts say too little to be known by."""

ALIKE = 0.5
WITHIN = 0.8
"""Texts are near duplicates that share this much of both, or of the shorter one."""
SAME_SENTENCE = 65.0
"""From this likeness on (rapidfuzz, 0 to 100) two sentences are one that was changed."""
MOST_PAIRS = 40_000
"""How many pairs of sentences are compared; of more, each is compared with those that stand about where it does."""
LONGEST_KEY = 1_000
"""Characters by which sentences are paired; what calls itself a longer one is no prose."""

WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Þ])|\n+")
IN_FRONT = re.compile(r"\A\s*+\([A-Z][\w .]{1,30}\)\s*+(?:--?|–|—)\s+")
"""An agency in brackets with a dash behind, where no place stands before it."""

Kind = Literal["same", "added", "left_out"]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a changed sentence, and whether both texts have them or only one."""

    text: str
    kind: Kind


class Sentence(NamedTuple):
    """A sentence as it stands, and the key that it shares with those that differ in case and marks alone."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a text differs from an earlier one, by sentences. Sentences that only moved are not told."""

    added: tuple[str, ...]
    left_out: tuple[str, ...]
    changed: tuple[tuple[Words, ...], ...]

    @property
    def sentence(self) -> str:
        """In words: "with two sentences added and one left out"."""
        parts = [
            f"{number_word(len(sentences))} {what}"
            for sentences, what in ((self.added, "added"), (self.left_out, "left out"), (self.changed, "changed"))
            if sentences
        ]
        if not parts:
            return "in the same words"
        noun = "sentence" if parts[0].startswith("one ") else "sentences"
        parts[0] = parts[0].replace(" ", f" {noun} ", 1)
        return "with " + (" and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0])


COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)


# --- Finding ------------------------------------------------------------------------------------------


def bands_of(text: str) -> list[int]:
    """The bands of a text, as signed 64-bit numbers; none for a text too short to be known by."""
    words = split_into_words(text)
    if len(words) < FEWEST_WORDS:
        return []
    return bands_of_words(words, BANDS_OF_TEXT, "text") + bands_of_words(words[:WORDS_OF_LEAD], BANDS_OF_LEAD, "lead")


def bands_of_words(words: Sequence[str], bands: int, of: str) -> list[int]:
    """The bands of some words; `of` keeps those of texts and of leads apart."""
    sketch = RMinHash(num_perm=bands * VALUES_A_BAND, seed=SEED)
    sketch.update(sorted(set(phrases(words))))
    values = sketch.digest()
    return [
        number_for_words(f"{of} {band} {values[band * VALUES_A_BAND : (band + 1) * VALUES_A_BAND]}")
        for band in range(bands)
    ]


def number_for_words(words: str) -> int:
    """A number for some words, the same on every machine, that fits a BIGINT."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), signed=True)


def likeness(text: str, other: str) -> float:
    """How much two texts share, from 0 to 1: twice the phrases in common by those of both (Dice)."""
    shared, mine, theirs = phrases_shared(text, other)
    return 2 * shared / (mine + theirs) if mine + theirs else 0.0


def are_alike(text: str, other: str) -> bool:
    """Whether one text is nearly the other, or nearly all of the shorter stands in the longer."""
    shared, mine, theirs = phrases_shared(text, other)
    shorter = min(mine, theirs)
    if shorter < FEWEST_WORDS - PHRASE:
        return False
    return shared >= WITHIN * shorter or 2 * shared >= ALIKE * (mine + theirs)


def phrases_shared(text: str, other: str) -> tuple[int, int, int]:
    """How many phrases two texts have in common, and how many each has, repetitions counted."""
    mine, theirs = count_phrases(text), count_phrases(other)
    return (mine & theirs).total(), mine.total(), theirs.total()


@lru_cache(maxsize=2)
def count_phrases(text: str) -> Counter[str]:
    """The phrases of a text; remembered, for one text is compared with many in turn."""
    return Counter(phrases(split_into_words(text)))


def split_into_words(text: str) -> list[str]:
    """The words of a text, folded, without what stands in front of its paragraphs."""
    return [word for paragraph in text.split("\n") for word in fold_words(without_front(paragraph))]


def fold_words(text: str) -> list[str]:
    """Words in one case, without punctuation, typographic marks made plain."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return WORD.findall(plain)


def without_front(paragraph: str) -> str:
    """A paragraph without its dateline and agency; a copy of a copy may have two of them."""
    for front in (DATELINE, IN_FRONT, DATELINE):
        paragraph = front.sub("", paragraph, count=1)
    return paragraph


def phrases(words: Sequence[str]) -> list[str]:
    """The phrases of a text, one beginning at each word."""
    return [" ".join(words[at : at + PHRASE]) for at in range(max(0, len(words) - PHRASE + 1))]


# --- What differs -------------------------------------------------------------------------------------


def difference_of_texts(text: str, earlier: str) -> Difference:
    """What a text has that an earlier one has not, and the other way round; sentences may stand in another order."""
    mine, theirs = sentences_of(text), sentences_of(earlier)
    left = Counter(sentence.key for sentence in theirs)
    new: list[Sentence] = []
    for sentence in mine:
        if left[sentence.key]:
            left[sentence.key] -= 1
        else:
            new.append(sentence)
    gone: list[Sentence] = []
    for sentence in reversed(theirs):
        if left[sentence.key]:
            left[sentence.key] -= 1
            gone.append(sentence)
    gone.reverse()
    pairs = pair_sentences(new, gone)
    paired = set(pairs.values())
    return Difference(
        added=tuple(sentence.text for at, sentence in enumerate(new) if at not in pairs),
        left_out=tuple(sentence.text for at, sentence in enumerate(gone) if at not in paired),
        changed=tuple(changed_words(new[at].text, gone[other].text) for at, other in sorted(pairs.items())),
    )


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text, without datelines; what has no word in it is none."""
    pieces = (
        piece.strip() for paragraph in text.split("\n") for piece in SENTENCE.split(without_front(paragraph)) if piece
    )
    return [Sentence(piece, key) for piece in pieces if (key := key_of(piece))]


def key_of(words: str) -> str:
    """By which words are the same, whatever their case and marks."""
    return " ".join(fold_words(words))


def pair_sentences(new: Sequence[Sentence], gone: Sequence[Sentence]) -> dict[int, int]:
    """Which of the new sentences is which of those that are gone, reworded: the most alike first, each once."""
    mine, theirs = ([sentence.key[:LONGEST_KEY] for sentence in sentences] for sentences in (new, gone))
    scored = [
        (-fuzz.ratio(key, theirs[other]), at, other)
        for at, key in enumerate(mine)
        for other in places_to_compare(at, len(mine), len(theirs))
    ]
    pairs: dict[int, int] = {}
    paired: set[int] = set()
    for score, at, other in sorted(scored):
        if -score >= SAME_SENTENCE and at not in pairs and other not in paired:
            pairs[at] = other
            paired.add(other)
    return pairs


def places_to_compare(at: int, mine: int, theirs: int) -> range:
    """Where in a list of `theirs` stands what the sentence at a place in a list of `mine` is compared with."""
    if mine * theirs <= MOST_PAIRS:
        return range(theirs)
    reach, middle = max(1, MOST_PAIRS // mine), at * theirs // mine
    first = max(0, min(middle - reach // 2, theirs - reach))
    return range(first, min(first + reach, theirs))


def changed_words(sentence: str, earlier: str) -> tuple[Words, ...]:
    """A sentence with the words that it has more and those that it has no longer."""
    mine, theirs = sentence.split(), earlier.split()
    key = {word: key_of(word) for word in {*mine, *theirs}}
    shared = Indel.opcodes([key[word] for word in theirs], [key[word] for word in mine]).as_matching_blocks()
    found: list[Words] = []
    last = end = 0
    for first, start, length in shared:  # the last one has no words
        found += [*run(theirs[last:first], "left_out"), *run(mine[end:start], "added")]
        last, end = first + length, start + length
        found += run(mine[start:end], "same")
    return tuple(found)


def run(words: Iterable[str], kind: Kind) -> list[Words]:
    text = " ".join(words)
    return [Words(text, kind)] if text else []
