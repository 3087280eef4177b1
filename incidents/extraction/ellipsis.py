"""Numbers whose verb is left out: "eleven people were killed in the first explosion and five in the second"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from incidents.extraction.losses import Loss
from incidents.extraction.noun_phrases import Quantities, head_of
from incidents.vocabulary import Measure

PLACING = {"in", "at", "near", "on", "outside", "inside", "by", "during"}
# "and four in critical condition", "and 30 in all": no place, no second attack.
NO_PLACE = {"total", "all", "critical", "serious", "stable", "grave", "hospital", "hospitals", "intensive", "addition"}
LONGEST_GAP = 25


def without_verb(losses: Sequence[Loss], quantities: Quantities) -> Iterator[Loss]:
    """A loss for every bare number that a place or an occasion parts from the loss before it."""
    taken = {victim.i for loss in losses for victim in loss.victims}
    for loss in losses:
        if loss.measure not in {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ABDUCTED}:
            continue
        if not loss.victims or any(quantities.of(victim) is None for victim in loss.victims):
            continue
        number = _number_after(loss, quantities)
        if number is not None and number.i not in taken:
            taken.add(number.i)
            yield replace(loss, victims=(number,), rule=f"gapped:{loss.cue.lemma_.lower()}", counts_itself=True)


def _number_after(loss: Loss, quantities: Quantities) -> Token | None:
    doc = loss.cue.doc
    first = max(loss.cue.i, *(victim.i for victim in loss.victims)) + 1
    for i in range(first, min(first + LONGEST_GAP, loss.cue.sent.end - 2)):
        if doc[i].pos_ in {"VERB", "AUX"} or doc[i].text in {";", ":"}:
            return None
        mention = quantities.at(i + 1) if doc[i].lower_ == "and" else None
        if mention is None:
            continue
        if mention.reason is not None or head_of(mention, doc).i >= mention.end or mention.end + 1 >= len(doc):
            return None
        placed = doc[mention.end].lower_ in PLACING and doc[mention.end + 1].lower_ not in NO_PLACE
        return doc[mention.end - 1] if placed else None
    return None
