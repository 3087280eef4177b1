"""The casualty claims of a document: losses, victims, context, claimants and scope put together.

A number that was looked at and left out is kept with the reason, so that a reviewer can see it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.claims.attribution import Attribution
from incidents.extraction.claims.context import Reality, reality
from incidents.extraction.claims.counted_people import (
    agents,
    are_people_in,
    counts_nobody,
    is_generic,
    is_nation,
    is_one_more,
    is_one_of_a_row,
    is_people_or_number,
    is_those,
    may_be_people,
    refers_back,
)
from incidents.extraction.claims.drafts import NEARBY_CLAIMS, Draft, FoundClaims
from incidents.extraction.claims.finished import OTHERS_BESIDE, RANKS, Finishing
from incidents.extraction.claims.joined_groups import Cluster, clusters, counts_all, joint_victims, without_breakdown
from incidents.extraction.claims.part_lists import listed_after, names_at, part_opener
from incidents.extraction.claims.scope import is_rate
from incidents.extraction.losses.beside_the_dead import attackers_beside_the_dead
from incidents.extraction.losses.clauses import REPORTED_AS
from incidents.extraction.losses.composition import Composition, find_compositions
from incidents.extraction.losses.ellipsis import answers_to_how_many, bare_figures, without_verb
from incidents.extraction.losses.finder import losses_in
from incidents.extraction.losses.listed_people import find_listed_people
from incidents.extraction.losses.loss import FATALLY_APART, OWN_HAND, Loss
from incidents.extraction.losses.numbers_beside import find_numbers_beside
from incidents.extraction.losses.states import joined_measures
from incidents.extraction.parsed import lower_words
from incidents.extraction.people.groups import (
    VictimGroup,
    along_with,
    char_span,
    each_in_headline,
    each_of_row,
    expand_group,
    first_joined,
    joined_as_well,
    read_group,
)
from incidents.extraction.people.noun_phrases import head_of
from incidents.extraction.people.persons import Row, row_from
from incidents.extraction.people.quantities import (
    NOBODY,
    SINGLE,
    UNQUANTIFIED,
    QuantityMention,
    sum_quantities,
)
from incidents.extraction.people.victims import describe_victims
from incidents.extraction.people.words import EVERYONE, is_not_people, is_person_noun
from incidents.extraction.types import NotAClaim, Quantity, Rival, Span, Victims
from incidents.vocabulary import Hedge, Measure, Scope, Status

NEARBY_TOKENS = 60
DYING = {"die", "succumb", "perish", "bleed", "pass", "death"}
DEAD_BODIES = {"body", "corpse"}
SOMEBODY = {"someone", "somebody", "anyone", "anybody"}
PERSONS_ONLY = {Measure.CASUALTIES, Measure.DETAINED, Measure.ABDUCTED, Measure.DISPLACED, Measure.MISSING}


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
        self.quantities, told = losses_in(doc)
        self.losses = [*told, *without_verb(told, self.quantities), *bare_figures(told, self.quantities)]
        self.owners: dict[int, list[Loss]] = {}
        for loss in self.losses:
            for victim in loss.victims:
                self.owners.setdefault(victim.i, []).append(loss)
        self.cues: dict[int, set[Measure]] = {}
        for loss in self.losses:
            self.cues.setdefault(loss.cue.i, set()).add(loss.measure)
        self.mention_starts = [mention.start for mention in self.quantities.mentions]
        self.attribution = Attribution(doc, text, country, actors, self.cues)
        self.speakers = self.attribution.closing_speakers()
        self.lower = lower_words(doc)
        self.drafts: list[Draft] = []
        self.used: set[int] = set()
        self.reasons: dict[int, tuple[str, str]] = {}

    def found(self) -> FoundClaims:
        for loss in self.losses:
            self._read(loss)
        for composition in find_compositions(self.doc, self.quantities):
            self._compose(composition)
        for loss in answers_to_how_many(self.doc, self.quantities):
            self._read(loss)
        for listed in find_listed_people(self.doc, self.quantities):
            self._list_people(listed)
        dead = [draft.cue for draft in self.drafts if draft.measure is Measure.KILLED and not draft.denies]
        for loss in attackers_beside_the_dead(self.doc, dead):
            self._read(loss)
        for loss in find_numbers_beside(self.doc, self.quantities, self._is_untold, self._is_free):
            self._read(loss)
        self._make_asides_parts()
        self._drop_wounds_of_the_dead()
        claims, notes = Finishing(
            self.doc,
            self.text,
            self.drafts,
            published=self.published,
            actors=self.actors,
            attribution=self.attribution,
        ).claims()
        return FoundClaims(claims, tuple(self._left_out()), notes, tuple(sent.start for sent in self.doc.sents))

    def _is_untold(self, cue: Token, measure: Measure) -> bool:
        """Whether no rule made a claim of a measure in the sentence of a word of loss."""
        same, sent = {measure, Measure.CASUALTIES}, cue.sent
        return not any(draft.measure in same and sent.start <= draft.cue.i < sent.end for draft in self.drafts)

    def _is_free(self, number: int) -> bool:
        """Whether nothing says what the number at a token counts."""
        return number not in self.used and number not in self.reasons

    def _make_asides_parts(self) -> None:
        """ "Six people, two in a coma, were hurt": the figure between the commas is a part of that before."""
        ends = {
            draft.tokens[1]: k
            for k, draft in enumerate(self.drafts)
            if draft.scope is Scope.WHOLE and not draft.denies and draft.quantity.best is not None
        }
        for k, draft in enumerate(self.drafts):
            start, end = draft.tokens
            whole = ends.get(start - 1)
            if whole is None or whole == k or draft.scope is not Scope.WHOLE or draft.denies:
                continue
            told = self.drafts[whole]
            closed = (
                self.doc[start - 1].text == "," and draft.cue.i < told.cue.i and "," in self.lower[end : told.cue.i]
            )
            few = draft.quantity.best is not None and draft.quantity.best <= (told.quantity.best or 0)
            if closed and few and draft.measure is told.measure and start <= draft.cue.i:
                self.drafts[k] = replace(draft, scope=Scope.PART, whole=whole)

    def _drop_wounds_of_the_dead(self) -> None:
        """ "A guard who had been wounded died", "20 wounded men were put to death": dead, and no more wounded."""
        killed = [draft for draft in self.drafts if draft.measure is Measure.KILLED]
        died = {draft.tokens for draft in killed if draft.cue.lemma_.lower() in DYING}
        dead = {draft.tokens for draft in killed}
        faring = {d.tokens for d in self.drafts if d.measure is Measure.INJURED and not d.denies}
        hurt = [
            k
            for k, d in enumerate(self.drafts)
            if (d.measure is not Measure.KILLED and d.tokens in died)
            or (d.measure is Measure.DISPLACED and any(start <= d.cue.i < end for start, end in dead))
            or (d.measure is Measure.INJURED and d.tokens in dead and d.tokens[0] <= d.cue.i < d.tokens[1])
            or (d.measure is Measure.INJURED and d.quantity.best == 1 and self._died_later(k))
            or (d.measure is Measure.CASUALTIES and d.tokens in faring)
        ]
        if any(draft.whole in hurt for draft in self.drafts):
            return
        kept = [k for k in range(len(self.drafts)) if k not in hurt]
        place = {old: new for new, old in enumerate(kept)}
        self.drafts = [
            replace(d, whole=None if d.whole is None else place[d.whole]) for d in (self.drafts[k] for k in kept)
        ]

    def _died_later(self, k: int) -> bool:
        """Whether the one who was hurt is the "he" or the "victim" of the next claim, or of the sentence, who died."""
        if self._dies_in_sentence(self.drafts[k].cue):
            return True
        later = self.drafts[k + 1] if k + 1 < len(self.drafts) else None
        if later is None or later.measure is not Measure.KILLED or later.quantity.best != 1:
            return False
        words = {token.lower_ for token in self.doc[later.tokens[0] : later.tokens[1]]}
        same = words <= {"he", "she"} or words == {"the", "victim"} or words == {"the", self.drafts[k].noun}
        return same and later.cue.lemma_.lower() in DYING

    def _dies_in_sentence(self, cue: Token) -> bool:
        """ "Was rushed to hospital, where he later died": said of one whose death has been told."""
        later = self.doc[cue.i + 1 : cue.sent.end]
        return any(
            token.tag_ == "VBD"
            and token.lemma_.lower() in DYING
            and any(child.dep_ == "nsubj" and child.lower_ in {"he", "she"} for child in token.lefts)
            for token in later
        )

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
        groups = [group for group in self._groups(loss) if not self._speaks(group, loss.cue)]
        if groups and groups[0].nobody:
            self._deny(loss, context, groups[0])
            return
        joined = clusters((group, self._describe(group)) for group in groups if self._counts(group, loss, context))
        for cluster in joined:
            self._draft(loss, context, cluster)
        if joined:
            self._parts(loss, context, joined[-1][-1][0], self._last_drafted())

    def _counted_apart(self, number: QuantityMention, population: Token) -> VictimGroup:
        """The people of "the number of soldiers killed rose to 14": the number stands apart from the noun."""
        last = self.doc[number.end - 1]
        return VictimGroup(last, population, number.start, number.end, number.quantity, number.rule)

    def _speaks(self, group: VictimGroup, cue: Token) -> bool:
        """Whether a group is who says so ("..., governor Ada Bello said"), not who came to harm: those of "four people
        reported injured" say nothing."""
        before = self.doc[max(cue.i - 1, 0)]
        if before.i == group.end and before.lemma_.lower() in REPORTED_AS:
            return False
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
        if (headed := each_in_headline(loss.cue, loss.victims, self.quantities)) is not None:
            return headed
        groups: list[VictimGroup] = []
        before = joined_as_well(loss.victims[0], self.quantities) if loss.victims else None
        for victim in loss.victims if before is None else (before, *loss.victims):
            joins = victim.i < loss.cue.i and loss.cue.dep_ != "relcl"
            first = first_joined(victim, self.quantities, self.owners) if joins else victim
            if loss.cue.dep_ == "acl" and not self._opens_sentence(first):
                first = victim
            for group in expand_group(first, loss.cue, self.quantities, self._owned_by_others(first, loss)):
                if not any(group.start < other.end and other.start < group.end for other in groups):
                    groups.append(group)
        groups = [group for group in groups if not group.part] or groups
        companion = along_with(loss.cue, self.quantities) if groups else None
        if companion is None or any(group.start <= companion.i < group.end for group in groups):
            return groups
        shared = list(expand_group(companion, loss.cue, self.quantities, self.owners))
        apart = bool(shared) and shared[0].noun.lemma_.lower() not in {"other", "others"}
        return [*groups, *(replace(group, apart=apart and group is shared[0]) for group in shared)]

    def _opens_sentence(self, head: Token) -> bool:
        """Whether people are the first words of a sentence, or of what follows a colon: of a headline."""
        start = head.left_edge.i
        return start == head.sent.start or self.doc[start - 1].text == ":"

    def _owned_by_others(self, victim: Token, loss: Loss) -> set[int]:
        """The victims after one that a later cue word claims for itself."""
        near = range(victim.i + 1, min(victim.i + NEARBY_TOKENS, len(self.doc)))
        later = [(i, owner.cue.i) for i in near for owner in self.owners.get(i, ()) if owner.cue.i > loss.cue.i]
        return {i for pair in later for i in pair}

    def _counts(self, group: VictimGroup, loss: Loss, context: Reality) -> bool:
        """Whether a group counts people harmed, and says it for the first time."""
        if loss.toll is not None:
            return loss.counts_itself or not is_not_people(group.noun)
        if group.noun.lemma_.lower() in DEAD_BODIES and loss.measure is Measure.INJURED:
            return False  # "two bodies were taken to hospital"
        if group.noun.lemma_.lower() == "body" and self.used.intersection(range(group.start, group.end)):
            return False  # "a man's body was found, killed by"
        if group.quantity.best == 1 and self._is_told_in(group, loss.measure):
            return False  # "the body of a man, killed by a shell, was found"
        counted = self.quantities.of(group.head) is not None or loss.counts_itself
        one_more = is_one_more(group)
        told = counted or one_more or (bool(group.people) and not loss.how_they_fare) or self._was_hit(group, loss)
        if loss.people_counted and not (told and are_people_in(group, loss.measure)):
            return False
        if not counted and not group.people and not may_be_people(group, loss):
            return False
        if (
            counted
            and not loss.counts_itself
            and loss.measure in PERSONS_ONLY
            and not is_people_or_number(group, self.quantities)
        ):
            self._reason(group, "counts things, not people", "not-people")
            return False
        if not counted and group.quantity.is_vague and is_generic(loss.cue):
            return False
        if is_rate(loss.cue, group.start, group.end):
            self._reason(group, "a rate, not a number of people", "rate")
            return False
        if counted and self._repeats_number(group, loss):
            self._reason(group, "people of whom the text has told before", "told-before")
            return False
        if group.head.lower_ in EVERYONE and group.rule == "pronoun" and self._antecedent(group) is None:
            return False
        if group.head.lower_ in SOMEBODY and self._is_imagined(loss.cue):
            return False
        if is_one_of_a_row(group) or is_those(group) or is_nation(group) or (not counted and counts_nobody(group)):
            return False
        if loss.rule.startswith(OWN_HAND):
            return not any(draft.rules[0].startswith(OWN_HAND) for draft in self.drafts[-NEARBY_CLAIMS:])
        return not (refers_back(group) and self._told_before(group, loss.measure))

    def _is_told_in(self, group: VictimGroup, measure: Measure) -> bool:
        """Whether the words for a body hold those of a claim of the one person whose body it is."""
        if self.lower[group.head.i] not in DEAD_BODIES:
            return False
        near = (draft for draft in self.drafts[-NEARBY_CLAIMS:] if draft.measure is measure)
        return any(group.start <= draft.tokens[0] and draft.tokens[1] <= group.end for draft in near)

    def _is_imagined(self, cue: Token) -> bool:
        """ "Someone died?", "rather than someone else got killed": asked or supposed, of nobody that was told of."""
        return not {"?", "rather"}.isdisjoint(self.lower[cue.sent.start : cue.sent.end])

    def _was_hit(self, group: VictimGroup, loss: Loss) -> bool:
        """Whether it is told how somebody fares who was hit ("was hit in the chest and fights for life") where nobody
        died, who may be the same."""
        if not loss.how_they_fare or any(told.measure is Measure.KILLED for told in self.losses):
            return False
        return any(other.measure is Measure.CASUALTIES for other in self.owners.get(group.head.i, ()))

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

    def _told_before(self, group: VictimGroup, measure: Measure) -> bool:
        """Whether a group named by "the", "he" or "they" is one that a claim of the same measure has counted."""
        singles = 0
        for draft in reversed(self.drafts[-NEARBY_CLAIMS:]):
            if draft.measure is not measure or draft.denies or draft.cue.i >= group.head.i:
                continue
            if self._did_it(group, draft):
                return False
            single = draft.quantity.best == 1
            singles += single
            if group.rule == "pronoun":
                if single == (group.quantity.best == 1) or singles > 1 or not self._people_between(draft, group):
                    return True
                continue
            if self._is_bridged(group, draft):
                return True
            same_number = single == (group.quantity.hedge is Hedge.NAMED)
            if same_number and draft.noun == group.noun.lemma_.lower():
                return True
        return False

    def _did_it(self, group: VictimGroup, draft: Draft) -> bool:
        """Whether "him" is the one who killed those of a claim: "a man stabbed six people before police shot him"."""
        if group.head.lower_ not in {"him", "her", "he", "she"} or draft.cue.sent.start != group.head.sent.start:
            return False
        doers = agents(draft.cue) if draft.rules[0].startswith("active-object") else []
        by_him = any(doer.tag_ in {"NN", "NNP"} and is_person_noun(doer) for doer in doers)
        return by_him and draft.quantity.best != 1

    def _people_between(self, draft: Draft, group: VictimGroup) -> bool:
        """Whether "they" may be others than the one person told of before: people are named in between, who neither
        say so nor lead the clause."""
        above = {ancestor.i for ancestor in group.head.ancestors}
        return any(
            token.tag_ in {"NNS", "NNPS"} and is_person_noun(token) and token.head.i not in above
            for token in self.doc[draft.tokens[1] : group.start]
        )

    def _is_bridged(self, group: VictimGroup, draft: Draft) -> bool:
        """Whether "the passengers", with no number, are the people whom an earlier number counts."""
        if group.rule != "bare-plural" or draft.quantity.best in {None, 1} or draft.quantity.is_vague:
            return False
        status = self._describe(group).status
        same = {status, draft.victims.status}
        return Status.COMBATANT not in same and (Status.UNKNOWN in same or len(same) == 1)

    def _antecedent(self, group: VictimGroup) -> Quantity | None:
        """The number given before for "the insurgents" or "they"."""
        if group.quantity.hedge is Hedge.NAMED or not refers_back(group):
            return None
        if group.rule == "pronoun" and (row := self._row_before(group)) is not None:
            return sum_quantities([SINGLE] * len(row.people))
        before = bisect_left(self.mention_starts, group.start)
        for mention in reversed(self.quantities.mentions[max(before - NEARBY_CLAIMS, 0) : before]):
            if mention.end > group.start or mention.reason is not None:
                continue
            noun = head_of(mention, self.doc)
            if any(agent.i == noun.i or agent.is_ancestor(noun) for agent in agents(group.head.head)):
                continue
            same = noun.lemma_.lower() == group.noun.lemma_.lower()
            if same or (group.rule == "pronoun" and is_person_noun(noun) and noun.sent.end >= group.head.sent.start):
                return mention.quantity
        return None

    def _row_before(self, group: VictimGroup) -> Row | None:
        """The people told of one by one in the sentence before "they"."""
        i = group.head.sent.start - 1
        while i > 0 and (self.doc[i].is_punct or self.doc[i].is_space):
            i -= 1
        first = self.doc[i].sent.start if i >= 0 else 0
        rows = [row for k in range(i, first - 1, -1) if (row := self.quantities.rows.at(k)) is not None]
        return rows[0] if rows and len(rows[0].people) > 1 else None

    def _draft(self, loss: Loss, context: Reality, cluster: Cluster) -> None:
        first, victims = cluster[0]
        before = self._antecedent(first)
        quantity = before or first.quantity
        rivals = (Rival(first.rule, first.quantity),) if before and not _is_same(before, first.quantity) else ()
        rules = [loss.rule, first.rule]
        start, end = first.start, first.end
        cluster, breakdown = without_breakdown(cluster)
        shared = False
        if len(cluster) > 1:
            end = max(group.end for group, _ in cluster)
            start = min(group.start for group, _ in cluster)
            shared = counts_all(cluster)
            if not shared:
                quantity = sum_quantities([quantity, *(group.quantity for group, _ in cluster[1:])])
            victims = joint_victims(cluster, self._chars_text(start, end))
            rules += ["list", *(group.rule for group, _ in cluster[1:])]
        if first.rule == "bare-plural" and ("hostage" in loss.rule or "captive" in loss.rule):
            self._reason(first, "hostages, but no number of them", "hostages-unnumbered")
            return
        measure = self._measure(loss, first)
        if any(d.measure is measure and d.tokens == (start, end) for d in self.drafts[-5:]):
            return
        if loss.population is not None and (counted := read_group(loss.population, self.quantities)) is not None:
            told = describe_victims(counted, self.text, self.actors, self.country)
            victims = replace(victims, actor=told.actor, status=told.status)
        elif len(cluster) == 1:
            victims = self._inherited(first, victims)
        whole = self._latest_whole(loss.measure) if first.part or loss.part else None
        if whole is not None and (quantity.best or 0) > (self.drafts[whole].quantity.high or quantity.best or 0):
            whole = None  # "killed twelve of them", after three soldiers: others than those three
        if whole is None and loss.rule == FATALLY_APART:
            whole = self._latest_whole(loss.measure)
            told_here = whole is not None and self.drafts[whole].cue.sent.start == loss.cue.sent.start
            whole = whole if told_here else None
        if whole is None and loss.how_they_fare:
            whole = self._told_of_the_hurt(first, quantity, loss.measure)
        is_part = loss.part or whole is not None
        span = self._chars(start, end)
        raw = quantity.raw if len(cluster) == 1 and quantity.raw else self.text[span[0] : span[1]]
        draft = Draft(
            measure=measure,
            quantity=replace(quantity, raw=self._quantity_raw(raw, start, end)),
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
            rivals=rivals if len(cluster) == 1 else (),
        )
        self.used.update(range(start, end))
        self.drafts.append(draft)
        for group, described in breakdown:
            self._part(loss, context, group, described, len(self.drafts) - 1, "breakdown")
        if len(cluster) > 1 and not shared:
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
            if token.dep_ == "nsubj" and token.head.is_ancestor(group.head):
                continue  # "gunmen killed five of them": whoever does it
            named = read_group(token, self.quantities)
            if named is not None and not named.nobody:
                told = describe_victims(named, self.text, self.actors, self.country)
                return replace(victims, status=told.status, actor=told.actor)
        return victims

    def _latest_whole(self, measure: Measure) -> int | None:
        """The last claim of the measure that a part may be a part of."""
        first = max(len(self.drafts) - NEARBY_CLAIMS, 0)
        wholes = (k for k in range(len(self.drafts) - 1, first - 1, -1) if self.drafts[k].scope is Scope.WHOLE)
        return next((k for k in wholes if self.drafts[k].measure is measure and not self.drafts[k].denies), None)

    def _told_of_the_hurt(self, group: VictimGroup, quantity: Quantity, measure: Measure) -> int | None:
        """The last figure of people hurt that may count those whose state is told."""
        first = max(len(self.drafts) - NEARBY_CLAIMS, 0)
        for k in range(len(self.drafts) - 1, first - 1, -1):
            draft = self.drafts[k]
            told = draft.measure is measure and draft.scope is Scope.WHOLE and not draft.denies
            if told and self._may_be_among(group, quantity, draft):
                return k
        return None

    def _may_be_among(self, group: VictimGroup, quantity: Quantity, whole: Draft) -> bool:
        """Whether those whose state is told may be some of the people that a claim has counted."""
        if quantity.best is None or whole.quantity.best is None or quantity.best > whole.quantity.best:
            return False
        words = {token.lower_ for token in self.doc[group.start : group.end]}
        return words.isdisjoint(OTHERS_BESIDE) and ("a" not in words or words.isdisjoint(RANKS))

    def _quantity_raw(self, raw: str, start: int, end: int) -> str:
        """Quantity words of tokens [start, end) as given in the text: recased, with other digits or another dash."""
        first = self.doc[start].idx
        at = self.doc[start:end].text.find(raw)
        return self.text[first + at : first + at + len(raw)] if at >= 0 else raw

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

    # Parts: "including", "among them"

    def _parts(self, loss: Loss, context: Reality, last: VictimGroup, whole: int | None) -> None:
        end = min(loss.cue.sent.end, last.end + 30)
        rivals = {
            i
            for i in range(last.end, end)
            if self.cues.get(i, set()) - {loss.measure}
            or any(owner.measure is not loss.measure for owner in self.owners.get(i, ()))
        }
        opener = part_opener(last.end, end, self.lower, rivals)
        if opener is None:
            return
        for head in listed_after(opener, self.doc, self.quantities, self.speakers):
            group = read_group(head, self.quantities)
            if group is None or group.nobody or group.start < opener:
                continue
            if not (is_person_noun(group.noun) or self.quantities.at(group.noun.i)):
                continue
            if set(range(group.start, group.end)) & self.used:
                continue
            victims = self._describe(group)
            self._part(loss, context, group, victims, whole, "including")

    def _part(
        self, loss: Loss, context: Reality, group: VictimGroup, victims: Victims, whole: int | None, rule: str
    ) -> None:
        span = char_span(group)
        self.used.update(range(group.start, group.end))
        self.drafts.append(
            Draft(
                measure=loss.measure if whole is None else self.drafts[whole].measure,
                quantity=replace(
                    group.quantity, raw=self._quantity_raw(group.quantity.raw or victims.raw, group.start, group.end)
                ),
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
        if not composition.heads and self._lists_people(composition):
            return
        whole = self._told_last_before(composition, self._largest_listed(composition))
        measure = self.drafts[whole].measure if whole is not None else composition.measure
        if measure is None or (whole is None and composition.whole is not None):
            return
        most = self.drafts[whole].quantity.high if whole is not None else None
        loss = Loss(measure, composition.cue, (), f"composition:{composition.rule}")
        context = reality(composition.cue)
        if context.reason is not None or context.denied:
            return
        opener = composition.opener
        heads = (
            composition.heads
            or names_at(opener, self.doc)
            or tuple(listed_after(opener, self.doc, self.quantities, self.speakers))
        )
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
                victims = self._describe(group)
                self._part(loss, context, group, victims, whole, composition.rule)
                self._parts(loss, context, group, whole)

    def _lists_people(self, composition: Composition) -> bool:
        """Whether people follow who are told of one by one, whom `_list_people` reads."""
        if self.quantities.rows.at(composition.opener) is not None:
            return True
        return composition.rule == "identified-as" and row_from(composition.opener, self.doc) is not None

    def _largest_listed(self, composition: Composition) -> int:
        """The number that a composition opens with: those of whom it tells are at least as many."""
        mention = self.quantities.at(composition.opener)
        return (mention.quantity.best or 0) if mention is not None and mention.reason is None else 0

    def _list_people(self, listed: Composition) -> None:
        """Those whom a text names one by one: the people of a figure told before, or else a figure of their own."""
        if listed.row is None or self.used.intersection(range(listed.row.start, listed.row.end)):
            return
        groups = each_of_row(listed.row, self.quantities)
        whole = self._told_last_before(listed, len(groups), most=1 if len(groups) == 1 else 0)
        measure = self.drafts[whole].measure if whole is not None else listed.measure
        context = reality(listed.cue)
        if measure is None or context.reason is not None or context.denied:
            return
        loss = Loss(measure, listed.cue, (), f"listed-people:{listed.cue.lemma_.lower()}")
        described = [(group, self._describe(group)) for group in groups if not self._speaks(group, listed.cue)]
        if whole is None:
            self._draft(loss, context, described)
            return
        told = self.drafts[whole]
        here = told.cue.sent.start == listed.cue.sent.start and "bare-plural" in told.rules
        if told.quantity.best == 1 or (told.quantity.is_vague and here):
            told_apart = joint_victims(described, told.victims.raw)
            victims = replace(told.victims, named=told_apart.named, people=told_apart.people)
            quantity = sum_quantities([group.quantity for group in groups], told.quantity.raw)
            self.drafts[whole] = replace(told, quantity=quantity, victims=victims)
            self.used.update(range(listed.row.start, listed.row.end))
            return
        for group, each in described:
            self._part(loss, context, group, each, whole, "listed")

    def _told_last_before(self, composition: Composition, least: int = 0, most: int = 0) -> int | None:
        """The last whole figure before a composition that can hold `least`, of its measure where it names one. One
        person can be `most` of whom it tells."""
        near = [
            k
            for k, draft in enumerate(self.drafts)
            if draft.tokens[1] <= composition.opener
            and composition.opener - draft.tokens[1] <= NEARBY_TOKENS
            and draft.scope is Scope.WHOLE
            and not draft.denies
            and (draft.quantity.best != 1 or most == 1)
            and (composition.measure is None or draft.measure is composition.measure)
            and (composition.whole is None or draft.quantity.best == composition.whole)
            and (draft.quantity.high is None or draft.quantity.high >= least)
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
        victims = describe_victims(people[0], self.text, self.actors, self.country) if people else self._nobody_of(loss)
        if len(people) > 1:
            together = self._chars_text(min(g.start for g in people), max(g.end for g in people))
            victims = joint_victims([(g, self._describe(g)) for g in people], together)
        self.used.update(range(start, end))
        self.drafts.append(
            Draft(
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
        victims = describe_victims(people, self.text, self.actors, self.country) if people else Victims(raw="")
        self.drafts.append(
            Draft(
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

    def _describe(self, group: VictimGroup) -> Victims:
        return describe_victims(group, self.text, self.actors, self.country)

    def _chars(self, start: int, end: int) -> Span:
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last.text)

    def _chars_text(self, start: int, end: int) -> str:
        span = self._chars(start, end)
        return self.text[span[0] : span[1]]


def _is_same(one: Quantity, other: Quantity) -> bool:
    """Whether two readings of a number say the same, however they are worded."""
    return (one.low, one.best, one.high) == (other.low, other.best, other.high)
