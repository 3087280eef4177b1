"""On which side each actor stood: from who is the subject and who the object of the violence, and who claims it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from incidents.extraction.actors import ActorMention
from incidents.extraction.event.words import (
    EVENT_TYPE_OF,
    UNNAMED,
    aside_words,
    civilian_words,
    elsewhen_words,
    lemmas,
    tables,
)
from incidents.extraction.parsed import lower_text, text_of_doc
from incidents.extraction.sentences import sentence_number, sentence_spans
from incidents.extraction.types import ExtractedActor, ExtractedClaim, Span
from incidents.vocabulary import ActorKind, EventType, Measure, Scope, Side, Status, SubEventType

TOLD_ENOUGH = 0.5
"""How much must speak for an actor's having acted before it is side A."""
BEGAN = 3.0
"""How much more it counts for having acted that the first sentences call it an actor's assault."""
ANSWERS = ("answer", "respond", "retaliate", "return")
FOUGHT_BACK = 0.1
"""An answer to violence makes its actor the other side where nobody else suffered it more."""
BEATEN = 4.0
"""The most that having suffered speaks against having acted: who attacks may well lose the most people."""
CLAIMED, DENIED = 6.0, 1.0
"""How much a group's own claim of the deed, and its denial, speak for its being the one that did or is said to have."""
CIVILIANS = "Civilians"


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
    attacker = _attacker(roles, firsts, sub_event_type)
    civilians = _civilians_hurt(doc, claims, sub_event_type)
    target = _target(roles, firsts, attacker, only_hurt=civilians is not None)
    civilians = civilians if target is None else None
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


