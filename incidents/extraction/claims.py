"""The casualty claims of a document: losses, victims, context, claimants and scope put together.

A number that was looked at and left out is kept with the reason, so that a reviewer can see it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.attribution import Attribution
from incidents.extraction.casualties import find_losses
from incidents.extraction.composition import Composition, find_compositions
from incidents.extraction.context import Reality, reality
from incidents.extraction.date_mentions import find_dates
from incidents.extraction.ellipsis import without_verb
from incidents.extraction.loss_states import joined_measures
from incidents.extraction.losses import Loss
from incidents.extraction.noun_phrases import Quantities, head_of, noun_after
from incidents.extraction.parsed import lower_words
from incidents.extraction.people import ORDINALS, is_not_people, is_person_noun, may_name_person
from incidents.extraction.quantities import NOBODY, UNQUANTIFIED, QuantityMention, added, find_quantities
from incidents.extraction.scope import is_additive, is_larger, is_later, is_rate, is_update, part_openers
from incidents.extraction.types import Claimant, ExtractedClaim, NotAClaim, Quantity, Span, Victims
from incidents.extraction.victims import (
    VictimGroup,
    along_with,
    char_span,
    describe,
    expanded,
    may_be_displaced,
    read_group,
)
from incidents.vocabulary import Hedge, Measure, Scope, Status

# How far back a claim looks for one that it repeats or belongs to; keeps the work linear.
NEARBY_CLAIMS = 60
NEARBY_TOKENS = 60
PERSONS_ONLY = {Measure.CASUALTIES, Measure.DETAINED, Measure.ABDUCTED, Measure.DISPLACED, Measure.MISSING}
# Verbs of harm to which more than people falls victim: hopes are hurt, orders executed, pictures hung.
HAS_OTHER_OBJECTS = {"execute", "hang", "hurt", "slaughter", "butcher", "wound", "mutilate", "disfigure", "drown"}
OTHERS = {"other", "others", "more", "people", "person", "man", "member"}
# Words within a victim phrase that set its people apart from those told before.
OTHERS_BESIDE = {"other", "others", "another", "more", "additional", "further"}
REMAINS = {"body", "corpse", "head"}
POSSESSIVES = {"his", "her", "their"}
MORE = {"another", "more", "further"}
COUNTED_BY_DAY = re.compile(r"\b(?:[Bb]y|[Aa]s of|[Uu]p to) (?:late |early |the end of )?(?=[A-Z]\w+|\d)")
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
}
USUAL_CONFIDENCE = 0.8
VAGUE_CONFIDENCE = 0.85


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What the tally needs to know of a claim beside its values: where it stands and how it ties to those before."""

    sentence: int
    noun: str
    cue: int = 0
    additive: bool = False
    adds: bool = False
    more: bool = False
    update: bool = False
    supersedes: bool = False
    own: bool = False
    headline: bool = False
    bare_number: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """The claims of a document in reading order, a note for each, and the numbers left out."""

    claims: tuple[ExtractedClaim, ...]
    not_claims: tuple[NotAClaim, ...]
    notes: tuple[ClaimNote, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One claim in the making."""

    measure: Measure
    quantity: Quantity
    victims: Victims
    span: Span
    tokens: tuple[int, int]
    cue: Token
    rules: tuple[str, ...]
    certainty: float
    noun: str
    denies: bool = False
    scope: Scope = Scope.WHOLE
    whole: int | None = None
    larger: bool = False
    composed: bool = False


def find_claims(
    doc: Doc, text: str, *, published: date | None, country: str | None, actors: Sequence[ActorMention]
) -> FoundClaims:
    """Every casualty claim of the document. `text` is the text as given: all raw words are cut from it."""
    return _Reading(doc, text, published, country, actors).found()


class _Reading:
    """Reads the claims of one document."""

    def __init__(
        self, doc: Doc, text: str, published: date | None, country: str | None, actors: Sequence[ActorMention]
    ) -> None:
        self.doc = doc
        self.text = text
        self.published = published
        self.country = country
        self.actors = actors
        self.quantities = Quantities(doc, find_quantities(doc))
        told = find_losses(doc, self.quantities)
        self.losses = [*told, *without_verb(told, self.quantities)]
        self.owners: dict[int, list[Loss]] = {}
        for loss in self.losses:
            for victim in loss.victims:
                self.owners.setdefault(victim.i, []).append(loss)
        self.cues: dict[int, set[Measure]] = {}
        for loss in self.losses:
            self.cues.setdefault(loss.cue.i, set()).add(loss.measure)
        self.mention_starts = [mention.start for mention in self.quantities.mentions]
        self.attribution = Attribution(doc, text, country, actors)
        self.speakers = self.attribution.closing_speakers()
        self.lower = lower_words(doc)
        self.days = find_dates(text, published) if COUNTED_BY_DAY.search(text) else ()
        self.drafts: list[_Draft] = []
        self.ordered: list[_Draft] = []
        self.first_told: dict[Measure, int] = {}
        self.used: set[int] = set()
        self.reasons: dict[int, tuple[str, str]] = {}

    def found(self) -> FoundClaims:
        for loss in self.losses:
            self._read(loss)
        for composition in find_compositions(self.doc, self.quantities):
            self._compose(composition)
        self._drop_wounds_of_the_dead()
        drafts = self.ordered = self._in_order()
        for draft in drafts:
            if not draft.denies:
                first = self.first_told.get(draft.measure, len(self.doc))
                self.first_told[draft.measure] = min(first, draft.cue.i)
        notes = tuple(self._note(draft) for draft in drafts)
        claims = self._tied([self._claim(draft) for draft in drafts], notes)
        return FoundClaims(claims, tuple(self._left_out()), notes)

    def _drop_wounds_of_the_dead(self) -> None:
        """ "A guard who had been wounded died", "20 wounded men were put to death": dead, and no more wounded."""
        killed = [draft for draft in self.drafts if draft.measure is Measure.KILLED]
        died = {draft.tokens for draft in killed if draft.cue.lemma_.lower() in {"die", "succumb", "perish"}}
        dead = {draft.tokens for draft in killed}
        hurt = [
            k
            for k, d in enumerate(self.drafts)
            if (d.measure is not Measure.KILLED and d.tokens in died)
            or (d.measure is Measure.INJURED and d.tokens in dead and d.tokens[0] <= d.cue.i < d.tokens[1])
        ]
        if any(draft.whole in hurt for draft in self.drafts):
            return
        kept = [k for k in range(len(self.drafts)) if k not in hurt]
        place = {old: new for new, old in enumerate(kept)}
        self.drafts = [
            replace(d, whole=None if d.whole is None else place[d.whole]) for d in (self.drafts[k] for k in kept)
        ]

    # One loss

    def _read(self, loss: Loss) -> None:
        context = reality(loss.cue)
        if context.reason is not None:
            self._leave_out(loss, context)
            return
        if loss.nobody or context.denied:
            self._deny(loss, context)
            return
        if loss.unquantified:
            self._unquantified(loss, context)
            return
        groups = [group for group in self._groups(loss) if not self._speaks(group)]
        if groups and groups[0].nobody:
            self._deny(loss, context, groups[0])
            return
        clusters = self._clusters([group for group in groups if self._counts(group, loss, context)])
        for cluster in clusters:
            self._draft(loss, context, cluster)
        if clusters:
            self._parts(loss, context, clusters[-1][-1][0], self._last_drafted())

    def _counted_apart(self, number: QuantityMention, population: Token) -> VictimGroup:
        """The people of "the number of soldiers killed rose to 14": the number stands apart from the noun."""
        last = self.doc[number.end - 1]
        return VictimGroup(last, population, number.start, number.end, number.quantity, number.rule)

    def _speaks(self, group: VictimGroup) -> bool:
        """Whether a group is who says so ("..., governor Ada Bello said"), not who came to harm."""
        return any(i in self.speakers for i in (group.start, group.head.i))

    def _last_drafted(self) -> int:
        """The draft made last that is not a part of another."""
        whole = len(self.drafts) - 1
        while whole > 0 and self.drafts[whole].whole is not None:
            whole -= 1
        return whole

    def _groups(self, loss: Loss) -> list[VictimGroup]:
        if loss.toll is not None:
            if loss.population is not None:
                return [self._counted_apart(loss.toll, loss.population)]
            group = read_group(head_of(loss.toll, self.doc), self.quantities)
            return [group] if group is not None else []
        if loss.counts_itself:
            return [group] if (group := read_group(loss.victims[0], self.quantities)) else []
        groups: list[VictimGroup] = []
        for victim in loss.victims:
            for group in expanded(victim, loss.cue, self.quantities, self._owned_by_others(victim, loss)):
                if not any(group.start < other.end and other.start < group.end for other in groups):
                    groups.append(group)
        groups = [group for group in groups if not group.part] or groups
        companion = along_with(loss.cue, self.quantities) if groups else None
        if companion is None or any(group.start <= companion.i < group.end for group in groups):
            return groups
        shared = read_group(companion, self.quantities)
        return [*groups, replace(shared, apart=True)] if shared is not None else groups

    def _owned_by_others(self, victim: Token, loss: Loss) -> set[int]:
        """The victims after one that a later cue word claims for itself."""
        near = range(victim.i + 1, min(victim.i + NEARBY_TOKENS, len(self.doc)))
        return {i for i in near if any(owner.cue.i > loss.cue.i for owner in self.owners.get(i, ()))}

    def _counts(self, group: VictimGroup, loss: Loss, context: Reality) -> bool:
        """Whether a group counts people harmed, and says it for the first time."""
        if loss.toll is not None:
            return not is_not_people(group.noun)
        counted = self.quantities.of(group.head) is not None or loss.counts_itself
        if loss.people_counted and not (counted and self._are_people_in(group, loss.measure)):
            return False
        if not counted and not self._may_be_people(group, loss):
            return False
        if counted and not loss.counts_itself and loss.measure in PERSONS_ONLY and not self._is_people_or_number(group):
            self._reason(group, "counts things, not people", "not-people")
            return False
        if not counted and group.quantity.is_vague and self._is_generic(loss.cue):
            return False
        if is_rate(loss.cue, group.start, group.end):
            self._reason(group, "a rate, not a number of people", "rate")
            return False
        if counted and self._repeats_number(group, loss):
            self._reason(group, "people of whom the text has told before", "told-before")
            return False
        if self._is_one_of_a_row(group) or self._is_those(group) or (not counted and self._is_open(group)):
            return False
        return not (self._refers_back(group) and self._told_before(group, loss.measure))

    @staticmethod
    def _is_one_of_a_row(group: VictimGroup) -> bool:
        """ "The third journalist killed this month": a count of such losses, told of one that is counted already."""
        words = {child.lower_ for child in group.head.lefts}
        return "the" in words and bool(words & (ORDINALS | {"latest"}))

    @staticmethod
    def _is_open(group: VictimGroup) -> bool:
        """ "Any soldiers", "how many soldiers", "nearly all the casualties": told of with no number, and maybe none."""
        words = {token.lower_ for token in group.head.doc[group.start : group.head.i]}
        return bool(words & {"any", "how"}) or {"all", "the"} <= words

    @staticmethod
    def _is_those(group: VictimGroup) -> bool:
        """ "Those who were killed", with no number: people told of and not counted."""
        return group.rule == "pronoun" and group.head.lower_ == "those"

    def _repeats_number(self, group: VictimGroup, loss: Loss) -> bool:
        """ "The bodies of the ten", "the two missionaries were killed by": the number that was told before, where
        nobody else tells it."""
        if group.start == 0 or self.doc[group.start - 1].lower_ not in {"the", "these", "those", "all"}:
            return False
        if group.quantity.hedge is not Hedge.EXACT or group.quantity.best == 1:
            return False
        bare = self.quantities.at(group.noun.i) is not None
        for draft in reversed(self.drafts[-NEARBY_CLAIMS:]):
            if draft.measure is not loss.measure or draft.quantity.best != group.quantity.best or draft.denies:
                continue
            if draft.cue.sent.start == loss.cue.sent.start and not bare:
                continue
            return bare or self._same_speaker(draft.cue, loss.cue)
        return False

    def _same_speaker(self, earlier: Token, later: Token) -> bool:
        """Whether nobody new is quoted for a later statement."""
        said = self.attribution.claimant_at(later)
        before = self.attribution.claimant_at(earlier)
        return said is None or (before is not None and before[0].name == said[0].name)

    @staticmethod
    def _are_people_in(group: VictimGroup, measure: Measure) -> bool:
        """Whether counted words name people for a verb that tells of losses only then."""
        if measure is Measure.INJURED:
            return is_person_noun(group.noun) or group.noun.pos_ == "NUM"
        if measure is not Measure.DISPLACED:
            return is_person_noun(group.noun)
        return is_person_noun(group.noun) and may_be_displaced(group)

    def _is_people_or_number(self, group: VictimGroup) -> bool:
        mention = self.quantities.at(group.noun.i)
        return is_person_noun(group.noun) or mention is not None or group.noun.lower_ in OTHERS

    def _may_be_people(self, group: VictimGroup, loss: Loss) -> bool:
        """Whether a group with no number of its own names people: known ones, or any noun where the word of loss is
        one of which only people are the victims."""
        if group.head.lower_ in ORDINALS | {"another"}:
            return True
        if is_person_noun(group.noun) or is_person_noun(group.head):
            return True
        if group.quantity.is_vague or loss.cue.lemma_.lower() in HAS_OTHER_OBJECTS:
            return False
        takes_people = loss.measure in {Measure.KILLED, Measure.INJURED} or self._takes_people_only(loss)
        return takes_people and may_name_person(group.noun)

    @staticmethod
    def _takes_people_only(loss: Loss) -> bool:
        """Whether the verb itself shows that its object is a person ("arrested a weapons dealer")."""
        return loss.cue.lemma_.lower() in {"arrest", "detain", "apprehend", "abduct", "kidnap"}

    @staticmethod
    def _is_generic(cue: Token) -> bool:
        """Told of no single time: "attacks that kill civilians", "responsible for killing soldiers"."""
        after = cue.dep_ == "pcomp" and cue.head.lower_ in {"before", "after", "by", "while", "when"}
        gerund = cue.tag_ == "VBG" and cue.dep_ in {"pcomp", "amod", "compound"} and not after
        verbs = [cue, cue.head] if cue.dep_ == "conj" else [cue]
        auxiliaries = [child for verb in verbs for child in verb.children if child.dep_ in {"aux", "auxpass"}]
        going_on = cue.tag_ == "VBG" or any(child.lower_ == "being" for child in auxiliaries)
        if going_on and any(child.lemma_ == "be" and child.tag_ in {"VBP", "VBZ"} for child in auxiliaries):
            return True
        return cue.tag_ in {"VBZ", "VBP", "VB"} or gerund

    @staticmethod
    def _refers_back(group: VictimGroup) -> bool:
        return group.definite or group.rule == "pronoun"

    def _told_before(self, group: VictimGroup, measure: Measure) -> bool:
        """Whether a group named by "the", "he" or "they" is one that a claim of the same measure has counted."""
        singles = 0
        for draft in reversed(self.drafts[-NEARBY_CLAIMS:]):
            if draft.measure is not measure or draft.denies or draft.cue.i >= group.head.i:
                continue
            single = draft.quantity.best == 1
            singles += single
            if group.rule == "pronoun":
                if single == (group.quantity.best == 1) or singles > 1:
                    return True
                continue
            if self._is_bridged(group, draft):
                return True
            same_number = single == (group.quantity.hedge is Hedge.NAMED)
            if same_number and draft.noun == group.noun.lemma_.lower():
                return True
        return False

    @staticmethod
    def _agents(verb: Token) -> list[Token]:
        """Who does what a verb tells, itself or by the verb that it is joined to: never the "them" of its object."""
        found: list[Token] = []
        while True:
            found += [child for child in verb.children if child.dep_ == "nsubj"]
            if verb.dep_ != "conj" or verb.head.i == verb.i:
                return found
            verb = verb.head

    def _is_bridged(self, group: VictimGroup, draft: _Draft) -> bool:
        """Whether "the passengers", with no number, are the people whom an earlier number counts."""
        if group.rule != "bare-plural" or draft.quantity.best in {None, 1} or draft.quantity.is_vague:
            return False
        status = describe(group, self.text, self.actors, self.country).status
        same = {status, draft.victims.status}
        return Status.COMBATANT not in same and (Status.UNKNOWN in same or len(same) == 1)

    def _antecedent(self, group: VictimGroup) -> Quantity | None:
        """The number given before for "the insurgents" or "they"."""
        if group.quantity.hedge is Hedge.NAMED or not self._refers_back(group):
            return None
        before = bisect_left(self.mention_starts, group.start)
        for mention in reversed(self.quantities.mentions[max(before - NEARBY_CLAIMS, 0) : before]):
            if mention.end > group.start or mention.reason is not None:
                continue
            noun = head_of(mention, self.doc)
            if any(agent.i == noun.i or agent.is_ancestor(noun) for agent in self._agents(group.head.head)):
                continue
            same = noun.lemma_.lower() == group.noun.lemma_.lower()
            if same or (group.rule == "pronoun" and is_person_noun(noun) and noun.sent.end >= group.head.sent.start):
                return mention.quantity
        return None

    def _clusters(self, groups: list[VictimGroup]) -> list[list[tuple[VictimGroup, Victims]]]:
        """Joined groups of one population together: "two men, two women and a baby" is one figure of five."""
        clusters: list[list[tuple[VictimGroup, Victims]]] = []
        for group in groups:
            victims = describe(group, self.text, self.actors, self.country)
            if clusters and self._joins(group, victims, clusters[-1]):
                clusters[-1].append((group, victims))
            else:
                clusters.append([(group, victims)])
        return clusters

    @staticmethod
    def _joins(group: VictimGroup, victims: Victims, cluster: list[tuple[VictimGroup, Victims]]) -> bool:
        first_group, first = cluster[0]
        if group.apart:
            return False
        if Hedge.UNQUANTIFIED in {group.quantity.hedge, first_group.quantity.hedge}:
            return False
        if group.noun.lemma_.lower() in OTHERS or group.noun.pos_ == "NUM":
            return True
        statuses = {victims.status, first.status}
        if statuses == {Status.CIVILIAN, Status.COMBATANT}:
            return False
        return victims.actor == first.actor or (None in {victims.actor, first.actor} and len(statuses) == 1)

    def _draft(self, loss: Loss, context: Reality, cluster: list[tuple[VictimGroup, Victims]]) -> None:
        first, victims = cluster[0]
        quantity = self._antecedent(first) or first.quantity
        rules = [loss.rule, first.rule]
        start, end = first.start, first.end
        cluster, breakdown = self._without_breakdown(cluster)
        if len(cluster) > 1:
            end = max(group.end for group, _ in cluster)
            start = min(group.start for group, _ in cluster)
            quantity = added([quantity, *(group.quantity for group, _ in cluster[1:])])
            victims = self._joint(cluster, start, end)
            rules += ["list", *(group.rule for group, _ in cluster[1:])]
        if first.rule == "bare-plural" and ("hostage" in loss.rule or "captive" in loss.rule):
            self._reason(first, "hostages, but no number of them", "hostages-unnumbered")
            return
        measure = self._measure(loss, first)
        if any(d.measure is measure and d.tokens == (start, end) for d in self.drafts[-5:]):
            return
        if loss.population is not None and (counted := read_group(loss.population, self.quantities)) is not None:
            told = describe(counted, self.text, self.actors, self.country)
            victims = replace(victims, actor=told.actor, status=told.status)
        elif len(cluster) == 1:
            victims = self._inherited(first, victims)
        whole = self._latest_whole(loss.measure) if first.part or loss.part or loss.how_they_fare else None
        if loss.how_they_fare and whole is not None and not self._may_be_among(first, quantity, self.drafts[whole]):
            whole = None
        is_part = loss.part or whole is not None
        span = self._chars(start, end)
        raw = quantity.raw if len(cluster) == 1 and quantity.raw else self.text[span[0] : span[1]]
        draft = _Draft(
            measure=measure,
            quantity=replace(quantity, raw=self._quantity_raw(raw, span)),
            victims=victims,
            span=span,
            tokens=(start, end),
            cue=loss.cue,
            rules=(*rules, *context.rules),
            certainty=context.certainty,
            noun=first.noun.lemma_.lower(),
            scope=Scope.PART if is_part else Scope.WHOLE,
            whole=whole,
            larger=loss.larger,
        )
        self.used.update(range(start, end))
        self.drafts.append(draft)
        for group, described in breakdown:
            self._part(loss, context, group, described, len(self.drafts) - 1, "breakdown")
        if len(cluster) > 1:
            whole = len(self.drafts) - 1
            for group, described in cluster:
                counts = group.quantity.best not in {None, 1} and not group.quantity.is_vague
                if counts or (described.group is not None and group.quantity.best is not None):
                    self._part(loss, context, group, described, whole, "list-member")

    def _inherited(self, group: VictimGroup, victims: Victims) -> Victims:
        """Who "346" or "nine others" are, where the sentence has counted people before; who "them" stands for."""
        if victims.status is not Status.UNKNOWN or victims.actor is not None or group.noun.lower_ == "people":
            return victims
        words = {token.lower_ for token in self.doc[group.start : group.end]}
        if words & {"them", "they", "us"}:
            return self._of_antecedent(group, victims)
        is_bare = (
            group.rule == "ordinal"
            or self.quantities.at(group.noun.i) is not None
            or group.noun.lower_ in {"others", "more"}
        )
        if not is_bare or "of" in words:
            return victims
        for draft in reversed(self.drafts[-NEARBY_CLAIMS:]):
            if draft.cue.sent.start != group.head.sent.start or draft.tokens[1] > group.start:
                continue
            if draft.scope is Scope.PART or draft.quantity.best == 1 or draft.denies:
                continue
            if draft.victims.group is None:
                return replace(victims, status=draft.victims.status, actor=draft.victims.actor)
            return victims
        return victims

    def _of_antecedent(self, group: VictimGroup, victims: Victims) -> Victims:
        """The status and actor of the people named last before a pronoun."""
        first = max(group.head.sent.start - NEARBY_TOKENS // 2, 0)
        for i in range(group.start - 1, first, -1):
            token = self.doc[i]
            if token.tag_ not in {"NNS", "NNPS"} or i in self.speakers or not is_person_noun(token):
                continue
            named = read_group(token, self.quantities)
            if named is not None and not named.nobody:
                told = describe(named, self.text, self.actors, self.country)
                return replace(victims, status=told.status, actor=told.actor)
        return victims

    @staticmethod
    def _without_breakdown(
        cluster: list[tuple[VictimGroup, Victims]],
    ) -> tuple[list[tuple[VictimGroup, Victims]], list[tuple[VictimGroup, Victims]]]:
        """Splits off groups that tell what the first is made of ("six family members, two women and four men")."""
        rest = [group.quantity.best for group, _ in cluster[1:]]
        if len(rest) > 1 and None not in rest and sum(best or 0 for best in rest) == cluster[0][0].quantity.best:
            return cluster[:1], cluster[1:]
        return cluster, []

    def _latest_whole(self, measure: Measure) -> int | None:
        """The last claim of the measure that a part may be a part of."""
        first = max(len(self.drafts) - NEARBY_CLAIMS, 0)
        wholes = (k for k in range(len(self.drafts) - 1, first - 1, -1) if self.drafts[k].scope is Scope.WHOLE)
        return next((k for k in wholes if self.drafts[k].measure is measure and not self.drafts[k].denies), None)

    def _may_be_among(self, group: VictimGroup, quantity: Quantity, whole: _Draft) -> bool:
        """Whether those whose state is told may be some of the people that a claim has counted."""
        if quantity.best is None or whole.quantity.best is None or quantity.best > whole.quantity.best:
            return False
        return not any(token.lower_ in OTHERS_BESIDE for token in self.doc[group.start : group.end])

    def _quantity_raw(self, raw: str, span: Span) -> str:
        """Quantity words as given in the text, for recased copy too."""
        at = self.text[span[0] : span[1]].lower().find(raw.lower())
        return self.text[span[0] + at : span[0] + at + len(raw)] if at >= 0 else raw

    def _measure(self, loss: Loss, group: VictimGroup) -> Measure:
        """ "50 killed and wounded" tells the two apart no more than "casualties" does."""
        if loss.measure not in {Measure.KILLED, Measure.INJURED} or group.quantity.best == 1:
            return loss.measure
        rivals = {
            other.measure
            for victim in loss.victims
            for other in self.owners.get(victim.i, ())
            if 0 < abs(other.cue.i - loss.cue.i) <= 3 and other.cue.lemma_.lower() not in {"die", "succumb"}
        }
        return (
            Measure.CASUALTIES
            if (rivals | joined_measures(loss.cue) | {loss.measure}) >= {Measure.KILLED, Measure.INJURED}
            else loss.measure
        )

    def _joint(self, cluster: list[tuple[VictimGroup, Victims]], start: int, end: int) -> Victims:
        span = self._chars(start, end)
        described = [victims for _, victims in cluster]
        statuses = {victims.status for victims in described} - {Status.UNKNOWN}
        groups = {victims.group for victims in described}
        return Victims(
            raw=self.text[span[0] : span[1]],
            actor=next((victims.actor for victims in described if victims.actor), None),
            status=statuses.pop() if len(statuses) == 1 else Status.UNKNOWN,
            group=groups.pop() if len(groups) == 1 else None,
            named=tuple(name for victims in described for name in victims.named),
        )

    # Parts: "including", "among them"

    def _parts(self, loss: Loss, context: Reality, last: VictimGroup, whole: int | None) -> None:
        opener = self._part_opener(last.end, min(loss.cue.sent.end, last.end + 30), loss)
        if opener is None:
            return
        for head in self._listed_after(opener):
            group = read_group(head, self.quantities)
            if group is None or group.nobody or group.start < opener:
                continue
            if not (is_person_noun(group.noun) or self.quantities.at(group.noun.i)):
                continue
            if set(range(group.start, group.end)) & self.used:
                continue
            victims = describe(group, self.text, self.actors, self.country)
            self._part(loss, context, group, victims, whole, "including")

    def _part_opener(self, start: int, end: int, loss: Loss) -> int | None:
        """The first token after "including" or the like; None where another loss comes between."""
        for i in range(start, end):
            if self.cues.get(i, set()) - {loss.measure}:
                return None
            for phrase in part_openers().get(self.lower[i], ()):
                if tuple(self.lower[i : i + len(phrase)]) == phrase:
                    return i + len(phrase)
        return None

    def _listed_after(self, start: int) -> Iterator[Token]:
        """The nouns of the list that starts at a token, up to the next verb."""
        i = start
        limit = min(start + 25, self.doc[min(start, len(self.doc) - 1)].sent.end)
        while i < limit:
            token = self.doc[i]
            if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";"}:
                return
            mention = self.quantities.at(i)
            if i in self.speakers:
                return
            if mention is not None and mention.reason is not None:
                i = self._after_age(mention.end)
                continue
            if mention is not None:
                head = head_of(mention, self.doc)
                yield head
                i = max(head.i, mention.end - 1) + 1
                continue
            following = self.doc[i + 1] if i + 1 < len(self.doc) else None
            ends_phrase = following is None or following.pos_ not in {"NOUN", "PROPN", "PART"}
            if token.pos_ in {"NOUN", "PROPN"} and ends_phrase:
                if is_person_noun(token) and token.dep_ != "compound":
                    yield token
                elif token.pos_ == "NOUN":
                    return
            if token.pos_ == "ADP":
                return
            i += 1

    def _after_age(self, i: int) -> int:
        """The token after "15-year-old", which tells an age and counts nobody."""
        while i < len(self.doc) and self.doc[i].lower_ in {"-", "year", "years", "month", "months", "old"}:
            i += 1
        return i

    def _part(
        self, loss: Loss, context: Reality, group: VictimGroup, victims: Victims, whole: int | None, rule: str
    ) -> None:
        span = char_span(group)
        self.used.update(range(group.start, group.end))
        self.drafts.append(
            _Draft(
                measure=loss.measure if whole is None else self.drafts[whole].measure,
                quantity=replace(group.quantity, raw=self._quantity_raw(group.quantity.raw or victims.raw, span)),
                victims=victims,
                span=span,
                tokens=(group.start, group.end),
                cue=loss.cue,
                rules=(loss.rule, group.rule, rule, *context.rules),
                certainty=context.certainty,
                noun=group.noun.lemma_.lower(),
                scope=Scope.PART,
                whole=whole,
                composed=loss.rule.startswith("composition"),
            )
        )

    def _compose(self, composition: Composition) -> None:
        """The parts that a sentence gives of a figure told before ("among them were 27 women")."""
        whole = self._told_last_before(composition)
        measure = self.drafts[whole].measure if whole is not None else composition.measure
        if measure is None or (whole is None and composition.whole is not None):
            return
        most = self.drafts[whole].quantity.high if whole is not None else None
        loss = Loss(measure, composition.cue, (), f"composition:{composition.rule}")
        context = reality(composition.cue)
        if context.reason is not None or context.denied:
            return
        opener = composition.opener
        heads = composition.heads or self._names_at(opener) or tuple(self._listed_after(opener))
        for head in heads:
            group = read_group(head, self.quantities)
            if group is None or group.nobody or set(range(group.start, group.end)) & self.used:
                continue
            if composition.people is not None:
                group = replace(group, noun=composition.people, end=max(group.end, composition.people.i + 1))
            if most is not None and (group.quantity.best or 0) > most:
                continue
            if (
                is_person_noun(group.noun)
                or group.noun.pos_ == "PROPN"
                or (composition.measure is not None and composition.heads)
            ):
                victims = describe(group, self.text, self.actors, self.country)
                self._part(loss, context, group, victims, whole, composition.rule)
                self._parts(loss, context, group, whole)

    def _names_at(self, i: int) -> tuple[Token, ...]:
        """The names that a list opens with at a token ("among the dead were Ada Bello and Juan Mora")."""
        names: list[Token] = []
        while i < len(self.doc) and self.doc[i].pos_ == "PROPN":
            name = noun_after(i, self.doc)
            if name is None or name.pos_ != "PROPN" or name.ent_type_ in {"GPE", "LOC"}:
                break
            names.append(name)
            i = name.i + 1
            while i < len(self.doc) and self.doc[i].lower_ in {",", "and"}:
                i += 1
        return tuple(names)

    def _told_last_before(self, composition: Composition) -> int | None:
        """The last whole figure before a composition, of its measure where it names one."""
        near = [
            k
            for k, draft in enumerate(self.drafts)
            if draft.tokens[1] <= composition.opener
            and composition.opener - draft.tokens[1] <= NEARBY_TOKENS
            and draft.scope is Scope.WHOLE
            and not draft.denies
            and draft.quantity.best != 1
            and (composition.measure is None or draft.measure is composition.measure)
            and (composition.whole is None or draft.quantity.best == composition.whole)
        ]
        return max(near, key=lambda k: self.drafts[k].tokens, default=None)

    # Denials and losses without a figure

    def _deny(self, loss: Loss, context: Reality, group: VictimGroup | None = None) -> None:
        groups = [group] if group is not None else self._groups(loss) if loss.victims else []
        people = [g for g in groups if g.nobody or is_person_noun(g.noun) or self.quantities.of(g.head)]
        anybody = any(victim.lower_ in {"anyone", "anybody"} for victim in loss.victims)
        if not people and not loss.nobody and not loss.unquantified and not anybody:
            return
        tokens = [loss.cue.i, *(i for g in people for i in (g.start, g.end - 1))]
        if loss.nobody:
            tokens += [child.i for child in loss.cue.lefts]
        start, end = min(tokens), max(tokens) + 1
        if end - start > 40:
            start, end = loss.cue.i, loss.cue.i + 1
        span = self._chars(start, end)
        victims = describe(people[0], self.text, self.actors, self.country) if people else self._nobody_of(loss)
        if len(people) > 1:
            victims = self._joint(
                [(g, describe(g, self.text, self.actors, self.country)) for g in people],
                min(g.start for g in people),
                max(g.end for g in people),
            )
        self.used.update(range(start, end))
        self.drafts.append(
            _Draft(
                measure=loss.measure,
                quantity=replace(NOBODY, raw=self.text[span[0] : span[1]]),
                victims=victims,
                span=span,
                tokens=(start, end),
                cue=loss.cue,
                rules=(loss.rule, *context.rules, "denial"),
                certainty=context.certainty,
                noun="",
                denies=True,
            )
        )

    def _nobody_of(self, loss: Loss) -> Victims:
        """The people whose losses "no civilian casualties" denies."""
        civilian = any(child.lower_ == "civilian" for child in loss.cue.lefts)
        return Victims(raw="", status=Status.CIVILIAN if civilian else Status.UNKNOWN)

    def _unquantified(self, loss: Loss, context: Reality) -> None:
        groups = [group for victim in loss.victims if (group := read_group(victim, self.quantities))]
        people = groups[0] if groups else None
        start = min(people.start if people else loss.cue.i, loss.cue.i)
        end = max(people.end if people else 0, loss.cue.i + 1)
        span = self._chars(start, end)
        victims = describe(people, self.text, self.actors, self.country) if people else Victims(raw="")
        self.drafts.append(
            _Draft(
                measure=loss.measure,
                quantity=replace(UNQUANTIFIED, raw=self._chars_text(loss.cue.i, loss.cue.i + 1)),
                victims=victims,
                span=span,
                tokens=(start, end),
                cue=loss.cue,
                rules=(loss.rule, *context.rules),
                certainty=context.certainty,
                noun="",
            )
        )

    # Numbers left out

    def _leave_out(self, loss: Loss, context: Reality) -> None:
        for victim in loss.victims:
            mention = self.quantities.of(victim)
            if mention is not None and context.reason is not None:
                self.reasons[mention.start] = (context.reason, context.rules[0])
        if loss.toll is not None and context.reason is not None:
            self.reasons[loss.toll.start] = (context.reason, context.rules[0])

    def _reason(self, group: VictimGroup, reason: str, rule: str) -> None:
        mention = self.quantities.of(group.head)
        self.reasons[mention.start if mention else group.start] = (reason, rule)

    def _left_out(self) -> Iterator[NotAClaim]:
        for mention in self.quantities.mentions:
            if set(range(mention.start, mention.end)) & self.used:
                continue
            reason, rule = self._why_left_out(mention)
            noun = head_of(mention, self.doc) if mention.reason is None else self.doc[mention.end - 1]
            span = self._chars(mention.start, max(noun.i + 1, mention.end))
            yield NotAClaim(self.text[span[0] : span[1]], span, reason, rule)

    def _why_left_out(self, mention: QuantityMention) -> tuple[str, str]:
        if mention.reason is not None:
            return mention.reason, mention.rule
        if told := self.reasons.get(mention.start):
            return told
        noun = head_of(mention, self.doc)
        if is_person_noun(noun) and not is_not_people(noun):
            return "people, but nothing says that they came to harm", "people-unharmed"
        return "counts things, not people", "not-people"

    # Claims

    def _in_order(self) -> list[_Draft]:
        order = sorted(range(len(self.drafts)), key=lambda k: (self.drafts[k].span, self.drafts[k].measure.value))
        position = {old: new for new, old in enumerate(order)}
        wholes = [draft.whole for draft in self.drafts]
        return [replace(self.drafts[k], whole=None if (whole := wholes[k]) is None else position[whole]) for k in order]

    def _claim(self, draft: _Draft) -> ExtractedClaim:
        said = self.attribution.claimant_at(draft.cue, denies=draft.denies)
        if said is None and draft.composed and draft.whole is not None:
            said = self.attribution.claimant_at(self.ordered[draft.whole].cue)
        claimant, how = said if said is not None else (None, "")
        told_before = self.first_told.get(draft.measure, len(self.doc)) < draft.cue.sent.start
        any_before = min(self.first_told.values(), default=len(self.doc)) < draft.cue.sent.start
        larger = "larger:losses-so-far" if draft.larger else None
        larger = larger or is_larger(draft.cue, self.published, told_before=told_before, any_before=any_before)
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
            confidence=round(self._confidence(draft), 2),
            rules=tuple(dict.fromkeys(rules)),
        )

    def _as_of(self, draft: _Draft) -> date | None:
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

    def _of_the_claimant(self, draft: _Draft, claimant: Claimant | None) -> Victims:
        """The claimant's own people: "three of its fighters", "we have lost ten men"."""
        victims = draft.victims
        if (loser := self._loser(draft)) is not None:
            return replace(victims, actor=loser, status=Status.COMBATANT)
        if claimant is None or claimant.actor is None or victims.status is Status.CIVILIAN:
            return victims
        words = {token.lower_ for token in self.doc[slice(*draft.tokens)]}
        lost = ":lose" in draft.rules[0] or draft.rules[0] in {"of:loss", "losses-raised-to"}
        subjects = {c.lower_ for c in draft.cue.children if c.dep_ == "nsubj"} if lost else set()
        owns = "our" in words or (words & {"its", "their", "his"} and self._is_fighters(draft))
        if owns or subjects & {"we", "it", "they"} or draft.rules[0] in {"of:loss", "losses-raised-to"}:
            return replace(victims, actor=claimant.actor, status=Status.COMBATANT)
        return victims

    def _loser(self, draft: _Draft) -> str | None:
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

    @staticmethod
    def _is_fighters(draft: _Draft) -> bool:
        return draft.victims.status is Status.COMBATANT or draft.noun in {"man", "member", "comrade", "brother"}

    @staticmethod
    def _confidence(draft: _Draft) -> float:
        base = CONFIDENCE.get(draft.rules[0].split(":")[0], USUAL_CONFIDENCE)
        vague = VAGUE_CONFIDENCE if draft.quantity.hedge is Hedge.VAGUE else 1.0
        return base * vague * draft.certainty

    def _tied(self, claims: list[ExtractedClaim], notes: Sequence[ClaimNote]) -> tuple[ExtractedClaim, ...]:
        """A smaller, vaguer figure that one claimant gives after a larger one for the same people is a part of it; so
        is one person without a name beside a larger figure."""
        tied = list(claims)
        for k, claim in enumerate(claims):
            if claim.scope is not Scope.WHOLE or claim.denies or claim.claimant is None:
                continue
            single = claim.quantity.hedge is Hedge.NAMED and not claim.victims.named and not notes[k].additive
            if not claim.quantity.is_vague and not single:
                continue
            after = range(k + 1, min(k + 4, len(claims))) if single else range(0)
            for j in (*range(k - 1, max(k - NEARBY_CLAIMS, -1), -1), *after):
                other = tied[j]
                if notes[j].cue != notes[k].cue and not notes[j].adds and self._is_part_of(claim, other):
                    tied[k] = replace(claim, scope=Scope.PART, part_of=j, rules=(*claim.rules, "part:same-claimant"))
                    break
        return tuple(tied)

    @staticmethod
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

    def _note(self, draft: _Draft) -> ClaimNote:
        sent = draft.cue.sent
        first_line = self.text.find("\n")
        phrase = self.lower[max(draft.tokens[0] - 1, 0) : draft.tokens[1]]
        headline = first_line > 0 and draft.span[1] <= first_line and self.text[first_line - 1] not in '.!?"”'
        return ClaimNote(
            sentence=sent.start,
            noun=draft.noun,
            cue=draft.cue.i,
            additive=is_additive(draft.cue, *draft.tokens),
            adds=not OTHERS_BESIDE.isdisjoint(phrase),
            own=draft.noun not in REMAINS and not POSSESSIVES.isdisjoint(phrase),
            more=not MORE.isdisjoint(phrase),
            update=is_update(draft.cue),
            supersedes=is_update(draft.cue) or is_later(draft.cue),
            headline=headline,
            several="list" in draft.rules,
            bare_number=self.quantities.at(draft.tokens[1] - 1) is not None,
        )

    def _chars(self, start: int, end: int) -> Span:
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last.text)

    def _chars_text(self, start: int, end: int) -> str:
        span = self._chars(start, end)
        return self.text[span[0] : span[1]]
