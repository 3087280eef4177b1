"""The acts of speech in a document: reporting verbs, "according to", figures that somebody gives out; and who speaks.

A speaker is somebody. What is counted ("no injuries", "two girls"), what happened ("the blast") and what is only paper
("initial reports") speaks for nobody; a paper, a list or a figure speaks for whoever gave it out, where that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

from spacy.tokens import Doc, Token

from incidents.extraction.losses.cues import state_words
from incidents.extraction.parsed import lower_words, tokens_of
from incidents.extraction.rules import rule_words

LONGEST_CLAIMANT = 16
CITING_REACH = 3
QUOTE = '"'
BREAKS = {QUOTE, "--", "—", ":", ";"}
PARTS_OF_A_NAME = {"det", "amod", "compound", "poss", "nummod", "nmod", "punct", "cc", "conj", "case", "quantmod"}
SOME_OF = {"one", "two", "three", "some", "several", "many", "most", "both", "another", "all", "each", "few"}
NAMED = {"PERSON", "ORG", "NORP", "GPE"}
_SPEAKING = frozenset({"VERB", "AUX"})

speaker_words = partial(rule_words, "attribution")


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speech: its verb, and tokens [start, end) that name the speaker."""

    verb: int
    start: int
    end: int
    pronoun: bool = False


def is_speaker(noun: Token) -> bool:
    """Whether a noun means somebody who may speak: by role, as a body, or by name."""
    who = _words_for_speakers()
    return noun.lower_ in who or noun.lemma_.lower() in who or noun.ent_type_ in NAMED or noun.pos_ == "PROPN"


@cache
def _words_for_speakers() -> frozenset[str]:
    return speaker_words("roles", "nouns") | speaker_words("roles", "bodies") | speaker_words("roles", "units")


@cache
def _words_for_the_counted() -> frozenset[str]:
    return speaker_words("figures", "nouns") | speaker_words("figures", "harmed")


@cache
def _words_for_nobody() -> frozenset[str]:
    return speaker_words("nobody", "words") | speaker_words("figures", "harmed")


def find_speeches(doc: Doc) -> tuple[list[Speech], set[int]]:
    """Every act of speech, in order; and the reporting verbs for which nobody speaks ("it was reported")."""
    found: list[Speech] = []
    nobody: set[int] = set()
    words = lower_words(doc)
    accounts = speaker_words("prepositions", "words")
    verbs = speaker_words("verbs", "reporting")
    for token in tokens_of(doc):
        speech = None
        if words[token.i] in {"according", "per"} or token.pos_ in _SPEAKING or _tells_that(token):
            speech = _Act(doc, token).speech()
            tells = words[token.i] == "according" or token.lemma_.lower() in verbs
            if speech is None and tells and not _of_the_paper_before(token):
                nobody.add(token.i)
        elif words[token.i] in accounts:
            speech = _Act(doc, token).in_words_of()
        elif words[token.i] == "reportedly":
            nobody.add(token.i)
        if speech is not None:
            found.append(speech)
    return found, nobody


def speech_by(doc: Doc, verb: Token, speaker: Token) -> Speech | None:
    """The act of speech at a verb as that of a speaker; None where it is nobody."""
    return _Act(doc, verb).by(speaker)


def _of_the_paper_before(verb: Token) -> bool:
    """ "The report said", "its bulletin adds": whose paper it is was told before."""
    papers = speaker_words("nobody", "papers") | speaker_words("nobody", "reports")
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(
        subject.lemma_.lower() in papers and subject.nbor(-1).lower_ in {"the", "its", "their"}
        for subject in subjects
        if subject.i > 0
    )


