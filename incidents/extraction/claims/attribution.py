"""Who says so: the claimant of a statement, by reporting verbs, "according to" and quotes that run on.

A pronoun ("he added") stands for the last named speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.claims.carried_over import find_carried_over
from incidents.extraction.claims.speakers import Speakers
from incidents.extraction.claims.speeches import (
    LONGEST_CLAIMANT,
    QUOTE,
    Speech,
    find_speeches,
    is_nobody,
    is_unnamed_report,
    speaker_words,
)
from incidents.extraction.gazetteer import look_up
from incidents.extraction.parsed import keep_once, lower_words, tokens_of
from incidents.extraction.rules import rule_words
from incidents.extraction.types import Claimant

HIGHEST = 30
"""How many words above a cue word are looked at for who speaks."""
LONGEST_NOTE = 20
VERSIONS = {"version", "account", "report", "estimate"}
OTHER_VERSIONS = {"another", "alternative", "alternate", "other", "different", "conflicting", "contradictory", "rival"}
LONGEST_HEADLINE = 24
LONGEST_HEADLINE_SPEAKER = 6
SPEAKER_PARTS = {"NOUN", "PROPN", "ADJ", "PART"}


class Attribution:
    """The claimants of one document. `claimant_at(token)` gives the one of the statement at a token; `losses` are the
    tokens of the words that tell losses."""

    def __init__(
        self, doc: Doc, text: str, country: str | None, actors: Sequence[ActorMention], losses: Collection[int] = ()
    ) -> None:
        self.doc = doc
        self.actors = actors
        self.speeches, self.nobody = find_speeches(doc)
        self.speakers = Speakers(doc, text, country, actors, self.speeches)
        self.verbs = [speech.verb for speech in self.speeches]
        self.by_verb = {speech.verb: speech for speech in self.speeches}
        self.quotes = self._find_quotes()
        self.quote_starts = [start for start, _ in self.quotes]
        self.carried = find_carried_over(doc, self.speeches, self.nobody, losses)

    def claimant_at(self, cue: Token, *, denies: bool = False) -> tuple[Claimant, str] | None:
        """The claimant of the statement around a cue word, and the rule that found it; None where nobody is quoted.

        Who denies a part in a killing, or does not confirm it, tells of no deaths.
        """
        return next(self.claimants_at(cue, denies=denies), None)

    def claimants_at(self, cue: Token, *, denies: bool = False) -> Iterator[tuple[Claimant, str]]:
        """Everybody whom a rule takes for the claimant, the likeliest first."""
        if _is_editors(cue) or _is_disputed(cue):
            return
        candidates = self._candidates(cue) or self._carried_over(cue)
        for speech, rule in candidates:
            if not denies and self._withholds(speech):
                return
            named = self.speakers.named(speech)
            if named is not None:
                yield self.speakers.claimant(named), rule

    def is_hearsay(self, cue: Token) -> bool:
        """Whether a report tells it whose author nobody names ("another report said", "others said", "another version
        is that", an editor's note in square brackets)."""
        if _is_editors(cue) or _is_other_version(cue) or _is_disputed(cue):
            return True
        token = cue
        for _ in range(HIGHEST):
            if _is_editors(token):
                return False
            if token.i in self.nobody and any(is_unnamed_report(child) for child in token.children):
                return True
            if token.head.i == token.i:
                return False
            token = token.head
        return False

    def _withholds(self, speech: Speech) -> bool:
        """Whether an act of speech is a denial or is itself negated ("did not confirm")."""
        verb = self.doc[speech.verb]
        denying = verb.lemma_.lower() in speaker_words("verbs", "denying")
        negated = any(child.dep_ == "neg" for child in verb.children)
        return denying != negated

    def _candidates(self, cue: Token) -> list[tuple[Speech, str]]:
        found: list[tuple[Speech, str]] = []
        token = cue
        for _ in range(HIGHEST):
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

    def _carried_over(self, cue: Token) -> list[tuple[Speech, str]]:
        """Who was quoted in the sentence before, where nobody speaks in that of a cue word."""
        speech = self.carried.get(cue.sent.start)
        return [(speech, "carried-over")] if speech is not None else []

    def _beside_colon(self, cue: Token) -> Speech | None:
        """ "Police: nine killed", "Nine killed: police", "Nine killed in blast - police", "Nine killed (police)"."""
        for i in range(cue.i - 1, max(cue.i - LONGEST_HEADLINE, -1), -1):
            if "\n" in self.doc[i].text or self.doc[i].text in {".", "!", "?"}:
                break
            if self.doc[i].text == ":" and (found := self._speaker_between(self._phrase_start(i), i)):
                return found
        for i in range(cue.i + 1, min(cue.i + LONGEST_HEADLINE, len(self.doc))):
            if "\n" in self.doc[i].text or self.doc[i].text in {".", "!", "?"}:
                return None
            if self.doc[i].text in {":", "-", "--", "–", "—"} and (found := self._speaker_at_line_end(i + 1)):
                return found
            if self.doc[i].text == "(" and (found := self._speaker_in_brackets(i + 1)):
                return found
        return None

    def _phrase_start(self, end: int) -> int:
        start = end
        while start > max(end - LONGEST_HEADLINE_SPEAKER, 0) and self._is_part_of_speaker(start - 1):
            start -= 1
        return start

    def _is_part_of_speaker(self, i: int) -> bool:
        """Whether a word may be within a speaker's name and office ("Mayor of Kobani:")."""
        within = self.doc[i].lower_ == "of" and i > 0 and self.doc[i - 1].pos_ in SPEAKER_PARTS
        return self.doc[i].pos_ in SPEAKER_PARTS or within

    def _speaker_at_line_end(self, start: int) -> Speech | None:
        end = start
        while end < len(self.doc) and self.doc[end].pos_ in SPEAKER_PARTS:
            end += 1
        at_end = end == len(self.doc) or "\n" in self.doc[end].text
        return self._speaker_between(start, end) if at_end else None

    def _speaker_in_brackets(self, start: int) -> Speech | None:
        end = start
        while end < len(self.doc) and self.doc[end].pos_ in SPEAKER_PARTS:
            end += 1
        closes = end < len(self.doc) and self.doc[end].text == ")" and end + 2 >= self.doc[end].sent.end
        return self._speaker_between(start, end) if closes and self._says_who(self.doc[start:end]) else None

    @staticmethod
    def _says_who(words: Span) -> bool:
        """Whether a phrase names somebody who may speak by a word for a role or a body."""
        who = speaker_words("roles", "nouns") | speaker_words("roles", "bodies")
        return any(word.lemma_.lower() in who or word.lower_ in who for word in words)

    def _speaker_between(self, start: int, end: int) -> Speech | None:
        """The speaker that a short phrase without a verb names; None where it names a place or a subject."""
        words = self.doc[start:end]
        if not 0 < len(words) <= LONGEST_HEADLINE_SPEAKER:
            return None
        if is_nobody(words[-1]) or words[0].lower_ in speaker_words("nobody", "labels"):
            return None
        is_named = any(word.ent_type_ in {"PERSON", "ORG"} for word in words) and not self._is_place(words)
        return Speech(start, start, end) if self._says_who(words) or is_named else None

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

    # Quotes

    def _find_quotes(self) -> list[tuple[int, int]]:
        """Token ranges of quoted speech. A paragraph that opens with a mark continues the quote before it."""
        quotes: list[tuple[int, int]] = []
        opened: int | None = None
        for token in tokens_of(self.doc):
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
        """The speech right after the closing mark, or right before the opening one; after a colon always the latter."""
        before = [s for s in self._between(start - LONGEST_CLAIMANT, start) if self._same_line(s.verb, start)]
        if start and self.doc[start - 1].text == ":":
            if before:
                return before[-1]
            if (named := self._named_before_colon(start - 1)) is not None:
                return named
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
        return before[-1] if before else (after[0] if after else None)

    def _named_before_colon(self, colon: int) -> Speech | None:
        """Who is quoted without a verb: a role, or a name that opens the sentence."""
        start = self._phrase_start(colon)
        if (found := self._speaker_between(start, colon)) is not None:
            return found
        words = self.doc[start:colon]
        opens = len(words) > 0 and (words[0].is_sent_start or start == 0 or self.doc[start - 1].is_space)
        is_name = opens and all(word.pos_ == "PROPN" for word in words) and not self._is_place(words)
        return Speech(start, start, colon) if is_name else None

    def _between(self, start: int, end: int) -> list[Speech]:
        """The speeches whose verb is one of tokens [start, end)."""
        return self.speeches[bisect_left(self.verbs, start) : bisect_left(self.verbs, end)]

    def _same_line(self, i: int, j: int) -> bool:
        return not any("\n" in token.text for token in self.doc[i:j])


def _is_editors(cue: Token) -> bool:
    """Whether a figure stands in square brackets, as an editor's: "[later reports say 60 killed]"."""
    words = lower_words(cue.doc)
    brackets = keep_once(cue.doc, "square brackets", lambda: [i for i, word in enumerate(words) if word in {"[", "]"}])
    last = bisect_left(brackets, cue.i) - 1
    if last < 0 or brackets[last] <= max(cue.i - LONGEST_NOTE, cue.sent.start - 1):
        return False
    return words[brackets[last]] == "["


def _is_disputed(cue: Token) -> bool:
    """Whether a figure is that of an account which the speaker rejects: "disputing a claim by rebels that 19 died"."""
    denying = rule_words("context", "denying", "verbs")
    accounts = rule_words("context", "reports", "nouns")
    told = cue
    for above in cue.ancestors:
        if above.pos_ == "VERB" and told.dep_ != "conj":
            objects = {child.lemma_.lower() for child in above.rights if child.dep_ == "dobj"}
            return above.lemma_.lower() in denying and not objects.isdisjoint(accounts)
        told = above
    return False


def _is_other_version(cue: Token) -> bool:
    """Whether a clause gives another version of what was told before: "another version is that five died"."""
    return any(
        noun.lemma_.lower() in VERSIONS and any(word.lower_ in OTHER_VERSIONS for word in noun.lefts)
        for above in cue.ancestors
        for noun in above.lefts
        if noun.dep_ == "nsubj" or above.dep_ == "prep"
    )
