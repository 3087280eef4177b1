"""Drafts made into claims: in reading order, with who says so, how much they cover, and how sure they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, takewhile

from spacy.tokens import Doc

from incidents.extraction.actors import ActorMention
from incidents.extraction.claims.attribution import Attribution
from incidents.extraction.claims.background import sums_up_more
from incidents.extraction.claims.drafts import NEARBY_CLAIMS, ClaimNote, Draft
from incidents.extraction.claims.other_events import was_there_before
from incidents.extraction.claims.scope import (
    OTHERS,
    is_additive,
    is_former,
    is_larger,
    is_later,
    is_lowered,
    is_more,
    is_mourned,
    is_of_another_attack,
    is_update,
)
from incidents.extraction.claims.sides_listed import SidesListed
from incidents.extraction.dates.mentions import find_recordable_dates
from incidents.extraction.event.attackers import kind_of_doers
from incidents.extraction.losses.loss import OWN_HAND
from incidents.extraction.parsed import lower_words
from incidents.extraction.types import Claimant, ExtractedClaim, Rival, Span, Victims
from incidents.vocabulary import Hedge, Measure, Scope, Status

# Words within a victim phrase that set its people apart from those told before.
OTHERS_BESIDE = {"other", "others", "another", "more", "additional", "further"}
HARM = {Measure.KILLED, Measure.INJURED, Measure.CASUALTIES}
REMAINS = {"body", "corpse", "head"}
DASHES = ("—", "–", "--")
POSSESSIVES = {"his", "her", "their"}
RANKS = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
COUNTED_BY_DAY = re.compile(r"\b(?:[Bb]y|[Aa]s of|[Uu]p to) (?:late |early |the end of )?(?=[A-Z]\w+|\d)")
ACT_OF_KILLING = re.compile(r":(?:kill|murder|slay|stab|shoot|strangle|gun|behead|execute)\b")
INTERVAL = re.compile(r"\s*(?:an?|[\w-]+) (?:weeks?|months?|years?) (?:later|afterwards)\b")
LONGEST_INTERVAL = 40
OTHER_YEAR = "larger:other-year"
# In sentences: what a report opens with, headline and dateline with it.
LEAD = 4
HOLDS_THE_KILLER = re.compile(
    r"murder[- /]+suicide|including (?:the|an?) (?:\w+ )?(?:gunman|shooter|suspect|attacker|killer)"
)
CONFIDENCE = {
    "passive-subject": 0.95,
    "active-object": 0.95,
    "counted": 0.9,
    "participle-after-number": 0.9,
    "number-before": 0.9,
    "reduced-relative": 0.85,
    "toll": 0.85,
    "number-after-verb": 0.85,
    "subject-of-participle": 0.7,
    "number-beside": 0.4,
}
USUAL_CONFIDENCE = 0.8
VAGUE_CONFIDENCE = 0.85


class Finishing:
    """Makes claims of the drafts of one document."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        drafts: Sequence[Draft],
        *,
        published: date | None,
        actors: Sequence[ActorMention],
        attribution: Attribution,
    ) -> None:
        self.doc = doc
        self.text = text
        self.published = published
        self.actors = actors
        self.attribution = attribution
        self.lower = lower_words(doc)
        self.days = find_recordable_dates(text, published) if COUNTED_BY_DAY.search(text) else ()
        self.sides = SidesListed(text)
        self.ordered = [self._with_side(draft) for draft in _in_order(drafts)]
        killed = [draft for draft in self.ordered if draft.measure is Measure.KILLED and not draft.denies]
        self.killed = sorted(killed, key=lambda draft: draft.cue.i)
        told_as_victims = (_is_victim_of_an_act(draft) for draft in self.killed)
        self.only_victims = sum(1 for _ in takewhile(bool, told_as_victims))
        held = HOLDS_THE_KILLER.search(text)
        self.killer_held_from = held.end() if held else len(text) + 1
        self.dead_told = {draft.cue.sent.start: draft.tokens[0] for draft in reversed(killed)}
        self.more_dead = {draft.cue.sent.start for draft in killed if is_more(draft.cue, *draft.tokens)}
        self.others_told = {
            (draft.measure, draft.quantity.best): draft.cue.sent.start
            for draft in reversed(self.ordered)
            if not OTHERS.isdisjoint(self.lower[slice(*draft.tokens)]) or self._tells_of_the_dead_before(draft)
        }
        self.losses = sorted({draft.cue.i for draft in self.ordered if draft.measure in HARM})
        self.first_told: dict[Measure, int] = {}
        for draft in self.ordered:
            if not draft.denies or draft.measure in HARM:
                first = self.first_told.get(draft.measure, len(doc))
                self.first_told[draft.measure] = min(first, draft.cue.i)

    def _with_side(self, draft: Draft) -> Draft:
        """A draft of the losses under a line that names a side: of its fighters, unless the words say whose."""
        rule = self.sides.rule_at(draft.span[0])
        if rule is None or draft.measure not in HARM:
            return draft
        victims = draft.victims
        status = Status.COMBATANT if victims.status is Status.UNKNOWN else victims.status
        return replace(draft, rules=(*draft.rules, rule), victims=replace(victims, status=status))

    def claims(self) -> tuple[tuple[ExtractedClaim, ...], tuple[ClaimNote, ...]]:
        """The claims, and a note for each."""
        notes = tuple(self._note(draft) for draft in self.ordered)
        claims = self._with_later_background([self._claim(draft) for draft in self.ordered])
        claims = self._with_the_incident_of_old(self._with_sums_of_more(claims, notes))
        return _read_otherwise(_tie_vaguer(claims, notes)), notes

    def _with_later_background(self, claims: list[ExtractedClaim]) -> list[ExtractedClaim]:
        """ "Last year they killed 19 in a church. Six months later five more were found dead": counted from there."""
        for k in range(1, len(claims)):
            before = claims[k - 1]
            if before.scope is not Scope.LARGER or claims[k].scope is not Scope.WHOLE or claims[k].denies:
                continue
            sent = self.ordered[k].cue.sent
            opening = self.text[sent.start_char : sent.start_char + LONGEST_INTERVAL].lower()
            if self.ordered[k - 1].cue.sent.end == sent.start and INTERVAL.match(opening) is not None:
                rules = (*claims[k].rules, "larger:later-than-background")
                claims[k] = replace(claims[k], scope=Scope.LARGER, rules=rules)
        return claims

    def _with_sums_of_more(self, claims: Sequence[ExtractedClaim], notes: Sequence[ClaimNote]) -> list[ExtractedClaim]:
        """Figures far above the incident's own, told before them, of a longer time or a wider area than it."""
        changed = list(claims)
        told: dict[Measure, int] = {}
        here: dict[Measure, int] = {}
        sentence = -1
        for k, (claim, note) in enumerate(zip(claims, notes, strict=True)):
            if note.sentence != sentence:
                for measure, most in here.items():
                    told[measure] = max(told.get(measure, 0), most)
                sentence, here = note.sentence, {}
            number, before = claim.quantity.low, told.get(claim.measure)
            if claim.denies or claim.scope is Scope.PART or not _may_be_the_incidents(claim):
                continue
            more = None
            if before is not None and not note.update:
                more = sums_up_more(self.ordered[k].cue.sent.text.lower(), number, before)
            if more is None:
                here[claim.measure] = max(here.get(claim.measure, 0), claim.quantity.high or number)
            elif claim.scope is Scope.WHOLE:
                changed[k] = replace(claim, scope=Scope.LARGER, rules=(*claim.rules, more))
        return changed

    def _with_the_incident_of_old(self, claims: list[ExtractedClaim]) -> list[ExtractedClaim]:
        """A trial tells of what was done in another year: what the report opens with is its incident, where it counts
        none of its own."""
        first = next((k for k, claim in enumerate(claims) if claim.measure in HARM or claim.denies), None)
        if first is None or any(OTHER_YEAR not in claim.rules for claim in claims[: first + 1]):
            return claims
        measure, opening = claims[first].measure, self.ordered[first].cue.sent
        own = any(claim.measure is measure and claim.scope is Scope.WHOLE and not claim.denies for claim in claims)
        lead = [sent.start for sent in islice(self.doc.sents, LEAD)]
        if own or opening.start not in lead or was_there_before(self.ordered[first].cue):
            return claims
        return [
            replace(claim, scope=Scope.WHOLE, rules=tuple(rule for rule in claim.rules if rule != OTHER_YEAR))
            if OTHER_YEAR in claim.rules and draft.cue.sent.start == opening.start
            else claim
            for claim, draft in zip(claims, self.ordered, strict=True)
        ]

    def _note(self, draft: Draft) -> ClaimNote:
        sent = draft.cue.sent
        beside_the_dead = self._tells_of_the_dead_before(draft) or self._tells_of_others_again(draft)
        first_line = self.text.find("\n")
        phrase = self.lower[max(draft.tokens[0] - 1, 0) : draft.tokens[1]]
        headline = first_line > 0 and draft.span[1] <= first_line and self.text[first_line - 1] not in '.!?"”'
        apart = is_of_another_attack(draft.cue, *draft.tokens)
        is_killer = self._is_killer_beside(draft)
        alone = draft.rules[0] == "told-alone"  # "residents said 12", beside another's toll
        update = not alone and is_update(draft.cue, of_the_dead=draft.measure is Measure.KILLED)
        before = self.lower[sent.start : draft.tokens[0]]
        hearsay = self.attribution.is_hearsay(draft.cue)
        colons = before.count(":") + sum(before.count(dash) for dash in DASHES) % 2
        return ClaimNote(
            sentence=sent.start,
            noun=draft.noun,
            cue=draft.cue.i,
            additive=apart or is_additive(draft.cue, *draft.tokens, beside_the_dead=beside_the_dead) or is_killer,
            apart=apart or is_killer,
            rank=_rank(phrase),
            colons=colons,
            mourned=is_mourned(draft.cue),
            adds=not OTHERS_BESIDE.isdisjoint(phrase),
            own=draft.noun not in REMAINS and not POSSESSIVES.isdisjoint(phrase),
            more=(not beside_the_dead or sent.start in self.more_dead) and is_more(draft.cue, *draft.tokens),
            update=update,
            lowered=update and is_lowered(draft.cue),
            supersedes=update or (is_later(draft.cue) and not hearsay),
            headline=headline,
            several="list" in draft.rules,
            own_hand=draft.rules[0].startswith(OWN_HAND),
            doers=kind_of_doers(draft.cue),
            hearsay=hearsay,
            former=is_former(draft.cue),
        )

    def _tells_of_the_dead_before(self, draft: Draft) -> bool:
        """Whether the sentence tells of the dead before it tells of the hurt ("killed one and wounded four others")."""
        if draft.measure is not Measure.INJURED:
            return False
        return draft.cue.sent.start in self.dead_told and self.dead_told[draft.cue.sent.start] < draft.tokens[0]

    def _tells_of_others_again(self, draft: Draft) -> bool:
        """Whether a later sentence tells of as many "others" as one before it, where "others" are others than the dead
        ("killed a teacher and wounded four others ... the four other victims")."""
        if OTHERS.isdisjoint(self.lower[slice(*draft.tokens)]) or draft.quantity.best in {None, 1}:
            return False
        first = self.others_told.get((draft.measure, draft.quantity.best))
        return first is not None and first < draft.cue.sent.start

    def _is_killer_beside(self, draft: Draft) -> bool:
        """Whether a killer's death is told beside those of his victims ("killed five and died hours later"), or a
        suicide beside the deaths of others. The dead of a "murder-suicide" include the killer already."""
        at = bisect_left(self.killed, draft.cue.i, key=lambda killed: killed.cue.i)
        if not draft.rules[0].startswith(OWN_HAND):
            return at > 0 and draft.rules[0] == "subject:verb:die" and _killed_the_other(draft, self.killed[at - 1])
        if at == 0 or (at > self.only_victims and self.killer_held_from <= draft.span[1]):
            return False
        before = self.killed[at - 1]
        return before.cue.sent.start == draft.cue.sent.start or ACT_OF_KILLING.search(before.rules[0]) is not None

    def _claim(self, draft: Draft) -> ExtractedClaim:
        voices = list(self.attribution.claimants_at(draft.cue, denies=draft.denies))
        if not voices and draft.composed and draft.whole is not None:
            voices = list(self.attribution.claimants_at(self.ordered[draft.whole].cue))
        claimant, how = voices[0] if voices else (None, "")
        told_before = self.first_told.get(draft.measure, len(self.doc)) < draft.cue.sent.start
        any_before = min(self.first_told.values(), default=len(self.doc)) < draft.cue.sent.start
        larger = "larger:losses-so-far" if draft.larger else None
        larger = larger or is_larger(
            draft.cue, self.published, told_before=told_before, any_before=any_before, losses=self.losses
        )
        rules = [*draft.rules, *([f"claimant:{how}"] if how else []), *([larger] if larger else [])]
        scope = Scope.LARGER if larger and draft.scope is Scope.WHOLE else draft.scope
        return ExtractedClaim(
            measure=draft.measure,
            quantity=draft.quantity,
            raw=self.text[draft.span[0] : draft.span[1]],
            span=draft.span,
            victims=self._of_the_claimant(draft, claimant),
            claimant=claimant,
            scope=scope,
            part_of=draft.whole,
            denies=draft.denies,
            as_of=self._as_of(draft),
            confidence=round(_confidence(draft), 2),
            rules=tuple(dict.fromkeys(rules)),
            rivals=(*draft.rivals, *_other_voices(voices)),
        )

    def _as_of(self, draft: Draft) -> date | None:
        """The day that a sentence counts up to: "by Monday the toll had reached 38"."""
        if not self.days:
            return None
        sent = draft.cue.sent
        for day in self.days:
            inside = sent.start_char <= day.span[0] < sent.end_char
            counted = COUNTED_BY_DAY.search(self.text[max(day.span[0] - 12, 0) : day.span[1]])
            if inside and counted and day.start == day.end:
                return day.start
        return None

    def _of_the_claimant(self, draft: Draft, claimant: Claimant | None) -> Victims:
        """The claimant's own people: "three of its fighters", "we have lost ten men"."""
        victims = draft.victims
        if (loser := self._loser(draft)) is not None:
            return replace(victims, actor=loser, status=Status.COMBATANT)
        if claimant is None or claimant.actor is None or victims.status is Status.CIVILIAN:
            return victims
        words = {token.lower_ for token in self.doc[slice(*draft.tokens)]}
        lost = ":lose" in draft.rules[0] or draft.rules[0] in {"of:loss", "losses-raised-to"}
        subjects = {c.lower_ for c in draft.cue.children if c.dep_ == "nsubj"} if lost else set()
        owns = "our" in words or (words & {"its", "their", "his"} and _is_fighters(draft))
        if owns or subjects & {"we", "it", "they"} or draft.rules[0] in {"of:loss", "losses-raised-to"}:
            return replace(victims, actor=claimant.actor, status=Status.COMBATANT)
        return victims

    def _loser(self, draft: Draft) -> str | None:
        """The force that "lost" soldiers: "Russian troops lost 40 soldiers killed and wounded"."""
        if draft.victims.status is not Status.COMBATANT:
            return None
        verb = draft.cue
        for _ in range(4):
            if verb.lemma_.lower() == "lose" and verb.pos_ == "VERB":
                subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.pos_ != "PRON"]
                spans = [(s.left_edge.idx, s.idx + len(s.text)) for s in subjects]
                found = [a.name for a in self.actors for s in spans if a.span[0] < s[1] and a.span[1] > s[0]]
                return found[0] if found else None
            verb = verb.head
        return None