class _Act:
    """What may be an act of speech, read at its verb or preposition."""

    def __init__(self, doc: Doc, verb: Token) -> None:
        self.doc = doc
        self.verb = verb

    def speech(self) -> Speech | None:
        """The act of speech, where somebody speaks."""
        token, lemma = self.verb, self.verb.lemma_.lower()
        if token.lower_ == "according" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            return self._according(token.i + 2)
        if token.lower_ == "per":
            return self._per()
        if (token.pos_ not in _SPEAKING and not _tells_that(token)) or _is_in_label(token):
            return None
        if _makes_known(token):
            return self.by(next(child for child in token.children if child.dep_ == "nsubj"))
        if lemma in speaker_words("verbs", "toll"):
            return self._gives_toll()
        if lemma in speaker_words("verbs", "showing"):
            return self._shown_by_figures() or (self._found_out() if lemma == "find" else None)
        if lemma not in speaker_words("verbs", "reporting"):
            return None
        if lemma in speaker_words("verbs", "citing") and (token.tag_ == "VBG" or _says_something(token)):
            if objects := _objects(token):
                return self.by(objects[0])
            if token.tag_ == "VBG":
                return None
        if (named := self._named_like_a_deed()) is not None:
            return named
        if (quoted := self._quoted_by() or self._agent() or self._after_verb()) is not None:
            return self.by(quoted)
        if (apart := self._set_apart()) is not None:
            return apart
        subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if not subjects and token.dep_ == "conj":
            subjects = [c for c in token.head.children if c.dep_ == "nsubj"] if token.head.pos_ == "VERB" else []
        if not subjects:
            return self._without_subject(lemma)
        subjects = [subject for subject in subjects if not is_nobody(subject)] or subjects
        subject = max((s for s in subjects if s.i < token.i), key=lambda s: s.i, default=subjects[0])
        if subject.pos_ == "NUM":
            subject = max(subjects, key=lambda s: s.i)
        if subject.dep_ == "nsubjpass" and lemma not in speaker_words("verbs", "passive"):
            return None
        if subject.dep_ == "nsubjpass" and not _says_something(token):
            return None
        found = self.by(subject)
        return found if found is not None or subject.pos_ == "PRON" else self._closing()

    def _without_subject(self, lemma: str) -> Speech | None:
        token = self.verb
        if token.dep_ in {"pcomp", "advcl"} and token.head.lower_ == "as":
            return self._cited_as_saying()
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.pos_ == "VERB" and lemma in {"say", "add"}:
            told_by = [child for child in token.head.children if child.dep_ == "nsubj"]
            return self.by(told_by[0]) if told_by else None
        return self._closing()

    def _gives_toll(self) -> Speech | None:
        """ "The ministry raised the toll to 61", "police put the dead at nine", "was put at nine by the hospital"."""
        verb = self.verb
        if verb.tag_ == "VBN" and (teller := self._teller()) is not None:
            return self.by(teller) if is_speaker(teller) else None
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if not subjects and verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ == "VERB":
            subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
        if not subjects or not any(map(_is_a_toll, _objects(verb))):
            return None
        speaker = subjects[-1]
        speaks = is_speaker(speaker) or speaker.lower_ in speaker_words("pronouns", "words")
        return self.by(speaker) if speaks or self._issuer(speaker) is not None else None

    def _shown_by_figures(self) -> Speech | None:
        """ "The hospital's figures show", "a tally by the monitor stands at": whose figures they are."""
        subject = next((child for child in self.verb.children if child.dep_ == "nsubj"), None)
        if subject is None:
            return None
        if (issuer := self._issuer(subject)) is not None:
            return self.by(issuer) if is_speaker(issuer) else None
        span = self._issued_by_name(subject)
        return Speech(self.verb.i, *span) if span is not None else None

    def _found_out(self) -> Speech | None:
        """ "The mission found that 12 civilians were killed"; who "found two people shot" only came upon them."""
        told = [child for child in self.verb.children if child.dep_ == "ccomp"]
        subject = next((child for child in self.verb.children if child.dep_ == "nsubj"), None)
        says = any(word.lower_ == "that" and word.dep_ == "mark" for clause in told for word in clause.children)
        return self.by(subject) if says and subject is not None and is_speaker(subject) else None

    def _quoted_by(self) -> Token | None:
        """Whom the subject of a reporting verb quotes: "Efe, quoting army sources, said", "it reported, citing".

        An army or a ministry quotes so only a body that it names; what "a survivor" told it, it says itself.
        """
        verb = self.verb
        answers = any(child.dep_ == "nsubj" and _answers_for_it(child) for child in verb.children)
        clauses = [verb, *(child for child in verb.children if child.dep_ in {"nsubj", "ccomp"})]
        for clause in clauses:
            for child in clause.children:
                cites = child.lemma_.lower() in speaker_words("verbs", "citing") and child.tag_ == "VBG"
                if cites and (clause.dep_ != "ccomp" or child.i < clause.left_edge.i + CITING_REACH):
                    quoted = next(iter(_objects(child)), None)
                    return None if answers and quoted is not None and quoted.pos_ != "PROPN" else quoted
        return None

    def _named_like_a_deed(self) -> Speech | None:
        """A body whose name parses as a clause, right before the verb ("Save the Children said")."""
        words = lower_words(self.doc)
        for name in _names_like_deeds():
            start = self.verb.i - len(name)
            if start >= 0 and tuple(words[start : self.verb.i]) == name and self.doc[start].text[0].isupper():
                return Speech(self.verb.i, start, self.verb.i)
        return None

    def _agent(self) -> Token | None:
        """Who tells in "it was reported by the police", "learned from army sources", "a toll given by the mayor"."""
        verb = self.verb
        if verb.tag_ != "VBN":
            return None
        subjects = [child for child in verb.children if child.dep_ == "nsubjpass"]
        is_told = verb.lemma_.lower() in speaker_words("verbs", "told")
        as_told = verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.children)
        if as_told or is_told or any(subject.lower_ == "it" for subject in subjects):
            return self._teller()
        counted = _words_for_the_counted()
        about = [*subjects, *([verb.head] if verb.dep_ == "acl" else [])]
        if not any(noun.lemma_.lower() in counted for noun in about):
            return None
        teller = self._teller()
        return teller if teller is not None and is_speaker(teller) else None

    def _after_verb(self) -> Token | None:
        """ "And added the Red Crescent that": whoever speaks stands behind the verb that opens the sentence."""
        verb = self.verb
        opens = all(word.pos_ in {"CCONJ", "PUNCT", "SPACE"} for word in verb.doc[verb.sent.start : verb.i])
        if not opens or verb.tag_ not in {"VBD", "VBZ"} or not _tells_that(verb):
            return None
        return next((noun for noun in _objects(verb) if is_speaker(noun)), None)

    def _set_apart(self) -> Speech | None:
        """ "An officer, he refused to be named, said that": a clause on the speaker parts him from his verb."""
        doc, verb = self.doc, self.verb
        if verb.i < 1 or doc[verb.i - 1].text != ",":
            return None
        first = verb.sent.start
        while first < verb.i and doc[first].pos_ in {"CCONJ", "DET", "PUNCT", "SPACE"}:
            first += 1
        comma = next((i for i in range(first, min(first + LONGEST_CLAIMANT, verb.i - 2)) if doc[i].text == ","), first)
        named = any(is_speaker(word) and not is_nobody(word) for word in doc[first:comma] if word.pos_ == "NOUN")
        if not named or doc[comma + 1].lower_ not in speaker_words("pronouns", "words"):
            return None
        return Speech(verb.i, first, comma)

    def _teller(self) -> Token | None:
        """The noun after "by" or "from" behind a participle."""
        for child in self.verb.children:
            if child.dep_ == "agent" or (child.lower_ in {"from", "by"} and child.dep_ == "prep"):
                return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        return None

    def in_words_of(self) -> Speech | None:
        """ "In the words of the mayor", "by the count of the hospital", "by the hospital's count"."""
        doc, i = self.doc, self.verb.i
        owner = next((child for child in self.verb.children if child.dep_ == "poss" and is_speaker(child)), None)
        if owner is not None and owner.left_edge.i > 0 and doc[owner.left_edge.i - 1].lower_ in {"by", "in"}:
            return _Act(doc, doc[owner.left_edge.i - 1]).by(owner)
        if i < 2 or i + 1 >= len(doc) or doc[i - 1].lower_ != "the" or doc[i + 1].lower_ != "of":
            return None
        teller = next((child for child in doc[i + 1].children if child.dep_ == "pobj"), None)
        return _Act(doc, doc[i - 2]).by(teller) if teller is not None and doc[i - 2].pos_ == "ADP" else None

    def _closing(self) -> Speech | None:
        """ "..., the minister, Ada Bello, said." at a sentence's end, where the parse gives the verb no subject."""
        token = self.verb
        after = self.doc[token.i + 1] if token.i + 1 < token.sent.end else None
        closes = after is None or after.is_punct or after.is_space or after.lower_ in _AFTER_CLOSING
        if not closes or token.tag_ not in {"VBD", "VBP", "VBZ"}:
            return None
        end = token.i - 1 if self.doc[token.i - 1].text == "," else token.i
        start = self._segment_start(end, token.sent.start)
        if all(t.pos_ == "PROPN" for t in self.doc[start:end]) and end < token.i:
            role_start = self._segment_start(start - 1, token.sent.start)
            if any(t.lemma_.lower() in speaker_words("roles", "nouns") for t in self.doc[role_start : start - 1]):
                start = role_start
        while start < end and self.doc[start].pos_ == "DET":
            start += 1
        words = self.doc[start:end]
        is_phrase = 0 < len(words) <= LONGEST_CLAIMANT and not any(t.pos_ in {"VERB", "AUX", "ADP"} for t in words[:1])
        if start - 1 < token.sent.start or not is_phrase or words[-1].pos_ not in {"NOUN", "PROPN"}:
            return None
        return None if is_nobody(words[-1]) else Speech(token.i, start, end)

    def _segment_start(self, end: int, first: int) -> int:
        """The token after the comma before `end`."""
        start = end
        while start > first and self.doc[start - 1].text not in {",", QUOTE, ";"}:
            start -= 1
        return start

    def _cited_as_saying(self) -> Speech | None:
        """ "X was cited as saying", "Reuters cited X as saying": who is cited by the verb above."""
        verb = self.verb.head.head
        subjects = _objects(verb) or [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}]
        return self.by(subjects[0]) if subjects else None

    def _according(self, start: int) -> Speech | None:
        """Who is named within a few words behind "according to"."""
        words = lower_words(self.doc)
        for name in _names_like_deeds():
            if tuple(words[start : start + len(name)]) == name:
                return Speech(self.verb.i, start, start + len(name))
        for candidate in self.doc[start : min(start + LONGEST_CLAIMANT, self.verb.sent.end)]:
            if candidate.dep_ == "pobj" and candidate.pos_ in {"NOUN", "PROPN", "PRON"}:
                return self.by(candidate)
        return None

    def _per(self) -> Speech | None:
        """ "Per police, two were killed", "..., as per the ministry": at the edge of a clause, and no rate."""
        i = self.verb.i
        before = self.doc[i - 1] if i > self.verb.sent.start else None
        if before is not None and before.lower_ != "as" and not before.is_punct and not before.is_space:
            return None
        for child in self.verb.children:
            if child.dep_ == "pobj" and (is_speaker(child) or self._issuer(child) is not None):
                return self.by(child)
        return None

    # Who speaks

    def by(self, speaker: Token) -> Speech | None:
        """The act as that of a speaker; None where it is nobody."""
        verb = self.verb
        if (issuer := self._issuer(speaker)) is not None:
            speaker = issuer
        if (span := self._issued_by_name(speaker)) is not None:
            return Speech(verb.i, *span)
        lower = speaker.lower_
        if lower in SOME_OF and (whole := _of_whom(speaker)) is not None:
            return self.by(whole)
        if lower in {"which", "that"} and verb.dep_ == "relcl" and is_speaker(verb.head):
            return self.by(verb.head)
        if lower in speaker_words("pronouns", "words"):
            if lower == "it" and not self._it_speaks(speaker):
                return None
            if lower == "who":
                head = verb.head if verb.dep_ == "relcl" else None
                return self.by(head) if head is not None and head.pos_ in {"NOUN", "PROPN"} else None
            return Speech(verb.i, speaker.i, speaker.i + 1, pronoun=True)
        if lower in speaker_words("nobody", "papers") and _is_bare(speaker):
            return Speech(verb.i, speaker.i, speaker.i + 1, pronoun=True)
        if is_nobody(speaker):
            return None
        start, end = self._speaker_span(speaker)
        return Speech(verb.i, start, end)

    def _issued_by_name(self, paper: Token) -> tuple[int, int] | None:
        """The tokens before a paper that name whose it is: "hospital records", "UN figures", "a police report"."""
        if paper.lemma_.lower() not in _given_out() or paper.ent_type_ == "PERSON":
            return None
        before = [child for child in paper.lefts if child.dep_ in {"compound", "nmod", "amod"}]
        if not before or before[-1].i != paper.i - 1 or before[-1].pos_ == "ADJ":
            return None
        if not is_speaker(before[-1]):
            return None
        if before[-1].lower_ in speaker_words("nobody", "news") or before[-1].ent_type_ in {"GPE", "NORP"}:
            return None
        start = min(child.left_edge.i for child in before)
        return self._without_determiner(start, paper.i), paper.i

    def _without_determiner(self, start: int, end: int) -> int:
        while start < end - 1 and self.doc[start].pos_ in {"DET", "ADP", "NUM", "PUNCT"}:
            start += 1
        return start

    @staticmethod
    def _issuer(paper: Token) -> Token | None:
        """Whose paper it is: "a communique released by the army", "a note from the army", "the army's statement"."""
        if paper.lemma_.lower() not in _given_out():
            return None
        for child in paper.children:
            if child.dep_ == "poss" and child.pos_ in {"NOUN", "PROPN"}:
                return child
            by = child if child.dep_ == "prep" and child.lower_ in {"from", "by", "of"} else None
            if child.dep_ == "acl" and child.tag_ == "VBN":
                by = next((agent for agent in child.children if agent.dep_ == "agent"), None)
            if by is not None:
                issuer = next((noun for noun in by.children if noun.dep_ == "pobj"), None)
                if issuer is not None and (by.lower_ != "of" or is_speaker(issuer)):
                    return issuer
        return None

    def _it_speaks(self, speaker: Token) -> bool:
        """ "It said" has a speaker; "it is said", "it was reported" and "it is claimed" have none."""
        return speaker.dep_ == "nsubj" and self.verb.tag_ in {"VBD", "VBZ", "VBN"} and speaker.i < self.verb.i

    def _speaker_span(self, speaker: Token) -> tuple[int, int]:
        verb = self.verb
        named_from = min(
            (child.left_edge.i for child in speaker.lefts if child.dep_ in PARTS_OF_A_NAME), default=speaker.i
        )
        start = max(named_from, speaker.sent.start, speaker.i - LONGEST_CLAIMANT)
        start = max([start, *(i + 1 for i in range(start, speaker.i) if self.doc[i].text in {QUOTE, "--", "—"})])
        end = min(speaker.right_edge.i + 1, speaker.sent.end, speaker.i + LONGEST_CLAIMANT)
        if speaker.i < verb.i < end:
            end = verb.i
        for child in speaker.rights:
            if child.dep_ in {"relcl", "acl", "advcl"} and child.left_edge.i > speaker.i:
                end = min(end, child.left_edge.i)
        breaks = [i for i in range(speaker.i + 1, end) if self.doc[i].text in BREAKS]
        if len(breaks) != 2 or any(self.doc[i].text != QUOTE for i in breaks):
            end = min([end, *breaks])
        end = self._within_brackets(speaker.i, end)
        while start < speaker.i and self._is_before_name(self.doc[start]):
            start += 1
        while end - 1 > speaker.i and (
            self.doc[end - 1].is_punct
            or self.doc[end - 1].is_space
            or self.doc[end - 1].pos_ in {"ADP", "CCONJ", "ADV", "DET"}
            or self.doc[end - 1].tag_ == "POS"
        ):
            if self.doc[end - 1].text == ")":
                break
            end -= 1
        return start, end

    @staticmethod
    def _is_before_name(token: Token) -> bool:
        """Whether a word at the start of a speaker's phrase is none of the name: "the", "around 1 a.m.", "today"."""
        if token.is_punct or token.is_space or token.pos_ in {"DET", "ADP"}:
            return True
        if token.lower_ in speaker_words("roles", "nouns"):
            return False  # "Capt. Ruiz", whatever the model calls it
        return token.ent_type_ in {"DATE", "TIME"} or token.lower_ in speaker_words("nobody", "days")

    def _within_brackets(self, start: int, end: int) -> int:
        """Never half a bracket: up to the closing one where it follows, else up to the opening one."""
        opened = [i for i in range(start, end) if self.doc[i].text == "("]
        closed = [i for i in range(start, end) if self.doc[i].text == ")"]
        if len(opened) <= len(closed):
            return end
        if end < len(self.doc) and self.doc[end].text == ")":
            return end + 1
        return opened[-1]


