"""Numbers whose verb is left out: "eleven people were killed in the first explosion and five in the second", "the
police say six were killed; the rebels say twelve"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from incidents.extraction.losses.cues import state_words
from incidents.extraction.losses.loss import Loss
from incidents.extraction.losses.tolls import measure_of_verb
from incidents.extraction.parsed import lower_words
from incidents.extraction.people.noun_phrases import Quantities, head_of
from incidents.extraction.people.quantities import QuantityMention
from incidents.vocabulary import Measure

PLACING = {"in", "at", "near", "on", "outside", "inside", "by", "during"}
# "and four in critical condition", "and 30 in all": no place, no second attack.
NO_PLACE = {"total", "all", "critical", "serious", "stable", "grave", "hospital", "hospitals", "intensive", "addition"}
# "and a further three on the way to hospital"
BEFORE_NUMBER = {"and", "a", "further", "another"}
LONGEST_GAP = 25
HARM = {Measure.KILLED, Measure.INJURED}
FIGURES = {"number", "figure", "count", "total", "it"}
PUTTING = {"put", "place", "estimate"}
SAYING = {"say", "count", "claim", "give", "report", "speak", "confirm"}
BEFORE_ANSWER = {"a", "answer", ":", ".", '"', "“", "”", "-", "–", "—", "he", "she", "the", "said"}
ENDS_OF_ANSWER = {".", ",", ";", "!", ")", '"', "”"}
# In tokens: how far after a loss somebody tells another number of it.
WORDS_TO_RIVAL = 40


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
    """A loss for each number that is told alone, of those told of before: "while residents said 12", "the prosecutor
    spoke of about sixty", "the agency put the number at nine"."""
    told = sorted((loss for loss in losses if loss.measure in HARM), key=lambda loss: loss.cue.i)
    taken = {victim.i for loss in losses for victim in loss.victims}
    for mention in quantities.mentions if told else ():
        number = quantities.doc[mention.end - 1]
        if mention.reason is not None or number.i in taken:
            continue
        said = _saying(mention, quantities.doc)
        verb = said or _putting(mention, quantities.doc)
        before = [loss for loss in told if verb is not None and 0 < verb.i - loss.cue.i <= WORDS_TO_RIVAL]
        if before and (said or _is_unnumbered(before[-1], quantities) or before[-1].cue.sent == number.sent):
            yield Loss(before[-1].measure, number, (), "told-alone", toll=mention)


def answers_to_how_many(doc: Doc, quantities: Quantities) -> Iterator[Loss]:
    """The number that answers a question: "How many died? Six.", "Q: How many were hurt? A: Twelve, ..."."""
    words = lower_words(doc)
    for i in range(len(doc) - 1):
        if words[i] != "how" or words[i + 1] != "many":
            continue
        mark = next((k for k in range(i, min(i + LONGEST_GAP, len(doc))) if words[k] == "?"), None)
        measure = _asked_of(doc[i + 2 : mark]) if mark is not None else None
        mention = _answer(mark + 1, words, quantities) if mark is not None and measure is not None else None
        if measure is not None and mention is not None:
            yield Loss(measure, doc[mention.end - 1], (), "answer", toll=mention, counts_itself=True)


def _asked_of(question: Iterable[Token]) -> Measure | None:
    """What a question asks the number of: "how many of them died", "how many dead are there"."""
    for word in question:
        measure = state_words().get(word.lower_) or measure_of_verb(word)
        if measure is not None:
            return measure
    return None


def _answer(i: int, words: Sequence[str], quantities: Quantities) -> QuantityMention | None:
    """The number that follows a question mark at once, or behind "A:", and nothing with it but people."""
    while i < len(words) and (words[i] in BEFORE_ANSWER or words[i].isspace()):
        i += 1
    mention = quantities.at(i) if i < len(words) else None
    if mention is None or mention.reason is not None or mention.start != i:
        return None
    end = mention.end + (words[mention.end : mention.end + 1] in (["people"], ["persons"]))
    return mention if end >= len(words) or words[end] in ENDS_OF_ANSWER or words[end].isspace() else None


def _is_unnumbered(loss: Loss, quantities: Quantities) -> bool:
    """Whether a loss has no number yet, or only a vague word."""
    counted = (quantities.of(victim) for victim in loss.victims)
    return loss.toll is None and all(own is None or own.quantity.is_vague for own in counted)


def _saying(mention: QuantityMention, doc: Doc) -> Token | None:
    """The verb of saying right before a number after which the clause ends."""
    at = mention.start - 1
    while at > 0 and doc[at].text in {'"', "“", "‘", "'"}:
        at -= 1
    if at > 0 and doc[at].lower_ == "of":
        at -= 1
    following = doc[mention.end] if mention.end < len(doc) else None
    ends = following is None or following.is_punct or following.is_space
    if at < 1 or not ends or doc[at].lemma_.lower() not in SAYING or doc[at].pos_ != "VERB":
        return None
    return doc[at] if any(child.dep_ == "nsubj" for child in doc[at].children) else None


def _putting(mention: QuantityMention, doc: Doc) -> Token | None:
    """The verb of "put the figure at 12"."""
    number = doc[mention.end - 1]
    verb = number.head.head
    if number.head.lower_ != "at" or verb.lemma_.lower() not in PUTTING or head_of(mention, doc) != number:
        return None
    return verb if any(child.dep_ == "dobj" and child.lower_ in FIGURES for child in verb.children) else None


def _numbers_after(loss: Loss, quantities: Quantities) -> Iterator[Token]:
    doc = loss.cue.doc
    first = max(loss.cue.i, *(victim.i for victim in loss.victims)) + 1
    for i in range(first, min(first + LONGEST_GAP, loss.cue.sent.end - 2)):
        if doc[i].pos_ in {"VERB", "AUX"} or doc[i].text in {";", ":"}:
            return
        if doc[i].lower_ not in {"and", ","}:
            continue
        following = doc[i + 1 : i + 4]
        at = next((word.i for word in following if word.lower_ not in BEFORE_NUMBER), i + 1)
        mention = quantities.at(at)
        if mention is None or mention.reason is not None or mention.end + 1 >= len(doc):
            continue
        end = mention.end + (doc[mention.end].lower_ in {"more", "others"})
        if head_of(mention, doc).i >= end or end + 1 >= len(doc):
            continue
        if doc[end].lower_ in PLACING and doc[end + 1].lower_ not in NO_PLACE:
            yield doc[mention.end - 1]
