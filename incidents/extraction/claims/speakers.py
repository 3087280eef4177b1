"""Who an act of speech names: full names for surnames, "the ministry", "it" and "the group", each with its role."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from incidents.extraction.actors import ActorMention, each_once, load_lexicon, speaker
from incidents.extraction.claims.speeches import Speech, is_speaker, speaker_words, speech_by
from incidents.extraction.people.victims import GROUP_KINDS
from incidents.extraction.types import Claimant

NEARBY_SPEECHES = 60
NEARBY_TOKENS = 60
NEARBY_ACTORS = 60
FARTHEST_MENTION = 120
"""In tokens: how far before "the officers" somebody may have told who they are."""
POINTING = {"the", "its", "these", "those", "both"}
REPEATING = {"two", "three", "four", "same", "other", "both", "these", "those", "latter", "former"}
"""Before a speaker's noun: whoever speaks was told of before ("the other officials")."""
_HOUR = re.compile(r"\d{1,2}[:.h]\d{2}(?:h|am|pm|hrs?)?", re.I)


class Speakers:
    """The claimants that the acts of speech of one document name."""

    def __init__(
        self, doc: Doc, text: str, country: str | None, actors: Sequence[ActorMention], speeches: Sequence[Speech]
    ) -> None:
        self.doc = doc
        self.text = text
        self.country = country
        self.actors = actors
        self.named_actors = each_once(actors)
        self.speeches = speeches
        self.verbs = [speech.verb for speech in speeches]
        self.full_names = self._find_full_names()

    def named(self, speech: Speech) -> Speech | None:
        """The speech that names the speaker: for a pronoun, the last one before it that does."""
        if not speech.pronoun:
            return speech
        word = self.doc[speech.start].lower_
        plural, thing = word == "they", word not in speaker_words("pronouns", "words") or word == "it"
        if (above := self._subject_above(speech, plural=plural, thing=thing)) is not None:
            return above
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

    def _subject_above(self, speech: Speech, *, plural: bool, thing: bool) -> Speech | None:
        """Who "they" are in a clause below another: "police are investigating after they said"."""
        verb = self.doc[speech.verb]
        if verb.dep_ not in {"advcl", "relcl", "ccomp"} or self.doc[speech.start].dep_ != "nsubj":
            return None
        for subject in verb.head.children:
            if subject.dep_ not in {"nsubj", "nsubjpass"} or subject.i >= speech.start or not is_speaker(subject):
                continue
            many = subject.tag_ in {"NNS", "NNPS"} or subject.lemma_.lower() in speaker_words("roles", "bodies")
            if many if plural else (thing == (subject.ent_type_ != "PERSON") and subject.tag_ not in {"NNS", "NNPS"}):
                found = speech_by(self.doc, verb, subject)
                return found if found is not None and not found.pronoun else None
        return None

    def _person_between(self, start: int, speech: Speech) -> Speech | None:
        """The person who was last the subject of a sentence since a token, where "he" or "she" speaks."""
        first = max(start + 1, speech.start - NEARBY_TOKENS)
        sent = self.doc[speech.start].sent.start
        for i in range(sent - 1, first - 1, -1):
            token = self.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"} and token.ent_type_ == "PERSON" and token.head.dep_ == "ROOT":
                named = speech_by(self.doc, self.doc[speech.verb], token)
                return None if named is None or named.pronoun else named
        return None

    def _is_person(self, speech: Speech) -> bool:
        """Whether a speaker is somebody, by name or by role, and not an institution."""
        head = self.doc[speech.start : speech.end].root
        return head.ent_type_ == "PERSON" or head.lemma_.lower() in speaker_words("roles", "nouns") - {"police"}

    # Claimants

    def claimant(self, speech: Speech) -> Claimant:
        tokens = _without_lead(self.doc[speech.start : speech.end])
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
        raw = self.text[start:end]
        if (fuller := self._fuller(speech)) is not None:
            return self.claimant(fuller)
        if (group := self._group_meant(speech)) is not None:
            name, actor = group
            return Claimant(name, self._role_for_group(tokens), raw, (start, end), actor)
        name, role = self._name_and_role(tokens)
        speaks_for = speaker(raw, (start, end), self.country, self.actors, self.named_actors)
        return Claimant(name or raw, role, raw, (start, end), speaks_for.name if speaks_for else None)

    def _words(self, tokens: Sequence[Token]) -> str:
        kept = [token for token in tokens if not token.is_space]
        if not kept:
            return ""
        while len(kept) > 1 and kept[-1].is_punct and not self._closes_bracket(kept):
            kept = kept[:-1]
        while len(kept) > 1 and kept[0].text in {".", ","}:
            kept = kept[1:]
        return self.text[kept[0].idx : kept[-1].idx + len(kept[-1].text)]

    def _fuller(self, speech: Speech) -> Speech | None:
        """The earlier speech that gives a surname its full name and role, or "the ministry" its name."""
        if (longer := self._longer(speech)) is not None:
            return longer
        if speech.end - speech.start != 1 or self.doc[speech.start].pos_ != "PROPN":
            return None
        fuller = self.full_names.get(self.doc[speech.start].lower_)
        return fuller if fuller is not None and fuller.verb < speech.verb else None

    def _group_meant(self, speech: Speech) -> tuple[str, str | None] | None:
        """The name of the group last named, and its actor, where "the group" or "a spokesman for the group" speaks."""
        for token in self.doc[speech.start : speech.end]:
            if token.pos_ == "PROPN":
                return None
        called = next((t for t in self.doc[speech.start : speech.end] if self._is_the_group(t)), None)
        if called is None:
            return None
        mention = self._group_before(self.doc[speech.start].idx)
        at = bisect_left(self.verbs, speech.verb)
        near = reversed(self.speeches[max(at - NEARBY_SPEECHES, 0) : at])
        earlier = next((s for s in near if self._may_be_called(s, speech)), None)
        if earlier is not None and (mention is None or mention.span[0] < self.doc[earlier.start].idx):
            told = self.claimant(earlier)
            return told.name, told.actor
        return (self.text[slice(*mention.span)], mention.name) if mention is not None else None

    def _group_before(self, start: int) -> ActorMention | None:
        """The armed group last named before a character of the text."""
        last = bisect_right(self.actors, start, key=_end_of)
        for actor in reversed(self.actors[max(last - NEARBY_ACTORS, 0) : last]):
            if actor.kind in GROUP_KINDS and actor.name in load_lexicon():
                return actor
        return None

    @staticmethod
    def _is_the_group(token: Token) -> bool:
        if token.lower_ not in speaker_words("nobody", "armed"):
            return False
        return any(left.lower_ in {"the", "its", "their", "that", "this"} for left in token.lefts)

    def _role_for_group(self, tokens: Sequence[Token]) -> str:
        """ "Spokesman" of "a spokesman for the group" and of "the group's spokesman"; none where the group speaks."""
        roles = [token for token in tokens if token.lemma_.lower() in speaker_words("roles", "nouns")]
        return self._words(roles[:1])

    def _longer(self, speech: Speech) -> Speech | None:
        """The earlier speaker whom "the ministry", "the group" or "the mayor" stands for."""
        words = [self.doc[i].lower_ for i in range(speech.start, speech.end)]
        first = next((k for k, word in enumerate(words) if word not in REPEATING), len(words))
        before = self.doc[speech.start - 1].lower_ if speech.start else ""
        definite = not POINTING.isdisjoint({before, *words[:first]})
        words = words[first:]
        if not definite or not 0 < len(words) <= 3 or self.doc[speech.end - 1].pos_ != "NOUN":
            return None
        at = bisect_left(self.verbs, speech.verb)
        near = self.speeches[max(at - NEARBY_SPEECHES, 0) : at]
        for earlier in reversed(near):
            if not earlier.pronoun and earlier.end <= speech.start and self._is_named_by(words, earlier):
                return earlier
        if words[-1] in speaker_words("nobody", "stand_ins"):
            return next((s for s in reversed(near) if self._may_be_called(s, speech)), None)
        return self._told_of_before(speech) if self.doc[speech.end - 1].tag_ == "NNS" else None

    def _told_of_before(self, speech: Speech) -> Speech | None:
        """Who "the officers" are, told of before though they said nothing there ("two army officers")."""
        head = self.doc[speech.end - 1]
        for i in range(speech.start - 2, max(-1, speech.start - FARTHEST_MENTION), -1):
            token = self.doc[i]
            if token.lemma_ != head.lemma_ or token.pos_ != "NOUN":
                continue
            if any(child.dep_ in {"compound", "poss", "nmod"} for child in token.lefts):
                fuller = speech_by(self.doc, self.doc[speech.verb], token)
                return fuller if fuller is not None and fuller.end <= speech.start and not fuller.pronoun else None
        return None

    def _is_named_by(self, words: Sequence[str], earlier: Speech) -> bool:
        """Whether short words name an earlier, longer speaker: by its head, or by the role before a person's name."""
        tokens = self.doc[earlier.start : earlier.end]
        fuller = {form for token in tokens for form in (token.lower_, token.lower_.removesuffix("s"))}
        if len(tokens) <= len(words) or not set(words) <= fuller:
            return False
        head = tokens.root
        heads = {head.lower_, head.lower_.removesuffix("s")}
        if words[-1] in speaker_words("nobody", "stand_ins"):
            return True
        by_role = head.pos_ == "PROPN" and words[-1] in speaker_words("roles", "nouns")
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
            (k for k, t in enumerate(first) if t.lemma_.lower() in speaker_words("roles", "nouns")), default=-1
        )
        name = first[role_end + 1 :]
        of_a_body = any(token.lower_ in speaker_words("roles", "units") for token in name)
        if role_end >= 0 and name and not of_a_body and all(t.pos_ == "PROPN" or t.text in {"-", "."} for t in name):
            return self._words(name), self._words([*first[: role_end + 1]])
        is_apposed = bool(rest) and rest[0].lower_ in {"a", "an"} and first[0].pos_ == "PROPN"
        if is_apposed or (role_end < 0 and rest and all(t.pos_ == "PROPN" for t in first)):
            without_determiner = rest[1:] if rest[0].pos_ == "DET" else rest
            return self._words(first), self._words(without_determiner)
        return self._words(tokens), ""

    @staticmethod
    def _closes_bracket(tokens: Sequence[Token]) -> bool:
        return tokens[-1].text == ")" and any(token.text == "(" for token in tokens)


def _without_lead(words: Span) -> list[Token]:
    """A speaker's words without the hour and marks that begin a line of a feed ("17:31 | Governor's office")."""
    first = 0
    while first + 1 < len(words) and (
        words[first].is_punct or words[first].is_space or words[first].text == "|" or _HOUR.fullmatch(words[first].text)
    ):
        first += 1
    return list(words[first:])


def _end_of(mention: ActorMention) -> int:
    return mention.span[1]