def _may_be_the_incidents(claim: ExtractedClaim) -> bool:
    """Whether a figure may be that of the report's incident, be it of another year, or one that people remember."""
    return claim.scope is not Scope.LARGER or not {OTHER_YEAR, "larger:recalled"}.isdisjoint(claim.rules)


def _rank(phrase: Sequence[str]) -> int:
    """Which one of the dead "a sixth" is; 0 for who is not counted so."""
    ranks = [RANKS.index(word) + 2 for word in phrase if word in RANKS]
    return ranks[0] if ranks and not {"a", "an"}.isdisjoint(phrase) else 0


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    order = sorted(range(len(drafts)), key=lambda k: (drafts[k].span, drafts[k].measure.value))
    position = {old: new for new, old in enumerate(order)}
    wholes = [draft.whole for draft in drafts]
    return [replace(drafts[k], whole=None if (whole := wholes[k]) is None else position[whole]) for k in order]


def _is_victim_of_an_act(draft: Draft) -> bool:
    """Whether the dead are those whom somebody killed ("killed his wife"): the killer is none of them."""
    return draft.rules[0].startswith("active-object:") and ACT_OF_KILLING.search(draft.rules[0]) is not None


def _killed_the_other(killer: Draft, victims: Draft) -> bool:
    """Whether the one of the first draft did the killing of the second, in the same sentence."""
    act = victims.cue
    if not _is_victim_of_an_act(victims) or act.sent.start != killer.cue.sent.start:
        return False
    doers = [act.head] if act.dep_ == "relcl" else [child for child in act.children if child.dep_ == "nsubj"]
    return any(killer.tokens[0] <= doer.i < killer.tokens[1] for doer in doers)


