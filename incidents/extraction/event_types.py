"""What happened: ACLED event type and sub-type, weapons, and the sides of the actors.

Types come from the words of rules/event_types.toml, the first sentences counting most; sides from who
is the subject and who the object of the violence (methodology.md, section 7).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.dates import incident_date
from incidents.extraction.places import PlaceMention, incident_place, sentence_spans
from incidents.extraction.rules import RuleFileError, check_tables, load_rules
from incidents.extraction.types import ExtractedActor, ExtractedClaim, ExtractedEvent, Span
from incidents.vocabulary import SUB_EVENT_TYPES, ActorKind, EventType, Measure, Scope, Side, Status, SubEventType

ASIDE_SHARE = 0.15
CLAIM_SHARE = 1.6
"""How much more a sentence counts that gives this incident's dead or wounded."""

EVENT_TYPE_OF = {sub: event_type for event_type, subs in SUB_EVENT_TYPES.items() for sub in subs}
CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True)
class TypeRule:
    """Words that speak for a sub-event type, and how much a sentence with them counts."""

    name: str
    sub_event_type: SubEventType
    weight: float
    pattern: re.Pattern[str]


# The rules


@cache
def _tables() -> dict[str, Any]:
    tables = load_rules("event_types")
    check_tables("event_types", tables, {"rule", "context", "weapons", "sides"})
    return tables


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """The rules of event_types.toml. Raises RuleFileError for an unknown key or sub-event type."""
    return tuple(_type_rule(row) for row in _tables()["rule"])


def _type_rule(row: dict[str, Any]) -> TypeRule:
    if unknown := sorted(set(row) - {"id", "sub_event_type", "weight", "patterns"}):
        raise RuleFileError(f"rules/event_types.toml: unknown key {', '.join(unknown)}")
    try:
        sub_event_type = SubEventType(row["sub_event_type"])
    except ValueError as error:
        raise RuleFileError(f"rules/event_types.toml: unknown sub-event type {row['sub_event_type']}") from error
    return TypeRule(row["id"], sub_event_type, float(row["weight"]), _any_of(row["patterns"]))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!\w)", re.I)


@cache
def _aside() -> re.Pattern[str]:
    return _any_of(_tables()["context"]["aside"])


@cache
def _weapons() -> dict[str, re.Pattern[str]]:
    return {name: _any_of(patterns) for name, patterns in _tables()["weapons"].items()}


@cache
def _lemmas(table: str) -> frozenset[str]:
    return frozenset(_tables()["sides"][table])


@cache
def _civilian_words() -> re.Pattern[str]:
    return _any_of(_tables()["sides"]["civilians"])


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
    sub_event_type, rules = event_type(doc, actors, claims)
    when = incident_date(doc, published, claims)
    where = incident_place(doc, places, claims)
    found = [found.rule for found in (when, where) if found]
    return ExtractedEvent(
        date=when,
        place=where,
        event_type=EVENT_TYPE_OF[sub_event_type] if sub_event_type else None,
        sub_event_type=sub_event_type,
        actors=actors_with_sides(doc, actors, claims, sub_event_type),
        weapons=weapons(doc),
        rules=(*found, *(f"type:{rule}" for rule in rules)),
    )


def event_type(
    doc: Doc, actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim] = ()
) -> tuple[SubEventType | None, tuple[str, ...]]:
    """The sub-event type that the words speak for most, and the rules that say so; None where nothing does."""
    scores: Counter[SubEventType] = Counter()
    rules: dict[SubEventType, list[str]] = defaultdict(list)
    for sentence, share in _shares(doc, claims):
        hits = {rule for rule in type_rules() if rule.pattern.search(sentence)}
        best: dict[SubEventType, TypeRule] = {}
        for rule in hits:
            held = best.get(rule.sub_event_type)
            if held is None or rule.weight > held.weight:
                best[rule.sub_event_type] = rule
        for sub_event_type, rule in best.items():
            scores[sub_event_type] += rule.weight * share * _company(sub_event_type, set(best))
            rules[sub_event_type].append(rule.name)
    _weigh_victims(scores, actors, claims)
    _weigh_outcome(scores, claims)
    if not scores or max(scores.values()) < 0.5:
        return None, ()
    chosen = max(scores, key=lambda sub: (scores[sub], -list(SubEventType).index(sub)))
    return chosen, tuple(dict.fromkeys(rules[chosen]))


