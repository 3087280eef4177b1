"""What happened: ACLED event type and sub-type, and weapons (methodology.md, section 7).

Types come from the words of rules/event_types.toml, the first sentences counting most; where these tell nothing,
from who came to harm and by which weapon; and where no rule says anything, a type is guessed (learned_types.py).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from spacy.tokens import Doc

from incidents.extraction.actors import ActorMention
from incidents.extraction.dates.finder import incident_date
from incidents.extraction.doers.background import aside_words, elsewhen_words, tells_of_elsewhen
from incidents.extraction.event.implied import with_implied_sides
from incidents.extraction.event.learned_types import guess_type
from incidents.extraction.event.sides import actors_with_sides
from incidents.extraction.event.tense import present_verbs, put_in_past
from incidents.extraction.event.words import (
    EVENT_TYPE_OF,
    UNNAMED,
    civilian_words,
    tables,
)
from incidents.extraction.parsed import lower_text, text_of_doc
from incidents.extraction.places.finder import PlaceMention
from incidents.extraction.places.former import in_province_of_its_time
from incidents.extraction.places.of_incident import incident_place
from incidents.extraction.rules import RuleFileError, any_of
from incidents.extraction.rules.first_letters import PatternsByFirstLetters
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedClaim, ExtractedEvent, Span
from incidents.vocabulary import Measure, Scope, Status, SubEventType

ASIDE_SHARE = 0.15
CLAIM_SHARE = 1.6
"""How much more a sentence counts that gives this incident's dead or wounded."""

WORDS_SHOWN = 3

MEANS = "air-strike-is-the-means"
MUTUAL = "parties-in-battle"