def _is_fighters(draft: Draft) -> bool:
    return draft.victims.status is Status.COMBATANT or draft.noun in {"man", "member", "comrade", "brother"}


def _confidence(draft: Draft) -> float:
    base = CONFIDENCE.get(draft.rules[0].split(":")[0], USUAL_CONFIDENCE)
    vague = VAGUE_CONFIDENCE if draft.quantity.hedge is Hedge.VAGUE else 1.0
    return base * vague * draft.certainty


def _other_voices(voices: Sequence[tuple[Claimant, str]]) -> Iterator[Rival]:
    """Those whom other rules take for the claimant, each once."""
    heard = {name.casefold() for claimant, _ in voices[:1] for name in (claimant.name, claimant.role)}
    for claimant, rule in voices[1:]:
        if claimant.name.casefold() not in heard:
            heard.add(claimant.name.casefold())
            yield Rival(f"claimant:{rule}", claimant=claimant)


def _read_otherwise(claims: tuple[ExtractedClaim, ...]) -> tuple[ExtractedClaim, ...]:
    """Each claim with what other claims read in the very same words, where no person can be both: dead and hurt."""
    by_words: dict[Span, list[ExtractedClaim]] = {}
    for claim in claims:
        if claim.measure in (Measure.KILLED, Measure.INJURED) and not claim.denies:
            by_words.setdefault(claim.span, []).append(claim)
    others = [tuple(_other_measures(claim, by_words.get(claim.span, ()))) for claim in claims]
    return tuple(replace(claim, rivals=(*claim.rivals, *rivals)) for claim, rivals in zip(claims, others, strict=True))