def _roles(doc: Doc, mentions: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> dict[str, _Role]:
    roles: dict[str, _Role] = defaultdict(_Role)
    text, spans = text_of_doc(doc), sentence_spans(doc)
    counted: set[tuple[str, int, str | None]] = set()
    deadly = any(claim.measure is Measure.KILLED and not claim.denies for claim in claims)
    for mention in mentions:
        number = sentence_number(spans, mention.span)
        said = _own_word(text, mention.span)
        if said is not None:
            roles[mention.name].acted += said
            continue
        share = 1.0 + 2.0 / (1 + number)
        words = lower_text(doc)[slice(*spans[number])]
        if aside_words().search(words) or elsewhen_words().search(words):
            share *= 0.2
        part = _part(doc, mention.span)
        if part == "acted" and deadly and _came_after(doc, mention.span):
            share *= 0.1
            roles[mention.name].suffered += FOUGHT_BACK * (_governor(doc, mention.span) in ANSWERS)
        if (mention.name, number, part) in counted:
            continue
        counted.add((mention.name, number, part))
        if part == "acted":
            roles[mention.name].acted += share + BEGAN * (number < 2 and _began_assault(doc, mention.span))
        elif part == "suffered":
            roles[mention.name].suffered += share
        elif part == "both":
            roles[mention.name].acted += share / 2
            roles[mention.name].suffered += share / 2
    for claim in claims:
        if claim.victims.actor and claim.scope is not Scope.LARGER and not claim.denies:
            roles[claim.victims.actor].suffered += 1.0
    return roles


def _own_word(text: str, span: Span) -> float | None:
    """How much a mention's acting is told by who says so: claimed counts most, denied makes it the accused one."""
    following = text[span[1] : span[1] + 160].replace("\n", " ")
    before = text[max(0, span[0] - 90) : span[0]].replace("\n", " ")
    if _saying("claiming").match(following) or _saying("claimed_by").search(before):
        return CLAIMED
    return DENIED if _saying("denying").match(following) else None


@cache
def _saying(table: str) -> re.Pattern[str]:
    words = "|".join(tables()["sides"][table])
    if table == "claimed_by":
        return re.compile(rf"\b(?:{words})[ ]*$", re.I)
    who = r"(?: \([^)]{1,30}\)|\))?(?:,? [\w'’-]+){0,4}?,?(?: on \w+)?"
    return re.compile(rf"(?:['’]s)?{who} (?:{words})", re.I)


_SPEAKING = re.compile(
    r"(?:and (?:\w+ )?)?(?:(?:officials?|sources?|officers?|spokes\w+|chief|authorities|witnesses) )*"
    r"(?:said|say|told|reported|confirmed|announced)\b"
)
"""What follows an actor that only tells of it ("police and medical sources said")."""


def _part(doc: Doc, span: Span) -> str | None:
    """The part that the grammar gives to an actor: "acted", "suffered", "both" or None."""
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return None
    token = found.root
    speaks = token.dep_ == "nsubj" and token.head.lemma_.lower() in lemmas("telling")
    if not speaks and _SPEAKING.match(doc[found.end : found.end + 8].text):
        return None
    if token.lemma_.lower() in lemmas("deeds") and len(found) > 1:
        return "acted"
    for _ in range(5):
        if _belongs_to_people(token):
            token = token.head.head
            continue
        if token.dep_ in _WITHIN_NAME and token.head.lemma_.lower() in lemmas("deeds"):
            return "acted"
        if token.dep_ not in (*_WITHIN_NAME, "conj", "appos"):
            break
        token = token.head
    return _part_in_clause(token)


def _began_assault(doc: Doc, span: Span) -> bool:
    """Whether an assault is an actor's own ("assault by rebels", "fighters of the group launched an offensive").

    Not where it answers one ("the army struck back").
    """
    found = doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return False
    root = found.root
    while root.dep_ in _WITHIN_NAME or _belongs_to_people(root):
        root = root.head if root.dep_ in _WITHIN_NAME else root.head.head
    by = root.dep_ == "pobj" and root.head.lower_ == "by"
    if not by and root.dep_ != "nsubj":
        return False
    return _is_onset(root.head.head if by else root.head)


def _is_onset(governor: Token) -> bool:
    """Whether a word opens the violence, by itself ("stormed") or with its object ("launched an offensive")."""
    if any(child.lower_ == "back" for child in governor.children):
        return False
    onsets = lemmas("onsets")
    if governor.lemma_.lower() in onsets:
        return True
    opens = governor.lemma_.lower() in lemmas("openings")
    return opens and any(child.dep_ == "dobj" and child.lemma_.lower() in onsets for child in governor.children)


def _came_after(doc: Doc, span: Span) -> bool:
    """Whether what an actor did came after the violence ("police detained four suspects")."""
    return _governor(doc, span) in lemmas("responses")


def _governor(doc: Doc, span: Span) -> str:
    """The lemma of the word on which an actor depends."""
    found = doc.char_span(*span, alignment_mode="expand")
    return found.root.head.lemma_.lower() if found is not None else ""


def _belongs_to_people(token: Token) -> bool:
    """Whether it names whose people are meant ("fighters of the group", "the forces of")."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("of", "from")
        and token.head.head.lemma_.lower() in lemmas("people_of")
    )


_WITHIN_NAME = ("compound", "amod", "nmod", "poss")


def _part_in_clause(token: Token) -> str | None:
    head = token.head
    if head.lemma_.lower() in lemmas("blaming"):
        return "acted" if token.dep_ in ("dobj", "obj", "nsubjpass") else None
    if token.dep_ == "nsubj":
        if head.lemma_.lower() in lemmas("suffering"):
            return "suffered"
        return "acted" if head.lemma_.lower() in lemmas("verbs") or _has_violent_complement(head) else None
    if token.dep_ in ("nsubjpass", "dobj", "obj"):
        return "suffered" if head.lemma_.lower() in lemmas("verbs") else None
    if token.dep_ == "pobj":
        return _part_after_preposition(head)
    return None


def _has_violent_complement(verb: Token) -> bool:
    """Whether the subject of a verb does violence in what depends on it ("said that it struck")."""
    told = [child for child in verb.children if child.dep_ == "ccomp" and child.lemma_.lower() in lemmas("verbs")]
    if any(word.dep_ == "nsubj" and word.lower_ in ("it", "they") for clause in told for word in clause.children):
        return True
    if verb.lemma_.lower() in lemmas("telling"):
        return False
    violent = lemmas("verbs") | lemmas("deeds")
    return any(child.dep_ in ("xcomp", "conj", "dobj") and child.lemma_.lower() in violent for child in verb.children)


def _part_after_preposition(preposition: Token) -> str | None:
    governor = preposition.head.lemma_.lower()
    if governor in lemmas("impacts") and preposition.lower_ in ("at", "near", "outside", "in", "into", "inside", "by"):
        return "suffered" if preposition.head.pos_ == "VERB" else None
    if governor in lemmas("blaming") and preposition.lower_ == "on":
        return "acted"
    violent = governor in lemmas("verbs") | lemmas("deeds") or governor in ("clash", "fighting", "battle", "clashes")
    if preposition.lower_ == "between":
        return "both"
    if not violent:
        return None
    if preposition.lower_ == "by":
        return "acted"
    return "suffered" if preposition.lower_ in ("on", "against", "at", "with", "upon", "targeting") else None


def _attacker(
    roles: dict[str, _Role], firsts: dict[str, ActorMention], sub_event_type: SubEventType | None
) -> str | None:
    """Who acted most; with nothing told, the only one who can have: from the air a state, else the only group."""
    acting = {name: role.acted - 0.3 * min(role.suffered, BEATEN) for name, role in roles.items() if name in firsts}
    acting = {name: points for name, points in acting.items() if roles[name].acted >= TOLD_ENOUGH}
    if acting:
        return max(acting, key=lambda name: acting[name])
    if sub_event_type is SubEventType.AIR_DRONE_STRIKE:
        able = [name for name, mention in firsts.items() if mention.is_state or _is_external(mention)]
        able = [name for name in able if _is_external(firsts[name])] or able
    else:
        able = [name for name, mention in firsts.items() if not mention.is_state and not _is_external(mention)]
        able = [name for name in able if firsts[name].kind is not ActorKind.PROTESTERS or not roles[name].suffered]
    return able[0] if len(able) == 1 else None


def _is_external(mention: ActorMention) -> bool:
    return mention.kind is ActorKind.EXTERNAL_FORCES


def _target(
    roles: dict[str, _Role], firsts: dict[str, ActorMention], attacker: str | None, *, only_hurt: bool
) -> str | None:
    """Who suffered most of those who are not the attacker's own; else, unless `only_hurt`, who acted against it."""
    if attacker is None:
        return max((n for n in firsts if roles[n].suffered > 0), key=lambda n: roles[n].suffered, default=None)
    foes = [name for name in firsts if name != attacker and not _are_allied(firsts[attacker], firsts[name])]
    told = [name for name in foes if roles[name].suffered + roles[name].acted * (not only_hurt) > 0]
    return max(told, key=lambda name: roles[name].suffered + 0.5 * roles[name].acted, default=None)


def _are_allied(one: ActorMention, other: ActorMention) -> bool:
    """Whether two actors fight on one side: a state and the foreign forces that are there for it."""
    kinds = {one.kind, other.kind}
    if ActorKind.PROTESTERS in kinds:
        return False
    if kinds == {ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES} or kinds == {ActorKind.EXTERNAL_FORCES}:
        return True
    return not one.is_state and not other.is_state and (one.name in UNNAMED or other.name in UNNAMED)


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
    if attacker and target and roles[name].suffered > 0 and _fellow_victims(firsts, name, target, attacker):
        return Side.B
    taking_part = roles[name].acted + roles[name].suffered > 0
    for side, holder in ((Side.A, attacker), (Side.B, target)):
        if taking_part and holder and _are_allied(firsts[holder], firsts[name]):
            return side
    return Side.OTHER


def _fellow_victims(firsts: dict[str, ActorMention], name: str, target: str, attacker: str) -> bool:
    """Whether two groups of one country were both acted upon by a third."""
    one, other = firsts[name], firsts[target]
    together = not one.is_state and not other.is_state and one.country_code == other.country_code
    return together and not _are_allied(firsts[attacker], one)


def _is_leftover(name: str, firsts: dict[str, ActorMention], roles: dict[str, _Role]) -> bool:
    """An unnamed band that nothing is told of, beside a group that is named; a gang of no name beside a gang of one."""
    gangs = (mention.kind is ActorKind.POLITICAL_MILITIA and other not in UNNAMED for other, mention in firsts.items())
    if name == "Criminal gang" and any(gangs):
        return True
    named = any(not mention.is_state and other not in UNNAMED for other, mention in firsts.items() if other != name)
    return name in UNNAMED and named and roles[name].acted + roles[name].suffered == 0


def _civilians_hurt(doc: Doc, claims: Sequence[ExtractedClaim], sub_event_type: SubEventType | None) -> Span | None:
    """The words for civilians who were hurt, where no armed actor was the target."""
    for claim in claims:
        if claim.victims.status is Status.CIVILIAN and not claim.denies and claim.scope is not Scope.LARGER:
            return claim.span
    against = sub_event_type is not None and EVENT_TYPE_OF[sub_event_type] in (
        EventType.VIOLENCE_AGAINST_CIVILIANS,
        EventType.EXPLOSIONS,
    )
    found = civilian_words().search(lower_text(doc)) if against else None
    return found.span() if found else None