Scores = defaultdict[SubEventType, float]


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Words that speak for a sub-event type, how much a sentence with them counts, and the words that it must have
    beside them or must not have."""

    name: str
    sub_event_type: SubEventType
    weight: float
    pattern: re.Pattern[str]
    beside: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def find_in(self, words: str) -> re.Match[str] | None:
        """Where a sentence in lower case speaks for the type."""
        found = self.pattern.search(words)
        if not found or (self.beside and not self.beside.search(words)) or (self.unless and self.unless.search(words)):
            return None
        return found


# The rules


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """The rules of event_types.toml. Raises RuleFileError for an unknown key or sub-event type."""
    return tuple(_type_rule(row) for row in tables()["rule"])


def _type_rule(row: dict[str, Any]) -> TypeRule:
    if unknown := sorted(set(row) - {"id", "sub_event_type", "weight", "patterns", "beside", "unless"}):
        raise RuleFileError(f"rules/event_types.toml: unknown key {', '.join(unknown)}")
    try:
        sub_event_type = SubEventType(row["sub_event_type"])
    except ValueError as error:
        raise RuleFileError(f"rules/event_types.toml: unknown sub-event type {row['sub_event_type']}") from error
    patterns = (any_of([_with_terms(one) for one in row[key]]) if key in row else None for key in ("beside", "unless"))
    return TypeRule(
        row["id"],
        sub_event_type,
        float(row["weight"]),
        any_of([_with_terms(one) for one in row["patterns"]]),
        *patterns,
    )


def _with_terms(pattern: str) -> str:
    """A pattern with the words of [terms] in place of their name in angle brackets."""
    return _TERM.sub(lambda name: f"(?:{'|'.join(tables()['terms'][name[1]])})", pattern)


_TERM = re.compile(r"<([a-z]+)>")


@cache
def _patterns_of_types() -> PatternsByFirstLetters:
    return PatternsByFirstLetters([rule.pattern for rule in type_rules()])


@cache
def _weapons() -> dict[str, re.Pattern[str]]:
    return {name: any_of(patterns) for name, patterns in tables()["weapons"].items()}


@cache
def _patterns_of_weapons() -> PatternsByFirstLetters:
    return PatternsByFirstLetters(list(_weapons().values()))


# The event


def find_event(
    doc: Doc,
    *,
    published: date | None,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    claims: Sequence[ExtractedClaim] = (),
) -> ExtractedEvent:
    """Date, place, type, actors with their sides, and weapons of the incident that the text is about."""
    sub_event_type, rules, words = event_type(doc, actors, claims)
    guess = None if sub_event_type else guess_type(doc)
    when = incident_date(doc, published, claims)
    where = incident_place(doc, places, claims)
    if where:
        where = in_province_of_its_time(where, when.start if when else published, places)
    found = [found.rule for found in (when, where) if found]
    told = actors_with_sides(doc, actors, claims, sub_event_type)
    kind = EVENT_TYPE_OF[sub_event_type] if sub_event_type else guess.event_type if guess else None
    type_words = guess.words if guess else words
    return ExtractedEvent(
        date=when,
        place=where,
        event_type=kind,
        sub_event_type=sub_event_type,
        actors=with_implied_sides(told, kind, sub_event_type, doc, claims, _first_of(type_words, doc)),
        weapons=weapons(doc),
        rules=(*found, *(f"type:{rule}" for rule in rules), *(["type:guess"] if guess else ())),
        type_words=type_words,
        type_share=guess.share if guess else None,
    )


def _first_of(words: Sequence[str], doc: Doc) -> Span:
    """Where the first of the words that speak for the type stands; the first sentence where none does."""
    text = lower_text(doc)
    starts = ((text.find(word.lower()), word) for word in words)
    told = ((start, start + len(word)) for start, word in starts if start >= 0)
    return next(told, next(iter(sentence_spans(doc)), (0, len(text))))


def event_type(
    doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim] = ()
) -> tuple[SubEventType | None, tuple[str, ...], tuple[str, ...]]:
    """The sub-event type that the words speak for most, the rules that say so, and these words; None where nothing
    does."""
    claims = _of_this_time(doc, claims)
    scores: Scores = defaultdict(float)
    rules: dict[SubEventType, list[str]] = defaultdict(list)
    words: dict[SubEventType, list[str]] = defaultdict(list)
    sentences = list(_sentences(doc, claims))
    told = "\n".join(sentence.words for sentence in sentences)
    told_somewhere = [type_rules()[number] for number in _patterns_of_types().first_matches(told)]
    for sentence in sentences:
        best = _best_rules(sentence, told_somewhere)
        for sub_event_type, one in best.items():
            scores[sub_event_type] += one.weight * _company(sub_event_type, set(best))
            rules[sub_event_type].append(one.rule)
            words[sub_event_type].append(one.words)
    _weigh_victims(scores, actors, claims, is_mutual=MUTUAL in rules[SubEventType.ARMED_CLASH])
    _weigh_outcome(scores, claims)
    _gather_crowds(scores)
    if scores[SubEventType.SUICIDE_BOMB] >= _TELLS:  # "the blast" is the suicide bomber's, whoever tells of it first
        scores[SubEventType.SUICIDE_BOMB] += scores.pop(SubEventType.REMOTE_EXPLOSIVE, 0.0)
    if max(scores.values(), default=0.0) < 0.5:
        return *_by_the_figures(doc, claims), ()
    chosen = max(scores, key=lambda sub: (scores[sub], -list(SubEventType).index(sub)))
    final, why = _by_those_hurt(chosen, doc, actors, claims)
    return final, (*dict.fromkeys(rules[chosen]), *why), tuple(dict.fromkeys(words[chosen]))[:WORDS_SHOWN]


def _of_this_time(doc: Doc, claims: Sequence[ExtractedClaim]) -> Sequence[ExtractedClaim]:
    """The claims that no sentence on other times tells."""
    spans = sentence_spans(doc)
    before = {number for number, span in enumerate(spans) if number > 0 and tells_of_elsewhen(doc, span)}
    return [claim for claim in claims if sentence_number(spans, claim.span) not in before]


def _by_those_hurt(
    chosen: SubEventType, doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim]
) -> tuple[SubEventType, tuple[str, ...]]:
    """The type that the words speak for, put right by who came to harm, with the rules that did so."""
    if chosen is SubEventType.LOOTING:
        by_figures, why = _by_the_figures(doc, claims)
        if by_figures:
            return by_figures, why
        if any(claim.measure is Measure.INJURED for claim in _told_here(claims)):
            return SubEventType.ATTACK, ("people-hurt",)
    if chosen is SubEventType.ATTACK and _hits_fighters_only(doc, claims):
        return SubEventType.ARMED_CLASH, ("fighters-only",)
    if chosen is SubEventType.ARMED_CLASH and _is_one_sided(doc, actors, claims):
        return SubEventType.ATTACK, ("one-sided",)
    return chosen, ()


def _is_one_sided(doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> bool:
    """Whether a text of killing names one armed party, no fallen fighters and no fight: an ambush of civilians."""
    here = _told_here(claims)
    killed = any(claim.measure is Measure.KILLED for claim in here)
    fighters = any(claim.victims.status is Status.COMBATANT for claim in here)
    civilians = civilian_words().search(lower_text(doc))
    return bool(
        killed
        and civilians
        and not fighters
        and len(_armed_actors(actors)) == 1
        and not _FIGHT.search(text_of_doc(doc))
    )


_FIGHT = re.compile(
    r"\b(?:clash\w*|fight\w*|fought|battl\w*|crossfire|exchang\w*|skirmish\w*|gunfight|"
    r"(?:violence|confrontations?|feud|hostilit\w+|dispute|conflict) between|fired back)\b",
    re.I,
)


def _hits_fighters_only(doc: Doc, claims: Sequence[ExtractedClaim]) -> bool:
    """Whether all who came to harm were soldiers, police or fighters on duty: who attacks these fights a battle."""
    harmed = [claim for claim in _told_here(claims) if claim.measure in (Measure.KILLED, Measure.INJURED)]
    on_duty = not _OFF_DUTY.search(lower_text(doc))
    return bool(harmed) and on_duty and all(claim.victims.status is Status.COMBATANT for claim in harmed)


_OFF_DUTY = re.compile(r"\b(?:off[ -]duty|retired|former|ex-\w+|prisoners? of war|captured|captive)\b")


def _told_here(claims: Sequence[ExtractedClaim]) -> list[ExtractedClaim]:
    """The claims of losses in this incident, without what is denied."""
    return [claim for claim in claims if claim.scope is not Scope.LARGER and not claim.denies]


def _by_the_figures(doc: Doc, claims: Sequence[ExtractedClaim]) -> tuple[SubEventType | None, tuple[str, ...]]:
    """Where no words tell what it was: by who came to harm and how, and by the weapon, where one is named."""
    here = _told_here(claims)
    measures = {claim.measure for claim in here}
    killed = [claim for claim in here if claim.measure is Measure.KILLED]
    if killed:
        if means := _means_of_killing(doc, killed):
            return means, ("killed-by-weapon",)
        fighters = all(claim.victims.status is Status.COMBATANT for claim in killed)
        return (SubEventType.ARMED_CLASH if fighters else SubEventType.ATTACK), ("killed-only",)
    if Measure.ABDUCTED in measures:
        return SubEventType.ABDUCTION, ("abducted-only",)
    if Measure.DETAINED in measures:
        return SubEventType.ARRESTS, ("detained-only",)
    return None, ()


def _means_of_killing(doc: Doc, killed: Sequence[ExtractedClaim]) -> SubEventType | None:
    """What the first weapon makes of it that stands in a sentence with a figure of the killed."""
    text = lower_text(doc)
    spans = sentence_spans(doc)
    for number in sorted(_holding(spans, killed)):
        start, end = spans[number]
        named = {name: found.start() for name in _by_weapon() if (found := _weapons()[name].search(text[start:end]))}
        if named:
            return _by_weapon()[min(named, key=lambda name: named[name])]
    return None


@cache
def _by_weapon() -> dict[str, SubEventType]:
    return {name: SubEventType(kind) for name, kind in tables()["by_weapon"].items()}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the body: how much it counts, where an aside begins in it, and whether the dead are told in it or
    in the next."""

    words: str
    share: float
    aside_from: int
    deadly: bool


