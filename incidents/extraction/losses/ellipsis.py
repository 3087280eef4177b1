"""Numbers whose verb is left out: "eleven people were killed in the first explosion and five in the second"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from incidents.extraction.losses.loss import Loss
from incidents.extraction.people.noun_phrases import Quantities, head_of
from incidents.vocabulary import Measure

PLACING = {"in", "at", "near", "on", "outside", "inside", "by", "during"}
# "and four in critical condition", "and 30 in all": no place, no second attack.
NO_PLACE = {"total", "all", "critical", "serious", "stable", "grave", "hospital", "hospitals", "intensive", "addition"}
# "and a further three on the way to hospital"
BEFORE_NUMBER = {"and", "a", "further", "another"}
LONGEST_GAP = 25
HARM = {Measure.KILLED, Measure.INJURED}
FIGURES = {"number", "figure", "count", "total", "it"}


def without_verb(losses: Sequence[Loss], quantities: Quantities) -> Iterator[Loss]:
    """A loss for every bare number that a place or an occasion parts from the loss before it."""
    taken = {victim.i for loss in losses for victim in loss.victims}
    for loss in losses:
        if loss.measure not in {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ABDUCTED}:
            continue
        if not loss.victims or any(quantities.of(victim) is None for victim in loss.victims):
            continue
        for number in _numbers_after(loss, quantities):
            if number.i not in taken:
                taken.add(number.i)
                yield replace(loss, victims=(number,), rule=f"gapped:{loss.cue.lemma_.lower()}", counts_itself=True)


def bare_figures(losses: Sequence[Loss], quantities: Quantities) -> Iterator[Loss]:
    """Tolls that are told as a number alone: "while residents said 12", "the agency put the number at nine"."""
    told = sorted((loss for loss in losses if loss.measure in HARM), key=lambda loss: loss.cue.i)
    for mention in quantities.mentions if told else ():
        number = quantities.doc[mention.end - 1]
        if mention.reason is not None or number.dep_ not in {"dobj", "pobj"} or head_of(mention, number.doc) != number:
            continue
        verb, reach = _teller(number)
        before = next((loss for loss in reversed(told) if verb is not None and loss.cue.i < verb.i), None)
        if verb is None or before is None or before.cue.sent.end < verb.sent.start - reach:
            continue
        counted = (quantities.of(victim) for victim in before.victims)
        unnumbered = before.toll is None and all(own is None or own.quantity.is_vague for own in counted)
        if before.cue.sent.start == verb.sent.start or (reach and unnumbered):
            yield Loss(before.measure, number, (), "told-alone", toll=mention)


def _teller(number: Token) -> tuple[Token | None, int]:
    """The verb of "said 12", or of "put the figure at 12", and how many tokens before its sentence the loss may end."""
    verb = number.head
    if number.dep_ == "dobj" and verb.lemma_.lower() == "say":
        return verb, 0
    put = verb.head
    if verb.lower_ != "at" or put.lemma_.lower() not in {"put", "place", "estimate"}:
        return None, 0
    figures = any(child.dep_ == "dobj" and child.lower_ in FIGURES for child in put.children)
    return (put, 1) if figures else (None, 0)


def _numbers_after(loss: Loss, quantities: Quantities) -> Iterator[Token]:
    doc = loss.cue.doc
    first = max(loss.cue.i, *(victim.i for victim in loss.victims)) + 1
    for i in range(first, min(first + LONGEST_GAP, loss.cue.sent.end - 2)):
        if doc[i].pos_ in {"VERB", "AUX"} or doc[i].text in {";", ":"}:
            return
        if doc[i].lower_ not in {"and", ","}:
            continue
        at = next((k for k in range(i + 1, i + 4) if doc[k].lower_ not in BEFORE_NUMBER), i + 1)
        mention = quantities.at(at)
        if mention is None or mention.reason is not None or mention.end + 1 >= len(doc):
            continue
        end = mention.end + (doc[mention.end].lower_ in {"more", "others"})
        if head_of(mention, doc).i >= end or end + 1 >= len(doc):
            continue
        if doc[end].lower_ in PLACING and doc[end + 1].lower_ not in NO_PLACE:
            yield doc[mention.end - 1]
