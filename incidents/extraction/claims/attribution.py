"""Who says so: the claimant of a statement, by reporting verbs, "according to" and quotes that run on.

A pronoun ("he added") stands for the last named speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Span, Token

from incidents.extraction.actors import ActorMention, each_once, speaker
from incidents.extraction.gazetteer import look_up
from incidents.extraction.parsed import lower_words
from incidents.extraction.rules import rule_words
from incidents.extraction.types import Claimant

LONGEST_CLAIMANT = 16
NEARBY_SPEECHES = 60
NEARBY_TOKENS = 60
LONGEST_HEADLINE = 24
LONGEST_HEADLINE_SPEAKER = 6
CITING_REACH = 3
SPEAKER_PARTS = {"NOUN", "PROPN", "ADJ", "PART"}
QUOTE = '"'
_SPEAKING = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speech: its verb, and tokens [start, end) that name the speaker."""

    verb: int
    start: int
    end: int
    pronoun: bool = False


_speaker_words = partial(rule_words, "attribution")


def _objects(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"dobj", "obj"}]


class Attribution:
    """The claimants of one document. `claimant_at(token)` gives the one of the statement at a token."""

    def __init__(self, doc: Doc, text: str, country: str | None, actors: Sequence[ActorMention]) -> None:
        self.doc = doc
        self.text = text
        self.country = country
        self.actors = actors
        self.named_actors = each_once(actors)
        self.speeches = self._find_speeches()
        self.verbs = [speech.verb for speech in self.speeches]
        self.full_names = self._find_full_names()
        self.by_verb = {speech.verb: speech for speech in self.speeches}
        self.quotes = self._find_quotes()
        self.quote_starts = [start for start, _ in self.quotes]

    def claimant_at(self, cue: Token, *, denies: bool = False) -> tuple[Claimant, str] | None:
        """The claimant of the statement around a cue word, and the rule that found it; None where nobody is quoted.

        Who denies a part in a killing, or does not confirm it, tells of no deaths.
        """
        return next(self.claimants_at(cue, denies=denies), None)

    def claimants_at(self, cue: Token, *, denies: bool = False) -> Iterator[tuple[Claimant, str]]:
        """Everybody whom a rule takes for the claimant, the likeliest first."""
        for speech, rule in self._candidates(cue):
            if not denies and self._withholds(speech):
                return
            named = self._named(speech)
            if named is not None:
                yield self._claimant(named), rule

    def _withholds(self, speech: Speech) -> bool:
        """Whether an act of speech is a denial or is itself negated ("did not confirm")."""
        verb = self.doc[speech.verb]
        denying = verb.lemma_.lower() in _speaker_words("verbs", "denying")
        negated = any(child.dep_ == "neg" for child in verb.children)
        return denying != negated

    def _candidates(self, cue: Token) -> list[tuple[Speech, str]]:
        found: list[tuple[Speech, str]] = []
        token = cue
        for _ in range(30):
            if (speech := self.by_verb.get(token.i)) and token.i != cue.i:
                found.append((speech, "reporting-verb"))
            for child in token.children:
                own = self.by_verb.get(child.i)
                if (
                    own
                    and child.dep_ in {"parataxis", "prep", "advcl", "ccomp", "advmod", "conj", "acl"}
                    and self._covers(own, cue)
                ):
                    prepositional = child.lower_ == "according" or child.pos_ == "ADP"
                    found.append((own, "according-to" if prepositional else "reporting-verb"))
            if token.head.i == token.i:
                break
            token = token.head
        if (quote := self._quote_around(cue.i)) and (speech := self._speech_of_quote(*quote)):
            found.insert(0, (speech, "quote"))
        if not found:
            found.extend((speech, "sentence") for speech in self._at_sentence_edge(cue))
        if not found and (speech := self._beside_colon(cue)):
            found.append((speech, "headline"))
        return sorted(found, key=lambda told: self._is_past_semicolon(told[0], cue))

    def _is_past_semicolon(self, speech: Speech, cue: Token) -> bool:
        """Whether a speaker comes first after a semicolon, and so more likely tells what follows it."""
        return speech.start > cue.i and any(token.text == ";" for token in self.doc[cue.i : speech.start])

    def _beside_colon(self, cue: Token) -> Speech | None:
        """ "Police: nine killed in blast", "Nine killed in blast: police", "Nine killed in blast - police"."""
        for i in range(cue.i - 1, max(cue.i - LONGEST_HEADLINE, -1), -1):
            if "\n" in self.doc[i].text or self.doc[i].text in {".", "!", "?"}:
                break
            if self.doc[i].text == ":":
                return self._speaker_between(self._phrase_start(i), i)
        for i in range(cue.i + 1, min(cue.i + LONGEST_HEADLINE, len(self.doc))):
            if "\n" in self.doc[i].text or self.doc[i].text in {".", "!", "?"}:
                return None
            if self.doc[i].text in {":", "-", "–", "—"} and (found := self._speaker_at_line_end(i + 1)):
                return found
        return None

    def _phrase_start(self, end: int) -> int:
        start = end
        while start > max(end - LONGEST_HEADLINE_SPEAKER, 0) and self.doc[start - 1].pos_ in SPEAKER_PARTS:
            start -= 1
        return start

    def _speaker_at_line_end(self, start: int) -> Speech | None:
        end = start
        while end < len(self.doc) and self.doc[end].pos_ in SPEAKER_PARTS:
            end += 1
        at_end = end == len(self.doc) or "\n" in self.doc[end].text
        return self._speaker_between(start, end) if at_end else None

    def _speaker_between(self, start: int, end: int) -> Speech | None:
        """The speaker that a short phrase without a verb names; None where it names a place or a subject."""
        words = self.doc[start:end]
        if not 0 < len(words) <= LONGEST_HEADLINE_SPEAKER:
            return None
        speaks = any(
            word.lemma_.lower() in _speaker_words("roles", "nouns") | _speaker_words("roles", "bodies")
            or word.lower_ in _speaker_words("roles", "bodies")
            for word in words
        )
        is_named = any(word.ent_type_ in {"PERSON", "ORG"} for word in words) and not self._is_place(words)
        return Speech(start, start, end) if speaks or is_named else None

    def _is_place(self, words: Span) -> bool:
        """Whether a name is a place's, whatever the parser makes of it, and no actor's: "2. Gao: a bomb killed"."""
        first, last = words.start_char, words.end_char
        if any(first <= actor.span[0] < last for actor in self.actors):
            return False
        return bool(look_up(words.text.lstrip("0123456789.)-•* ")))

    def _covers(self, speech: Speech, cue: Token) -> bool:
        """Whether a speech that hangs below a verb is about the cue's clause and not about another one."""
        verb = self.doc[speech.verb]
        if verb.lower_ == "according" or verb.dep_ == "parataxis" or verb.pos_ == "ADP":
            return True
        if verb.dep_ == "advcl" and verb.tag_ == "VBN" and any(child.lower_ == "as" for child in verb.children):
            return True
        return verb.dep_ in {"advcl", "acl", "ccomp"} and verb.tag_ in {"VBG", "VBD", "VBZ"} and verb.i > cue.i

    def _at_sentence_edge(self, cue: Token) -> list[Speech]:
        """A speech after a comma at the sentence's end, or "according to" anywhere, that the parse did not tie."""
        sent = cue.sent
        inside = self._between(sent.start, sent.end)
        return [
            s
            for s in inside
            if self.doc[s.verb].lower_ == "according"
            or (s.verb > cue.i and s.verb >= sent.end - LONGEST_CLAIMANT and self._after_comma(s))
        ]

    def _after_comma(self, speech: Speech) -> bool:
        first = min(speech.start, speech.verb)
        while first > 0 and self.doc[first - 1].pos_ == "DET":
            first -= 1
        return first > 0 and self.doc[first - 1].text in {",", QUOTE}

    def closing_speakers(self) -> set[int]:
        """The tokens of speakers named between a comma and their verb ("..., the governor said")."""
        return {
            i
            for speech in self.speeches
            if not speech.pronoun and speech.end <= speech.verb and self._after_comma(speech)
            for i in range(speech.start, speech.end)
        }

    # Speeches

    def _find_speeches(self) -> list[Speech]:
        found: list[Speech] = []
        words = lower_words(self.doc)
        accounts = _speaker_words("prepositions", "words")
        for token in self.doc:
            speech = None
            if words[token.i] == "according" or token.pos_ in _SPEAKING:
                speech = self._speech_at(token)
            elif words[token.i] in accounts:
                speech = self._in_words_of(token)
            if speech is not None:
                found.append(speech)
        return found

    def _speech_at(self, token: Token) -> Speech | None:
        if token.lower_ == "according" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            return self._according(token)
        if token.pos_ not in _SPEAKING or token.lemma_.lower() not in _speaker_words("verbs", "reporting"):
            return None
        lemma = token.lemma_.lower()
        if lemma in _speaker_words("verbs", "citing") and (token.tag_ == "VBG" or self._says_something(token)):
            if objects := _objects(token):
                return self._speech(token, objects[0])
            if token.tag_ == "VBG":
                return None
        if (quoted := self._quoted_by(token) or self._agent(token)) is not None:
            return self._speech(token, quoted)
        subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if not subjects and token.dep_ == "conj":
            subjects = [c for c in token.head.children if c.dep_ == "nsubj"] if token.head.pos_ == "VERB" else []
        if not subjects:
            if token.dep_ in {"pcomp", "advcl"} and token.head.lower_ == "as":
                return self._cited_as_saying(token)
            if token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.pos_ == "VERB" and lemma in {"say", "add"}:
                told_by = [child for child in token.head.children if child.dep_ == "nsubj"]
                return self._speech(token, told_by[0]) if told_by else None
            return self._closing_speech(token)
        subject = max((s for s in subjects if s.i < token.i), key=lambda s: s.i, default=subjects[0])
        if subject.pos_ == "NUM":
            subject = max(subjects, key=lambda s: s.i)
        if subject.dep_ == "nsubjpass" and lemma not in _speaker_words("verbs", "passive"):
            return None
        if subject.dep_ == "nsubjpass" and not self._says_something(token):
            return None
        return self._speech(token, subject)

    def _quoted_by(self, verb: Token) -> Token | None:
        """Whom the subject of a reporting verb quotes: "Efe, quoting army sources, said", "it reported, citing"."""
        clauses = [verb, *(child for child in verb.children if child.dep_ in {"nsubj", "ccomp"})]
        for clause in clauses:
            for child in clause.children:
                cites = child.lemma_.lower() in _speaker_words("verbs", "citing") and child.tag_ == "VBG"
                if cites and (clause.dep_ != "ccomp" or child.i < clause.left_edge.i + CITING_REACH):
                    return next(iter(_objects(child)), None)
        return None

    @staticmethod
    def _agent(verb: Token) -> Token | None:
        """Who tells in "it was reported by the police", "learned from army sources", "confirmed by the mayor"."""
        if verb.tag_ != "VBN":
            return None
        subjects = [child for child in verb.children if child.dep_ == "nsubjpass"]
        is_told = verb.lemma_.lower() in _speaker_words("verbs", "told")
        as_told = verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.children)
        if not as_told and not is_told and not any(subject.lower_ == "it" for subject in subjects):
            return None
        for child in verb.children:
            if child.dep_ == "agent" or (child.lower_ == "from" and child.dep_ == "prep"):
                return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        return None

    def _in_words_of(self, account: Token) -> Speech | None:
        """ "In the words of the mayor", "by the count of the hospital"."""
        doc, i = self.doc, account.i
        if i < 2 or i + 1 >= len(doc) or doc[i - 1].lower_ != "the" or doc[i + 1].lower_ != "of":
            return None
        teller = next((child for child in doc[i + 1].children if child.dep_ == "pobj"), None)
        return self._speech(doc[i - 2], teller) if teller is not None and doc[i - 2].pos_ == "ADP" else None

    def _closing_speech(self, token: Token) -> Speech | None:
        """ "..., the minister, Ada Bello, said." at a sentence's end, where the parse gives the verb no subject."""
        closes = token.i + 1 >= token.sent.end or self.doc[token.i + 1].is_punct or self.doc[token.i + 1].is_space
        if not closes or token.tag_ != "VBD":
            return None
        end = token.i - 1 if self.doc[token.i - 1].text == "," else token.i
        start = self._segment_start(end, token.sent.start)
        if all(t.pos_ == "PROPN" for t in self.doc[start:end]) and end < token.i:
            role_start = self._segment_start(start - 1, token.sent.start)
            if any(t.lemma_.lower() in _speaker_words("roles", "nouns") for t in self.doc[role_start : start - 1]):
                start = role_start
        while start < end and self.doc[start].pos_ == "DET":
            start += 1
        words = self.doc[start:end]
        is_phrase = 0 < len(words) <= LONGEST_CLAIMANT and not any(t.pos_ in {"VERB", "AUX", "ADP"} for t in words[:1])
        if start - 1 < token.sent.start or not is_phrase or words[-1].pos_ not in {"NOUN", "PROPN"}:
            return None
        return Speech(token.i, start, end)

    def _segment_start(self, end: int, first: int) -> int:
        """The token after the comma before `end`."""
        start = end
        while start > first and self.doc[start - 1].text not in {",", QUOTE, ";"}:
            start -= 1
        return start

    @staticmethod
    def _says_something(token: Token) -> bool:
        return any(child.lower_ == "as" for child in token.children)

    def _cited_as_saying(self, token: Token) -> Speech | None:
        """ "X was cited as saying", "Reuters cited X as saying": who is cited by the verb above."""
        verb = token.head.head
        subjects = _objects(verb) or [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}]
        return self._speech(token, subjects[0]) if subjects else None

    def _according(self, token: Token) -> Speech | None:
        last = min(token.i + 2 + LONGEST_CLAIMANT, token.sent.end)
        for i in range(token.i + 2, last):
            candidate = self.doc[i]
            if candidate.dep_ == "pobj" and candidate.pos_ in {"NOUN", "PROPN", "PRON"}:
                return self._speech(token, candidate)
        return None

    def _speech(self, verb: Token, speaker: Token) -> Speech | None:
        if (issuer := self._issuer(speaker)) is not None:
            speaker = issuer
        lower = speaker.lower_
        if lower in _speaker_words("pronouns", "words"):
            if lower == "it" and not self._it_speaks(verb, speaker):
                return None
            if lower == "who":
                head = verb.head if verb.dep_ == "relcl" else None
                return self._speech(verb, head) if head is not None and head.pos_ in {"NOUN", "PROPN"} else None
            return Speech(verb.i, speaker.i, speaker.i + 1, pronoun=True)
        if (
            lower in _speaker_words("nobody", "papers")
            and speaker.left_edge.i >= speaker.i - 1
            and not list(speaker.rights)
        ):
            return Speech(verb.i, speaker.i, speaker.i + 1, pronoun=True)
        if speaker.lemma_.lower() in _speaker_words("nobody", "words") or speaker.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return None
        start, end = self._speaker_span(speaker, verb)
        return Speech(verb.i, start, end)

    @staticmethod
    def _issuer(paper: Token) -> Token | None:
        """Whose paper it is: "a communique released by the army", "a note from the army", "the army's statement"."""
        if paper.lemma_.lower() not in _speaker_words("nobody", "papers") | _speaker_words("nobody", "reports"):
            return None
        for child in paper.children:
            if child.dep_ == "poss" and child.pos_ in {"NOUN", "PROPN"}:
                return child
            by = child if child.dep_ == "prep" and child.lower_ in {"from", "by"} else None
            if child.dep_ == "acl" and child.tag_ == "VBN":
                by = next((agent for agent in child.children if agent.dep_ == "agent"), None)
            if by is not None:
                return next((noun for noun in by.children if noun.dep_ == "pobj"), None)
        return None

    @staticmethod
    def _it_speaks(verb: Token, speaker: Token) -> bool:
        """ "It said" has a speaker; "it is said", "it was reported" and "it is claimed" have none."""
        return speaker.dep_ == "nsubj" and verb.tag_ in {"VBD", "VBZ", "VBN"} and speaker.i < verb.i

    def _speaker_span(self, speaker: Token, verb: Token) -> tuple[int, int]:
        start = max(speaker.left_edge.i, speaker.sent.start, speaker.i - LONGEST_CLAIMANT)
        start = max([start, *(i + 1 for i in range(start, speaker.i) if self.doc[i].text in {QUOTE, "--", "—"})])
        end = min(speaker.right_edge.i + 1, speaker.sent.end, speaker.i + LONGEST_CLAIMANT)
        if speaker.i < verb.i < end:
            end = verb.i
        for child in speaker.rights:
            if child.dep_ in {"relcl", "acl", "advcl"} and child.left_edge.i > speaker.i:
                end = min(end, child.left_edge.i)
        breaks = [i for i in range(speaker.i + 1, end) if self.doc[i].text in {QUOTE, "--", "—", ":", ";"}]
        if len(breaks) != 2 or any(self.doc[i].text != QUOTE for i in breaks):
            end = min([end, *breaks])
        end = self._within_brackets(speaker.i, end)
        while start < speaker.i and (
            self.doc[start].pos_ == "DET" or self.doc[start].is_punct or self.doc[start].is_space
        ):
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

    def _within_brackets(self, start: int, end: int) -> int:
        """Never half a bracket: up to the closing one where it follows, else up to the opening one."""
        opened = [i for i in range(start, end) if self.doc[i].text == "("]
        closed = [i for i in range(start, end) if self.doc[i].text == ")"]
        if len(opened) <= len(closed):
            return end
        if end < len(self.doc) and self.doc[end].text == ")":
            return end + 1
        return opened[-1]

    def _named(self, speech: Speech) -> Speech | None:
        """The speech that names the speaker: for a pronoun, the last one before it that does."""
        if not speech.pronoun:
            return speech
        word = self.doc[speech.start].lower_
        plural, thing = word == "they", word not in _speaker_words("pronouns", "words") or word == "it"
        before = bisect_left(self.verbs, speech.verb)
        for earlier in reversed(self.speeches[max(before - NEARBY_SPEECHES, 0) : before]):
            if earlier.verb < speech.verb and not earlier.pronoun and earlier.end <= speech.start:
                head = self.doc[earlier.start : earlier.end].root
                if thing and self._is_person(earlier):
                    continue
                if not thing and not plural and (subject := self._person_between(earlier.verb, speech)) is not None:
                    return subject
                if plural or thing or head.tag_ not in {"NNS", "NNPS"}:
                    return earlier
        return None if thing or plural else self._person_between(0, speech)

    def _person_between(self, start: int, speech: Speech) -> Speech | None:
        """The person who was last the subject of a sentence since a token, where "he" or "she" speaks."""
        first = max(start + 1, speech.start - NEARBY_TOKENS)
        sent = self.doc[speech.start].sent.start
        for i in range(sent - 1, first - 1, -1):
            token = self.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"} and token.ent_type_ == "PERSON" and token.head.dep_ == "ROOT":
                named = self._speech(self.doc[speech.verb], token)
                return None if named is None or named.pronoun else named
        return None

    def _is_person(self, speech: Speech) -> bool:
        """Whether a speaker is somebody, by name or by role, and not an institution."""
        head = self.doc[speech.start : speech.end].root
        return head.ent_type_ == "PERSON" or head.lemma_.lower() in _speaker_words("roles", "nouns") - {"police"}

    # Quotes

    def _find_quotes(self) -> list[tuple[int, int]]:
        """Token ranges of quoted speech. A paragraph that opens with a mark continues the quote before it."""
        quotes: list[tuple[int, int]] = []
        opened: int | None = None
        for token in self.doc:
            if "\n" in token.text and opened is not None:
                quotes.append((opened, token.i))
                opened = None
            if token.text != QUOTE:
                continue
            if opened is None:
                opened = token.i
            else:
                quotes.append((opened, token.i))
                opened = None
        return quotes

    def _quote_around(self, i: int) -> tuple[int, int] | None:
        at = bisect_left(self.quote_starts, i) - 1
        if at < 0:
            return None
        start, end = self.quotes[at]
        return (start, end) if start < i < end and end - start > 4 else None

    def _speech_of_quote(self, start: int, end: int) -> Speech | None:
        """The speech right after the closing mark, or right before the opening one."""
        after = [s for s in self._between(end + 1, end + LONGEST_CLAIMANT + 1) if self._same_line(end, s.verb)]
        after = [
            s for s in after if min(s.start, s.verb) <= end + 3 and self.doc[end].sent.end + 1 >= min(s.start, s.verb)
        ]
        if after and self.doc[end - 1].text in {",", ".", "!", "?"} | {QUOTE}:
            sentence_end = next(
                (t.i for t in self.doc[end : end + 30] if t.is_sent_start and t.i > end + 1), len(self.doc)
            )
            after = [s for s in after if s.verb < sentence_end or self.doc[end - 1].text == ","]
            if after:
                return after[0]
        before = [s for s in self._between(start - LONGEST_CLAIMANT, start) if self._same_line(s.verb, start)]
        return before[-1] if before else (after[0] if after else None)

    def _between(self, start: int, end: int) -> list[Speech]:
        """The speeches whose verb is one of tokens [start, end)."""
        return self.speeches[bisect_left(self.verbs, start) : bisect_left(self.verbs, end)]

    def _same_line(self, i: int, j: int) -> bool:
        return not any("\n" in token.text for token in self.doc[i:j])

    # Claimants

    def _claimant(self, speech: Speech) -> Claimant:
        tokens = list(self.doc[speech.start : speech.end])
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
        raw = self.text[start:end]
        if (fuller := self._fuller(speech)) is not None:
            return self._claimant(fuller)
        name, role = self._name_and_role(tokens)
        speaks_for = speaker(raw, (start, end), self.country, self.actors, self.named_actors)
        return Claimant(name or raw, role, raw, (start, end), speaks_for.name if speaks_for else None)

    def _fuller(self, speech: Speech) -> Speech | None:
        """The earlier speech that gives a surname its full name and role, or "the ministry" its name."""
        if (longer := self._longer(speech)) is not None:
            return longer
        if speech.end - speech.start != 1 or self.doc[speech.start].pos_ != "PROPN":
            return None
        fuller = self.full_names.get(self.doc[speech.start].lower_)
        return fuller if fuller is not None and fuller.verb < speech.verb else None

    def _longer(self, speech: Speech) -> Speech | None:
        """The earlier speaker whom "the ministry", "the group" or "the mayor" stands for."""
        words = [self.doc[i].lower_ for i in range(speech.start, speech.end)]
        definite = speech.start > 0 and self.doc[speech.start - 1].lower_ in {"the", "its"}
        if not definite or len(words) > 3 or any(self.doc[i].pos_ != "NOUN" for i in range(speech.end - 1, speech.end)):
            return None
        before = bisect_left(self.verbs, speech.verb)
        near = self.speeches[max(before - NEARBY_SPEECHES, 0) : before]
        for earlier in reversed(near):
            if not earlier.pronoun and earlier.end <= speech.start and self._is_named_by(words, earlier):
                return earlier
        if words[-1] in _speaker_words("nobody", "stand_ins"):
            return next((s for s in reversed(near) if self._may_be_called(s, speech)), None)
        return None

    def _is_named_by(self, words: Sequence[str], earlier: Speech) -> bool:
        """Whether short words name an earlier, longer speaker: by its head, or by the role before a person's name."""
        tokens = self.doc[earlier.start : earlier.end]
        fuller = {form for token in tokens for form in (token.lower_, token.lower_.removesuffix("s"))}
        if len(tokens) <= len(words) or not set(words) <= fuller:
            return False
        head = tokens.root
        heads = {head.lower_, head.lower_.removesuffix("s")}
        if words[-1] in _speaker_words("nobody", "stand_ins"):
            return True
        by_role = head.pos_ == "PROPN" and words[-1] in _speaker_words("roles", "nouns")
        return words[-1] in heads or by_role

    def _may_be_called(self, earlier: Speech, speech: Speech) -> bool:
        """Whether an earlier speaker may be called "the group": a name, and not a person's."""
        if earlier.pronoun or earlier.end > speech.start or self._is_person(earlier):
            return False
        return any(token.pos_ == "PROPN" for token in self.doc[earlier.start : earlier.end])

    def _find_full_names(self) -> dict[str, Speech]:
        """The first speech that gives more than a surname, by each word of the name."""
        found: dict[str, Speech] = {}
        for speech in self.speeches:
            if speech.end - speech.start > 1:
                for token in self.doc[speech.start : speech.end]:
                    if token.pos_ == "PROPN" and token.ent_type_ not in {"GPE", "NORP", "LOC"}:
                        found.setdefault(token.lower_, speech)
        return found

    def _name_and_role(self, tokens: Sequence[Token]) -> tuple[str, str]:
        """Splits "Interior Ministry spokesman Nasrat Rahimi" into name and role; an unnamed claimant has no role."""
        comma = next((k for k, token in enumerate(tokens) if token.text == ","), None)
        first = tokens[:comma] if comma is not None else tokens
        rest = tokens[comma + 1 :] if comma is not None else []
        if rest and all(token.pos_ == "PROPN" for token in rest) and any(t.pos_ == "NOUN" for t in first):
            return self._words(rest), self._words(first)
        role_end = max(
            (k for k, t in enumerate(first) if t.lemma_.lower() in _speaker_words("roles", "nouns")), default=-1
        )
        name = first[role_end + 1 :]
        if role_end >= 0 and name and all(t.pos_ == "PROPN" or t.text in {"-", "."} for t in name):
            return self._words(name), self._words([*first[: role_end + 1]])
        is_apposed = bool(rest) and rest[0].lower_ in {"a", "an"} and first[0].pos_ == "PROPN"
        if is_apposed or (role_end < 0 and rest and all(t.pos_ == "PROPN" for t in first)):
            without_determiner = rest[1:] if rest[0].pos_ == "DET" else rest
            return self._words(first), self._words(without_determiner)
        return self._words(tokens), ""

    @staticmethod
    def _closes_bracket(tokens: Sequence[Token]) -> bool:
        return tokens[-1].text == ")" and any(token.text == "(" for token in tokens)

    def _words(self, tokens: Sequence[Token]) -> str:
        kept = [token for token in tokens if not token.is_space]
        if not kept:
            return ""
        while len(kept) > 1 and kept[-1].is_punct and not self._closes_bracket(kept):
            kept = kept[:-1]
        return self.text[kept[0].idx : kept[-1].idx + len(kept[-1].text)]