def _sentences(doc: Doc, claims: Sequence[ExtractedClaim]) -> Iterator[_Sentence]:
    """The sentences, the first counting most, with more where casualties are told and less of other times."""
    spans = [span for span in sentence_spans(doc) if span[1] - span[0] > 25] or sentence_spans(doc)
    text = lower_text(doc)
    counted = _holding(spans, claims)
    deadly = _holding(spans, [claim for claim in claims if claim.measure is Measure.KILLED])
    presents = present_verbs(doc)
    for number, (start, end) in enumerate(spans):
        words = " ".join(text[start:end].split())
        aside = aside_words().search(words)
        share = (1.0 + 1.5 / (1 + number)) * (CLAIM_SHARE if number in counted else 1.0)
        before = number > 0 and tells_of_elsewhen(doc, (start, end))
        elsewhen = before or bool(elsewhen_words().search(words))
        if not aside and not elsewhen:
            words = " ".join(put_in_past(text, (start, end), presents).split())
        if elsewhen:
            share *= 0.4 if number in counted else ASIDE_SHARE
        followed = not deadly.isdisjoint({number, number + 1})
        aside_from = aside.start() if aside else len(words)
        yield _Sentence(words, share, aside_from, not elsewhen and followed)


def _holding(spans: Sequence[Span], claims: Sequence[ExtractedClaim]) -> set[int]:
    """The numbers of the sentences that tell losses of this incident."""
    starts = [claim.span[0] for claim in claims if claim.scope is not Scope.LARGER]
    numbers = ((bisect_right(spans, start, key=lambda span: span[0]) - 1, start) for start in starts)
    return {number for number, start in numbers if number >= 0 and start < spans[number][1]}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a rule says in one sentence: how much it weighs there, and the words."""

    rule: str
    weight: float
    words: str


def _best_rules(sentence: _Sentence, rules: Sequence[TypeRule]) -> dict[SubEventType, _Told]:
    """For each sub-event type the one of the rules that says most, with the share that the sentence gives it.

    What stands after "responsible for" and the like is an aside and hardly counts.
    """
    best: dict[SubEventType, _Told] = {}
    found_here = [(rule, found) for rule in rules if (found := rule.find_in(sentence.words))]
    grievance = _grievance(sentence.words) if any(rule.sub_event_type in _OF_CROWDS for rule, _ in found_here) else None
    for rule, found in found_here:
        share = sentence.share * (ASIDE_SHARE if sentence.aside_from < found.start() else 1.0)
        if grievance and rule.sub_event_type not in _STANDING and grievance[0] <= found.start() < grievance[1]:
            share *= ASIDE_SHARE
        if rule.name == MEANS and sentence.deadly:
            share *= 3
        held = best.get(rule.sub_event_type)
        if held is None or rule.weight * share > held.weight:
            best[rule.sub_event_type] = _Told(rule.name, rule.weight * share, found[0])
    return best


def _grievance(words: str) -> Span | None:
    """Where a sentence on a protest tells what it is about: from "against", "over" or "demanding" to the next deed."""
    about = _ABOUT.search(words)
    if not about:
        return None
    deed = _NEXT_DEED.search(words, about.end())
    return about.start(), deed.start() if deed else len(words)


_ABOUT = re.compile(
    r"\b(?:against|over|about|demand\w*|denounc\w*|condemn\w*|calling (?:for|on)|called (?:for|on)|in reaction to|"
    r"in response to|because of|to protest|protest(?:ed|ing)? (?:at|the|for|his|her|their)|in solidarity|"
    r"in support|in protest|commemorat\w*|to mark|after the|following the|accus\w+|asking|urging)\b"
)
_STANDING = {SubEventType.PEACEFUL_PROTEST, SubEventType.MOB_VIOLENCE}
_NEXT_DEED = re.compile(
    r"(?:\b(?:when|until|but|while|before|leaving|and then)|(?:\band|\bas|,|;) (?:the )?(?:riot )?"
    r"(?:police|troops|soldiers|officers|security|army|gunmen|militants|protesters|demonstrators))\b"
)
_EXPLOSIVE = {
    SubEventType.AIR_DRONE_STRIKE,
    SubEventType.SHELLING,
    SubEventType.REMOTE_EXPLOSIVE,
    SubEventType.GRENADE,
    SubEventType.SUICIDE_BOMB,
}
_NOT_DEADLY = (
    SubEventType.ARRESTS,
    SubEventType.DISRUPTED_WEAPONS_USE,
    SubEventType.LOOTING,
    SubEventType.AGREEMENT,
)
_TELLING = _EXPLOSIVE | {SubEventType.MOB_VIOLENCE, SubEventType.ABDUCTION}
_OF_CROWDS = {
    SubEventType.PEACEFUL_PROTEST,
    SubEventType.PROTEST_WITH_INTERVENTION,
    SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS,
    SubEventType.VIOLENT_DEMONSTRATION,
    SubEventType.MOB_VIOLENCE,
}
_OF_PROPERTY = {SubEventType.LOOTING, SubEventType.ATTACK}
_GENERAL = {SubEventType.ARMED_CLASH, SubEventType.ATTACK}


def _company(sub_event_type: SubEventType, others: set[SubEventType]) -> float:
    """How much a word counts beside others in its sentence: a weapon tells more than "attack" or "killed"."""
    if sub_event_type in _GENERAL and SubEventType.SUICIDE_BOMB in others:
        return 0.5
    if sub_event_type is SubEventType.ARMED_CLASH and others & _OF_CROWDS:
        return 0.4
    if sub_event_type in _OF_PROPERTY and others & _OF_CROWDS:
        return 0.4
    if sub_event_type in _EXPLOSIVE and SubEventType.DISRUPTED_WEAPONS_USE in others:
        return 0.5
    if sub_event_type is SubEventType.REMOTE_EXPLOSIVE and others & (_EXPLOSIVE - {sub_event_type}):
        return 0.3
    if sub_event_type is SubEventType.ATTACK and others & _TELLING:
        return 0.5
    return 1.0


def _armed_actors(actors: Sequence[ActorMention]) -> set[str]:
    """The armed actors of a text; bands without a name count as one, for "gunmen" may be "a gang"."""
    return {"" if mention.name in UNNAMED else mention.name for mention in actors}


def _weigh_victims(
    scores: Scores, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim], *, is_mutual: bool
) -> None:
    """Civilians hurt speak for an attack on civilians, combatants hurt or two parties for a battle."""
    statuses = Counter(claim.victims.status for claim in _told_here(claims))
    armed = _armed_actors(actors)
    if statuses[Status.CIVILIAN] > statuses[Status.COMBATANT]:
        scores[SubEventType.ATTACK] *= 1.4
        scores[SubEventType.ARMED_CLASH] *= 0.7
    elif statuses[Status.COMBATANT] > statuses[Status.CIVILIAN]:
        scores[SubEventType.ARMED_CLASH] *= 1.3
        scores[SubEventType.ATTACK] *= 0.6
    elif len(armed) < 2 and not is_mutual:
        scores[SubEventType.ARMED_CLASH] *= 0.6


def _weigh_outcome(scores: Scores, claims: Sequence[ExtractedClaim]) -> None:
    """Arrests, finds, looting and protests are what the event was only where nobody died in it."""
    deadly = any(claim.measure in (Measure.KILLED, Measure.CASUALTIES) for claim in _told_here(claims))
    if deadly:
        for sub in _NOT_DEADLY:
            scores[sub] *= 0.3
        for sub in (SubEventType.PEACEFUL_PROTEST, SubEventType.PROTEST_WITH_INTERVENTION, SubEventType.ABDUCTION):
            scores[sub] *= 0.6
    elif 2 * scores[SubEventType.SEXUAL_VIOLENCE] > scores[SubEventType.ABDUCTION]:
        scores[SubEventType.SEXUAL_VIOLENCE] += scores[SubEventType.ABDUCTION]  # raped, and some of them led away
    elif any(claim.measure is Measure.ABDUCTED for claim in _told_here(claims)):
        scores[SubEventType.ABDUCTION] = 1.5 * scores[SubEventType.ABDUCTION] + 2.0
    elif detained := [claim for claim in _told_here(claims) if claim.measure is Measure.DETAINED]:
        scores[SubEventType.ARRESTS] *= 1.5
        several = any(claim.quantity.low > 1 for claim in detained)
        if several and scores[SubEventType.PEACEFUL_PROTEST] > 0.5 * scores[SubEventType.ARRESTS]:
            scores[SubEventType.PROTEST_WITH_INTERVENTION] += scores.pop(SubEventType.ARRESTS)


def _gather_crowds(scores: Scores) -> None:
    """A protest that was met with force, or turned to violence, is that from its first word to its last."""
    calm, met = SubEventType.PEACEFUL_PROTEST, SubEventType.PROTEST_WITH_INTERVENTION
    if scores[calm] and scores[met] >= _TELLS:
        scores[met] += scores.pop(calm)
    if scores[SubEventType.MOB_VIOLENCE] >= _TELLS and not (scores[calm] or scores[met]):
        scores[SubEventType.MOB_VIOLENCE] += scores.pop(SubEventType.VIOLENT_DEMONSTRATION, 0.0)
    grave = (SubEventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS, SubEventType.VIOLENT_DEMONSTRATION)
    graver = max(grave, key=lambda sub: scores[sub])
    if scores[graver] >= _TELLS:
        scores[graver] += scores.pop(calm, 0.0) + scores.pop(met, 0.0)


_TELLS = 2.5
"""From which score on something is told, rather than mentioned in an aside."""


def weapons(doc: Doc) -> tuple[str, ...]:
    """The weapons that the text tells of using, in plain words, in order of first mention."""
    names = list(_weapons())
    found = _patterns_of_weapons().first_matches(_without_asides(doc))
    first = {names[number]: match.start() for number, match in found.items()}
    if "bomb" in first and {"roadside bomb", "car bomb", "suicide vest"} & set(first):
        del first["bomb"]
    return tuple(sorted(first, key=lambda name: first[name]))


def _without_asides(doc: Doc) -> str:
    """The text in lower case, a sentence a line, each up to where an aside begins in it."""
    text = lower_text(doc)
    sentences = [text[start:end] for start, end in sentence_spans(doc)]
    return "\n".join(words[: aside.start()] if (aside := aside_words().search(words)) else words for words in sentences)