def _shares(doc: Doc, claims: Sequence[ExtractedClaim]) -> Iterator[tuple[str, float]]:
    """Each sentence of the body with how much it counts: the first most, asides hardly."""
    spans = [span for span in sentence_spans(doc) if span[1] - span[0] > 25] or sentence_spans(doc)
    counted = [claim.span for claim in claims if claim.scope is not Scope.LARGER]
    for number, (start, end) in enumerate(spans):
        sentence = " ".join(doc.text[start:end].split())
        share = 1.0 + 1.5 / (1 + number)
        if any(start <= span[0] < end for span in counted):
            share *= CLAIM_SHARE
        elif _aside().search(sentence):
            share *= ASIDE_SHARE
        yield sentence, share


_GROUND = {SubEventType.ARMED_CLASH, SubEventType.GOVERNMENT_REGAINS_TERRITORY}
_EXPLOSIVE = {
    SubEventType.AIR_DRONE_STRIKE,
    SubEventType.SHELLING,
    SubEventType.REMOTE_EXPLOSIVE,
    SubEventType.GRENADE,
    SubEventType.SUICIDE_BOMB,
}
_GENERAL = {SubEventType.ARMED_CLASH, SubEventType.ATTACK}


def _company(sub_event_type: SubEventType, others: set[SubEventType]) -> float:
    """How much a word counts beside others in its sentence: a weapon tells more than "attack" or "killed"."""
    if sub_event_type in _GENERAL and SubEventType.SUICIDE_BOMB in others:
        return 0.5
    if sub_event_type is SubEventType.REMOTE_EXPLOSIVE and others & (_EXPLOSIVE - {sub_event_type}):
        return 0.3
    if sub_event_type is SubEventType.ATTACK and others & (_EXPLOSIVE | {SubEventType.MOB_VIOLENCE, SubEventType.ABDUCTION}):
        return 0.5
    return 1.0


def _weigh_victims(
    scores: Counter[SubEventType], actors: Sequence[ActorMention], claims: Sequence[ExtractedClaim]
) -> None:
    """Civilians hurt speak for an attack on civilians, combatants hurt for a battle."""
    harmed = [claim for claim in claims if claim.scope is not Scope.LARGER and not claim.denies]
    statuses = Counter(claim.victims.status for claim in harmed)
    armed = {mention.name for mention in actors}
    if statuses[Status.CIVILIAN] > statuses[Status.COMBATANT]:
        scores[SubEventType.ATTACK] *= 1.4
        scores[SubEventType.ARMED_CLASH] *= 0.7
    elif statuses[Status.COMBATANT] > statuses[Status.CIVILIAN]:
        scores[SubEventType.ARMED_CLASH] *= 1.3
        scores[SubEventType.ATTACK] *= 0.6
    elif len(armed) < 2:
        scores[SubEventType.ARMED_CLASH] *= 0.8


def _weigh_outcome(scores: Counter[SubEventType], claims: Sequence[ExtractedClaim]) -> None:
    """Arrests, finds, looting and protests are what the event was only where nobody died in it."""
    deadly = any(
        claim.measure in (Measure.KILLED, Measure.CASUALTIES) and not claim.denies and claim.scope is not Scope.LARGER
        for claim in claims
    )
    if deadly:
        for sub in (SubEventType.ARRESTS, SubEventType.DISRUPTED_WEAPONS_USE, SubEventType.LOOTING, SubEventType.AGREEMENT):
            scores[sub] *= 0.3
    elif any(claim.measure is Measure.DETAINED for claim in claims):
        scores[SubEventType.ARRESTS] *= 1.5


