"""Figures told by a label, as forms and situation reports give them: "Killed: 3", "Deaths - 14", "Injured: none"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from incidents.extraction.people.noun_phrases import Quantities, head_of
from incidents.extraction.people.quantities import QuantityMention

DASHES = {"-", "–", "—", "="}
NO_ONE = {"none", "nil", "zero", "0"}
LABEL_WORDS = {"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ"}
HOW_KNOWN = {"reported", "reportedly", "confirmed", "estimated", "alleged", "claimed", "known", "verified", "recorded"}
LONGEST_LABEL = 6


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """What stands after a label: a number, the noun that it counts where there is one, or nobody."""

    mention: QuantityMention | None = None
    noun: Token | None = None


def figure_after_label(word: Token, quantities: Quantities) -> LabelledFigure | None:
    """The figure after "Killed:", where that is all that stands before it: no "were", no other number."""
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].text not in DASHES | {":"} or not _is_label(word, quantities):
        return None
    value = doc[word.i + 2]
    if value.lower_ in NO_ONE:
        return LabelledFigure()
    mention = quantities.at(value.i)
    if mention is None or mention.reason is not None or mention.start != value.i:
        return None
    following = doc[mention.end] if mention.end < len(doc) else None
    ends = following is None or following.is_punct or following.is_space or following.is_sent_start
    if not ends and doc[word.i + 1].text in DASHES:
        return None
    noun = head_of(mention, doc)
    return LabelledFigure(mention, None if ends or noun.i < mention.end else noun)


def _is_label(word: Token, quantities: Quantities) -> bool:
    """Whether a word ends the few words, no verb among them, that open a sentence, a line or what follows a comma."""
    doc = word.doc
    for i in range(word.i, max(word.i - LONGEST_LABEL, -1), -1):
        token = doc[i]
        if i < word.i and (token.is_punct or token.is_space or token.pos_ == "SYM"):
            return True
        of_label = token.pos_ in LABEL_WORDS or token.lower_ in HOW_KNOWN
        if quantities.at(i) is not None or (i < word.i and not of_label):
            return False
        if i == 0 or token.is_sent_start:
            return True
    return False
