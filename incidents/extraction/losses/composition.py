"""What a figure told before is made of: "among them were 27 women", "of these, 24 were women", "12 of them children".

Read along the line of words. Such words give parts of a figure, never a figure of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.parsed import tokens_of
from incidents.extraction.people.noun_phrases import Quantities, head_of, noun_after
from incidents.extraction.people.persons import Row
from incidents.extraction.people.quantities import QuantityMention
from incidents.extraction.rules import load_rules
from incidents.vocabulary import Measure

BACK_REFERENCES = {"them", "whom", "these", "those"}
STATING = {"be", "include", "comprise"}


@dataclass(frozen=True, slots=True)
class Composition:
    """Parts of an earlier figure: the token they start at, and the nouns, or else the list from there on.

    `people` is the noun that says who they are, if it stands apart from the number ("nine of the dead were children").
    `measure` is None if the words do not name one ("among them"). `whole` is the figure whose parts they are, if the
    words name it ("two of the nine"). `row` is who they were, told one by one.
    """

    opener: int
    cue: Token
    rule: str
    measure: Measure | None = None
    heads: tuple[Token, ...] = ()
    people: Token | None = None
    whole: int | None = None
    row: Row | None = None


def find_compositions(doc: Doc, quantities: Quantities) -> Iterator[Composition]:
    """Every composition of the document, left to right."""
    for token in tokens_of(doc):
        word = token.lower_
        if word in {"among", "amongst"}:
            found = _among(token) or _ending_in_among(token, quantities)
        elif word in {":", "(", "-", "--", "–", "—"}:
            found = _set_apart(token, quantities)
        elif word == "of":
            found = _number_of_them(token, quantities)
            if found is None:
                yield from _of_these(token, quantities)
        elif word in {"the", "those"} and token.is_sent_start:
            found = _the_dead_were(token, quantities) or _the_number_included(token, quantities)
        else:
            found = None
        if found is not None:
            yield found


def _reference(doc: Doc, i: int) -> tuple[int, Measure | None] | None:
    """Where words end that refer back to victims ("them", "the dead", "those killed"), and the measure they name."""
    if i >= len(doc):
        return None
    word = doc[i].lower_
    following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    if word == "the" and following in {"toll", "death"}:
        end = i + 2 + (following == "death")
        includes = end < len(doc) and doc[end].lemma_.lower() in {"include", "comprise"}
        return (end, Measure.KILLED) if includes and doc[end - 1].lower_ == "toll" else None
    if word in {"the", "those"} and following in victim_words():
        end = i + 2
        if end < len(doc) and doc[end].tag_ == "NNS" and doc[i + 1].pos_ == "ADJ":
            end += 1
        return end, victim_words()[following]
    return (i + 1, None) if word in BACK_REFERENCES else None


@cache
def victim_words() -> dict[str, Measure | None]:
    """The words for those whom a loss struck ("the wounded"), with its measure, where they tell it."""
    told = load_rules("casualties")["those_struck"].items()
    return {word: None if kind == "any" else Measure(kind) for kind, words in told for word in words}


def _states(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].lemma_.lower() in STATING


def _among(token: Token) -> Composition | None:
    """ "Among them were 27 women", "among the dead was a judge"."""
    reference = _reference(token.doc, token.i + 1)
    if reference is None or not _states(token.doc, reference[0]):
        return None
    verb = token.doc[reference[0]]
    return Composition(verb.i + 1, verb, "among", reference[1])


def _the_dead_were(token: Token, quantities: Quantities) -> Composition | None:
    """ "The dead included 11 women", "the victims were 19 women and nine children"."""
    doc = token.doc
    reference = _reference(doc, token.i)
    if reference is None or reference[0] == token.i + 1 or not _states(doc, reference[0]):
        return None
    verb = doc[reference[0]]
    if doc[verb.i + 1 : verb.i + 3].text in {"identified as", "named as"}:
        return Composition(verb.i + 3, verb, "identified-as", reference[1])
    includes = verb.lemma_.lower() != "be"
    if not includes and quantities.at(verb.i + 1) is None:
        return None
    return Composition(verb.i + 1, verb, "composed-of", reference[1])


def _ending_in_among(token: Token, quantities: Quantities) -> Composition | None:
    """ "Nine people, two judges among them"."""
    doc = token.doc
    reference = _reference(doc, token.i + 1)
    if reference is None or token.i < 2 or doc[token.i - 1].pos_ not in {"NOUN", "PROPN", "NUM"}:
        return None
    counted = quantities.of(doc[token.i - 1])
    if (
        counted is None
        or counted.reason is not None
        or doc[counted.start - 1].text not in {",", "(", "-", "--", "–", "—"}
    ):
        return None
    return Composition(counted.start, doc[token.i - 1], "among-them", reference[1], (doc[token.i - 1],))


def _set_apart(token: Token, quantities: Quantities) -> Composition | None:
    """ "Nine people (two judges, four guards and three farmers)", "nine people: two judges and seven guards"."""
    doc = token.doc
    i = token.i + 1
    heads: list[Token] = []
    total = listed = 0
    while (counted := quantities.at(i) if i < len(doc) else None) is not None:
        if counted.reason is not None or counted.quantity.best is None:
            return None
        head = head_of(counted, doc)
        total, listed = total + counted.quantity.best, listed + 1
        if counted.quantity.best > 1:
            heads.append(head)
        i = max(head.i + 1, counted.end)
        while i < len(doc) and doc[i].lower_ in {",", "and"}:
            i += 1
    if listed < 2 or not heads:
        return None
    return Composition(token.i + 1, token, "set-apart", None, tuple(heads), whole=total)


def _number_named(doc: Doc, i: int, quantities: Quantities) -> QuantityMention | None:
    """The number of "the nine", told with no noun."""
    named = quantities.at(i + 1) if i + 1 < len(doc) and doc[i].lower_ == "the" else None
    if named is None or named.reason is not None or head_of(named, doc).i >= named.end:
        return None
    return named


def _the_number_included(token: Token, quantities: Quantities) -> Composition | None:
    """ "The nine included two judges"."""
    doc = token.doc
    named = _number_named(doc, token.i, quantities)
    if named is None or not _states(doc, named.end) or doc[named.end].lemma_.lower() == "be":
        return None
    return Composition(named.end + 1, doc[named.end], "composed-of", whole=named.quantity.best)


def _number_of_them(token: Token, quantities: Quantities) -> Composition | None:
    """ "12 of them children", "nine of the dead were women", "nine of the dead, among them five children"."""
    doc = token.doc
    counted = quantities.at(token.i - 1) if token.i else None
    reference = _reference(doc, token.i + 1)
    named = _number_named(doc, token.i + 1, quantities) if reference is None else None
    if named is not None:
        reference = named.end, None
    if counted is None or counted.reason is not None or reference is None:
        return None
    whole = named.quantity.best if named is not None else None
    end, measure = reference
    at = end
    while at < len(doc) and (doc[at].lemma_.lower() == "be" or doc[at].lower_ in {"all", "also"}):
        at += 1
    people = noun_after(at, doc) if _may_open_noun(doc, at, quantities) else None
    if measure is None and people is None:
        return None
    head = doc[counted.end - 1]
    victims = doc[end - 1] if people is None else people
    told = victims if people is not None else None
    return Composition(counted.start, head, "number-of-them", measure, (head,), told, whole)


def _may_open_noun(doc: Doc, i: int, quantities: Quantities) -> bool:
    return i < len(doc) and doc[i].pos_ in {"NOUN", "ADJ", "PROPN"} and quantities.at(i) is None


def _of_these(token: Token, quantities: Quantities) -> Iterator[Composition]:
    """ "Of these, 24 were women and nine were children"."""
    doc = token.doc
    reference = _reference(doc, token.i + 1)
    named = _number_named(doc, token.i + 1, quantities) if reference is None else None
    whole = named.quantity.best if named is not None else None
    if named is not None:
        reference = named.end, None
    if reference is None or not (token.is_sent_start or doc[token.i - 1].text in {",", ";"}):
        return
    at = reference[0]
    while at < len(doc):
        at += 1 if doc[at].lower_ in {",", "and"} else 0
        counted: QuantityMention | None = quantities.at(at) if at < len(doc) else None
        if counted is None or counted.reason is not None:
            return
        head = head_of(counted, doc)
        if head.i >= counted.end:
            yield Composition(counted.start, head, "of-these", reference[1], (head,), whole=whole)
            return
        people = noun_after(counted.end + 1, doc) if _states(doc, counted.end) else None
        if people is None:
            return
        yield Composition(counted.start, doc[counted.end], "of-these", reference[1], (head,), people, whole)
        at = people.i + 1
