"""Attackers who died and are named as not counted: "four died besides the bomber", "nine, excluding the gunmen"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from spacy.tokens import Doc, Token

from incidents.extraction.losses.loss import Loss
from incidents.extraction.parsed import lower_words
from incidents.extraction.rules import rule_words
from incidents.vocabulary import Measure

BESIDE_THE_DEAD = "beside-the-dead"
WORDS_TO_ATTACKER = 6

_words = partial(rule_words, "victims", "attackers")


def attackers_beside_the_dead(doc: Doc, cues: Collection[Token]) -> Iterator[Loss]:
    """A death for each attacker whom a sentence leaves out of its dead; `cues` are the words that tell of these."""
    lower = lower_words(doc)
    for phrase in (tuple(phrase.split()) for phrase in _words("beside")):
        for i in (
            i for i, word in enumerate(lower) if word == phrase[0] and tuple(lower[i : i + len(phrase)]) == phrase
        ):
            attacker = _attacker_after(i + len(phrase), doc)
            cue = next((cue for cue in cues if cue.sent.start <= i < cue.sent.end), None)
            if (
                attacker is not None
                and cue is not None
                and _words("lives").isdisjoint(lower[cue.sent.start : cue.sent.end])
            ):
                yield Loss(Measure.KILLED, cue, (attacker,), f"{BESIDE_THE_DEAD}:{phrase[0]}", counts_itself=True)


def _attacker_after(start: int, doc: Doc) -> Token | None:
    """The attacker of "besides the (two suicide) bomber(s)"."""
    for token in doc[start : start + WORDS_TO_ATTACKER]:
        if token.lemma_.lower() in _words("always"):
            return token
        if token.pos_ not in {"DET", "NUM", "ADJ", "NOUN", "PRON", "PROPN"}:
            return None
    return None
