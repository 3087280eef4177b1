"""spaCy's entity recognizer at half of its cost: the words of a batch scored together, instead of one after another.

The recognizer goes from word to word and chooses a move: a name begins, goes on, ends, is this one word, or there is
none. Outside a name its scores depend on the word alone, so those of all words are one multiplication; inside one, on
the word and where the name began. spaCy takes Python's lock again for each of the 74 moves of each word, which takes
longer than all its arithmetic. The network and the choices are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

ASKED: list[int | str] = ["IS_SPACE", "SENT_START"]
SEEN = 3
"""What the network sees: the word, the first word of the name that is open, and the word before; NONE where there is
no such word."""
NONE = -1
NEVER = -np.inf

Scores = Callable[[Any], Any]
"""Rows of what the network sees [n, SEEN] to a score for each move [n, moves]."""


def score_words_together(nlp: Language) -> None:
    """Let the recognizer of a pipeline score whole batches; one of another build stays as it is."""
    recognizer = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
    if isinstance(recognizer, EntityRecognizer) and _is_usual(recognizer):
        nlp.add_pipe("batched_entities", after="ner")
        nlp.disable_pipe("ner")


def _is_usual(recognizer: EntityRecognizer) -> bool:
    """Whether it goes one way, without a beam, through a network of the usual size, whose moves were all trained."""
    model: Any = recognizer.model
    trained = model.attrs["has_upper"] and not model.attrs["unseen_classes"]
    return bool(recognizer.cfg["beam_width"] == 1 and trained and model.get_ref("lower").get_dim("nF") == SEEN)


@Language.factory("batched_entities")
def _batch_entities(nlp: Language, name: str) -> _BatchedEntities:
    recognizer = nlp.get_pipe("ner")
    assert isinstance(recognizer, EntityRecognizer)
    return _BatchedEntities(recognizer)


class _BatchedEntities:
    def __init__(self, recognizer: EntityRecognizer) -> None:
        self.recognizer: Any = recognizer
        moves: Any = recognizer.moves
        self.moves: list[tuple[str, str]] = [
            tuple(moves.get_class_name(number).partition("-")[::2]) for number in range(moves.n_moves)
        ]
        """The kind of each move, one of BILUO, and its label; none for O, and for a U that is kept for preset words."""
        self.number = {move: number for number, move in enumerate(self.moves)}
        kinds = np.array([kind if label or kind == "O" else "" for kind, label in self.moves])
        self.begins = kinds == "B"
        self.outside = np.isin(kinds, ["B", "U", "O"])
        self.names = np.isin(kinds, ["B", "U"])
        labels = [label for _, label in self.moves]
        self.go_on = np.array([self.number.get(("I", label), NONE) for label in labels])
        self.end = np.array([self.number.get(("L", label), NONE) for label in labels])

    def __call__(self, doc: Doc) -> Doc:
        self._mark([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            self._mark(batch)
            yield from batch

    def _mark(self, docs: list[Doc]) -> None:
        """Set the entities of some documents."""
        if not any(map(len, docs)):
            return
        model = self.recognizer.model.predict(docs)
        moves, ends = self._choose(docs, lambda seen: model.vec2scores.predict(model.state2vec.predict(seen)))
        first = 0
        for doc in docs:
            doc.set_ents(self._spans(doc, moves[first : first + len(doc)], ends[first : first + len(doc)] - first))
            first += len(doc)

    def _choose(self, docs: list[Doc], score: Scores) -> tuple[Any, Any]:
        """The move at each word of the documents [words] if no name is open there, and the last word of the name that
        it begins [words]; words are counted through all documents."""
        blank, alone = _borders(docs)
        words = np.arange(len(blank), dtype=np.int32)
        scores = score(_view_of(words, NONE, NONE))
        scores[:, ~self.outside] = NEVER
        scores[np.ix_(blank, self.names)] = NEVER
        scores[np.ix_(alone, self.begins)] = NEVER
        moves, ends = scores.argmax(axis=1), words.copy()
        opened = words[self.begins[moves]]
        while len(opened):
            ends[opened] += 1
            at, label = ends[opened], moves[opened]
            scores = score(_view_of(at, opened, at - 1))
            rows = np.arange(len(opened))
            goes_on = (scores[rows, self.go_on[label]] >= scores[rows, self.end[label]]) & ~alone[at]
            opened = opened[goes_on]
        return moves, ends

    def _spans(self, doc: Doc, moves: Any, ends: Any) -> list[Span]:
        """The entities of a document; what begins inside another is none."""
        spans: list[Span] = []
        for start in self.names[moves].nonzero()[0].tolist():
            if not spans or start >= spans[-1].end:
                spans.append(Span(doc, start, int(ends[start]) + 1, label=self.moves[moves[start]][1]))
        return spans


def _borders(docs: list[Doc]) -> tuple[Any, Any]:
    """Which words [words] are blanks, where no name begins, and which end a sentence or a document, as names do too."""
    asked = [doc.to_array(ASKED) for doc in docs if len(doc)]
    blank = np.concatenate([rows[:, 0] == 1 for rows in asked])
    last = np.concatenate([np.append(rows[1:, 1] == 1, True) for rows in asked])
    return blank, last


def _view_of(word: Any, first: Any, before: Any) -> Any:
    seen = np.empty((len(word), SEEN), dtype=np.int32)
    seen[:, 0], seen[:, 1], seen[:, 2] = word, first, before
    return seen
