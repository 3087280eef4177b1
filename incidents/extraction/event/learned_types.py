"""A guess at the type of an event where no rule says anything, by the words of its text.

Multinomial logistic regression over TF-IDF: what each word weighs for each type was fitted beforehand
(type_fitting.py). Names and numbers are left out, so that no country or group speaks for a type.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from incidents.extraction.parsed import tokens_of
from incidents.extraction.rules import FOLDER, RuleFileError
from incidents.vocabulary import EventType

SHIPPED = FOLDER / "type_weights.json"
OWN_WEIGHTS = Path(__file__).resolve().parents[3] / "var" / "type_weights.json"
LEAST_SHARE = 0.4
"""Below this share of the probability nothing is guessed."""
FEWEST_WORDS = 3
"""Known words, each counted once, below which nothing is guessed."""
MOST_WORDS = 60
"""A text begins with what happened; what follows is not weighed."""
WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class TypeGuess:
    """A type, its share of the probability from 0 to 1, and the words that spoke for it most."""

    event_type: EventType
    share: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeWeights:
    """How rare each word is, and what it weighs for each kind; a kind is a type, or "" for no event."""

    kinds: tuple[str, ...]
    bias: tuple[float, ...]
    rarity: Mapping[str, float]
    words: Mapping[str, Sequence[float]]


def guess_type(doc: Doc) -> TypeGuess | None:
    """The type that the words of a text speak for; None where they say too little, or speak for no event."""
    weights = read_weights(*weights_file())
    values = word_values(words_to_weigh(doc), weights.rarity)
    if len(values) < FEWEST_WORDS:
        return None
    scores = [
        bias + sum(value * weights.words[word][place] for word, value in values.items())
        for place, bias in enumerate(weights.bias)
    ]
    shares = [math.exp(score - max(scores)) for score in scores]
    best = max(range(len(shares)), key=shares.__getitem__)
    share = shares[best] / sum(shares)
    if share < LEAST_SHARE or not weights.kinds[best]:
        return None
    spoke = sorted(values, key=lambda word: (-values[word] * weights.words[word][best], word))
    return TypeGuess(EventType(weights.kinds[best]), round(share, 2), tuple(spoke[:WORDS_SHOWN]))


def words_to_weigh(doc: Doc) -> list[str]:
    """The first words of a text in their dictionary form, without names, numbers and words such as "the"."""
    kept = (
        token.lemma_.lower()
        for token in tokens_of(doc)
        if token.is_alpha and len(token) > 2 and not token.is_stop and token.pos_ != "PROPN" and not token.ent_type_
    )
    return [word for word, _ in zip(kept, range(MOST_WORDS), strict=False)]


def word_values(words: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """TF-IDF of the known words of a text: the logarithm of how often times the rarity, as a vector of length 1."""
    counts = Counter(word for word in words if word in rarity)
    values = {word: (1 + math.log(count)) * rarity[word] for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    return {word: value / length for word, value in values.items()}


def own_weights_path() -> Path:
    """Where a desk's own weights are kept: TYPE_WEIGHTS_PATH, else var/type_weights.json below the project's root."""
    return Path(os.environ.get("TYPE_WEIGHTS_PATH") or OWN_WEIGHTS)


def weights_file() -> tuple[Path, int]:
    """The file to read, the desk's own where there is one, and when it was written, in nanoseconds."""
    own = own_weights_path()
    path = own if own.is_file() else SHIPPED
    return path, path.stat().st_mtime_ns


@lru_cache(maxsize=2)
def read_weights(path: Path, written: int) -> TypeWeights:
    """The weights of a file. Raises RuleFileError for one that is damaged."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        kinds = tuple(EventType(kind).value if kind else "" for kind in found["kinds"])
        if any(len(row) != len(kinds) + 1 for row in found["words"].values()) or len(found["bias"]) != len(kinds):
            raise ValueError("a row has too many or too few weights")
        rarity = {word: row[0] for word, row in found["words"].items()}
        return TypeWeights(kinds, tuple(found["bias"]), rarity, {word: row[1:] for word, row in found["words"].items()})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RuleFileError(f"{path}: no weights of types: {error}") from error