_AFTER_CLOSING = {"on", "in", "late", "early", "us", "me", "reporters", "journalists", "over", "by", "via"}
"""What may follow the verb that closes a sentence (", the priest tells us over the telephone")."""


@cache
def _names_like_deeds() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.split()) for name in sorted(speaker_words("roles", "named_like_deeds")))


def _answers_for_it(speaker: Token) -> bool:
    """Whether a speaker who cites somebody says it too, as a ministry or an army does, and no paper or agency."""
    words = {word.lower_ for word in speaker.subtree if word.dep_ in {"compound", "amod", "poss"}} | {speaker.lower_}
    if not words.isdisjoint(speaker_words("nobody", "news") | {"agency", "agencies", "outlet", "channel", "website"}):
        return False
    return speaker.lemma_.lower() in speaker_words("roles", "answering")


def _is_in_label(word: Token) -> bool:
    """ "Civilians reported killed: 7": a field of a form, where nobody speaks."""
    following = word.doc[word.i + 1 : word.i + 3]
    return len(following) == 2 and following[0].lower_ in state_words() and following[1].text == ":"


def _tells_that(word: Token) -> bool:
    """Whether "that" and a clause hang on a word for telling, whatever the parser takes it for ("informs that")."""
    if word.lemma_.lower() not in speaker_words("verbs", "reporting"):
        return False
    clauses = (child for child in word.children if child.dep_ == "ccomp")
    return any(mark.lower_ == "that" for clause in clauses for mark in clause.children if mark.dep_ == "mark")


