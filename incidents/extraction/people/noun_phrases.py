"""Noun phrases that count people: the quantity that belongs to a noun, and the noun beside a cue word."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from incidents.extraction.people.persons import rows_of_people
from incidents.extraction.people.quantities import QuantityMention

PHRASE_WORDS = {"NOUN", "PROPN", "ADJ", "NUM"}
LONGEST_PHRASE = 9
LONGEST_BRACKET = 4
BREAKS = {",", ";", ".", ":", "(", ")", '"'}
COUNTED_ALONE = {"others", "other", "more", "people", "persons"}


class Quantities:
    """The quantities of one document, by token, and the rows of people told of one by one."""

    def __init__(self, doc: Doc, mentions: Sequence[QuantityMention]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.rows = rows_of_people(doc)
        self._by_token = {i: mention for mention in mentions for i in range(mention.start, mention.end)}

    def at(self, i: int) -> QuantityMention | None:
        """The quantity that covers token i."""
        return self._by_token.get(i)

    def of(self, noun: Token) -> QuantityMention | None:
        """The quantity that counts a noun: on it ("dozens"), or before it within its phrase ("34 Taliban fighters")."""
        if own := self.at(noun.i):
            return own
        for child in reversed(list(noun.lefts)):
            if child.dep_ in {"nummod", "amod", "det", "quantmod"} and (counting := self.at(child.i)):
                if counting.reason == "a date":
                    continue  # the parse takes the day of "on 5 May 12 people" for a number of them
                nearest = self.at(noun.i - 1)
                if nearest is not None and nearest.start > counting.end and nearest.reason is None:
                    return nearest  # "killed three and 7 others were hurt"
                return self._share_of(counting) or counting
            if child.dep_ in {"preconj", "predet"} and _are_both_ones_own(child):
                return self.at(child.i)
        bracket = self._bracket_before(noun)
        for i in range(noun.i - 1, max(noun.i - LONGEST_PHRASE, -1), -1):
            if i in bracket:
                continue
            if mention := self.at(i):
                return None if mention.reason == "an age" else mention
            token = self.doc[i]
            if token.text == '"' and i == noun.i - 1 and self.at(i - 1):
                continue
            if token.is_sent_start and i < noun.i - 1 and token.pos_ not in PHRASE_WORDS:
                return None
            if not _continues_phrase(token, self.doc[i + 1]):
                return None
        return None

    def _share_of(self, whole: QuantityMention) -> QuantityMention | None:
        """The "one" of "one of three people", where the parse takes it for a word of the number."""
        of = whole.start - 1
        if of < 1 or self.doc[of].lower_ != "of" or self.doc[of].dep_ != "quantmod":
            return None
        return self.at(of - 1)

    def _bracket_before(self, noun: Token) -> range:
        """The brackets within a name before its noun: "six CPI (Maoist) cadres", "three NDFB(S) cadres"."""
        last = noun.i - 1
        if last < 1 or self.doc[last].text != ")":
            return range(0)
        for i in range(last - 1, max(last - LONGEST_BRACKET, -1), -1):
            if "(" in self.doc[i].text:
                return range(i, last + 1)
            if self.at(i) is not None:
                break
        return range(0)


def _are_both_ones_own(word: Token) -> bool:
    """The "both" of "both his guards", a number; that of "both his sons and daughters" only joins."""
    doc = word.doc
    if word.lower_ != "both" or word.i + 2 >= len(doc) or doc[word.i + 1].tag_ != "PRP$":
        return False
    noun = next((k for k in range(word.i + 2, min(word.i + 5, len(doc))) if doc[k].tag_ == "NNS"), None)
    after = doc[noun + 1 : noun + 3] if noun is not None else doc[:0]
    joins = len(after) == 2 and after[0].lower_ == "and" and after[1].tag_ in {"NNS", "PRP$"}
    return noun is not None and not joins


def _continues_phrase(token: Token, following: Token) -> bool:
    if token.pos_ in PHRASE_WORDS or token.lower_ in {"-", "'s", "'"}:
        return not _starts_clause(token)
    if token.lower_ == "and" and _joins_names(token, following):
        return True
    if token.lower_ == "of" and token.i and {token.nbor(-1).pos_, following.pos_} == {"PROPN"}:
        return True  # "several Islamic Movement of Uzbekistan insurgents"
    if token.lower_ in {",", "and"}:
        return following.pos_ == "ADJ" and token.head.pos_ in {"ADJ", "NOUN"} and token.dep_ in {"punct", "cc"}
    return (token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod") or (token.pos_ == "ADV" and token.dep_ == "advmod")


def _joins_names(token: Token, following: Token) -> bool:
    """The "and" of "19 Hamas and Islamic Jihad militants", which joins two names before their noun."""
    before = token.doc[token.i - 1] if token.i else token
    return before.pos_ in {"PROPN", "ADJ"} and before.tag_ != "NNPS" and following.pos_ in {"PROPN", "ADJ"}


def _starts_clause(token: Token) -> bool:
    return (
        token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
        and token.head.pos_ in {"VERB", "AUX", "ADP"}
        and token.pos_ != "NUM"
    )


def head_before(cue: Token, quantities: Quantities) -> Token | None:
    """The counted noun that ends right before a cue word ("23 others critically injured"): its last word."""
    doc = cue.doc
    first = cue.sent.start
    i = cue.i - 1
    if cue.i == first and first and (number := quantities.at(i)) is not None:
        first = number.start  # the parser began a sentence between "2" and "KIA"
    while i >= first and doc[i].pos_ in {"ADV"} and quantities.at(i) is None and doc[i].lower_ not in COUNTED_ALONE:
        i -= 1
    if i < first:
        return None
    last = doc[i]
    if last.pos_ not in PHRASE_WORDS and last.lower_ not in COUNTED_ALONE and quantities.at(i) is None:
        return None
    mention = quantities.of(last)
    if mention is None or mention.reason is not None or mention.start < first:
        return None
    return last


def head_after(cue: Token, quantities: Quantities, skip: range = range(0)) -> Token | None:
    """The counted noun that follows a cue word within its clause ("killing at least 12 people"): its last word."""
    doc = cue.doc
    for i in range(cue.i + 1, min(cue.i + 7, cue.sent.end)):
        mention = quantities.at(i)
        if mention is not None:
            return None if mention.reason is not None else head_of(mention, doc)
        if i in skip or doc[i].pos_ in {"ADV", "PART"} or doc[i].ent_type_ in {"DATE", "TIME"}:
            continue
        if doc[i].text in BREAKS or doc[i].pos_ in {"VERB", "AUX", "ADP", "SCONJ", "CCONJ"}:
            return None
    return None


def noun_after(i: int, doc: Doc) -> Token | None:
    """The noun of the phrase that opens at token i, with nothing before it but its own words."""
    head: Token | None = None
    for token in doc[i : i + LONGEST_PHRASE]:
        if (token.is_sent_start and token.i > i) or token.ent_type_ in {"DATE", "TIME"}:
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token
        elif token.pos_ in {"DET", "PRON"} and head is None:
            continue
        elif token.pos_ not in {"ADJ", "NUM"} and token.lower_ not in {"-", "'s", "'"} and not _is_hyphened(token):
            break
    return head


def _is_hyphened(token: Token) -> bool:
    """A word of "a well-known banker"."""
    doc = token.doc
    beside = doc[max(token.i - 1, 0)].text, doc[min(token.i + 1, len(doc) - 1)].text
    return "-" in beside and token.pos_ in {"ADV", "VERB"}


def head_of(mention: QuantityMention, doc: Doc) -> Token:
    """The noun that a quantity counts: the last word of the phrase that it opens, or its own last word."""
    head = doc[mention.end - 1]
    for i in range(mention.end, min(mention.end + LONGEST_PHRASE, len(doc))):
        token = doc[i]
        if token.is_sent_start:
            break
        if token.pos_ in {"NOUN", "PROPN"} and not (token.ent_type_ in {"DATE", "TIME"} and head.pos_ == "NOUN"):
            if token.ent_type_ in {"DATE", "TIME"} or (
                head.pos_ == "NOUN" and token.pos_ == "PROPN" and head.i >= mention.end
            ):
                break
            head = token
        elif token.lower_ in COUNTED_ALONE:
            head = token
            if token.lower_ != "other":
                if i + 1 < len(doc) and doc[i + 1].pos_ in {"NOUN"}:
                    continue
                break
        elif _joins_names_of_noun(token) or (i == mention.end and (token.text == '"' or _are_both_ones_own(head))):
            continue
        elif token.tag_ == "WP$" or (
            token.pos_ not in {"ADJ", "DET"}
            and token.lower_ not in {"-", "'s", "'"}
            and not (token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod")
        ):
            break
    return head


def _joins_names_of_noun(token: Token) -> bool:
    """Whether two names joined by "and" lead up to the plural noun that they describe."""
    doc = token.doc
    if token.lower_ != "and" or token.i + 2 >= len(doc) or not _joins_names(token, doc[token.i + 1]):
        return False
    for following in doc[token.i + 2 : token.i + 2 + LONGEST_PHRASE]:
        if following.tag_ == "NNS":
            return True
        if following.pos_ not in PHRASE_WORDS:
            return False
    return False
