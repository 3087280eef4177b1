"""The last resort: a number of people beside a word of death or wounds, in a sentence of which no rule made a claim.

A claim that may be wrong, and says so, is better than silence: a reviewer sees it. Doers are not taken for victims: of
a verb told as an act only the numbers after it count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from incidents.extraction.losses.cues import Cue, state_words, verb_cues
from incidents.extraction.losses.loss import Loss
from incidents.extraction.parsed import lower_words, tokens_of
from incidents.extraction.people.noun_phrases import COUNTED_ALONE, Quantities, head_of
from incidents.extraction.people.words import is_person_noun
from incidents.vocabulary import Measure

NUMBER_BESIDE = "number-beside"
HARM = {Measure.KILLED, Measure.INJURED}
WORDS_BETWEEN = 12
BORDERS = {".", ";", ":", "(", ")", "?", "!"}
NOT_BETWEEN = {
    "by",
    "after",
    "before",
    "when",
    "while",
    "since",
    "if",
    "as",
    "for",
    "of",
    "against",
    "among",
    "who",
    "none",
    "nobody",
    "not",
    "no",
    "without",
}


def find_numbers_beside(
    doc: Doc,
    quantities: Quantities,
    is_untold: Callable[[Token, Measure], bool],
    is_free: Callable[[int], bool],
) -> Iterator[Loss]:
    """A loss for each such number. `is_untold(cue, measure)` says whether no rule made a claim in the cue's sentence,
    and `is_free` whether nobody took the number at a token."""
    for token, word in zip(tokens_of(doc), lower_words(doc), strict=True):
        told = _measure_of_word(token, word)
        if told is None or not is_untold(token, told):
            continue
        people = _people_beside(token, quantities)
        if people is not None and is_free(people[1]):
            rule = f"{NUMBER_BESIDE}:{token.lemma_.lower()}"
            yield Loss(told, token, (people[0],), rule)


def _measure_of_word(token: Token, word: str) -> Measure | None:
    """What a word tells by itself: "killed", "died", "dead", "injuring"."""
    state = state_words().get(word)
    if state is not None:
        return state if state in HARM else None
    if token.pos_ not in {"VERB", "ADJ"}:
        return None
    cues = [cue for cue in verb_cues().get(word, ()) if cue.kind in {"verb", "subject_verb"} and _tells_alone(cue)]
    measures = {cue.measure for cue in cues if cue.form in {"past", "ing"}}
    return measures.pop() if len(measures) == 1 and measures <= HARM else None


def _tells_alone(cue: Cue) -> bool:
    """Whether a verb tells it without another word: who "burned" or "bled" died only where "to death" says so."""
    return not cue.counted and not cue.results


def _people_beside(cue: Token, quantities: Quantities) -> tuple[Token, int] | None:
    """The counted people nearest to a word of loss: before a passive or a state, after an act."""
    verbs = (cue, cue.head) if cue.dep_ == "conj" else (cue,)
    is_passive = any(child.dep_ in {"auxpass", "nsubjpass"} for verb in verbs for child in verb.children)
    is_act = cue.pos_ == "VERB" and not is_passive and cue.tag_ in {"VBD", "VBG"} and cue.lemma_.lower() != "die"
    joined = not is_passive and cue.i > cue.sent.start and cue.doc[cue.i - 1].lower_ == "and"
    return _counted_from(cue, quantities, 1) if is_act or joined else _counted_from(cue, quantities, -1)


def _counted_from(cue: Token, quantities: Quantities, step: int) -> tuple[Token, int] | None:
    doc, sent = cue.doc, cue.sent
    i = cue.i + step
    while sent.start <= i < sent.end and abs(i - cue.i) <= WORDS_BETWEEN:
        token = doc[i]
        mention = quantities.at(i)
        if mention is not None:
            if mention.reason is not None:
                return None
            if any(
                _measure_of_word(word, word.lower_) for word in doc[max(mention.start - 3, sent.start) : mention.start]
            ):
                return None  # "killed as 4 to 5, and injured as ...": the number of another word
            head = head_of(mention, doc)
            alone = head.i < mention.end or head.lower_ in COUNTED_ALONE
            if alone and (_is_name_of_thing(mention.start, doc) or _is_anybody(head)):
                return None
            return (head, mention.start) if alone or is_person_noun(head) else None
        of_them = token.lower_ == "of" and i + 1 < sent.end and doc[i + 1].lower_ in {"them", "whom"}
        if (
            token.text in BORDERS
            or (token.lower_ in NOT_BETWEEN and not of_them)
            or (token.pos_ == "VERB" and step > 0)
        ):
            return None
        i += step
    return None


def _is_anybody(one: Token) -> bool:
    """Whether "one" is nobody in particular: "one must wonder how many dead there have to be"."""
    return one.lower_ == "one" and one.dep_ == "nsubj" and any(child.tag_ == "MD" for child in one.head.children)


def _is_name_of_thing(i: int, doc: Doc) -> bool:
    """Whether the bare number at a token tells which things: "blocks 2 and 5 were burnt"."""
    while i > 1 and (doc[i - 1].lower_ in {"and", ",", "or", "to", "-"} and doc[i - 2].like_num):
        i -= 2
    return i > 0 and doc[i].is_digit and doc[i - 1].pos_ in {"NOUN", "PROPN"} and not doc[i - 1].is_sent_end
