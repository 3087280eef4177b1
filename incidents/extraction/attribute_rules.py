"""spaCy's attribute ruler at a fifth of its cost: what its patterns make of a token is found once, then remembered.

The patterns ask for little: a token's tag, its part in the sentence, whether it is a blank, and whether it is one of
some hundred words. Tokens alike in these get the same part of speech, morphology and lemma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc

ASKED: list[int | str] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
GIVEN: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA"]

Alike = tuple[int, ...]


def remember_attribute_rules(nlp: Language) -> None:
    """Let the ruler of a pipeline see each kind of token once; one whose patterns ask for more stays as it is."""
    ruler = nlp.get_pipe("attribute_ruler") if nlp.has_pipe("attribute_ruler") else None
    if isinstance(ruler, AttributeRuler) and _ask_little(ruler):
        nlp.add_pipe("remembered_attribute_rules", before="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")


@Language.factory("remembered_attribute_rules")
def _remember_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return _RememberedRules(ruler)


class _RememberedRules:
    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        alone, pairs = _patterns(ruler)
        strings = ruler.vocab.strings
        self.words = _Words(strings, (token for (token,) in alone))
        self.paired_words = _Words(strings, (token for pair in pairs for token in pair))
        self.paired_parts = {strings.add(token["DEP"]) for pair in pairs for token in pair if "DEP" in token}
        self.memory: dict[Alike, list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        alike = self._alike(doc)
        given = [self.memory.get(kind) for kind in alike]
        if None in given:
            self.ruler(doc)
            self.memory.update(zip(alike, doc.to_array(GIVEN).tolist(), strict=True))
        else:
            doc.from_array(GIVEN, numpy.array(given, dtype=numpy.uint64))  # type: ignore[arg-type]
        return doc

    def _alike(self, doc: Doc) -> list[Alike]:
        """What the patterns can see of each token: of itself, and of its neighbours where these may be of a pair."""
        asked = doc.to_array(ASKED).tolist()
        pairing: list[Alike] = [
            (paired, tag, part) if (paired := self.paired_words[word]) or part in self.paired_parts else ()
            for word, tag, part, _ in asked
        ]
        return [
            (self.words[word], tag, part, blank, *before, -1, *here, -1, *after)
            for (word, tag, part, blank), before, here, after in zip(
                asked, [(), *pairing[:-1]], pairing, [*pairing[1:], ()], strict=True
            )
        ]


class _Words(dict[int, int]):
    """The words that patterns name or give a form of, each by its number; 0 for every other word."""

    def __init__(self, strings: StringStore, tokens: Iterable[dict[str, Any]]) -> None:
        self.strings = strings
        asked = [token["LOWER"] for token in tokens if "LOWER" in token]
        self.forms = [re.compile(form["REGEX"]) for form in asked if isinstance(form, dict) and "REGEX" in form]
        for named in asked:
            words = named.get("IN", ()) if isinstance(named, dict) else (named,)
            self.update({number: number for number in map(strings.add, words)})

    def __missing__(self, number: int) -> int:
        word = self.strings[number]
        self[number] = number if any(form.search(word) for form in self.forms) else 0
        return self[number]


def _patterns(ruler: AttributeRuler) -> tuple[list[Any], list[Any]]:
    """The patterns of one token, and those of more."""
    rows: list[dict[str, Any]] = list(ruler.patterns)
    patterns = [pattern for row in rows for pattern in row["patterns"]]
    return [pattern for pattern in patterns if len(pattern) == 1], [pattern for pattern in patterns if len(pattern) > 1]


def _ask_little(ruler: AttributeRuler) -> bool:
    """Whether the patterns ask for no more than is remembered, and those of more than one token for pairs of words."""
    alone, pairs = _patterns(ruler)
    tokens = [token for pattern in (*alone, *pairs) for token in pattern]
    known = all(set(token) <= set(ASKED) and _is_word_or_form(token.get("LOWER", "")) for token in tokens)
    paired = all(len(pair) == 2 for pair in pairs) and all(
        "LOWER" in token or isinstance(token.get("DEP"), str) for pair in pairs for token in pair
    )
    return known and paired


def _is_word_or_form(asked: Any) -> bool:
    return isinstance(asked, str) or (isinstance(asked, dict) and asked.keys() in ({"IN"}, {"REGEX"}))