def _other_measures(claim: ExtractedClaim, same_words: Sequence[ExtractedClaim]) -> Iterator[Rival]:
    if claim in same_words:
        for other in same_words:
            if other.measure is not claim.measure:
                yield Rival(other.rules[0], measure=other.measure)


def _tie_vaguer(claims: list[ExtractedClaim], notes: Sequence[ClaimNote]) -> tuple[ExtractedClaim, ...]:
    """A smaller, vaguer figure that a claimant gives after a larger one for the same people is a part of it. So is one
    person without a name beside a larger figure."""
    tied = list(claims)
    for k, claim in enumerate(claims):
        if claim.scope is not Scope.WHOLE or claim.denies or claim.claimant is None:
            continue
        single = claim.quantity.hedge is Hedge.NAMED and not claim.victims.named and not notes[k].additive
        single = single and not _is_beyond(notes[k].rank, tied[:k], claim.measure)
        if not claim.quantity.is_vague and not single:
            continue
        after = range(k + 1, min(k + 4, len(claims))) if single else range(0)
        for j in (*range(k - 1, max(k - NEARBY_CLAIMS, -1), -1), *after):
            other = tied[j]
            if notes[j].cue != notes[k].cue and not notes[j].adds and _is_part_of(claim, other):
                tied[k] = replace(claim, scope=Scope.PART, part_of=j, rules=(*claim.rules, "part:same-claimant"))
                break
    return tuple(tied)


def _is_beyond(rank: int, before: Sequence[ExtractedClaim], measure: Measure) -> bool:
    """Whether "a sixth" is one more than all whom the claims before it count."""
    counts = [claim.quantity.best for claim in before if claim.measure is measure and claim.scope is Scope.WHOLE]
    return bool(counts) and all(best is not None and rank > best for best in counts)


def _is_part_of(claim: ExtractedClaim, other: ExtractedClaim) -> bool:
    same_speaker = (
        other.claimant is not None and claim.claimant is not None and other.claimant.name == claim.claimant.name
    )
    single = claim.quantity.hedge is Hedge.NAMED
    open_population = single and None in {other.victims.actor, claim.victims.actor}
    opposed = {other.victims.status, claim.victims.status} == {Status.CIVILIAN, Status.COMBATANT}
    same_people = (
        other.measure is claim.measure
        and not opposed
        and (open_population or other.victims.actor == claim.victims.actor)
    )
    if not (same_speaker and same_people and other.scope is Scope.WHOLE and not other.denies):
        return False
    if other.victims.group is not None and other.victims.group is not claim.victims.group:
        return False
    return other.quantity.low > (claim.quantity.high or claim.quantity.low)