def weapons(doc: Doc) -> tuple[str, ...]:
    """The weapons that the text tells of using, in plain words, in order of first mention."""
    first: dict[str, int] = {}
    for start, end in sentence_spans(doc):
        sentence = doc.text[start:end]
        if _aside().search(sentence):
            continue
        for name, pattern in _weapons().items():
            if name not in first and (found := pattern.search(sentence)):
                first[name] = start + found.start()
    if "bomb" in first and {"roadside bomb", "car bomb", "suicide vest"} & set(first):
        del first["bomb"]
    return tuple(sorted(first, key=lambda name: first[name]))


# Sides


def actors_with_sides(
    doc: Doc,
    mentions: Sequence[ActorMention],
    claims: Sequence[ExtractedClaim] = (),
    sub_event_type: SubEventType | None = None,
) -> tuple[ExtractedActor, ...]:
    """Every actor once: side A who acted, side B who was acted upon or fought back, else OTHER."""
    roles = _roles(doc, mentions, claims)
    firsts: dict[str, ActorMention] = {}
    for mention in mentions:
        firsts.setdefault(mention.name, mention)
    attacker = _attacker(roles, firsts)
    target = _target(roles, firsts, attacker)
    civilians = _civilians_hurt(doc, claims, sub_event_type) if target is None else None
    found = [
        ExtractedActor(name, _side(name, firsts, attacker, target, roles), mention.kind, mention.span)
        for name, mention in firsts.items()
        if not _is_leftover(name, firsts, roles)
    ]
    if civilians:
        found.append(ExtractedActor(CIVILIANS, Side.B, ActorKind.CIVILIANS, civilians))
    return tuple(sorted(found, key=lambda actor: (list(Side).index(actor.side), actor.span)))


@dataclass(slots=True)
class _Role:
    """How much speaks for an actor's having acted, and for its having been acted upon."""

    acted: float = 0.0
    suffered: float = 0.0


def _roles(
    doc: Doc, mentions: Sequence[ActorMention], claims: Sequence[ExtractedClaim]
) -> dict[str, _Role]:
    roles: dict[str, _Role] = defaultdict(_Role)
    starts = [start for start, _ in sentence_spans(doc)]
    for mention in mentions:
        number = sum(start <= mention.span[0] for start in starts)
        share = 1.0 + 2.0 / max(1, number)
        part = _part(doc, mention.span)
        if part == "acted":
            roles[mention.name].acted += share
        elif part == "suffered":
            roles[mention.name].suffered += share
        elif part == "both":
            roles[mention.name].acted += share / 2
            roles[mention.name].suffered += share / 2
    for claim in claims:
        if claim.victims.actor and claim.scope is not Scope.LARGER and not claim.denies:
            roles[claim.victims.actor].suffered += 1.0
    return roles