def _makes_known(verb: Token) -> bool:
    """ "Let it be known that", "makes it known that"."""
    return (
        verb.lemma_ in {"let", "make"}
        and any(child.lower_ == "known" and child.dep_ == "ccomp" for child in verb.children)
        and any(child.dep_ == "nsubj" for child in verb.children)
    )


def _objects(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"dobj", "obj"}]


def _is_a_toll(noun: Token) -> bool:
    """Whether a noun is a figure of people harmed or held: not "a number of hostages", nor "the number of troops"."""
    lemma = noun.lemma_.lower()
    if lemma not in _words_for_the_counted():
        return False
    if lemma != "number":
        return True
    if any(child.lower_ in {"a", "any", "some", "large", "small"} for child in noun.lefts):
        return False
    counted = [people for of in noun.children if of.lower_ == "of" for people in of.children if people.dep_ == "pobj"]
    return not counted or any(map(_are_harmed, counted))


def _are_harmed(people: Token) -> bool:
    """Whether people are told of as harmed or held, by their noun or by what is said of them ("those killed")."""
    words = _words_for_the_counted() | speaker_words("figures", "held")
    if not words.isdisjoint({people.lemma_.lower(), people.lower_}):
        return True
    return any(child.dep_ in {"acl", "relcl", "amod"} for child in people.children)


