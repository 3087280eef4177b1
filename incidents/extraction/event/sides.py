"""On which side each actor stood: from who is the subject and who the object of the violence, and who claims it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from incidents.extraction.actors import ActorMention, next_other, owns_deed
from incidents.extraction.doers.background import is_aside, is_background
from incidents.extraction.doers.parts import governor_of, is_own_assault, lemmas, names_deed, part_in_violence
from incidents.extraction.doers.sayings import denies_deed, is_blamed
from incidents.extraction.doers.together import told_as_one
from incidents.extraction.event.words import (
    EVENT_TYPE_OF,
    UNNAMED,
    civilian_words,
)
from incidents.extraction.losses.beside_the_dead import BESIDE_THE_DEAD
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
CLAIMED = 6.0
"""How much a group's own claim of the deed speaks for its having done it."""
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
    together = told_as_one(doc, [(mention.name, mention.span) for mention in mentions])
    civilians = _civilians_hurt(doc, claims, sub_event_type)
    partners = _partners(attacker, together)
    target = _target(roles, firsts, attacker, partners, only_hurt=civilians is not None)
    if target is None and attacker and civilians is None and _is_battle(sub_event_type):
        others = (name for name in firsts if name != attacker and name not in partners)
        foes = (name for name in others if not _are_allied(firsts[attacker], firsts[name]))
        target = next((name for name in foes if roles[name].named and not roles[name].denies), None)
    civilians = civilians if target is None else None
    found = [
        ExtractedActor(name, _side(name, firsts, attacker, target, roles, together), mention.kind, mention.span)
        for name, mention in firsts.items()
        if not (_is_leftover(name, firsts, roles) or roles[name].only_denies)
    ]
    if civilians:
        found.append(ExtractedActor(CIVILIANS, Side.B, ActorKind.CIVILIANS, civilians))
    return tuple(sorted(found, key=lambda actor: (list(Side).index(actor.side), actor.span)))


@dataclass(slots=True)
class _Role:
    """How much speaks for an actor's having acted, for its being accused of it, and for its having been acted upon.

    `named` is how often it is named without standing aside: as whoever tells of it, mourns it or denies it.
    """

    acted: float = 0.0
    accused: float = 0.0
    suffered: float = 0.0
    named: int = 0
    denies: bool = False

    @property
    def is_hit(self) -> bool:
        """Whether more tells that it was acted upon than that it acted."""
        return self.suffered > self.acted

    @property
    def only_denies(self) -> bool:
        """Whether all that is told of it is that it did not do it: then it is named on no side."""
        return self.denies and not (self.acted or self.accused or self.suffered)

    @property
    def is_victim(self) -> bool:
        """Whether it was attacked, as the words tell, and is not said to have done anything itself."""
        return self.acted == 0 and self.suffered > 1.0


def _roles(doc: Doc, mentions: Sequence[ActorMention], claims: Sequence[ExtractedClaim]) -> dict[str, _Role]:
    roles: dict[str, _Role] = defaultdict(_Role)
    text, spans = text_of_doc(doc), sentence_spans(doc)
    counted: set[tuple[str, int, str | None]] = set()
    deadly = any(claim.measure is Measure.KILLED and not claim.denies for claim in claims)
    for place, mention in enumerate(mentions):
        role, number = roles[mention.name], sentence_number(spans, mention.span)
        if owns_deed(doc, mentions, place):
            role.acted += CLAIMED
            continue
        if denies_deed(text, mention.span, next_other(mentions, place)):
            role.denies = True
            continue
        share = 1.0 + 2.0 / (1 + number)
        part = part_in_violence(doc, mention.span)
        if is_blamed(text, mention.span):
            part = "accused"
        if is_background(doc, mention.span):
            continue
        aside = part != "accused" and is_aside(doc, mention.span)
        if aside:
            share *= 0.2
        role.named += part != "aside"
        if part == "acted" and deadly and _came_after(doc, mention.span):
            share *= 0.1
            role.suffered += FOUGHT_BACK * (governor_of(doc, mention.span) in ANSWERS)
        if (mention.name, number, part) in counted:
            continue
        counted.add((mention.name, number, part))
        if part == "acted":
            role.acted += share
            role.acted += BEGAN * (number < 2 and not aside and is_own_assault(doc, mention.span))
        elif part == "accused":
            role.accused += share
        elif part == "suffered":
            role.suffered += share
        elif part == "both":
            role.acted += share / 2
            role.suffered += share / 2
    for claim in claims:
        if claim.victims.actor and claim.scope is not Scope.LARGER and not claim.denies:
            roles[claim.victims.actor].suffered += 1.0
            roles[claim.victims.actor].acted += _are_attackers(claim)
    for role in roles.values():
        role.acted += 0 if role.denies else role.accused
    return roles