def _part(doc: Doc, span: Span) -> str | None:
    """The part that the grammar gives to an actor: "acted", "suffered", "both" or None."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None or not doc.has_annotation("DEP"):
        return None
    token = found.root
    if token.lemma_.lower() in _lemmas("deeds") and len(found) > 1:
        return "acted"
    for _ in range(4):
        if token.dep_ in ("compound", "amod", "nmod", "poss", "nsubj") and token.head.lemma_.lower() in _lemmas("deeds") and token.dep_ != "nsubj":
            return "acted"
        if token.dep_ not in ("compound", "amod", "nmod", "poss", "conj", "appos"):
            break
        token = token.head
    return _part_in_clause(token)


def _part_in_clause(token: Token) -> str | None:
    head = token.head
    if token.dep_ == "nsubj":
        if head.lemma_.lower() in _lemmas("suffering"):
            return "suffered"
        return "acted" if head.lemma_.lower() in _lemmas("verbs") or _has_violent_complement(head) else None
    if token.dep_ in ("nsubjpass", "dobj", "obj"):
        return "suffered" if head.lemma_.lower() in _lemmas("verbs") else None
    if token.dep_ == "pobj":
        return _part_after_preposition(head)
    return None


def _has_violent_complement(verb: Token) -> bool:
    return any(child.dep_ in ("xcomp", "conj", "dobj") and child.lemma_.lower() in _lemmas("verbs") | _lemmas("deeds") for child in verb.children)


def _part_after_preposition(preposition: Token) -> str | None:
    governor = preposition.head.lemma_.lower()
    violent = governor in _lemmas("verbs") | _lemmas("deeds") or governor in ("clash", "fighting", "battle", "clashes")
    if preposition.lower_ == "between":
        return "both"
    if not violent:
        return None
    if preposition.lower_ == "by":
        return "acted"
    return "suffered" if preposition.lower_ in ("on", "against", "at", "with", "upon", "targeting") else None


def _attacker(roles: dict[str, _Role], firsts: dict[str, ActorMention]) -> str | None:
    """Who acted most; with nothing told, the only group beside a state's forces."""
    acting = {name: role.acted - 0.3 * role.suffered for name, role in roles.items() if name in firsts and role.acted > 0}
    if acting:
        return max(acting, key=lambda name: acting[name])
    groups = [name for name, mention in firsts.items() if not mention.is_state and mention.kind is not ActorKind.EXTERNAL_FORCES]
    return groups[0] if len(groups) == 1 else None


def _target(roles: dict[str, _Role], firsts: dict[str, ActorMention], attacker: str | None) -> str | None:
    """Who suffered most of those who are not the attacker's own; else who acted on the other side."""
    if attacker is None:
        return max((n for n in firsts if roles[n].suffered > 0), key=lambda n: roles[n].suffered, default=None)
    foes = [name for name in firsts if name != attacker and not _allied(firsts[attacker], firsts[name])]
    told = [name for name in foes if roles[name].suffered + roles[name].acted > 0]
    return max(told, key=lambda name: (roles[name].suffered + 0.5 * roles[name].acted), default=None)


def _allied(one: ActorMention, other: ActorMention) -> bool:
    """Whether two actors fight on one side: a state and the foreign forces that are there for it."""
    kinds = {one.kind, other.kind}
    if kinds == {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES} or kinds == {ActorKind.EXTERNAL_FORCES}:
        return True
    unnamed = ("Unidentified militants", "Unidentified gunmen", "Criminal gang", "Unidentified militia")
    return not one.is_state and not other.is_state and (one.name in unnamed or other.name in unnamed)


def _side(
    name: str,
    firsts: dict[str, ActorMention],
    attacker: str | None,
    target: str | None,
    roles: dict[str, _Role],
) -> Side:
    if name == attacker:
        return Side.A
    if name == target:
        return Side.B
    taking_part = roles[name].acted + roles[name].suffered > 0
    for side, holder in ((Side.A, attacker), (Side.B, target)):
        if taking_part and holder and _allied(firsts[holder], firsts[name]):
            return side
    return Side.OTHER


def _is_leftover(name: str, firsts: dict[str, ActorMention], roles: dict[str, _Role]) -> bool:
    """An unnamed band that nothing is told of, beside a group that is named."""
    unnamed = ("Unidentified militants", "Unidentified gunmen", "Criminal gang", "Unidentified militia")
    named = any(not mention.is_state and other not in unnamed for other, mention in firsts.items() if other != name)
    return name in unnamed and named and roles[name].acted + roles[name].suffered == 0


def _civilians_hurt(
    doc: Doc, claims: Sequence[ExtractedClaim], sub_event_type: SubEventType | None
) -> Span | None:
    """The words for civilians who were hurt, where no armed actor was the target."""
    for claim in claims:
        if claim.victims.status is Status.CIVILIAN and not claim.denies and claim.scope is not Scope.LARGER:
            return claim.span
    against = sub_event_type is not None and EVENT_TYPE_OF[sub_event_type] in (
        EventType.VIOLENCE_AGAINST_CIVILIANS,
        EventType.EXPLOSIONS,
    )
    found = _civilian_words().search(doc.text) if against else None
    return found.span() if found else None