def _of_whom(some: Token) -> Token | None:
    """The speakers of whom "one of the doctors" is one."""
    of = (child for child in some.rights if child.lower_ == "of")
    return next((noun for word in of for noun in word.children if noun.dep_ == "pobj" and is_speaker(noun)), None)


def _says_something(verb: Token) -> bool:
    return any(child.lower_ == "as" for child in verb.children)


@cache
def _given_out() -> frozenset[str]:
    """The nouns for what somebody gives out: papers, lists and figures."""
    papers = speaker_words("nobody", "papers") | speaker_words("nobody", "reports")
    return papers | speaker_words("figures", "nouns")


def is_nobody(noun: Token) -> bool:
    """Whether a noun is no speaker: what happened, who came to harm, what is only paper, or a count of people."""
    lemma = noun.lemma_.lower()
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ"} or noun.lower_ in speaker_words("nobody", "words"):
        return True
    in_name = noun.pos_ == "PROPN" and any(child.dep_ == "compound" for child in noun.lefts)
    if not in_name and lemma in _words_for_nobody():
        return True
    if lemma in _given_out() and noun.pos_ != "PROPN" and not _is_news(noun):
        return True
    counts = (child for child in noun.lefts if child.dep_ == "nummod" or child.lower_ in {"no", "neither"})
    return any(child.lower_ != "one" for child in counts) and not is_speaker(noun)


def is_unnamed_report(subject: Token) -> bool:
    """Whether the subject of a verb of speech is a paper, or "others", of whom no more is told."""
    return subject.dep_ == "nsubj" and (subject.lemma_.lower() in _given_out() or subject.lower_ == "others")


def _is_bare(paper: Token) -> bool:
    """Whether a paper stands by itself: "the statement", "a press release"."""
    news = speaker_words("nobody", "news")
    return not any(True for _ in paper.rights) and all(
        child.pos_ == "DET" or child.lower_ in news or child.i == paper.i - 1 for child in paper.lefts
    )


def _is_news(noun: Token) -> bool:
    """Whether reports are those of newspeople: "media reports", "local press reports"."""
    news = speaker_words("nobody", "news")
    return noun.lemma_.lower() in {"report", "reporting"} and any(child.lower_ in news for child in noun.lefts)