def _are_attackers(claim: ExtractedClaim) -> bool:
    """Whether the words for dead fighters say that they attacked ("the suicide bomber", "besides the gunman")."""
    if claim.rules[0].startswith(BESIDE_THE_DEAD):
        return True
    last = claim.victims.raw.lower().split()[-1:]
    return bool(last) and last[0].removesuffix("s") in {"bomber", "attacker", "assailant", "hijacker", "perpetrator"}


def _came_after(doc: Doc, span: Span) -> bool:
    """Whether what an actor did came after the violence ("police detained four suspects"); an attack of his that was
    repelled did not."""
    return governor_of(doc, span) in lemmas("responses") and not names_deed(doc, span)


def _attacker(
    roles: dict[str, _Role], firsts: dict[str, ActorMention], sub_event_type: SubEventType | None
) -> str | None:
    """Who acted most; with nothing told, who is named first of the two sides of a battle, after whoever is told
    only to have lost people, and else nobody: to be the only group that a report names is no deed, and to be hit
    first is none either."""
    acting = {name: role.acted - 0.3 * min(role.suffered, BEATEN) for name, role in roles.items() if name in firsts}
    acting = {name: points for name, points in acting.items() if roles[name].acted >= TOLD_ENOUGH}
    if acting:
        return max(acting, key=lambda name: acting[name])
    involved = [name for name in firsts if roles[name].named and not roles[name].denies]
    if len(involved) == 2:
        involved.sort(key=lambda name: roles[name].suffered > 0)
    first = next(iter(involved), None)
    if first and roles[first].is_hit and not any(roles[name].suffered for name in involved[1:]):
        return None
    if first and _is_battle(sub_event_type) and any(not _are_allied(firsts[first], firsts[n]) for n in involved[1:]):
        return first
    return None


def _is_battle(sub_event_type: SubEventType | None) -> bool:
    return sub_event_type is not None and EVENT_TYPE_OF[sub_event_type] is EventType.BATTLES


def _target(
    roles: dict[str, _Role],
    firsts: dict[str, ActorMention],
    attacker: str | None,
    partners: Collection[str],
    *,
    only_hurt: bool,
) -> str | None:
    """Who suffered most of those who are not the attacker's own or did it with him; else, unless `only_hurt`, who acted
    against it."""
    if attacker is None:
        return max((n for n in firsts if roles[n].suffered > 0), key=lambda n: roles[n].suffered, default=None)
    others = [name for name in firsts if name != attacker and (name not in partners or roles[name].is_victim)]
    foes = [name for name in others if roles[name].is_victim or not _are_allied(firsts[attacker], firsts[name])]
    told = [name for name in foes if roles[name].suffered + roles[name].acted * (not only_hurt) > 0]
    return max(told, key=lambda name: roles[name].suffered + 0.5 * roles[name].acted, default=None)


def _partners(name: str | None, together: set[frozenset[str]]) -> set[str]:
    """Who is told of as one party with an actor."""
    return {other for pair in together if name in pair for other in pair if other != name}


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
    together: set[frozenset[str]],
) -> Side:
    if name == attacker:
        return Side.A
    if name == target:
        return Side.B
    if attacker in _partners(name, together) and not roles[name].denies and roles[name].acted >= roles[name].suffered:
        return Side.A
    if target in _partners(name, together) and roles[name].acted == 0:
        return Side.B
    if attacker and target and roles[name].suffered > 0 and _fellow_victims(firsts, name, target, attacker):
        return Side.B
    role = roles[name]
    for side, holder in ((Side.A, attacker), (Side.B, target)):
        fits = role.acted + role.suffered >= TOLD_ENOUGH and not (side is Side.A and role.is_victim)
        if fits and holder and _are_allied(firsts[holder], firsts[name]):
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
