"""Fits the weights of learned_types.py: multinomial logistic regression over TF-IDF, by gradient descent."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence

import numpy

from incidents.extraction.event.learned_types import TypeWeights, word_values, words_to_weigh
from incidents.extraction.model import language_model
from incidents.extraction.rules import FOLDER

NOTES = FOLDER / "type_notes.jsonl"
Note = tuple[str, str]
"""The kind of an event, "" for none, and a text."""

STEPS = 1000
RATE = 4.0
PULL = 0.0003
"""How strongly weights are drawn to 0, so that a word seen once says little."""


def shipped_notes() -> list[Note]:
    """The notes that come with the program, written for it."""
    rows = (json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines())
    return [(row["type"] or "", row["text"]) for row in rows]


def fit_weights(notes: Sequence[Note]) -> TypeWeights:
    """The weights that tell the kinds of the notes apart; each kind counts the same, however many notes it has."""
    kinds = sorted({kind for kind, _ in notes})
    texts = [words_to_weigh(doc) for doc in language_model().pipe(text for _, text in notes)]
    rarity = rarities(texts)
    places = {word: place for place, word in enumerate(rarity)}
    values = numpy.zeros((len(notes), len(rarity)))
    for row, words in enumerate(texts):
        for word, value in word_values(words, rarity).items():
            values[row, places[word]] = value
    truth = numpy.array([[float(kind == one) for one in kinds] for kind, _ in notes])
    counts = (truth / truth.sum(axis=0)).sum(axis=1, keepdims=True) / len(kinds)
    weights, bias = numpy.zeros((len(rarity), len(kinds))), numpy.zeros(len(kinds))
    for _ in range(STEPS):
        scores = values @ weights + bias
        shares = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        off = (shares / shares.sum(axis=1, keepdims=True) - truth) * counts
        weights -= RATE * (values.T @ off + PULL * weights)
        bias -= RATE * off.sum(axis=0)
    rows = {word: numpy.round(weights[place], 2).tolist() for word, place in places.items()}
    return TypeWeights(tuple(kinds), tuple(numpy.round(bias, 2).tolist()), rarity, rows)


def rarities(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """The inverse document frequency of each word, in the order of the alphabet."""
    seen = Counter(word for words in texts for word in set(words))
    return {word: round(1 + math.log((1 + len(texts)) / (1 + seen[word])), 2) for word in sorted(seen)}


def weights_json(weights: TypeWeights) -> str:
    """The weights as a file keeps them, one word a line: its rarity, then what it weighs for each kind."""
    rows = (f"{json.dumps(word)}: {json.dumps([weights.rarity[word], *row])}" for word, row in weights.words.items())
    head = f'"kinds": {json.dumps(weights.kinds)},\n"bias": {json.dumps(weights.bias)}'
    return f'{{{head},\n"words": {{\n' + ",\n".join(rows) + "\n}}\n"
